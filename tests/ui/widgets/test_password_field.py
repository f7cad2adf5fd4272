"""The password field: hidden, shown only while the person is in it, spaces kept, nothing trapped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fakes.seen import Show, spoken_name
from spark_setup.core.secrets import Secret
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.widgets.buttons import Button
from spark_setup.ui.widgets.caps_lock import CapsLockSense
from spark_setup.ui.widgets.field import TextField
from spark_setup.ui.widgets.password_field import PasswordField, PasswordTexts

TEXTS = PasswordTexts("Show", "Hide", "Show password", "Caps Lock is on")


@pytest.fixture
def field(show: Show, theme: Theme) -> PasswordField:
    """The field with the focus; after it a button, so that Tab has somewhere to go."""
    made = PasswordField(theme, "password.text", TEXTS, caps_lock=lambda: None)
    made.set_label("Wi-Fi password for A&B")
    show(made, Button(theme, "After"), theme=theme)
    made.edit.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def _type(
    field: PasswordField, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Character by character: keyClicks aborts on anything outside ASCII."""
    for sign in text:
        QApplication.sendEvent(field.edit, QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, sign))


def test_text_is_hidden_kept_exactly_and_a_secret(field: PasswordField) -> None:
    _type(field, "  Café pass ")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.edit.displayText() == "●" * 12
    assert field.secret() == Secret("  Café pass ")
    assert "Café" not in repr(field.secret())


def test_show_is_a_toggle_and_keeps_caret_and_focus(field: PasswordField, qtbot: QtBot) -> None:
    _type(field, "secret12")
    field.edit.setCursorPosition(3)
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.is_shown()
    assert field.edit.displayText() == "secret12"
    assert field.edit.hasFocus()
    assert field.edit.cursorPosition() == 3
    assert field.show_button.text() == "Hide"
    assert spoken_name(field.show_button) == "Show password"
    assert field.show_button.isChecked()


def test_hidden_again_when_the_focus_leaves(field: PasswordField, qtbot: QtBot) -> None:
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    after = field.window().findChildren(Button)[-1]
    after.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not field.is_shown())
    assert field.show_button.text() == "Show"


def test_going_to_the_show_button_by_tab_hides_nothing(field: PasswordField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.show_button.hasFocus()
    qtbot.keyClick(field.show_button, Qt.Key.Key_Space)
    assert field.is_shown()
    field.edit.setFocus(Qt.FocusReason.BacktabFocusReason)
    QApplication.processEvents()
    assert field.is_shown()


def test_shown_text_stays_shown_on_the_way_to_the_button(field: PasswordField, qtbot: QtBot) -> None:
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert field.show_button.hasFocus()
    assert field.is_shown()


def test_tab_goes_through(field: PasswordField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    qtbot.keyClick(field.show_button, Qt.Key.Key_Tab)
    assert not field.isAncestorOf(QApplication.focusWidget())


def test_line_breaks_of_a_paste_are_dropped_and_spaces_are_not(field: PasswordField) -> None:
    QApplication.clipboard().setText(" pass word \r\n")
    field.edit.paste()
    assert field.secret() == Secret(" pass word ")


@pytest.mark.parametrize("pasted", ["Home \n", "Ho\r\nme ", "\u2028Home "])
def test_a_name_is_pasted_without_its_line_break(pasted: str, theme: Theme, qtbot: QtBot) -> None:
    """Qt draws one as a space; a network's name with it inside is another network's (H02)."""
    plain = TextField(theme, "hidden.name")
    qtbot.addWidget(plain)
    heard: list[str] = []
    plain.edited.connect(lambda: heard.append(plain.text()))
    QApplication.clipboard().setText(pasted)
    plain.edit.paste()
    assert (plain.text(), heard) == ("Home ", ["Home "])


def test_a_hidden_password_cannot_be_copied(field: PasswordField) -> None:
    _type(field, "secret12")
    QApplication.clipboard().setText("before")
    field.edit.selectAll()
    field.edit.copy()
    assert QApplication.clipboard().text() == "before"


def test_names_and_description(field: PasswordField) -> None:
    assert spoken_name(field.edit) == "Wi-Fi password for A&B"
    assert field.label.text() == "Wi-Fi password for A&B"
    field.set_length("12 characters. A Wi-Fi password has 8 to 63.")
    assert field.edit.accessibleDescription() == "12 characters. A Wi-Fi password has 8 to 63."


def test_edited_carries_no_text(field: PasswordField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.edited) as edited:
        _type(field, "x")
    assert edited.args == []


def test_set_secret_puts_the_caret_at_the_end(field: PasswordField) -> None:
    field.set_secret(Secret("from the system"))
    assert field.edit.cursorPosition() == 15
    assert not field.is_shown()


def test_space_note(field: PasswordField) -> None:
    assert not field.space_note.isVisible()
    field.set_space_note("The password starts with a space. Keep it?")
    assert field.space_note.isVisible()
    field.set_space_note("")
    assert not field.space_note.isVisible()


def test_caps_lock_is_guessed_from_letters_and_said_once(field: PasswordField, spoken: list[str]) -> None:
    _type(field, "a")
    assert not field.caps_lock_shown()
    _type(field, "A")
    assert field.caps_lock_shown()
    _type(field, "B1!")
    assert spoken == ["Caps Lock is on"]
    _type(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps_lock_shown()


@pytest.mark.parametrize(
    ("text", "shift", "known"),
    [
        ("A", False, True),
        ("a", False, False),
        ("a", True, True),
        ("É", False, True),
        ("1", False, None),
        ("ß", False, False),
    ],
)
def test_what_a_letter_tells(text: str, shift: bool, known: bool | None) -> None:
    sense = CapsLockSense(lambda: None)
    sense.saw_letter(text, shift=shift)
    assert sense.state() is known


def test_the_systems_answer_counts_more_than_a_guess() -> None:
    sense = CapsLockSense(lambda: False)
    sense.saw_letter("A", shift=False)
    assert sense.state() is False


def test_the_caps_key_turns_a_guess_round() -> None:
    sense = CapsLockSense(lambda: None)
    sense.saw_caps_key()
    assert sense.state() is None
    sense.saw_letter("A", shift=False)
    sense.saw_caps_key()
    assert sense.state() is False


def test_show_stands_at_the_end_also_in_arabic(show: Show, theme: Theme) -> None:
    left, right = (PasswordField(theme, f"p{n}.text", TEXTS, caps_lock=lambda: None) for n in (1, 2))
    show(left, theme=theme)
    show(right, theme=theme, rtl=True)
    assert left.show_button.x() > left.edit.x()
    assert right.show_button.x() < right.edit.x()


def test_at_200_percent_everything_has_room(show: Show) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    field = PasswordField(theme, "password.text", TEXTS, caps_lock=lambda: True)
    field.set_label("WLAN-Passwort")
    field.set_length("12 Zeichen. Ein WLAN-Passwort hat 8 bis 63 Zeichen.")
    show(field, theme=theme, width=700)
    assert field.frame.height() >= theme.size(38)
    assert field.length.height() >= field.length.heightForWidth(field.length.width())
    assert field.show_button.width() >= field.show_button.sizeHint().width()


def test_text_field_label_is_its_name_and_hint_its_description(show: Show, theme: Theme) -> None:
    field = TextField(theme, "success.name")
    field.set_label("Give it a name (optional)")
    field.set_hint("At most 32 characters")
    show(field, theme=theme)
    assert spoken_name(field.edit) == "Give it a name (optional)"
    assert field.edit.accessibleDescription() == "At most 32 characters"
    field.set_text(" Kitchen ")
    assert field.text() == " Kitchen "
