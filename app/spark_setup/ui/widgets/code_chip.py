"""The code at the bottom left: "S2" in quiet times, "S6-01" with a triangle when there is a problem.

    chip = CodeChip(theme)
    wizard.setButton(QWizard.WizardButton.CustomButton1, chip)
    chip.set_code("S6-01", Severity.BAD, "Step 6 of 7, code S 6 0 1, opens details for support")

A button in QWizard's own row and tab order; `clicked` opens the support drawer. Digits stay Latin and left-
to-right.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.focus_ring import FocusRing
from spark_setup.ui.widgets.pressed_once import PressedOnce


class Severity(Enum):
    """How a code is shown: in quiet times, undecided, failed."""

    NONE = auto()
    WARN = auto()
    BAD = auto()


class CodeChip(PressedOnce, Themed, QPushButton):
    """The chip; see the module."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._severity = Severity.NONE
        self.setObjectName("footer.code")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.apply_theme(theme)

    @property
    def severity(self) -> Severity:
        """How it is shown now."""
        return self._severity

    def set_code(self, code: str, severity: Severity = Severity.NONE, spoken: str = "") -> None:
        """Show `code`; `spoken` is its accessible name."""
        self._severity = severity
        self.setText(code)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Font."""
        super().apply_theme(theme)
        self.setFont(theme.font(Type.FOOTER_CODE))

    def sizeHint(self) -> QSize:
        """Code, triangle, padding; as high as the other footer buttons."""
        theme = self.theme
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * theme.px(11) + 2
        if self._severity is not Severity.NONE:
            width += theme.size(20) + theme.px(8)
        height = QFontMetrics(theme.font(Type.BODY)).height() + 2 * theme.px(8)
        return QSize(width, max(height, self.fontMetrics().height() + theme.px(8)))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, triangle, code."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, c = self.theme, self.theme.colours
        colour, fill, border, line = self._look()
        if self.isDown() or self.underMouse():
            fill = c.card if self._severity is Severity.NONE else fill
        painter.setPen(QPen(border, line))
        painter.setBrush(fill)
        area = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(area, 6, 6)
        x = float(theme.px(11))
        if self._severity is not Severity.NONE:
            side = theme.size(20)
            icons.paint(
                painter,
                "warning",
                QRectF(x, (self.height() - side) / 2, side, side),
                colour,
                images=theme.brand.images,
            )
            x += side + theme.px(8)
        painter.setPen(colour)
        painter.setFont(self.font())
        room = QRectF(x, 0, self.width() - x - theme.px(11), self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.text())

    def _look(self) -> tuple[QColor, QColor, QColor, float]:
        """Text, fill, border and border width."""
        c = self.theme.colours
        match self._severity:
            case Severity.BAD:
                return c.bad, c.bad_soft, c.bad, 2.0
            case Severity.WARN:
                return c.warn, c.warn_soft, c.warn, 2.0
            case _:
                return c.text, c.window, c.ctrl, 1.0

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, except for a click."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            FocusRing.show_around(self, self.theme, 6)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        FocusRing.hide_from(self)
