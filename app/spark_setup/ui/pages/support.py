"""7.5 No more tries: the support team, with code and device id in large letters."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Way
from ..theme import Type
from ..widgets.buttons import Button
from ..widgets.rich_label import RichLabel
from .base import Act, Page, View


class SupportPage(Page):
    """Code and device id, and two ways to hand them over."""

    places = (Place.SUPPORT,)

    def build(self) -> None:
        self.code_label = RichLabel(self.look.theme, "", Type.DRAWER_CODE)
        self.device_id = RichLabel(self.look.theme, "", Type.BODY_BOLD)
        self.save = Button(self.look.theme, self.words("result.support.save"))
        self.save.setObjectName("support.save")
        self.save.clicked.connect(lambda: self.took.emit(Way.DETAILS))
        self.column.addWidget(self.code_label)
        self.column.addWidget(self.device_id)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        failures = view.setup.failures
        self.code_label.set_text(failures[-1] if failures else "")
        device = view.setup.device
        self.device_id.set_text(device.device_id if device else self.words("drawer.unknown"))

    def primary(self, view: View) -> Act | None:
        return Act(self.words("frame.close"))

    def answer(self) -> d.Decision | None:
        return d.Close()
