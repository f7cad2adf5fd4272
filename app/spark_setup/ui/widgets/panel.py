"""A soft panel with a bar at its leading edge: the ground of problem panels, answers and notes.

Draws only. In high contrast the soft fill becomes a 2 px border.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from spark_setup.ui.theme import Theme, Themed


class Panel(Themed, QWidget):
    """A rounded ground; subclasses lay out their content on it."""

    def __init__(
        self,
        theme: Theme,
        *,
        fill: str = "card",
        bar: str = "",
        outlined: bool = False,
        radius: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._fill, self._bar, self._outlined, self._radius = fill, bar, outlined, radius
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_look(self, fill: str, bar: str) -> None:
        """Names of colours of the theme: the ground, and the bar (empty: none)."""
        self._fill, self._bar = fill, bar
        self.update()

    def _colour(self, name: str) -> QColor:
        colour: QColor = getattr(self.theme.colours, name)
        return colour

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, border, bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.theme.high_contrast:
            painter.setPen(QPen(self.theme.colours.text, 2))
            painter.setBrush(self.theme.colours.window)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), self._radius, self._radius)
        elif self._outlined:
            painter.setPen(QPen(self.theme.colours.line, 1))
            painter.setBrush(self._colour(self._fill))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(self._fill))
            painter.drawRoundedRect(area, self._radius, self._radius)
        if self._bar:
            self._draw_bar(painter, area)

    def _draw_bar(self, painter: QPainter, area: QRectF) -> None:
        width = 4.0
        shape = QPainterPath()
        shape.addRoundedRect(area, self._radius, self._radius)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bar = QRectF(area.right() - width if rtl else area.left(), area.top(), width, area.height())
        painter.setClipRect(bar)
        painter.fillPath(shape, self._colour(self._bar))
        painter.setClipping(False)
