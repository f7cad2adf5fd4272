"""A row that wraps: links, name chips and a panel's buttons when a language or a text size needs more room.

QLayout subclass with height-for-width; mirrored in a right-to-left layout.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items at their hinted size from the leading side, in as many lines as needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_x, self._gap_y, self._top = 12, 8, 0
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def set_spacing(self, horizontal: int, vertical: int, *, top: int = 0) -> None:
        """Pixels between items, between lines, and above the first line."""
        self._gap_x, self._gap_y, self._top = horizontal, vertical, top
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """QLayout's door."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """QLayout's door."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """QLayout's door: None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """QLayout's door: None past the end."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def hasHeightForWidth(self) -> bool:
        """The number of lines depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels needed at this width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not shown:
            return QSize(0, 0)
        width = sum(size.width() for size in shown) + self._gap_x * (len(shown) - 1)
        return QSize(width, max(size.height() for size in shown) + self._top)

    def minimumSize(self) -> QSize:
        """The widest item."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not shown:
            return QSize(0, 0)
        height = max(size.height() for size in shown) + self._top
        return QSize(max(size.width() for size in shown), height)

    def expandingDirections(self) -> Qt.Orientation:
        """Takes what it needs."""
        return Qt.Orientation(0)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y, line = 0, self._top, 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 1_000_000))
            if x and x + size.width() > rect.width():
                x, y, line = 0, y + line + self._gap_y, 0
            if place:
                left = rect.right() + 1 - x - size.width() if rtl else rect.left() + x
                item.setGeometry(QRect(left, rect.top() + y, size.width(), size.height()))
            x += size.width() + self._gap_x
            line = max(line, size.height())
        used = y + line
        return used if line else 0
