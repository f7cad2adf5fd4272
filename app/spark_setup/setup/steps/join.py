"""Joining the device's network, and proving by the device's own protocol that it is there."""

from __future__ import annotations

from dataclasses import replace

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...core.ssid import readable
from ...hostwifi.port import Reason as WifiReason
from ...hostwifi.port import WifiError
from ...hostwifi.sockets import Opener
from ...softap.errors import SoftApError
from ...softap.messages import DeviceId
from ..decisions import SaysConnected
from ..facts import DeviceNetworkJoined, LinkLost, OwnNetworkLeft, TriedAgain
from ..networks import suffix_of
from ..places import Place
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import network_to_join
from ..trouble import from_wifi
from . import Report
from .asking import hear_id, here, in_the_way, is_link_lost, meet, why_silent

AGAIN = "join_again"
CONNECTED_S = 3.0
"""Real seconds in which a device has to answer when the person says that it can."""


def join(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Join the device's network (where a radio may be touched) and hear the device's id.

    Problems: S2-05, 07 to 11, S5-06. A network without an address, and a silent device, are left and joined
    again once before they are a problem.
    """
    for last in (False, True):
        try:
            _link(setup, services, report, cancel)
            answer = hear_id(services.open_device(), services, report, cancel)
        except WifiError as error:
            if last or error.reason is not WifiReason.NO_IPV4:
                raise SetupFailed(_not_joined(setup, error)) from None
            report(TriedAgain(at=services.clock.now(), what="join", number=2, limit=2))
        except SoftApError as error:
            if services.wifi is not None:
                report(LinkLost(at=services.clock.now()))
            if last or services.wifi is None:
                raise SetupFailed(why_silent(setup, services, error)) from None
            setup = replace(setup, joined=None)
        else:
            meet(setup, services, report, answer)
            return


def _link(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Join the device's network where the computer is not in it. Raises `WifiError`."""
    wifi = services.wifi
    if wifi is None or (setup.joined is not None and not is_link_lost(wifi)):
        return
    ssid = network_to_join(setup)
    if ssid is None:
        raise SetupFailed(Problem(Code.NOTHING_FOUND))
    clock = services.clock
    report(OwnNetworkLeft(at=clock.now(), label=setup.wifi.own_label if setup.wifi else None))
    with services.meter.waiting_for(Account.NETWORK):
        link = wifi.join(ssid, cancel)
    report(DeviceNetworkJoined(at=clock.now(), ssid=ssid, ipv4=link.ipv4))


def _not_joined(setup: Setup, error: WifiError) -> Problem:
    problem, ssid = from_wifi(error), network_to_join(setup)
    values = {"suffix": suffix_of(ssid, setup.options.prefixes) or readable(ssid)} if ssid is not None else {}
    return here(setup, Problem(problem.code, problem.reason, values))


def rejoin(setup: Setup, services: Services, report: Report, cancel: CancelToken, place: Place) -> None:
    """Join a device's network again that this computer left by itself, once a join. Else S2-11 at `place`."""
    wifi = services.wifi
    assert wifi is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            link = wifi.ensure_link(cancel)
    except WifiError as error:
        raise SetupFailed(Problem(Code.WENT_BACK, error.reason.value, place=place)) from None
    clock = services.clock
    report(DeviceNetworkJoined(at=clock.now(), ssid=network_to_join(setup), ipv4=link.ipv4))
    try:
        answer = hear_id(services.open_device(), services, report, cancel)
    except SoftApError as error:
        report(LinkLost(at=clock.now()))
        raise SetupFailed(replace(why_silent(setup, services, error), place=place)) from None
    meet(setup, services, report, answer)


def joined_again(setup: Setup) -> bool:
    """Whether a computer that had gone back was already joined again by itself: that is done once."""
    return any(isinstance(fact, TriedAgain) and fact.what == AGAIN for fact in setup.facts)


def wait_joined(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Wait until the person has joined the device's network by hand; the device's own answer proves it."""
    wifi = services.wifi
    assert wifi is not None
    answers: list[DeviceId] = []

    def prove(opener: Opener, token: CancelToken) -> DeviceId | None:
        try:
            answers.append(services.client(opener).device_id(token))
        except SoftApError:
            return None
        return answers[-1]

    patience_s = CONNECTED_S if setup.decision(SaysConnected) else None
    try:
        with services.meter.waiting_for(Account.PERSON):
            link = wifi.find_by_hand(prove, cancel, patience_s=patience_s)
    except WifiError as error:
        raise SetupFailed(_nobody_there(services, error)) from None
    clock = services.clock
    report(OwnNetworkLeft(at=clock.now(), label=setup.wifi.own_label if setup.wifi else None))
    report(DeviceNetworkJoined(at=clock.now(), ssid=None, ipv4=link.ipv4))
    meet(setup, services, report, answers[-1])


def _nobody_there(services: Services, error: WifiError) -> Problem:
    """Why no device answers although the person says that this computer is in its network."""
    if error.reason is not WifiReason.AP_NOT_FOUND:
        return from_wifi(error)
    return replace(in_the_way(services.around(), error.reason.value), place=Place.MANUAL)
