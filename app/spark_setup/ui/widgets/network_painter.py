"""How a row of the network list looks: radio dot, name, note, strength in words, lock, bars.

A delegate only for Qt's sake; it measures and draws with `typeset`, so long names and notes wrap and rows
grow.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from spark_setup.ui import icons
from spark_setup.ui.colours import mix
from spark_setup.ui.theme import Theme, Type
from spark_setup.ui.widgets.network_rows import Index, NetworkModel, NetworkRow, RowKind
from spark_setup.ui.widgets.typeset import Block, isolate

_TEXT_START, _ROW, _ROW_WITH_NOTE = 44, 36, 44


class NetworkPainter(QStyledItemDelegate):
    """The delegate. The view sets theme, width, direction, and which row is in which state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.width = 400
        self.direction = Qt.LayoutDirection.LeftToRight
        self.focused_row = -1
        self.chosen_row = -1
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The row's height at the view's width."""
        row = _row(index)
        return QSize(self.width, self.height_of(row) if row else 0)

    def height_of(self, row: NetworkRow) -> int:
        """Pixels, a separator's included."""
        theme = self.theme
        if row.kind is RowKind.HEADING:
            return self._name(row).height(self.width) + theme.px(20)
        room = self._text_room(row)
        text = self._name(row).height(room) + self._note(row).height(room)
        least = theme.size(_ROW_WITH_NOTE if row.note else _ROW)
        extra = theme.px(9) if row.kind is RowKind.ADD else 0
        return max(least, text + theme.px(9)) + extra

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = _row(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if row.kind is RowKind.HEADING:
            self._draw_heading(painter, area, row, first=index.row() == 0)
        else:
            if row.kind is RowKind.ADD:
                self._draw_line(painter, area.top() + self.theme.px(4))
                area.adjust(0, self.theme.px(9), 0, 0)
            self._draw_ground(painter, area, index)
            self._draw_mark(painter, area, row, index)
            self._draw_texts(painter, area, row, index)
            self._draw_signal(painter, area, row)
        painter.restore()

    def _rtl(self) -> bool:
        return self.direction == Qt.LayoutDirection.RightToLeft

    def _name(self, row: NetworkRow, *, chosen: bool = False) -> Block:
        theme, c = self.theme, self.theme.colours
        role = Type.ROW_NAME_CHOSEN if chosen else Type.ROW_NAME
        colour = c.text
        if row.kind is RowKind.HEADING:
            role, colour = Type.HINT_BOLD, c.muted
        elif row.kind is RowKind.UNUSABLE:
            colour = c.muted
        elif row.kind is RowKind.ADD:
            colour = c.link
        foreign = row.kind in (RowKind.NETWORK, RowKind.UNUSABLE)
        text = isolate(row.name) if foreign else row.name
        return Block.of(text, theme.font(role), colour, self.direction)

    def _note(self, row: NetworkRow) -> Block:
        return Block.of(row.note, self.theme.font(Type.HINT), self.theme.colours.muted, self.direction)

    def _strength(self, row: NetworkRow) -> Block:
        font = self.theme.font(Type.HINT)
        return Block.of(row.strength, font, self.theme.colours.muted, self.direction, wrap=False)

    def _signal_width(self, row: NetworkRow) -> int:
        theme = self.theme
        if row.bars is None and not row.strength:
            return theme.px(12)
        words = self._strength(row).natural_width() + theme.px(12) if row.strength else 0
        return theme.px(15) + 2 * theme.size(20) + theme.px(14) + words

    def _text_room(self, row: NetworkRow) -> int:
        return max(1, self.width - self.theme.size(_TEXT_START) - self._signal_width(row))

    def _place(self, area: QRectF, start: float, width: float) -> QRectF:
        """A piece of the row, `start` pixels from its leading edge."""
        left = area.right() - start - width if self._rtl() else area.left() + start
        return QRectF(left, area.top(), width, area.height())

    def _draw_line(self, painter: QPainter, y: float) -> None:
        painter.fillRect(QRectF(0, round(y), self.width, 1), self.theme.colours.line)

    def _draw_heading(self, painter: QPainter, area: QRectF, row: NetworkRow, *, first: bool) -> None:
        if not first:
            self._draw_line(painter, area.top() + self.theme.px(4))
        room = self.width - 2 * self.theme.px(14)
        place = self._place(area, self.theme.px(14), room).adjusted(0, self.theme.px(14), 0, 0)
        self._name(row).draw(painter, place)

    def _draw_ground(self, painter: QPainter, area: QRectF, index: Index) -> None:
        c, at = self.theme.colours, index.row()
        chosen, focused = at == self.chosen_row, at == self.focused_row
        if at == self.hovered_row and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(c.window, c.text, 0.04))
            painter.drawRoundedRect(area, 8, 8)
        if chosen:
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(c.accent_soft)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        if focused:
            inset = 4.0 if chosen else 1.0
            painter.setPen(QPen(c.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 9 - inset, 9 - inset)

    def _draw_mark(self, painter: QPainter, area: QRectF, row: NetworkRow, index: Index) -> None:
        theme, c = self.theme, self.theme.colours
        side = theme.size(18)
        spot = self._place(area, theme.px(13), side)
        spot.setTop(area.top() + (area.height() - side) / 2)
        spot.setHeight(side)
        if row.kind is not RowKind.NETWORK:
            name = "cross" if row.kind is RowKind.UNUSABLE else "plus"
            icons.paint(
                painter, name, spot, c.muted if name == "cross" else c.link, images=theme.brand.images
            )
            return
        chosen = index.row() == self.chosen_row
        line = 2.0 if chosen else 1.2
        painter.setPen(QPen(c.accent if chosen else c.ctrl, line))
        painter.setBrush(c.window)
        painter.drawEllipse(spot.adjusted(line / 2, line / 2, -line / 2, -line / 2))
        if chosen:
            dot = side * 0.27
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.drawEllipse(spot.adjusted(dot, dot, -dot, -dot))

    def _draw_texts(self, painter: QPainter, area: QRectF, row: NetworkRow, index: Index) -> None:
        name = self._name(row, chosen=index.row() == self.chosen_row)
        note = self._note(row)
        room = self._text_room(row)
        used = name.height(room) + note.height(room)
        start = self.theme.size(_TEXT_START)
        place = self._place(area, start, room)
        top = area.top() + (area.height() - used) / 2
        place.setTop(top)
        top += name.draw(painter, place)
        below = self._place(area, start, room)
        below.setTop(top)
        note.draw(painter, below)

    def _draw_signal(self, painter: QPainter, area: QRectF, row: NetworkRow) -> None:
        theme, c = self.theme, self.theme.colours
        if row.bars is None:
            return
        side = theme.size(20)
        from_end = theme.px(15)
        quiet = row.kind is RowKind.UNUSABLE
        bars = self._from_end(area, from_end, side)
        icons.paint(
            painter, f"bars-{row.bars}", bars, c.muted if quiet else theme.icon_ink, images=theme.brand.images
        )
        from_end += side + theme.px(8)
        if row.locked:
            icons.paint(
                painter, "lock", self._from_end(area, from_end, side), c.muted, images=theme.brand.images
            )
        from_end += side + theme.px(8)
        if row.strength:
            words = self._strength(row)
            wide = words.natural_width()
            place = self._place(area, self.width - from_end - wide, wide)
            words.draw_centred(painter, place)

    def _from_end(self, area: QRectF, distance: float, side: float) -> QRectF:
        place = self._place(area, self.width - distance - side, side)
        place.setTop(area.top() + (area.height() - side) / 2)
        place.setHeight(side)
        return place


def _row(index: Index) -> NetworkRow | None:
    model = index.model()
    return model.row_at(index) if isinstance(model, NetworkModel) else None
