"""Signing in, as far as the story goes: places, Back, tries, and what an answer uses up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from setup.house import House
from spark_setup.cloud.errors import CloudError, MfaRequired, Reason
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import signing_in, story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.setup import Intent, Setup
from spark_setup.setup.steps.sign_in import _REFUSALS
from spark_setup.setup.story import Step, Work

EMAIL, PASSWORD = Secret("kim@example.com"), Secret("correct horse 7")
SIGN_IN = d.SignIn(EMAIL, PASSWORD)


class Desk:
    """Answers as told."""

    def __init__(self, *troubles: CloudError) -> None:
        self.troubles = list(troubles)
        self.asked: list[str] = []

    def _answer(self, what: str) -> None:
        self.asked.append(what)
        if self.troubles:
            raise self.troubles.pop(0)

    def log_in(self, email: Secret, password: Secret, cancel: object) -> None:
        self._answer("log_in")

    def second_factor(self, ticket: Secret, digits: Secret, cancel: object) -> None:
        self._answer(f"second_factor {ticket.reveal()}")

    def create(self, email: Secret, password: Secret, cancel: object) -> None:
        self._answer("create")

    def reset_password(self, email: Secret, cancel: object) -> None:
        self._answer("reset")

    def enter_code(self, code: Secret, cancel: object) -> None:
        self._answer("code")


def at_the_door(**options: object) -> tuple[House, Setup]:
    house = House(session=False, can_sign_in=True, can_create_account=True, **options)
    return house, house.setup


def step(setup: Setup) -> Step:
    return story.next_step(setup, 0.0)


def told(setup: Setup, *what: object) -> Setup:
    for each in what:
        setup = story.saw(setup, each) if isinstance(each, f.Fact) else story.decide(setup, each)  # type: ignore[arg-type]
    return setup


def refused(why: f.Refused = f.Refused.WRONG_PASSWORD) -> f.SignInRefused:
    return f.SignInRefused(at=1, why=why)


def test_where_signing_in_begins() -> None:
    assert step(at_the_door()[1]) == Step(Place.SIGNIN, asks=True)
    assert step(at_the_door(create_first=True)[1]) == Step(Place.SIGNIN_CREATE, asks=True)
    only_codes = House(session=False, can_enter_code=True).setup
    assert step(only_codes) == Step(Place.SIGNIN_CODE, asks=True)
    assert step(House(session=False, intent=Intent.WIFI_ONLY).setup).place is Place.READY


@pytest.mark.parametrize("page", [Place.SIGNIN_CREATE, Place.SIGNIN_FORGOT, Place.SIGNIN_CODE])
def test_back_leads_to_signing_in(page: Place) -> None:
    _, setup = at_the_door(can_enter_code=True)
    there = told(setup, d.AccountPage(page, EMAIL))
    assert step(there) == Step(page, asks=True)
    assert story.can_go_back(there, page)
    assert step(story.back(there, page)) == Step(Place.SIGNIN, asks=True)
    assert not story.can_go_back(setup, Place.SIGNIN)


def test_an_answer_uses_up_what_was_asked() -> None:
    _, setup = at_the_door()
    asking = told(setup, SIGN_IN)
    assert step(asking) == Step(Place.SIGNIN, Work.SIGN_IN)
    wrong = told(asking, refused())
    assert step(wrong) == Step(Place.SIGNIN, asks=True)
    assert wrong.wrong_logins == 1
    signed = told(wrong, SIGN_IN, f.SignedIn(at=2))
    assert signed.wrong_logins == 0
    assert step(signed) == Step(Place.READY, Work.CHECK)
    assert not [x for x in signed.decisions if isinstance(x, d.ACCOUNT)]
    assert signed.verifiable is False  # no device yet
    assert signed.has_session


def test_back_from_ready_signs_out() -> None:
    _, setup = at_the_door()
    signed = told(setup, SIGN_IN, f.SignedIn(at=2))
    assert story.can_go_back(signed, Place.READY)
    out = story.back(signed, Place.READY)
    assert step(out) == Step(Place.SIGNIN, asks=True)
    assert not out.has_session
    skipped = told(at_the_door(can_skip_account=True)[1], d.OnlyWifi())
    assert story.can_go_back(skipped, Place.READY)
    assert step(story.back(skipped, Place.READY)) == Step(Place.SIGNIN, asks=True)


def test_tries_stop_at_five_and_at_nine_after_a_new_password() -> None:
    _, setup = at_the_door()
    setup = told(setup, *[refused()] * 5)
    assert signing_in.tries_left(setup) == 0
    assert story.decide(setup, SIGN_IN) is setup
    assert signing_in.pending(told(setup, d.CreateAccount(EMAIL, PASSWORD))) is not None
    reset = told(setup, d.AccountPage(Place.SIGNIN_FORGOT), d.ResetPassword(EMAIL), f.ResetSent(at=1))
    back = told(reset, d.AccountPage(Place.SIGNIN))
    assert signing_in.tries_left(back) == 4
    assert signing_in.tries_left(told(back, *[refused()] * 4)) == 0


def test_wrong_digits_count_and_starting_again_does_not_forget() -> None:
    _, setup = at_the_door()
    factor = told(setup, f.SecondFactorWanted(at=1, ticket=Secret("ticket")))
    assert step(factor) == Step(Place.SIGNIN_MFA, asks=True)
    wrong = told(factor, d.SecondFactor(Secret("123456")), refused(f.Refused.WRONG_DIGITS))
    assert wrong.wrong_logins == 1
    assert step(wrong).place is Place.SIGNIN_MFA
    assert step(story.back(wrong, Place.SIGNIN_MFA)) == Step(Place.SIGNIN, asks=True)
    assert told(wrong, d.StartAgain()).wrong_logins == 1


@pytest.mark.parametrize("why", [w for w in f.Refused if not w.value.startswith("wrong")])
def test_other_answers_are_no_tries(why: f.Refused) -> None:
    assert told(at_the_door()[1], SIGN_IN, refused(why)).wrong_logins == 0


# ---------------------------------------- the step


def test_what_is_asked_is_what_was_decided() -> None:
    house, setup = at_the_door(can_enter_code=True)
    desk = Desk()
    for decision, fact in (
        (SIGN_IN, f.SignedIn),
        (d.CreateAccount(EMAIL, PASSWORD), f.SignedIn),
        (d.EnterCode(Secret("K7QP")), f.SignedIn),
        (d.ResetPassword(EMAIL), f.ResetSent),
    ):
        after, problem = house.run(Work.SIGN_IN, told(setup, decision), accounts=desk, cloud=house.cloud)
        assert problem is None
        assert isinstance(after.facts[-1], fact)
    assert desk.asked == ["log_in", "create", "code", "reset"]


def test_a_second_factor_goes_with_its_ticket() -> None:
    house, setup = at_the_door()
    desk = Desk(MfaRequired(Secret("t1")))
    after, _ = house.run(Work.SIGN_IN, told(setup, SIGN_IN), accounts=desk, cloud=house.cloud)
    after, _ = house.run(
        Work.SIGN_IN, told(after, d.SecondFactor(Secret("123456"))), accounts=desk, cloud=house.cloud
    )
    assert desk.asked == ["log_in", "second_factor t1"]
    assert after.has_session


@pytest.mark.parametrize("reason", list(_REFUSALS))
def test_a_no_is_an_answer_and_not_a_problem(reason: Reason) -> None:
    house, setup = at_the_door()
    after, problem = house.run(
        Work.SIGN_IN, told(setup, SIGN_IN), accounts=Desk(CloudError(reason)), cloud=house.cloud
    )
    assert problem is None
    assert after.sign_in_refused is not None
    assert after.sign_in_refused.why is _REFUSALS[reason]


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (Reason.NO_INTERNET, Code.NO_INTERNET),
        (Reason.UNREACHABLE, Code.SERVICE_UNREACHABLE),
        (Reason.SERVER, Code.SERVICE_UNREACHABLE),
        (Reason.TLS_UNTRUSTED, Code.NOT_TRUSTED),
        (Reason.TLS_DATE, Code.WRONG_DATE),
    ],
)
def test_a_trouble_on_the_way_stays_on_the_page_and_asks_nothing_twice(reason: Reason, code: Code) -> None:
    house, setup = at_the_door()
    desk = Desk(CloudError(reason))
    after, problem = house.run(Work.SIGN_IN, told(setup, SIGN_IN), accounts=desk, cloud=house.cloud)
    assert problem is not None
    assert (problem.code, problem.place) == (code, Place.SIGNIN)
    assert step(after) == Step(Place.SIGNIN, Work.SIGN_IN, asks=True)
    again, _ = house.run(Work.SIGN_IN, after, accounts=desk, cloud=house.cloud)
    assert again.problem is None  # the service can be reached
    assert desk.asked == ["log_in"]  # and was not asked again with the same password
    assert step(again) == Step(Place.SIGNIN, asks=True)


# ---------------------------------------- a session that has ended


def ended(**options: object) -> Setup:
    setup = House(**options).setup  # type: ignore[arg-type]
    return story.failed(setup, Problem(Code.SESSION_EXPIRED))


def test_sign_in_again_asks_the_host_where_the_session_is_the_hosts() -> None:
    after = story.take(ended(), Way.SIGN_IN_AGAIN)
    assert step(after) == Step(Place.READY, Work.CHECK)


@pytest.mark.parametrize("reason", ["unauthorized", "code_used", "code_expired", "code_unknown"])
@pytest.mark.parametrize("sent", [False, True], ids=["before the send", "after the send"])
def test_sign_in_again_leads_straight_to_a_new_code(reason: str, sent: bool) -> None:
    """Renewing has been tried by then, and the code that there was works no second time."""
    house = House(can_enter_code=True)
    setup = replace(house.setup, sent=f.ConnectSent(at=3, confirmed=True)) if sent else house.setup
    over = story.failed(setup, Problem(Code.SESSION_EXPIRED, reason))
    assert step(over) == Step(Place.EXPIRED, asks=True)
    assert step(story.take(over, Way.SIGN_IN_AGAIN)) == Step(Place.SIGNIN_CODE, asks=True)


@pytest.mark.parametrize("options", [{}, {"can_sign_in": True}, {"can_enter_code": True}])
def test_nobody_is_sent_in_circles(options: dict[str, bool]) -> None:
    """A token from a file, and nobody to renew it: it was offered to try the dead one again, for ever."""
    house = House(can_renew=False, **options)  # type: ignore[arg-type]
    over = story.failed(house.setup, Problem(Code.SESSION_EXPIRED))
    assert over.problem is not None
    ways = story.ways_out(over, over.problem)
    assert ways == ((Way.SIGN_IN_AGAIN, Way.FINISH_ANYWAY) if options else (Way.FINISH_ANYWAY,))
    sent = replace(over, sent=f.ConnectSent(at=3, confirmed=True))
    assert step(story.take(sent, Way.FINISH_ANYWAY)) == Step(Place.OFFLINE, asks=True)


def test_sign_in_again_leads_to_signing_in_where_that_goes() -> None:
    over = ended(can_enter_code=True, can_sign_in=True)
    assert step(story.take(over, Way.SIGN_IN_AGAIN)) == Step(Place.SIGNIN, asks=True)


def test_the_end_of_a_session_is_known_before(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    services = house.services()
    ends = datetime(2031, 1, 1, tzinfo=UTC)
    services.lifetime.set(ends)
    after, problem = house.run(Work.CHECK, house.setup, lifetime=services.lifetime)
    assert problem is None
    assert after.session_ends is not None
    assert after.session_ends.ends == ends


@pytest.mark.parametrize("trouble", [None, Problem(Code.NO_INTERNET, place=Place.SIGNIN)])
def test_a_session_that_is_brought_ends_the_signing_in(trouble: Problem | None) -> None:
    setup = at_the_door()[1]
    setup = story.failed(told(setup, SIGN_IN), trouble) if trouble else setup
    brought = story.signed_in(setup, 5.0)
    assert (brought.problem, brought.has_session) == (None, True)
    assert step(brought).place is Place.READY


def test_a_session_that_is_brought_goes_on_where_the_last_one_ended() -> None:
    setup = ended()
    assert step(setup).place is Place.EXPIRED
    for brought in (story.signed_in(setup, 5.0), story.renewed(setup)):
        assert brought.problem is None
        assert brought.signed_in is setup.signed_in, "nobody signed in here"
        assert brought.decisions == setup.decisions


def test_a_session_that_nobody_waits_for_changes_nothing() -> None:
    other = story.failed(House().setup, Problem(Code.NOTHING_FOUND))
    for setup in (House().setup, other, House(session=False, intent=Intent.WIFI_ONLY).setup):
        assert story.signed_in(setup, 5.0) is setup
        assert story.renewed(setup) is setup
