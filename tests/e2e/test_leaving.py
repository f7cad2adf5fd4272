"""From every page the person can leave, and the computer gets its own network back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer

from spark_setup.setup.facts import DeviceAnswered
from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenario import Scenario
from spark_setup.simulator.scenarios import find
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .visitor import button, clean, read

SPEED = 80.0
HIDDEN = answers(network="Attic", security="wpa2")
LISTED = answers(network="Café")


class Leaver(Autopilot):
    """Goes as far as `place` and does `act` there, once; from then on it touches nothing."""

    def __init__(
        self, wizard: SetupWizard, said: Answers, place: Place, act: Callable[[SetupWizard], None]
    ) -> None:
        super().__init__(wizard, said)
        self._place, self._leave = place, act
        self.left = False

    def _act(self) -> None:
        conductor = self._wizard.conductor
        if self.left or conductor.over:
            return
        if conductor.step.place is self._place:
            self.left = True
            self._leave(self._wizard)
        else:
            super()._act()


def slow(scenario: str) -> Scenario:
    """So slow at the device that a page is met while it works."""
    plain = find(scenario)
    return replace(plain, device=replace(plain.device, scan_s=30.0))


CASES: tuple[tuple[Place, str | Scenario, Answers], ...] = (
    (Place.READY, "S1-01", answers()),
    (Place.SEARCHING, "S2-05", answers()),
    (Place.ONE, "default", answers()),
    (Place.SEVERAL, "S2-06", answers()),
    (Place.JOINING, slow("default"), answers()),
    (Place.JOINING, "S2-09", answers()),
    (Place.PERMISSION, "S2-03", answers()),
    (Place.OWNER, "S5-04", answers()),
    (Place.NETWORK, "default", LISTED),
    (Place.HIDDEN, "hidden", HIDDEN),
    (Place.PASSWORD, "default", answers()),
    (Place.EXPIRED, "S1-04", answers()),
    (Place.PROGRESS, "S6-02", answers()),
    (Place.PROGRESS, "S5-02", answers()),
    (Place.PROGRESS, "S6-03", answers()),
    (Place.WRONG_PASSWORD, "S6-01", answers()),
    (Place.NOT_SEEN, "S6-02", answers()),
)


def _id(value: object) -> str:
    return value.name if isinstance(value, Scenario) else getattr(value, "value", str(value))[:24]


def leave(wizard: SetupWizard) -> None:
    """Cancel; answer the one question if it is asked."""
    wizard.reject()
    if wizard.leaving.asking:
        wizard.refresh()
        button(wizard, "leaving.leave").click()


@pytest.mark.parametrize(("place", "scenario", "said"), CASES, ids=_id)
def test_scenario_04_cancel_gives_the_wifi_back(
    place: Place,
    scenario: str | Scenario,
    said: Answers,
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
) -> None:
    running = demo(scenario, speed=SPEED)
    run = wizard(running.services(), said, pilot=lambda w, a: Leaver(w, a, place, leave))
    assert place.value in run.places
    assert (run.result.outcome, run.result.exit_code) == (Outcome.USER_CANCEL, 3)
    assert run.result.wifi_restored is True
    assert running.radio.current == running.radio.behaviour.own_ssid


BACK: tuple[tuple[Place, str | Scenario, Answers, str], ...] = (
    (Place.SEARCHING, "S2-05", answers(), "ready"),
    (Place.ONE, "default", answers(), "ready"),
    (Place.SEVERAL, "S2-06", answers(), "ready"),
    (Place.JOINING, slow("default"), answers(), "join.one"),
    (Place.JOINING, "S2-09", answers(), "join.one"),
    (Place.PERMISSION, "S2-04", answers(), "join.one"),
    (Place.OWNER, "S5-04", answers(), "join.one"),
    (Place.NETWORK, "default", LISTED, "join.one"),
    (Place.HIDDEN, "hidden", HIDDEN, "network"),
    (Place.PASSWORD, "default", answers(), "network"),
)


@pytest.mark.parametrize(("place", "scenario", "said", "leads"), BACK, ids=_id)
def test_back(
    place: Place,
    scenario: str | Scenario,
    said: Answers,
    leads: str,
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
) -> None:
    """It leads to the last page on which the person decided; before the device the Wi-Fi is given back."""
    running = demo(scenario, speed=SPEED)
    current: list[bytes | None] = []

    def go(window: SetupWizard) -> None:
        button(window, "frame.back").click()
        window.drawn.connect(lambda: arrive(window))

    def arrive(window: SetupWizard) -> None:
        setup = window.conductor.setup
        if window.conductor.step.place.value == leads and setup.problem is None and not current:
            current.append(running.radio.current)
            QTimer.singleShot(0, window, window.reject)

    run = wizard(running.services(), said, pilot=lambda w, a: Leaver(w, a, place, go))
    assert current, run.places
    if leads in ("ready", "join.one"):
        assert current == [running.radio.behaviour.own_ssid]
    assert run.result.wifi_restored is True
    assert running.radio.current == running.radio.behaviour.own_ssid


def test_stop_waiting_asks_in_the_page(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    """The question stands where problems stand; *Keep waiting* goes on, *Leave* gives the Wi-Fi back."""
    running = demo("S6-02", speed=SPEED)
    asked: list[tuple[str, str, tuple[str, ...]]] = []

    def stop(window: SetupWizard) -> None:
        window.drawn.connect(lambda: ask(window))
        ask(window)

    def ask(window: SetupWizard) -> None:
        if window.conductor.setup.internet_back is None or len(asked) == 2:
            return
        assert clean(window.cancel_button.text()) == "Stop waiting"
        button(window, "frame.cancel").click()
        page = read(window)
        asked.append((page.title, page.primary, page.others))
        if len(asked) == 1:
            button(window, "frame.primary").click()
            assert not window.leaving.asking
        else:
            button(window, "leaving.leave").click()

    run = wizard(running.services(), answers(), pilot=lambda w, a: Leaver(w, a, Place.PROGRESS, stop))
    question = (
        "Temperature Monitor already has the details.",
        "Keep waiting",
        ("Leave",),  # the computer is back already, as the rows above say
    )
    assert asked == [question, question]
    assert run.result.outcome is Outcome.USER_CANCEL
    assert run.result.wifi_restored is True


def test_answer_that_comes_after_back_changes_nothing(
    demo: Callable[..., Demo], wizard: Callable[..., Run]
) -> None:
    """The stopped work may still have heard the device; it must not go on with it without consent."""
    running = demo(slow("default"), speed=SPEED)

    def go(window: SetupWizard) -> None:
        conductor = window.conductor
        button(window, "frame.back").click()
        late = DeviceAnswered(at=conductor.now, device_id=running.device.id, claimed=False)
        conductor._observed(late)
        assert not conductor.setup.answering
        QTimer.singleShot(0, window, window.reject)

    run = wizard(running.services(), answers(), pilot=lambda w, a: Leaver(w, a, Place.JOINING, go))
    assert run.result.outcome is Outcome.USER_CANCEL
    assert run.result.wifi_restored is True
