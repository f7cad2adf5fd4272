"""What the device is and sees: its key, and the networks in its reach."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ...softap.errors import SoftApError
from ...softap.messages import Scan
from ..decisions import OnlyWifi
from ..facts import KeyReceived, LinkLost, NetworksSeen, TriedAgain
from ..observed import observe
from ..ports import Device
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import chosen, network_to_join
from . import Report
from .asking import hear_id, patiently, refuse_another, went_back, why_silent
from .join import AGAIN, joined_again

SCANS = 2


def inspect(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """The device's key and the networks it sees. An empty list is asked for once more (softap, 4)."""
    device = services.open_device()
    clock = services.clock
    try:
        answer = hear_id(device, services, report, cancel)
        refuse_another(setup, answer)
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
        raise SetupFailed(why_silent(setup, services, error)) from None
    listed = setup.options.product_devices
    if listed is None and services.session_source is not None:
        listed = services.session_source.product_devices
    if listed is not None and answer.id not in listed and setup.decision(OnlyWifi) is None:
        raise SetupFailed(Problem(Code.NOT_ON_LIST))
    _judge_list(setup)


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
