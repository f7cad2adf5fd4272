"""This computer in a few words: its system and the versions that matter. Never its name or its owner's."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from .. import __version__

_PARTS = ("PySide6_Essentials", "PySide6", "requests", "cryptography")


def system() -> str:
    """ "Windows 11", "macOS 15.1", "Debian GNU/Linux 12 (bookworm)"."""
    if sys.platform == "win32":
        return f"Windows {platform.release()} ({platform.version()})"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}"
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "") or platform.system()
    except OSError:
        return f"{platform.system()} {platform.release()}"


def versions() -> dict[str, str]:
    """Program, Python, machine and the libraries whose faults have names."""
    found = {
        "setup": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "kernel": platform.release(),
    }
    for part in _PARTS:
        try:
            found[part.lower()] = metadata.version(part)
        except metadata.PackageNotFoundError:
            continue
    return found
