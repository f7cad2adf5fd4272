"""1.2 A setup was interrupted: what is known of it, and going on from there."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Qt, QTime

from ...setup import decisions as d
from ...setup.places import Place, step_number
from ..widgets.buttons import Button
from ..widgets.notes import Note, Notes
from .base import Act, Page, View


class ResumePage(Page):
    """Go on from facts, or start again."""

    places = (Place.RESUME,)

    def build(self) -> None:
        self.notes = Notes(self.look.theme)
        self.again = Button(self.look.theme, self.words("resume.again"))
        self.again.setObjectName("resume.again")
        self.again.clicked.connect(lambda: self.asked.emit("start_again"))
        self.column.addWidget(self.notes)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def lead(self, view: View) -> str:
        stopped = view.setup.interrupted
        if stopped is None:
            return ""
        moment = (view.clock or datetime.now()) - timedelta(seconds=max(0.0, view.now - stopped.at))
        time = QTime(moment.hour, moment.minute)
        return self.words(
            "resume.lead",
            n=str(step_number(Place(stopped.place), delivered=view.setup.delivered is not None)),
            time=QLocale(self.words.language).toString(time, QLocale.FormatType.ShortFormat),
        )

    def draw(self, view: View) -> None:
        lines = [Note("tick", self.words("resume.home.unnamed"), tone="ok")]
        if view.setup.sent is not None:
            lines.append(Note("info", self.words("resume.delivered")))
        self.notes.set(lines)

    def primary(self, view: View) -> Act | None:
        return Act(self.words("resume.go_on"))

    def answer(self) -> d.Decision | None:
        return d.GoOn()
