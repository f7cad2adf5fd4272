"""Asking the device: with patience, whether it is the one setup began with, and why it may not answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...hostwifi.port import WifiError
from ...hostwifi.session_state import SessionState
from ...softap.errors import Reason as DeviceReason
from ...softap.errors import SoftApError
from ...softap.messages import DeviceId
from ..facts import DeviceAnswered, TriedAgain
from ..networks import all_decided
from ..places import Place
from ..ports import Device, Wifi
from ..problems import Code, Problem, SetupFailed
from ..services import Around, Services
from ..setup import Setup
from ..story import network_to_join
from . import Report

T = TypeVar("T")
TRIES = 3


def patiently(call: Callable[[], T], what: str, services: Services, report: Report) -> T:
    """Call up to three times; every repetition is a fact. Raises the last `SoftApError`."""
    for number in range(1, TRIES + 1):
        try:
            with services.meter.waiting_for(Account.DEVICE):
                return call()
        except SoftApError:
            if number == TRIES:
                raise
            report(TriedAgain(at=services.clock.now(), what=what, number=number + 1, limit=TRIES))
    raise AssertionError("unreachable")


def hear_id(device: Device, services: Services, report: Report, cancel: CancelToken) -> DeviceId:
    """The device's id, as it says it itself. Raises `SoftApError`."""
    return patiently(lambda: device.device_id(cancel), "device_id", services, report)


def refuse_another(setup: Setup, answer: DeviceId) -> None:
    """S5-06 if setup began with another device than the one that answers; nothing was sent to this one."""
    known = setup.device
    if known is not None and known.device_id != answer.id:
        raise SetupFailed(Problem(Code.OTHER_DEVICE, values={"other": answer.id[-6:], "other_id": answer.id}))


def meet(setup: Setup, services: Services, report: Report, answer: DeviceId) -> None:
    """A device told its id: it counts as here, if it is the right one."""
    refuse_another(setup, answer)
    report(DeviceAnswered(at=services.clock.now(), device_id=answer.id, claimed=answer.claimed))


def why_silent(setup: Setup, services: Services, error: SoftApError) -> Problem:
    """Why the device does not answer, as far as this computer can tell."""
    around, wifi = services.around(), services.wifi
    if error.reason is DeviceReason.NO_ROUTE and around.local_network_denied:
        return Problem(Code.NETWORK_PERMISSION, error.reason.value)
    if wifi is not None and went_back(wifi, network_to_join(setup)):
        return here(setup, Problem(Code.WENT_BACK, error.reason.value))
    return here(setup, in_the_way(around, error.reason.value))


def in_the_way(around: Around, reason: str) -> Problem:
    """No answer, and what lies between this computer and the device that may be why."""
    if around.vpn:
        return Problem(Code.NO_ANSWER_VPN, reason, {"name": around.vpn})
    if around.clash:
        return Problem(Code.ADDRESS_CLASH, reason, {"name": around.clash})
    return Problem(Code.NO_ANSWER, reason)


def here(setup: Setup, problem: Problem) -> Problem:
    """On the page where the person is: joining again with everything decided is part of sending."""
    return replace(problem, place=_joining_place(setup)) if problem.place is Place.JOINING else problem


def _joining_place(setup: Setup) -> Place:
    return Place.PROGRESS if all_decided(setup) else Place.JOINING


def went_back(wifi: Wifi, ssid: bytes | None) -> bool:
    """Whether this computer left the device's network `ssid` for its own one, as far as its system tells.

    The sockets can fail before the system has told of the loss: then the name of the network decides.
    """
    try:
        own = wifi.probe().own_network
    except WifiError:
        return False
    if is_link_lost(wifi):
        return own.ssid is not None or own.label is not None
    return ssid is not None and own.ssid is not None and own.ssid != ssid


def is_link_lost(wifi: Wifi) -> bool:
    """Whether this computer is no longer in the device's network, as far as its system tells."""
    return wifi.link is None or wifi.state is SessionState.LINK_LOST
