"""What was before setup began: a journal left behind, another wizard, a folder that takes nothing."""

from __future__ import annotations

import pytest

from setup.house import House
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.journal import JournalFault
from spark_setup.hostwifi.port import Reason, Restored, RestoreOutcome, WifiError
from spark_setup.hostwifi.recovery import Recovery
from spark_setup.setup import decisions as d
from spark_setup.setup import story
from spark_setup.setup.awake import Awake, keeps_awake
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Way
from spark_setup.setup.story import Work


def test_a_journal_left_behind_comes_before_the_cloud() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.left_behind = Recovery(Restored(RestoreOutcome.CONFIRMED), None, "Home")
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is None
    assert [fact.name for fact in setup.facts][:2] == ["recovered", "internet_answers"]
    assert setup.recovered is not None
    assert (setup.recovered.outcome, setup.recovered.label) == ("confirmed", "Home")


def test_a_journal_that_is_refused_is_told_once() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.left_behind = Recovery(None, JournalFault.FOREIGN)
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is None
    assert setup.recovered is not None
    assert setup.recovered.outcome == "refused"
    house.wifi.left_behind = Recovery(None, JournalFault.FOREIGN)
    again, _ = house.run(Work.CHECK, setup)
    assert [fact.name for fact in again.facts].count("recovered") == 1


@pytest.mark.parametrize("call", ["recover", "probe"])
def test_a_second_wizard_says_so_and_goes_on_by_itself(call: str) -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.troubles[call] = [WifiError(Reason.BUSY)]
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is not None
    assert (problem.code, problem.place) == (Code.WIFI_IN_USE, Place.READY)
    assert house.wifi.history == []
    setup, problem = house.run(Work.CHECK, setup)
    assert (setup.problem, problem) == (None, None)


def test_still_on_a_devices_network_without_internet() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.stranded = True
    house.cloud.reached = lambda: house.wifi is not None and not house.wifi.stranded
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is not None
    assert (problem.code, problem.place) == (Code.NOT_BACK, Place.READY)
    setup = story.take(setup, Way.SWITCH_BACK)
    assert story.next_step(setup, 0).work is Work.CHECK
    setup, problem = house.run(Work.CHECK, setup)
    assert problem is None
    assert house.wifi.history == ["leave"]
    assert setup.decision(d.SwitchBack) is None


def test_nothing_can_be_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    assert house.wifi is not None
    accepted: list[bool] = []
    monkeypatch.setattr(house.wifi, "storage_problem", lambda: Reason.STATE_NOT_WRITABLE)
    monkeypatch.setattr(house.wifi, "accept_storage_problem", lambda: accepted.append(True))
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is not None
    assert (problem.code, problem.place) == (Code.NOT_REMEMBERED, Place.READY)
    assert accepted == []
    setup, problem = house.run(Work.CHECK, story.take(setup, Way.CONTINUE))
    assert problem is None
    assert accepted == [True]


class Bed:
    def __init__(self) -> None:
        self.held = 0

    def hold(self, cancel: CancelToken | None = None) -> bool:
        self.held += 1
        return True

    def release(self) -> None:
        self.held -= 1


def test_awake_is_held_once_and_always_let_go() -> None:
    from setup.facts import after_sending, at_device, checked, linked, online, told

    bed = Bed()
    awake = Awake(bed)
    for setup, held in ((checked(), 0), (at_device(), 1), (at_device(), 1), (after_sending(), 1)):
        awake.mind(setup)
        assert bed.held == held
    assert not keeps_awake(told(after_sending(), linked(), online()))
    awake.close()
    awake.close()
    assert bed.held == 0
