"""Devices as the cloud lists them, read defensively: any field may be missing, null or of another type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..core.digits import whole_number
from .moments import moment
from .replies import plain

LONGEST_NAME = 128


@dataclass(frozen=True)
class CloudDevice:
    """One device. `id` is lower case. None: the cloud did not say (or said something that cannot be)."""

    id: str
    name: str | None = None
    online: bool | None = None
    last_heard: datetime | None = None
    product_id: int | None = None
    platform_id: int | None = None
    owner: str | None = None
    firmware: str | None = None


@dataclass(frozen=True)
class DeviceList:
    """The devices of an account, and the server's clock when it was asked."""

    devices: tuple[CloudDevice, ...]
    server_time: datetime | None = None

    def find(self, device_id: str) -> CloudDevice | None:
        """The device with this id, if the account owns it."""
        wanted = device_id.lower()
        return next((device for device in self.devices if device.id == wanted), None)


def device_from(value: object) -> CloudDevice | None:
    """A device from one JSON value; None if it names none (lists contain null now and then)."""
    if not isinstance(value, Mapping):
        return None
    device_id = value.get("id")
    if not isinstance(device_id, str) or not device_id.strip():
        return None
    return CloudDevice(
        id=device_id.strip().lower(),
        name=plain(value.get("name"), LONGEST_NAME),
        online=_online(value),
        last_heard=moment(value.get("last_heard")),
        product_id=_whole(value.get("product_id")),
        platform_id=_whole(value.get("platform_id")),
        owner=plain(value.get("owner"), LONGEST_NAME),
        firmware=plain(value.get("system_firmware_version"), LONGEST_NAME),
    )


def devices_from(value: object) -> tuple[CloudDevice, ...] | None:
    """Devices from an array, or from an object that holds one under `devices`; None: neither."""
    if isinstance(value, Mapping):
        value = value.get("devices")
    if not isinstance(value, list):
        return None
    return tuple(device for device in map(device_from, value) if device is not None)


def _online(value: Mapping[str, object]) -> bool | None:
    """`connected` in captures up to 2018, `online` in the documentation since 2020; either counts."""
    said = [value[key] for key in ("online", "connected") if isinstance(value.get(key), bool)]
    return any(said) if said else None


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return whole_number(value, most_digits=11) if isinstance(value, str) else None
