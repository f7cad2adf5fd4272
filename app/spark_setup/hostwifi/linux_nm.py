"""Linux: NetworkManager over D-Bus. Joins with a volatile profile that ends with this process.

Kill this process in any way and NetworkManager drops our connection and profile by itself and goes back to a
profile that connects automatically (measured: under 0.5 s). The guard is needed only for one that does not.
Works with NetworkManager's iwd backend as well. iwd, ConnMan or wicked alone: manual mode.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.ssid import readable
from ..core.turn import Turn
from .around import linux_rp_filter
from .driving import LOOK_S, Watchers, restore_by_steps
from .interfaces import index_of
from .nm_bus import NM, NO_BUS, BusError, NmBus
from .nm_joining import let_go_of, wait_for_link
from .nm_objects import (
    ACTIVATED,
    DEVICE,
    NM_PATH,
    TYPE_WIFI,
    UNAVAILABLE,
    WIRELESS,
    Device,
    HeardAp,
    NmReader,
    band_of,
    wired_internet,
)
from .nm_profile import OPTIONS, OldProfile, Settings, can_loosen_rp_filter, setup_profile
from .nm_restoring import Restoring, is_setup_profile
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
    Snapshot,
    WifiError,
)
from .surroundings import effective_rp_filter

SCAN_LIMIT_S = 10.0

_NEEDED = ("network-control", "wifi.scan", "settings.modify.own")
_SWITCH = "enable-disable-wifi"
_DENIED = (f"{NM}.PermissionDenied", f"{NM}.AccessDenied", "org.freedesktop.DBus.Error.AccessDenied")

_log = logging.getLogger(__name__)


class NetworkManagerWifi:
    """Implements `HostWifi`. One long-lived connection to the bus: our profile lives as long as it."""

    name = "networkmanager"

    def __init__(self) -> None:
        self._bus = NmBus()
        self._nm = NmReader(self._bus)
        self._turn = Turn()
        self._watchers = Watchers()

    def probe(self) -> Capability:
        """What NetworkManager allows. A question that it would answer only to an administrator is a no."""
        try:
            with self._turn.taken(None):
                return self._probe()
        except BusError as error:
            missing = error.name in (NO_BUS, "org.freedesktop.DBus.Error.ServiceUnknown")
            _log.info("NetworkManager cannot be asked: %s", error.name)
            reason = Reason.SERVICE_MISSING if missing else Reason.INTERNAL
            return Capability(JoinMode.MANUAL, reason, ())

    def request_permission(self) -> PermissionState:
        """Nothing to ask for here: local sessions may, remote ones may not."""
        denied = self.probe().reason is Reason.PERMISSION_DENIED
        return PermissionState.DENIED if denied else PermissionState.GRANTED

    def switch_on(self, *, cancel: CancelToken) -> None:
        """Needs no administrator in a local session."""
        with self._at_the_door(cancel):
            self._bus.call(
                NM_PATH,
                "org.freedesktop.DBus.Properties",
                "Set",
                "ssv",
                (NM, "WirelessEnabled", ("b", True)),
                cancel=cancel,
            )

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        """Asks for a fresh scan and waits for its end, at most 10 s; then what is known is the answer."""
        with self._at_the_door(cancel):
            device = self._usable(a)
            self._scan(device.path, cancel, min(timeout, SCAN_LIMIT_S))
            best: dict[tuple[bytes, bool], HeardAp] = {}
            for ap in sorted(self._heard(device.path), key=lambda ap: -ap.strength):
                if ap.ssid.strip(b"\0"):
                    best.setdefault((ap.ssid, ap.open), ap)
            return [AccessPoint(ap.ssid, readable(ap.ssid), ap.strength, not ap.open) for ap in best.values()]

    def snapshot(self, a: Adapter) -> Snapshot:
        """The active profile's UUID, and whether it would come back by itself."""
        with self._at_the_door(None):
            device = self._nm.device_named(a.id)
            active = self._nm.active(device.active) if device else None
            if device is None or active is None:
                return Snapshot(a.id, "none", "", None)
            if is_setup_profile(self._nm, active):
                return Snapshot(a.id, "unknown", "", None)
            settings = self._nm.profile_settings(active.profile).get("connection")
            autoconnect = bool(settings.get("autoconnect", True)) if settings is not None else None
            ssid = self._own_network(device).ssid
            label = readable(ssid) if ssid is not None else active.label
            return Snapshot(a.id, "profile", OldProfile(active.uuid, autoconnect).encode(), label)

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        """Join with the volatile profile. After a failure or a cancel nothing of ours is left active."""
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel):
            path = self._usable(a).path
            target = self._target(path, ssid, cancel, deadline)
            settings = self._profile(ssid, a.ifname)
            _, uuid = settings["connection"]["uuid"]
            self._bus.subscribe(path, DEVICE, "StateChanged")
            try:
                reply = self._bus.call(
                    NM_PATH,
                    NM,
                    "AddAndActivateConnection2",
                    "a{sa{sv}}ooa{sv}",
                    (settings, path, target, OPTIONS),
                    cancel=cancel,
                    timeout=deadline.remaining_s,
                )
                return wait_for_link(self._nm, a, path, str(reply[1]), cancel, deadline)
            except BaseException:
                let_go_of(self._nm, path, str(uuid))
                raise

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        """The device's own state changes, on a connection and a thread of their own."""
        bus = NmBus()

        def run(stopped: CancelToken) -> None:
            try:
                while not stopped.cancelled:
                    signal = bus.next_signal(LOOK_S)
                    if signal is not None and not stopped.cancelled:
                        callback(LinkEvent.CHANGED if signal[2][0] == ACTIVATED else LinkEvent.LOST)
            except BusError:
                callback(LinkEvent.LOST)  # the service or the bus went, and our connection with it
            finally:
                bus.close()

        try:
            with self._at_the_door(None):
                bus.subscribe(self._usable(a).path, DEVICE, "StateChanged")
        except WifiError:
            bus.close()
            raise
        return self._watchers.start(run)

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        """Off our network, back on the old profile; see `nm_restore` for the rules."""
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel):
            return restore_by_steps(Restoring(self._nm, s).step, cancel, deadline)

    def close(self) -> None:
        """Ends our connection to the bus, and with it our profile if it is still active."""
        self._watchers.close()
        with self._turn.taken(None):
            self._bus.close()

    # What a stand-in for Wi-Fi replaces in tests

    def _is_wifi(self, device: Device) -> bool:
        return device.kind == TYPE_WIFI

    def _heard(self, device_path: str) -> list[HeardAp]:
        return self._nm.access_points(device_path)

    def _profile(self, ssid: bytes, ifname: str) -> Settings:
        values = {n: linux_rp_filter(n) or 0 for n in ("all", ifname)}
        strict = effective_rp_filter(values, ifname) == 1
        known = can_loosen_rp_filter(str(self._nm.manager().get("Version", "")))
        return setup_profile(ssid, loosen_rp_filter=strict and known)

    # How

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except BusError as error:
            raise WifiError(_reason_of(error.name), str(error)) from error

    @contextlib.contextmanager
    def _at_the_door(self, cancel: CancelToken | None) -> Iterator[None]:
        with self._translated(), self._turn.taken(cancel):
            yield

    def _probe(self) -> Capability:
        if not self._bus.has_owner():
            return Capability(JoinMode.MANUAL, Reason.SERVICE_MISSING, ())
        manager = self._nm.manager()
        devices = [d for d in map(self._nm.device, self._nm.device_paths()) if d is not None]
        wifi = [d for d in devices if self._is_wifi(d)]
        usable = [d for d in wifi if d.managed and d.state >= UNAVAILABLE]
        adapters = tuple(_adapter(d) for d in usable)
        permissions = self._permissions()
        mode, reason = JoinMode.AUTO, None
        if not wifi:
            mode, reason = JoinMode.MANUAL, Reason.NO_ADAPTER
        elif not adapters:
            mode, reason = JoinMode.MANUAL, Reason.UNSUPPORTED  # somebody else manages the adapter
        elif not manager.get("WirelessEnabled", True):
            mode, reason = JoinMode.MANUAL, Reason.RADIO_OFF
        elif any(permissions.get(f"{NM}.{name}", "yes") != "yes" for name in _NEEDED):
            mode, reason = JoinMode.MANUAL, Reason.PERMISSION_DENIED
        return Capability(
            mode,
            reason,
            adapters,
            self._own_network(usable[0]) if adapters else OwnNetwork(),
            wired_internet(manager),
            can_switch_on=permissions.get(f"{NM}.{_SWITCH}") == "yes",
        )

    def _permissions(self) -> dict[str, str]:
        try:
            (answers,) = self._bus.call(NM_PATH, NM, "GetPermissions")
        except BusError as error:
            if error.name == NO_BUS:
                raise
            return {}  # unknown: a refusal will say so
        return {str(name): str(answer) for name, answer in answers.items()}

    def _own_network(self, device: Device) -> OwnNetwork:
        active = self._nm.active(device.active)
        if active is None:
            return OwnNetwork()
        ap = self._nm.joined_ap(device.path)
        if ap is None:
            return OwnNetwork(label=active.label)
        return OwnNetwork(ap.ssid, readable(ap.ssid), band_of(ap.frequency))

    def _usable(self, a: Adapter) -> Device:
        device = self._nm.device_named(a.id)
        if device is None:
            raise WifiError(Reason.NO_ADAPTER, "the adapter has gone")
        if not self._nm.manager().get("WirelessEnabled", True):
            raise WifiError(Reason.RADIO_OFF)
        return device

    def _scan(self, device_path: str, cancel: CancelToken, timeout: float) -> None:
        before = self._nm.last_scan(device_path)
        with contextlib.suppress(BusError):  # "not allowed" means that one is under way
            self._bus.call(device_path, WIRELESS, "RequestScan", "a{sv}", ({},), cancel=cancel)
        deadline = Deadline.after(timeout)
        while before is not None and not deadline.passed and self._nm.last_scan(device_path) == before:
            cancel.wait(LOOK_S)
            cancel.raise_if_cancelled()

    def _target(self, device_path: str, ssid: bytes, cancel: CancelToken, deadline: Deadline) -> str:
        for attempt in range(3):
            open_ones = [ap for ap in self._heard(device_path) if ap.ssid == ssid and ap.open]
            if open_ones:
                return max(open_ones, key=lambda ap: ap.strength).path
            if attempt < 2:
                self._scan(device_path, cancel, min(SCAN_LIMIT_S, deadline.remaining_s))
        raise WifiError(Reason.AP_NOT_FOUND, "not heard, or not open")


def _adapter(device: Device) -> Adapter:
    return Adapter(device.label, device.label, device.ifname, index_of(device.ifname) or None)


def _reason_of(error_name: str) -> Reason:
    if error_name in _DENIED:
        return Reason.PERMISSION_DENIED
    if error_name in (NO_BUS, "org.freedesktop.DBus.Error.ServiceUnknown"):
        return Reason.SERVICE_MISSING
    if error_name == f"{NM}.UnknownDevice":
        return Reason.NO_ADAPTER
    return Reason.JOIN_REFUSED if error_name.startswith(NM) else Reason.INTERNAL
