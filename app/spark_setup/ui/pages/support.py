"""7.5 No more tries: the support team, with code and device id in large letters."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Problem, Way
from ..theme import Type
from ..widgets.buttons import Button
from ..widgets.links import Links
from ..widgets.rich_label import RichLabel, Tone
from ..widgets.typeset import device_id_runs
from .base import Act, Page, View

COPIED_MS = 2500
"""So long the button says that it has copied."""


class SupportPage(Page):
    """Code and device id, and the ways to hand them over."""

    places = (Place.SUPPORT,)

    def build(self) -> None:
        theme, words = self.look.theme, self.words
        self.code_label = RichLabel(theme, "", Type.DRAWER_CODE)
        self.label = RichLabel(theme, words("drawer.device_id"), Type.HINT, tone=Tone.MUTED)
        self.device_id = RichLabel(theme, "", Type.LEAD)
        self.contact = RichLabel(theme, self._contact(), Type.BODY)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self.redraw)
        self.save = Button(theme, words("result.support.save"), icon="save")
        self.save.setObjectName("support.save")
        self.save.clicked.connect(lambda: self.asked.emit("save_details"))
        self.links = Links(theme)
        self.links.add("support.light", words("drawer.lights")).clicked.connect(
            lambda: self.took.emit(Way.COMPARE_LIGHT)
        )
        url = self.look.brand.support.url
        if url is not None:
            site = self.links.add("support.site", words("result.support.site"))
            site.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(url)))
        trouble = self.look.brand.links.troubleshooting
        if trouble is not None:
            help_link = self.links.add("support.troubleshooting", words("drawer.troubleshooting"))
            help_link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(trouble)))
        device_id = QVBoxLayout()
        device_id.setSpacing(theme.px(4))
        device_id.addWidget(self.label)
        device_id.addWidget(self.device_id)
        self.column.addWidget(self.code_label)
        self.column.addLayout(device_id)
        self.column.addWidget(self.contact)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.links)
        self.column.addStretch(1)
        self.column.setSpacing(theme.px(12))

    def _contact(self) -> str:
        support = self.look.brand.support
        return "\n".join(line for line in (support.name, support.phone, support.email, support.hours) if line)

    def draw(self, view: View) -> None:
        failures, light = view.setup.failures, view.setup.decision(d.Light)
        codes = [failures[-1]] if failures else []
        if light is not None:
            codes.append(light.code)
        self.code_label.set_text(" · ".join(codes))
        device = view.setup.device
        known = device_id_runs(device.device_id) if device else self.words("drawer.unknown")
        self.device_id.set_text(known)

    def handles(self, problem: Problem) -> bool:
        """The page is the answer to the problem."""
        return True

    def primary(self, view: View) -> Act | None:
        return Act(
            self.words("drawer.copied" if self._copied.isActive() else "result.support.copy"), name="copy"
        )

    def keeps_primary(self, problem: Problem) -> bool:
        """Copying is the way on, whatever the code."""
        return True

    def pressed(self) -> None:
        self.asked.emit("copy_summary")
        self._copied.start()
        self.redraw.emit()

    def secondary(self, view: View) -> Act | None:
        return Act(self.words("frame.close"), name="close")

    def pressed_secondary(self) -> None:
        self.decided.emit(d.Close())
