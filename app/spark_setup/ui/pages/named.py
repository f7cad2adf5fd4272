"""2.7 The device's network by its name, where names cannot be listed or are different."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.places import Place
from ..widgets.field import TextField
from ..words import isolate
from .base import Act, Page, View


class NamedPage(Page):
    """One field. The name is taken as typed, byte for byte."""

    places = (Place.NAMED,)

    def build(self) -> None:
        self.field = TextField(self.look.theme, "join.name")
        self.field.set_label(self.words("join.named.field"))
        self.field.edited.connect(self.redraw.emit)
        self.column.addWidget(self.field)
        self.column.addStretch(1)

    def lead(self, view: View) -> str:
        example = isolate(f"{self.look.brand.product.network_prefix}-U8BS")
        return self.words("join.named.lead", network=example)

    def entered(self, view: View) -> None:
        if not self.field.text():
            self.field.set_text(f"{self.look.brand.product.network_prefix}-")

    def primary(self, view: View) -> Act | None:
        prefix = f"{self.look.brand.product.network_prefix}-"
        typed = self.field.text() not in ("", prefix)
        return Act(
            self.words("join.named.connect"),
            enabled=typed,
            reason="" if typed else self.words("join.named.reason"),
        )

    def answer(self) -> d.Decision | None:
        return d.OtherName(self.field.text().encode("utf-8"))

    def first_focus(self) -> QWidget | None:
        return self.field.edit
