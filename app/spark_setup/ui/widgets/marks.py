"""The small round marks that say how far a thing is: done, current, running, coming, skipped, problem, not
sure.

Each state has its own shape, so that colour never carries it alone. Used by the rail, the check list and the
progress list; draws only, knows no words.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme

SPINNER_TURN_S = 1.2
_TICK = ((0.3, 0.52), (0.44, 0.655), (0.7, 0.36))


class State(Enum):
    """How far a step, check or fact is."""

    DONE = auto()
    CURRENT = auto()
    RUNNING = auto()
    COMING = auto()
    SKIPPED = auto()
    PROBLEM = auto()
    WARN = auto()
    INFO = auto()


def draw_done(painter: QPainter, area: QRectF, fill: QColor, tick: QColor) -> None:
    """A filled disc with a tick."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(area)
    # The icon's own line would be too thin at this size, and the tick is what is looked for.
    pen = QPen(tick, max(1.6, area.width() * 0.09))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    side = area.width()
    corners = [area.topLeft() + QPointF(x * side, y * side) for x, y in _TICK]
    painter.drawPolyline(QPolygonF(corners))


def draw_ring(
    painter: QPainter, area: QRectF, colour: QColor, *, line: float = 1.0, dashed: bool = False
) -> None:
    """An empty ring."""
    pen = QPen(colour, line)
    if dashed:
        pen.setDashPattern([2.4, 2.4])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = line / 2
    painter.drawEllipse(area.adjusted(half, half, -half, -half))


def draw_number(painter: QPainter, area: QRectF, text: str, font: QFont, colour: QColor) -> None:
    """A figure in the middle of a ring."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)


def draw_dash(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """The dash of a step that was not needed."""
    pen = QPen(colour, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    half, middle = area.width() * 0.16, area.center()
    painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))


def draw_spinner(painter: QPainter, area: QRectF, theme: Theme, turn: float) -> None:
    """A ring of which a quarter is bright; `turn` is 0 to 1. With reduced motion: a clock, standing still."""
    if theme.reduced_motion:
        icons.paint(painter, "clock", area, theme.colours.accent, images=theme.brand.images)
        return
    line = max(2.0, area.width() * 0.12)
    half = line / 2
    inner = area.adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours.line, line))
    painter.drawEllipse(inner)
    pen = QPen(theme.colours.accent, line)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(inner, round((90 - turn * 360) * 16), -110 * 16)
