"""2.5 A permission of the system, explained before the system asks."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt

from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ..widgets.buttons import Button
from .base import Page, View


class PermissionPage(Page):
    """Re-checked by itself; goes on as soon as the permission is there."""

    places = (Place.PERMISSION,)

    def build(self) -> None:
        self.by_hand = Button(self.look.theme, self.words("way.join_by_hand"))
        self.by_hand.setObjectName("permission.by_hand")
        self.by_hand.clicked.connect(lambda: self.took.emit(Way.JOIN_BY_HAND))
        self.column.addWidget(self.by_hand, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def _variant(self, view: View) -> str:
        problem = view.setup.problem
        return ".mac" if problem is not None and problem.code is Code.NETWORK_PERMISSION else ""

    def title(self, view: View) -> str:
        variant = self._variant(view)
        if not variant and sys.platform == "darwin":
            variant = ".location"
        return self.words(f"join.permission.title{variant}")

    def lead(self, view: View) -> str:
        return self.words(f"join.permission.lead{self._variant(view)}")

    def handles(self, problem: Problem) -> bool:
        """Title and lead say what the panel would."""
        return problem.place is Place.PERMISSION
