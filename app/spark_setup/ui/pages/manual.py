"""2.6 Joining by hand: three steps in the words of the system; the program notices by itself."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.facts import HostMode
from ...setup.places import Place
from ...setup.problems import Problem, Way
from ..naming import clock_text
from ..widgets.buttons import Button
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from ..widgets.summary_row import WaitingRow
from ..widgets.typeset import sentence
from .base import Act, Page, View

_SYSTEMS = {"win32": "windows", "darwin": "mac"}


class ManualPage(Page):
    """Numbered steps, and a row that waits for the device's answer."""

    places = (Place.MANUAL,)

    def build(self) -> None:
        theme = self.look.theme
        system = _SYSTEMS.get(sys.platform, "linux")
        prefix = self.look.brand.product.network_prefix + "-"
        steps = Notes(theme)
        steps.set(
            [
                Note("1", self.words(f"join.manual.1.{system}"), tone="accent"),
                Note("2", sentence(self.words.template("join.manual.2"), network=prefix), tone="accent"),
                Note("3", self.words("join.manual.3"), tone="accent"),
            ]
        )
        self.waiting = WaitingRow(theme)
        self.settings = Button(theme, self.words("join.manual.settings"))
        self.settings.setObjectName("join.settings")
        self.settings.clicked.connect(lambda: self.took.emit(Way.OPEN_WIFI_SETTINGS))
        self.links = Links(theme)
        self.let_setup = self.links.add("join.let_setup", self.words("join.manual.let_setup"))
        self.let_setup.clicked.connect(lambda: self.decided.emit(d.LetSetupJoin()))
        self.column.addWidget(steps)
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.links)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        waiting = self.words("join.manual.waiting")
        self.waiting.set(waiting, clock_text(view.elapsed_s))
        can = view.setup.wifi is not None and view.setup.wifi.mode is HostMode.AUTO
        self.links.setVisible(can)

    def light(self, view: View) -> Light | None:
        return Light.LISTENING

    def primary(self, view: View) -> Act | None:
        return Act(self.words("join.manual.connected"))

    def answer(self) -> d.Decision | None:
        return d.SaysConnected()

    def keeps_primary(self, problem: Problem) -> bool:
        """Whatever is in the way here, the person says when it is not any more; the program looks as well."""
        return True
