"""A scroll area with a slim bar, for pages, the drawer and long lists.

Fusion's bar with its arrows looks like another century beside our pages. Ours is still a QScrollBar:
keyboard, wheel, paging and accessibility are Qt's, only the drawing is ours.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from spark_setup.ui.colours import mix
from spark_setup.ui.theme import Theme, Themed

_WIDTH, _THUMB, _SHORTEST = 12, 6, 32


class SlimBar(Themed, QScrollBar):
    """A vertical bar without arrows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.theme = theme
        self._hovered = False

    def sizeHint(self) -> QSize:
        """12 px wide."""
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thumb on the page's own ground."""
        if self.maximum() <= self.minimum():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self.theme.colours
        span = self.maximum() - self.minimum() + self.pageStep()
        room = self.height() - 4.0
        length = max(_SHORTEST, room * self.pageStep() / span)
        top = 2 + (room - length) * (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        wide = _THUMB + 2 if self._hovered or self.isSliderDown() else _THUMB
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.ctrl if self._hovered or self.theme.high_contrast else mix(c.window, c.ctrl, 0.6))
        thumb = QRectF((self.width() - wide) / 2, top, wide, length)
        painter.drawRoundedRect(thumb, wide / 2, wide / 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A little wider under the pointer."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Slim again."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)


class Scroll(Themed, QScrollArea):
    """A vertical scroll area without frame; it is no stop for Tab."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setVerticalScrollBar(SlimBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def bring_into_view(widget: QWidget) -> None:
    """Scroll to what has just been shown, as soon as it is laid out. Nothing where nothing scrolls."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        QTimer.singleShot(0, widget, lambda: area.ensureWidgetVisible(widget, 0, 16))
