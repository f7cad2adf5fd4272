"""Rail and strip: seven texts for a screen reader, elided last and with a tool tip, mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWizard, QWizardPage
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, ink, spoken_name
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.step_rail import RailStep, StepRail
from spark_setup.ui.widgets.step_strip import StepStrip

STEPS = [
    RailStep("Get ready", State.DONE, "All checks passed", "Step 1, Get ready, done. All checks passed"),
    RailStep("Find your device", State.CURRENT, "", "Step 2, Find your device, current"),
    RailStep("Choose the Wi-Fi", State.COMING),
    RailStep("Enter the password", State.SKIPPED, "Not needed"),
    RailStep("Send the details", State.COMING),
    RailStep("Come online", State.PROBLEM, "Could not join"),
    RailStep("Name and finish", State.COMING),
]


@pytest.fixture
def rail(show: Show, theme: Theme) -> StepRail:
    """Seven steps in all states."""
    made = StepRail(theme)
    made.set_brand("Temperature <b>Monitor</b>", "Northwind")
    made.set_steps(STEPS)
    show(made, theme=theme, height=640)
    return made


def test_one_static_text_per_step(rail: StepRail) -> None:
    steps = rail.step_widgets()
    assert [accessible(step).role().name for step in steps] == ["StaticText"] * 7
    assert spoken_name(steps[1]) == "Step 2, Find your device, current"
    assert spoken_name(steps[3]) == "Enter the password. Not needed"
    assert all(step.focusPolicy() is Qt.FocusPolicy.NoFocus for step in steps)


def test_steps_keep_their_widgets(rail: StepRail) -> None:
    before = rail.step_widgets()
    rail.set_steps([RailStep(step.title, State.DONE) for step in STEPS])
    assert rail.step_widgets() == before


def test_a_cut_title_carries_a_tool_tip_and_keeps_its_name(rail: StepRail) -> None:
    long = "Zugangsdaten an das Gerät übertragen und auf die Bestätigung warten"
    rail.set_steps([RailStep(long, State.DONE, "U8BS"), RailStep("Short", State.COMING)])
    assert rail.step_widgets()[0].toolTip() == f"{long}\nU8BS"
    assert rail.step_widgets()[1].toolTip() == ""
    assert spoken_name(rail.step_widgets()[0]).startswith(long)


def test_a_long_title_without_a_note_takes_two_lines(rail: StepRail) -> None:
    rail.set_steps([RailStep("Benennen und dann abschließen", State.COMING)])
    assert rail.step_widgets()[0].toolTip() == ""


def test_marks_are_at_the_reading_side(show: Show, theme: Theme) -> None:
    left, right = StepRail(theme), StepRail(theme)
    for made, rtl in ((left, False), (right, True)):
        made.set_steps([RailStep("", State.COMING), RailStep("", State.COMING)])
        show(made, theme=theme, rtl=rtl, height=300)
    one = left.step_widgets()[1].grab().toImage()
    other = right.step_widgets()[1].grab().toImage()
    assert ink(one, 0.0, 0.3) > 0
    assert ink(one, 0.7, 1.0) == 0
    assert ink(other, 0.7, 1.0) > 0
    assert ink(other, 0.0, 0.3) == 0


def test_rail_is_flush_in_a_wizard(qtbot: QtBot, theme: Theme) -> None:
    wizard = QWizard()
    qtbot.addWidget(wizard)
    wizard.setWizardStyle(QWizard.WizardStyle.ModernStyle)
    rail = StepRail(theme)
    rail.set_steps(STEPS)
    wizard.setSideWidget(rail)
    wizard.addPage(QWizardPage())
    wizard.resize(960, 640)
    dress(wizard, theme)
    with qtbot.waitExposed(wizard):
        wizard.show()
    assert rail.x() == 0
    assert rail.width() == 265
    assert rail.y() == 0


def test_strip_says_where_we_are(show: Show, theme: Theme) -> None:
    strip = StepStrip(theme)
    states = [State.DONE, State.CURRENT, *[State.COMING] * 5]
    strip.set(states, "Step 2 of 7: Find your device")
    show(strip, theme=theme)
    assert spoken_name(strip) == "Step 2 of 7: Find your device"
    assert accessible(strip).role().name == "StaticText"


def test_strip_is_mirrored(show: Show, theme: Theme) -> None:
    def first_bar_is_left(rtl: bool) -> bool:
        strip = StepStrip(theme)
        strip.set([State.CURRENT, State.COMING], " ")
        show(strip, theme=theme, rtl=rtl, width=300)
        image = strip.grab().toImage()
        accent = theme.colours.accent.rgb()
        return image.pixel(image.width() // 4, 3) == accent

    assert first_bar_is_left(rtl=False)
    assert not first_bar_is_left(rtl=True)


def test_rail_grows_with_the_text(qtbot: QtBot) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    rail = StepRail(theme)
    qtbot.addWidget(rail)
    rail.set_steps(STEPS)
    assert rail.width() == 530
    assert rail.step_widgets()[0].sizeHint().height() == 120
