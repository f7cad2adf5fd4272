"""Whether Windows may show the names of Wi-Fi networks to this program, found out without making it ask.

From Windows 11 24H2 on, names belong to location: the first call that needs consent shows the system's
prompt, later ones fail with ACCESS_DENIED. So the three switches are read from the registry first. Their
place there is no documented interface: a wrong guess costs the automatic way, and says PERMISSION_NEEDED.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from enum import Enum
from typing import Literal

GATED_SINCE_BUILD = 26100

_PLACE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\location"

Root = Literal["machine", "user"]
Reader = Callable[[Root, str], str | None]
"""(root, key) → the text of `Value` there, None if there is none."""

SWITCHES: tuple[tuple[Root, str], ...] = (
    ("machine", _PLACE),  # Location services
    ("user", _PLACE),  # Let apps access your location
    ("user", _PLACE + r"\NonPackaged"),  # Let desktop apps access your location
)


class Consent(Enum):
    """What the switches say."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNASKED = "unasked"  # not all of them are set: a call might make the system ask


def consent_from(build: int, read: Reader) -> Consent:
    """The answer for a Windows build."""
    if build < GATED_SINCE_BUILD:
        return Consent.ALLOWED
    values = [(read(root, key) or "").casefold() for root, key in SWITCHES]
    if "deny" in values:
        return Consent.DENIED
    return Consent.ALLOWED if all(value == "allow" for value in values) else Consent.UNASKED


def read_consent() -> Consent:
    """This computer's answer, now."""
    consent = Consent.ALLOWED
    if sys.platform == "win32":
        consent = consent_from(sys.getwindowsversion().build, _read)
    return consent


def _read(root: Root, key: str) -> str | None:
    value = None
    if sys.platform == "win32":
        import winreg

        hive = winreg.HKEY_LOCAL_MACHINE if root == "machine" else winreg.HKEY_CURRENT_USER
        with contextlib.suppress(OSError), winreg.OpenKey(hive, key) as opened:
            value = str(winreg.QueryValueEx(opened, "Value")[0])
    return value
