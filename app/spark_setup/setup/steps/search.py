"""Finding the device: whose networks are in reach."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...hostwifi.port import WifiError
from ..facts import Candidate, DevicesSeen
from ..networks import suffix_of
from ..ports import Wifi
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..trouble import from_wifi
from . import Report


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
