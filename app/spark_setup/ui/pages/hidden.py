"""3.2 A network that is not in the list: its name exactly, and how it is protected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code, Problem
from ...softap.names import MAX_SSID_BYTES, unsendable_sign
from ..naming import sign_words
from ..widgets.choice import Choice
from ..widgets.field import TextField
from .base import Act, Page, View

SECURITY = {
    "wpa2": 0x00400004,
    "wpa": 0x00200006,
    "wep": 1,
    "open": 0,
    "enterprise": 0x02400004,
}
"""Security codes (softap-protocol, 4) for what a person can choose; WPA takes either cipher."""


class HiddenPage(Page):
    """Nothing is trimmed: what is typed is what is sent, and what looks odd is said."""

    places = (Place.HIDDEN,)

    def build(self) -> None:
        self.field = TextField(self.look.theme, "hidden.name")
        self.field.set_label(self.words("hidden.name"))
        self.field.edited.connect(self._edited)
        self.protection = Choice(self.look.theme, "hidden.protection", self.words("hidden.protection"))
        self.protection.set([(key, self.words(f"hidden.{key}")) for key in SECURITY], "wpa2")
        self.protection.changed.connect(self.redraw.emit)
        self.column.addWidget(self.field)
        self.column.addWidget(self.protection)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        self._hint()

    def _edited(self) -> None:
        self._hint()
        self.redraw.emit()

    def _hint(self) -> None:
        text = self.field.text()
        name = text.encode("utf-8")
        count = self.words("hidden.bytes", n=str(len(name)))
        if text.endswith(" "):
            self.field.set_hint(f"{self.words('hidden.space')} {count}")
        elif text.startswith(" "):
            self.field.set_hint(f"{self.words('hidden.space_start')} {count}")
        else:
            self.field.set_hint(count)

    def primary(self, view: View) -> Act | None:
        name = self.field.text().encode("utf-8")
        reason = ""
        if not name:
            reason = self.words("hidden.reason")
        elif len(name) > MAX_SSID_BYTES:
            reason = self.words("hidden.reason.long")
        elif (sign := unsendable_sign(name)) is not None:
            reason = self.words("hidden.reason.sign", sign=sign_words(self.words, sign))
        is_open = self.protection.value() == "open"
        return Act(
            self.words("hidden.connect" if is_open else "hidden.continue"), enabled=not reason, reason=reason
        )

    def answer(self) -> d.Decision | None:
        name = self.field.text().encode("utf-8")
        return d.Choose(name, SECURITY[self.protection.value()], 0, typed=True)

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def field_for(self, problem: Problem) -> QWidget | None:
        return self.field.edit if problem.code is Code.NAME_NOT_STORABLE else None
