"""2.5 A permission of the system: explained before the system asks, and where to change a no."""

from __future__ import annotations

import sys

from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ..widgets.buttons import Button
from ..widgets.flow import FlowLayout
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from .base import Act, Page, View

_STEPS = 3


class PermissionPage(Page):
    """Looked at again by itself; goes on as soon as the permission is there."""

    places = (Place.PERMISSION,)

    def build(self) -> None:
        theme = self.look.theme
        self.notes = Notes(theme)
        self.by_hand = self._button("permission.by_hand", "way.join_by_hand", Way.JOIN_BY_HAND)
        self.settings = self._button(
            "permission.settings", "way.open_network_settings", Way.OPEN_NETWORK_SETTINGS
        )
        self.links = Links(theme)
        self.named = self.links.add("permission.named", self.words("join.permission.named"))
        self.named.clicked.connect(lambda: self.decided.emit(d.AskName()))
        self.column.addWidget(self.notes)
        ways = FlowLayout()
        ways.addWidget(self.settings)
        ways.addWidget(self.by_hand)
        self.column.addLayout(ways)
        self.column.addWidget(self.links)
        self.column.addStretch(1)

    def _button(self, name: str, key: str, way: Way) -> Button:
        button = Button(self.look.theme, self.words(key))
        button.setObjectName(name)
        button.clicked.connect(lambda: self.took.emit(way))
        return button

    def draw(self, view: View) -> None:
        network = _is_network(view)
        self.notes.set(self._steps(view))
        self.settings.setVisible(network)
        wifi = view.setup.wifi
        self.links.setVisible(not network and wifi is not None and wifi.names_withheld)

    def _steps(self, view: View) -> list[Note]:
        if _is_network(view):
            return [Note("info", self.words("join.permission.network"))]
        system = "mac" if sys.platform == "darwin" else "windows"
        if view.setup.problem is not None:
            key = f"join.permission.refused.{system}"
            return [Note(str(n), self.words(f"{key}.{n}"), tone="accent") for n in range(1, _STEPS + 1)]
        asked = view.setup.decision(d.AskedSystem) is not None
        return [Note("info", self.words(f"join.permission.{'asked' if asked else 'next'}.{system}"))]

    def title(self, view: View) -> str:
        variant = ".mac" if _is_network(view) else ".location" if sys.platform == "darwin" else ""
        return self.words(f"join.permission.title{variant}")

    def lead(self, view: View) -> str:
        return self.words(f"join.permission.lead{'.mac' if _is_network(view) else ''}")

    def primary(self, view: View) -> Act | None:
        way = self._way(view)
        return Act(self.words(f"way.{way.value}"), name=way.value)

    def pressed(self) -> None:
        if self.view is not None:
            self.took.emit(self._way(self.view))

    def _way(self, view: View) -> Way:
        """The system asks once; whoever did not see its question finds the switch in the settings."""
        asked = view.setup.decision(d.AskedSystem) is not None
        return Way.OPEN_LOCATION_SETTINGS if asked else Way.ASK_PERMISSION

    def handles(self, problem: Problem) -> bool:
        """Title, lead and notes say what the panel would."""
        return problem.place is Place.PERMISSION


def _is_network(view: View) -> bool:
    """Whether it is about the local network of macOS, not about the names of networks."""
    problem = view.setup.problem
    return problem is not None and problem.code is Code.NETWORK_PERMISSION
