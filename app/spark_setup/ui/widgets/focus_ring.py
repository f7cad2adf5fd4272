"""The focus ring that lies outside a control: 2 px, with a 1 px gap that shows the page.

One overlay per scrolled page or window, made when first needed. It is a sibling of the page's content, so a
button keeps its size and its place in the column whether it has the focus or not. Rows, tiles and fields draw
their ring inside themselves and do not need it.

    class Button(Themed, QPushButton):
        def focusInEvent(self, event): super().focusInEvent(event); FocusRing.show_around(self, self.theme, 6)
        def focusOutEvent(self, event): super().focusOutEvent(event); FocusRing.hide_from(self)
"""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from spark_setup.ui.theme import Theme, Themed

_NAME = "spark.focus_ring"
_GAP, _LINE = 1, 2


class FocusRing(Themed, QWidget):
    """The overlay. Use the two static methods."""

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(anchor)
        self.theme = theme
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._radius = 6.0
        self._grow = (0, 0)
        self.hide()

    @staticmethod
    def show_around(
        target: QWidget, theme: Theme, radius: float, *, grow_x: int = 0, grow_y: int = 0
    ) -> None:
        """Draw the ring around `target`, `grow_…` pixels further out (for links, which have no edge)."""
        anchor = _anchor_of(target)
        if anchor is not None:
            ring = _ring_in(anchor) or FocusRing(theme, anchor)
            ring.theme = theme
            ring._follow(target, radius, (grow_x, grow_y))

    @staticmethod
    def hide_from(target: QWidget) -> None:
        """Take the ring away if it is around `target`."""
        # A window that is destroyed while it is shown takes the focus away from what is half gone; an error
        # that leaves this call then ends the process.
        with contextlib.suppress(RuntimeError):
            anchor = _anchor_of(target)
            ring = _ring_in(anchor) if anchor is not None else None
            if ring is not None and ring._target is target:
                ring._let_go()

    def _follow(self, target: QWidget, radius: float, grow: tuple[int, int]) -> None:
        self._let_go()
        self._target, self._radius, self._grow = target, radius, grow
        step: QWidget | None = target
        while step is not None and step is not self.parentWidget():
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        self.hide()

    def _place(self) -> None:
        target, anchor = self._target, self.parentWidget()
        if target is None or anchor is None:
            return
        out = _GAP + _LINE
        corner = target.mapTo(anchor, QPoint(0, 0))
        area = QRect(corner, target.size()).adjusted(
            -out - self._grow[0], -out - self._grow[1], out + self._grow[0], out + self._grow[1]
        )
        self.setGeometry(area)
        self.setVisible(target.isVisible())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target and everything it sits in."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colours.focus, _LINE))
        half = _LINE / 2
        radius = self._radius + _GAP + half + min(self._grow)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _anchor_of(target: QWidget) -> QWidget | None:
    """The scrolled content, or else the window, that `target` is in: there is one ring in each."""
    anchor = target.parentWidget()
    if anchor is None:
        return None
    while not anchor.isWindow():
        above = anchor.parentWidget()
        if above is None or isinstance(above.parentWidget(), QScrollArea):
            break
        anchor = above
    return anchor


def _ring_in(anchor: QWidget) -> FocusRing | None:
    return anchor.findChild(FocusRing, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)
