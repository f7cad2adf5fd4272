"""The drawings of a light: the lamp on the product, the bare lamp, and the timing strip. They draw, and know
no time.

Colours of the lamp are the light's own, not the theme's: the picture has to match what the person sees on the
device.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRadialGradient,
)

from spark_setup.brand.model import Lamp
from spark_setup.core.lights import Hue, Light, Movement
from spark_setup.ui.colours import contrast, mix
from spark_setup.ui.theme import Theme
from spark_setup.ui.widgets.light import Stretch, stretches

_ANY = QColor("#9AA4AF")
"""A steady light of a colour that was not told."""
_WHEEL = (Hue.RED, Hue.ORANGE, Hue.YELLOW, Hue.GREEN, Hue.CYAN, Hue.BLUE, Hue.MAGENTA)


def lamp_colour(hue: Hue | None) -> QColor:
    """The screen's colour for a hue."""
    return QColor(hue.value) if hue is not None else _ANY


def draw_lamp(painter: QPainter, centre: QPointF, radius: float, hue: Hue | None, level: float) -> None:
    """A lamp with its glow; `level` 0 is dark glass."""
    colour = lamp_colour(hue)
    if level > 0.02:
        glow = QRadialGradient(centre, radius * 2.1)
        for place, alpha in ((0.0, 0.75), (0.45, 0.42), (0.75, 0.12), (1.0, 0.0)):
            shade = QColor(colour)
            shade.setAlphaF(alpha * level)
            glow.setColorAt(place, shade)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(centre, radius * 2.1, radius * 2.1)
    glass = mix(QColor("#C6CED6"), colour, 0.16 + 0.84 * level)
    painter.setPen(QPen(glass.darker(125), 1.2))
    painter.setBrush(glass)
    painter.drawEllipse(centre, radius, radius)
    shine = QColor("#FFFFFF")
    shine.setAlphaF(0.38)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shine)
    spot = centre + QPointF(-radius * 0.28, -radius * 0.3)
    painter.drawEllipse(spot, radius * 0.34, radius * 0.24)


def draw_product(painter: QPainter, area: QRectF, theme: Theme) -> QPointF:
    """Our own drawing of a device: a small case with three grooves. Returns where its lamp is."""
    top, bottom = ("#3A4149", "#2C3238") if theme.dark else ("#FFFFFF", "#E9EDF1")
    edge = QColor("#5B646E") if theme.dark else QColor("#AEB8C2")
    case = QRectF(area.left() + area.width() * 0.015, area.top(), area.width() * 0.97, area.height() * 0.95)
    shadow = QColor(0, 0, 0, 60 if theme.dark else 26)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shadow)
    foot = area.height() * 0.05
    painter.drawEllipse(QRectF(area.left(), area.bottom() - foot * 2, area.width(), foot * 2))
    fill = QLinearGradient(case.topLeft(), case.bottomLeft())
    fill.setColorAt(0.0, QColor(top))
    fill.setColorAt(1.0, QColor(bottom))
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(fill)
    painter.drawRoundedRect(case, case.width() * 0.26, case.width() * 0.26)
    pen = QPen(edge, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for index, share in enumerate((0.48, 0.38, 0.29)):
        y = case.top() + case.height() * (0.72 + index * 0.075)
        half = case.width() * share / 2
        middle = case.center().x()
        painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))
    return QPointF(case.center().x(), case.top() + case.height() * 0.38)


def draw_brand_picture(painter: QPainter, area: QRectF, picture: QPixmap) -> QRectF:
    """A brand's picture, fitted into `area`. Returns where it is."""
    size = picture.deviceIndependentSize()
    scale = min(area.width() / max(size.width(), 1.0), area.height() / max(size.height(), 1.0))
    shown = QRectF(0, 0, size.width() * scale, size.height() * scale)
    shown.moveCenter(area.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(shown, picture, QRectF(picture.rect()))
    return shown


def lamp_in(shown: QRectF, lamp: Lamp) -> tuple[QPointF, float]:
    """Centre and radius of the lamp in a brand's picture that is shown there."""
    centre = QPointF(shown.left() + shown.width() * lamp.x, shown.top() + shown.height() * lamp.y)
    return centre, shown.width() * lamp.size / 2


def draw_strip(
    painter: QPainter,
    area: QRectF,
    light: Light,
    theme: Theme,
    *,
    grey: bool = False,
    now: float | None = None,
) -> None:
    """The timing strip: time goes from left to right in every language. `now` (0 to 1) draws a small mark."""
    base = area.bottom()
    for stretch in stretches(light):
        colour = theme.colours.ctrl if grey else _strip_colour(stretch.hue, theme)
        piece = QRectF(
            area.left() + stretch.start * area.width(),
            area.top(),
            (stretch.end - stretch.start) * area.width(),
            area.height(),
        )
        _draw_stretch(painter, piece, light, colour, stretch, grey=grey)
    painter.setPen(QPen(theme.colours.ctrl, 1))
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
    if now is not None:
        x = area.left() + now * area.width()
        painter.setPen(QPen(theme.colours.text, 1.4))
        painter.drawLine(QPointF(x, area.top() - 2), QPointF(x, base + 2))


def _strip_colour(hue: Hue | None, theme: Theme) -> QColor:
    """A little softer than the lamp; on dark ground as much lighter as it takes to be seen."""
    c, lamp = theme.colours, lamp_colour(hue)
    if not theme.dark:
        return mix(lamp, c.window, 0.12)
    shares = (share / 20 for share in range(11))
    return next((m for share in shares if contrast(m := mix(lamp, c.text, share), c.card) >= 3), lamp)


def _draw_stretch(
    painter: QPainter, piece: QRectF, light: Light, colour: QColor, stretch: Stretch, *, grey: bool
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if light.movement is Movement.BREATHE:
        wave = QPainterPath(piece.bottomLeft())
        steps = 32
        for step in range(steps + 1):
            share = step / steps
            level = (1 - math.cos(2 * math.pi * share)) / 2
            wave.lineTo(piece.left() + share * piece.width(), piece.bottom() - level * piece.height())
        wave.lineTo(piece.bottomRight())
        painter.fillPath(wave, colour)
        return
    if light.movement is Movement.RAINBOW and not grey:
        part = piece.width() / len(_WHEEL)
        for index, hue in enumerate(_WHEEL):
            left = piece.left() + index * part
            painter.fillRect(QRectF(left, piece.top(), part, piece.height()), lamp_colour(hue))
        return
    if light.hue is Hue.WHITE or stretch.hue is Hue.WHITE:
        # White on a white card: an outline, or nobody sees it.
        painter.setPen(QPen(QColor("#808A96"), 1))
        painter.setBrush(lamp_colour(Hue.WHITE))
        painter.drawPolygon(QPolygonF(piece.adjusted(0.5, 0.5, -0.5, 0)))
        return
    painter.fillRect(piece, colour)
