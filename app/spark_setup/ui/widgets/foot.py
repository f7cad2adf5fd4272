"""What the buttons of a window beside the wizard stand on, as the wizard's own do."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from spark_setup.ui.theme import Theme, Themed


class Foot(Themed, QWidget):
    """The strip at the bottom of a window; whoever makes it lays its buttons out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colours.footer)
        painter.fillRect(QRect(0, 0, self.width(), 1), self.theme.colours.line)
