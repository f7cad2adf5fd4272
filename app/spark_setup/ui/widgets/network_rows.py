"""The rows of the network list: plain data, and the Qt model over them.

A row's `name` is a foreign text: shown as it is, in isolates, never as markup. `spoken` is what a screen
reader says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class RowKind(Enum):
    """What a row is there for."""

    NETWORK = auto()
    HEADING = auto()
    UNUSABLE = auto()
    ADD = auto()


@dataclass(frozen=True)
class NetworkRow:
    """One row. `key` is the caller's, unique in the list (a hex SSID, for example)."""

    key: str
    name: str
    kind: RowKind = RowKind.NETWORK
    note: str = ""
    strength: str = ""
    bars: int | None = None
    locked: bool = False
    spoken: str = ""


class NetworkModel(QAbstractListModel):
    """The rows, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[NetworkRow, ...] = ()

    def set_rows(self, rows: Sequence[NetworkRow]) -> bool:
        """Take other rows. True if the keys stayed the same (then indexes, choice and focus stand)."""
        new = tuple(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return True
        self.beginResetModel()
        self._rows = new
        self.endResetModel()
        return False

    def row_at(self, index: Index) -> NetworkRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where `key` stands; invalid if nowhere."""
        for at, row in enumerate(self._rows):
            if row.key == key:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """QAbstractListModel's door."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The raw name (type-ahead works on it), and the names for a screen reader."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or ", ".join(part for part in (row.name, row.strength, row.note) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Networks can be chosen; what cannot be used can be reached; a heading is skipped."""
        row = self.row_at(index)
        if row is None or row.kind is RowKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        if row.kind is RowKind.NETWORK:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled
