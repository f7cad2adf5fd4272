"""The backend that changes nothing: the person joins and returns by hand, the prober notices both.

A full mode, not an error: chosen with `--host-wifi manual`, on systems without a backend, and whenever an
automatic one refuses. It reports what can be seen by netifaces and never pretends to know more.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from ..core.cancel import CancelToken
from .interfaces import Interface, list_interfaces
from .port import (
    AccessPoint,
    Adapter,
    Capability,
    JoinMode,
    Link,
    LinkEvent,
    OwnNetwork,
    PermissionState,
    Reason,
    Restored,
    RestoreOutcome,
    Snapshot,
    WifiError,
)

WATCH_S = 2.0

_log = logging.getLogger(__name__)


class ManualWifi:
    """Implements `HostWifi`. `reason` is why the automatic way was not taken (None: asked for)."""

    name = "manual"

    def __init__(
        self,
        reason: Reason | None = None,
        *,
        interfaces: Callable[[], list[Interface]] = list_interfaces,
        watch_s: float = WATCH_S,
    ) -> None:
        self._reason, self._interfaces, self._watch_s = reason, interfaces, watch_s
        self._watchers: list[Callable[[], None]] = []
        self._closed = False

    def probe(self) -> Capability:
        """Always `MANUAL`; adapters are not told from cables here, so none are named."""
        return Capability(JoinMode.MANUAL, self._reason, (), OwnNetwork(), None)

    def request_permission(self) -> PermissionState:
        """Nothing to ask for."""
        return PermissionState.GRANTED

    def switch_on(self, *, cancel: CancelToken) -> None:
        """Raises `WifiError(UNSUPPORTED)`."""
        cancel.raise_if_cancelled()
        raise WifiError(Reason.UNSUPPORTED, "manual mode changes nothing")

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        """Raises `WifiError(UNSUPPORTED)`: names cannot be listed."""
        cancel.raise_if_cancelled()
        raise WifiError(Reason.UNSUPPORTED, "manual mode cannot list networks")

    def snapshot(self, a: Adapter) -> Snapshot:
        """Unknown: what the person was on is the person's."""
        return Snapshot(a.id, "unknown", "", None)

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        """Raises `WifiError(UNSUPPORTED)`: the person joins."""
        cancel.raise_if_cancelled()
        raise WifiError(Reason.UNSUPPORTED, "manual mode cannot join")

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        """Reports `LOST` when the interface loses the address it has now, `CHANGED` when it gets another."""
        stopped = CancelToken()
        before = self._address_of(a.ifname)

        def run() -> None:
            known = before
            while not stopped.wait(self._watch_s):
                now = self._address_of(a.ifname)
                if now != known:
                    known = now
                    callback(LinkEvent.LOST if now is None else LinkEvent.CHANGED)

        thread = threading.Thread(target=run, name="wifi-watch", daemon=True)
        thread.start()

        def stop() -> None:
            stopped.cancel()
            if thread is not threading.current_thread():
                thread.join()

        self._watchers.append(stop)
        return stop

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        """Nothing was changed by this program. The session goes on to look whether the person returned."""
        cancel.raise_if_cancelled()
        return Restored(RestoreOutcome.NOTHING_TO_DO)

    def close(self) -> None:
        """Stop watching."""
        watchers, self._watchers = self._watchers, []
        for stop in watchers:
            stop()

    def _address_of(self, ifname: str) -> str | None:
        return next((i.ipv4 for i in self._interfaces() if i.ifname == ifname), None)
