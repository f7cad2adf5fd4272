"""Buttons: kinds, short forms, names, and a focus ring that lies outside and follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fakes.seen import Show, ink, spoken_name
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.buttons import Button, Form, Kind, TextLink, literal
from spark_setup.ui.widgets.checks import CheckBox, RadioButton
from spark_setup.ui.widgets.chips import NameChips
from spark_setup.ui.widgets.code_chip import CodeChip, Severity
from spark_setup.ui.widgets.focus_ring import FocusRing
from spark_setup.ui.widgets.problem_panel import ProblemPanel
from spark_setup.ui.widgets.ribbon import Ribbon


def test_short_form_keeps_the_full_name_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "&Connect Temperature Monitor", Kind.PRIMARY, short="Connect")
    qtbot.addWidget(button)
    button.set_form(Form.SHORT)
    assert button.text() == "Connect"
    assert spoken_name(button) == "Connect Temperature Monitor"
    button.set_form(Form.FULL)
    assert button.text() == "&Connect Temperature Monitor"
    assert spoken_name(button) == "Connect Temperature Monitor"


def test_help_without_its_word_is_still_called_help(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Help", Kind.LINK, icon="help")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_form(Form.ICON)
    assert button.sizeHint().width() < wide
    assert spoken_name(button) == "Help"


def test_an_ampersand_of_a_name_is_no_mnemonic(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, f"Connect to {literal('A&B')}")
    qtbot.addWidget(button)
    assert spoken_name(button) == "Connect to A&B"
    assert button.shortcut().isEmpty()


def test_text_is_never_cut(qtbot: QtBot) -> None:
    for scale in (1.0, 1.5, 2.0):
        theme = Theme.build(Scheme.LIGHT, text_scale=scale)
        for kind in Kind:
            button = Button(theme, "Temperature Monitor verbinden", kind)
            qtbot.addWidget(button)
            assert button.minimumSizeHint().width() > button.fontMetrics().horizontalAdvance(button.text())


def _ring(window: QWidget) -> FocusRing | None:
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    return rings[0] if rings else None


def test_ring_is_outside_for_the_keyboard_and_not_for_a_click(show: Show, qtbot: QtBot, theme: Theme) -> None:
    one, other = Button(theme, "One", Kind.PRIMARY), Button(theme, "Other")
    window = show(one, other, theme=theme)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    ring = _ring(window)
    assert ring is not None
    assert ring.geometry() == one.geometry().adjusted(-3, -3, 3, 3)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert other.hasFocus()
    assert _ring(window) is None


def test_ring_follows_a_scrolled_page(qtbot: QtBot, theme: Theme) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addSpacing(300)
    button = Button(theme, "Down here")
    column.addWidget(button)
    area.setWidget(inside)
    area.resize(300, 200)
    dress(area, theme)
    with qtbot.waitActive(area):
        area.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = _ring(area)
    assert ring is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    corner = button.mapTo(area, QPoint(0, 0)) - QPoint(3, 3)
    assert ring.mapTo(area, QPoint(0, 0)) == corner


def test_ring_follows_when_something_around_the_button_moves(show: Show, theme: Theme) -> None:
    box = QWidget()
    button = Button(theme, "One")
    QVBoxLayout(box).addWidget(button)
    window = show(box, theme=theme)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    box.move(box.x() + 40, box.y() + 30)
    ring = _ring(window)
    assert ring is not None
    assert ring.pos() == button.mapTo(window, QPoint(-3, -3))


def test_ring_leaves_with_its_button(show: Show, theme: Theme) -> None:
    button = Button(theme, "One")
    window = show(button, theme=theme)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert _ring(window) is not None
    button.hide()
    assert _ring(window) is None


def test_space_presses_a_link(show: Show, qtbot: QtBot, theme: Theme) -> None:
    link = TextLink(theme, "Join by hand")
    show(link, theme=theme)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)


def test_chip_shows_code_and_says_more(qtbot: QtBot, theme: Theme) -> None:
    chip = CodeChip(theme)
    qtbot.addWidget(chip)
    chip.set_code("S2", spoken="Step 2 of 7, code S 2, opens details for support")
    quiet = chip.sizeHint().width()
    chip.set_code("S6-01", Severity.BAD, "Step 6 of 7, code S 6 0 1, opens details for support")
    assert chip.sizeHint().width() > quiet
    assert spoken_name(chip).startswith("Step 6 of 7, code S 6 0 1")
    assert chip.severity is Severity.BAD


def test_chip_in_an_arabic_window_is_drawn_inside_itself(show: Show, theme: Theme) -> None:
    chip = CodeChip(theme)
    chip.set_code("S6-01", Severity.NONE, "spoken")
    chip.setFixedSize(chip.sizeHint())
    show(chip, theme=theme, rtl=True)
    image = chip.grab().toImage()
    assert ink(image, 0.1, 0.5) > 0
    assert abs(ink(image, 0.1, 0.5) - ink(image, 0.5, 0.9)) < ink(image, 0.1, 0.9) * 0.5


@pytest.mark.parametrize("kind", [Kind.PRIMARY, Kind.BORDERED])
def test_high_contrast_shows_what_cannot_be_pressed(qtbot: QtBot, kind: Kind) -> None:
    system = QPalette()
    for group, colour in ((QPalette.ColorGroup.Active, "#FFFFFF"), (QPalette.ColorGroup.Disabled, "#A6A6A6")):
        system.setColor(group, QPalette.ColorRole.Text, QColor(colour))
        system.setColor(group, QPalette.ColorRole.Base, QColor("#202020"))
    theme = Theme.build(Scheme.DARK, high_contrast=system)
    button = Button(theme, "", kind)
    qtbot.addWidget(button)
    button.resize(120, 32)
    edge = lambda: button.grab().toImage().pixelColor(60, 0).name()  # noqa: E731
    enabled = edge()
    button.setEnabled(False)
    assert button._text_colour().name() == "#a6a6a6"
    assert edge() not in (enabled, "#ffffff")


@pytest.mark.parametrize("rtl", [False, True])
def test_a_radio_buttons_text_stands_beside_its_mark(show: Show, theme: Theme, rtl: bool) -> None:
    """Where the whole application is mirrored, too: the painter then mirrors on its own."""
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    before = QGuiApplication.layoutDirection()
    QGuiApplication.setLayoutDirection(direction)
    try:
        button = RadioButton(theme, "Ab")
        button.setFixedSize(200, 26)
        show(button, theme=theme, rtl=rtl)
        button.clearFocus()
        image = button.grab().toImage()
    finally:
        QGuiApplication.setLayoutDirection(before)
    near, far = ((0.55, 1.0), (0.0, 0.45)) if rtl else ((0.0, 0.45), (0.55, 1.0))
    assert ink(image, *near) > 0
    assert ink(image, *far) == 0


def test_panel_tells_which_way_out(show: Show, qtbot: QtBot, theme: Theme) -> None:
    panel = ProblemPanel(theme)
    panel.set(Severity.BAD, "Cause.", "<i>Detail</i>", [("wrong.network", "Other"), ("wrong.light", "Light")])
    show(panel, theme=theme)
    with qtbot.waitSignal(panel.way_out) as pressed:
        qtbot.mouseClick(panel.buttons[1], Qt.MouseButton.LeftButton)
    assert pressed.args == ["wrong.light"]
    assert panel.detail.text() == "<i>Detail</i>"


def test_panel_keeps_its_buttons_when_nothing_changes(show: Show, theme: Theme) -> None:
    panel = ProblemPanel(theme)
    ways = [("a", "A"), ("b", "B")]
    panel.set(Severity.WARN, "Cause.", "0:10", ways)
    show(panel, theme=theme)
    panel.buttons[0].setFocus()
    panel.set(Severity.WARN, "Cause.", "0:11", ways)
    assert panel.buttons[0].hasFocus()


def test_panel_buttons_wrap_at_200_percent(show: Show) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    panel = ProblemPanel(theme)
    panel.set(Severity.BAD, "Ursache.", "Satz.", [("a", "Anderes Netz wählen"), ("b", "Licht vergleichen")])
    show(panel, theme=theme, width=460)
    first, second = panel.buttons
    assert second.y() > first.y()
    assert panel.rect().contains(second.geometry())


def test_panel_buttons_take_short_forms_before_they_wrap(show: Show, theme: Theme) -> None:
    long = "Copy the note for your network administrator"
    panel = ProblemPanel(theme)
    ways = [("a", long, "Copy note"), ("b", "Choose another network", "Another network")]
    panel.set(Severity.WARN, "Cause.", "Sentence.", ways)
    window = show(panel, theme=theme, width=1200)
    first, second = panel.buttons
    assert first.text() == long
    window.resize(480, 300)
    assert (first.text(), second.text()) == ("Copy note", "Choose another network")
    assert spoken_name(first) == long
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert first.y() == second.y()
    window.resize(200, 300)
    assert first.text() == long, "where even the short ones wrap, nothing is gained by them"
    window.resize(1200, 300)
    assert first.text() == long


def test_ribbon_can_be_closed(show: Show, qtbot: QtBot, theme: Theme) -> None:
    ribbon = Ribbon(theme)
    ribbon.set("Demo. <b>Nothing</b> real is changed.", close="Close")
    show(ribbon, theme=theme)
    with qtbot.waitSignal(ribbon.closed):
        qtbot.mouseClick(ribbon.close_button, Qt.MouseButton.LeftButton)
    assert not ribbon.isVisible()


def test_name_chip_gives_the_brands_text(show: Show, qtbot: QtBot, theme: Theme) -> None:
    chips = NameChips(theme, "success.chips")
    chips.set(["Kitchen", "Bed & Breakfast"])
    show(chips, theme=theme)
    second = chips.findChild(Button, "success.chips.2")
    assert second is not None
    with qtbot.waitSignal(chips.picked) as picked:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert picked.args == ["Bed & Breakfast"]
    assert spoken_name(second) == "Bed & Breakfast"


def _held(button: QWidget, key: Qt.Key) -> None:
    for repeated in (False, True, True):
        QApplication.sendEvent(
            button, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", repeated)
        )


def test_a_double_click_and_a_held_key_press_once(qtbot: QtBot, theme: Theme) -> None:
    """What stands at that place by then, or the same switch, is not pressed as well."""
    for button in (Button(theme, "Connect"), CodeChip(theme), CheckBox(theme, "I agree")):
        qtbot.addWidget(button)
        button.setCheckable(True)
        button.show()
        left, at = Qt.MouseButton.LeftButton, button.rect().center()
        pressed: list[bool] = []
        button.toggled.connect(pressed.append)
        QTest.mouseClick(button, left, pos=at)
        QTest.mouseDClick(button, left, pos=at)
        QTest.mouseRelease(button, left, pos=at)
        assert pressed == [True]
        QTest.mouseClick(button, left, pos=at)
        assert pressed == [True, False]
        if isinstance(button, Button):
            _held(button, Qt.Key.Key_Return)
            assert len(pressed) == 3
