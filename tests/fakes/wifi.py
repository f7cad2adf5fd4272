"""A scripted `HostWifi` for tests: one adapter, networks in the air, a person. No sockets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.port import (
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

ADAPTER = Adapter("wlan9", "wlan9", "wlan9", 9)


@dataclass
class FakeRadio:
    """What a computer's Wi-Fi is in; shared by several `FakeWifi`, as by several processes."""

    on: bytes | None = b"Home"
    air: dict[bytes, bool] = field(default_factory=lambda: {b"Home": True, b"Photon-A1B2": False})
    volatile_owner: object | None = None
    log: list[str] = field(default_factory=list)


class FakeWifi:
    """`fail_join`, `fail_restore`: what the next call raises or answers. `slow`: join waits."""

    name = "fake"

    def __init__(self, radio: FakeRadio | None = None, *, ifname: str = "wlan9") -> None:
        self.radio = radio or FakeRadio()
        self.adapter = Adapter("wlan9", "wlan9", ifname, 9)
        self.mode, self.reason = JoinMode.AUTO, None
        self.fail_join: WifiError | None = None
        self.fail_restore: Reason | None = None
        self.slow = False
        self.joins = 0
        self.ipv4 = "192.168.0.100"
        self._callbacks: list[Callable[[LinkEvent], None]] = []

    def probe(self) -> Capability:
        own = OwnNetwork(self.radio.on, self.radio.on.decode() if self.radio.on else None, "2.4")
        return Capability(self.mode, self.reason, (self.adapter,), own, False)

    def request_permission(self) -> PermissionState:
        return PermissionState.GRANTED

    def switch_on(self, *, cancel: CancelToken) -> None:
        self.mode, self.reason = JoinMode.AUTO, None

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        cancel.raise_if_cancelled()
        return [AccessPoint(s, s.decode(), 60, secured) for s, secured in self.radio.air.items()]

    def snapshot(self, a: Adapter) -> Snapshot:
        on = self.radio.on
        if on is None:
            return Snapshot(a.id, "none", "", None)
        return Snapshot(a.id, "profile", on.hex(), on.decode())

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        self.joins += 1
        self.radio.log.append(f"join {ssid!r}")
        if self.slow:
            cancel.wait(timeout)
        cancel.raise_if_cancelled()
        if self.fail_join is not None:
            failure, self.fail_join = self.fail_join, None
            raise failure
        if ssid not in self.radio.air:
            raise WifiError(Reason.AP_NOT_FOUND)
        self.radio.on = ssid
        return Link(a, a.ifname, 9, self.ipv4)

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def lose(self) -> None:
        """The computer leaves the network by itself."""
        self.radio.on = b"Home"
        for callback in list(self._callbacks):
            callback(LinkEvent.LOST)

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        cancel.raise_if_cancelled()
        self.radio.log.append("restore")
        if self.fail_restore is not None:
            reason, self.fail_restore = self.fail_restore, None
            return Restored(RestoreOutcome.FAILED, reason)
        old = bytes.fromhex(s.token) if s.kind == "profile" else None
        if self.radio.on == old:
            return Restored(RestoreOutcome.CONFIRMED)
        if self.radio.on not in (None, s.joined_ssid):
            return Restored(RestoreOutcome.NOTHING_TO_DO)
        self.radio.on = old
        return Restored(RestoreOutcome.CONFIRMED if s.kind != "unknown" else RestoreOutcome.ASSUMED)

    def close(self) -> None:
        self._callbacks.clear()
