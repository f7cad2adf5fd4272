"""Layouts for widgets that may not grow beyond a maximum width, and whose texts wrap.

Qt asks such a layout for its height at the width of the column around it, and gives it the maximum width: a
text that wraps only there would get too little height, as soon as the window is too low for spare room.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout


class CappedColumn(QVBoxLayout):
    """A column whose height is that at its widget's own width."""

    def heightForWidth(self, width: int) -> int:
        """Pixels needed at this width, or at the widest allowed."""
        return super().heightForWidth(_capped(self, width))

    def minimumHeightForWidth(self, width: int) -> int:
        """The least of them."""
        return super().minimumHeightForWidth(_capped(self, width))


class CappedRow(QHBoxLayout):
    """A row whose height is that at its widget's own width."""

    def heightForWidth(self, width: int) -> int:
        """Pixels needed at this width, or at the widest allowed."""
        return super().heightForWidth(_capped(self, width))

    def minimumHeightForWidth(self, width: int) -> int:
        """The least of them."""
        return super().minimumHeightForWidth(_capped(self, width))


def _capped(layout: QLayout, width: int) -> int:
    owner = layout.parentWidget()
    return width if owner is None else min(width, owner.maximumWidth())
