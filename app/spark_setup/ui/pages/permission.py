"""2.5 A permission of the system, explained before the system asks."""

from __future__ import annotations

from ...setup.places import Place
from ...setup.problems import Code
from ..widgets.notes import Notes
from .base import Page, View


class PermissionPage(Page):
    """Re-checked by itself; goes on as soon as the permission is there."""

    places = (Place.PERMISSION,)

    def build(self) -> None:
        self.notes = Notes(self.look.theme)
        self.column.addWidget(self.notes)
        self.column.addStretch(1)

    def _variant(self, view: View) -> str:
        problem = view.setup.problem
        return ".mac" if problem is not None and problem.code is Code.NETWORK_PERMISSION else ""

    def title(self, view: View) -> str:
        return self.words(f"join.permission.title{self._variant(view)}")

    def lead(self, view: View) -> str:
        return self.words(f"join.permission.lead{self._variant(view)}")
