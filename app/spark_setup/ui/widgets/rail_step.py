"""One step of the rail: a static text for a screen reader, drawn by hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets import marks
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.typeset import Block, plain, tool_tip

from ...core.lazily import dataclass

_STEP_HEIGHT, _STEP_PITCH, _DISC = 44, 60, 26


@dataclass(frozen=True)
class RailStep:
    """One step as it stands: title, state, a short note, and the sentence for a screen reader."""

    title: str
    state: State = State.COMING
    note: str = ""
    spoken: str = ""


class Step(Themed, QLabel):
    """One step: a static text for a screen reader, drawn by hand."""

    def __init__(self, theme: Theme, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._number = number
        self._step = RailStep("")
        self._before, self._last = State.COMING, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_step(self, step: RailStep, *, before: State, last: bool) -> None:
        """Show it; the connector above it has the colour of the step `before`."""
        self._step, self._before, self._last = step, before, last
        self.setText(step.title)
        self.setAccessibleName(step.spoken or ". ".join(filter(None, (step.title, step.note))))
        self._tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The pitch of the rail."""
        pitch = self.theme.size(_STEP_HEIGHT if self._last else _STEP_PITCH)
        return QSize(self.theme.size(120), pitch)

    def minimumSizeHint(self) -> QSize:
        """The rail's width is given; only the pitch counts."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether a title is cut depends on the width."""
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Band, connector, mark, title, note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self.theme
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        band = QRectF(0, 0, self.width(), theme.size(_STEP_HEIGHT))
        side = theme.size(_DISC)
        disc = QRectF(theme.size(11), (band.height() - side) / 2, side, side)
        if rtl:
            disc.moveLeft(self.width() - disc.right())
        self._draw_band(painter, band)
        if not self._last:
            self._draw_connector(painter, disc, band)
        self._draw_mark(painter, disc, rtl)
        self._draw_texts(painter, band, rtl)

    def _draw_band(self, painter: QPainter, band: QRectF) -> None:
        c = self.theme.colours
        fills = {State.CURRENT: c.accent_soft, State.PROBLEM: c.bad_soft, State.WARN: c.warn_soft}
        fill = fills.get(self._step.state)
        if fill is None:
            return
        if self.theme.high_contrast:
            painter.setPen(QPen(c.text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            band = band.adjusted(1, 1, -1, -1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
        painter.drawRoundedRect(band, 8, 8)

    def _draw_connector(self, painter: QPainter, disc: QRectF, band: QRectF) -> None:
        done = self._step.state in (State.DONE, State.SKIPPED)
        colour = self.theme.colours.accent if done else self.theme.colours.line
        top = disc.bottom() + self.theme.size(2)
        if self._step.state in (State.CURRENT, State.PROBLEM, State.WARN):
            top = band.bottom()
        _line(painter, disc.center().x(), top, self.height(), colour)

    def _draw_mark(self, painter: QPainter, disc: QRectF, rtl: bool) -> None:
        theme, c, state = self.theme, self.theme.colours, self._step.state
        if self._number > 1:
            self._draw_tail(painter, disc)
        if state is State.DONE:
            marks.draw_done(painter, disc, c.accent, c.on_accent)
        elif state in (State.PROBLEM, State.WARN):
            colour = c.bad if state is State.PROBLEM else c.warn
            icons.paint(painter, "warning", disc, colour, right_to_left=rtl, images=self.theme.brand.images)
        elif state is State.SKIPPED:
            marks.draw_ring(painter, disc, c.muted, line=1.2, dashed=True)
            marks.draw_dash(painter, disc, c.muted)
        else:
            current = state is State.CURRENT
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.window if current else c.rail)
            painter.drawEllipse(disc)
            marks.draw_ring(painter, disc, c.accent if current else c.ctrl, line=2.0 if current else 1.2)
            font = theme.font(Type.HINT_BOLD, tabular=True)
            marks.draw_number(painter, disc, str(self._number), font, c.accent if current else c.muted)

    def _draw_tail(self, painter: QPainter, disc: QRectF) -> None:
        if self._step.state in (State.CURRENT, State.PROBLEM, State.WARN):
            return
        done = self._before in (State.DONE, State.SKIPPED)
        colour = self.theme.colours.accent if done else self.theme.colours.line
        bottom = disc.top() - self.theme.size(2)
        _line(painter, disc.center().x(), 0, bottom, colour)

    def _draw_texts(self, painter: QPainter, band: QRectF, rtl: bool) -> None:
        area = self._text_area(band)
        blocks = self._blocks(area.width())
        y = area.top() + (band.height() - sum(block.height(area.width()) for block in blocks)) / 2
        for block in blocks:
            y += block.draw(painter, QRectF(area.left(), y, area.width(), band.height()))

    def _blocks(self, width: float) -> list[Block]:
        """Title and note. A title without a note may take two lines; only then is it elided."""
        theme, step, direction = self.theme, self._step, self.layoutDirection()
        font, note_font = theme.font(self._title_type()), theme.font(Type.HINT)
        title = Block.of(step.title, font, self._title_colour(), direction)
        lines = 1 if step.note else 2
        if title.height(width) > lines * title.line_height() + 1:
            cut = QFontMetrics(font).elidedText(
                step.title, Qt.TextElideMode.ElideRight, round(width * lines * 0.9)
            )
            title = Block.of(cut, font, self._title_colour(), direction, wrap=lines > 1)
        if not step.note:
            return [title]
        note = QFontMetrics(note_font).elidedText(step.note, Qt.TextElideMode.ElideRight, int(width))
        return [title, Block.of(note, note_font, theme.colours.muted, direction, wrap=False)]

    def _text_area(self, band: QRectF) -> QRectF:
        start, end = self.theme.size(50), self.theme.size(4)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return band.adjusted(end, 0, -start, 0)
        return band.adjusted(start, 0, -end, 0)

    def _title_type(self) -> Type:
        strong = self._step.state in (State.CURRENT, State.PROBLEM, State.WARN)
        return Type.BODY_BOLD if strong else Type.BODY

    def _title_colour(self) -> QColor:
        c = self.theme.colours
        match self._step.state:
            case State.PROBLEM:
                return c.bad
            case State.WARN:
                return c.warn
            case State.COMING | State.SKIPPED:
                return c.muted
            case _:
                return c.text

    def _tip(self) -> None:
        room = self._text_area(QRectF(self.rect())).width()
        shown = [plain(block.runs) for block in self._blocks(max(1.0, room))]
        whole = [text for text in (self._step.title, self._step.note) if text]
        self.setToolTip("" if shown == whole else tool_tip("\n".join(whole)))


def _line(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
    """A piece of connector. Unsmoothed, or pieces of two rows would show a seam at fractional scales."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(x - 1, top, 2, bottom - top), colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
