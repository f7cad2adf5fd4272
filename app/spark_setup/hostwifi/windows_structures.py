"""wlanapi.h in ctypes: structures, numbers and their texts, no calls and no decisions.

Texts are arrays of 16-bit units, not `c_wchar` (4 bytes on Linux and macOS), and DWORD is `c_uint32`, so that
every size here is the one of 64-bit Windows on any system: tests compare them with the C compiler's.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_int32, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p
from typing import Any

# Error codes, winerror.h.
OK = 0
ACCESS_DENIED = 5
INVALID_HANDLE = 6
NOT_SUPPORTED = 50
INVALID_PARAMETER = 87
SERVICE_DOES_NOT_EXIST = 1060
SERVICE_NOT_ACTIVE = 1062
NOT_FOUND = 1168
BAD_PROFILE = 1206
RPC_UNAVAILABLE = 1722
INVALID_STATE = 5023
RADIO_IS_OFF = 0x80342002  # ERROR_NDIS_DOT11_POWER_STATE_INVALID
SERVICE_IS_MISSING = (SERVICE_NOT_ACTIVE, SERVICE_DOES_NOT_EXIST, RPC_UNAVAILABLE, INVALID_HANDLE)

CLIENT_VERSION = 2  # Vista and later
SOURCE_NONE, SOURCE_ACM = 0, 8

# WLAN_INTF_OPCODE
OP_RADIO_STATE, OP_INTERFACE_STATE, OP_CURRENT_CONNECTION = 4, 6, 7

# WLAN_INTERFACE_STATE
NOT_READY, CONNECTED, DISCONNECTED = 0, 1, 4
ON_THE_WAY = (3, 5, 6, 7)  # disconnecting, associating, discovering, authenticating

# WLAN_NOTIFICATION_ACM
SCAN_COMPLETE, SCAN_FAIL = 7, 8
CONNECTION_START, CONNECTION_COMPLETE, CONNECTION_ATTEMPT_FAIL = 9, 10, 11
INTERFACE_ARRIVAL, INTERFACE_REMOVAL = 13, 14
DISCONNECTING, LINK_DISCONNECTED = 20, 21

# WLAN_CONNECTION_MODE
MODE_PROFILE, MODE_TEMPORARY, MODE_AUTO = 0, 1, 4

INFRASTRUCTURE, ANY_BSS = 1, 3
PROFILE_USER = 2
RADIO_ON, RADIO_OFF = 1, 2

NAME_UNITS = 256
Name = c_uint16 * NAME_UNITS


class Guid(ctypes.Structure):
    """GUID."""

    _fields_ = (("a", c_uint32), ("b", c_uint16), ("c", c_uint16), ("d", c_uint8 * 8))


class Ssid(ctypes.Structure):
    """DOT11_SSID."""

    _fields_ = (("length", c_uint32), ("octets", c_uint8 * 32))


class InterfaceInfo(ctypes.Structure):
    """WLAN_INTERFACE_INFO."""

    _fields_ = (("guid", Guid), ("description", Name), ("state", c_uint32))


class AvailableNetwork(ctypes.Structure):
    """WLAN_AVAILABLE_NETWORK."""

    _fields_ = (
        ("profile", Name),
        ("ssid", Ssid),
        ("bss_type", c_uint32),
        ("bssids", c_uint32),
        ("connectable", c_int32),
        ("not_connectable_reason", c_uint32),
        ("phy_count", c_uint32),
        ("phys", c_uint32 * 8),
        ("more_phys", c_int32),
        ("signal", c_uint32),
        ("secured", c_int32),
        ("auth", c_uint32),
        ("cipher", c_uint32),
        ("flags", c_uint32),
        ("reserved", c_uint32),
    )


class RateSet(ctypes.Structure):
    """WLAN_RATE_SET."""

    _fields_ = (("length", c_uint32), ("rates", c_uint16 * 126))


class BssEntry(ctypes.Structure):
    """WLAN_BSS_ENTRY. `frequency` in kHz."""

    _fields_ = (
        ("ssid", Ssid),
        ("phy_id", c_uint32),
        ("bssid", c_uint8 * 6),
        ("bss_type", c_uint32),
        ("phy_type", c_uint32),
        ("rssi", c_int32),
        ("quality", c_uint32),
        ("in_domain", c_uint8),
        ("beacon_period", c_uint16),
        ("timestamp", c_uint64),
        ("host_timestamp", c_uint64),
        ("capability", c_uint16),
        ("frequency", c_uint32),
        ("rates", RateSet),
        ("ie_offset", c_uint32),
        ("ie_size", c_uint32),
    )


class ProfileInfo(ctypes.Structure):
    """WLAN_PROFILE_INFO."""

    _fields_ = (("name", Name), ("flags", c_uint32))


class Association(ctypes.Structure):
    """WLAN_ASSOCIATION_ATTRIBUTES."""

    _fields_ = (
        ("ssid", Ssid),
        ("bss_type", c_uint32),
        ("bssid", c_uint8 * 6),
        ("phy_type", c_uint32),
        ("phy_index", c_uint32),
        ("signal", c_uint32),
        ("rx_rate", c_uint32),
        ("tx_rate", c_uint32),
    )


class Security(ctypes.Structure):
    """WLAN_SECURITY_ATTRIBUTES."""

    _fields_ = (("secured", c_int32), ("onex", c_int32), ("auth", c_uint32), ("cipher", c_uint32))


class ConnectionAttributes(ctypes.Structure):
    """WLAN_CONNECTION_ATTRIBUTES."""

    _fields_ = (
        ("state", c_uint32),
        ("mode", c_uint32),
        ("profile", Name),
        ("association", Association),
        ("security", Security),
    )


class ConnectionParameters(ctypes.Structure):
    """WLAN_CONNECTION_PARAMETERS. `profile`: a profile's name, or its XML with `MODE_TEMPORARY`."""

    _fields_ = (
        ("mode", c_uint32),
        ("profile", POINTER(c_uint16)),
        ("ssid", POINTER(Ssid)),
        ("bssids", c_void_p),
        ("bss_type", c_uint32),
        ("flags", c_uint32),
    )


class NotificationData(ctypes.Structure):
    """WLAN_NOTIFICATION_DATA."""

    _fields_ = (
        ("source", c_uint32),
        ("code", c_uint32),
        ("guid", Guid),
        ("size", c_uint32),
        ("data", c_void_p),
    )


class ConnectionNotice(ctypes.Structure):
    """WLAN_CONNECTION_NOTIFICATION_DATA up to the profile's XML, which nobody reads here."""

    _fields_ = (
        ("mode", c_uint32),
        ("profile", Name),
        ("ssid", Ssid),
        ("bss_type", c_uint32),
        ("secured", c_int32),
        ("reason", c_uint32),
        ("flags", c_uint32),
        ("xml", c_uint16 * 1),
    )


class PhyRadioState(ctypes.Structure):
    """WLAN_PHY_RADIO_STATE."""

    _fields_ = (("index", c_uint32), ("software", c_uint32), ("hardware", c_uint32))


class RadioState(ctypes.Structure):
    """WLAN_RADIO_STATE."""

    _fields_ = (("count", c_uint32), ("phys", PhyRadioState * 64))


class ListHead(ctypes.Structure):
    """The two DWORDs before the rows of a list. A BSS list counts in the second, the others in the first."""

    _fields_ = (("first", c_uint32), ("second", c_uint32))


def wide(text: str) -> Any:
    """A zero-terminated array of UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return (c_uint16 * (len(units) // 2 + 1)).from_buffer_copy(units + b"\0\0")


def narrow(units: Any) -> str:
    """The text of a `Name`, up to its zero; whatever it holds."""
    return bytes(units).decode("utf-16-le", "surrogatepass").partition("\0")[0]


def octets(ssid: Ssid) -> bytes:
    """The name that a DOT11_SSID holds; a wrong length is cut."""
    return bytes(ssid.octets[: min(int(ssid.length), 32)])


def guid_text(guid: Guid) -> str:
    """As Windows writes it: "{01234567-89AB-CDEF-0123-456789ABCDEF}"."""
    tail = bytes(guid.d).hex().upper()
    return f"{{{guid.a:08X}-{guid.b:04X}-{guid.c:04X}-{tail[:4]}-{tail[4:]}}}"


def guid_from(text: str) -> Guid:
    """The inverse of `guid_text`, in either case, braces optional. Raises `ValueError`."""
    parts = text.strip("{}").split("-")
    if [len(part) for part in parts] != [8, 4, 4, 4, 12]:
        raise ValueError(f"no GUID: {text!r}")
    tail = bytes.fromhex(parts[3] + parts[4])
    return Guid(int(parts[0], 16), int(parts[1], 16), int(parts[2], 16), (c_uint8 * 8)(*tail))
