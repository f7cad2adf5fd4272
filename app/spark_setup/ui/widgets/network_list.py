"""The list of networks the device can reach.

    networks = NetworkList(theme, "network.list")
    networks.set_name("Wi-Fi networks your Temperature Monitor can reach")
    networks.set_rows(usable, unusable, cannot="Cannot be used", add="My network is not in the list",
    chosen=key) networks.chosen.connect(…)      # key: the choice changed networks.activated.connect(…)   #
    key: Enter or double click on a network → the page's primary networks.refused.connect(…)     # key: Enter
    or click on one that cannot be used → say why networks.add_requested.connect(…)

Arrows go through all rows; on a network they also choose it, as in a group of radio buttons. Rows that cannot
be used are reached, so that their reason is read, but never chosen, and the choice stays where it was.
Letters look for a name. New rows keep choice, focus and scroll place. The list is as high as its rows, and
scrolls when there is less.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets.network_painter import NetworkPainter
from spark_setup.ui.widgets.network_rows import Index, NetworkModel, NetworkRow, RowKind
from spark_setup.ui.widgets.scroll import SlimBar

ADD_KEY = "+"
HEADING_KEY = "-"
_INSET, _ROWS_AT_LEAST = 6, 4


class NetworkList(Themed, QWidget):
    """The list with its frame; see the module. Its focus proxy is `view`."""

    chosen = Signal(str)
    activated = Signal(str)
    refused = Signal(str)
    add_requested = Signal()

    def __init__(self, theme: Theme, name: str = "network.list", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.view = _View(theme, self)
        self.view.setObjectName(f"{name}.view")
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.addWidget(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.view.picked.connect(self.chosen)
        self.view.pressed_row.connect(self._act)

    def set_name(self, name: str) -> None:
        """The accessible name of the list."""
        self.view.setAccessibleName(name)

    def set_rows(
        self,
        usable: Sequence[NetworkRow],
        unusable: Sequence[NetworkRow] = (),
        *,
        cannot: str = "",
        add: str = "",
        chosen: str | None = None,
    ) -> None:
        """Show these. `chosen` sets the choice ("" for none); None keeps it while its row is there."""
        rows = list(usable)
        if unusable:
            rows.append(NetworkRow(HEADING_KEY, cannot, RowKind.HEADING))
            rows.extend(unusable)
        if add:
            rows.append(NetworkRow(ADD_KEY, add, RowKind.ADD, spoken=add))
        self.view.show_rows(rows, self.choice() if chosen is None else chosen)
        self.updateGeometry()

    def choice(self) -> str:
        """The key of the chosen network, or empty."""
        return self.view.choice

    def choose(self, key: str) -> None:
        """Choose a network without a signal; unknown keys and rows that cannot be used choose nothing."""
        self.view.choose(key)

    def _act(self, key: str) -> None:
        row = self.view.rows.row_at(self.view.rows.index_of(key))
        if row is None:
            return
        match row.kind:
            case RowKind.NETWORK:
                self.activated.emit(key)
            case RowKind.UNUSABLE:
                self.refused.emit(key)
            case RowKind.ADD:
                self.add_requested.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Row heights."""
        super().apply_theme(theme)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(self.theme.em(36), self.view.content_height() + 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        """Four rows; the rest scrolls."""
        least = self.theme.size(44) * _ROWS_AT_LEAST + 2 * _INSET
        return QSize(self.theme.em(16), min(least, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps other notes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colours.ctrl, 1))
        painter.setBrush(self.theme.colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class _View(Themed, QListView):
    """Keyboard, choice and drawing."""

    picked = Signal(str)
    pressed_row = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.choice = ""
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
        """Choose without a signal."""
        index = self.rows.index_of(key)
        row = self.rows.row_at(index)
        usable = row is not None and row.kind is RowKind.NETWORK
        self.choice = key if usable else ""
        selection = self.selectionModel()
        if usable:
            selection.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if not self.currentIndex().isValid():
                self._move_focus_to(index)
        else:
            selection.clearSelection()
        self._mark_rows()

    def content_height(self) -> int:
        """Pixels of all rows at the present width."""
        self._measure()
        heights = 0
        for at in range(self.rows.rowCount()):
            row = self.rows.row_at(self.rows.index(at))
            heights += self._painter.height_of(row) if row is not None else 0
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

    def selectionChanged(self, selected: object, deselected: object) -> None:
        """Tell the page about a choice the person made."""
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row that cannot be used says why; on the last row, it opens the typing page."""
        super().mouseReleaseEvent(event)
        row = self.rows.row_at(self.indexAt(event.position().toPoint()))
        if (
            row is not None
            and event.button() == Qt.MouseButton.LeftButton
            and row.kind
            in (
                RowKind.UNUSABLE,
                RowKind.ADD,
            )
        ):
            self.pressed_row.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a network is Enter."""
        super().mouseDoubleClickEvent(event)
        row = self.rows.row_at(self.indexAt(event.position().toPoint()))
        if row is not None and row.kind is RowKind.NETWORK:
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
