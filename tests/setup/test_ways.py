"""Back from every place, every way out of every problem, and what the light leads to."""

from __future__ import annotations

import pytest

from fakes.story_device import OTHER_ID
from setup.facts import (
    AP,
    HOME,
    PASSWORD,
    after_sending,
    at_device,
    checked,
    device,
    home,
    joined,
    left,
    networks,
    online,
    seen,
    told,
)
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import KINDS, Code, Problem, Way
from spark_setup.setup.setup import Setup
from spark_setup.setup.story import Step, Work

M, P = f.HostMode, Place


def place(setup: Setup) -> Place:
    return story.next_step(setup, 20).place


def step(setup: Setup) -> Step:
    return story.next_step(setup, 20)


def back(setup: Setup) -> Setup:
    here = place(setup)
    assert story.can_go_back(setup, here)
    return story.back(setup, here)


# ---------------------------------------- Back


def test_back_from_searching_one_and_several_waits_on_the_first_page() -> None:
    for candidates in ((), (AP,), (AP, b"Photon-JZ6B")):
        setup = told(checked(), d.GoOn(), seen(*candidates))
        held = back(setup)
        assert step(held) == Step(P.READY, asks=True)
        assert step(told(held, d.GoOn())) == Step(P.SEARCHING, Work.SEARCH)


def test_back_from_joining_lets_go_and_asks_again() -> None:
    setup = told(checked(), seen(AP), d.Consent(AP), left())
    gone = back(setup)
    assert step(gone) == Step(P.JOINING, Work.GIVE_BACK)
    assert step(told(gone, home())) == Step(P.READY, Work.SEARCH)
    assert place(told(gone, home(), seen(AP))) is P.ONE


@pytest.mark.parametrize("claimed", [True, False])
def test_back_from_owner_or_network_lets_the_device_go(claimed: bool) -> None:
    setup = at_device(claimed=claimed, skip_network=False)
    assert place(setup) is (P.OWNER if claimed else P.NETWORK)
    gone = back(setup)
    assert step(gone) == Step(P.JOINING, Work.GIVE_BACK)
    assert gone.device is None, "another device may be chosen now"
    other = told(gone, home(), seen(b"Photon-JZ6B"), d.Consent(b"Photon-JZ6B"), left(), joined())
    assert told(other, device(OTHER_ID)).problem is None


def test_back_from_owner_asks_the_owner_again() -> None:
    setup = told(at_device(claimed=True, skip_network=False), d.Own(d.Ownership.TAKE_OVER))
    assert back(setup).decision(d.Own) is None


def test_back_from_password_shows_the_list_even_if_it_was_skipped() -> None:
    assert place(back(at_device())) is P.NETWORK
    setup = told(at_device(), d.WantsList(), HOME)
    assert place(setup) is P.PASSWORD
    assert place(back(setup)) is P.NETWORK


def test_back_from_hidden_and_from_its_password_shows_the_list() -> None:
    hidden = told(at_device(), d.WantsHidden())
    assert place(back(hidden)) is P.NETWORK
    typed = told(hidden, d.Choose(b"Attic", 4, 0, typed=True))
    assert place(back(typed)) is P.NETWORK


def test_back_from_joining_by_hand() -> None:
    by_wish = told(checked(), seen(AP), d.JoinByHand())
    assert step(back(by_wish)) == Step(P.READY, Work.SEARCH)
    only = told(checked(M.MANUAL), d.GoOn())
    assert step(back(only)) == Step(P.READY, asks=True)


def test_back_from_named() -> None:
    assert place(back(told(checked(), d.AskName()))) is P.READY
    assert step(back(checked(M.NAME_ONLY))) == Step(P.READY, asks=True)


def test_back_from_permission_leaves_the_devices_network() -> None:
    setup = told(checked(), seen(AP), d.Consent(AP), left(), joined())
    setup = story.failed(setup, Problem(Code.NETWORK_PERMISSION))
    assert step(back(setup)) == Step(P.JOINING, Work.GIVE_BACK)


@pytest.mark.parametrize("mode", [M.MANUAL, M.NONE])
@pytest.mark.parametrize("where", [P.JOINING, P.OWNER, P.NETWORK, P.PERMISSION])
def test_no_back_where_setup_cannot_let_the_device_go(mode: f.HostMode, where: Place) -> None:
    setup = checked(mode)
    assert not story.can_go_back(setup, where)
    assert story.back(setup, where) is setup


@pytest.mark.parametrize(
    "where",
    [
        P.SIGNIN,
        P.READY,
        P.RESUME,
        P.EXPIRED,
        P.PROGRESS,
        P.WRONG_PASSWORD,
        P.NOT_SEEN,
        P.SUCCESS,
        P.CANCELLED,
    ],
)
def test_no_back_from_the_first_page_and_after_the_commit(where: Place) -> None:
    assert not story.can_go_back(after_sending(), where)


# ---------------------------------------- ways out


@pytest.mark.parametrize("code", list(Code))
def test_every_primary_way_does_something_or_opens_something(code: Code) -> None:
    setup = story.failed(after_sending() if code.startswith("S6") else at_device(), Problem(code))
    way = KINDS[code].ways[0]
    taken = story.take(setup, way)
    if way in BESIDE_THE_PAGE:
        assert taken is setup
    else:
        assert taken != setup


BESIDE_THE_PAGE = {
    Way.COPY_NOTE,
    Way.DETAILS,
    Way.COMPARE_LIGHT,
    Way.OPEN_WIFI_SETTINGS,
    Way.OPEN_LOCATION_SETTINGS,
    Way.OPEN_DATE_SETTINGS,
    Way.SHOW_RESTART,
    Way.SHOW_VPN,
    Way.SHOW_OTHER_COMPUTER,
    Way.SHOW_ROUTER,
    Way.SHOW_NAME_WAYS,
    Way.TRY_PASSWORD,  # the page's own answer is a decision
    Way.CONNECT_DEVICE,
}


@pytest.mark.parametrize("way", sorted(BESIDE_THE_PAGE))
def test_ways_beside_the_page_change_nothing(way: Way) -> None:
    setup = story.failed(at_device(), Problem(Code.NOT_VISIBLE))
    assert story.take(setup, way) is setup


@pytest.mark.parametrize("where", [P.NETWORK, P.HIDDEN, P.PROGRESS])
def test_look_again_lets_the_device_scan(where: Place) -> None:
    setup = story.failed(told(at_device(), PASSWORD), Problem(Code.NOT_VISIBLE, place=where))
    taken = story.take(setup, Way.LOOK_AGAIN)
    assert step(taken) == Step(P.JOINING, Work.INSPECT)
    assert place(told(taken, networks())) is P.NETWORK


def test_look_again_for_a_device() -> None:
    setup = story.failed(told(checked(), seen()), Problem(Code.NOTHING_FOUND))
    assert step(story.take(setup, Way.LOOK_AGAIN)).work is Work.SEARCH


def test_type_the_name() -> None:
    setup = story.failed(at_device(), Problem(Code.NO_NETWORKS))
    assert step(setup) == Step(P.NETWORK, asks=True)
    assert place(story.take(setup, Way.TYPE_NAME)) is P.HIDDEN


def test_choose_another_network_after_it_could_not_join() -> None:
    setup = story.failed(told(after_sending(), left(), joined(), device()), Problem(Code.COULD_NOT_JOIN))
    setup = told(setup, joined(), device())
    taken = story.take(setup, Way.CHOOSE_NETWORK)
    assert place(taken) is P.NETWORK
    assert taken.sent is None


def test_change_the_password_keeps_the_text_that_was_sent() -> None:
    setup = story.failed(after_sending(), Problem(Code.NOT_SEEN_ONLINE))
    taken = story.take(setup, Way.CHANGE_PASSWORD)
    assert place(taken) is P.WRONG_PASSWORD
    assert taken.decision(d.Password) == PASSWORD
    assert taken.sent is not None, "the device may come online after all"


def test_only_wifi() -> None:
    assert (
        step(story.take(story.failed(checked(), Problem(Code.NO_INTERNET)), Way.ONLY_WIFI)).work
        is Work.SEARCH
    )
    setup = story.take(story.failed(at_device(), Problem(Code.NOT_ON_LIST)), Way.ONLY_WIFI)
    assert not setup.sends_claim_code


def test_take_over() -> None:
    assert story.take(at_device(claimed=True), Way.TAKE_OVER).sends_claim_code


def test_keep_waiting_makes_the_limit_longer_each_time() -> None:
    setup = story.failed(after_sending(), Problem(Code.NOT_SEEN_ONLINE))
    once = story.take(setup, Way.KEEP_WAITING)
    assert once.decision(d.WaitLonger) == d.WaitLonger(240)
    assert step(once) == Step(P.PROGRESS, Work.COME_ONLINE)
    twice = story.take(story.failed(once, Problem(Code.NOT_SEEN_ONLINE)), Way.KEEP_WAITING)
    assert twice.decision(d.WaitLonger) == d.WaitLonger(360)


def test_longer_wait_ends_with_its_attempt() -> None:
    setup = story.take(story.failed(after_sending(), Problem(Code.NOT_SEEN_ONLINE)), Way.KEEP_WAITING)
    assert told(setup, d.Choose(b"Free", 0, 1)).decision(d.WaitLonger) is None


def test_go_on_with_another_device_forgets_the_first() -> None:
    setup = told(at_device(claimed=True), d.Own(d.Ownership.TAKE_OVER), PASSWORD)
    problem = Problem(Code.OTHER_DEVICE, values={"other": OTHER_ID[-6:], "other_id": OTHER_ID})
    taken = story.take(story.failed(setup, problem), Way.GO_ON_WITH_OTHER)
    assert taken.device is None
    assert taken.key is None
    assert taken.decision(d.Own) is None, "what was decided about the first is not decided about this one"
    assert step(taken) == Step(P.JOINING, Work.JOIN)
    met = told(taken, device(OTHER_ID, claimed=True))
    assert met.problem is None


def test_look_for_the_first_device_keeps_what_was_typed() -> None:
    setup = story.failed(told(at_device(), HOME, PASSWORD), Problem(Code.OTHER_DEVICE))
    taken = story.take(setup, Way.LOOK_FOR_FIRST)
    assert step(taken).work is Work.GIVE_BACK
    assert taken.device is not None
    assert taken.decision(d.Password) == PASSWORD


def test_try_again_asks_the_device_anew() -> None:
    setup = story.failed(at_device(), Problem(Code.NO_ANSWER))
    assert step(story.take(setup, Way.TRY_AGAIN)) == Step(P.JOINING, Work.JOIN)


def test_switch_wifi_on_is_used_up() -> None:
    setup = story.take(story.failed(checked(), Problem(Code.WIFI_OFF)), Way.SWITCH_WIFI_ON)
    assert setup.decision(d.SwitchWifiOn) is not None
    assert story.failed(setup, Problem(Code.WIFI_OFF)).decision(d.SwitchWifiOn) is None
    assert told(setup, f.WifiProbed(at=2, mode=M.AUTO)).decision(d.SwitchWifiOn) is None


def test_same_problem_again_is_not_a_new_one() -> None:
    setup = story.failed(story.failed(checked(), Problem(Code.NO_INTERNET)), Problem(Code.NO_INTERNET))
    assert setup.failures == ("S1-01",)


def test_recheck_that_ends_well_solves_it() -> None:
    setup = story.failed(checked(), Problem(Code.NO_INTERNET))
    assert story.finished(setup).problem is None
    lasting = story.failed(checked(), Problem(Code.CLAIM_CODE_REFUSED))
    assert story.finished(lasting).problem is not None


def test_consent_to_a_network_that_is_gone_is_none_to_another() -> None:
    setup = story.failed(told(checked(), seen(AP), d.Consent(AP)), Problem(Code.NOTHING_FOUND))
    assert step(told(setup, seen(AP))).work is Work.JOIN
    assert step(told(setup, seen(b"Photon-JZ6B"))) == Step(P.ONE, asks=True)


# ---------------------------------------- the light (user-needs, 4.2)


def not_seen() -> Setup:
    return story.failed(after_sending(), Problem(Code.NOT_SEEN_ONLINE))


@pytest.mark.parametrize(
    ("light", "where", "code"),
    [
        ("L1", P.WRONG_PASSWORD, "S6-01"),
        ("L2", P.WRONG_PASSWORD, "S6-01"),
        ("L3", P.NOT_SEEN, "S6-02"),
        *[(light, P.NO_SERVICE, "S6-06") for light in ("L4", "L5", "L6", "L15", "L16")],
        ("L7", P.NOT_SEEN, "S6-02"),
        ("L8", P.UPDATING, None),
        ("L12", P.WRONG_PASSWORD, "S6-01"),
        *[(light, P.SUPPORT, "S6-02") for light in ("L14", "L17", "L18", "L19", "L20")],
        ("L22", P.NOT_SEEN, "S6-02"),
    ],
)
def test_light_after_the_send(light: str, where: Place, code: str | None) -> None:
    setup = told(not_seen(), d.Light(light))
    assert place(setup) is where
    assert (setup.problem.code.value if setup.problem else None) == code
    assert setup.decision(d.Light) == d.Light(light)


@pytest.mark.parametrize("light", [f"L{n}" for n in range(1, 23)])
def test_light_never_stands_over_the_cloud(light: str) -> None:
    setup = told(after_sending(), online(), f.Linked(at=1, evidence="list"))
    assert place(told(setup, d.Light(light))) is P.SUCCESS


def test_light_before_the_send_changes_nothing_but_for_the_support_team() -> None:
    setup = told(checked(), d.GoOn(), seen())
    for n in range(1, 14):
        assert place(told(setup, d.Light(f"L{n}"))) is P.SEARCHING
    broken = told(setup, d.Light("L19"))
    assert step(broken) == Step(P.SUPPORT, Work.SEARCH, asks=True)
    assert place(told(broken, seen(AP))) is P.ONE, "it is alive after all"


def test_support_page_is_closed_with_its_code() -> None:
    closed = told(not_seen(), d.Light("L19"), d.Close())
    assert place(closed) is P.END
    given_up = closed.decision(d.GiveUp)
    assert given_up == d.GiveUp("S6-02")
