"""The one thing that is swapped: this computer's own Wi-Fi. Everything behind it is real sockets on loopback.

Implements the port of `hostwifi`: which networks the computer sees, joining and restoring that take time, no
internet while joined unless there is a cable. What goes wrong is data (`RadioBehaviour`).
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..core.cancel import CancelToken
from ..core.clock import Clock
from ..core.ssid import readable
from ..hostwifi.port import (
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
from ..hostwifi.sockets import Opener
from .air import SimulatedAir
from .allowances import Allowances
from .consent import Consent
from .device import SimulatedDevice
from .device_sockets import DeviceSockets
from .later import Later
from .radio_behaviour import RadioBehaviour

_WITHHELD = {
    PermissionState.PENDING: Reason.PERMISSION_NEEDED,
    PermissionState.DENIED: Reason.PERMISSION_DENIED,
}
ADAPTER = Adapter("simulated", "Simulated Wi-Fi", "", 0)


class SimulatedRadio:
    """This computer's Wi-Fi on the simulated air. `on_internet(bool)`: the internet went or came."""

    name = "simulated"

    def __init__(
        self,
        air: SimulatedAir,
        devices: Sequence[SimulatedDevice],
        *,
        behaviour: RadioBehaviour | None = None,
        clock: Clock | None = None,
        on_internet: Callable[[bool], None] | None = None,
    ) -> None:
        self.behaviour = behaviour or RadioBehaviour()
        self._air, self._devices = air, tuple(devices)
        self._clock = clock or Clock()
        self._on_internet = on_internet
        self._lock = threading.RLock()
        self.consent = Consent(self.behaviour.consent)
        self._on = self.behaviour.switched_on
        self._current: bytes | None = self.behaviour.own_ssid
        self._watcher: Callable[[LinkEvent], None] | None = None
        self._first_scan: float | None = None
        self._trouble = Allowances()
        self._later = Later(self._clock)
        self._sockets = DeviceSockets(
            lambda: self._trouble.spend("network", self.behaviour.local_network_denied), self._talks
        )
        self._drops_soon = False
        self.history: list[str] = []
        """What was done, for tests: "join Photon-U8BS", "restore Home"."""

    # ------------------------------------------------------------------ the port

    def probe(self) -> Capability:
        b = self.behaviour
        if self._trouble.spend("busy", b.busy):
            raise WifiError(Reason.BUSY, "another wizard has it")
        if not b.adapter and not self._trouble.look("adapter", b.adapter_after):
            return Capability(JoinMode.MANUAL, Reason.NO_ADAPTER, (), wired_internet=b.wired)
        own = OwnNetwork()
        if b.names_readable and b.own_ssid is not None and self._current == b.own_ssid:
            own = OwnNetwork(b.own_ssid, readable(b.own_ssid), b.own_band)
        elif b.names_readable and self._current is not None:
            own = OwnNetwork(self._current, readable(self._current), "2.4")
        if not self._on:
            return Capability(
                b.mode, Reason.RADIO_OFF, (ADAPTER,), own, b.wired, can_switch_on=b.can_switch_on
            )
        consent = self.consent.look()
        if consent is not PermissionState.GRANTED:
            return Capability(JoinMode.SSID_ONLY, _WITHHELD[consent], (ADAPTER,), OwnNetwork(), b.wired)
        return Capability(b.mode, b.mode_reason, (ADAPTER,), own, b.wired)

    def request_permission(self) -> PermissionState:
        return self.consent.ask()

    def switch_on(self, *, cancel: CancelToken) -> None:
        if not self.behaviour.can_switch_on:
            raise WifiError(Reason.PERMISSION_DENIED, "the system forbids it")
        self._pause(1.0, cancel)
        self._on = True

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        self._pause(self.behaviour.scan_s, cancel)
        self._must_be_on()
        if self.behaviour.mode is not JoinMode.AUTO or self._trouble.spend(
            "scan", self.behaviour.names_hidden
        ):
            raise WifiError(Reason.PERMISSION_NEEDED, "names cannot be read")
        found = [
            AccessPoint(n.ssid, readable(n.ssid), _percent(n.rssi), secured=n.sec != 0)
            for n in self._air.networks
            if n.ssid and not n.hidden
        ]
        return sorted([*found, *self._device_networks()], key=lambda ap: -(ap.signal or 0))

    def _device_networks(self) -> Iterator[AccessPoint]:
        b = self.behaviour
        now = self._clock.now()
        if self._first_scan is None:
            self._first_scan = now
        if not b.hears_device or now - self._first_scan < b.hears_after_s:
            return
        for n, device in enumerate(self._devices):
            if device.listening:
                yield AccessPoint(device.ap_ssid, readable(device.ap_ssid), 92 - 30 * n, secured=False)

    def snapshot(self, a: Adapter) -> Snapshot:
        self._hand(self.behaviour.joins_by_hand_after_s, self._join_a_device)
        current = self._current
        if current is None:
            return Snapshot(ADAPTER.id, "none", "", None)
        if not self.behaviour.names_readable:
            return Snapshot(ADAPTER.id, "unknown", current.hex(), None)
        return Snapshot(ADAPTER.id, "profile", current.hex(), readable(current))

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        self._must_be_on()
        self._pause(self.behaviour.join_s, cancel)
        self.history.append(f"join {readable(ssid)}")
        if self._trouble.spend("join", self.behaviour.join_refusals):
            raise WifiError(Reason.JOIN_REFUSED, "association refused")
        device = next((d for d in self._devices if d.ap_ssid == ssid and d.listening), None)
        if device is None:
            raise WifiError(Reason.AP_NOT_FOUND, "no such network in reach")
        self._move_to(ssid)
        if not device.gives_address or self._trouble.spend("address", self.behaviour.no_address):
            raise WifiError(Reason.NO_IPV4, "no address")
        self._drops_soon = self._trouble.spend("drop", self.behaviour.drops)
        return Link(ADAPTER, "", 0, "127.0.0.1")

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        self._watcher = callback

        def stop() -> None:
            if self._watcher is callback:
                self._watcher = None

        return stop

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        wanted = bytes.fromhex(s.token) if s.token else None
        if s.kind == "unknown" and wanted is None:
            wanted = self.behaviour.own_ssid  # the system chooses
        if self.behaviour.mode is JoinMode.MANUAL:
            self._hand(self.behaviour.returns_by_hand_after_s, self._return_home)
            return Restored(RestoreOutcome.NOTHING_TO_DO)
        if self._current == wanted:
            return Restored(
                RestoreOutcome.NOTHING_TO_DO if s.joined_ssid is None else RestoreOutcome.CONFIRMED
            )
        if s.joined_ssid is not None and self._current not in (None, s.joined_ssid):
            return Restored(RestoreOutcome.NOTHING_TO_DO)  # the person chose another network meanwhile
        self._pause(self.behaviour.restore_s, cancel)
        if self._trouble.spend("restore", self.behaviour.restore_failures):
            return Restored(RestoreOutcome.FAILED, Reason.JOIN_TIMEOUT)
        self.history.append(f"restore {readable(wanted) if wanted else 'nothing'}")
        self._move_to(wanted)
        known = s.kind == "profile"
        return Restored(RestoreOutcome.CONFIRMED if known else RestoreOutcome.ASSUMED)

    def close(self) -> None:
        self._later.end()

    # ------------------------------------------------------------------ for the simulated computer

    @property
    def current(self) -> bytes | None:
        """The network the computer is on."""
        return self._current

    def device_here(self) -> SimulatedDevice | None:
        """The device whose network the computer is in."""
        return next((d for d in self._devices if d.ap_ssid == self._current), None)

    def join_by_hand(self, ssid: bytes) -> None:
        """The person uses the system's own menu."""
        self.history.append(f"by hand {readable(ssid)}")
        self._move_to(ssid)

    def drop(self, ssid: bytes) -> None:
        """The computer leaves the device's network by itself, if it is there."""
        if self._current == ssid:
            self._move_to(self.behaviour.own_ssid)
            self._tell(LinkEvent.LOST)
            self._sockets.cut()

    def _hand(self, after_s: float | None, act: Callable[[], None]) -> None:
        """In manual mode a person does what the page says, `after_s` story seconds later."""
        if self.behaviour.mode is not JoinMode.MANUAL or after_s is None:
            return
        self._later.after(after_s, act)

    def _join_a_device(self) -> None:
        there = next((d for d in self._devices if d.listening), None)
        if there is not None and self.device_here() is None:
            self.join_by_hand(there.ap_ssid)

    def _return_home(self) -> None:
        own = self.behaviour.own_ssid
        if own is not None and self._current != own:
            self.join_by_hand(own)

    def lost(self) -> None:
        """A device's network is gone: whoever was in it is in none."""
        here = self.device_here()
        if here is not None and not here.listening:
            self._move_to(None)
            self._tell(LinkEvent.LOST)

    def vpn(self) -> str | None:
        """The VPN that is on at this look."""
        return None if self._trouble.look("vpn", self.behaviour.vpn_clears_after) else self.behaviour.vpn

    def clash(self) -> str | None:
        """The second network with the device's address at this look."""
        return (
            None if self._trouble.look("clash", self.behaviour.clash_clears_after) else self.behaviour.clash
        )

    def resolve(self, host: str, port: int) -> list[Any]:
        """What the name service says; for the cloud client. Raises socket.gaierror without internet."""
        if self._trouble.spend("name", self.behaviour.unresolved):
            raise socket.gaierror(socket.EAI_NONAME, "no internet")
        return list(socket.getaddrinfo("127.0.0.1", port, 0, socket.SOCK_STREAM))

    def guarded(self, opener: Opener) -> Opener:
        """Sockets to the device as the system lets them pass; they break when the computer leaves it."""
        return self._sockets.guarded(opener)

    @property
    def local_network_denied(self) -> bool:
        """Whether the next connection to the device is refused by the system."""
        return self._trouble.left("network", self.behaviour.local_network_denied)

    def _has_adapter(self) -> bool:
        b = self.behaviour
        return b.adapter or self._trouble.cleared("adapter", b.adapter_after)

    def _talks(self) -> None:
        """Something is about to be said to the device: now a computer that goes back by itself does so."""
        with self._lock:
            ssid, drops, self._drops_soon = self._current, self._drops_soon, False
        if drops and ssid is not None:
            self.drop(ssid)

    def _move_to(self, ssid: bytes | None) -> None:
        with self._lock:
            self._current = ssid
        if self._on_internet is not None:
            self._on_internet(self.behaviour.wired or ssid == self.behaviour.own_ssid)

    def _tell(self, event: LinkEvent) -> None:
        watcher = self._watcher
        if watcher is not None:
            watcher(event)

    def _must_be_on(self) -> None:
        if not self._has_adapter():
            raise WifiError(Reason.NO_ADAPTER, "none")
        if not self._on:
            raise WifiError(Reason.RADIO_OFF, "switched off")

    def _pause(self, story_s: float, cancel: CancelToken) -> None:
        self._clock.wait(story_s, cancel)
        cancel.raise_if_cancelled()


def _percent(rssi: int) -> int:
    return max(0, min(100, 2 * (rssi + 100)))
