"""The narrow form of the rail: seven bars and a line "Step 2 of 7: Find your device".

    strip = StepStrip(theme)
    strip.set([State.DONE, State.CURRENT, …], "Step 2 of 7: Find your device")

One static text for a screen reader, named by the words. It stands above the header, which then shows no
eyebrow.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.typeset import Block


class StepStrip(Themed, QLabel):
    """The strip; see the module."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._states: tuple[State, ...] = ()
        self.setObjectName("strip")
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set(self, states: Sequence[State], words: str) -> None:
        """Show one bar per state, and the words under them."""
        self._states = tuple(states)
        self.setText(words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Bars, gap, words."""
        return self._words_top() + self._block().height(width)

    def sizeHint(self) -> QSize:
        """One line of words."""
        return QSize(self.theme.em(30), self._words_top() + self._block().line_height())

    def minimumSizeHint(self) -> QSize:
        """Seven short bars."""
        return QSize(self.theme.em(14), self._words_top() + self._block().line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars from the leading side, words under them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gap, count = self.theme.px(6), max(1, len(self._states))
        width = (self.width() - gap * (count - 1)) / count
        middle = self._thick() / 2
        for index, state in enumerate(self._states):
            place = count - 1 - index if rtl else index
            tall = self._thick() if self._is_here(state) else self.theme.size(4)
            painter.setBrush(self._colour(state))
            bar = QRectF(place * (width + gap), middle - tall / 2, width, tall)
            painter.drawRoundedRect(bar, tall / 2, tall / 2)
        self._block().draw(painter, QRectF(0, self._words_top(), self.width(), self.height()))

    def _is_here(self, state: State) -> bool:
        return state in (State.CURRENT, State.PROBLEM, State.WARN)

    def _colour(self, state: State) -> QColor:
        c = self.theme.colours
        match state:
            case State.DONE | State.CURRENT:
                return c.accent
            case State.PROBLEM:
                return c.bad
            case State.WARN:
                return c.warn
            case State.SKIPPED:
                return c.ctrl
            case _:
                return c.line

    def _thick(self) -> int:
        return self.theme.size(7)

    def _words_top(self) -> int:
        return self._thick() + self.theme.px(14)

    def _block(self) -> Block:
        here = next((state for state in self._states if self._is_here(state)), State.CURRENT)
        colour = self._colour(here)
        return Block.of(self.text(), self.theme.font(Type.EYEBROW), colour, self.layoutDirection())
