"""The Local Network permission of macOS 15 and later, which nothing lets a program ask about.

Without it a connect to the device fails as if there were no route, although the Wi-Fi has one: that is how it
is told from a lost network. A prompt may be open at that moment, so whoever connects goes on trying.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from .interfaces import Interface, in_subnet
from .prober import DEVICE_SUBNET

NO_ROUTE = 65
"""EHOSTUNREACH on macOS (Linux: 113)."""


def local_network_denied(
    interfaces: Iterable[Interface],
    *,
    errno: int = NO_ROUTE,
    subnet: str = DEVICE_SUBNET,
    platform: str = sys.platform,
) -> bool:
    """Whether a connect to the device that failed with `errno` was most likely denied by the permission."""
    return platform == "darwin" and errno == NO_ROUTE and bool(in_subnet(interfaces, subnet))
