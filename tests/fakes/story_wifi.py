"""This computer's own Wi-Fi, as the engine's `Wifi` port sees it."""

from __future__ import annotations

import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.ssid import readable
from spark_setup.hostwifi.port import (
    AccessPoint,
    Adapter,
    Capability,
    JoinMode,
    Link,
    OwnNetwork,
    PermissionState,
    Reason,
    Restored,
    RestoreOutcome,
    WifiError,
)
from spark_setup.hostwifi.prober import Prove
from spark_setup.hostwifi.recovery import Recovery
from spark_setup.hostwifi.session_state import SessionState
from spark_setup.hostwifi.sockets import Opener
from spark_setup.softap.messages import DeviceId

ADAPTER = Adapter("a", "Adapter", "", None)


class Hold(Enum):
    """What became of the device's network that was joined."""

    HELD = auto()
    LOST = auto()
    """Left, and the system has told of it."""
    LOST_UNTOLD = auto()
    """Left, and the system still has to tell."""


class FakeWifi:
    """Sees `air()`; `troubles[call]` are raised one by one first; `history` is what was done to the radio."""

    def __init__(self, clock: Clock, mode: JoinMode = JoinMode.AUTO) -> None:
        self.clock = clock
        self.capability = Capability(mode, None, (ADAPTER,), OwnNetwork(b"Home", "Home", "2.4"), False)
        self.air: Callable[[], list[bytes]] = list
        self.troubles: dict[str, list[WifiError]] = defaultdict(list)
        self.restores: list[RestoreOutcome] = []
        self.on_ask: Callable[[], PermissionState] = lambda: PermissionState.PENDING
        self.history: list[str] = []
        self.joined: bytes | None = None
        self.hold = self.after_join = Hold.HELD
        """Another `after_join`: each join is lost at once."""
        self.left_behind: Recovery | None = None
        self.stranded = False
        """On a device's network that nobody joined here."""
        self._closed = False

    backend_name = "fake"

    @property
    def state(self) -> SessionState:
        if self.joined is None:
            return SessionState.CHECKED
        return SessionState.LINK_LOST if self.hold is Hold.LOST else SessionState.LINKED

    @property
    def link(self) -> Link | None:
        return Link(ADAPTER, "", 0, "192.168.0.2") if self.joined is not None else None

    @property
    def linked(self) -> bool:
        """Whether the device's address can be reached."""
        return self.joined is not None and self.hold is Hold.HELD

    def opener(self) -> Opener:
        return no_sockets

    @property
    def touched(self) -> bool:
        """Whether there is something to give back."""
        return self.joined is not None

    def recover(self, cancel: CancelToken) -> Recovery | None:
        self._hear("recover")
        left, self.left_behind = self.left_behind, None
        return left

    def is_on_device(self, prove: Prove[DeviceId], cancel: CancelToken) -> bool:
        return self.stranded

    def leave_device(self, prove: Prove[DeviceId], cancel: CancelToken) -> Restored:
        self._hear("leave_device")
        outcome = self.restores.pop(0) if self.restores else RestoreOutcome.ASSUMED
        if outcome is RestoreOutcome.FAILED:
            return Restored(outcome, Reason.JOIN_TIMEOUT)
        self.history.append("leave")
        self.stranded = False
        return Restored(outcome)

    def ensure_link(self, cancel: CancelToken) -> Link:
        if self.joined is None:
            raise WifiError(Reason.LINK_LOST)
        if self.hold is Hold.LOST:
            self._hear("rejoin")
            self.history.append("rejoin")
            self.hold = self.after_join
        link = self.link
        assert link is not None
        return link

    def probe(self) -> Capability:
        self._hear("probe")
        if self.joined is None or self.hold is Hold.LOST_UNTOLD:
            return self.capability
        return replace(self.capability, own_network=OwnNetwork(self.joined, readable(self.joined), "2.4"))

    def request_permission(self) -> PermissionState:
        assert threading.current_thread() is threading.main_thread()
        self.history.append("ask")
        return self.on_ask()

    def switch_on(self, cancel: CancelToken) -> None:
        self._hear("switch_on")
        self.history.append("on")
        self.capability = Capability(JoinMode.AUTO, None, (ADAPTER,), OwnNetwork(b"Home", "Home", "2.4"))

    def storage_problem(self) -> Reason | None:
        return None

    def accept_storage_problem(self) -> None:
        """Nothing is stored."""

    def scan(self, cancel: CancelToken) -> list[AccessPoint]:
        self._hear("scan")
        return [AccessPoint(s, readable(s), 90 - n, secured=False) for n, s in enumerate(self.air())]

    def join(self, ssid: bytes, cancel: CancelToken) -> Link:
        self._hear("join")
        if ssid not in self.air():
            raise WifiError(Reason.AP_NOT_FOUND)
        self.history.append(f"join {readable(ssid)}")
        self.joined, self.hold = ssid, self.after_join
        link = self.link
        assert link is not None
        return link

    def find_by_hand(
        self, prove: Prove[DeviceId], cancel: CancelToken, *, patience_s: float | None = None
    ) -> Link:
        self._hear("by_hand")
        while not self.air():
            if patience_s is not None:
                raise WifiError(Reason.AP_NOT_FOUND)
            self.clock.wait(1.5, cancel)
            cancel.raise_if_cancelled()
        self.joined, self.hold = self.air()[0], Hold.HELD
        while prove(no_sockets, cancel) is None:
            self.clock.wait(1.5, cancel)
            cancel.raise_if_cancelled()
        self.history.append("by hand")
        link = self.link
        assert link is not None
        return link

    def restore(self, cancel: CancelToken, *, timeout: float = 40) -> Restored:
        self._hear("restore")
        outcome = self.restores.pop(0) if self.restores else RestoreOutcome.CONFIRMED
        if outcome is RestoreOutcome.FAILED:
            return Restored(outcome, Reason.JOIN_TIMEOUT)
        self.history.append("restore")
        self.joined, self.hold = None, Hold.HELD
        return Restored(outcome)

    def close(self) -> None:
        self._closed = True

    def _hear(self, call: str) -> None:
        if self.troubles[call]:
            raise self.troubles[call].pop(0)


def no_sockets(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
    """The fakes have none."""
    raise AssertionError("a fake was dialled")
