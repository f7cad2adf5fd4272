"""From an adapter's GUID, which is its name on Windows, to the number that sockets are bound by."""

from __future__ import annotations

import contextlib
import ctypes
import sys

from .windows_structures import guid_from


def index_of_guid(guid: str) -> int:
    """The interface's index, 0 if it has none (any more) or `guid` is none."""
    luid, index = ctypes.c_uint64(), ctypes.c_uint32()
    if sys.platform == "win32":
        with contextlib.suppress(ValueError, OSError):
            wanted, helper = guid_from(guid), ctypes.WinDLL("iphlpapi.dll")
            if helper.ConvertInterfaceGuidToLuid(ctypes.byref(wanted), ctypes.byref(luid)) == 0:
                helper.ConvertInterfaceLuidToIndex(ctypes.byref(luid), ctypes.byref(index))
    return int(index.value)
