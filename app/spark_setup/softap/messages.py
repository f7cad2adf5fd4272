"""What a device in listening mode can say, as frozen values. No bytes on the wire here, no sockets."""

from __future__ import annotations

from enum import Enum

from ..core.lazily import dataclass

_WEP, _TKIP, _AES = 0x1, 0x2, 0x4
_WPA, _WPA2, _ENTERPRISE = 0x0020_0000, 0x0040_0000, 0x0200_0000
_UNUSABLE = 0xFFFF_FFFF


class Protection(Enum):
    """How a network is protected, as far as the person and the form have to know."""

    OPEN = "open"
    WEP = "wep"
    WPA = "wpa"
    WPA2 = "wpa2"
    ENTERPRISE = "enterprise"
    UNUSABLE = "unusable"
    """`sec` -1: WPA2 without TKIP or AES. The device cannot join it, and sent back it is taken for WEP."""


def protection_of(sec: int) -> Protection:
    """Read a security code from its bits (firmware: low half the cipher, high half the scheme).

    Every integer has an answer. A code with a cipher but no known scheme needs a password, so it counts as
    WPA2. WPA/WPA2 mixed mode and WPA3-only both show as WPA2: the device itself cannot tell.
    """
    bits = sec & 0xFFFF_FFFF
    if bits == _UNUSABLE:
        return Protection.UNUSABLE
    if bits & _ENTERPRISE:
        return Protection.ENTERPRISE
    if bits & _WPA2:
        return Protection.WPA2
    if bits & _WPA:
        return Protection.WPA
    if bits & (_TKIP | _AES):
        return Protection.WPA2
    return Protection.WEP if bits & _WEP else Protection.OPEN


@dataclass(frozen=True)
class DeviceId:
    """Answer to `device-id`. `claimed` is a hint only: nothing ever clears the device's flag."""

    id: str
    """24 hex digits in lower case, as the cloud wants them."""
    claimed: bool


@dataclass(frozen=True)
class Network:
    """One access point of the device's scan."""

    ssid: bytes
    """0 to 32 bytes of any value but NUL, not always UTF-8; `core.ssid.readable` for display."""
    rssi: int
    """Signal at the device, dBm."""
    sec: int
    """Security code as the device gave it; send it back unchanged."""
    channel: int
    mdr: int
    """Highest data rate, kbit/s."""

    @property
    def protection(self) -> Protection:
        """`sec`, read from its bits."""
        return protection_of(self.sec)


@dataclass(frozen=True)
class Scan:
    """What the device sees: one entry per access point, in the order found.

    Nothing in a complete scan may also mean that the scan itself failed: ask again before saying so.
    """

    networks: tuple[Network, ...]
    complete: bool = True
    """False: these rows were read, then the answer broke off or was damaged."""


@dataclass(frozen=True)
class PublicKey:
    """The device's RSA-1024 key: DER SubjectPublicKeyInfo without the zero bytes firmware pads it with."""

    der: bytes
