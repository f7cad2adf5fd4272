"""The list of networks the device can reach.

    networks = NetworkList(theme, "network.list")
    networks.set_name("Wi-Fi networks your Temperature Monitor can reach")
    networks.set_rows(usable, unusable, cannot="Cannot be used", add="My network is not in the list",
    chosen=key) networks.chosen.connect(…)      # key: the choice changed networks.activated.connect(…)   #
    key: Enter or double click on a network → the page's primary networks.refused.connect(…)     # key: Enter
    or click on one that cannot be used → say why networks.add_requested.connect(…)

Arrows go through all rows; on a network they also choose it, as in a group of radio buttons. Rows that cannot
be used are reached, so that their reason is read, but never chosen, and the choice stays where it was.
Letters look for a name. New rows keep choice, focus and scroll place. The list asks for four rows, takes what
room is left up to the height of all its rows, and scrolls when there is less.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets.network_rows import NetworkRow, RowKind
from spark_setup.ui.widgets.network_view import NetworkView

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
        self.view = NetworkView(theme, self)
        self.view.setObjectName(f"{name}.view")
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.addWidget(self.view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
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
        self._bound()

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
        self._bound()

    def sizeHint(self) -> QSize:
        """Four rows: a page around it that scrolls asks for no more, so that only one of the two scrolls."""
        return QSize(self.theme.em(36), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Four rows; the rest scrolls."""
        least = self.theme.size(44) * _ROWS_AT_LEAST + 2 * _INSET
        return QSize(self.theme.em(16), min(least, self._full_height()))

    def _full_height(self) -> int:
        return self.view.content_height(self.width() - 2 * _INSET) + 2 * _INSET

    def _bound(self) -> None:
        """Never higher than its rows."""
        self.setMaximumHeight(self._full_height())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps other notes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._bound()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colours.ctrl, 1))
        painter.setBrush(self.theme.colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
