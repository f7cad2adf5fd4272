"""4.1 The password of the chosen network. The last page before something is sent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.secrets import Secret
from ...core.ssid import readable
from ...setup import decisions as d
from ...setup.networks import Row, rows
from ...setup.places import Place
from ...setup.problems import Code, Problem
from ...setup.setup import Setup
from ...setup.story import chosen
from ...softap.messages import Protection, protection_of
from ..naming import net
from ..widgets.notes import Note, Notes
from ..widgets.password_field import PasswordField, PasswordTexts
from ..widgets.summary_row import SummaryRow
from ..words import Words
from .base import Act, Page, View


class PasswordPage(Page):
    """One field. What was typed is kept for the network it was typed for, whatever happens next."""

    places = (Place.PASSWORD,)
    commits = True

    def build(self) -> None:
        theme = self.look.theme
        self._for: bytes | None = None
        self._before: d.Password | None = None
        self.summary = SummaryRow(theme)
        self.summary.link.setObjectName("password.other")
        self.summary.link.clicked.connect(lambda: self.decided.emit(d.WantsList()))
        self.field = password_field(self, "password.field")
        self.field.set_label(self.words("password.field"))
        self.field.edited.connect(self._edited)
        self.safe = Notes(theme)
        self.safe.set([Note("lock", self.words("password.safe"), quiet=True)])
        self.column.addWidget(self.summary)
        self.column.addWidget(self.field)
        self.column.addWidget(self.safe)
        self.column.addStretch(1)

    @property
    def ssid(self) -> bytes | None:
        """The network whose password is asked for."""
        return self._for

    def title(self, view: View) -> str:
        return self.words("password.title", net=net(view.setup))

    def lead(self, view: View) -> str:
        return self.words("password.lead", net=net(view.setup))

    def entered(self, view: View) -> None:
        choice = chosen(view.setup)
        ssid = choice.ssid if choice else None
        if ssid != self._for:
            self._for = ssid
            self.field.set_secret(Secret(""))
        self._offer_last(view.setup)
        self.field.hide_text()

    def _offer_last(self, setup: Setup) -> None:
        """What the device before this one was told of the same network: in the field, hidden, not sent."""
        last, before = setup.last_choice, setup.last_password
        if last is None or before is None or last.ssid != self._for or before is self._before:
            return
        self._before = before
        self.field.set_secret(before.text)

    def draw(self, view: View) -> None:
        choice = chosen(view.setup)
        if choice is None:
            return
        row = _row_of(choice, rows(view.setup))
        if row is not None and row.strength is not None:
            note, bars = self.words(f"password.signal.{row.strength.name.lower()}"), row.strength.bars
        else:
            note, bars = self.words("password.typed"), None
        self.summary.set(readable(choice.ssid), note, bars=bars, link=self.words("password.other"))
        self._describe()

    def _edited(self) -> None:
        self._describe()
        self.redraw.emit()

    def _describe(self) -> None:
        wep = self.view is not None and _is_wep(self.view)
        describe(self.field, self.words, wep=wep)

    def primary(self, view: View) -> Act | None:
        typed = bool(self.field.text())
        return Act(
            self.words("password.connect"),
            self.words("password.connect.short"),
            enabled=typed,
            reason="" if typed else self.words("password.reason"),
        )

    def answer(self) -> d.Decision | None:
        return d.Password(self.field.secret())

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def keeps_primary(self, problem: Problem) -> bool:
        return problem.code is Code.PASSWORD_LENGTH

    def field_for(self, problem: Problem) -> QWidget | None:
        return self.field.edit if problem.code is Code.PASSWORD_LENGTH else None


def password_field(page: Page, name: str) -> PasswordField:
    """A password field in the words of `page`."""
    w = page.words
    texts = PasswordTexts(
        w("password.show"), w("password.hide"), w("password.show.spoken"), w("password.caps")
    )
    return PasswordField(page.look.theme, name, texts)


def describe(field: PasswordField, words: Words, *, wep: bool = False) -> None:
    """Length and remarks under a password field."""
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


def _is_wep(view: View) -> bool:
    choice = chosen(view.setup)
    return choice is not None and protection_of(choice.sec) is Protection.WEP


def _row_of(choice: d.Choose, found: tuple[Row, ...]) -> Row | None:
    return next((r for r in found if r.ssid == choice.ssid and r.sec == choice.sec), None)
