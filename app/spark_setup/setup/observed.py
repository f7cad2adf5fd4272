"""What was observed: one fact at a time, folded into the setup. Part of the story, and pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import facts as f
from .decisions import ACCOUNT, AccountPage, SaysConnected, SwitchBack, SwitchWifiOn
from .setup import Setup

_FIELDS: Mapping[type[f.Fact], str] = {
    f.WifiProbed: "wifi",
    f.SessionEnds: "session_ends",
    f.Recovered: "recovered",
    f.PathChecked: "path",
    f.InternetAnswers: "internet",
    f.AccountReady: "account",
    f.ClaimCodeReady: "claim_code",
    f.DevicesSeen: "seen",
    f.OwnNetworkLeft: "left",
    f.DeviceNetworkJoined: "joined",
    f.KeyReceived: "key",
    f.NetworksSeen: "networks",
    f.ClaimCodeStored: "code_stored",
    f.DetailsDelivered: "delivered",
    f.ConnectSent: "sent",
    f.SetupModeLeft: "mode_left",
    f.OwnNetworkBack: "home",
    f.InternetBack: "internet_back",
    f.CameBack: "came_back",
    f.CloudAsked: "asked",
    f.OwnerAsked: "owner_asked",
    f.UpdateSeen: "updating",
    f.SeenOnline: "online",
    f.Linked: "linked",
    f.Named: "named",
    f.Interrupted: "interrupted",
    f.Slept: "slept",
}
"""Where the newest fact of a kind is kept."""

_UNDONE: Mapping[type[f.Fact], Mapping[str, Any]] = {
    f.ClaimCodeReady: {"code_stored": None},
    f.OwnNetworkLeft: {"home": None, "internet_back": None, "answering": False},
    f.DeviceNetworkJoined: {"home": None, "internet_back": None, "answering": False},
    f.ConnectSent: {"answering": False, "asked": None},
    f.SetupModeLeft: {"joined": None, "answering": False},
    f.OwnNetworkBack: {"joined": None, "answering": False},
    f.LinkLost: {"joined": None, "answering": False},
}
"""What is no longer known, or no longer so, after a fact of a kind."""


def observe(setup: Setup, fact: f.Fact) -> Setup:
    """What is known after `fact` was seen."""
    log = setup.facts
    if isinstance(fact, f.CloudAsked) and log and isinstance(log[-1], f.CloudAsked):
        log = log[:-1]
    setup = replace(setup, facts=(*log, fact))
    match fact:
        case f.SignedIn() | f.SecondFactorWanted() | f.SignInRefused() | f.ResetSent():
            return _answered(setup, fact)
        case f.DeviceAnswered():
            return _met(setup, fact)
        case f.WifiProbed():
            setup = setup.without(SwitchWifiOn, SwitchBack)
        case f.DeviceNetworkJoined():
            setup = setup.without(SaysConnected)
        case f.UpdateSeen() if setup.online is None or setup.linked is None:
            setup = replace(setup, online=None)
    kind = type(fact)
    known = {_FIELDS[kind]: fact} if kind in _FIELDS else {}
    changes: dict[str, Any] = {**_UNDONE.get(kind, {}), **known}
    return replace(setup, **changes)


def _answered(setup: Setup, fact: f.Fact) -> Setup:
    """An account service answered: what was asked of it is used up."""
    setup = replace(setup.without(*ACCOUNT), sign_in_refused=None)
    match fact:
        case f.SignedIn():
            known = setup if setup.sent is not None else replace(setup, account=None, claim_code=None)
            return replace(
                known.without(AccountPage),
                signed_in=fact,
                signed_out=False,
                second_factor=None,
                reset_sent=None,
                session_ends=None,
                wrong_logins=0,
            )
        case f.SecondFactorWanted():
            return replace(setup, second_factor=fact)
        case f.SignInRefused():
            wrong = fact.why in (f.Refused.WRONG_PASSWORD, f.Refused.WRONG_DIGITS)
            return replace(setup, sign_in_refused=fact, wrong_logins=setup.wrong_logins + wrong)
        case f.ResetSent():
            return replace(setup, reset_sent=fact)
        case _:
            return setup


def _met(setup: Setup, fact: f.DeviceAnswered) -> Setup:
    """Key and scan belong to one device: whoever answers with another id brings its own."""
    if setup.device is not None and setup.device.device_id == fact.device_id:
        return replace(setup, device=fact, answering=True)
    return replace(setup, device=fact, answering=True, key=None, networks=None, code_stored=None)
