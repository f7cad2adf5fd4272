"""The support drawer: at the trailing side, not modal, Esc closes it, the focus goes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fakes.seen import Show, spoken_name
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.widgets.buttons import Button
from spark_setup.ui.widgets.code_chip import Severity
from spark_setup.ui.widgets.drawer import Drawer
from spark_setup.ui.widgets.drawer_content import Action, DrawerContent, Fact
from spark_setup.ui.widgets.rich_label import RichLabel
from spark_setup.ui.widgets.typeset import device_id_runs, plain

CONTENT = DrawerContent(
    "Details for support",
    "S6-02",
    Severity.WARN,
    facts=[
        Fact("Device ID", device_id_runs("3b0021001747353236343033")),
        Fact("Network chosen", "<b>Home</b>"),
    ],
    actions=[
        Action("drawer.copy", "Copy summary", "copy", bordered=True),
        Action("drawer.guide", "Guide", "book"),
    ],
    close="Close details",
)


@pytest.fixture
def still(qtbot: QtBot) -> Theme:
    """Reduced motion: it is there at once."""
    return Theme.build(Scheme.LIGHT, reduced_motion=True)


def _open(
    show: Show, theme: Theme, *, rtl: bool = False, beside: bool = True
) -> tuple[QWidget, Button, Drawer]:
    before = Button(theme, "Before")
    # Others around it: without our doing, Qt would give the focus to the first of the window.
    window = show(
        Button(theme, "First"), before, Button(theme, "Last"), theme=theme, width=800, height=500, rtl=rtl
    )
    drawer = Drawer(theme, window)
    drawer.set(CONTENT)
    before.setFocus()
    drawer.open(window.rect(), beside=beside)
    return window, before, drawer


def _texts(drawer: Drawer) -> list[str]:
    return [label.text() for label in drawer.findChildren(RichLabel) if label.isVisible()]


def test_opens_at_the_trailing_side_with_the_focus_inside(show: Show, still: Theme) -> None:
    window, _before, drawer = _open(show, still)
    assert drawer.geometry().right() == window.rect().right()
    assert drawer.width() == 300 == drawer.room()
    assert drawer.cross.hasFocus()
    assert spoken_name(drawer.cross) == "Close details"


def test_is_left_in_arabic(show: Show, still: Theme) -> None:
    _window, _before, drawer = _open(show, still, rtl=True)
    assert drawer.x() == 0


def test_over_the_page_it_brings_its_shadow(show: Show, still: Theme) -> None:
    _window, _before, drawer = _open(show, still, beside=False)
    assert drawer.width() == 316


def test_escape_closes_and_gives_the_focus_back(show: Show, still: Theme, qtbot: QtBot) -> None:
    window, before, drawer = _open(show, still)
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer.cross, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert before.hasFocus()
    assert window.isVisible()


def test_slides_in_unless_motion_is_reduced(show: Show, theme: Theme, qtbot: QtBot) -> None:
    window, _before, drawer = _open(show, theme)
    qtbot.waitUntil(lambda: drawer.geometry().right() == window.rect().right(), timeout=3000)


def test_actions_tell_their_name(show: Show, still: Theme, qtbot: QtBot) -> None:
    _window, _before, drawer = _open(show, still)
    with qtbot.waitSignal(drawer.acted) as acted:
        qtbot.mouseClick(drawer.buttons()[0], Qt.MouseButton.LeftButton)
    assert acted.args == ["drawer.copy"]


def test_same_actions_keep_their_buttons(show: Show, still: Theme, qtbot: QtBot) -> None:
    _window, _before, drawer = _open(show, still)
    drawer.buttons()[1].setFocus()
    drawer.set(replace(CONTENT, facts=[Fact("Light", "Not asked yet")]))
    assert drawer.buttons()[1].hasFocus()
    qtbot.waitUntil(lambda: "Not asked yet" in _texts(drawer))
    assert "<b>Home</b>" not in _texts(drawer)


def test_values_are_text(show: Show, still: Theme) -> None:
    _window, _before, drawer = _open(show, still)
    assert "<b>Home</b>" in [label.text() for label in drawer.findChildren(RichLabel)]


def test_device_id_is_in_groups_of_six_the_last_emphasised() -> None:
    runs = device_id_runs("3b0021001747353236343033")
    assert plain(runs) == "\u20663b0021 001747 353236 343033\u2069"
    assert [run.text for run in runs if run.strong] == ["343033"]
    assert device_id_runs("") == ()
