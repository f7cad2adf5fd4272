"""Who a simulated device is: firmware, id, key, claimed flag. As data, and as `POST state_url` gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .air import SimulatedAir
from .device_key import DeviceKey, default_key
from .firmware import Generation

_DEVICE_ID = re.compile("[0-9A-Fa-f]{24}")
DEFAULT_ID = "3b0021001747353236343033"


@dataclass(frozen=True)
class Persona:
    """The default is new firmware, never claimed, with a key."""

    firmware: str = "2.3.1"
    device_id: str = DEFAULT_ID
    key: DeviceKey = field(default_factory=default_key)
    has_key: bool = True
    claimed: bool = False

    @property
    def usable_key(self) -> DeviceKey | None:
        """The key, if its memory is not erased."""
        return self.key if self.has_key else None

    def changed(self, values: Mapping[str, object]) -> tuple[Persona, SimulatedAir | None]:
        """This persona with the given keys (docs/scripts.md), and the air if given. Raises ValueError."""
        firmware = _text(values, "firmware", self.firmware)
        Generation.of(firmware)
        device_id = _text(values, "device_id", self.device_id)
        if not _DEVICE_ID.fullmatch(device_id):
            raise ValueError("device_id has to be 24 hex digits")
        key = self.key
        if values.get("key_der_hex") is not None:
            key = DeviceKey.from_der(bytes.fromhex(_text(values, "key_der_hex", "")))
        persona = replace(
            self,
            firmware=firmware,
            device_id=device_id,
            key=key,
            has_key=_flag(values, "has_key", self.has_key),
            claimed=_flag(values, "claimed", self.claimed),
        )
        return persona, _air(values)


def _text(values: Mapping[str, object], name: str, default: str) -> str:
    value = values.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name} has to be a text")
    return value


def _flag(values: Mapping[str, object], name: str, default: bool) -> bool:
    value = values.get(name, default)
    if not isinstance(value, bool):
        raise ValueError(f"{name} has to be true or false")
    return value


def _air(values: Mapping[str, object]) -> SimulatedAir | None:
    if "air" not in values:
        return None
    rows = values["air"]
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ValueError("air has to be a list of networks")
    return SimulatedAir.from_rows(rows)
