"""The whole wizard against simulated device, cloud and radio, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fakes.patient_clock import PULSE, PatientClock
from spark_setup.brand import Brand, load
from spark_setup.core.secrets import Secret
from spark_setup.setup import production as production_room
from spark_setup.setup.production import production
from spark_setup.setup.result import SetupResult
from spark_setup.setup.services import Services
from spark_setup.simulator import demo as demo_room
from spark_setup.simulator import serve
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenario import Scenario
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController
from spark_setup.ui.wizard import SetupWizard

from .laboratory import target_of
from .replayed import Shown, shown

Pilot = Callable[[SetupWizard, Answers], Autopilot]
SPEED = 40.0
RUN_LIMIT_MS = 60_000


def answers(**values: object) -> Answers:
    """Answers with a network and a password, unless said otherwise."""
    given = {"network": "Home", "password": "correct horse 9", **values}
    if isinstance(given.get("password"), str):
        given["password"] = Secret(str(given["password"]))
    return Answers(**given)  # type: ignore[arg-type]


class Run:
    """One wizard and what came of it."""

    def __init__(self, controller: SetupController) -> None:
        self.controller = controller
        self.places: list[str] = []
        self.titles: list[str] = []
        self.codes: list[str] = []
        self.shown: list[Shown] = []

    @property
    def wizard(self) -> SetupWizard:
        assert self.controller.wizard is not None
        return self.controller.wizard

    @property
    def result(self) -> SetupResult:
        assert self.controller.result is not None
        return self.controller.result

    def note(self) -> None:
        """Remember place, title and code as they are drawn."""
        place = self.controller.conductor.step.place.value  # type: ignore[union-attr]
        if not self.places or self.places[-1] != place:
            self.places.append(place)
        title = self.wizard.body.header.title.text()
        if not self.titles or self.titles[-1] != title:
            self.titles.append(title)
        code = self.wizard.chip.text()
        if not self.codes or self.codes[-1] != code:
            self.codes.append(code)
        now = shown(self.wizard)
        if self.shown and self.shown[-1].same_state(now):
            self.shown.pop()
        self.shown.append(now)


@pytest.fixture(scope="session")
def pulse(qapp: QApplication) -> None:
    """What the patient clock counts."""
    PULSE.start(qapp)


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, pulse: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Devices, clouds and wizards of this process live by the patient clock.

    Not in a module that says `PATIENT = False`: there, the wizard is another process.
    """
    if getattr(request.module, "PATIENT", True):
        for room in (demo_room, serve, production_room):
            monkeypatch.setattr(room, "Clock", PatientClock)


@pytest.fixture
def wizard(qtbot: QtBot) -> Iterator[Callable[..., Run]]:
    """Runs a wizard with an autopilot to its end and hands over what happened."""
    runs: list[Run] = []

    def run(
        services: Services,
        said: Answers | None = None,
        *,
        brand: Brand | None = None,
        wifi_only: bool = False,
        code_given: bool = False,
        pilot: Pilot = Autopilot,
        with_person: bool = False,
    ) -> Run:
        chosen = brand or load(None)
        controller = SetupController(
            chosen,
            services=services,
            options=options_of(
                chosen,
                has_session=services.cloud is not None and not code_given,
                wifi_only=wifi_only,
                touch_wifi=services.wifi is not None,
                code_given=code_given,
            ),
            language="en",
            with_person=with_person,
        )
        made = Run(controller)
        runs.append(made)
        with qtbot.waitSignal(controller.finished, timeout=RUN_LIMIT_MS):
            controller.start()
            made.wizard.drawn.connect(made.note)
            pilot(made.wizard, said or answers())
            made.wizard.refresh()
        return made

    yield run
    for made in runs:
        if made.controller.result is None and made.controller.conductor is not None:
            made.controller.conductor.shut_down()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def demo() -> Iterator[Callable[..., Demo]]:
    """A scenario, running, with everything embedded."""
    running: list[Demo] = []

    def start(name: str | Scenario = "default", speed: float = SPEED) -> Demo:
        made = Demo(find(name) if isinstance(name, str) else name, speed=speed)
        running.append(made)
        made.start()
        return made

    yield start
    for made in running:
        made.stop()


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Callable[..., Servers]]:
    """Stand-alone servers, as `simulate all` starts them."""
    running: list[Servers] = []

    def start(scenario: str = "default", speed: float = SPEED) -> Servers:
        made = Servers("all", find(scenario), "127.0.0.1", 0, speed, tmp_path)
        running.append(made)
        made.start()
        return made

    yield start
    for made in running:
        made.stop()


@pytest.fixture
def laboratory(servers: Callable[..., Servers]) -> Iterator[Callable[..., tuple[Servers, Services]]]:
    """Stand-alone servers, and the production services that reach them without a radio."""
    made: list[Services] = []

    def start(
        scenario: str = "default", *, token: bool = True, given_code: Secret | None = None
    ) -> tuple[Servers, Services]:
        running = servers(scenario)
        assert running.cloud is not None
        services = production(
            target_of(running),
            token=running.cloud.customer_token if token else None,
            given_code=given_code,
            clock=PatientClock(SPEED),
        )
        made.append(services)
        return running, services

    yield start
    for services in made:
        services.close()
