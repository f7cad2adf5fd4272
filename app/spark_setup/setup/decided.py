"""What the person decided: one decision at a time, folded into the setup. Part of the story, and pure.

A decision that cannot work comes back as a problem before anything is sent; so does what the light of the
device tells, where it tells more than the cloud does.
"""

from __future__ import annotations

from dataclasses import replace

from ..core.ssid import readable
from ..softap.crypto import password_trouble
from ..softap.messages import Protection, protection_of
from ..softap.names import unsendable_sign
from . import decisions as d
from . import signing_in
from .happened import ASKED, NOT_BACK, another, failed, new_attempt
from .networks import chosen, trouble
from .places import Place
from .problems import Code, Problem
from .setup import Setup

_ENDS = (d.Cancel, d.GiveUp, d.FinishAnyway, d.Close)


def decide(setup: Setup, decision: d.Decision) -> Setup:
    """Fold a decision in. One that cannot work comes back as a problem, before anything is sent."""
    if isinstance(decision, d.Light):
        return _shone(setup, decision)
    if not signing_in.may_ask(setup, decision):
        return setup
    if isinstance(decision, d.SetUpAnother):
        if decision.name is None:
            return another(setup)
        return decide(_with(setup, decision), d.Name(decision.name))
    refusal = _refusal(setup, decision)
    if refusal is not None:
        offered = decision if isinstance(decision, d.Choose) else None
        return replace(failed(setup, refusal), offered=offered)
    if isinstance(decision, d.Password) and _waits_for_device(setup):
        return replace(_with(setup, decision), retyped=True)
    if isinstance(decision, d.Close) and setup.problem is not None and setup.problem.place is Place.SUPPORT:
        decision = d.GiveUp(setup.problem.code.value)
    closed_on = setup.closed_on
    if isinstance(decision, _ENDS):
        closed_on = setup.problem.code.value if setup.problem is not None else closed_on
    setup = replace(_with(setup, decision), problem=None, offered=None, closed_on=closed_on)
    match decision:
        case d.GoOn():
            return replace(setup, held=False)
        case d.Choose() | d.Password() if setup.sent is not None:
            return new_attempt(setup)
        case d.AccountPage():
            return replace(setup, second_factor=None, sign_in_refused=None, reset_sent=None)
        case d.SignIn() | d.SecondFactor() | d.CreateAccount() | d.EnterCode():
            return replace(setup, sign_in_refused=None)
        case d.ResetPassword():
            return replace(setup, sign_in_refused=None, reset_sent=None)
        case d.ScanAgain():
            return replace(setup.without(d.ScanAgain), networks=None)
        case d.LookOnceMore():
            return replace(setup.without(d.LookOnceMore, d.FinishAnyway), closed_on=None)
        case d.LetSetupJoin():
            return setup.without(d.LetSetupJoin, d.JoinByHand)
        case d.AcceptDevice():
            return _another_device(setup)
        case d.StartAgain():
            return _begun_again(setup)
        case _:
            return setup


def _with(setup: Setup, decision: d.Decision) -> Setup:
    return replace(setup, decisions=(*_superseded(setup, decision), decision))


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
    if isinstance(decision, (*d.ACCOUNT, d.AccountPage)):
        gone = (*gone, *d.ACCOUNT)
    if isinstance(decision, d.UseAnyway):
        gone = ()
    if isinstance(decision, d.AcceptDevice):
        gone = (*gone, d.Own)
    return tuple(x for x in setup.decisions if not isinstance(x, gone))


def _begun_again(setup: Setup) -> Setup:
    """Nothing of this device, but who is signed in, what is known of the computer, the failed tries."""
    return Setup(
        options=setup.options,
        wifi=setup.wifi,
        path=setup.path,
        left=setup.left,
        signed_in=setup.signed_in,
        signed_out=setup.signed_out,
        session_ends=setup.session_ends,
        wrong_logins=setup.wrong_logins,
    )


def _another_device(setup: Setup) -> Setup:
    """Nothing that was learnt from or sent to the first device holds for this one."""
    return replace(
        new_attempt(setup), device=None, answering=False, key=None, networks=None, code_stored=None
    )


def _waits_for_device(setup: Setup) -> bool:
    """Whether the password was refused by a device that is not back in setup mode yet."""
    problem = setup.problem
    if problem is None or problem.code is not Code.COULD_NOT_JOIN or setup.sent is None:
        return False
    return problem.reason in (ASKED, NOT_BACK) and not setup.answering and not _joins_by_hand(setup)


def _joins_by_hand(setup: Setup) -> bool:
    from .facts import HostMode

    by_mode = setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL
    return setup.options.touch_wifi and (by_mode or setup.decision(d.JoinByHand) is not None)


# ---------------------------------------- what cannot work


def _refusal(setup: Setup, decision: d.Decision) -> Problem | None:
    match decision:
        case d.Choose(ssid=ssid, sec=sec):
            code = trouble(ssid, protection_of(sec), setup.options)
            if code is None and protection_of(sec) is Protection.WEP and not _accepted(setup, ssid):
                code = Code.OLD_PROTECTION
            if code is not None:
                return Problem(code, values=_network_values(ssid), place=_asking_place(setup))
        case d.Password(text=text):
            choice = chosen(setup)
            wrong = password_trouble(protection_of(choice.sec), text) if choice is not None else None
            if wrong is not None:
                place = Place.WRONG_PASSWORD if setup.sent else Place.PASSWORD
                return Problem(Code.PASSWORD_LENGTH, values={"n": str(wrong)}, place=place)
    return None


def _accepted(setup: Setup, ssid: bytes) -> bool:
    """Whether the person was warned about this very network and wants it all the same."""
    warned = setup.offered is not None and setup.offered.ssid == ssid
    return warned and any(
        isinstance(x, d.UseAnyway) and x.code == Code.OLD_PROTECTION for x in setup.decisions
    )


def not_visible(setup: Setup, ssid: bytes) -> Setup:
    """The person asked for a network that the device does not see."""
    values = _network_values(ssid)
    return failed(setup, Problem(Code.NOT_VISIBLE, values=values, place=_asking_place(setup)))


def _network_values(ssid: bytes) -> dict[str, str]:
    return {"net": readable(ssid), "sign": unsendable_sign(ssid) or ""}


def _asking_place(setup: Setup) -> Place:
    return Place.HIDDEN if setup.decision(d.WantsHidden) else Place.NETWORK


# ---------------------------------------- what the light tells (user-needs, 4.2)

_READY = frozenset({"L1"})
_NOT_JOINING = frozenset({"L2", "L11", "L12", "L13"})
_ON_WIFI = frozenset({"L4", "L5", "L6", "L15", "L16"})
_UPDATING = frozenset({"L8"})
_SUPPORT = frozenset({"L14", "L17", "L18", "L19", "L20"})


def _shone(setup: Setup, light: d.Light) -> Setup:
    """What the light does. It decides only what nothing else tells; the cloud's word stands over it."""
    setup = _with(setup, light)
    code, problem = light.code, setup.problem
    if setup.online is not None:
        return setup
    if code in _SUPPORT:
        known = problem or Problem(Code.NOT_SEEN_ONLINE if setup.sent else Code.NOTHING_FOUND)
        return failed(setup, replace(known, reason=code, place=Place.SUPPORT))
    if setup.sent is None:
        return setup
    if code in _READY or code in _NOT_JOINING:
        return failed(replace(setup, problem=None), Problem(Code.COULD_NOT_JOIN, reason=ASKED))
    if code in _ON_WIFI:
        return failed(setup, Problem(Code.NO_SERVICE, reason=code))
    if code in _UPDATING:
        limits = setup.options.limits
        longer = d.WaitLonger(limits.updating_s + limits.online_s)
        return replace(_with(setup, longer), problem=None)
    return setup
