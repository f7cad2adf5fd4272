"""1.3 The sign-in has run out. The device may come online without it; nothing typed is lost."""

from __future__ import annotations

from ...setup.places import Place
from ..widgets.notes import Note, Notes
from .base import Page, View


class ExpiredPage(Page):
    """The problem's own ways out are all there is to press."""

    places = (Place.EXPIRED,)

    def build(self) -> None:
        self.notes = Notes(self.look.theme)
        self.column.addWidget(self.notes)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        lines = [Note("tick", self.words("expired.kept"), tone="ok")]
        if view.setup.sent is not None:
            lines.append(Note("info", self.words("expired.online")))
        self.notes.set(lines)
