"""What was before: an earlier run that gave no Wi-Fi back, a computer still on a device's network."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...hostwifi.port import Restored, WifiError
from ...hostwifi.prober import Prove
from ...hostwifi.sockets import Opener
from ...softap.errors import SoftApError
from ...softap.messages import DeviceId
from ..decisions import SwitchBack
from ..facts import Recovered
from ..places import Place
from ..ports import Wifi
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..trouble import from_wifi
from . import Report

AT_START = "at_start"
"""Reason of S6-03: this computer was on a device's network before setup touched anything."""

_ANSWERED = (Code.SESSION_EXPIRED, Code.CLAIM_CODE_REFUSED)
"""The service itself said no: there is internet, wherever this computer is."""


def give_back_first(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Before anything else: what an earlier run left is restored; then what the person asked to leave.

    Problems: S2-07B (that run is still there; nothing is touched), S6-03.
    """
    wifi = services.wifi
    if wifi is None or setup.away:
        return
    try:
        with services.meter.waiting_for(Account.NETWORK):
            if setup.recovered is None:
                _recover(services, wifi, report, cancel)
            left = _leave(services, wifi, cancel) if setup.decision(SwitchBack) else None
    except WifiError as error:
        raise SetupFailed(from_wifi(error)) from None
    if left is not None and not left.given_back:
        raise SetupFailed(_still_there(left.reason.value if left.reason else left.outcome.value))


def _recover(services: Services, wifi: Wifi, report: Report, cancel: CancelToken) -> None:
    found = wifi.recover(cancel)
    if found is None:
        return
    outcome = found.restored.outcome.value if found.restored is not None else "refused"
    report(Recovered(at=services.clock.now(), outcome=outcome, label=found.label))


def _leave(services: Services, wifi: Wifi, cancel: CancelToken) -> Restored:
    return wifi.leave_device(proving(services), cancel)


def stranded(setup: Setup, services: Services, problem: Problem, cancel: CancelToken) -> Problem:
    """S6-03 in place of a cloud that cannot be reached, where this computer is on a device's network."""
    wifi = services.wifi
    if wifi is None or setup.away or problem.code in _ANSWERED:
        return problem
    try:
        with services.meter.waiting_for(Account.NETWORK):
            there = wifi.is_on_device(proving(services), cancel)
    except WifiError:
        return problem
    return _still_there(AT_START) if there else problem


def _still_there(reason: str) -> Problem:
    return Problem(Code.NOT_BACK, reason, place=Place.READY)


def proving(services: Services) -> Prove[DeviceId]:
    """The device's own answer over a given opener, asked with little patience; None: no device there."""

    def prove(opener: Opener, token: CancelToken) -> DeviceId | None:
        try:
            return (services.glancing or services.client)(opener).device_id(token)
        except SoftApError:
            return None

    return prove
