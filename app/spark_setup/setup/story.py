"""The flow: every branch of a setup is here and nowhere else.

`next_step` looks at what is known and decided, never at a position in a list. So Back, another password, a
lost access point, an expired session, a claim code that grew old and a resume after a crash are the same
thing: knowledge changed, and the next step follows from it. All functions are pure.

    ready → join → owner? → network? → password? → progress (send, give back, come online) → result

What changes the setup is beside it, and offered here as well: what happened (`happened`), what the person
decided (`decided`), Back and the ways out of a problem (`ways`).
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from ..core.lazily import dataclass
from . import decisions as d
from . import signing_in
from .decided import decide as decide
from .decided import not_visible as not_visible
from .facts import HostMode
from .happened import ASKED, NOT_BACK, is_home
from .happened import failed as failed
from .happened import finished as finished
from .happened import saw as saw
from .networks import all_decided
from .networks import chosen as chosen
from .networks import needs_password as needs_password
from .networks import network_to_join as network_to_join
from .places import Place
from .problems import Code, Problem
from .setup import Intent, Setup
from .ways import back as back
from .ways import can_go_back as can_go_back
from .ways import give_back_wifi as give_back_wifi
from .ways import renewed as renewed
from .ways import signed_in as signed_in
from .ways import take as take
from .ways import ways_out as ways_out


class Work(StrEnum):
    """What can be done on a worker thread; `steps` has one function for each."""

    SIGN_IN = "sign_in"
    CHECK = "check"
    AWAIT_PERMISSION = "await_permission"
    SEARCH = "search"
    JOIN = "join"
    WAIT_JOINED = "wait_joined"
    INSPECT = "inspect"
    KEEP_LINK = "keep_link"
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


def next_step(setup: Setup, now: float) -> Step:
    """The step that follows from all that is known and decided. `now`: story seconds since the start."""
    if setup.decision(d.Cancel) or setup.decision(d.GiveUp):
        return _cancelled(setup)
    if setup.problem is not None:
        return _troubled(setup, setup.problem, now)
    if signing_in.needed(setup):
        return _signing_in(setup)
    if setup.resuming:
        return Step(Place.RESUME, _looking_back(setup), asks=True)
    return _after_sending(setup) if setup.sent else _before_sending(setup, now)


_AT_THE_DEVICE = frozenset({Place.OWNER, Place.NETWORK, Place.HIDDEN, Place.PASSWORD})


def beside(setup: Setup, step: Step) -> Work | None:
    """What runs at `step`: its own work, else what is minded while the person thinks.

    A computer may leave a network without internet by itself, so the link to the device is kept meanwhile.
    """
    if step.work is not None:
        return step.work
    linked = setup.answering and setup.options.touch_wifi and setup.joined is not None
    return Work.KEEP_LINK if linked and step.place in _AT_THE_DEVICE else None


def _cancelled(setup: Setup) -> Step:
    """Give the Wi-Fi back, then end. With nobody there a restore that failed is left to the guard."""
    unattended = setup.decision(d.GiveUp) is not None and setup.problem is not None
    if setup.decision(d.Close) or unattended or not setup.away:
        return Step(Place.END)
    return Step(Place.CANCELLED, Work.GIVE_BACK, asks=setup.problem is not None)


# ---------------------------------------- a problem is open


def _troubled(setup: Setup, problem: Problem, now: float) -> Step:
    """A problem holds the story at its place; meanwhile whatever may solve it goes on."""
    return Step(problem.place, _meanwhile(setup, problem, now), asks=True)


def _meanwhile(setup: Setup, problem: Problem, now: float) -> Work | None:
    match problem.code:
        case _ if problem.place in signing_in.PLACES:
            return Work.SIGN_IN if problem.kind.rechecks else None
        case _ if problem.place is Place.MANUAL:
            return Work.WAIT_JOINED
        case Code.COULD_NOT_JOIN:
            return _rejoining(setup, problem)
        case Code.NOT_SEEN_ONLINE | Code.NO_SERVICE:
            return _waiting(setup)
        case Code.NOTHING_FOUND if _can_search(setup):
            return Work.GIVE_BACK if setup.away else Work.SEARCH
        case _ if problem.kind.rechecks:
            return next_step(replace(setup, problem=None), now).work or Work.CHECK
        case _:
            return None


def _rejoining(setup: Setup, problem: Problem) -> Work | None:
    """The device is joined again by itself where its network was seen; else somebody has to press its button.

    Until it is back the computer is on its own network, so that the cloud can still be asked: the device may
    come online after all.
    """
    if setup.answering:
        return None if setup.key and setup.networks else Work.INSPECT
    wifi = setup.wifi
    blind = wifi is not None and wifi.mode is HostMode.NAME_ONLY and network_to_join(setup) is not None
    if (problem.reason not in (ASKED, NOT_BACK) and not _by_hand(setup)) or blind:
        return Work.JOIN
    return Work.GIVE_BACK if setup.away else _waiting(setup)


def _waiting(setup: Setup) -> Work:
    return Work.COME_ONLINE if setup.verifiable else Work.WATCH_RETURN


def _can_search(setup: Setup) -> bool:
    """Whether looking for networks can find the device: not where its name was typed."""
    searches = setup.wifi is not None and setup.wifi.mode is HostMode.AUTO and not _by_hand(setup)
    return searches and setup.decision(d.OtherName) is None


# ---------------------------------------- nobody is signed in


def _signing_in(setup: Setup) -> Step:
    place = signing_in.place(setup)
    if setup.away:
        return Step(place, Work.GIVE_BACK)
    asking = signing_in.pending(setup) is not None
    return Step(place, Work.SIGN_IN if asking else None, asks=not asking)


# ---------------------------------------- an interrupted setup


def _looking_back(setup: Setup) -> Work | None:
    """While the person reads that setup was interrupted: is the device online by now?"""
    if not _checked(setup):
        return Work.CHECK
    done = setup.online is not None and setup.linked is not None
    return Work.COME_ONLINE if setup.sent is not None and setup.verifiable and not done else None


def _checked(setup: Setup) -> bool:
    """Whether account (if it matters) and computer were looked at."""
    account = setup.account is not None or not setup.claims
    computer = setup.wifi is not None and setup.path is not None
    return computer and (account or setup.decision(d.OnlyWifi) is not None)


# ---------------------------------------- before the details are sent


def _before_sending(setup: Setup, now: float) -> Step:
    if not _prepared(setup, now):
        if setup.away:
            return Step(_joining_place(setup), Work.GIVE_BACK)
        return Step(Place.SEARCHING if setup.earlier and not setup.held else Place.READY, Work.CHECK)
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
    if not _checked(setup):
        return False
    if setup.options.intent is Intent.WIFI_ONLY or setup.decision(d.OnlyWifi):
        return True
    if setup.device is not None and setup.ownership is not None and not setup.sends_claim_code:
        return True
    return setup.claim_code is not None and not claim_code_is_old(setup, now)


def claim_code_is_old(setup: Setup, now: float) -> bool:
    """A claim code lives an hour (cloud-api, 3); past 50 minutes a fresh one is fetched before it is sent.

    One that was handed over cannot be fetched again: it is sent as it is.
    """
    code = setup.claim_code
    if code is None or setup.code_given:
        return False
    return now - code.at > setup.options.limits.claim_code_age_s


def _find(setup: Setup) -> Step:
    """The device does not answer yet: look for it (where names are withheld, ask for them), join."""
    wifi = setup.wifi
    assert wifi is not None
    if not setup.options.touch_wifi:
        return Step(_joining_place(setup), Work.JOIN)
    by_hand = _by_hand(setup)
    consent = network_to_join(setup)
    if consent is None and not by_hand and setup.away:
        return Step(Place.JOINING, Work.GIVE_BACK)
    if setup.held or (wifi.mode is HostMode.MANUAL and not setup.decision(d.GoOn)):
        return Step(Place.READY, asks=True)
    if by_hand:
        return Step(Place.MANUAL, Work.WAIT_JOINED, asks=True)
    if consent is not None:
        return Step(_joining_place(setup), Work.JOIN)
    if wifi.names_withheld and setup.decision(d.AskName) is None:
        return Step(Place.PERMISSION, Work.AWAIT_PERMISSION, asks=True)
    if setup.decision(d.AskName) or wifi.mode is HostMode.NAME_ONLY:
        return Step(Place.NAMED, asks=True)
    candidates = setup.seen.candidates if setup.seen else ()
    if not candidates:
        return Step(Place.SEARCHING if setup.decision(d.GoOn) else Place.READY, Work.SEARCH)
    return Step(Place.ONE if len(candidates) == 1 else Place.SEVERAL, asks=True)


def asks_system(setup: Setup) -> bool:
    """Whether the permission that lacks is one that the system has to be asked for."""
    return setup.left is None and setup.wifi is not None and setup.wifi.names_withheld


def _by_hand(setup: Setup) -> bool:
    """Whether the person joins the device's network in the system's own menu."""
    if not setup.options.touch_wifi:
        return False
    return (setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL) or setup.decision(
        d.JoinByHand
    ) is not None


def _joining_place(setup: Setup) -> Place:
    """Joining again with everything decided is part of sending; the person stays on the progress page."""
    return Place.PROGRESS if all_decided(setup) else Place.JOINING


# ---------------------------------------- after the device was told to join


def _after_sending(setup: Setup) -> Step:
    if setup.interrupted is not None and not _checked(setup):
        return Step(Place.PROGRESS, Work.CHECK)
    if not is_home(setup):
        return Step(Place.PROGRESS, Work.GIVE_BACK)
    if setup.decision(d.Close):
        return Step(Place.END)
    if setup.decision(d.FinishAnyway):
        return Step(Place.OFFLINE, asks=True)
    if not setup.verifiable:
        return Step(Place.WIFI, Work.WATCH_RETURN, asks=True)
    if setup.online is not None and setup.linked is not None:
        return _naming(setup)
    light = setup.decision(d.Light)
    updating = setup.updating is not None or (light is not None and light.code == "L8")
    return Step(Place.UPDATING if updating else Place.PROGRESS, Work.COME_ONLINE)


def limit_s(setup: Setup, *, updating: bool) -> float:
    """How long this attempt may take before the person is asked, in story seconds after the send."""
    limits = setup.options.limits
    usual = limits.updating_s if updating else limits.online_s
    longer = setup.decision(d.WaitLonger)
    return usual if longer is None else max(usual, longer.limit_s)


def may_set_up_another(setup: Setup) -> bool:
    """Whether a next device can follow: one claim code that was handed over is good for one device."""
    return setup.options.touch_wifi and not setup.code_given


def _naming(setup: Setup) -> Step:
    name = setup.decision(d.Name)
    if name is None:
        return Step(Place.SUCCESS, asks=True)
    if name.text is None or (setup.named is not None and setup.named.wish == name.text):
        return Step(Place.END)
    return Step(Place.SUCCESS, Work.RENAME)
