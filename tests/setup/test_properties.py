"""Whatever happens in whatever order: the story never breaks, Cancel ends it, Back never goes forward."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

from fakes.story_clock import StoryClock
from fakes.story_device import DEVICE_ID, OTHER_ID, network
from setup import facts as known
from spark_setup.core.meter import Meter
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place, step_number
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.result import Outcome, outcome_of, result_of
from spark_setup.setup.setup import Intent, Options, Setup
from spark_setup.setup.story import Work

IDS = st.sampled_from([DEVICE_ID, OTHER_ID])
SSIDS = st.sampled_from([b"Home", "Café".encode(), b'a "b"', b"\xff", known.AP, b"Photon-JZ6B", b""])
SECS = st.sampled_from([0, 1, 0x0040_0006, 0x0240_0004, -1])
TIMES = st.floats(0, 5000)

FACTS: st.SearchStrategy[f.Fact] = st.one_of(
    st.builds(
        f.WifiProbed,
        at=TIMES,
        mode=st.sampled_from(f.HostMode),
        reason=st.none() | st.sampled_from([f.NOT_ASKED, f.REFUSED]),
        own_ssid=st.none() | SSIDS,
    ),
    st.builds(f.PathChecked, at=TIMES),
    st.builds(f.AccountReady, at=TIMES, owned=st.frozensets(IDS)),
    st.builds(
        f.ClaimCodeReady,
        at=TIMES,
        code=st.just(Secret("c" * 63)),
        source=st.sampled_from(["user", f.CODE_ALONE]),
    ),
    st.builds(
        f.DevicesSeen,
        at=TIMES,
        candidates=st.lists(st.builds(f.Candidate, SSIDS, st.just("x")), max_size=2).map(tuple),
    ),
    st.builds(f.OwnNetworkLeft, at=TIMES),
    st.builds(f.DeviceNetworkJoined, at=TIMES, ssid=st.none() | SSIDS, ipv4=st.just("192.168.0.2")),
    st.builds(f.DeviceAnswered, at=TIMES, device_id=IDS, claimed=st.booleans()),
    st.just(known.key()),
    st.builds(
        f.NetworksSeen,
        at=TIMES,
        networks=st.lists(st.builds(network, SSIDS, st.integers(-100, 0), SECS), max_size=3).map(tuple),
        complete=st.booleans(),
    ),
    st.builds(f.ClaimCodeStored, at=TIMES),
    st.builds(f.DetailsDelivered, at=TIMES, ssid=SSIDS),
    st.builds(f.ConnectSent, at=TIMES, confirmed=st.booleans()),
    st.builds(f.SetupModeLeft, at=TIMES, evidence=st.just("network_gone")),
    st.builds(f.OwnNetworkBack, at=TIMES, confirmed=st.booleans()),
    st.builds(f.InternetBack, at=TIMES),
    st.builds(f.LinkLost, at=TIMES, sending=st.booleans()),
    st.builds(f.CameBack, at=TIMES, evidence=st.just("network_seen")),
    st.builds(f.CloudAsked, at=TIMES, times=st.integers(0, 99)),
    st.builds(f.UpdateSeen, at=TIMES, evidence=st.just("safe mode")),
    st.builds(f.SeenOnline, at=TIMES, evidence=st.just("list")),
    st.builds(f.Linked, at=TIMES, evidence=st.sampled_from(["list", "claimed_by_id"])),
    st.builds(f.Named, at=TIMES, device_name=st.just("Shed"), wish=st.just("Shed")),
    st.builds(f.Slept, at=TIMES, seconds=TIMES),
)

ENDS = (d.Cancel, d.GiveUp)
DECISIONS: st.SearchStrategy[d.Decision] = st.one_of(
    st.sampled_from(
        [
            d.GoOn(),
            d.JoinByHand(),
            d.LetSetupJoin(),
            d.AskName(),
            d.WantsList(),
            d.WantsHidden(),
            d.OnlyWifi(),
            d.FinishAnyway(),
            d.LookOnceMore(),
            d.ScanAgain(),
            d.SwitchWifiOn(),
            d.StartAgain(),
            d.Name(None),
            d.Name("Shed"),
            d.WaitLonger(240),
        ]
    ),
    st.builds(d.Consent, SSIDS),
    st.builds(d.OtherName, SSIDS),
    st.builds(d.Own, st.sampled_from(d.Ownership)),
    st.builds(d.Choose, SSIDS, SECS, st.just(6)),
    st.builds(d.Password, st.sampled_from(["password", "short", "other password"]).map(Secret)),
    st.builds(d.UseAnyway, st.sampled_from(["S3-05", "S1-01"])),
    st.builds(d.AcceptDevice, IDS),
    st.builds(d.Light, st.integers(1, 22).map("L{}".format)),
)
PROBLEMS = st.builds(Problem, st.sampled_from(Code), reason=st.sampled_from(["", "asked", "not_back"]))
OPTIONS = st.builds(
    Options,
    intent=st.sampled_from(Intent),
    has_session=st.booleans(),
    skip_network=st.booleans(),
    touch_wifi=st.booleans(),
)

Move = f.Fact | d.Decision | Problem | Way | str
MOVES: st.SearchStrategy[list[Move]] = st.lists(
    st.one_of(FACTS, FACTS, DECISIONS, PROBLEMS, st.sampled_from(Way), st.sampled_from(["back", "finished"])),
    max_size=40,
)
STARTS = st.one_of(
    OPTIONS.map(lambda options: Setup(options=options)),
    st.sampled_from(
        [known.checked(), known.at_device(), known.at_device(claimed=True), known.after_sending()]
    ),
)


def moved(setup: Setup, move: Move, now: float = 100) -> Setup:
    match move:
        case f.Fact():
            return story.saw(setup, move)
        case Problem():
            return story.failed(setup, move)
        case Way():
            return story.take(setup, move)
        case d.Decision():
            return story.decide(setup, move)
        case "back":
            return story.back(setup, story.next_step(setup, now).place)
        case _:
            return story.finished(setup)


def after(setup: Setup, moves: list[Move]) -> Setup:
    for move in moves:
        setup = moved(setup, move)
    return setup


@given(STARTS, MOVES, TIMES)
def test_there_is_always_a_next_step_that_waits_or_works(setup: Setup, moves: list[Move], now: float) -> None:
    setup = after(setup, moves)
    step = story.next_step(setup, now)
    assert step.place is Place.END or step.asks or step.work is not None
    assert 1 <= step_number(step.place) <= 7
    assert step == story.next_step(setup, now), "pure"
    story.can_go_back(setup, step.place)
    result_of(setup, Meter(), StoryClock())


@given(STARTS, MOVES, st.sampled_from([d.Cancel(), d.GiveUp("S2-09")]), TIMES)
def test_cancel_is_never_lost_and_always_ends(
    setup: Setup, moves: list[Move], end: d.Decision, now: float
) -> None:
    setup = story.decide(after(setup, moves), end)
    for _ in range(3):
        step = story.next_step(setup, now)
        if step.place is Place.END:
            break
        assert (step.place, step.work) == (Place.CANCELLED, Work.GIVE_BACK)
        setup = story.saw(setup, known.home())
    assert story.next_step(setup, now).place is Place.END


@given(STARTS, MOVES, st.lists(FACTS | PROBLEMS, max_size=10))
def test_nothing_that_happens_takes_a_cancel_back(setup: Setup, moves: list[Move], later: list[Move]) -> None:
    setup = after(story.decide(after(setup, moves), d.Cancel()), later)
    assert setup.decision(d.Cancel) is not None
    assert story.next_step(setup, 0).place in (Place.CANCELLED, Place.END)


@given(STARTS, MOVES)
def test_back_withdraws(setup: Setup, moves: list[Move]) -> None:
    """No decision is added but the wish to see the list, and no later step is reached."""
    setup = after(setup, moves)
    here = story.next_step(setup, 100).place
    if not story.can_go_back(setup, here):
        assert story.back(setup, here) is setup
        return
    before = story.back(setup, here)
    assert {type(x) for x in before.decisions} <= {type(x) for x in setup.decisions} | {d.WantsList}
    assert len(before.decisions) <= len(setup.decisions) + (here in (Place.PASSWORD, Place.HIDDEN))
    assert before.problem is None
    there = story.next_step(before, 100).place
    if not any(isinstance(x, ENDS) for x in setup.decisions):
        assert step_number(there) <= step_number(here)


@given(STARTS, MOVES)
def test_success_only_for_facts(setup: Setup, moves: list[Move]) -> None:
    setup = after(setup, moves)
    proved = setup.sent is not None and setup.online is not None and setup.linked is not None
    assert (outcome_of(setup) is Outcome.SUCCESS) is proved


@given(STARTS, MOVES)
def test_no_secret_leaves_with_the_setup(setup: Setup, moves: list[Move]) -> None:
    setup = after(setup, moves)
    said = repr(setup) + result_of(setup, Meter(), StoryClock()).to_json()
    assert "c" * 63 not in said
    assert "other password" not in said


@given(STARTS, MOVES, DECISIONS)
def test_a_decision_is_folded_in_once(setup: Setup, moves: list[Move], decision: d.Decision) -> None:
    """Deciding the same twice (a double click) is deciding it once."""
    setup = after(setup, moves)
    once = story.decide(setup, decision)
    twice = story.decide(once, decision)
    if once.problem is None and once.sent is setup.sent and not isinstance(decision, d.UseAnyway):
        assert replace(twice, facts=()) == replace(once, facts=())


@given(MOVES)
def test_step_of_a_run_never_sends_to_an_unknown_device(moves: list[Move]) -> None:
    """SEND only with a device that answers now, its key, a network, and what the network needs."""
    setup = known.at_device()
    for move in moves:
        setup = moved(setup, move)
        if story.next_step(setup, 100).work is Work.SEND:
            choice = story.chosen(setup)
            assert setup.answering
            assert setup.device is not None
            assert setup.key is not None
            assert choice is not None
            assert setup.decision(d.Password) is not None or not story.needs_password(choice)
            assert not setup.sends_claim_code or setup.claim_code is not None
