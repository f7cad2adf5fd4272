"""Finding the device, joining its network, proving by its own protocol that it is there; what it sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...core.ssid import readable
from ...hostwifi.port import Reason as WifiReason
from ...hostwifi.port import WifiError
from ...hostwifi.session_state import SessionState
from ...hostwifi.sockets import Opener
from ...softap.errors import Reason as DeviceReason
from ...softap.errors import SoftApError
from ...softap.messages import DeviceId, Scan
from ..decisions import OnlyWifi, SaysConnected
from ..facts import (
    Candidate,
    DeviceAnswered,
    DeviceNetworkJoined,
    DevicesSeen,
    KeyReceived,
    LinkLost,
    NetworksSeen,
    OwnNetworkLeft,
    TriedAgain,
)
from ..networks import all_decided, suffix_of
from ..observed import observe
from ..places import Place
from ..ports import Device, Wifi
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import chosen, network_to_join
from ..trouble import from_wifi
from . import Report

T = TypeVar("T")
TRIES = 3
SCANS = 2
CONNECTED_S = 3.0
"""Real seconds in which a device has to answer when the person says that it can."""
AGAIN = "join_again"


def search(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Scan until a device's network is in reach. S2-05 after a minute; then it goes on looking."""
    wifi = services.wifi
    assert wifi is not None
    clock, limits = services.clock, setup.options.limits
    patience = clock.now() + limits.nothing_found_s
    while True:
        candidates = _candidates(setup, services, wifi, cancel)
        report(DevicesSeen(at=clock.now(), candidates=candidates))
        if candidates:
            return
        if clock.now() > patience and setup.problem is None:
            raise SetupFailed(Problem(Code.NOTHING_FOUND))
        with services.meter.waiting_for(Account.DEVICE):
            clock.wait(limits.poll_first_s, cancel)
        cancel.raise_if_cancelled()


def _candidates(setup: Setup, services: Services, wifi: Wifi, cancel: CancelToken) -> tuple[Candidate, ...]:
    try:
        with services.meter.waiting_for(Account.NETWORK):
            found = wifi.scan(cancel)
    except WifiError as error:
        raise SetupFailed(from_wifi(error)) from None
    best: dict[bytes, Candidate] = {}
    for ap in found:
        suffix = suffix_of(ap.ssid, setup.options.prefixes)
        known = best.get(ap.ssid)
        if suffix is None or ap.secured or (known and (known.signal or 0) >= (ap.signal or 0)):
            continue
        best[ap.ssid] = Candidate(ap.ssid, suffix, ap.signal)
    return tuple(sorted(best.values(), key=lambda c: -(c.signal or 0)))


def join(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Join the device's network (where a radio may be touched) and hear the device's id.

    Problems: S2-05, 07 to 11, S5-06. A network without an address, and a silent device, are left and joined
    again once before they are a problem.
    """
    for last in (False, True):
        try:
            _link(setup, services, report, cancel)
            answer = _answer(services.open_device(), services, report, cancel)
        except WifiError as error:
            if last or error.reason is not WifiReason.NO_IPV4:
                raise SetupFailed(_not_joined(setup, error)) from None
            report(TriedAgain(at=services.clock.now(), what="join", number=2, limit=2))
        except SoftApError as error:
            if services.wifi is not None:
                report(LinkLost(at=services.clock.now()))
            if last or services.wifi is None:
                raise SetupFailed(_silent(setup, services, error)) from None
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
    values = {"suffix": _suffix(setup, ssid)} if ssid is not None else {}
    return _here(setup, Problem(problem.code, problem.reason, values))


def _here(setup: Setup, problem: Problem) -> Problem:
    """On the page where the person is: joining again with everything decided is part of sending."""
    return replace(problem, place=_joining_place(setup)) if problem.place is Place.JOINING else problem


def _joining_place(setup: Setup) -> Place:
    return Place.PROGRESS if all_decided(setup) else Place.JOINING


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
        answer = _answer(services.open_device(), services, report, cancel)
    except SoftApError as error:
        report(LinkLost(at=clock.now()))
        raise SetupFailed(replace(_silent(setup, services, error), place=place)) from None
    meet(setup, services, report, answer)


def is_link_lost(wifi: Wifi) -> bool:
    """Whether this computer is no longer in the device's network, as far as its system tells."""
    return wifi.link is None or wifi.state is SessionState.LINK_LOST


def _suffix(setup: Setup, ssid: bytes) -> str:
    return suffix_of(ssid, setup.options.prefixes) or readable(ssid)


def _answer(device: Device, services: Services, report: Report, cancel: CancelToken) -> DeviceId:
    return patiently(lambda: device.device_id(cancel), "device_id", services, report)


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


def _silent(setup: Setup, services: Services, error: SoftApError) -> Problem:
    """Why the device does not answer, as far as this computer can tell."""
    around, wifi = services.around(), services.wifi
    if error.reason is DeviceReason.NO_ROUTE and around.local_network_denied:
        return Problem(Code.NETWORK_PERMISSION, error.reason.value)
    if wifi is not None and went_back(wifi, network_to_join(setup)):
        problem = Problem(Code.WENT_BACK, error.reason.value)
    elif around.vpn:
        problem = Problem(Code.NO_ANSWER_VPN, error.reason.value, {"name": around.vpn})
    elif around.clash:
        problem = Problem(Code.ADDRESS_CLASH, error.reason.value, {"name": around.clash})
    else:
        problem = Problem(Code.NO_ANSWER, error.reason.value)
    return _here(setup, problem)


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


def meet(setup: Setup, services: Services, report: Report, answer: DeviceId) -> None:
    """A device told its id. S5-06 if setup began with another one; nothing was sent to this one then."""
    known = setup.device
    if known is not None and known.device_id != answer.id:
        raise SetupFailed(Problem(Code.OTHER_DEVICE, values={"other": answer.id[-6:], "other_id": answer.id}))
    report(DeviceAnswered(at=services.clock.now(), device_id=answer.id, claimed=answer.claimed))


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
    around = services.around()
    name = around.vpn or around.clash
    code = Code.NO_ANSWER_VPN if around.vpn else Code.ADDRESS_CLASH if around.clash else Code.NO_ANSWER
    return Problem(code, error.reason.value, {"name": name} if name else {}, Place.MANUAL)


def inspect(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """The device's key and the networks it sees. An empty list is asked for once more (softap, 4)."""
    device = services.open_device()
    clock = services.clock
    try:
        answer = patiently(lambda: device.device_id(cancel), "device_id", services, report)
        if setup.device is not None and answer.id != setup.device.device_id:
            meet(setup, services, report, answer)
        if setup.key is None:
            key = patiently(lambda: device.public_key(cancel), "public_key", services, report)
            report(KeyReceived(at=clock.now(), key=key))
        if setup.networks is None:
            scan = _scan(device, services, report, cancel)
            seen = NetworksSeen(at=clock.now(), networks=scan.networks, complete=scan.complete)
            report(seen)
            setup = observe(setup, seen)
    except SoftApError as error:
        report(LinkLost(at=clock.now()))
        wifi = services.wifi
        if wifi is not None and went_back(wifi, network_to_join(setup)) and not joined_again(setup):
            report(TriedAgain(at=clock.now(), what=AGAIN, number=2, limit=2))
            return
        raise SetupFailed(_silent(setup, services, error)) from None
    listed = setup.options.product_devices
    if listed is None and services.session_source is not None:
        listed = services.session_source.product_devices
    if listed is not None and answer.id not in listed and setup.decision(OnlyWifi) is None:
        raise SetupFailed(Problem(Code.NOT_ON_LIST))
    _judge_list(setup)


def joined_again(setup: Setup) -> bool:
    """Whether a computer that had gone back was already joined again by itself: that is done once."""
    return any(isinstance(fact, TriedAgain) and fact.what == AGAIN for fact in setup.facts)


def _judge_list(setup: Setup) -> None:
    """S3-01 and S3-02, only where the person is about to choose from the list."""
    seen = setup.networks
    if seen is None or chosen(setup) is not None:
        return
    if not seen.networks:
        raise SetupFailed(Problem(Code.NO_NETWORKS))
    if not seen.complete:
        raise SetupFailed(Problem(Code.LIST_INCOMPLETE))


def _scan(device: Device, services: Services, report: Report, cancel: CancelToken) -> Scan:
    scan = Scan((), complete=True)
    for number in range(1, SCANS + 1):
        scan = patiently(lambda: device.scan(cancel), "scan", services, report)
        if scan.networks:
            break
        if number < SCANS:
            report(TriedAgain(at=services.clock.now(), what="scan", number=number + 1, limit=SCANS))
    return scan
