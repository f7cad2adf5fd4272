"""Signing in, where there is no session: which page, what is asked of the service, how often. Pure.

What a person types here is asked once: an answer uses it up, and so does a trouble on the way: the person
presses again. The service locks an address for 30 minutes after 10 wrong tries in a row (cloud-api,
2.1), so setup counts and stops earlier.
"""

from __future__ import annotations

from dataclasses import replace

from . import decisions as d
from .facts import ResetSent
from .places import Place
from .setup import Setup

PLACES = frozenset(
    {Place.SIGNIN, Place.SIGNIN_CREATE, Place.SIGNIN_MFA, Place.SIGNIN_FORGOT, Place.SIGNIN_CODE}
)


def needed(setup: Setup) -> bool:
    """Whether somebody has to sign in before the story goes on."""
    wants = setup.claims and setup.decision(d.OnlyWifi) is None
    return wants and not setup.has_session


def pending(setup: Setup) -> d.Decision | None:
    """What is to be asked of the account service."""
    return next((x for x in reversed(setup.decisions) if isinstance(x, d.ACCOUNT)), None)


def place(setup: Setup) -> Place:
    """The page the person is at, while `needed`."""
    wanted = setup.decision(d.AccountPage)
    if setup.second_factor is not None:
        return Place.SIGNIN_MFA
    if wanted is not None:
        return wanted.page
    return first_place(setup)


def first_place(setup: Setup) -> Place:
    """Where signing in begins."""
    options = setup.options
    if options.can_enter_code and not options.can_sign_in and not options.can_create_account:
        return Place.SIGNIN_CODE
    if options.can_create_account and (options.create_first or not options.can_sign_in):
        return Place.SIGNIN_CREATE
    return Place.SIGNIN


def tries_left(setup: Setup) -> int:
    """How many more passwords or codes are asked for. A new password deserves some more."""
    limits = setup.options.limits
    asked = any(isinstance(fact, ResetSent) for fact in setup.facts)
    most = limits.wrong_logins_at_all if asked else limits.wrong_logins
    return max(0, most - setup.wrong_logins)


def may_ask(setup: Setup, decision: d.Decision) -> bool:
    """Whether `decision` may go to the service: not a try too many."""
    return tries_left(setup) > 0 or not isinstance(decision, (d.SignIn, d.SecondFactor))


def leave(setup: Setup) -> Setup:
    """Back to where signing in begins; nothing is asked any more."""
    kept = setup.without(*d.ACCOUNT, d.AccountPage)
    return replace(kept, second_factor=None, sign_in_refused=None)


def sign_out(setup: Setup) -> Setup:
    """Somebody else shall be signed in, or the same person again. Before the send the account is unknown."""
    kept = replace(leave(setup.without(d.OnlyWifi)), signed_in=None, signed_out=True, session_ends=None)
    return kept if setup.sent is not None else replace(kept, account=None, claim_code=None, internet=None)


def helps(setup: Setup) -> bool:
    """Whether a session that has ended is mended by a person here: a code that was used works no second time.

    Else it is the embedding program's, which is asked for it once more.
    """
    options = setup.options
    return options.can_sign_in or options.can_create_account or options.can_enter_code


def is_over(setup: Setup) -> bool:
    """Whether a session that has ended stays ended: nobody signs in here, or can be asked for another."""
    return not helps(setup) and not setup.options.can_renew
