"""Back, and the ways out of a problem: what each of them changes. Part of the story, and pure."""

from __future__ import annotations

from dataclasses import replace

from . import decisions as d
from . import signing_in
from .decided import decide
from .facts import HostMode, SignedIn
from .happened import ASKED, NOT_BACK, failed, new_attempt, saw
from .places import Place
from .problems import Code, Problem, Way
from .setup import Setup

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
FORBIDDEN = "permission_denied"
"""Reason of S2-02: the system does not let a program switch the radio on."""
OWNED = "forbidden"
"""Reason of S6-04: the device is somebody else's."""
_LETS_GO = frozenset({Place.JOINING, Place.OWNER, Place.NETWORK, Place.PERMISSION})
"""Back from here leaves the device's network."""


def can_go_back(setup: Setup, place: Place) -> bool:
    """Whether Back is offered: not once the device was told, nor where only the person could leave it."""
    if place in signing_in.PLACES:
        return place is not signing_in.first_place(setup)
    if setup.sent is not None:
        return False
    if place is Place.READY:
        return _signed_in_here(setup)
    if place in _LETS_GO and not _joins_itself(setup):
        return False
    return place in _BACK


def _joins_itself(setup: Setup) -> bool:
    manual = setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL
    return setup.options.touch_wifi and not manual


def _signed_in_here(setup: Setup) -> bool:
    """Whether a page of signing in came before."""
    options = setup.options
    skipped = options.can_skip_account and setup.decision(d.OnlyWifi) is not None and not options.has_session
    return skipped or (setup.signed_in is not None and options.can_log_out)


def back(setup: Setup, place: Place) -> Setup:
    """Withdraw the newest decision that led to `place`."""
    if not can_go_back(setup, place):
        return setup
    setup = replace(setup, problem=None, offered=None)
    match place:
        case Place.READY:
            return signing_in.sign_out(setup)
        case _ if place in signing_in.PLACES:
            return signing_in.leave(setup)
        case Place.PASSWORD:
            return decide(setup.without(d.Choose, d.WantsHidden, d.UseAnyway), d.WantsList())
        case Place.HIDDEN:
            return decide(setup.without(d.WantsHidden), d.WantsList())
        case Place.PERMISSION if setup.left is None:
            return replace(setup.without(d.GoOn, d.AskedSystem), seen=None, held=True)
        case Place.NETWORK | Place.OWNER | Place.JOINING | Place.PERMISSION:
            return replace(_let_go(setup), device=None, key=None, networks=None, code_stored=None)
        case Place.NAMED | Place.MANUAL:
            wifi = setup.wifi
            stays = wifi is not None and wifi.mode is not HostMode.AUTO and not wifi.names_withheld
            return replace(setup.without(d.JoinByHand, d.AskName), seen=None, held=stays)
        case _:
            return replace(setup.without(d.GoOn), seen=None, held=True)


def _let_go(setup: Setup) -> Setup:
    """Leave the device's network and ask for consent again."""
    kept = setup.without(
        d.Consent,
        d.OtherName,
        d.JoinByHand,
        d.Own,
        d.Choose,
        d.Password,
        d.UseAnyway,
        d.WantsList,
        d.WantsHidden,
    )
    return replace(kept, answering=False, seen=None)


def give_back_wifi(setup: Setup) -> Setup:
    """The person wants their own network now. The same setup: it was not taken from them, or is on its way.

    Before the send the device is let go and consent is asked for again; where only the person can leave its
    network, setup ends. After the send the network comes back anyway: what holds that up is taken away.
    """
    ending = setup.decision(d.Cancel) is not None or setup.decision(d.GiveUp) is not None
    if not setup.away or ending:
        return setup
    if setup.sent is None and not _joins_itself(setup):
        return decide(setup, d.Cancel())
    if setup.sent is None:
        kept = _let_go(replace(setup, problem=None, offered=None))
        return replace(kept, device=None, key=None, networks=None, code_stored=None)
    problem = setup.problem
    if problem is not None and problem.code is Code.COULD_NOT_JOIN:
        return replace(setup, problem=replace(problem, reason=NOT_BACK), answering=False)
    return replace(setup, problem=None)


def renewed(setup: Setup) -> Setup:
    """There is another session: what had failed for want of one is tried again."""
    problem = setup.problem
    ended = problem is not None and problem.code is Code.SESSION_EXPIRED
    return take(setup, Way.CHECK_AGAIN) if ended else setup


def signed_in(setup: Setup, at: float) -> Setup:
    """Somebody else has brought a session: where a person was to sign in, that is done."""
    if not signing_in.needed(setup):
        return renewed(setup)
    return take(saw(setup, SignedIn(at=at)), Way.CHECK_AGAIN)


def ways_out(setup: Setup, problem: Problem) -> tuple[Way, ...]:
    """The ways out that are open here, the primary one first: not what brand, computer or system forbid."""
    options, shut = setup.options, set[Way]()
    if not options.allow_wifi_only:
        shut.add(Way.ONLY_WIFI)
    if not options.allow_take_over:
        shut.add(Way.TAKE_OVER)
    if not options.touch_wifi:
        shut.add(Way.JOIN_BY_HAND)
    if problem.reason != OWNED or setup.owner_asked is not None or not options.allow_take_over:
        shut.add(Way.ASK_OWNER)
    if signing_in.is_over(setup):
        shut.add(Way.SIGN_IN_AGAIN)
    if problem.code is Code.WIFI_OFF and problem.reason == FORBIDDEN:
        shut.add(Way.SWITCH_WIFI_ON)
    return tuple(way for way in problem.ways if way not in shut) or (Way.DETAILS,)


def take(setup: Setup, way: Way) -> Setup:
    """What a way out changes. Ways that only open something beside the page change nothing."""
    problem = setup.problem
    clear = replace(setup, problem=None, offered=None)
    match way:
        case Way.ONLY_WIFI:
            return decide(setup, d.OnlyWifi())
        case Way.JOIN_BY_HAND:
            return decide(setup.without(d.Consent, d.OtherName), d.JoinByHand())
        case Way.TAKE_OVER:
            return decide(setup, d.Own(d.Ownership.TAKE_OVER))
        case Way.ASK_OWNER:
            return decide(setup, d.AskOwner())
        case Way.SWITCH_WIFI_ON:
            return decide(setup, d.SwitchWifiOn())
        case Way.SWITCH_BACK if problem is not None and problem.place is Place.READY:
            return decide(setup, d.SwitchBack())
        case Way.CONTINUE if problem is not None and problem.code is Code.NOT_REMEMBERED:
            accepted = d.UseAnyway(problem.code.value)
            return replace(clear, decisions=(*setup.decisions, accepted))
        case Way.LOOK_AGAIN if setup.answering or setup.networks is not None:
            return replace(_relist(clear), networks=None)
        case Way.LOOK_AGAIN:
            return replace(clear, seen=None)
        case Way.TYPE_NAME:
            return decide(_resend(clear), d.WantsHidden())
        case Way.CHOOSE_NETWORK:
            return _relist(clear)
        case Way.CHANGE_PASSWORD:
            return failed(clear, Problem(Code.COULD_NOT_JOIN, reason=ASKED))
        case Way.USE_ANYWAY:
            return _use_anyway(setup)
        case Way.LOOK_FOR_FIRST:
            return _look_for_first(clear)
        case Way.GO_ON_WITH_OTHER if problem is not None:
            return decide(setup, d.AcceptDevice(problem.values.get("other_id", "")))
        case Way.KEEP_WAITING:
            return decide(setup, d.WaitLonger(_longer_s(setup)))
        case Way.FINISH_ANYWAY:
            return _finish_anyway(setup)
        case Way.SEND_AGAIN | Way.CONNECT_AND_SEND:
            return _resend(clear)
        case Way.SIGN_IN_AGAIN if problem is not None and signing_in.helps(setup):
            return signing_in.sign_out(clear)
        case Way.FINISH_WITHOUT_NAME:
            return decide(setup, d.Name(None))
        case Way.TRY_AGAIN | Way.CONNECT_AGAIN | Way.ASK_PERMISSION if setup.sent is None:
            return replace(clear, answering=False)
        case _:
            return clear if way in _SIMPLE else setup


_SIMPLE = frozenset(
    {
        Way.CHECK_AGAIN,
        Way.TRY_AGAIN,
        Way.VPN_PAUSED,
        Way.CONNECT_AGAIN,
        Way.CONTINUE,
        Way.SWITCH_BACK,
        Way.SIGN_IN_AGAIN,
        Way.LINK_AGAIN,
        Way.SAVE_NAME_AGAIN,
    }
)


def _use_anyway(setup: Setup) -> Setup:
    """Go on with the network that was chosen and warned about."""
    if setup.problem is None:
        return setup
    accepted = replace(
        setup, problem=None, decisions=(*setup.decisions, d.UseAnyway(setup.problem.code.value))
    )
    return decide(accepted, setup.offered) if setup.offered is not None else accepted


def _finish_anyway(setup: Setup) -> Setup:
    """Before anything was sent there is nothing to finish: the run ends with the open code."""
    if setup.sent is None and setup.problem is not None:
        return decide(setup, d.GiveUp(setup.problem.code.value))
    return decide(setup, d.FinishAnyway())


def _look_for_first(setup: Setup) -> Setup:
    """The device that answers is let go; the one that setup began with is looked for."""
    if setup.sent is not None:
        return failed(replace(setup, answering=False), Problem(Code.COULD_NOT_JOIN, reason=NOT_BACK))
    kept = setup.without(d.Consent, d.OtherName)
    return replace(kept, answering=False, seen=None)


def _longer_s(setup: Setup) -> float:
    limits = setup.options.limits
    before = setup.decision(d.WaitLonger)
    if before is not None:
        return before.limit_s + limits.online_s
    return limits.updating_s + limits.online_s if setup.updating else limits.online_longer_s


def _relist(setup: Setup) -> Setup:
    return decide(_resend(setup), d.WantsList())


def _resend(setup: Setup) -> Setup:
    """The details will be sent again, by a device that may have to be joined again."""
    return new_attempt(setup) if setup.sent is not None else setup
