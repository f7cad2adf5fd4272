"""Waiting until the system shows the names of networks: it asks the person, or its settings are changed."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...hostwifi.port import WifiError
from .. import decisions as d
from ..facts import WifiProbed
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..trouble import from_wifi
from . import Report
from .check import probed

LOOK_S = 1.0


def await_permission(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Look every second, asking nobody. S2-03 as soon as it is refused; then it goes on looking."""
    clock = services.clock
    while True:
        wifi = _look(services)
        if not wifi.names_withheld:
            report(wifi)
            return
        if setup.problem is None and _is_refused(setup, wifi):
            report(wifi)
            raise SetupFailed(Problem(Code.LOCATION_PERMISSION, wifi.reason or ""))
        with services.meter.waiting_for(Account.PERSON):
            clock.wait(LOOK_S, cancel)
        cancel.raise_if_cancelled()


def _look(services: Services) -> WifiProbed:
    assert services.wifi is not None
    try:
        return probed(services.wifi, services.wifi.probe(), services.clock.now())
    except WifiError as error:
        raise SetupFailed(from_wifi(error)) from None


def _is_refused(setup: Setup, wifi: WifiProbed) -> bool:
    """A request that was answered and has changed nothing is a no: an unsigned program is shown no names."""
    asked = setup.decision(d.AskedSystem)
    return wifi.refused or (asked is not None and asked.answered)
