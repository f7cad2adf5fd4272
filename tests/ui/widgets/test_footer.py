"""The footer in a real QWizard: margins that survive, the ladder when it does not fit, the reason beside a
grey button.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWizard, QWizardPage
from pytestqt.qtbot import QtBot

from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.buttons import Button, Form, Kind
from spark_setup.ui.widgets.code_chip import CodeChip
from spark_setup.ui.widgets.footer import Footer

W = QWizard.WizardButton
ROW = [W.CustomButton1, W.CustomButton2, W.Stretch, W.CancelButton, W.CustomButton3, W.NextButton]


class Wizard(QWizard):
    """A wizard with our buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.chip = CodeChip(theme)
        self.chip.set_code("S4")
        self.help = Button(theme, "Hilfe", Kind.LINK, icon="help")
        self.cancel = Button(theme, "Abbrechen", Kind.QUIET)
        self.back_button = Button(theme, "Zurück")
        self.primary = Button(theme, "Temperature Monitor verbinden", Kind.PRIMARY, short="Verbinden")
        for which, button in (
            (W.CustomButton1, self.chip),
            (W.CustomButton2, self.help),
            (W.CancelButton, self.cancel),
            (W.CustomButton3, self.back_button),
            (W.NextButton, self.primary),
        ):
            self.setButton(which, button)
        self.setButtonLayout(ROW)
        self.addPage(QWizardPage())
        self.addPage(QWizardPage())
        self.footer = Footer(self)


def _show(qtbot: QtBot, theme: Theme, width: int, *, rtl: bool = False) -> Wizard:
    wizard = Wizard(theme)
    if rtl:
        wizard.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    dress(wizard, theme)
    qtbot.addWidget(wizard)
    wizard.resize(width, 500)
    with qtbot.waitExposed(wizard):
        wizard.show()
    return wizard


def test_margins_hold_after_showing_and_after_another_layout(qtbot: QtBot, theme: Theme) -> None:
    wizard = _show(qtbot, theme, 960)
    assert wizard.chip.x() == 24
    assert wizard.primary.geometry().right() == 960 - 32 - 1
    wizard.setButtonLayout(ROW)
    wizard.footer.set_margins()
    QApplication.processEvents()
    assert wizard.chip.x() == 24
    assert wizard.primary.geometry().right() == 960 - 32 - 1


def test_mirrored(qtbot: QtBot, theme: Theme) -> None:
    wizard = _show(qtbot, theme, 960, rtl=True)
    assert wizard.primary.x() == 32
    assert wizard.chip.geometry().right() == 960 - 24 - 1


def test_all_words_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    wizard = _show(qtbot, theme, 960)
    assert (wizard.help.form, wizard.primary.form) == (Form.FULL, Form.FULL)
    assert not wizard.footer.cancel_is_in_help


def test_the_ladder(qtbot: QtBot) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    wizard = _show(qtbot, theme, 1300)
    rungs = []
    for width in (1300, 1150, 1050, 760, 1300):
        wizard.setMinimumSize(1, 1)
        wizard.resize(width, 500)
        QApplication.processEvents()
        rungs.append((wizard.help.form, wizard.primary.form, wizard.footer.cancel_is_in_help))
    assert rungs[0] == (Form.FULL, Form.FULL, False)
    assert rungs[-1] == rungs[0], "it climbs back when there is room again"
    assert rungs == sorted(rungs[:-1], key=lambda rung: (rung[0].value, rung[1].value, rung[2])) + rungs[-1:]
    assert any(rung[0] is Form.ICON for rung in rungs)
    assert any(rung[1] is Form.SHORT for rung in rungs)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_whole_row_is_in_view_at_the_smallest_window(qtbot: QtBot, scale: float) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=scale)
    wizard = _show(qtbot, theme, 752 if scale == 2.0 else 720)
    for button in (wizard.chip, wizard.help, wizard.back_button, wizard.primary):
        assert wizard.rect().contains(button.geometry()), button.text()


def test_reason_stands_beside_the_grey_button(qtbot: QtBot, theme: Theme) -> None:
    wizard = _show(qtbot, theme, 960)
    wizard.primary.setEnabled(False)
    wizard.footer.fit("Choose a network first")
    QApplication.processEvents()
    reason = wizard.footer.reason
    assert reason.isVisible()
    assert 0 < wizard.primary.x() - reason.geometry().right() < 30
    wizard.footer.fit("")
    assert not reason.isVisible()


def test_dressing_the_wizard_dresses_the_footer(qtbot: QtBot, theme: Theme) -> None:
    wizard = _show(qtbot, theme, 960)
    dress(wizard, Theme.build(Scheme.DARK, text_scale=1.25))
    QApplication.processEvents()
    assert wizard.chip.x() == 30
