"""The system's log-off, as Qt tells it: `commitDataRequest`, emitted by Qt's own C++ function.

There is no session manager on a test machine, so an empty QObject stands in for it; PySide's own `emit` of
this signal ends the process (6.11.3), the C++ emission does not.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import Shiboken

LIBRARY = Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"
SYMBOL = "_ZN15QGuiApplication17commitDataRequestER15QSessionManager"


def why_not() -> str | None:
    """Why it cannot be played here, or None."""
    there = sys.platform == "linux" and LIBRARY.exists()
    return None if there else "Qt's library is not where it is on Linux"


def log_off() -> None:
    """Ask everybody to save their data; returns when all slots have."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    manager = QObject()
    commit = getattr(ctypes.CDLL(str(LIBRARY)), SYMBOL)
    commit.argtypes, commit.restype = [ctypes.c_void_p, ctypes.c_void_p], None
    commit(Shiboken.getCppPointer(application)[0], Shiboken.getCppPointer(manager)[0])
