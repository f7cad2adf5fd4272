"""Every branch of the flow, by name: feed facts and decisions, read the next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.story_device import DEVICE_ID, OTHER_ID, network
from setup.facts import (
    AP,
    HOME,
    PASSWORD,
    account,
    after_sending,
    at_device,
    begun,
    checked,
    code,
    delivered,
    device,
    home,
    joined,
    key,
    left,
    linked,
    networks,
    online,
    path,
    seen,
    sent,
    told,
    wifi,
)
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place, step_number
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.setup import Intent, Setup
from spark_setup.setup.story import Step, Work, may_set_up_another

M, P = f.HostMode, Place


def step(setup: Setup, now: float = 20) -> Step:
    return story.next_step(setup, now)


# ---------------------------------------- ready


def test_begins_with_checks() -> None:
    assert step(begun()) == Step(P.READY, Work.CHECK)


def test_without_a_session_asks_to_sign_in() -> None:
    assert step(begun(has_session=False)) == Step(P.SIGNIN, asks=True)


def test_without_a_session_can_go_on_without_an_account() -> None:
    assert step(told(begun(has_session=False), d.OnlyWifi())) == Step(P.READY, Work.CHECK)


@pytest.mark.parametrize("missing", ["wifi", "path", "account", "claim_code"])
def test_one_check_missing_keeps_checking(missing: str) -> None:
    assert step(replace(checked(), **{missing: None})) == Step(P.READY, Work.CHECK)


def test_wifi_only_needs_no_account() -> None:
    assert step(told(begun(intent=Intent.WIFI_ONLY), wifi(), path())).work is Work.SEARCH


def test_given_code_needs_no_account() -> None:
    setup = told(begun(intent=Intent.CODE_GIVEN, has_session=False), wifi(), path())
    assert step(setup).work is Work.CHECK
    assert step(told(setup, code())).work is Work.SEARCH


def test_looks_for_the_device_on_the_first_page_and_on_request_on_its_own() -> None:
    assert step(checked()) == Step(P.READY, Work.SEARCH)
    assert step(told(checked(), seen())) == Step(P.READY, Work.SEARCH)
    assert step(told(checked(), d.GoOn())) == Step(P.SEARCHING, Work.SEARCH)


# ---------------------------------------- join


def test_one_device_needs_consent() -> None:
    assert step(told(checked(), seen(AP))) == Step(P.ONE, asks=True)


def test_several_devices_need_a_choice() -> None:
    assert step(told(checked(), seen(AP, b"Photon-JZ6B"))) == Step(P.SEVERAL, asks=True)


def test_consent_joins_that_one() -> None:
    setup = told(checked(), seen(AP, b"Photon-JZ6B"), d.Consent(b"Photon-JZ6B"))
    assert step(setup) == Step(P.JOINING, Work.JOIN)
    assert story.network_to_join(setup) == b"Photon-JZ6B"


def test_other_name_joins_the_typed_one() -> None:
    asking = told(checked(), d.AskName())
    assert step(asking) == Step(P.NAMED, asks=True)
    typed = told(asking, d.OtherName(b"Lamp"))
    assert step(typed) == Step(P.JOINING, Work.JOIN)
    assert story.network_to_join(typed) == b"Lamp"


def test_names_that_cannot_be_listed_are_typed() -> None:
    assert step(checked(M.NAME_ONLY)) == Step(P.NAMED, asks=True)


def test_by_hand_waits_for_the_person_on_the_first_page_first() -> None:
    assert step(checked(M.MANUAL)) == Step(P.READY, asks=True)
    assert step(told(checked(M.MANUAL), d.GoOn())) == Step(P.MANUAL, Work.WAIT_JOINED, asks=True)


def test_by_hand_by_wish_and_back() -> None:
    by_hand = told(checked(), seen(AP), d.JoinByHand())
    assert step(by_hand) == Step(P.MANUAL, Work.WAIT_JOINED, asks=True)
    assert step(told(by_hand, d.LetSetupJoin())) == Step(P.ONE, asks=True)


def test_laboratory_joins_at_once() -> None:
    assert step(checked(M.NONE)) == Step(P.JOINING, Work.JOIN)


def test_answering_device_is_inspected() -> None:
    setup = told(checked(), seen(AP), d.Consent(AP), left(), joined(), device())
    assert step(setup) == Step(P.JOINING, Work.INSPECT)
    assert step(told(setup, key())) == Step(P.JOINING, Work.INSPECT)
    assert step(told(setup, networks())) == Step(P.JOINING, Work.INSPECT)


# ---------------------------------------- owner (cloud-api, 3)


@pytest.mark.parametrize(
    ("claimed", "owned", "ownership"),
    [
        (False, (), d.Ownership.CLAIM),
        (False, (DEVICE_ID,), d.Ownership.CLAIM),
        (True, (DEVICE_ID,), d.Ownership.KEEP),
        (True, (OTHER_ID,), None),
    ],
)
def test_claim_decision(claimed: bool, owned: tuple[str, ...], ownership: d.Ownership | None) -> None:
    setup = at_device(*owned, claimed=claimed)
    assert setup.ownership is ownership
    assert step(setup).place is (P.OWNER if ownership is None else P.PASSWORD)
    assert setup.sends_claim_code is (ownership is d.Ownership.CLAIM)


@pytest.mark.parametrize("intent", [Intent.WIFI_ONLY, Intent.CODE_GIVEN])
def test_owner_is_never_asked_without_an_account(intent: Intent) -> None:
    setup = at_device(claimed=True, intent=intent, has_session=False)
    assert step(setup).place is P.PASSWORD
    assert setup.sends_claim_code is (intent is Intent.CODE_GIVEN)
    assert not setup.verifiable


@pytest.mark.parametrize("choice", list(d.Ownership))
def test_owner_is_answered_once(choice: d.Ownership) -> None:
    setup = told(at_device(claimed=True), d.Own(choice))
    assert setup.ownership is choice
    assert step(setup).place is P.PASSWORD


# ---------------------------------------- network, password


def test_obvious_network_is_skipped_and_can_be_looked_at() -> None:
    setup = at_device()
    assert step(setup) == Step(P.PASSWORD, asks=True)
    assert story.chosen(setup) == HOME
    assert step(told(setup, d.WantsList())) == Step(P.NETWORK, asks=True)


def test_brand_may_forbid_the_skip() -> None:
    assert step(at_device(skip_network=False)) == Step(P.NETWORK, asks=True)


def test_hidden_network_is_typed_then_its_password() -> None:
    setup = told(at_device(), d.WantsHidden())
    assert step(setup) == Step(P.HIDDEN, asks=True)
    assert step(told(setup, d.Choose(b"Attic", 4, 0, typed=True))) == Step(P.PASSWORD, asks=True)


def test_open_network_is_sent_at_once() -> None:
    assert step(told(at_device(), d.Choose(b"Free", 0, 1))) == Step(P.PROGRESS, Work.SEND)


def test_password_commits() -> None:
    assert step(told(at_device(), PASSWORD)) == Step(P.PROGRESS, Work.SEND)


def test_another_network_asks_for_its_password() -> None:
    setup = told(at_device(), PASSWORD, d.Choose("Café".encode(), 0x0040_0006, 1))
    assert step(setup) == Step(P.PASSWORD, asks=True)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (d.Choose(b"Office", 0x0240_0004, 1), Code.ENTERPRISE),
        (d.Choose(b'Bob "5G"', 0x0040_0004, 1), Code.NAME_NOT_STORABLE),
        (d.Choose(b"Old", 1, 1), Code.OLD_PROTECTION),
        (d.Choose(b"Odd", -1, 1), Code.NOT_VISIBLE),
    ],
)
def test_network_that_cannot_work_is_a_problem_before_anything_is_sent(
    choice: d.Choose, expected: Code
) -> None:
    setup = told(at_device(), d.WantsList(), choice)
    assert setup.problem is not None
    assert setup.problem.code is expected
    assert step(setup) == Step(P.NETWORK, asks=True)
    assert setup.decision(d.Choose) is None


def test_wep_is_used_after_the_warning_and_only_for_that_network() -> None:
    warned = told(at_device(), d.WantsList(), d.Choose(b"Old", 1, 1))
    used = story.take(warned, Way.USE_ANYWAY)
    assert step(used) == Step(P.PASSWORD, asks=True)
    assert story.chosen(used) == d.Choose(b"Old", 1, 1)
    other = told(used, d.Choose(b"Older", 1, 1))
    assert other.problem is not None
    assert other.problem.code is Code.OLD_PROTECTION


@pytest.mark.parametrize("text", ["", "seven77", "x" * 65])
def test_password_of_a_wrong_length(text: str) -> None:
    setup = told(at_device(), d.Password(Secret(text)))
    assert setup.problem is not None
    assert (setup.problem.code, setup.problem.place) == (Code.PASSWORD_LENGTH, P.PASSWORD)
    assert setup.problem.values["n"] == str(len(text))
    assert told(setup, PASSWORD).problem is None


def test_password_length_counts_bytes() -> None:
    assert told(at_device(), d.Password(Secret("ééé1234"))).problem is None


# ---------------------------------------- claim code


def test_old_claim_code_gives_back_then_checks() -> None:
    setup = told(at_device(), PASSWORD)
    old = 1 + 50 * 60 + 1
    assert step(setup, old - 2) == Step(P.PROGRESS, Work.SEND)
    assert step(setup, old) == Step(P.PROGRESS, Work.GIVE_BACK)
    assert step(told(setup, home()), old) == Step(P.READY, Work.CHECK)
    again = told(setup, home(), account(at=old), code(at=old))
    assert step(again, old) == Step(P.PROGRESS, Work.JOIN)


def test_recheck_of_an_old_claim_code_fetches_it() -> None:
    """With S1-01 open the re-check must not join the device instead."""
    setup = story.failed(told(at_device(), home()), Problem(Code.NO_INTERNET))
    assert step(setup, 4000) == Step(P.READY, Work.CHECK, asks=True)


def test_claim_code_that_is_not_sent_may_grow_old() -> None:
    setup = told(at_device(DEVICE_ID, claimed=True), PASSWORD)
    assert step(setup, 10_000) == Step(P.PROGRESS, Work.SEND)


def test_given_code_does_not_grow_old() -> None:
    setup = told(at_device(intent=Intent.CODE_GIVEN, has_session=False), PASSWORD)
    assert step(setup, 10_000) == Step(P.PROGRESS, Work.SEND)


# ---------------------------------------- after the send


def test_gives_back_then_waits() -> None:
    setup = told(at_device(), PASSWORD, delivered(), sent())
    assert step(setup) == Step(P.PROGRESS, Work.GIVE_BACK)
    assert step(told(setup, home())) == Step(P.PROGRESS, Work.GIVE_BACK), "the internet is not there yet"
    assert step(after_sending()) == Step(P.PROGRESS, Work.COME_ONLINE)


@pytest.mark.parametrize("fact", [online(), linked()])
def test_one_of_two_is_no_success(fact: f.Fact) -> None:
    assert step(told(after_sending(), fact)) == Step(P.PROGRESS, Work.COME_ONLINE)


def test_online_and_linked_is_success() -> None:
    setup = told(after_sending(), online(), linked())
    assert step(setup) == Step(P.SUCCESS, asks=True)
    assert step(told(setup, d.Name(None))) == Step(P.END)
    named = told(setup, d.Name("Shed"))
    assert step(named) == Step(P.SUCCESS, Work.RENAME)
    assert step(told(named, f.Named(at=20, device_name="shed", wish="Shed"))) == Step(P.END)


def finished_one() -> Setup:
    online = (f.SeenOnline(at=14, evidence="list", cloud_name="shed"), f.Linked(at=14, evidence="list"))
    return told(after_sending(), *online)


def test_set_up_another_begins_at_the_device_with_nothing_of_the_first() -> None:
    done = finished_one()
    assert step(done).place is P.SUCCESS
    assert may_set_up_another(done)
    again = told(done, d.SetUpAnother())
    assert step(again) == Step(P.SEARCHING, Work.CHECK)
    for kept in (
        "device",
        "key",
        "networks",
        "claim_code",
        "delivered",
        "sent",
        "online",
        "linked",
        "joined",
    ):
        assert getattr(again, kept) is None
    assert not again.facts
    assert again.decision(d.Password) is None
    assert [e.device_id for e in again.earlier] == [DEVICE_ID]
    assert again.earlier[0].outcome == "success"


def test_set_up_another_offers_network_and_password_and_sends_neither_unasked() -> None:
    again = told(finished_one(), d.SetUpAnother())
    assert again.last_choice is not None
    assert again.last_choice.ssid == b"Home"
    assert again.last_password == finished_one().decision(d.Password)
    met = replace(told(at_device(), PASSWORD).without(d.Password, d.Choose), last_choice=again.last_choice)
    assert step(met) == Step(P.PASSWORD, asks=True)


def test_set_up_another_saves_the_name_first() -> None:
    wish = told(finished_one(), d.SetUpAnother("Shed"))
    assert step(wish) == Step(P.SUCCESS, Work.RENAME)
    refused = story.failed(wish, Problem(Code.NAME_NOT_SAVED))
    assert step(story.take(refused, Way.FINISH_WITHOUT_NAME)).place is P.END, "closing is closing"
    saved = story.finished(told(wish, f.Named(at=20, device_name="shed", wish="Shed")))
    assert step(saved) == Step(P.SEARCHING, Work.CHECK)
    assert saved.earlier[0].device_name == "shed"


def test_a_claim_code_that_was_handed_over_is_for_one_device() -> None:
    assert not may_set_up_another(after_sending(intent=Intent.CODE_GIVEN, has_session=False))
    done = finished_one()
    assert not may_set_up_another(replace(done, options=replace(done.options, touch_wifi=False)))


def test_update_seen() -> None:
    setup = told(after_sending(), f.UpdateSeen(at=15, evidence="safe mode"))
    assert step(setup) == Step(P.UPDATING, Work.COME_ONLINE)


def test_update_takes_back_that_it_was_seen_online_but_not_a_success() -> None:
    online, update = f.SeenOnline(at=14, evidence="event"), f.UpdateSeen(at=15, evidence="updating")
    assert told(after_sending(), online, update).online is None
    done = told(after_sending(), online, f.Linked(at=14, evidence="list"), update)
    assert step(done).place is P.SUCCESS


def test_unverifiable_ends_with_the_light() -> None:
    setup = after_sending(intent=Intent.WIFI_ONLY, has_session=False)
    assert step(setup) == Step(P.WIFI, Work.WATCH_RETURN, asks=True)
    assert step(told(setup, d.Close())) == Step(P.END)


def test_finish_anyway_and_once_more() -> None:
    setup = told(after_sending(), d.FinishAnyway())
    assert step(setup) == Step(P.OFFLINE, asks=True)
    assert step(told(setup, d.LookOnceMore())) == Step(P.PROGRESS, Work.COME_ONLINE)
    assert step(told(setup, d.Close())) == Step(P.END)


@pytest.mark.parametrize("code_", [Code.NOT_SEEN_ONLINE, Code.NO_SERVICE])
def test_not_seen_goes_on_looking(code_: Code) -> None:
    setup = story.failed(after_sending(), Problem(code_))
    assert step(setup).work is Work.COME_ONLINE
    assert step(setup).asks
    assert told(setup, online(), linked()).problem is None


# ---------------------------------------- S6-01


def could_not_join(reason: str = "", **options: object) -> Setup:
    return story.failed(after_sending(**options), Problem(Code.COULD_NOT_JOIN, reason))


def test_device_that_came_back_is_joined_again() -> None:
    setup = could_not_join()
    assert step(setup) == Step(P.WRONG_PASSWORD, Work.JOIN, asks=True)
    back = told(setup, left(), joined(), device())
    assert step(back) == Step(P.WRONG_PASSWORD, None, asks=True)
    retyped = told(back, d.Password(Secret("other password")))
    assert step(retyped) == Step(P.PROGRESS, Work.SEND)
    assert retyped.sent is None
    assert retyped.mode_left is None


def test_device_that_did_not_come_back_asks_for_its_button() -> None:
    setup = story.failed(told(could_not_join(), left()), Problem(Code.NOTHING_FOUND))
    assert setup.problem is not None
    assert (setup.problem.code, setup.problem.reason) == (Code.COULD_NOT_JOIN, "not_back")
    assert setup.failures == ("S6-01",)
    assert step(setup) == Step(P.WRONG_PASSWORD, Work.GIVE_BACK, asks=True)
    assert step(told(setup, home(), f.InternetBack(at=30))).work is Work.COME_ONLINE


@pytest.mark.parametrize("reason", ["asked", "not_back"])
def test_password_typed_before_the_device_is_back_is_kept_until_it_is(reason: str) -> None:
    setup = told(could_not_join(reason), d.Password(Secret("other password")))
    assert step(setup) == Step(P.WRONG_PASSWORD, Work.COME_ONLINE, asks=True)
    back = told(setup, left(), joined(), device())
    assert back.problem is None
    assert step(back) == Step(P.PROGRESS, Work.SEND)
    password = back.decision(d.Password)
    assert password is not None
    assert password.text.reveal() == "other password"


def test_device_that_was_joined_by_hand_is_not_joined_by_setup() -> None:
    """It came back, but who joined by hand joins again by hand."""
    setup = told(could_not_join(), d.JoinByHand(), home(), f.InternetBack(at=30))
    again = story.failed(setup, Problem(Code.COULD_NOT_JOIN))
    assert step(again) == Step(P.WRONG_PASSWORD, Work.COME_ONLINE, asks=True)


def test_online_after_all_solves_it() -> None:
    setup = told(could_not_join("asked"), linked(), online())
    assert setup.problem is None
    assert step(setup).place is P.SUCCESS


def test_by_hand_the_password_comes_first_then_the_join() -> None:
    setup = told(checked(M.MANUAL), d.GoOn(), left(), joined(), device(), key(), networks())
    setup = told(setup, HOME, PASSWORD, delivered(), sent(), home(), f.InternetBack(at=12))
    asked = story.failed(setup, Problem(Code.COULD_NOT_JOIN, "asked"))
    assert step(asked) == Step(P.WRONG_PASSWORD, Work.COME_ONLINE, asks=True)
    retyped = told(asked, d.Password(Secret("other password")))
    assert step(retyped) == Step(P.MANUAL, Work.WAIT_JOINED, asks=True)
    assert step(told(retyped, left(), joined(), device())) == Step(P.PROGRESS, Work.SEND)


def test_without_a_session_only_its_return_is_watched() -> None:
    setup = could_not_join("asked", intent=Intent.WIFI_ONLY, has_session=False)
    assert step(setup).work is Work.WATCH_RETURN


# ---------------------------------------- lost, swapped


def test_link_lost_joins_again_on_the_progress_page() -> None:
    setup = told(at_device(), PASSWORD, f.LinkLost(at=8, sending=True))
    assert step(setup) == Step(P.PROGRESS, Work.JOIN)


def test_another_device_brings_its_own_key_and_list() -> None:
    setup = told(at_device(), f.LinkLost(at=8), joined(), device(OTHER_ID))
    assert setup.key is None
    assert setup.networks is None
    assert step(setup).work is Work.INSPECT


# ---------------------------------------- cancel, end


def test_cancel_before_anything_was_touched_ends() -> None:
    assert step(told(checked(), d.Cancel())) == Step(P.END)


@pytest.mark.parametrize("end", [d.Cancel(), d.GiveUp("S5-04")])
def test_cancel_gives_the_wifi_back_first(end: d.Decision) -> None:
    setup = told(at_device(), end)
    assert step(setup) == Step(P.CANCELLED, Work.GIVE_BACK)
    assert step(told(setup, home())) == Step(P.END)


def test_cancel_that_cannot_give_back_asks_and_can_be_closed() -> None:
    setup = story.failed(told(at_device(), d.Cancel()), Problem(Code.NOT_BACK))
    assert step(setup) == Step(P.CANCELLED, Work.GIVE_BACK, asks=True)
    assert step(told(setup, d.Close())) == Step(P.END)


def test_nobody_there_and_no_way_back_ends() -> None:
    setup = story.failed(told(at_device(), d.GiveUp("S5-04")), Problem(Code.NOT_BACK))
    assert step(setup) == Step(P.END)


def test_laboratory_has_nothing_to_give_back() -> None:
    setup = told(checked(M.NONE), device(), d.Cancel())
    assert step(setup) == Step(P.END)


# ---------------------------------------- resume


def interrupted(setup: Setup) -> Setup:
    return told(setup, f.Interrupted(at=-60, place="progress"))


def test_resume_asks_and_looks_meanwhile() -> None:
    setup = told(interrupted(begun()), device(), delivered(), d.Own(d.Ownership.CLAIM), sent(at=-60))
    assert step(setup) == Step(P.RESUME, Work.CHECK, asks=True)
    looked = told(setup, wifi(), path(), account())
    assert step(looked) == Step(P.RESUME, Work.COME_ONLINE, asks=True)
    assert step(told(looked, linked(), online())) == Step(P.RESUME, None, asks=True)


def test_resume_goes_on_from_what_was_delivered() -> None:
    setup = told(interrupted(begun()), device(), delivered(), d.Own(d.Ownership.CLAIM), sent(at=-60))
    on = told(setup, d.GoOn())
    assert step(on) == Step(P.PROGRESS, Work.CHECK)
    on = told(on, wifi(), path(), account())
    assert step(on) == Step(P.PROGRESS, Work.GIVE_BACK)
    assert step(told(on, f.InternetBack(at=3))) == Step(P.PROGRESS, Work.COME_ONLINE)


def test_resume_before_the_send_begins_at_the_first_page() -> None:
    setup = told(interrupted(begun()), d.GoOn())
    assert step(setup) == Step(P.READY, Work.CHECK)


def test_start_again_forgets() -> None:
    setup = told(interrupted(begun()), device(), delivered(), sent(at=-60), d.StartAgain())
    assert setup.sent is None
    assert setup.interrupted is None
    assert step(setup) == Step(P.READY, Work.CHECK)


# ---------------------------------------- network rows that decide the skip


@pytest.mark.parametrize(
    "rows",
    [
        (network("Home", -90), network("Café")),
        (network("home"), network("Café")),
        (network("Home", sec=1), network("Café")),
        (network("Home"), network("Home", sec=0)),
    ],
)
def test_nothing_is_skipped_where_something_has_to_be_decided(rows: tuple[object, ...]) -> None:
    setup = told(at_device(), f.NetworksSeen(at=7, networks=rows))  # type: ignore[arg-type]
    assert step(setup) == Step(P.NETWORK, asks=True)


def test_step_numbers_never_change() -> None:
    assert {place: step_number(place) for place in P} == {
        **dict.fromkeys([P.SIGNIN, P.SIGNIN_CREATE, P.SIGNIN_MFA, P.SIGNIN_FORGOT], 1),
        P.SIGNIN_CODE: 1,
        **dict.fromkeys([P.READY, P.RESUME, P.EXPIRED], 1),
        **dict.fromkeys([P.SEARCHING, P.ONE, P.SEVERAL, P.JOINING, P.PERMISSION], 2),
        **dict.fromkeys([P.MANUAL, P.NAMED, P.OWNER], 2),
        **dict.fromkeys([P.NETWORK, P.HIDDEN], 3),
        P.PASSWORD: 4,
        P.PROGRESS: 5,
        **dict.fromkeys([P.WRONG_PASSWORD, P.UPDATING, P.NOT_SEEN, P.NO_SERVICE], 6),
        **dict.fromkeys([P.SUCCESS, P.OFFLINE, P.WIFI, P.CANCELLED, P.SUPPORT, P.END], 7),
    }
    for place in (P.PROGRESS, P.EXPIRED, P.SIGNIN, P.SIGNIN_CODE):
        assert step_number(place, delivered=True) == 6
    assert step_number(P.READY, delivered=True) == 1
