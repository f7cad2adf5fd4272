"""2.1 Looking for the device."""

from __future__ import annotations

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Way
from ..naming import clock_text
from ..widgets.links import Links
from ..widgets.marks import State
from ..widgets.progress_list import CheckList, Row
from .base import Page, View
from .film import add_film


class SearchingPage(Page):
    """Goes on by itself as soon as a device's network is in reach."""

    places = (Place.SEARCHING,)

    def build(self) -> None:
        self.row = CheckList(self.look.theme)
        self.links = Links(self.look.theme)
        self.by_hand = self.links.add("join.by_hand", self.words("join.searching.by_hand"))
        self.other = self.links.add("join.other_name", self.words("join.searching.other_name"))
        add_film(self, self.links, "join.film")
        self.by_hand.clicked.connect(lambda: self.took.emit(Way.JOIN_BY_HAND))
        self.other.clicked.connect(lambda: self.decided.emit(d.AskName()))
        self.column.addWidget(self.row)
        self.column.addWidget(self.links)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        elapsed = self.words("join.searching.looking", time=clock_text(view.elapsed_s))
        late = view.elapsed_s >= view.setup.options.limits.hint_s
        near = self.words("join.searching.near") if late else ""
        problem = view.setup.problem
        self.by_hand.setVisible(problem is None or Way.JOIN_BY_HAND not in problem.ways)
        self.row.set([Row("join.looking", State.RUNNING, elapsed, near, spoken=f"{elapsed}. {near}")])

    def light(self, view: View) -> Light | None:
        return Light.LISTENING
