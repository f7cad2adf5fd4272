"""7.2 and 7.3 Delivered, but not seen online: said as it is, with the light that tells the rest."""

from __future__ import annotations

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.places import Place
from ...setup.story import may_set_up_another
from ..naming import net, own
from ..widgets.buttons import Button
from ..widgets.flow import FlowLayout
from ..widgets.notes import Note, Notes
from .base import Act, Page, View


class ResultPage(Page):
    """Never the word "completed": what is known, and what the light will say."""

    places = (Place.OFFLINE, Place.WIFI)
    light_title = "light.when_online"

    def build(self) -> None:
        theme = self.look.theme
        self.notes = Notes(theme)
        self.again = Button(theme, self.words("result.offline.again"))
        self.again.setObjectName("result.again")
        self.again.clicked.connect(lambda: self.decided.emit(d.LookOnceMore()))
        self.details = Button(theme, self.words("result.offline.details"))
        self.details.setObjectName("result.details")
        self.details.clicked.connect(lambda: self.asked.emit("save_details"))
        buttons = FlowLayout()
        buttons.set_spacing(theme.px(12), theme.px(8))
        buttons.addWidget(self.again)
        buttons.addWidget(self.details)
        self.column.addWidget(self.notes)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        offline = view.step.place is Place.OFFLINE
        self.again.setVisible(offline)
        self.details.setVisible(offline)
        self.notes.set(self._lines(view))

    def _lines(self, view: View) -> list[Note]:
        s, w = view.setup, self.words
        lines = [Note("tick", w("result.wifi.delivered", net=net(s)), tone="ok")] if s.delivered else []
        if s.mode_left is not None:
            lines.append(Note("tick", w("result.wifi.left"), tone="ok"))
        name = own(s)
        if s.home is not None and name:
            lines.append(Note("tick", w("result.wifi.back", own=name), tone="ok"))
        if s.linked is not None and view.step.place is Place.OFFLINE:
            lines.append(Note("tick", w("result.success.linked"), tone="ok"))
        if view.step.place is Place.WIFI:
            key = "result.wifi.code" if s.code_given else "result.wifi.unseen"
            lines.append(Note("info", w(key)))
        return lines

    def light(self, view: View) -> Light | None:
        return Light.ONLINE

    def primary(self, view: View) -> Act | None:
        return Act(self.words("result.offline.finish"))

    def answer(self) -> d.Decision | None:
        return d.Close()

    def secondary(self, view: View) -> Act | None:
        offered = view.step.place is Place.WIFI and may_set_up_another(view.setup)
        return Act(self.words("result.wifi.another")) if offered else None

    def pressed_secondary(self) -> None:
        self.decided.emit(d.SetUpAnother())

    def cancel(self, view: View) -> Act | None:
        return None
