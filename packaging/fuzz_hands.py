"""The hands of somebody who presses whatever there is: at a real wizard, drawn from a seeded generator.

It knows widgets, no pages and no rules. What it types into a password field is remembered as a secret.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QWidget,
)

from spark_setup.ui.hands import type_into
from spark_setup.ui.wizard import SetupWizard

_LEFT = Qt.MouseButton.LeftButton
_NONE, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

LIKED: tuple[tuple[str, float], ...] = (
    ("frame.primary", 25.0),
    ("frame.quiet", 1.5),
    ("frame.cancel", 0.3),
    ("frame.back", 2.0),
    ("frame.", 0.7),
    ("leaving.", 1.0),
    ("problem.", 5.0),
    ("drawer.", 1.0),
    ("helper.", 4.0),
    ("", 2.0),
)
"""How much a button is liked, by the beginning of its name: walks that leave at once see little."""

KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier, float], ...] = (
    (Qt.Key.Key_Return, _NONE, 6.0),
    (Qt.Key.Key_Tab, _NONE, 5.0),
    (Qt.Key.Key_Backtab, _SHIFT, 2.0),
    (Qt.Key.Key_Space, _NONE, 4.0),
    (Qt.Key.Key_Down, _NONE, 3.0),
    (Qt.Key.Key_Up, _NONE, 2.0),
    (Qt.Key.Key_End, _NONE, 1.0),
    (Qt.Key.Key_F1, _NONE, 2.0),
    (Qt.Key.Key_F5, _NONE, 2.0),
    (Qt.Key.Key_Left, _ALT, 2.0),
    (Qt.Key.Key_C, _CTRL, 1.0),
    (Qt.Key.Key_L, _CTRL | _SHIFT, 0.7),
    (Qt.Key.Key_H, _NONE, 1.0),
    (Qt.Key.Key_Escape, _NONE, 0.7),
)
ACCOUNT = ("kim@example.com", "correct horse 7")
NAMES = (
    "Home",
    "Attic",
    "Café Lumière",
    'Bob "5G"',
    "a\\b",
    " leading",
    "家🏠",
    "<b>bold</b>&amp;",
    "x" * 33,
    "{device}",
    "%s%n",
    "\u202eemoH",
)


class Hands:
    """`move` does one thing and says in a word what it was."""

    def __init__(self, wizard: SetupWizard, rng: random.Random, secrets: list[str]) -> None:
        """`secrets`: what is typed into password fields is added."""
        self._wizard, self._rng, self._secrets = wizard, rng, secrets
        self.typed: dict[QLineEdit, str] = {}
        """What stands in a field because it was typed there."""
        self.known: set[str] = set()
        """The fields that something was ever typed into."""

    def move(self) -> str:
        """One thing that a person may do now."""
        window = self._rng.choice(self._windows())
        ways: list[tuple[Callable[[QWidget], str], float]] = [
            (self._press, 12.0),
            (self._press_twice, 2.0),
            (self._key, 5.0),
            (self._resize, 0.3),
        ]
        if self._views(window):
            ways.append((self._row, 6.0))
        if self._fields(window):
            ways.append((self._type, 8.0))
        return self._rng.choices([w for w, _ in ways], [n for _, n in ways])[0](window)

    # ------------------------------------------------------------------ what there is

    def _windows(self) -> list[QWidget]:
        dialogs = [d for d in self._wizard.findChildren(QDialog) if d.isVisible() and d is not self._wizard]
        return [self._wizard, *dialogs, *dialogs]

    def _buttons(self, window: QWidget) -> list[QAbstractButton]:
        return [
            b
            for b in window.findChildren(QAbstractButton)
            if b.isVisible() and b.isEnabled() and b.window() is window
        ]

    def _views(self, window: QWidget) -> list[QAbstractItemView]:
        return [v for v in window.findChildren(QAbstractItemView) if v.isVisible() and v.window() is window]

    def _fields(self, window: QWidget) -> list[QLineEdit]:
        return [
            e
            for e in window.findChildren(QLineEdit)
            if e.isVisible() and e.isEnabled() and not e.isReadOnly() and e.window() is window
        ]

    # ------------------------------------------------------------------ what can be done

    def _button(self, window: QWidget) -> QAbstractButton | None:
        found = self._buttons(window)
        if not found:
            return None
        likes = [next(like for start, like in LIKED if b.objectName().startswith(start)) for b in found]
        return self._rng.choices(found, likes)[0]

    def _about_to_press(self, button: QAbstractButton) -> str:
        """What is pressed, in a word."""
        said = button.objectName() or button.text()
        if "chips" in said:
            self.typed.clear()  # they put a text of their own into the field
        return said

    def _press(self, window: QWidget) -> str:
        button = self._button(window)
        if button is None:
            return "nothing"
        said = self._about_to_press(button)
        QTest.mouseClick(button, _LEFT)
        return f"press {said}"

    def _press_twice(self, window: QWidget) -> str:
        """The second press meets whatever is at that place by then."""
        button = self._button(window)
        if button is None:
            return "nothing"
        said = self._about_to_press(button)
        at = button.mapTo(window, button.rect().center())
        QTest.mouseClick(button, _LEFT)
        QApplication.sendPostedEvents()
        if shiboken6.isValid(window) and window.isVisible():
            press_again(window, at)
        return f"press twice {said}"

    def _row(self, window: QWidget) -> str:
        view = self._rng.choice(self._views(window))
        model = view.model()
        if model is None or model.rowCount() == 0:
            return "nothing"
        number = self._rng.randrange(model.rowCount())
        index = model.index(number, 0)
        view.scrollTo(index)
        at: QPoint = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), _LEFT, _NONE, at)
        if self._rng.random() < 0.4 and shiboken6.isValid(view) and view.isVisible():
            press_again(window, view.viewport().mapTo(window, at))
        return f"row {number} of {view.objectName()}"

    def _key(self, window: QWidget) -> str:
        key, with_, _ = self._rng.choices(KEYS, [like for _, _, like in KEYS])[0]
        target = QApplication.focusWidget()
        if target is None or target.window() is not window:
            target = window.focusWidget() or window
        if "chips" in target.objectName():
            self.typed.clear()
        QTest.keyClick(target, key, with_)
        if isinstance(target, QLineEdit) and shiboken6.isValid(target) and target in self.typed:
            self.typed[target] = target.text()
        return f"key {key.name}"

    def _resize(self, window: QWidget) -> str:
        window.resize(self._rng.randrange(640, 1200), self._rng.randrange(420, 800))
        return "resize"

    def _type(self, window: QWidget) -> str:
        edit = self._rng.choice(self._fields(window))
        hidden = "password" in edit.objectName() or edit.echoMode() is not QLineEdit.EchoMode.Normal
        text = self._password(edit.objectName()) if hidden else self._name(edit.objectName())
        type_into(edit, text)
        if shiboken6.isValid(edit):
            self.typed[edit] = edit.text()
        self.known.add(edit.objectName())
        return f"type into {edit.objectName()}"

    def _password(self, field: str) -> str:
        rng = self._rng
        if field.startswith("signin") and rng.random() < 0.6:
            self._secrets.append(ACCOUNT[1])
            return ACCOUNT[1]
        own = "Zq" + "".join(rng.choices("abcdefghjkmnpqrstuvwxyz23456789", k=12))
        text = rng.choice((own, own, own, own[:5], f" {own} ", own * 6, f"é家{own}", f'{own}"\\<b>', ""))
        if len(text) >= 8:
            self._secrets.append(text)
        return text

    def _name(self, field: str) -> str:
        if "email" in field:
            return self._rng.choice((ACCOUNT[0], ACCOUNT[0], "no mail", "a@b", "x" * 300))
        if "code" in field or "digits" in field:
            return self._rng.choice(("123456", "12 34 56", "9", "ABCD-EFGH"))
        return self._rng.choice(NAMES)


def press_again(window: QWidget, at: QPoint) -> None:
    """The second press of a double click, on whatever is there now."""
    there = window.childAt(at) or window
    inside, on_screen = QPointF(there.mapFrom(window, at)), QPointF(window.mapToGlobal(at))
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        if shiboken6.isValid(there):
            QApplication.sendEvent(there, QMouseEvent(kind, inside, on_screen, _LEFT, _LEFT, _NONE))
