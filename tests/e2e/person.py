"""Somebody at the keyboard: waits for a page, types, presses what is there. No rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from spark_setup.setup.places import Place
from spark_setup.setup.result import SetupResult
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.controller import SetupController
from spark_setup.ui.hands import type_into
from spark_setup.ui.wizard import SetupWizard

PATIENCE_MS = 30_000


class Person:
    """At one wizard."""

    def __init__(self, qtbot: QtBot, controller: SetupController) -> None:
        self._qtbot = qtbot
        self.controller = controller
        self.results: list[SetupResult] = []
        controller.finished.connect(self.results.append)

    @property
    def wizard(self) -> SetupWizard:
        assert self.controller.wizard is not None
        return self.controller.wizard

    @property
    def place(self) -> Place:
        """Where the wizard is."""
        return self.wizard.conductor.step.place

    def waits(self, until: Callable[[], bool]) -> None:
        """Until something is so."""
        self._qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def comes_to(self, place: Place) -> None:
        """This page, with nothing going on."""
        self.waits(lambda: self.place is place and self._shown is place and not self.busy)

    @property
    def _shown(self) -> Place | None:
        page = self.wizard.current
        return page.view.step.place if page is not None and page.view is not None else None

    @property
    def busy(self) -> bool:
        """Whether something is being asked."""
        return self.wizard.conductor.step.work is not None

    def types(self, **texts: str) -> None:
        """Into the fields of these names ("__" for a dot)."""
        for name, text in texts.items():
            edit = self.wizard.findChild(QLineEdit, name.replace("__", "."))
            assert isinstance(edit, QLineEdit), name
            type_into(edit, text)

    def presses(self, name: str = "frame.primary") -> None:
        """A button that is there and can be pressed."""
        button = self.button(name)
        self.waits(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def button(self, name: str) -> QAbstractButton:
        """The button of this name."""
        found = self.wizard.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        return found

    def sees(self, name: str) -> bool:
        """Whether the button of this name can be seen."""
        return self.button(name).isVisible()

    @property
    def panel(self) -> str:
        """What the account page says about a refusal; empty: nothing."""
        panel = self.wizard.current.panel  # type: ignore[union-attr]
        return panel.cause.text() if panel.isVisible() else ""

    def lets_it_run(self, answers: Answers) -> SetupResult:
        """The rest is the autopilot's."""
        Autopilot(self.wizard, answers)
        self.wizard.refresh()
        self.waits(lambda: bool(self.results))
        return self.results[0]

    def cancels(self) -> SetupResult:
        """Cancel, and the end of it."""
        self.wizard.reject()
        self.waits(lambda: bool(self.results))
        return self.results[0]
