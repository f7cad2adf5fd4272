"""Check box and radio button, drawn with our colours: Fusion's indicators vanish on a dark ground.

Role, keys and mnemonics are Qt's; only the drawing is ours.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.pressed_once import PressedOnce

_MARK, _GAP = 18, 10
_EDGE = 4
"""Around mark and text: there the focus is drawn."""
_NARROWEST = 200
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic


class _Drawn(PressedOnce, Themed):
    """What both are: mark and text, which belongs to the button."""

    _round: float

    def sizeHint(self) -> QSize:
        """Mark and text."""
        return _size(self, self.theme)

    def minimumSizeHint(self) -> QSize:
        """The same: a text is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The text belongs to it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and text."""
        _paint(self, self.theme, radius=self._round)

    def apply_theme(self, theme: Theme) -> None:
        """Font."""
        super().apply_theme(theme)
        self.setFont(theme.font(Type.BODY))


class CheckBox(_Drawn, QCheckBox):
    """On or off."""

    _round = 4

    def __init__(
        self, theme: Theme, text: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        """`wraps`: a sentence, which takes the lines it needs."""
        super().__init__(text, parent)
        self.theme = theme
        self._wraps = wraps
        # Fixed would be one line high, whatever the width.
        upwards = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, upwards)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """A text that wraps may be narrow."""
        size = self.sizeHint()
        return QSize(min(size.width(), self.theme.px(_NARROWEST)), size.height()) if self._wraps else size

    def hasHeightForWidth(self) -> bool:
        """Where it wraps."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """As many lines as it needs."""
        room = width - self.theme.size(_MARK) - self.theme.px(_GAP) - 2 * _EDGE
        text = self.fontMetrics().boundingRect(QRect(0, 0, room, 10_000), int(_WRAP), self.text())
        return max(self.theme.size(_MARK), text.height()) + 2 * _EDGE


class RadioButton(_Drawn, QRadioButton):
    """One of several."""

    _round = _MARK

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _size(button: QAbstractButton, theme: Theme) -> QSize:
    metrics = button.fontMetrics()
    text = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    height = max(theme.size(_MARK), text.height()) + 2 * _EDGE
    return QSize(theme.size(_MARK) + theme.px(_GAP) + text.width() + 2 * _EDGE, height)


def _paint(button: QAbstractButton, theme: Theme, *, radius: float) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    c, side = theme.colours, theme.size(_MARK)
    rtl = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = button.width() - side - _EDGE if rtl else _EDGE
    mark = QRectF(left, (button.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
    chosen, on = button.isChecked(), button.isEnabled()
    line = (c.accent if chosen else c.ctrl) if on else c.line
    painter.setPen(QPen(line, 1.4))
    painter.setBrush((c.accent if on else c.line) if chosen else c.field)
    round_off = min(radius, side / 2)
    painter.drawRoundedRect(mark, round_off, round_off)
    if chosen and radius >= _MARK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.on_accent)
        painter.drawEllipse(mark.center(), side * 0.2, side * 0.2)
    elif chosen:
        icons.paint(
            painter, "tick", mark.adjusted(1.5, 1.5, -1.5, -1.5), c.on_accent, images=theme.brand.images
        )
    _paint_text(button, theme, painter, side, rtl=rtl)
    if button.hasFocus():
        painter.setPen(QPen(c.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 6, 6)


def _paint_text(button: QAbstractButton, theme: Theme, painter: QPainter, side: int, *, rtl: bool) -> None:
    room = side + theme.px(_GAP) + _EDGE
    area = QRect(0 if rtl else room, 0, button.width() - room, button.height())
    c = theme.colours
    painter.setPen(c.text if button.isEnabled() else c.text_disabled)
    side_flag = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    absolute = Qt.AlignmentFlag.AlignAbsolute  # else the painter mirrors it once more
    flags = side_flag | absolute | Qt.AlignmentFlag.AlignVCenter | _WRAP
    painter.drawText(area, int(flags), button.text())
