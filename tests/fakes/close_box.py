"""The window's close box, as the window system tells it: a *spontaneous* close event, unlike `close()`.

PySide cannot send one, so Qt's own C++ function does.
"""

from __future__ import annotations

import ctypes

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from .log_off import LIBRARY, why_not

__all__ = ["press", "why_not"]
SYMBOL = "_ZN22QWindowSystemInterface16handleCloseEventINS_19SynchronousDeliveryEEEbP7QWindow"


def press(window: QWidget) -> bool:
    """Somebody presses it. Whether the window agrees to go."""
    handle = window.windowHandle()
    assert handle is not None
    close = getattr(ctypes.CDLL(str(LIBRARY)), SYMBOL)
    close.argtypes, close.restype = [ctypes.c_void_p], ctypes.c_bool
    return bool(close(Shiboken.getCppPointer(handle)[0]))
