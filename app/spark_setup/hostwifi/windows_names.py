"""What Windows shows of the names around: asked only where that cannot make it ask the person by surprise."""

from __future__ import annotations

import contextlib
import logging
import queue
import time
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.ssid import readable
from . import windows_structures as w
from .driving import LOOK_S
from .port import Band, OwnNetwork, Reason, WifiError
from .windows_consent import Consent
from .windows_wlan import Connection, HeardNetwork, WlanClient, WlanFailure

SCAN_LIMIT_S = 6.0
"""A driver has to end a scan within four seconds."""
SCAN_PAUSE_S = 4.0
"""Sooner than that the last answer is good enough: every scan lights the system's location sign."""

_log = logging.getLogger(__name__)


class Names:
    """Calls that need consent. All raise `WlanFailure`, with ACCESS_DENIED where names are hidden."""

    def __init__(self, client: WlanClient, consent: Callable[[], Consent]) -> None:
        self._client, self._consent = client, consent
        self._shown = False  # the last call that needs consent was answered
        self._scanned_at: float | None = None

    def refused(self) -> Reason:
        """Windows said ACCESS_DENIED: which permission problem that is."""
        self._shown = False
        denied = self._consent() is Consent.DENIED
        return Reason.PERMISSION_DENIED if denied else Reason.PERMISSION_NEEDED

    def ask(self, guid: str) -> None:
        """A scan, without looking at the switches first: Windows asks the person if it never did."""
        self._client.scan(guid)
        self._shown = True

    def heard(self, guid: str, cancel: CancelToken, timeout: float) -> list[HeardNetwork]:
        """What is in the air after a fresh scan, unless one just ended. For after a click, as `ask`."""
        self._scan(guid, cancel, min(timeout, SCAN_LIMIT_S))
        networks = self._client.networks(guid)
        self._shown = True
        return networks

    def connection(self, guid: str) -> Connection | None:
        """What the adapter is on, None for nothing. Never makes Windows ask."""
        if not self._shown and self._consent() is not Consent.ALLOWED:
            raise WlanFailure("WlanQueryInterface (not called)", w.ACCESS_DENIED)
        connection = self._client.connection(guid)
        if connection is None and not self._shown:
            self._client.networks(guid)  # "on nothing" says nothing about consent; this does
        self._shown = True
        return connection

    def seen(self, guid: str) -> Connection | None:
        """What the adapter is on; None also where that is hidden."""
        try:
            return self.connection(guid)
        except WlanFailure as failure:
            if failure.code != w.ACCESS_DENIED:
                raise
            return None

    def own_network(self, guid: str) -> OwnNetwork:
        """The network with its band."""
        connection = self.connection(guid)
        if connection is None:
            return OwnNetwork()
        khz = self._client.frequency_khz(guid, connection.bssid)
        return OwnNetwork(connection.ssid, readable(connection.ssid), band_of(khz))

    def is_in_reach(self, guid: str, ssid: bytes, cancel: CancelToken, deadline: Deadline) -> bool:
        """Whether names are shown. Raises `WifiError(AP_NOT_FOUND)` if so, and it is not among them."""
        for attempt in range(3):
            try:
                self.connection(guid)
                heard = self._client.networks(guid)
            except WlanFailure as failure:
                if failure.code != w.ACCESS_DENIED:
                    raise
                return False
            if any(n.ssid == ssid and not n.secured for n in heard):
                return True
            if attempt < 2:
                self._scanned_at = None
                self._scan(guid, cancel, min(SCAN_LIMIT_S, deadline.remaining_s))
        raise WifiError(Reason.AP_NOT_FOUND, "not heard, or not open")

    def _scan(self, guid: str, cancel: CancelToken, timeout: float) -> None:
        if self._scanned_at is not None and time.monotonic() - self._scanned_at < SCAN_PAUSE_S:
            return
        with self._client.listening() as notices:
            try:
                self._client.scan(guid)
            except WlanFailure as failure:
                if failure.code in (w.ACCESS_DENIED, *w.SERVICE_IS_MISSING):
                    raise
                _log.info("no fresh scan: %s", failure)  # the adapter is busy; what is known is the answer
                return
            deadline = Deadline.after(timeout)
            while not deadline.passed:
                with contextlib.suppress(queue.Empty):
                    notice = notices.get(timeout=LOOK_S)
                    if notice.guid == guid and notice.code in (w.SCAN_COMPLETE, w.SCAN_FAIL):
                        break
                cancel.raise_if_cancelled()
        self._scanned_at = time.monotonic()


def band_of(frequency_khz: int | None) -> Band | None:
    """6 GHz is None: nothing here can say it, and a Photon hears none of it."""
    if frequency_khz is None:
        return None
    if 2_400_000 <= frequency_khz < 2_500_000:
        return "2.4"
    return "5" if 4_900_000 <= frequency_khz < 5_925_000 else None
