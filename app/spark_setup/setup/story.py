"""The flow: every branch of a setup is here and nowhere else.

`next_step` looks at what is known and decided, never at a position in a list. So Back, another password, a
lost access point, an expired session, a claim code that grew old and a resume after a crash are the same
thing: knowledge changed, and the next step follows from it. All functions are pure.

    ready → join → owner? → network? → password? → progress (send, give back, come online) → result
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ..softap.crypto import password_trouble
from ..softap.messages import Protection, protection_of
from . import decisions as d
from .facts import DevicesSeen, Fact, HostMode
from .networks import is_device, obvious, trouble
from .places import Place
from .problems import Code, Problem, Way
from .setup import Intent, Setup, observe


class Work(StrEnum):
    """What can be done on a worker thread; `steps` has one function for each."""

    CHECK = "check"
    SEARCH = "search"
    JOIN = "join"
    WAIT_JOINED = "wait_joined"
    INSPECT = "inspect"
    SEND = "send"
    GIVE_BACK = "give_back"
    COME_ONLINE = "come_online"
    WATCH_RETURN = "watch_return"
    RENAME = "rename"


@dataclass(frozen=True)
class Step:
    """Where the person is, what runs meanwhile, and whether the story waits for a decision."""

    place: Place
    work: Work | None = None
    asks: bool = False


# ---------------------------------------- what comes next


def next_step(setup: Setup, now: float) -> Step:
    """The step that follows from all that is known and decided. `now`: story seconds since the start."""
    if setup.decision(d.Cancel) or setup.decision(d.GiveUp):
        return _cancelled(setup)
    if setup.problem is not None:
        return _troubled(setup, setup.problem)
    return _after_sending(setup) if setup.sent else _before_sending(setup, now)


def _cancelled(setup: Setup) -> Step:
    if setup.decision(d.Close) or not setup.away:
        return Step(Place.END)
    if setup.problem is not None:
        return Step(Place.CANCELLED, Work.GIVE_BACK, asks=True)
    return Step(Place.CANCELLED, Work.GIVE_BACK)


def _troubled(setup: Setup, problem: Problem) -> Step:
    """A problem holds the story at its place; meanwhile whatever may solve it goes on."""
    match problem.code:
        case Code.COULD_NOT_JOIN:
            if not setup.answering:
                return Step(problem.place, Work.JOIN, asks=True)
            return Step(problem.place, None if setup.key else Work.INSPECT, asks=True)
        case Code.NOT_SEEN_ONLINE | Code.NO_SERVICE:
            return Step(problem.place, Work.COME_ONLINE, asks=True)
        case _:
            return Step(problem.place, _rechecking(setup, problem), asks=True)


def _rechecking(setup: Setup, problem: Problem) -> Work | None:
    return setup_work(setup) if problem.kind.rechecks else None


def setup_work(setup: Setup) -> Work:
    """The work that would run if there were no problem: what a re-check repeats."""
    step = next_step(replace(setup, problem=None), 0.0)
    return step.work or Work.CHECK


def _before_sending(setup: Setup, now: float) -> Step:
    options = setup.options
    if options.intent is Intent.CLAIM and not options.has_session and not setup.decision(d.OnlyWifi):
        return Step(Place.SIGNIN, asks=True)
    if not _prepared(setup, now):
        return Step(Place.JOINING, Work.GIVE_BACK) if setup.away else Step(Place.READY, Work.CHECK)
    if not setup.answering:
        return _find(setup)
    if setup.key is None or setup.networks is None:
        return Step(_joining_place(setup), Work.INSPECT)
    if setup.ownership is None:
        return Step(Place.OWNER, asks=True)
    choice = chosen(setup)
    if choice is None:
        return Step(Place.HIDDEN if setup.decision(d.WantsHidden) else Place.NETWORK, asks=True)
    if needs_password(choice) and setup.decision(d.Password) is None:
        return Step(Place.PASSWORD, asks=True)
    return Step(Place.PROGRESS, Work.SEND)


def _prepared(setup: Setup, now: float) -> bool:
    if setup.wifi is None or setup.path is None:
        return False
    if setup.options.intent is Intent.WIFI_ONLY or setup.decision(d.OnlyWifi):
        return True
    if setup.options.intent is Intent.CLAIM and setup.account is None:
        return False
    if setup.device is not None and setup.ownership is not None and not setup.sends_claim_code:
        return True
    return setup.claim_code is not None and not claim_code_is_old(setup, now)


def claim_code_is_old(setup: Setup, now: float) -> bool:
    """A claim code lives an hour (cloud-api, 3); past 50 minutes a fresh one is fetched before it is sent."""
    code = setup.claim_code
    return code is not None and now - code.at > setup.options.limits.claim_code_age_s


def _find(setup: Setup) -> Step:
    """The device does not answer yet: look for it, ask for consent, join."""
    wifi = setup.wifi
    assert wifi is not None
    if not setup.options.touch_wifi:
        return Step(_joining_place(setup), Work.JOIN)
    by_hand = wifi.mode is HostMode.MANUAL or setup.decision(d.JoinByHand) is not None
    consent = network_to_join(setup)
    if consent is None and not by_hand and setup.away:
        return Step(Place.JOINING, Work.GIVE_BACK)
    if setup.held or (wifi.mode is HostMode.MANUAL and not setup.decision(d.GoOn)):
        return Step(Place.READY, asks=True)
    if by_hand:
        return Step(Place.MANUAL, Work.WAIT_JOINED, asks=True)
    if consent is not None:
        return Step(_joining_place(setup), Work.JOIN)
    if setup.decision(d.AskName) or wifi.mode is HostMode.NAME_ONLY:
        return Step(Place.NAMED, asks=True)
    candidates = setup.seen.candidates if setup.seen else ()
    if not candidates:
        return Step(Place.SEARCHING if setup.decision(d.GoOn) else Place.READY, Work.SEARCH)
    return Step(Place.ONE if len(candidates) == 1 else Place.SEVERAL, asks=True)


def _joining_place(setup: Setup) -> Place:
    """Joining again with everything decided is part of sending; the person stays on the progress page."""
    choice = chosen(setup) if setup.networks else None
    ready = choice is not None and (not needs_password(choice) or setup.decision(d.Password) is not None)
    return Place.PROGRESS if ready else Place.JOINING


def _after_sending(setup: Setup) -> Step:
    if not _is_home(setup):
        return Step(Place.PROGRESS, Work.GIVE_BACK)
    if setup.decision(d.Close):
        return Step(Place.END)
    if setup.decision(d.FinishAnyway):
        return Step(Place.OFFLINE, asks=True)
    if not setup.verifiable:
        return Step(Place.WIFI, Work.WATCH_RETURN, asks=True)
    if setup.online is not None and setup.linked is not None:
        return _naming(setup)
    return Step(Place.UPDATING if setup.updating else Place.PROGRESS, Work.COME_ONLINE)


def _is_home(setup: Setup) -> bool:
    if setup.away:
        return False
    return setup.internet_back is not None or not setup.verifiable


def _naming(setup: Setup) -> Step:
    name = setup.decision(d.Name)
    if name is None:
        return Step(Place.SUCCESS, asks=True)
    if name.text is None or (setup.named is not None and setup.named.device_name == name.text):
        return Step(Place.END)
    return Step(Place.SUCCESS, Work.RENAME)


# ---------------------------------------- what was chosen, derived


def network_to_join(setup: Setup) -> bytes | None:
    """The device network this computer shall join: the one consented to, or the name that was typed."""
    for decision in reversed(setup.decisions):
        if isinstance(decision, (d.Consent, d.OtherName)):
            return decision.ssid
    return None


def chosen(setup: Setup) -> d.Choose | None:
    """The network for the device: the person's choice, or the obvious one where nothing has to be decided."""
    choice = setup.decision(d.Choose)
    if choice is not None or setup.decision(d.WantsList) or setup.decision(d.WantsHidden):
        return choice
    row = obvious(setup)
    return None if row is None else d.Choose(row.ssid, row.sec, row.channel)


def needs_password(choice: d.Choose) -> bool:
    """Whether this network has a password at all."""
    return protection_of(choice.sec) is not Protection.OPEN


# ---------------------------------------- what happened


def saw(setup: Setup, fact: Fact) -> Setup:
    """Fold a fact in; a problem that it solves goes away by itself."""
    setup = observe(setup, fact)
    problem = setup.problem
    if problem is None:
        return setup
    solved = {
        Code.NOTHING_FOUND: isinstance(fact, DevicesSeen) and bool(fact.candidates),
        Code.NOT_SEEN_ONLINE: setup.online is not None and setup.linked is not None,
        Code.NO_SERVICE: setup.online is not None and setup.linked is not None,
        Code.COULD_NOT_JOIN: setup.online is not None,
        Code.NOT_BACK: _is_home(setup),
    }.get(problem.code, False)
    return replace(setup, problem=None) if solved else setup


def failed(setup: Setup, problem: Problem) -> Setup:
    """A step could not do its work. The same problem found again by a re-check is not a new one."""
    if setup.problem is not None and setup.problem.code is Code.COULD_NOT_JOIN and _is_joining(problem):
        return replace(setup, problem=replace(setup.problem, reason="not_back"), answering=False)
    known = setup.problem is not None and setup.problem.code is problem.code
    failures = setup.failures if known else (*setup.failures, problem.code.value)
    setup = replace(setup, problem=problem, failures=failures)
    if problem.code is Code.COULD_NOT_JOIN:
        return replace(setup, answering=False)
    return setup


def _is_joining(problem: Problem) -> bool:
    """No new problem: the device blinks green for ever, and one button press is asked for."""
    return problem.code in (
        Code.NOTHING_FOUND,
        Code.JOIN_REFUSED,
        Code.NO_ADDRESS,
        Code.NO_ANSWER,
        Code.WENT_BACK,
    )


def finished(setup: Setup) -> Setup:
    """The running work ended without a problem: one that was only being re-checked is solved."""
    if setup.problem is not None and setup.problem.kind.rechecks:
        return replace(setup, problem=None)
    return setup


# ---------------------------------------- what the person decided


def decide(setup: Setup, decision: d.Decision) -> Setup:
    """Fold a decision in. One that cannot work comes back as a problem, before anything is sent."""
    refusal = _refusal(setup, decision)
    if refusal is not None:
        return failed(setup, refusal)
    setup = replace(setup, problem=None, decisions=(*_superseded(setup, decision), decision))
    match decision:
        case d.GoOn():
            return replace(setup, held=False)
        case d.Choose() | d.Password() if setup.sent is not None:
            return _new_attempt(setup)
        case d.ScanAgain():
            return replace(setup.without(d.ScanAgain), networks=None)
        case d.LookOnceMore():
            return setup.without(d.LookOnceMore, d.FinishAnyway)
        case d.LetSetupJoin():
            return setup.without(d.LetSetupJoin, d.JoinByHand)
        case d.AcceptDevice():
            return replace(setup, device=None, answering=False, key=None, networks=None)
        case _:
            return setup


def _refusal(setup: Setup, decision: d.Decision) -> Problem | None:
    match decision:
        case d.Choose(ssid=ssid, sec=sec):
            code = trouble(ssid, protection_of(sec), setup.options)
            if code is not None:
                return Problem(code, values=_network_values(ssid), place=_asking_place(setup))
            if protection_of(sec) is Protection.WEP and not _accepted(setup, Code.OLD_PROTECTION):
                return Problem(Code.OLD_PROTECTION, values=_network_values(ssid), place=_asking_place(setup))
        case d.Password(text=text):
            choice = chosen(setup)
            if choice is not None:
                wrong = password_trouble(protection_of(choice.sec), text)
                if wrong is not None:
                    place = Place.WRONG_PASSWORD if setup.sent else Place.PASSWORD
                    return Problem(Code.PASSWORD_LENGTH, values={"n": str(wrong)}, place=place)
    return None


def not_visible(setup: Setup, ssid: bytes) -> Setup:
    """The person asked for a network that the device does not see."""
    values = _network_values(ssid)
    return failed(setup, Problem(Code.NOT_VISIBLE, values=values, place=_asking_place(setup)))


def _network_values(ssid: bytes) -> dict[str, str]:
    from ..core.ssid import readable
    from ..softap.names import unsendable_sign

    return {"net": readable(ssid), "sign": unsendable_sign(ssid) or ""}


def _asking_place(setup: Setup) -> Place:
    return Place.HIDDEN if setup.decision(d.WantsHidden) else Place.NETWORK


def _accepted(setup: Setup, code: Code) -> bool:
    return any(isinstance(x, d.UseAnyway) and x.code == code for x in setup.decisions)


def _superseded(setup: Setup, decision: d.Decision) -> tuple[d.Decision, ...]:
    """What the new decision replaces; another network makes the password a question again."""
    gone: tuple[type[d.Decision], ...] = (type(decision),)
    if isinstance(decision, (d.Choose, d.WantsList, d.WantsHidden)):
        gone = (*gone, d.Password)
    if isinstance(decision, d.WantsList):
        gone = (*gone, d.Choose, d.WantsHidden)
    if isinstance(decision, d.WantsHidden):
        gone = (*gone, d.Choose)
    if isinstance(decision, (d.Consent, d.OtherName)):
        gone = (d.Consent, d.OtherName, d.JoinByHand, d.AskName)
    if isinstance(decision, d.UseAnyway):
        gone = ()
    return tuple(x for x in setup.decisions if not isinstance(x, gone))


def _new_attempt(setup: Setup) -> Setup:
    """Other details will be sent: what was seen of the last attempt proves nothing about this one."""
    return replace(
        setup,
        delivered=None,
        sent=None,
        mode_left=None,
        came_back=None,
        asked=None,
        updating=None,
        online=None,
        linked=None,
    )


# ---------------------------------------- Back, ways out


def can_go_back(setup: Setup, place: Place) -> bool:
    """Whether Back is offered at `place`."""
    return place in _BACK and not (place is Place.NETWORK and not setup.options.touch_wifi)


_BACK = frozenset(
    {
        Place.SEARCHING,
        Place.ONE,
        Place.SEVERAL,
        Place.JOINING,
        Place.PERMISSION,
        Place.MANUAL,
        Place.NAMED,
        Place.OWNER,
        Place.NETWORK,
        Place.HIDDEN,
        Place.PASSWORD,
    }
)


def back(setup: Setup, place: Place) -> Setup:
    """Withdraw the newest decision that led to `place`."""
    setup = replace(setup, problem=None)
    match place:
        case Place.PASSWORD:
            return decide(setup.without(d.Choose, d.WantsHidden, d.UseAnyway), d.WantsList())
        case Place.HIDDEN:
            return decide(setup.without(d.WantsHidden), d.WantsList())
        case Place.NETWORK | Place.OWNER | Place.JOINING if setup.options.touch_wifi:
            return _let_go(setup)
        case Place.NAMED | Place.MANUAL | Place.PERMISSION:
            return replace(setup.without(d.JoinByHand, d.AskName), seen=None, held=_only_by_hand(setup))
        case Place.SEARCHING | Place.ONE | Place.SEVERAL:
            return replace(setup.without(d.GoOn), seen=None, held=True)
        case _:
            return setup


def _only_by_hand(setup: Setup) -> bool:
    return setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL


def _let_go(setup: Setup) -> Setup:
    """Leave the device's network and ask for consent again."""
    kept = setup.without(d.Consent, d.OtherName, d.JoinByHand, d.Own, d.Choose, d.WantsList, d.WantsHidden)
    return replace(kept, answering=False)


def take(setup: Setup, way: Way) -> Setup:
    """What a way out changes. Ways that only open something beside the page change nothing."""
    problem = setup.problem
    clear = replace(setup, problem=None)
    match way:
        case Way.ONLY_WIFI:
            return decide(setup, d.OnlyWifi())
        case Way.JOIN_BY_HAND:
            return decide(setup.without(d.Consent, d.OtherName), d.JoinByHand())
        case Way.TAKE_OVER:
            return decide(setup, d.Own(d.Ownership.TAKE_OVER))
        case Way.LOOK_AGAIN if problem is not None and problem.place in (Place.NETWORK, Place.PROGRESS):
            return replace(_relist(clear), networks=None)
        case Way.LOOK_AGAIN:
            return replace(clear, seen=None)
        case Way.TYPE_NAME:
            return decide(_resend(clear), d.WantsHidden())
        case Way.CHOOSE_NETWORK:
            return _relist(clear)
        case Way.CHANGE_PASSWORD:
            return failed(clear.without(d.Password), Problem(Code.COULD_NOT_JOIN, reason="asked"))
        case Way.USE_ANYWAY if problem is not None:
            return decide(setup, d.UseAnyway(problem.code))
        case Way.LOOK_FOR_FIRST:
            return replace(_let_go(clear), seen=None)
        case Way.GO_ON_WITH_OTHER if problem is not None:
            return decide(setup, d.AcceptDevice(problem.values.get("other_id", "")))
        case Way.KEEP_WAITING:
            return decide(setup, d.WaitLonger(_longer_s(setup)))
        case Way.FINISH_ANYWAY:
            return decide(setup, d.FinishAnyway())
        case Way.SEND_AGAIN | Way.CONNECT_AND_SEND:
            return _resend(clear)
        case Way.FINISH_WITHOUT_NAME:
            return decide(setup, d.Name(None))
        case Way.TRY_AGAIN | Way.CONNECT_AGAIN if setup.sent is None:
            return replace(clear, answering=False)
        case _:
            return clear if way in _SIMPLE else setup


def _longer_s(setup: Setup) -> float:
    limits = setup.options.limits
    before = setup.decision(d.WaitLonger)
    if before is not None:
        return before.limit_s + limits.online_s
    return limits.updating_s + limits.online_s if setup.updating else limits.online_longer_s


_SIMPLE = frozenset(
    {
        Way.CHECK_AGAIN,
        Way.TRY_AGAIN,
        Way.VPN_PAUSED,
        Way.CONNECT_AGAIN,
        Way.CONTINUE,
        Way.SWITCH_BACK,
        Way.LINK_AGAIN,
        Way.SAVE_NAME_AGAIN,
        Way.SWITCH_WIFI_ON,
    }
)


def _relist(setup: Setup) -> Setup:
    return decide(_resend(setup), d.WantsList())


def _resend(setup: Setup) -> Setup:
    """The details will be sent again, by a device that may have to be joined again."""
    return _new_attempt(setup) if setup.sent is not None else setup


def hides(setup: Setup, ssid: bytes) -> bool:
    """Whether a network is a device's own and never offered as the Wi-Fi for one."""
    return is_device(ssid, setup)
