"""Whether there is a screen. Qt ends the process by a signal where it finds none, so that is asked before.

Knows environment variables, not Qt: on Windows and macOS the system answers, and it always says yes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

PLATFORM = "QT_QPA_PLATFORM"
"""Qt's variable: which of its platforms to try, one after the other."""
_UNSEEN = ("offscreen", "minimal")
_SCREENS = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}


def has_screen(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether a window can be shown, as far as the environment tells. A chosen platform is believed."""
    if system in ("win32", "darwin") or environ.get(PLATFORM):
        return True
    return any(environ.get(name) for name in _SCREENS)


def is_seen(environ: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether somebody could see a window, and close it: on a screen, not beside it."""
    chosen = environ.get(PLATFORM, "").partition(";")[0].partition(":")[0]
    return has_screen(environ, system) and chosen not in _UNSEEN


def platforms(environ: Mapping[str, str], system: str = sys.platform) -> str | None:
    """For a run that nobody watches: which platforms to try; the last one needs no screen. None: Qt's own."""
    if system in ("win32", "darwin") or environ.get(PLATFORM):
        return None
    return ";".join([kind for name, kind in _SCREENS.items() if environ.get(name)] + ["offscreen"])
