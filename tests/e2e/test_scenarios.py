"""The acceptance scenarios of user-needs, 6, by their numbers: those that stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from setup.driver import run_through
from setup.people import Person
from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome
from spark_setup.setup.setup import Options, Setup
from spark_setup.simulator.air import AirNetwork, SimulatedAir
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import find
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.pages.network import NetworkPage
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.progress_row import RowWidget
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run, answers
from .test_failures import said_by, visit
from .visitor import PRIMARY, Visitor

SPEED = 80.0
Start = Callable[..., Demo]
Wizard = Callable[..., Run]


def test_every_scenario_has_a_test_that_says_its_number() -> None:
    """Packaged apps (11), a human agent (13) and screen readers (14) are tried by what a program can try."""
    root = Path(__file__).parents[1]
    text = "".join(path.read_text(encoding="utf-8") for path in root.rglob("test_*.py"))
    assert {int(n) for n in re.findall(r"def test_scenario_(\d\d)_", text)} == set(range(1, 16))


# ---------------------------------------- 3


EVIDENCE = {
    "ready.internet": {"internet_answers"},
    "ready.account": {"account_ready"},
    "ready.wifi": {"wifi_probed"},
    "ready.path": {"path_checked"},
    "ready.device": {"devices_seen"},
    "join.left": {"own_network_left"},
    "join.joined": {"device_network_joined"},
    "join.answers": {"device_answered"},
    "join.networks": {"networks_seen"},
    "progress.delivered": {"details_delivered"},
    "progress.left": {"setup_mode_left"},
    "progress.back": {"internet_back"},
    "progress.online": {"seen_online"},
    "progress.linked": {"linked"},
    "result.success": {"seen_online", "linked", "internet_back"},
}


class Ticks(Autopilot):
    """Notes every tick the moment it is drawn, with the facts that were known then."""

    def __init__(self, wizard: SetupWizard, said: Answers) -> None:
        self.met: list[tuple[str, set[str]]] = []
        wizard.drawn.connect(self._note)
        super().__init__(wizard, said)

    def _note(self) -> None:
        facts = {fact.name for fact in self._wizard.conductor.setup.facts}
        for row in self._wizard.body.findChildren(RowWidget):
            if row.isVisible() and row.row.state is State.DONE:
                self.met.append((row.objectName(), facts))
        if self._wizard.current is not None and self._wizard.current.celebrates:
            self.met.append((self._wizard.conductor.step.place.value, facts))


@pytest.mark.parametrize("scenario", ["default", "S6-01"])
def test_scenario_03_no_tick_without_a_fact(scenario: str, demo: Start, wizard: Wizard) -> None:
    pilots: list[Ticks] = []

    def pilot(window: SetupWizard, given: Answers) -> Ticks:
        pilots.append(Ticks(window, given))
        return pilots[-1]

    wizard(demo(scenario, speed=SPEED).services(), answers(), pilot=pilot)
    for name, facts in pilots[0].met:
        assert EVIDENCE[name] <= facts, name
    named = {name for name, _ in pilots[0].met}
    assert named >= {"ready.internet", "join.answers", "progress.delivered"}
    assert ("result.success" in named) is (scenario == "default")


# ---------------------------------------- 6


ODD = (b"ET&JDS", b"Wang's WiFi", "Café".encode(), "家".encode(), b"a/b", b"\xff\xfe\x80 net")
QUOTED = b'Bob "5G"'
AIR = SimulatedAir(
    tuple(
        AirNetwork(name, rssi=-40 - n)
        for n, name in enumerate((*ODD, QUOTED, *(b"Neighbour %d" % n for n in range(33))))
    )
)


@pytest.mark.parametrize("name", ODD, ids=lambda name: repr(name)[2:-1])
def test_scenario_06_odd_names_are_stored_as_they_are(name: bytes, demo: Start) -> None:
    running = demo(replace(find("default"), air=AIR), speed=SPEED)
    played = run_through(
        Setup(options=Options(prefixes=("Northwind",))), running.services(), Person(network=name)
    )
    assert played.setup.networks is not None
    assert {network.ssid for network in played.setup.networks.networks} == {n.ssid for n in AIR.networks}
    assert bytes.fromhex(str(running.device.state()["ssid_hex"])) == name


def test_scenario_06_odd_names_are_all_listed(demo: Start, wizard: Wizard) -> None:
    """… and the one that cannot be stored is refused beforehand, with three ways out."""
    running = demo(replace(find("default"), air=AIR), speed=SPEED)
    listed: list[set[bytes]] = []

    def look(visitor: Visitor) -> None:
        page = visitor.wizard.current
        assert isinstance(page, NetworkPage)
        listed.append({row.ssid for row in page.rows.values()})
        assert [c for c in running.device.commands if c.name == "configure-ap"] == []
        visitor.do("problem.show_name_ways")
        assert all(way in said_by(visitor.wizard) for way in ("One:", "Two:", "Three:"))
        visitor.change(network="ET&JDS")
        visitor.do(PRIMARY)

    said = answers(network=QUOTED.decode())
    run, visitor = visit(wizard, running, said, {"S4-02": [look], "S3-02": [PRIMARY]})
    assert [reading.code for reading in visitor.readings][-1] == "S4-02"
    assert listed[0] == {network.ssid for network in AIR.networks} | {b"Home"}, "and this computer's own"
    assert run.result.ssid == "ET&JDS"


# ---------------------------------------- 7, 10


def test_scenario_07_vpn(demo: Start, wizard: Wizard) -> None:
    """Within ten seconds, by `tests/setup/test_run_through.py`: this clock is the machine's as well."""
    running = demo("S2-09V", speed=SPEED)
    named: list[Place] = []
    said: list[str] = []

    def pilot(window: SetupWizard, given: Answers) -> Visitor:
        def look() -> None:
            setup = window.conductor.setup
            if setup.problem is not None and setup.joined is not None and not named:
                named.append(window.conductor.step.place)
            if window.conductor.step.place is Place.SUCCESS:
                said.append(said_by(window))

        window.drawn.connect(look)
        return Visitor(window, given, {"S2-09V": [""]})

    run = wizard(running.services(), answers(), pilot=pilot)
    assert named == [Place.JOINING]
    assert "S2-09V" in run.codes
    assert run.result.outcome is Outcome.SUCCESS
    assert "Switch your VPN on again." in said[-1]


def test_scenario_10_update_on_first_connect(demo: Start, wizard: Wizard) -> None:
    """Online, three minutes of update, online again: no failure, and no tick for a device that is offline."""
    said: list[tuple[str, float]] = []

    def pilot(window: SetupWizard, given: Answers) -> Autopilot:
        def look() -> None:
            setup = window.conductor.setup
            if window.conductor.step.place is Place.UPDATING and setup.updating is not None:
                said.append((said_by(window), window.conductor.now - setup.updating.at))

        window.drawn.connect(look)
        return Autopilot(window, given)

    run = wizard(demo("S6-05", speed=40.0).services(), answers(), pilot=pilot)
    assert run.result.outcome is Outcome.SUCCESS
    assert [code for code in run.codes if "-" in code] == ["S6-05"]
    assert any("Do not unplug it." in text for text, _ in said)
    assert min((after_s for text, after_s in said if "is online" in text), default=180.0) >= 170
