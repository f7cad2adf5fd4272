"""Pressing and typing as a person's hands do: on the wizard's real widgets, by their names."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from ..setup.problems import Way
from .led_words import possible_lights
from .wizard import SetupWizard


def press(wizard: SetupWizard, name: str) -> bool:
    """Press the button of this name. False: it is not there, or cannot be pressed."""
    button = wizard.findChild(QAbstractButton, name)
    if button is None or not button.isVisible() or not button.isEnabled():
        return False
    button.click()
    return True


def answer_light(wizard: SetupWizard, code: str) -> bool:
    """Say in the light guide that the light is `code`, by its tiles. False: it is not among those shown."""
    wizard.help.open(Way.COMPARE_LIGHT)
    helper = wizard.help.light.dialog
    sent = wizard.conductor.setup.sent is not None
    lights = possible_lights(wizard.look.brand, wizard.words, sent=sent)
    light = next((x for x in lights if x.code == code), None)
    if helper is None or light is None:
        return False
    for name in (f"helper.move.{light.move}", f"helper.hue.{light.hue}", f"helper.last.{light.last}"):
        tile = helper.findChild(QAbstractButton, name)
        if tile is not None and tile.isVisible():
            tile.click()
    helper.this_is_it.click()
    return True


def type_into(edit: QLineEdit, text: str) -> None:
    """Type as a keyboard does, over what stands there."""
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    edit.selectAll()
    if not text:
        _key(edit, Qt.Key.Key_Delete, "")
    for sign in text:
        _key(edit, Qt.Key(0), sign)


def _key(widget: QWidget, key: Qt.Key, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
