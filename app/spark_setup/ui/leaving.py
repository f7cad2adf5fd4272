"""The one question before leaving: asked only while the device already has the details (ui.md, 5.1)."""

from __future__ import annotations

from .frame import Frame
from .pages.base import Act


class Leaving:
    """Asks inline, in the place of a problem; *Keep waiting* is the primary."""

    def __init__(self, wizard: Frame) -> None:
        self._wizard = wizard
        self.asking = False

    def ask(self) -> None:
        """Put the question."""
        self.asking = True

    def close(self) -> None:
        """Take it back."""
        self.asking = False

    def draw(self) -> None:
        """Show the question where problems are shown."""
        words = self._wizard.words
        self._wizard.body.show_question(
            words("progress.leave.title"),
            words("progress.leave.text"),
            ("leaving.leave", words("progress.leave.go")),
        )

    def primary(self) -> Act:
        """What the primary does meanwhile."""
        return Act(self._wizard.words("progress.leave.stay"))

    def stay(self) -> None:
        """Keep waiting."""
        self.asking = False
        self._wizard.refresh()

    def leave(self) -> None:
        """Leave, and give the Wi-Fi back."""
        self.asking = False
        self._wizard.conductor.cancel()
