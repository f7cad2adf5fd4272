"""Another language in a running wizard: pages are built anew, and what was typed or chosen moves along.

A page reads its words while it is built. Rebuilding is the one way that cannot forget a label.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from ..core.secrets import Secret
from .pages.base import Page
from .widgets.device_cards import DeviceCards
from .widgets.network_list import NetworkList

W = TypeVar("W", bound=QWidget)

_PLAIN = (str, bytes, bool, int, float, Secret, type(None))
_BUILT = ("words", "look", "view", "column")


def carry_over(old: Page, new: Page) -> None:
    """Everything a person put into `old`, and what the page remembers besides its view.

    The new page is drawn by the caller, which also draws what depends on the words.
    """
    for name, value in vars(old).items():
        if name not in _BUILT and isinstance(value, (*_PLAIN, dict)) and hasattr(new, name):
            setattr(new, name, value)
    for edit in old.findChildren(QLineEdit):
        twin = _twin(new, edit, QLineEdit)
        if twin is not None:
            twin.setText(edit.text())
            _carry_cursor(edit, twin)
    for button in old.findChildren(QAbstractButton):
        other = _twin(new, button, QAbstractButton)
        if other is not None and button.isCheckable() and other.isCheckable():
            other.setChecked(button.isChecked())


def carry_choices(old: Page, new: Page) -> None:
    """What is chosen in lists that exist only after `new` was drawn."""
    for networks in old.findChildren(NetworkList):
        twin = _twin(new, networks, NetworkList)
        if twin is not None and networks.choice():
            twin.choose(networks.choice())
    for cards in old.findChildren(DeviceCards):
        for card in cards.cards():
            if card.isChecked():
                other = _twin(new, card, QAbstractButton)
                if other is not None:
                    other.click()


def focus_inside(page: QWidget) -> str | None:
    """The object name of what has the focus in `page`; None if the focus is elsewhere."""
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None and page.isAncestorOf(focused) else None


def give_focus(page: QWidget, name: str | None) -> None:
    """To the widget of that name, if it is there."""
    found = page.findChild(QWidget, name) if name else None
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def _carry_cursor(edit: QLineEdit, twin: QLineEdit) -> None:
    if edit.hasSelectedText():
        twin.setSelection(edit.selectionStart(), edit.selectionLength())
    else:
        twin.setCursorPosition(edit.cursorPosition())


def _twin(page: Page, widget: QWidget, kind: type[W]) -> W | None:
    name = widget.objectName()
    return page.findChild(kind, name) if name and not name.startswith("qt_") else None
