"""What leaving means now: a Cancel, the end of a last page, or first the one question (ui.md, 5.1)."""

from __future__ import annotations

from ..setup.places import Place
from .frame import Frame
from .pages.base import Act

_ENDS = frozenset({Place.SUCCESS, Place.OFFLINE, Place.WIFI, Place.SUPPORT})


class Leaving:
    """Asks inline, in the place of a problem; *Keep waiting* is the primary."""

    def __init__(self, wizard: Frame) -> None:
        self._wizard = wizard
        self.asking = False

    @property
    def at_an_end(self) -> bool:
        """A last page: leaving it is no Cancel."""
        return self._wizard.conductor.step.place in _ENDS

    @property
    def in_vain(self) -> bool:
        """Stopped already, and the computer's own network does not come back: a second time means it."""
        conductor = self._wizard.conductor
        return conductor.step.place is Place.CANCELLED and conductor.setup.problem is not None

    @property
    def asks_first(self) -> bool:
        """Only from the commit to the end of step 6, and not where nothing is half done."""
        conductor = self._wizard.conductor
        half_done = conductor.setup.sent is not None and conductor.setup.online is None
        return half_done and conductor.step.place is not Place.WRONG_PASSWORD

    def ask(self) -> None:
        """Put the question."""
        self.asking = True

    def close(self) -> None:
        """Take it back."""
        self.asking = False

    def draw(self) -> None:
        """Show the question where problems are shown."""
        words = self._wizard.words
        go = "progress.leave.go" if self._wizard.conductor.setup.away else "progress.leave.go.home"
        self._wizard.body.show_question(
            words("progress.leave.title"),
            words("progress.leave.text"),
            ("leaving.leave", words(go)),
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
