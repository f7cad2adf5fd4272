"""The list of networks: a radio group whose unusable rows can be reached, read and never chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, ink
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.network_list import ADD_KEY, NetworkList
from spark_setup.ui.widgets.network_rows import NetworkRow, RowKind

SAME = "Probably the same router as Home-5G"
USABLE = [
    NetworkRow(
        "h", "Home", note="Probably the same router as Home-5G", strength="Strong", bars=4, locked=True
    ),
    NetworkRow("c", "Café", strength="Good", bars=3, spoken="Café, good, open"),
    NetworkRow("e", "ET&JDS", strength="Fair", bars=2, locked=True),
    NetworkRow("w", "<b>Wang</b>", strength="Weak", bars=1, locked=True),
]
UNUSABLE = [
    NetworkRow(
        "5", "Home-5G", RowKind.UNUSABLE, note="5 GHz only", spoken="Home-5G, cannot be used, 5 GHz only"
    ),
    NetworkRow("o", "Office", RowKind.UNUSABLE, note="Asks for a user name."),
]


@pytest.fixture
def networks(show: Show, theme: Theme) -> NetworkList:
    """The list, shown, with Home chosen and the focus in it."""
    listed = NetworkList(theme)
    listed.set_rows(
        USABLE, UNUSABLE, cannot="Cannot be used", add="My network is not in the list", chosen="h"
    )
    show(listed, theme=theme)
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    return listed


def _current(networks: NetworkList) -> str:
    row = networks.view.rows.row_at(networks.view.currentIndex())
    return row.key if row else ""


def _keys(qtbot: QtBot, networks: NetworkList, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(networks.view, key)


def test_focus_starts_at_the_chosen_row(networks: NetworkList) -> None:
    assert networks.view.hasFocus()
    assert _current(networks) == "h"
    assert networks.choice() == "h"


def test_the_focus_goes_along_with_another_choice(networks: NetworkList) -> None:
    """Two rows with a frame would look like two choices."""
    networks.choose("c")
    assert _current(networks) == "c"


def test_arrows_choose_as_in_a_group_of_radio_buttons(networks: NetworkList, qtbot: QtBot) -> None:
    spy = QSignalSpy(networks.chosen)
    _keys(qtbot, networks, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert networks.choice() == "e"
    assert [spy.at(n)[0] for n in range(spy.count())] == ["c", "e"]


def test_unusable_rows_are_reached_and_not_chosen(networks: NetworkList, qtbot: QtBot) -> None:
    _keys(qtbot, networks, *[Qt.Key.Key_Down] * 4)
    assert _current(networks) == "5", "the heading is skipped"
    assert networks.choice() == "w", "the choice stays where it was"
    assert [networks.view.rows.data(i) for i in networks.view.selectedIndexes()] == ["<b>Wang</b>"]
    _keys(qtbot, networks, Qt.Key.Key_Space)
    assert networks.choice() == "w"


def test_the_last_row_asks_for_typing(networks: NetworkList, qtbot: QtBot) -> None:
    _keys(qtbot, networks, Qt.Key.Key_End)
    assert networks.choice() == "h"
    with qtbot.waitSignal(networks.add_requested):
        _keys(qtbot, networks, Qt.Key.Key_Return)


def test_enter_activates_a_network_and_explains_an_unusable_one(networks: NetworkList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(networks.activated) as activated:
        _keys(qtbot, networks, Qt.Key.Key_Return)
    assert activated.args == ["h"]
    _keys(qtbot, networks, *[Qt.Key.Key_Down] * 5)
    with qtbot.waitSignal(networks.refused) as refused:
        _keys(qtbot, networks, Qt.Key.Key_Enter)
    assert refused.args == ["o"]


def test_letters_look_for_a_name(networks: NetworkList, qtbot: QtBot) -> None:
    qtbot.keyClicks(networks.view, "et")
    assert networks.choice() == "e"


def test_letters_outside_ascii_look_for_a_name(show: Show, theme: Theme) -> None:
    listed = NetworkList(theme)
    listed.set_rows([NetworkRow("a", "Office"), NetworkRow("b", "Élan")], chosen="a")
    show(listed, theme=theme)
    listed.setFocus()
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "é")
    QApplication.sendEvent(listed.view, event)
    assert listed.choice() == "b"


def test_a_refresh_keeps_choice_focus_and_place(networks: NetworkList, qtbot: QtBot) -> None:
    _keys(qtbot, networks, Qt.Key.Key_Down)
    spy = QSignalSpy(networks.chosen)
    fresh = [NetworkRow("n", "New", strength="Strong", bars=4), *reversed(USABLE)]
    networks.set_rows(fresh, UNUSABLE, cannot="Cannot be used", add="Add")
    assert networks.choice() == "c"
    assert _current(networks) == "c"
    assert networks.view.hasFocus()
    assert spy.count() == 0, "a refresh is no choice of the person"
    _keys(qtbot, networks, Qt.Key.Key_Up)
    assert networks.choice() == "e"


def test_a_refresh_leaves_the_person_at_an_unusable_row(networks: NetworkList, qtbot: QtBot) -> None:
    _keys(qtbot, networks, *[Qt.Key.Key_Down] * 4)
    networks.set_rows(USABLE[:2], UNUSABLE, cannot="Cannot be used", add="Add")
    assert _current(networks) == "5"


def test_a_refresh_without_the_chosen_network_chooses_nothing(networks: NetworkList) -> None:
    networks.set_rows(USABLE[1:], UNUSABLE, cannot="Cannot be used", add="Add")
    assert networks.choice() == ""
    assert networks.view.hasFocus()


def test_a_network_that_became_unusable_is_not_chosen(networks: NetworkList) -> None:
    networks.choose("5")
    assert networks.choice() == ""


def test_clicks(networks: NetworkList, qtbot: QtBot) -> None:
    def middle(key: str) -> QPoint:
        return networks.view.visualRect(networks.view.rows.index_of(key)).center()

    port = networks.view.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=middle("w"))
    assert networks.choice() == "w"
    with qtbot.waitSignal(networks.refused):
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=middle("o"))
    assert networks.choice() == "w"
    with qtbot.waitSignal(networks.add_requested):
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=middle("+"))
    with qtbot.waitSignal(networks.activated) as activated:
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=middle("h"))
        qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=middle("h"))
    assert activated.args == ["h"]


@pytest.mark.parametrize("key", ["h", "o", "+"])
def test_the_second_half_of_a_double_click_that_began_elsewhere_is_nothing(
    key: str, networks: NetworkList, qtbot: QtBot
) -> None:
    """*Choose another network* was double-clicked, and the list is where the button was."""
    port, at = networks.view.viewport(), networks.view.visualRect(networks.view.rows.index_of(key)).center()
    before = networks.choice()
    said: list[str] = []
    for signal in (networks.activated, networks.refused):
        signal.connect(said.append)
    networks.add_requested.connect(lambda: said.append("add"))
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at)
    assert (said, networks.choice()) == ([], before)


def test_tab_leaves_the_list(networks: NetworkList, qtbot: QtBot) -> None:
    """No key trap."""
    _keys(qtbot, networks, Qt.Key.Key_Tab)
    assert not networks.view.hasFocus() or networks.window().focusWidget() is networks.view
    assert networks.view.tabKeyNavigation() is False


def test_rows_have_names_for_a_screen_reader(networks: NetworkList) -> None:
    networks.set_name("Wi-Fi networks your Temperature Monitor can reach")
    outer = accessible(networks.view)
    assert outer.text(QAccessible.Text.Name) == "Wi-Fi networks your Temperature Monitor can reach"
    names = [outer.child(n).text(QAccessible.Text.Name) for n in range(outer.childCount())]
    assert "Café, good, open" in names
    assert "Home-5G, cannot be used, 5 GHz only" in names
    assert "Home, Strong, Probably the same router as Home-5G" in names


def test_a_name_is_text(networks: NetworkList) -> None:
    index = networks.view.rows.index_of("w")
    assert networks.view.rows.data(index) == "<b>Wang</b>"


def _below_a_heading(listed: NetworkList) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLabel("Heading"))
    column.addWidget(listed, 1)
    column.addStretch()
    page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return page


def test_a_long_list_takes_what_is_left_and_scrolls(show: Show, theme: Theme) -> None:
    crowd = NetworkList(theme)
    crowd.set_rows([NetworkRow(str(n), f"Network {n}", bars=1) for n in range(60)], add="Add")
    page = _below_a_heading(crowd)
    page.setMinimumHeight(400)
    window = show(page, theme=theme, height=500)
    assert window.height() == 500
    assert crowd.view.verticalScrollBar().maximum() > 0
    assert crowd.height() > 300


def test_a_short_list_is_as_high_as_its_rows(show: Show, theme: Theme) -> None:
    few = NetworkList(theme)
    long = NetworkRow("z", "Wrapped", note="Probably the same router as " + "W " * 60, bars=1)
    few.set_rows([*USABLE, long], add="Add")
    page = _below_a_heading(few)
    page.setMinimumHeight(600)
    show(page, theme=theme, height=700)
    last = few.view.visualRect(few.view.rows.index_of(ADD_KEY))
    assert few.view.verticalScrollBar().maximum() == 0
    assert few.view.viewport().height() == last.bottom() + 1


def test_a_page_that_scrolls_is_asked_for_four_rows(theme: Theme) -> None:
    crowd = NetworkList(theme)
    crowd.set_rows([NetworkRow(str(n), f"Network {n}", bars=1) for n in range(60)], add="Add")
    assert theme.size(36) * 4 <= crowd.sizeHint().height() < theme.size(36) * 6


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_long_names_and_notes_wrap_and_rows_grow(show: Show, scale: float) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=scale)
    listed = NetworkList(theme)
    long = NetworkRow(
        "x", "W" * 32, note="Wahrscheinlich derselbe Router wie " + "W" * 32, strength="Stark", bars=4
    )
    short = NetworkRow("y", "Home", strength="Stark", bars=4)
    listed.set_rows([short, long], chosen="x")
    show(listed, theme=theme, width=420)
    rows = [listed.view.visualRect(listed.view.rows.index(n)) for n in range(2)]
    assert rows[1].height() > rows[0].height()
    assert rows[0].height() >= theme.size(36)


def test_right_to_left_mirrors_dot_and_bars(show: Show, theme: Theme) -> None:
    listed = NetworkList(theme)
    listed.set_rows([NetworkRow("h", "", bars=4)])
    show(listed, theme=theme, width=400)
    left = listed.view.viewport().grab().toImage()
    mirrored = NetworkList(theme)
    mirrored.set_rows([NetworkRow("h", "", bars=4)])
    show(mirrored, theme=theme, width=400, rtl=True)
    right = mirrored.view.viewport().grab().toImage()
    assert ink(left, 0.0, 0.15) > 0
    assert ink(right, 0.0, 0.1) != ink(left, 0.0, 0.1)
    # The dot is at the other side; the bars still rise from left to right.
    assert abs(ink(left, 0.02, 0.12) - ink(right, 0.88, 0.98)) < 30


def test_dressing_again_measures_again(networks: NetworkList) -> None:
    before = networks.sizeHint().height()
    dress(networks.window(), Theme.build(Scheme.DARK, text_scale=2.0))
    assert networks.sizeHint().height() > before * 1.4


def test_an_empty_list_is_no_error(show: Show, theme: Theme, qtbot: QtBot) -> None:
    listed = NetworkList(theme)
    listed.set_rows([])
    show(listed, theme=theme)
    listed.setFocus()
    qtbot.keyClick(listed.view, Qt.Key.Key_Return)
    assert listed.view.currentIndex() == QModelIndex()
