"""The device's memory for networks: five entries, newest first, one name once, as the firmware keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from .air import ENTERPRISE_BIT, WEP
from .device_key import hex_decode

_ENTRIES, _LONGEST_NAME, _LONGEST_KEY = 5, 32, 64


@dataclass(frozen=True)
class StoredNetwork:
    """One entry, exactly as stored: `password` are the bytes handed to the radio."""

    ssid: bytes
    password: bytes
    sec: int
    channel: int


class StoredNetworks:
    """The list. A new name goes to the front; a known name is replaced where it is."""

    def __init__(self) -> None:
        self._entries: list[StoredNetwork | None] = [None] * _ENTRIES
        self.identity = False
        """Whether usable enterprise data is stored (one set for the whole device)."""

    @property
    def first(self) -> StoredNetwork | None:
        """The first entry that has a name."""
        return next(iter(self.named()), None)

    def named(self) -> list[StoredNetwork]:
        """All entries with a name, in the order in which they are tried."""
        return [entry for entry in self._entries if entry is not None and entry.ssid]

    def add(self, ssid: bytes, password: bytes, sec: int, channel: int, *, single_enterprise: bool) -> None:
        """Store a network. WEP keys are turned from hex into bytes, unless they begin with a byte below 5."""
        ssid, password = ssid[:_LONGEST_NAME], password[:_LONGEST_KEY]
        if sec == WEP and len(password) > 1 and password[0] > 4:
            password = hex_decode(password, _LONGEST_KEY)
        entry = StoredNetwork(ssid, password, sec, channel & 0xFF)
        place = self._place(ssid)
        if single_enterprise and sec & ENTERPRISE_BIT:
            place = self._drop_other_enterprise(place)
        if place is None:
            self._entries = [entry, *self._entries[:-1]]
        else:
            self._entries[place] = entry

    def _place(self, ssid: bytes) -> int | None:
        for index, entry in enumerate(self._entries):
            if (entry.ssid if entry else b"") == ssid:
                return index
        return None

    def _drop_other_enterprise(self, place: int | None) -> int | None:
        """Only one enterprise network is kept; its entry is used again."""
        for index, entry in enumerate(self._entries):
            if entry is not None and entry.sec & ENTERPRISE_BIT and index != place:
                if place is None:
                    place = index
                else:
                    self._entries[index] = None
        return place
