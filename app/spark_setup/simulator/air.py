"""The simulated air: which networks exist around the device, as data, and what each of them lets in.

Knows nothing of sockets, devices or the computer's radio: both the simulated device and the simulated radio
read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OPEN, WEP = 0, 1
WPA_TKIP, WPA_AES, WPA_MIXED = 0x0020_0002, 0x0020_0004, 0x0020_0006
WPA2_TKIP, WPA2_AES, WPA2_MIXED = 0x0040_0002, 0x0040_0004, 0x0040_0006
ENTERPRISE_BIT, WPA_BIT, WPA2_BIT = 0x0200_0000, 0x0020_0000, 0x0040_0000
WPA2_ENTERPRISE_AES = WPA2_AES | ENTERPRISE_BIT
"""Security codes as the device's scan reports them (softap-protocol.md, section 4)."""


@dataclass(frozen=True)
class AirNetwork:
    """One access point.

    `password` None means: any that the protection allows. `refuses_first`: the first password tried is wrong,
    any other is right (scenario S6-01). `hidden`: left out of scans, but can be joined by its name.
    `device_hears` False: only the computer's radio sees it (5 GHz, or far from the device).
    """

    ssid: bytes
    password: bytes | None = None
    sec: int = WPA2_AES
    channel: int = 6
    rssi: int = -55
    mdr: int = 54000
    hidden: bool = False
    refuses_first: bool = False
    gives_address: bool = True
    device_hears: bool = True

    def row(self) -> AirNetwork:
        """As a scan sees it: a hidden network has an empty name."""
        return self if not self.hidden else AirNetwork(b"", None, self.sec, self.channel, self.rssi, self.mdr)

    def lets_in(self, sec: int, password: bytes, *, identity: bool = False) -> bool:
        """Whether a device that stored this protection and password can join.

        `identity`: the device holds enterprise data. Matching is by kind of protection: the cipher is
        negotiated.
        """
        if _kind(sec) != _kind(self.sec):
            return False
        if _kind(self.sec) == OPEN:
            return True
        if self.sec & ENTERPRISE_BIT:
            return identity
        if self.sec & WEP:
            # Radio form: index, length, key (softap-protocol.md, "Password").
            well_formed = len(password) > 2 and password[1] == len(password) - 2
            return well_formed and self.password in (None, password[2:], password)
        if not 8 <= len(password) <= 64:
            return False
        return self.password is None or password in (self.password, _pre_shared_key(self.password, self.ssid))


@dataclass(frozen=True)
class SimulatedAir:
    """The networks around one place, in the order in which a scan finds them."""

    networks: tuple[AirNetwork, ...] = ()

    def device_rows(self) -> tuple[AirNetwork, ...]:
        """What the device's own scan finds."""
        return tuple(n.row() for n in self.networks if n.device_hears)

    def find(self, ssid: bytes) -> tuple[AirNetwork, ...]:
        """All access points of that name that the device could join, hidden ones too."""
        return tuple(n for n in self.networks if n.ssid == ssid and n.device_hears)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> SimulatedAir:
        """From the rows of a persona (`POST state_url`); raises ValueError when a row is not understood."""
        return cls(tuple(_row(row) for row in rows))


def standard_air(*, refuses_first: bool = False) -> SimulatedAir:
    """The networks of every scenario; `refuses_first`: `Home` and `Café` take any password but the first."""
    return SimulatedAir(
        (
            AirNetwork(b"Home", sec=WPA2_AES, channel=6, rssi=-48, refuses_first=refuses_first),
            AirNetwork("Café".encode(), sec=WPA2_AES, channel=11, rssi=-57, refuses_first=refuses_first),
            AirNetwork('Café "5G"'.encode(), sec=WPA2_AES, channel=1, rssi=-61),
            AirNetwork("Café Lumière".encode(), sec=OPEN, channel=1, rssi=-66),
            AirNetwork(b"ET&JDS", sec=WPA2_MIXED, channel=3, rssi=-69),
            AirNetwork(b"Wang's WiFi", sec=WPA2_AES, channel=9, rssi=-74),
            AirNetwork(b"Office", sec=WPA2_ENTERPRISE_AES, channel=11, rssi=-78),
        )
    )


def crowded_air(count: int = 60) -> SimulatedAir:
    """The standard air among neighbours, `count` networks in all."""
    known = standard_air().networks
    rows = [
        AirNetwork(
            f"Neighbour {n:02d}".encode(),
            sec=(WPA2_AES, WPA2_MIXED, WPA_TKIP, OPEN)[n % 4],
            channel=1 + n % 13,
            rssi=-50 - n % 42,
        )
        for n in range(max(0, count - len(known)))
    ]
    return SimulatedAir((*known, *rows))


def _kind(sec: int) -> int:
    if sec & WEP and sec != -1:
        return WEP
    return sec & (ENTERPRISE_BIT | WPA_BIT | WPA2_BIT) if sec != -1 else -1


def _pre_shared_key(passphrase: bytes, ssid: bytes) -> bytes:
    """The 64 hex digits that stand for a passphrase (IEEE 802.11i, PBKDF2)."""
    return hashlib.pbkdf2_hmac("sha1", passphrase, ssid, 4096, 32).hex().encode()


def _row(row: Mapping[str, object]) -> AirNetwork:
    ssid = row.get("ssid_hex", "")
    if not isinstance(ssid, str):
        raise ValueError("ssid_hex has to be a text")
    return AirNetwork(
        bytes.fromhex(ssid),
        sec=_number(row, "sec", OPEN),
        channel=_number(row, "ch", 6),
        rssi=_number(row, "rssi", -55),
        mdr=_number(row, "mdr", 54000),
    )


def _number(row: Mapping[str, object], name: str, default: int) -> int:
    value = row.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} has to be a number")
    return value
