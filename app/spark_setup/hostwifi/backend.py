"""Which backend drives this computer's Wi-Fi. A backend is imported only on its own platform."""

from __future__ import annotations

import sys
from typing import Literal

from .manual import ManualWifi
from .port import HostWifi, Reason


def choose(platform: str = sys.platform, *, mode: Literal["auto", "manual"] = "auto") -> HostWifi:
    """The backend for a platform (`sys.platform`). Without one: manual mode, with the reason.

    A backend's own `probe` says whether its service is there; the session falls into manual mode then.
    """
    if mode == "manual":
        return ManualWifi()
    if platform == "linux":
        from .linux_nm import NetworkManagerWifi

        return NetworkManagerWifi()
    if platform == "win32":
        from .windows_wifi import WlanApiWifi

        return WlanApiWifi()
    if platform == "darwin":
        from .macos_wifi import CoreWlanWifi

        return CoreWlanWifi()
    return ManualWifi(Reason.UNSUPPORTED)


def by_name(name: str) -> HostWifi | None:
    """The backend that wrote a journal, for the guard and the next start; None if this computer has none."""
    backend = choose()
    return backend if backend.name == name else None
