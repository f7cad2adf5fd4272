"""The picker: one card per device, radio buttons by keyboard, choice and focus kept when the list changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, spoken_name
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.widgets.device_cards import Device, DeviceCards

ONE = Device("U8BS", "Northwind-", "Very near", 4, "Code U 8 B S, very near")
TWO = Device("QX41", "Northwind-", "Near", 3, "Code Q X 4 1, near")
THREE = Device("7&KP", "Northwind-", "Far", 1)


def _cards(show: Show, theme: Theme, *devices: Device, chosen: str | None = None) -> DeviceCards:
    cards = DeviceCards(theme)
    cards.set(devices, chosen=chosen)
    show(cards, theme=theme)
    return cards


def test_one_device_is_chosen_by_the_page(show: Show, theme: Theme) -> None:
    cards = _cards(show, theme, ONE, chosen="U8BS")
    assert cards.choice() == "U8BS"
    card = cards.cards()[0]
    assert spoken_name(card) == "Code U 8 B S, very near"
    assert accessible(card).role().name == "RadioButton"
    assert accessible(card).state().checked


def test_several_are_not_chosen_until_the_person_does(show: Show, theme: Theme, qtbot: QtBot) -> None:
    cards = _cards(show, theme, ONE, TWO, THREE)
    assert cards.choice() == ""
    spy = QSignalSpy(cards.chosen)
    qtbot.mouseClick(cards.cards()[1], Qt.MouseButton.LeftButton, pos=cards.cards()[1].rect().bottomRight())
    qtbot.mouseClick(cards.cards()[1], Qt.MouseButton.LeftButton, pos=cards.cards()[1].rect().center())
    assert cards.choice() == "QX41"
    assert spy.at(0)[0] == "QX41"


def test_arrows_and_space(show: Show, theme: Theme, qtbot: QtBot) -> None:
    cards = _cards(show, theme, ONE, TWO)
    first, second = cards.cards()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert cards.choice() == "U8BS"
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert cards.choice() == "QX41"
    assert second.hasFocus()


def test_another_device_keeps_choice_and_focus(show: Show, theme: Theme) -> None:
    cards = _cards(show, theme, ONE, TWO, chosen="QX41")
    chosen = cards.cards()[1]
    chosen.setFocus()
    cards.set([THREE, ONE, TWO])
    assert cards.choice() == "QX41"
    assert chosen.hasFocus()
    cards.set([THREE, ONE])
    assert cards.choice() == ""


def test_an_ampersand_in_a_suffix_is_text(show: Show, theme: Theme) -> None:
    cards = _cards(show, theme, THREE)
    assert cards.cards()[0].shortcut().isEmpty()
    assert spoken_name(cards.cards()[0]) == "7&KP, Far"


def test_suffix_has_room_at_200_percent(show: Show) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    cards = _cards(show, theme, ONE)
    card = cards.cards()[0]
    assert card.height() >= card.sizeHint().height()
    assert card.sizeHint().height() > 2 * 2.5 * 14
