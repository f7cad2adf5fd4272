"""The permission to see names: asked for on a page of its own, with the backends of Windows and macOS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes.corewlan import Mac
from fakes.wlanapi import Ap, WlanDll, WlanService
from setup.facts import AP, checked, left, told
from setup.house import House
from spark_setup.hostwifi.macos_wifi import CoreWlanWifi
from spark_setup.hostwifi.port import HostWifi, PermissionState
from spark_setup.hostwifi.session import WifiSession
from spark_setup.hostwifi.windows_consent import Consent
from spark_setup.hostwifi.windows_wifi import WlanApiWifi
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.setup import Setup
from spark_setup.setup.story import Step, Work

ASKING = Step(Place.PERMISSION, Work.AWAIT_PERMISSION, asks=True)


def withheld(reason: str = f.NOT_ASKED) -> Setup:
    return told(checked(), f.WifiProbed(at=1, mode=f.HostMode.NAME_ONLY, reason=reason))


def step(setup: Setup) -> Step:
    return story.next_step(setup, 20)


# ---------------------------------------- the story


@pytest.mark.parametrize("reason", [f.NOT_ASKED, f.REFUSED])
def test_names_that_are_withheld_lead_to_the_page(reason: str) -> None:
    assert step(withheld(reason)) == ASKING


def test_the_page_is_left_by_hand_by_name_and_by_the_permission() -> None:
    assert step(story.take(withheld(), Way.JOIN_BY_HAND)).place is Place.MANUAL
    assert step(told(withheld(), d.AskName())) == Step(Place.NAMED, asks=True)
    named = told(withheld(), d.AskName(), d.OtherName(AP))
    assert step(named) == Step(Place.JOINING, Work.JOIN)
    shown = told(withheld(), f.WifiProbed(at=9, mode=f.HostMode.AUTO))
    assert step(shown) == Step(Place.READY, Work.SEARCH)


def test_back_leads_to_the_page_and_from_it() -> None:
    for decision in (d.JoinByHand(), d.AskName()):
        there = told(withheld(), decision)
        assert step(story.back(there, step(there).place)) == ASKING
    first = story.back(withheld(), Place.PERMISSION)
    assert step(first) == Step(Place.READY, asks=True)
    assert step(told(first, d.GoOn())) == ASKING


def test_only_names_are_asked_for_here() -> None:
    assert story.asks_system(withheld())
    assert not story.asks_system(checked())
    asked = story.failed(told(checked(), left()), Problem(Code.NETWORK_PERMISSION))
    assert not story.asks_system(asked), "the local network is asked for by connecting"


# ---------------------------------------- with the backends


@dataclass
class Computer:
    """One that hides names; what its person does."""

    house: House
    answers: Callable[[bool], None]
    switches: Callable[[], None]
    asked: Callable[[], int]

    def setup(self) -> Setup:
        setup, problem = self.house.run(Work.CHECK, self.house.setup)
        assert problem is None
        return setup

    def click(self, setup: Setup) -> Setup:
        """As the Conductor does it."""
        assert self.house.wifi is not None
        state = self.house.wifi.request_permission()
        return told(setup, d.AskedSystem(answered=state is not PermissionState.PENDING))

    def look(self, setup: Setup) -> tuple[Setup, Problem | None]:
        return self.house.run(Work.AWAIT_PERMISSION, setup)


def _at(backend: HostWifi, folder: Path) -> House:
    house = House()
    house.cloud.reached = lambda: True
    house.wifi = WifiSession(backend, folder, guard=None)  # type: ignore[assignment]
    return house


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Computer]:
    home = Ap(b"Home", secured=True)
    service = WlanService(air={home.ssid: home}, stored={"Home": (b"Home", True)}, consent=False)
    service.choose("Home")
    consent = [Consent.UNASKED]
    backend = WlanApiWifi(
        WlanDll(service).functions,
        interfaces=service.interfaces,
        consent=lambda: consent[0],
        wired=lambda _names: None,
    )

    def answers(yes: bool) -> None:
        service.consent, consent[0] = yes, Consent.ALLOWED if yes else Consent.DENIED

    house = _at(backend, tmp_path)
    yield Computer(house, answers, lambda: answers(True), lambda: service.log.count("WlanScan"))
    backend.close()
    service.stop()


@pytest.fixture
def mac(tmp_path: Path) -> Iterator[Computer]:
    machine = Mac(air={b"Home": (False, "10.9.0")}, known=[b"Home"], on=b"Home", location=0)
    backend = CoreWlanWifi(
        machine.frameworks(), interfaces=machine.interfaces, run=machine.run, wired=lambda _names: None
    )

    def answers(yes: bool) -> None:
        machine.location = 3 if yes else 2

    house = _at(backend, tmp_path)
    yield Computer(house, answers, lambda: answers(True), lambda: machine.log.count("prompt"))
    backend.close()


@pytest.fixture(params=["windows", "mac"])
def pc(request: pytest.FixtureRequest) -> Computer:
    computer = request.getfixturevalue(request.param)
    assert isinstance(computer, Computer)
    return computer


def test_nobody_is_asked_before_the_click(pc: Computer) -> None:
    setup = pc.setup()
    assert step(setup) == ASKING
    assert setup.wifi is not None
    assert not setup.wifi.refused
    assert pc.asked() == 0
    pc.click(setup)
    assert pc.asked() == 1


def test_yes_goes_on_by_itself(pc: Computer) -> None:
    setup = pc.click(pc.setup())
    pc.answers(True)
    setup, problem = pc.look(setup)
    assert (problem, step(setup)) == (None, Step(Place.READY, Work.SEARCH))
    assert setup.wifi is not None
    assert setup.wifi.own_ssid == b"Home"


def test_no_is_s2_03_and_can_be_changed_in_the_settings(pc: Computer) -> None:
    setup = pc.click(pc.setup())
    pc.answers(False)
    setup, problem = pc.look(setup)
    assert problem is not None
    assert (problem.code, problem.place) == (Code.LOCATION_PERMISSION, Place.PERMISSION)
    assert story.ways_out(setup, problem) == (Way.OPEN_LOCATION_SETTINGS, Way.JOIN_BY_HAND)
    assert step(setup) == ASKING
    assert step(story.take(setup, Way.JOIN_BY_HAND)).place is Place.MANUAL
    pc.switches()
    setup, problem = pc.look(setup)
    assert (problem, setup.problem, step(setup).work) == (None, None, Work.SEARCH)


def test_a_no_of_an_earlier_day_is_not_asked_again(pc: Computer) -> None:
    pc.answers(False)
    _setup, problem = pc.look(pc.setup())
    assert problem is not None
    assert problem.code is Code.LOCATION_PERMISSION
    assert pc.asked() == 0


def test_an_unsigned_program_is_told_of_the_settings(tmp_path: Path) -> None:
    machine = Mac(air={b"Home": (False, "10.9.0")}, known=[b"Home"], on=b"Home", signed=False)
    backend = CoreWlanWifi(machine.frameworks(), interfaces=machine.interfaces, wired=lambda _names: None)
    pc = Computer(_at(backend, tmp_path), lambda _yes: None, lambda: None, lambda: 0)
    _setup, problem = pc.look(pc.click(pc.setup()))
    assert problem is not None
    assert problem.code is Code.LOCATION_PERMISSION
    backend.close()


def test_a_computer_that_shows_no_question_is_looked_at_for_ever(pc: Computer) -> None:
    """Windows may not ask (a policy): the page goes on offering the settings, and nothing is an error."""
    setup = pc.click(pc.setup())
    clock, began = pc.house.clock, pc.house.clock.now()
    changes = iter(range(30))
    house_probe = pc.house.wifi.probe  # type: ignore[union-attr]

    def probe() -> object:
        if next(changes, None) is None:
            pc.switches()
        return house_probe()

    pc.house.wifi.probe = probe  # type: ignore[union-attr,method-assign,assignment]
    setup, problem = pc.look(setup)
    assert (problem, step(setup).work) == (None, Work.SEARCH)
    assert clock.now() - began == pytest.approx(30, abs=1), "once a second"
