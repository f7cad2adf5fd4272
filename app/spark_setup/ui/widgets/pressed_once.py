"""A double click presses once, and so does Enter that is held down.

Many people double-click everything. The second press of it would meet what stands at that place by then: a
*Back* where *Connect* was, or the same switch, which it would turn back. Mix it in before Qt's class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    # Qt's own classes bring it; it cannot be inherited twice.
    _Button = object


class PressedOnce(_Button):
    """For buttons; see the module."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt would take it for one more press."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt presses again with each repetition of Enter."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)
