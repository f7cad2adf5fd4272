"""wlanapi.dll's functions: their prototypes, and the library of this computer."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import POINTER, c_int32, c_uint16, c_uint32, c_void_p
from typing import Any

from .windows_structures import ConnectionParameters, Guid, NotificationData, Ssid

if sys.platform == "win32":
    _prototype: Callable[..., Any] = ctypes.WINFUNCTYPE
else:
    _prototype = ctypes.CFUNCTYPE  # the two differ on 32-bit Windows only

Callback = _prototype(None, POINTER(NotificationData), c_void_p)
"""WLAN_NOTIFICATION_CALLBACK. An object of it must live as long as it is registered."""

_GUID, _TEXT, _OUT = POINTER(Guid), POINTER(c_uint16), POINTER(c_void_p)
_DWORD_OUT = POINTER(c_uint32)

SIGNATURES: Mapping[str, tuple[Any, ...]] = {
    "WlanOpenHandle": (c_uint32, c_uint32, c_void_p, _DWORD_OUT, _OUT),
    "WlanCloseHandle": (c_uint32, c_void_p, c_void_p),
    "WlanEnumInterfaces": (c_uint32, c_void_p, c_void_p, _OUT),
    "WlanScan": (c_uint32, c_void_p, _GUID, POINTER(Ssid), c_void_p, c_void_p),
    "WlanGetAvailableNetworkList": (c_uint32, c_void_p, _GUID, c_uint32, c_void_p, _OUT),
    "WlanGetNetworkBssList": (
        c_uint32, c_void_p, _GUID, POINTER(Ssid), c_uint32, c_int32, c_void_p, _OUT,
    ),
    "WlanQueryInterface": (c_uint32, c_void_p, _GUID, c_uint32, c_void_p, _DWORD_OUT, _OUT, c_void_p),
    "WlanSetInterface": (c_uint32, c_void_p, _GUID, c_uint32, c_uint32, c_void_p, c_void_p),
    "WlanConnect": (c_uint32, c_void_p, _GUID, POINTER(ConnectionParameters), c_void_p),
    "WlanDisconnect": (c_uint32, c_void_p, _GUID, c_void_p),
    "WlanGetProfileList": (c_uint32, c_void_p, _GUID, c_void_p, _OUT),
    "WlanSetProfile": (
        c_uint32, c_void_p, _GUID, c_uint32, _TEXT, _TEXT, c_int32, c_void_p, _DWORD_OUT,
    ),
    "WlanDeleteProfile": (c_uint32, c_void_p, _GUID, _TEXT, c_void_p),
    "WlanRegisterNotification": (
        c_uint32, c_void_p, c_uint32, c_int32, Callback, c_void_p, c_void_p, _DWORD_OUT,
    ),
    "WlanFreeMemory": (None, c_void_p),
}  # fmt: skip
"""By function: what it returns, then its arguments."""

Functions = Mapping[str, Callable[..., Any]]
"""wlanapi's functions by name, callable with arguments of `SIGNATURES`."""


def load() -> Functions:
    """The functions of this computer's wlanapi.dll. Raises `OSError` where there is none."""
    if sys.platform == "win32":
        return bound(ctypes.WinDLL("wlanapi.dll"))
    raise OSError("wlanapi.dll exists on Windows only")


def bound(dll: Any) -> Functions:
    """A library's functions with their prototypes. Raises `OSError` if one is missing."""
    functions: dict[str, Callable[..., Any]] = {}
    for name, (result, *arguments) in SIGNATURES.items():
        try:
            function = getattr(dll, name)
        except AttributeError as error:
            raise OSError(f"wlanapi.dll has no {name}") from error
        function.restype, function.argtypes = result, arguments
        functions[name] = function
    return functions
