"""What the two pages share that ask for a Wi-Fi password: before it is sent, and after it was refused."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.story import chosen
from ...softap.messages import Protection, protection_of
from ..widgets.password_field import PasswordField, PasswordTexts
from ..words import Words
from .base import Act, Page, View


class TypedPassword(Page):
    """One field with its remarks; what it holds is the answer. `ask` is how the key of the primary ends."""

    ask: ClassVar[str]

    def build(self) -> None:
        name = self.places[0].value
        self.field = password_field(self, f"{name}.field")
        self.field.edited.connect(self._edited)

    def _edited(self) -> None:
        self.describe()
        self.redraw.emit()

    def describe(self) -> None:
        """Length and remarks under the field, for the protection of the chosen network."""
        choice = chosen(self.view.setup) if self.view is not None else None
        wep = choice is not None and protection_of(choice.sec) is Protection.WEP
        _describe(self.field, self.words, wep=wep)

    def primary(self, view: View) -> Act | None:
        typed, key = bool(self.field.text()), f"{self.places[0].value}.{self.ask}"
        reason = "" if typed else self.words("password.reason")
        return Act(self.words(key), self.words(f"{key}.short"), enabled=typed, reason=reason)

    def answer(self) -> d.Decision | None:
        return d.Password(self.field.secret())

    def first_focus(self) -> QWidget | None:
        return self.field.edit


def password_field(page: Page, name: str) -> PasswordField:
    """A password field in the words of `page`."""
    w = page.words
    texts = PasswordTexts(
        w("password.show"), w("password.hide"), w("password.show.spoken"), w("password.caps")
    )
    return PasswordField(page.look.theme, name, texts)


def _describe(field: PasswordField, words: Words, *, wep: bool) -> None:
    text = field.text()
    key = "password.length.wep" if wep else "password.length"
    length = words(key, len(text), n=str(len(text))) if text else ""
    if len(text) == 64 and all(c in "0123456789abcdefABCDEF" for c in text):
        length = words("password.hex")
    field.set_length(length)
    note = ""
    if text.startswith(" "):
        note = words("password.space_start")
    elif text.endswith(" "):
        note = words("password.space_end")
    field.set_space_note(note)
