"""One row of a progress or check list: a single static text for a screen reader, drawn by hand."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets import marks
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.typeset import Block, Run, plain

from ...core.lazily import dataclass

_DISC, _TEXT_START, _FRAME_MS, _TICK_MS = 22, 38, 40, 160


@dataclass(frozen=True)
class Row:
    """A fact, or one that is waited for. `key` becomes the row's object name."""

    key: str
    state: State
    title: str | tuple[Run, ...]
    evidence: str | tuple[Run, ...] = ""
    time: str = ""
    share: float | None = None
    limit: str = ""
    spoken: str = ""


class RowWidget(Themed, QLabel):
    """One row, drawn by hand: a single static text for a screen reader."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.row = Row("", State.COMING, "")
        self._last, self._connected = True, True
        self._heights: dict[tuple[int, Qt.LayoutDirection], int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._turn)
        self._arrival = QVariantAnimation(self)
        self._arrival.setStartValue(0.4)
        self._arrival.setEndValue(1.0)
        self._arrival.setDuration(_TICK_MS)
        self._arrival.setEasingCurve(QEasingCurve.Type.OutBack)
        self._arrival.valueChanged.connect(self._turn)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set(self, row: Row, *, last: bool, connected: bool) -> None:
        """Show it."""
        if (row, last, connected) == (self.row, self._last, self._connected):
            return
        arrived = row.state is State.DONE and self.row.state in (State.RUNNING, State.CURRENT)
        if arrived and row.key == self.row.key and self.isVisible() and not self.theme.reduced_motion:
            self._arrival.start()
        before = self.heightForWidth(self.width())
        self.row, self._last, self._connected = row, last, connected
        self._heights.clear()
        self.setObjectName(row.key)
        self.setText(_text(row.title))
        parts = (_text(row.title), _text(row.evidence), row.limit or row.time)
        self.setAccessibleName(row.spoken or ". ".join(part for part in parts if part))
        self._keep_turning()
        if self.heightForWidth(self.width()) != before:  # a second more on the clock moves nothing
            self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Sizes and movement."""
        super().apply_theme(theme)
        self._heights.clear()
        self._keep_turning()

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Texts, bar, and the gap to the next row. A layout asks for it again and again: remembered."""
        asked = (width, self.layoutDirection())
        if asked not in self._heights:
            self._heights[asked] = self._height(width)
        return self._heights[asked]

    def _height(self, width: int) -> int:
        room = self._text_width(width)
        used = self._title().height(room) + self._evidence().height(width - self._start())
        if self.row.limit:
            used += self.theme.px(4) + self._limit().line_height()
        disc = self.theme.size(_DISC)
        return max(used, disc) + self._gap()

    def sizeHint(self) -> QSize:
        """A comfortable column."""
        width = self.theme.em(30)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, one line."""
        return QSize(self.theme.em(14), self.theme.size(_DISC) + self._gap())

    def _gap(self) -> int:
        if self._last:
            return 0
        return self.theme.px(18 if self._connected else 12)

    def _start(self) -> int:
        return self.theme.size(_TEXT_START)

    def _time_width(self) -> int:
        return self._time().natural_width() + self.theme.px(12) if self.row.time else 0

    def _text_width(self, width: int) -> int:
        return max(1, width - self._start() - self._time_width())

    def _block(self, text: str | tuple[Run, ...], role: Type, colour: QColor) -> Block:
        return Block.of(text, self.theme.font(role), colour, self.layoutDirection())

    def _title(self) -> Block:
        c, state = self.theme.colours, self.row.state
        active = state in (State.RUNNING, State.CURRENT, State.PROBLEM, State.WARN)
        quiet = state in (State.COMING, State.SKIPPED)
        role = Type.ROW_NAME_CHOSEN if active else Type.ROW_NAME
        return self._block(self.row.title, role, c.muted if quiet else c.text)

    def _evidence(self) -> Block:
        return self._block(self.row.evidence, Type.HINT, self.theme.colours.muted)

    def _time(self) -> Block:
        font = self.theme.font(Type.HINT, tabular=True)
        return Block.of(self.row.time, font, self.theme.colours.muted, self.layoutDirection())

    def _limit(self) -> Block:
        font = self.theme.font(Type.HINT_BOLD, tabular=True)
        return Block.of(self.row.limit, font, self.theme.colours.text, self.layoutDirection(), wrap=False)

    def _keep_turning(self) -> None:
        turning = self.row.state is State.RUNNING and not self.theme.reduced_motion and self.isVisible()
        if turning and not self._timer.isActive():
            self._timer.start()
        elif not turning:
            self._timer.stop()

    def _turn(self, _value: object = None) -> None:
        side = self.theme.size(_DISC) + 2
        left = self.width() - side if self._rtl() else 0
        self.update(left, 0, side, side)

    def event(self, event: QEvent) -> bool:
        """Turn only while somebody can see it."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._keep_turning()
        return answer

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, connector, texts, bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.theme.size(_DISC)
        left = self.width() - side - 1 if self._rtl() else 1
        disc = QRectF(left, 0, side, side)
        self._draw_mark(painter, disc)
        if self._connected and not self._last:
            self._draw_connector(painter, disc)
        self._draw_texts(painter)

    def _draw_mark(self, painter: QPainter, disc: QRectF) -> None:
        theme, c = self.theme, self.theme.colours
        match self.row.state:
            case State.DONE:
                marks.draw_done(painter, self._arriving(disc), c.ok, c.on_ok)
            case State.RUNNING | State.CURRENT:
                period = marks.SPINNER_TURN_S * 1000
                marks.draw_spinner(painter, disc, theme, (self._clock.elapsed() % period) / period)
            case State.PROBLEM:
                icons.paint(painter, "warning", disc, c.bad, images=theme.brand.images)
            case State.WARN:
                icons.paint(painter, "warning", disc, c.warn, images=theme.brand.images)
            case State.INFO:
                icons.paint(painter, "info", disc, c.muted, images=theme.brand.images)
            case State.SKIPPED:
                inner = disc.adjusted(1, 1, -1, -1)
                marks.draw_ring(painter, inner, c.muted, line=1.2, dashed=True)
                marks.draw_dash(painter, inner, c.muted)
            case State.COMING:
                marks.draw_ring(painter, disc.adjusted(1, 1, -1, -1), c.ctrl, line=1.2)

    def _arriving(self, disc: QRectF) -> QRectF:
        """The disc grows for a moment when its fact has just been observed."""
        if self._arrival.state() is not QVariantAnimation.State.Running:
            return disc
        away = disc.width() * (1.0 - float(self._arrival.currentValue())) / 2
        return disc.adjusted(away, away, -away, -away)

    def _draw_connector(self, painter: QPainter, disc: QRectF) -> None:
        colour = self.theme.colours.ok if self.row.state is State.DONE else self.theme.colours.line
        gap = self.theme.size(3)
        height = self.height() - disc.bottom() - 2 * gap
        painter.fillRect(QRectF(disc.center().x() - 1, disc.bottom() + gap, 2, height), colour)

    def _draw_texts(self, painter: QPainter) -> None:
        start, rtl = self._start(), self._rtl()
        room = self._text_width(self.width())
        title = self._title()
        # One line: in the middle of the disc. Several: from its top.
        y = max(0.0, (self.theme.size(_DISC) - title.line_height()) / 2) if not self.row.evidence else 1.0
        left = float(self.width() - start - room if rtl else start)
        y += title.draw(painter, QRectF(left, y, room, self.height()))
        if self.row.time:
            wide = self._time().natural_width()
            place = QRectF(0 if rtl else self.width() - wide, 2, wide, self.height())
            self._time().draw(painter, place)
        full = self.width() - start
        y += self._evidence().draw(painter, QRectF(0 if rtl else start, y, full, self.height()))
        if self.row.limit:
            self._draw_bar(painter, y + self.theme.px(4), full, rtl)

    def _draw_bar(self, painter: QPainter, top: float, full: int, rtl: bool) -> None:
        limit = self._limit()
        words, tall = limit.natural_width(), self.theme.size(6)
        length = max(full - words - self.theme.px(14), self.theme.size(24))
        middle = top + limit.line_height() / 2
        left = float(self.width() - self._start() - length if rtl else self._start())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.row.share is not None:
            painter.setBrush(self.theme.colours.line)
            painter.drawRoundedRect(QRectF(left, middle - tall / 2, length, tall), tall / 2, tall / 2)
            if self.theme.high_contrast:
                painter.setBrush(self.theme.colours.window)
                inner = QRectF(left + 1, middle - tall / 2 + 1, length - 2, tall - 2)
                painter.drawRoundedRect(inner, tall / 2, tall / 2)
            done = max(tall, length * min(max(self.row.share, 0.0), 1.0))
            painter.setBrush(self.theme.colours.accent)
            filled = QRectF(left + length - done if rtl else left, middle - tall / 2, done, tall)
            painter.drawRoundedRect(filled, tall / 2, tall / 2)
        place = QRectF(0 if rtl else self.width() - words, top, words, limit.line_height())
        limit.draw(painter, place)


def _text(text: str | tuple[Run, ...]) -> str:
    return text if isinstance(text, str) else plain(text)
