"""What survives a kill -9: written before it is handed on, read with suspicion, resumed from facts."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fakes.story_clock import StoryClock
from fakes.story_cloud import CODE
from fakes.story_device import DEVICE_ID
from setup.driver import run_through
from setup.facts import AP, HOME, PASSWORD, after_sending, at_device, checked, delivered, seen, told
from setup.house import House
from setup.people import Person
from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.facts import Fact
from spark_setup.setup.journal import (
    MAX_AGE_S,
    NAME,
    Entry,
    Journal,
    JournalError,
    entry_of,
    from_json,
    resumed,
    to_json,
)
from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome
from spark_setup.setup.setup import Intent, Options, Setup
from spark_setup.setup.story import Step, Work

WALL = 1_900_000_000.0


def later(story_s: float) -> StoryClock:
    """A clock that stands at this story second."""
    clock = StoryClock()
    clock.advance(story_s)
    return clock


def sent_entry(**changes: object) -> Entry:
    entry = entry_of(after_sending(), later(20), WALL)
    assert entry is not None
    return replace(entry, **changes)  # type: ignore[arg-type]


# ---------------------------------------- setup → entry


def test_nothing_is_kept_before_anything_was_touched() -> None:
    assert entry_of(told(checked(), seen(AP), d.Consent(AP)), later(20), WALL) is None


def test_what_is_kept() -> None:
    assert sent_entry() == Entry(
        place="progress",
        saved=WALL,
        device_id=DEVICE_ID,
        was_mine=False,
        ownership="claim",
        device_network=AP.hex(),
        ssid=b"Home".hex(),
        sec=HOME.sec,
        channel=6,
        delivered=WALL - 12,
        mode_left=True,
    )


def test_before_the_send() -> None:
    entry = entry_of(at_device(DEVICE_ID, claimed=True), later(20), WALL)
    assert entry is not None
    assert (entry.place, entry.delivered, entry.was_mine, entry.ownership) == ("password", None, True, "keep")


def test_no_secret_is_in_it() -> None:
    setup = told(after_sending(), d.Password(Secret("another password")), PASSWORD)
    entry = entry_of(setup, later(20), WALL)
    assert entry is not None
    text = to_json(entry)
    assert CODE not in text
    assert "password" not in text.replace('"place": "password"', "")


# ---------------------------------------- text


def test_text_and_back() -> None:
    for entry in (sent_entry(), Entry("ready", 0.0)):
        assert from_json(to_json(entry)) == entry


IDS = st.none() | st.text("0123456789abcdef", min_size=24, max_size=24)
SSIDS = st.none() | st.binary(min_size=1, max_size=32).map(bytes.hex)


@given(
    st.builds(
        Entry,
        place=st.sampled_from([p.value for p in Place]),
        saved=st.floats(0, 1e10),
        device_id=IDS,
        was_mine=st.booleans(),
        ownership=st.none() | st.sampled_from([o.value for o in d.Ownership]),
        device_network=SSIDS,
        ssid=SSIDS,
        sec=st.integers(-(2**31), 2**32 - 1),
        channel=st.integers(0, 255),
        delivered=st.none() | st.floats(0, 1e10),
        mode_left=st.booleans(),
    )
)
def test_every_entry_that_is_read_can_be_resumed(entry: Entry) -> None:
    try:
        read = from_json(to_json(entry))
    except JournalError:
        assert entry.delivered is not None
        assert entry.device_id is None or entry.ssid is None
        return
    assert read == entry
    for intent in Intent:
        setup = resumed(read, Options(intent=intent), later(5), WALL)
        assert story.next_step(setup, 5.0) == Step(Place.RESUME, Work.CHECK, asks=True)
        story.next_step(story.decide(setup, d.GoOn()), 5.0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("place", "nowhere"),
        ("place", None),
        ("saved", "yesterday"),
        ("saved", -1),
        ("saved", float("nan")),
        ("saved", float("inf")),
        ("saved", True),
        ("device_id", "../../etc/passwd"),
        ("device_id", "A" * 24),
        ("device_id", None),
        ("device_id", 5),
        ("was_mine", 1),
        ("ownership", "steal"),
        ("device_network", "zz"),
        ("ssid", "aa" * 33),
        ("ssid", "a"),
        ("ssid", ""),
        ("ssid", None),
        ("sec", 2**40),
        ("sec", "0"),
        ("channel", -1),
        ("channel", 1.5),
        ("delivered", "no"),
        ("mode_left", None),
        ("more", 1),
    ],
)
def test_damaged_journals_are_refused(field: str, value: object) -> None:
    raw = json.loads(to_json(sent_entry()))
    raw[field] = value
    with pytest.raises(JournalError):
        from_json(json.dumps(raw))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "5", '"x"', "{}", "[" * 50_000])
def test_what_is_no_journal_is_refused(text: str) -> None:
    with pytest.raises(JournalError):
        from_json(text)


def test_a_missing_field_is_refused() -> None:
    raw = json.loads(to_json(sent_entry()))
    del raw["ssid"]
    with pytest.raises(JournalError):
        from_json(json.dumps(raw))


# ---------------------------------------- resumed


def test_resumed_after_the_send_knows_what_the_device_got() -> None:
    entry = sent_entry(saved=WALL - 60, delivered=WALL - 90)
    setup = resumed(entry, Options(), later(5), WALL)
    assert setup.interrupted == f.Interrupted(at=-55.0, place="progress", was_mine=False)
    assert setup.delivered == f.DetailsDelivered(at=-85.0, ssid=b"Home")
    assert setup.sent is not None
    assert not setup.sent.confirmed, "whether it was told to join cannot be known: the cloud decides"
    assert setup.mode_left is not None
    assert not setup.answering
    assert story.chosen(setup) == HOME
    assert story.network_to_join(setup) == AP
    assert setup.verifiable
    assert not setup.away


def test_clock_that_was_set_back_makes_no_future() -> None:
    setup = resumed(sent_entry(), Options(), later(5), WALL - 5000)
    assert setup.sent is not None
    assert setup.sent.at == 5.0


def test_story_seconds_of_a_fast_clock_are_real_ones_in_the_journal() -> None:
    clock = Clock(20.0)
    entry = sent_entry(saved=WALL - 3, delivered=WALL - 3)
    setup = resumed(entry, Options(), clock, WALL)
    assert setup.sent is not None
    assert clock.real(clock.now() - setup.sent.at) == pytest.approx(3, abs=0.5)
    again = entry_of(setup, clock, WALL)
    assert again is not None
    assert again.delivered == pytest.approx(WALL - 3, abs=0.5)


def test_resumed_wifi_only_by_wish_asks_no_account() -> None:
    setup = resumed(sent_entry(ownership="wifi_only"), Options(), later(5), WALL)
    assert not setup.verifiable


def test_resumed_device_that_was_mine_still_needs_a_sign_of_life() -> None:
    from setup.facts import account

    setup = told(resumed(sent_entry(was_mine=True), Options(), later(5), WALL), account(DEVICE_ID))
    assert setup.was_mine
    new = told(resumed(sent_entry(was_mine=False), Options(), later(5), WALL), account(DEVICE_ID))
    assert not new.was_mine, "it is listed because of that run"


# ---------------------------------------- the file


def journal(folder: Path, wall: float = WALL) -> Journal:
    return Journal(folder, lambda: wall)


def test_fact_is_on_the_disk_before_it_is_handed_on(tmp_path: Path) -> None:
    house = House()
    on_disk: list[tuple[str, bool]] = []

    def report(fact: Fact) -> None:
        read = journal(tmp_path).read()
        on_disk.append((fact.name, read is not None and read.delivered is not None))

    setup = told(at_device(), PASSWORD)
    record = journal(tmp_path).recording(setup, house.clock, report)
    record(f.ClaimCodeStored(at=8))
    record(delivered())
    assert on_disk == [("claim_code_stored", False), ("details_delivered", True)]


def test_file_is_private_and_forgotten_at_the_end(tmp_path: Path) -> None:
    house, kept = House(), journal(tmp_path)
    record = kept.recording(at_device(), house.clock, lambda _fact: None)
    record(delivered())
    path = tmp_path / NAME
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept.forget()
    assert not path.exists()
    record(delivered())
    assert not path.exists(), "a late fact does not bring it back"
    kept.forget()


def test_same_again_is_not_written_again(tmp_path: Path) -> None:
    house = House()
    record = journal(tmp_path).recording(told(at_device(), PASSWORD), house.clock, lambda _fact: None)
    record(delivered())
    before = (tmp_path / NAME).stat().st_ino
    for n in range(20):
        record(f.CloudAsked(at=20 + n, times=n))
    assert (tmp_path / NAME).stat().st_ino == before


def test_old_damaged_huge_and_foreign_files_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert journal(tmp_path).read() is None
    path.write_text(to_json(sent_entry()))
    assert journal(tmp_path, WALL + 60).read() == sent_entry()
    assert journal(tmp_path, WALL + MAX_AGE_S + 1).read() is None
    for data in (b"\xff\xfe", b"x" * 100_000, b"{}"):
        path.write_bytes(data)
        assert journal(tmp_path).read() is None
    path.unlink()
    path.mkdir()
    assert journal(tmp_path).read() is None


def test_setups_side_by_side_keep_their_own(tmp_path: Path) -> None:
    house = House()
    one, other = (Journal(tmp_path, lambda: WALL, key=key) for key in ("one", "other"))
    one.recording(told(at_device(), PASSWORD), house.clock, lambda _fact: None)(delivered())
    assert one.read() is not None
    assert other.read() is None
    assert journal(tmp_path).read() is None


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Journal(None)
    kept.recording(at_device(), House().clock, lambda _fact: None)(delivered())
    assert kept.read() is None
    kept.forget()


def test_folder_that_is_gone_stops_nothing(tmp_path: Path, expected_warnings: object) -> None:
    expected_warnings("could not be written")  # type: ignore[operator]
    facts: list[Fact] = []
    kept = Journal(tmp_path / "gone")
    kept.recording(at_device(), House().clock, facts.append)(delivered())
    assert [fact.name for fact in facts] == ["details_delivered"]


def test_start_again_removes_what_was_left(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(to_json(sent_entry()))
    kept = journal(tmp_path)
    left = kept.read()
    assert left is not None
    asked = resumed(left, Options(), later(5), WALL)
    kept.recording(asked, House().clock, lambda _fact: None)(f.PathChecked(at=6))
    assert (tmp_path / NAME).exists(), "the person has not decided yet"
    again = story.decide(asked, d.StartAgain())
    kept.recording(again, House().clock, lambda _fact: None)(f.PathChecked(at=7))
    assert not (tmp_path / NAME).exists()


# ---------------------------------------- killed at every fact, started again


FACTS_OF_A_RUN = 22


def test_every_fact_of_a_run_is_a_moment_to_be_killed_at() -> None:
    house = House()
    seen_facts = run_through(house.setup, house.services(), Person()).setup.facts
    assert len(seen_facts) <= FACTS_OF_A_RUN


@pytest.mark.parametrize("right", ["password", None])
@pytest.mark.parametrize("at", range(FACTS_OF_A_RUN))
def test_killed_after_any_fact_and_started_again(tmp_path: Path, at: int, right: str | None) -> None:
    """Ends in success or an honest page; without a new decision the device is told to join only once.

    Killed between "stored" and "join" nobody can know whether the word was said: the cloud decides, S6-02.
    """
    house = House(right=right)
    kept = Journal(tmp_path, house.clock.now)
    cut = _run_until(house, kept, at)
    assert house.wifi is not None
    house.wifi.joined = None  # the guard gave the network back
    if not cut:
        return
    entry = Journal(tmp_path, house.clock.now).read()
    setup = Setup(options=house.options)
    if entry is not None:
        setup = resumed(entry, house.options, house.clock, house.clock.now())
    told_to_join = bool(house.device.told("connect"))
    has_details = entry is not None and entry.delivered is not None
    assert has_details or not told_to_join, "it was on the disk before the device was told to join"
    played = run_through(setup, house.services(), Person())
    assert played.result is not None
    assert len(house.device.told("connect")) <= 1
    if right is None or (has_details and not told_to_join):
        assert (played.result.outcome, played.result.problem) == (Outcome.DELIVERED_UNVERIFIED, "S6-02")
    else:
        assert played.result.outcome is Outcome.SUCCESS


class _Killed(BaseException):
    """The process is gone."""


def _run_until(house: House, kept: Journal, at: int) -> bool:
    """Play a run whose process dies when the fact number `at` is handed on. False: it had ended before."""
    from spark_setup.core.cancel import CancelToken
    from spark_setup.setup import steps

    person, box, seen_facts = Person(), [house.setup], 0

    def report(fact: Fact) -> None:
        nonlocal seen_facts
        if seen_facts == at:
            raise _Killed
        seen_facts += 1
        box[0] = story.saw(box[0], fact)

    try:
        while True:
            step = story.next_step(box[0], house.clock.now())
            if step.place is Place.END:
                return False
            answer = person(box[0], step) if step.asks else None
            if answer is not None:
                box[0] = answer
                continue
            assert step.work is not None
            record = kept.recording(box[0], house.clock, report)
            steps.run(step.work, box[0], house.services(), record, CancelToken())
            box[0] = story.finished(box[0])
    except _Killed:
        return True
