"""Another language at once: page, focus and what was typed stay, and nothing is left in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fakes.shown import OPTIONS, sample
from spark_setup.support.samples import samples
from spark_setup.ui.dialogs.language import LanguageDialog
from spark_setup.ui.hands import type_into
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown

Open = Callable[..., SetupWizard]


@pytest.fixture
def wizard(active: Shown) -> Open:
    return lambda place, code="": active(sample(place, code))


def choose(window: SetupWizard, language: str) -> LanguageDialog:
    if not isinstance(window.help.dialog, LanguageDialog):
        window.help.choose_language()
    dialog = window.help.dialog
    assert isinstance(dialog, LanguageDialog)
    button = dialog.findChild(QAbstractButton, f"language.choice.{language}")
    assert button is not None
    button.click()
    return dialog


def seen(window: SetupWizard) -> list[str]:
    """Every text on the screen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    labels = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    return labels + [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]


def test_the_keys_open_it_and_it_changes_everything_at_once(wizard: Open, qtbot: QtBot) -> None:
    window = wizard("join.one")
    shortcut = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_L, shortcut)
    dialog = choose(window, "de")
    assert dialog.windowTitle() == "Sprache"
    assert window.windowTitle().startswith("Temperature Monitor einrichten")
    assert "Hilfe" in seen(window)
    choose(window, "en")
    assert "Help" in seen(window)


def english() -> set[str]:
    """Sentences that German says differently, as they stand on the screen."""
    from fakes.shown import look
    from spark_setup.ui.texts import TEXTS

    words = look("en").words
    german = look("de").words
    same = {text for text in TEXTS if words.template(text) == german.template(text)}
    return {words.template(key) for key in TEXTS if key not in same and "{" not in words.template(key)}


@pytest.mark.parametrize(
    ("place", "code"),
    [(m.step.place.value, m.code) for m in samples(OPTIONS)],
    ids=lambda value: str(value) or "-",
)
def test_no_english_is_left_on_any_page(
    wizard: Callable[[str, str], SetupWizard], place: str, code: str
) -> None:
    window = wizard(place, code)
    left = english()
    assert left & set(seen(window)), "there was some"
    window.set_language("de")
    assert not left & set(seen(window))


def test_what_was_typed_stays_with_focus_and_caret(wizard: Open) -> None:
    window = wizard("password")
    edit = window.findChild(QLineEdit, "password.field")
    assert edit is not None
    type_into(edit, " Größe & 9 ")
    edit.setCursorPosition(3)
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = window.findChild(QLineEdit, "password.field")
    assert again is not None
    assert again.text() == " Größe & 9 "
    assert again.cursorPosition() == 3
    assert QApplication.focusWidget() is again
    assert again.echoMode() is QLineEdit.EchoMode.Password
    assert window.primary_button.isEnabled()
    assert window.primary_button.text() == "Temperature Monitor verbinden"
    window.refresh()
    assert again.text() == " Größe & 9 "


def test_a_name_and_a_protection_stay(wizard: Open) -> None:
    window = wizard("hidden")
    edit = window.findChild(QLineEdit, "hidden.name")
    wep = window.findChild(QAbstractButton, "hidden.protection.wep")
    assert edit is not None
    assert wep is not None
    type_into(edit, "Attic")
    wep.click()
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(QLineEdit, "hidden.name").text() == "Attic"  # type: ignore[union-attr]
    assert window.findChild(QAbstractButton, "hidden.protection.wep").isChecked()  # type: ignore[union-attr]


def test_a_chosen_network_stays(wizard: Open) -> None:
    from spark_setup.ui.widgets.network_list import NetworkList

    window = wizard("network")
    networks = window.findChild(NetworkList)
    assert networks is not None
    key = next(k for k in window.current.rows if bytes.fromhex(k.split("/")[0]) == b"Guests")  # type: ignore[union-attr]
    networks.choose(key)
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = window.findChild(NetworkList)
    assert again is not None
    assert again.choice() == key


def test_a_chosen_device_stays(wizard: Open) -> None:
    window = wizard("join.several")
    card = window.findChild(QAbstractButton, "join.devices.JZ6B")
    assert card is not None
    card.click()
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.current.cards.choice() == "JZ6B"  # type: ignore[union-attr]


def test_a_typed_name_of_the_device_stays(wizard: Open) -> None:
    window = wizard("result.success")
    edit = window.findChild(QLineEdit, "success.name")
    assert edit is not None
    type_into(edit, "Cellar")
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.refresh()
    assert window.findChild(QLineEdit, "success.name").text() == "Cellar"  # type: ignore[union-attr]


def test_drawer_and_helper_change_too(wizard: Open) -> None:
    window = wizard("progress.not_seen", "S6-02")
    window.help.show()
    window.help.light.ask()
    choose(window, "de")
    assert "Angaben für den Support" in seen(window)
    assert window.help.light.dialog is not None
    assert window.help.light.dialog.windowTitle() == "Temperature Monitor – was macht das Licht?"
