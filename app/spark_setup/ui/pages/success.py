"""7.1 The device is online: what was seen, and a name for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QWidget

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code, Problem
from ...setup.setup import Setup
from ...setup.story import Work, may_set_up_another
from ..naming import bare, net, own
from ..widgets.chips import NameChips
from ..widgets.field import TextField
from ..widgets.notes import Note, Notes
from ..words import isolate
from .base import Act, Page, View


class SuccessPage(Page):
    """Facts with ticks, one optional field. Finish saves the name, if it was changed, and closes."""

    places = (Place.SUCCESS,)
    celebrates = True
    light_title = "light.when_online"

    def build(self) -> None:
        theme = self.look.theme
        self.known_name = ""
        self.notes = Notes(theme)
        self.field = TextField(theme, "success.name")
        self.field.set_label(self.words("result.success.name"))
        self.chips = NameChips(theme, "success.chips")
        self.chips.set(self.look.brand.name.suggested(self.words.language))
        self.chips.picked.connect(self._picked)
        self.column.addWidget(self.notes)
        self.column.addWidget(self.field)
        self.column.addWidget(self.chips)
        self.column.addStretch(1)

    def entered(self, view: View) -> None:
        self.known_name = _cloud_name(view.setup)
        if view.setup.decision(d.Name) is None:
            self.field.set_text(self.known_name or self._default())
            self.field.edit.selectAll()

    def _default(self) -> str:
        return self.look.brand.name.default or self.look.brand.product.device_name

    def draw(self, view: View) -> None:
        self.notes.set(self._lines(view))
        saving = view.step.work is Work.RENAME
        self.field.setEnabled(not saving)
        self.chips.setEnabled(not saving)
        self.field.set_hint(self.words("result.success.saving") if saving else "")

    def _lines(self, view: View) -> list[Note]:
        s, w = view.setup, self.words
        lines = []
        if s.online is not None:
            when = self._clock(view, s.online.at)
            online = self.rich("result.success.online", {"net": bare(net(s))}, time=isolate(when))
            lines.append(Note("tick", online, tone="ok"))
        if s.linked is not None:
            lines.append(Note("tick", w("result.success.linked"), tone="ok"))
        if s.internet_back is not None:
            name = own(s) if s.options.touch_wifi else ""
            unnamed = w("result.success.back.unnamed")
            back = self.rich("result.success.back", {"own": bare(name)}) if name else unnamed
            lines.append(Note("tick", back, tone="ok"))
        if s.path is not None and s.path.vpn and Code.NO_ANSWER_VPN.value in s.failures:
            lines.append(Note("info", w("result.success.vpn")))
        return lines

    def _clock(self, view: View, at: float) -> str:
        moment = (view.clock or datetime.now()) - timedelta(seconds=max(0.0, view.now - at))
        time = QTime(moment.hour, moment.minute)
        return QLocale(self.words.language).toString(time, QLocale.FormatType.ShortFormat)

    def _picked(self, name: str) -> None:
        self.field.set_text(name)
        self.field.edit.setFocus()

    def light(self, view: View) -> Light | None:
        return Light.ONLINE

    def primary(self, view: View) -> Act | None:
        if view.setup.problem is not None:
            return Act(self.words("way.save_name_again"))
        return Act(self.words("result.success.finish"), enabled=view.step.work is not Work.RENAME)

    def answer(self) -> d.Name:
        text = self.field.text().strip()
        return d.Name(None if text in ("", self.known_name) else text)

    def secondary(self, view: View) -> Act | None:
        idle = view.step.work is not Work.RENAME and view.setup.problem is None
        return Act(self.words("result.success.another")) if idle and may_set_up_another(view.setup) else None

    def pressed_secondary(self) -> None:
        self.decided.emit(d.SetUpAnother(self.answer().text))

    def cancel(self, view: View) -> Act | None:
        return None

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def field_for(self, problem: Problem) -> QWidget | None:
        return self.field.edit

    def keeps_primary(self, problem: Problem) -> bool:
        """Try again saves what stands in the field now."""
        return problem.code is Code.NAME_NOT_SAVED


def _cloud_name(setup: Setup) -> str:
    for fact in (setup.named, setup.online, setup.linked):
        name = getattr(fact, "device_name", None) or getattr(fact, "cloud_name", None)
        if name:
            return str(name)
    return ""
