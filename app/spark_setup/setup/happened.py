"""What happened: a fact was seen, a step failed, a step ended. Part of the story (`story`), and pure."""

from __future__ import annotations

from dataclasses import replace

from ..core.ssid import readable
from . import decisions as d
from . import signing_in
from .facts import DeviceAnswered, DevicesSeen, Fact
from .networks import chosen, network_to_join
from .observed import observe
from .places import Place
from .problems import Code, Problem
from .result import outcome_of
from .setup import Earlier, Setup

NOT_BACK = "not_back"
"""Reason of S6-01: the device's network did not come back, so somebody has to press its button."""
ASKED = "asked"
"""Reason of S6-01: nothing was seen, the person wants to correct the password."""

NO_MORE_TRIES = 3
"""So many refusals of the details, and it is a matter for the support team (ui.md, 7.5)."""


def saw(setup: Setup, fact: Fact) -> Setup:
    """Fold a fact in; a problem that it solves goes away by itself."""
    setup = observe(setup, fact)
    problem = setup.problem
    if problem is None:
        return setup
    match problem.code:
        case Code.NOTHING_FOUND if isinstance(fact, DevicesSeen) and fact.candidates:
            return replace(_consent_in_reach(setup, fact), problem=None)
        case Code.NOT_LINKED:
            solved = setup.online is not None and setup.linked is not None
        case Code.COULD_NOT_JOIN if setup.retyped and isinstance(fact, DeviceAnswered):
            return new_attempt(replace(setup, problem=None))
        case Code.COULD_NOT_JOIN | Code.NOT_SEEN_ONLINE | Code.NO_SERVICE:
            solved = setup.online is not None
        case _ if problem.place is Place.MANUAL:
            solved = isinstance(fact, DeviceAnswered)
        case Code.NOT_BACK:
            solved = is_home(setup)
        case _:
            solved = False
    return replace(setup, problem=None) if solved else setup


def _consent_in_reach(setup: Setup, seen: DevicesSeen) -> Setup:
    """Consent to a network that is gone is no consent to the one that is there instead."""
    wanted = network_to_join(setup)
    there = any(candidate.ssid == wanted for candidate in seen.candidates)
    return setup if there else setup.without(d.Consent)


def failed(setup: Setup, problem: Problem) -> Setup:
    """A step could not do its work. The same problem found again by a re-check is not a new one."""
    open_problem = setup.problem
    if problem.place in signing_in.PLACES:
        setup = setup.without(*d.ACCOUNT)
    setup = setup.without(d.SwitchWifiOn, d.SwitchBack, d.SaysConnected)
    if open_problem is not None and open_problem.code is Code.COULD_NOT_JOIN and _is_joining(problem):
        return replace(setup, problem=replace(open_problem, reason=NOT_BACK), answering=False)
    known = open_problem is not None and open_problem.code is problem.code
    failures = setup.failures if known else (*setup.failures, problem.code.value)
    if problem.code is Code.DETAILS_REFUSED and failures.count(problem.code.value) >= NO_MORE_TRIES:
        problem = replace(problem, place=Place.SUPPORT)
    setup = replace(setup, problem=problem, failures=failures)
    return replace(setup, answering=False) if problem.code is Code.COULD_NOT_JOIN else setup


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
    name, named = setup.decision(d.Name), setup.named
    if setup.decision(d.SetUpAnother) and name is not None and named is not None and named.wish == name.text:
        return another(setup)
    if setup.problem is not None and setup.problem.kind.rechecks:
        solved = setup.problem.code is not Code.NOTHING_FOUND or setup.answering
        return replace(setup, problem=None) if solved else setup
    return setup


def another(setup: Setup) -> Setup:
    """This device is done, and the next one begins at its own network. Nothing of the first holds for it.

    Who is signed in stays, and what is known of this computer; network and password are offered again.
    """
    kept = (d.JoinByHand, d.AskName) if setup.has_session else (d.JoinByHand, d.AskName, d.OnlyWifi)
    found = setup.named or setup.online or setup.linked
    name = getattr(found, "device_name", None) or getattr(found, "cloud_name", None)
    ssid = readable(setup.delivered.ssid) if setup.delivered is not None else None
    device_id = setup.device.device_id if setup.device is not None else None
    return Setup(
        options=setup.options,
        decisions=(*(x for x in setup.decisions if isinstance(x, kept)), d.GoOn()),
        earlier=(*setup.earlier, Earlier(outcome_of(setup).value, device_id, name, ssid)),
        last_choice=chosen(setup) if setup.networks is not None else setup.decision(d.Choose),
        last_password=setup.decision(d.Password),
        wifi=setup.wifi,
        path=setup.path,
        signed_in=setup.signed_in,
        signed_out=setup.signed_out,
        session_ends=setup.session_ends,
        wrong_logins=setup.wrong_logins,
    )


def is_home(setup: Setup) -> bool:
    """Whether this computer is back on its own network, and on the internet where that matters."""
    if setup.away:
        return False
    return setup.internet_back is not None or not setup.verifiable


def new_attempt(setup: Setup) -> Setup:
    """Other details will be sent: what was seen of the last attempt proves nothing about this one."""
    return replace(
        setup.without(d.WaitLonger, d.FinishAnyway, d.LookOnceMore, d.Light),
        delivered=None,
        sent=None,
        mode_left=None,
        came_back=None,
        asked=None,
        updating=None,
        online=None,
        linked=None,
        retyped=False,
    )
