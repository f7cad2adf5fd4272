"""1.3 The sign-in has run out. The device may come online without it; nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ...setup.signing_in import is_over
from ..widgets.buttons import Button
from ..widgets.notes import Note, Notes
from .base import Act, Page, View


class ExpiredPage(Page):
    """The problem's own ways out are all there is to press."""

    places = (Place.EXPIRED,)

    def build(self) -> None:
        self.notes = Notes(self.look.theme)
        self.anyway = Button(self.look.theme, self.words("way.finish_anyway"))
        self.anyway.setObjectName("expired.anyway")
        self.anyway.clicked.connect(lambda: self.took.emit(Way.FINISH_ANYWAY))
        self.column.addWidget(self.notes)
        self.column.addWidget(self.anyway, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def title(self, view: View) -> str:
        return self._of_code(view, "title") or super().title(view)

    def lead(self, view: View) -> str:
        return self._of_code(view, "cause") or super().lead(view)

    def _of_code(self, view: View, part: str) -> str:
        """What is wrong with the code that was brought; empty: it is the session that has ended."""
        problem = view.setup.problem
        key = f"problem.{Code.SESSION_EXPIRED.value}.{part}.{problem.reason if problem else ''}"
        return self.words(key) if self.words.has(key) else ""

    def draw(self, view: View) -> None:
        over = is_over(view.setup)
        unsent = view.setup.sent is None
        self.anyway.set_texts(self.words("way.finish_anyway.unsent" if unsent else "way.finish_anyway"))
        self.anyway.setVisible(not over)  # else it is the primary
        kept = view.setup.typed and not over
        lines = [Note("tick", self.words("expired.kept"), tone="ok")] if kept else []
        if over and unsent:
            lines.append(Note("info", self.words("expired.over")))
        if not unsent:
            lines.append(Note("info", self.words("expired.online")))
            lines.append(Note("info", self.words("expired.light")))
        self.notes.set(lines)

    def cancel(self, view: View) -> Act | None:
        """None before the send: "Close setup" is on the page or in the footer, and does the same."""
        return None if view.setup.sent is None else super().cancel(view)

    def handles(self, problem: Problem) -> bool:
        """Title and lead say what the panel would."""
        return problem.code is Code.SESSION_EXPIRED
