"""A picture of every page state met, named by page id: what `--screenshots` and the README show."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from .wizard import SetupWizard


class Photographer(QObject):
    """Takes a picture when a page state is left, so that it shows the state at its fullest."""

    def __init__(self, wizard: SetupWizard, folder: Path) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        wizard.resize(wizard.default_size())
        wizard.drawn.connect(self.take)

    def take(self) -> None:
        """Save what is on the screen now; a later picture of the same state replaces it."""
        conductor = self._wizard.conductor
        if conductor.over:
            return
        name = conductor.step.place.value
        problem = conductor.setup.problem
        if problem is not None:
            name = f"{name}.{problem.code.value}"
        # What was just added is laid out by a posted event; without it the picture shows a gap.
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._wizard.grab().save(str(self._folder / f"{name}.png"))
