"""Windows of the pages' tests: they show a given moment, and nothing runs behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from fakes.shown import wizard_at
from spark_setup.support.moments import Moment
from spark_setup.ui.wizard import SetupWizard

Shown = Callable[..., SetupWizard]
"""The fixtures `shown` and `active`."""


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """A window at a moment; more arguments are those of `wizard_at`."""
    made: list[SetupWizard] = []

    def show(moment: Moment, **how: object) -> SetupWizard:
        window = wizard_at(moment, **how)  # type: ignore[arg-type]
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        window.conductor.start()
        window.resize(window.default_size())
        window.refresh()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return window

    yield show
    for window in made:
        window.help.end()
        window.conductor.shut_down()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def active(shown: Shown, qtbot: QtBot) -> Shown:
    """The same, and the window is the active one: what has the focus gets the keys."""

    def show(moment: Moment, **how: object) -> SetupWizard:
        window = shown(moment, **how)
        with qtbot.waitActive(window):
            window.activateWindow()
        return window

    return show
