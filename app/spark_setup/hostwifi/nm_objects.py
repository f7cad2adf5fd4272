"""NetworkManager's objects as the backend reads them: devices, active connections, access points.

Objects vanish between two reads (measured with the real daemon): that is "gone", never an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .nm_bus import NM, BusError, NmBus
from .port import Band

NM_PATH = "/org/freedesktop/NetworkManager"
SETTINGS_PATH = "/org/freedesktop/NetworkManager/Settings"
DEVICE = f"{NM}.Device"
WIRELESS = f"{NM}.Device.Wireless"
ACTIVE = f"{NM}.Connection.Active"
SETTINGS = f"{NM}.Settings"
PROFILE = f"{NM}.Settings.Connection"

TYPE_WIFI = 2
UNAVAILABLE, DISCONNECTED, IP_CONFIG, ACTIVATED, DEACTIVATING, FAILED = 20, 30, 70, 100, 110, 120
ACTIVE_ACTIVATING, ACTIVE_ACTIVATED = 1, 2
VOLATILE_FLAG = 0x4

_GONE = (
    "org.freedesktop.DBus.Error.UnknownMethod",
    "org.freedesktop.DBus.Error.UnknownObject",
    "org.freedesktop.DBus.Error.UnknownInterface",
)


@dataclass(frozen=True)
class Device:
    """A network device. Paths are None where NetworkManager says "/"."""

    path: str
    kind: int
    ifname: str
    label: str
    state: int
    managed: bool
    active: str | None
    ip4: str | None


@dataclass(frozen=True)
class Active:
    """An active connection. `profile` is its settings object's path."""

    path: str
    uuid: str
    label: str
    state: int
    profile: str | None


@dataclass(frozen=True)
class HeardAp:
    """An access point's object. `frequency` in MHz, 0 if unknown."""

    path: str
    ssid: bytes
    strength: int
    open: bool
    frequency: int


class NmReader:
    """Reads objects. Every method raises `BusError` for anything but a vanished object."""

    def __init__(self, bus: NmBus) -> None:
        self.bus = bus

    def manager(self) -> dict[str, Any]:
        """The manager's own properties."""
        return self.bus.properties(NM_PATH, NM)

    def device_paths(self) -> list[str]:
        """Every device, managed or not."""
        return [str(p) for p in self.bus.call(NM_PATH, NM, "GetDevices")[0]]

    def device(self, path: str) -> Device | None:
        """One device, None if it is gone."""
        values = self._properties(path, DEVICE)
        if values is None:
            return None
        return Device(
            path=path,
            kind=int(values.get("DeviceType", 0)),
            ifname=str(values.get("IpInterface") or values.get("Interface") or ""),
            label=str(values.get("Interface") or ""),
            state=int(values.get("State", 0)),
            managed=bool(values.get("Managed", False)),
            active=_path(values.get("ActiveConnection")),
            ip4=_path(values.get("Ip4Config")),
        )

    def device_named(self, ifname: str) -> Device | None:
        """The device with this interface name. Paths change when NetworkManager restarts, names do not."""
        devices = map(self.device, self.device_paths())
        return next((d for d in devices if d is not None and d.label == ifname), None)

    def active(self, path: str | None) -> Active | None:
        """One active connection, None if there is none or it is gone."""
        values = self._properties(path, ACTIVE) if path else None
        if path is None or values is None or "Uuid" not in values:
            return None
        return Active(
            path=path,
            uuid=str(values["Uuid"]),
            label=str(values.get("Id", "")),
            state=int(values.get("State", 0)),
            profile=_path(values.get("Connection")),
        )

    def ipv4(self, device: Device) -> str | None:
        """The device's first IPv4 address, None if it has none (yet)."""
        values = self._properties(device.ip4, f"{NM}.IP4Config") if device.ip4 else None
        for row in (values or {}).get("AddressData", []):
            _, address = row.get("address", ("s", ""))
            if address:
                return str(address)
        return None

    def access_points(self, device_path: str) -> list[HeardAp]:
        """What the device heard last; those that vanish meanwhile are left out."""
        paths = (self._properties(device_path, WIRELESS) or {}).get("AccessPoints", [])
        heard = [self.access_point(str(p)) for p in paths]
        return [ap for ap in heard if ap is not None]

    def joined_ap(self, device_path: str) -> HeardAp | None:
        """The access point the device is on."""
        path = _path((self._properties(device_path, WIRELESS) or {}).get("ActiveAccessPoint"))
        return self.access_point(path) if path else None

    def access_point(self, path: str) -> HeardAp | None:
        """One access point, None if it is gone."""
        values = self._properties(path, f"{NM}.AccessPoint")
        if values is None:
            return None
        secured = int(values.get("Flags", 0)) & 1 or values.get("WpaFlags") or values.get("RsnFlags")
        return HeardAp(
            path=path,
            ssid=bytes(values.get("Ssid", b"")),
            strength=int(values.get("Strength", 0)),
            open=not secured,
            frequency=int(values.get("Frequency", 0)),
        )

    def last_scan(self, device_path: str) -> int | None:
        """When the last scan ended (NetworkManager's own clock), None if it does not tell."""
        value = (self._properties(device_path, WIRELESS) or {}).get("LastScan")
        return None if value is None else int(value)

    def profile_of_uuid(self, uuid: str) -> str | None:
        """The path of a stored profile, None if it was deleted."""
        try:
            return str(self.bus.call(SETTINGS_PATH, SETTINGS, "GetConnectionByUuid", "s", (uuid,))[0])
        except BusError as error:
            if error.name.startswith(SETTINGS) or error.name in _GONE:
                return None
            raise

    def profile_settings(self, path: str | None) -> dict[str, dict[str, Any]]:
        """A profile's settings without secrets, unwrapped; empty if it is gone or not ours to read."""
        if path is None:
            return {}
        try:
            (groups,) = self.bus.call(path, PROFILE, "GetSettings")
        except BusError:
            return {}
        return {name: {key: value for key, (_, value) in group.items()} for name, group in groups.items()}

    def is_volatile(self, path: str | None) -> bool:
        """Whether a profile vanishes by itself when it is no longer active."""
        values = self._properties(path, PROFILE) if path else None
        return bool(int((values or {}).get("Flags", 0)) & VOLATILE_FLAG)

    def _properties(self, path: str, interface: str) -> dict[str, Any] | None:
        try:
            return self.bus.properties(path, interface)
        except BusError as error:
            if error.name in _GONE or error.name == "org.freedesktop.DBus.Error.InvalidArgs":
                return None
            raise


def band_of(frequency: int) -> Band | None:
    """The band of a channel's frequency in MHz. 6 GHz counts as 5: a Photon hears neither."""
    if 2400 <= frequency < 2500:
        return "2.4"
    return "5" if frequency >= 4900 else None


def wired_internet(manager: dict[str, Any]) -> bool | None:
    """By the primary connection; NetworkManager's connectivity check may be off (0, unknown)."""
    kind = manager.get("PrimaryConnectionType")
    if kind is None:
        return None
    if kind != "802-3-ethernet":
        return False
    return {4: True, 0: None}.get(int(manager.get("Connectivity", 0)), False)


def _path(value: object) -> str | None:
    text = str(value) if value is not None else "/"
    return None if text == "/" else text
