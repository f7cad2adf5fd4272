"""What a person sees or hears of a widget: its accessible name and role, and the ink of its picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QWidget

Show = Callable[..., QWidget]
"""The fixture `show` of the widgets' tests."""


def accessible(widget: QWidget) -> QAccessibleInterface:
    """How a screen reader meets `widget`."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def spoken_name(widget: QWidget) -> str:
    """Its accessible name."""
    return str(accessible(widget).text(QAccessible.Text.Name))


def ink(image: QImage, x0: float, x1: float) -> int:
    """How many pixels between two shares of the width differ from the top left corner's colour."""
    ground = image.pixel(0, 0)
    left, right = int(image.width() * x0), int(image.width() * x1)
    return sum(
        1 for x in range(left, right) for y in range(0, image.height(), 2) if image.pixel(x, y) != ground
    )
