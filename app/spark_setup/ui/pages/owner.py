"""2.8 A device that was linked to an account before. Asked before a password is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ..theme import Type
from ..widgets.buttons import Button
from ..widgets.notes import Note, Notes
from ..widgets.rich_label import RichLabel, Tone
from ..widgets.typeset import device_id_runs
from .base import Act, Page, View


class OwnerPage(Page):
    """Move it, or only change the Wi-Fi. No default button: nothing is taken over by pressing Enter."""

    places = (Place.OWNER,)

    def build(self) -> None:
        self.text = Notes(self.look.theme)
        self.only_wifi = Button(self.look.theme, self.words("owner.only_wifi"))
        self.only_wifi.setObjectName("owner.only_wifi")
        self.only_wifi.setAutoDefault(False)
        self.only_wifi.clicked.connect(lambda: self.took.emit(Way.ONLY_WIFI))
        self.details = Button(self.look.theme, self.words("owner.details"))
        self.details.setObjectName("owner.details")
        self.details.clicked.connect(lambda: self.took.emit(Way.DETAILS))
        self.id_label = RichLabel(self.look.theme, self.words("drawer.device_id"), Type.HINT, tone=Tone.MUTED)
        self.device_id = RichLabel(self.look.theme, "", Type.LEAD)
        self.device_id.setObjectName("owner.device_id")
        self.device_id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.text)
        device_id = QVBoxLayout()
        device_id.setSpacing(self.look.theme.px(4))
        device_id.addWidget(self.id_label)
        device_id.addWidget(self.device_id)
        self.column.addLayout(device_id)
        self.column.addWidget(self.only_wifi, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        may = view.setup.options.allow_take_over
        problem, device = view.setup.problem, view.setup.device
        asking = problem is None
        wanted = problem is not None and problem.code is Code.NOT_ON_LIST and device is not None
        self.id_label.setVisible(wanted)
        self.device_id.setVisible(wanted)
        self.device_id.set_text(device_id_runs(device.device_id) if device is not None else "")
        self.text.set([Note("info", self.words("owner.text" if may else "owner.text.forbidden"))])
        self.text.setVisible(asking)
        self.only_wifi.setVisible(asking and may)
        self.details.setVisible(asking and not may)

    def primary(self, view: View) -> Act | None:
        if view.setup.options.allow_take_over:
            return Act(self.words("owner.take_over"), self.words("owner.take_over.short"))
        return Act(self.words("owner.only_wifi"))

    def answer(self) -> d.Decision | None:
        may = self.view is not None and self.view.setup.options.allow_take_over
        return d.Own(d.Ownership.TAKE_OVER if may else d.Ownership.WIFI_ONLY)

    def default_button(self, view: View) -> bool:
        return view.setup.problem is not None

    def title(self, view: View) -> str:
        problem = view.setup.problem
        if problem is not None and problem.code in (Code.OTHER_DEVICE, Code.NOT_ON_LIST):
            return self.words("owner.title.check")
        return self.words("owner.title")

    def code(self, view: View) -> str | None:
        return Code.OTHER_OWNER.value if view.setup.problem is None else None

    def light(self, view: View) -> Light | None:
        return None

    def keeps_primary(self, problem: Problem) -> bool:
        return False
