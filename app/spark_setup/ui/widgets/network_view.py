"""The view of the network list: keyboard, choice and drawing. `network_list.py` gives it its frame and its
signals.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets.network_painter import NetworkPainter
from spark_setup.ui.widgets.network_rows import Index, NetworkModel, NetworkRow, RowKind
from spark_setup.ui.widgets.scroll import SlimBar


class NetworkView(Themed, QListView):
    """Keyboard, choice and drawing."""

    picked = Signal(str)
    pressed_row = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.choice = ""
        self._pressed = ""
        self.rows = NetworkModel(self)
        self._painter = NetworkPainter(theme)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBar(SlimBar(theme))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: Sequence[NetworkRow], chosen: str) -> None:
        """Other rows; focus, scroll place and, if its row is still there, the choice stay."""
        current = self.rows.row_at(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        if not self.rows.set_rows(rows) and current is not None:
            self._move_focus_to(self.rows.index_of(current.key))
        self.choose(chosen)
        self._mark_rows()
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, key: str) -> None:
        """Choose without a signal. The focus goes along from one choice to another, and else stays."""
        before, index = self.choice, self.rows.index_of(key)
        row = self.rows.row_at(index)
        usable = row is not None and row.kind is RowKind.NETWORK
        self.choice = key if usable else ""
        selection = self.selectionModel()
        if usable:
            selection.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if before not in ("", key) or not self.currentIndex().isValid():
                self._move_focus_to(index)
        else:
            selection.clearSelection()
        self._mark_rows()

    def content_height(self, width: int) -> int:
        """Pixels of all rows in this width, with no scroll bar beside them."""
        self._measure()
        self._painter.width = max(1, width)
        heights = 0
        for at in range(self.rows.rowCount()):
            row = self.rows.row_at(self.rows.index(at))
            heights += self._painter.height_of(row) if row is not None else 0
        self._measure()
        return heights

    def apply_theme(self, theme: Theme) -> None:
        """Sizes."""
        super().apply_theme(theme)
        self._painter.theme = theme
        self._measure()
        self.doItemsLayout()

    def _measure(self) -> None:
        self._painter.width = max(1, self.viewport().width())
        self._painter.direction = self.layoutDirection()

    def _move_focus_to(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Arrows and type-ahead choose, if the row is a network and the person has the focus here."""
        super().currentChanged(current, previous)
        self._mark_rows()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A row that cannot be used never takes the choice away from another."""
        row = self.rows.row_at(index)
        if row is None or row.kind is not RowKind.NETWORK:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return QItemSelectionModel.SelectionFlag.ClearAndSelect

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the page about a choice the person made."""
        super().selectionChanged(selected, deselected)
        indexes = self.selectedIndexes()
        row = self.rows.row_at(indexes[0]) if indexes else None
        if row is not None and row.key != self.choice:
            self.choice = row.key
            self.picked.emit(row.key)
        self._mark_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the row; Space chooses it."""
        row = self.rows.row_at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.pressed_row.emit(row.key)
            return
        if event.key() == Qt.Key.Key_Space and row is not None:
            if row.kind is RowKind.NETWORK:
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().select(self.currentIndex(), flag)
            else:
                self.pressed_row.emit(row.key)
            return
        super().keyPressEvent(event)

    def _row_under(self, event: QMouseEvent) -> NetworkRow | None:
        return self.rows.row_at(self.indexAt(event.position().toPoint()))

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing was pressed here yet."""
        super().showEvent(event)
        self._pressed = ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where."""
        row = self._row_under(event)
        self._pressed = row.key if row is not None else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row that cannot be used says why; on the last row, it opens the typing page."""
        super().mouseReleaseEvent(event)
        row = self._row_under(event)
        if (
            row is not None
            and row.key == self._pressed
            and event.button() == Qt.MouseButton.LeftButton
            and row.kind
            in (
                RowKind.UNUSABLE,
                RowKind.ADD,
            )
        ):
            self.pressed_row.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a network is Enter; one that began on the page before this one is nothing."""
        row = self._row_under(event)
        if row is None or row.key != self._pressed:
            event.accept()
            return
        super().mouseDoubleClickEvent(event)
        if row.kind is RowKind.NETWORK:
            self.pressed_row.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._painter.hovered_row = index.row() if index.isValid() else -1
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """No hover."""
        super().leaveEvent(event)
        self._painter.hovered_row = -1
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus starts at the chosen row, or else at the first."""
        super().focusInEvent(event)
        index = self.currentIndex()
        if not index.isValid():
            start = self.rows.index_of(self.choice)
            self._move_focus_to(start if start.isValid() else self.rows.index(0))
        self._mark_rows()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        super().focusOutEvent(event)
        self._mark_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps other notes."""
        self._measure()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another direction mirrors the rows."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._measure()

    def _mark_rows(self) -> None:
        self._painter.chosen_row = self.rows.index_of(self.choice).row() if self.choice else -1
        self._painter.focused_row = self.currentIndex().row() if self.hasFocus() else -1
        self.viewport().update()
