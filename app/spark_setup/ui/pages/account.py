"""What the pages about an account have in common: e-mail, password, what the service said no to, busy or not.

A refusal has no code: it is an answer to what was typed. It stands inline, is spoken once, and the focus goes
back into the field that has to be changed. Passwords leave the fields with the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ...core.secrets import Secret
from ...setup import decisions as d
from ...setup import mail_address, signing_in
from ...setup.facts import Refused, SignInRefused
from ...setup.places import Place
from ...setup.problems import Problem
from ...setup.story import Work
from .. import announce
from ..widgets.code_chip import Severity
from ..widgets.field import TextField
from ..widgets.password_field import PasswordField
from ..widgets.problem_panel import ProblemPanel
from ..words import isolate
from .base import Page, View
from .typed_password import password_field

TELL_LEFT = 3
"""From so few tries left on, their number is told."""


class AccountPage(Page):
    """Base of the pages about an account."""

    def build(self) -> None:
        self._said: SignInRefused | None = None
        self._secrets: list[PasswordField] = []
        self.panel = ProblemPanel(self.look.theme)
        self.panel.setObjectName("signin.panel")
        self.panel.hide()
        self.panel.way_out.connect(self.way_out)
        self.column.addWidget(self.panel)
        self.compose()
        self.column.addStretch(1)

    def compose(self) -> None:
        """Make the controls between panel and end."""

    # ------------------------------------------------------------------ controls

    def email_field(self, name: str) -> TextField:
        """An address: no capital letter is put in its place, a paste is freed from what came with it."""
        field = TextField(self.look.theme, name)
        field.set_label(self.words("signin.email"))
        hints = Qt.InputMethodHint
        field.edit.setInputMethodHints(
            hints.ImhEmailCharactersOnly | hints.ImhNoAutoUppercase | hints.ImhNoPredictiveText
        )
        self._follow(field)
        return field

    def secret_field(self, name: str, label: str) -> PasswordField:
        """A password; several on one page have Show buttons of their own names."""
        field = password_field(self, name)
        field.show_button.setObjectName(f"{name}.show")
        field.set_label(self.words(label))
        self._secrets.append(field)
        self._follow(field)
        return field

    def _follow(self, field: TextField) -> None:
        # Not `edited`: a password manager sets the text without a key.
        field.edit.textChanged.connect(lambda _text: self._typed(field))

    def _typed(self, field: TextField) -> None:
        field.set_problem(False)
        field.set_hint("")
        self.typed()
        self.redraw.emit()

    def typed(self) -> None:
        """Something was typed or filled in."""

    def email_is_good(self, field: TextField) -> bool:
        """Whether the address can be one; else the reason stands under the field, which gets the focus."""
        found = mail_address.trouble(mail_address.cleaned(field.text()))
        if found is None:
            return True
        self.wrong(field, self.words(f"signin.email.{found.value}"))
        return False

    def wrong(self, field: TextField, why: str) -> None:
        """Mark a field, say why, go there."""
        field.set_problem(True)
        field.set_hint(why, "error")
        announce.say(field.edit, why, assertive=True)
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def address(self, field: TextField) -> Secret:
        """What is typed, as an address."""
        return Secret(mail_address.cleaned(field.text()))

    def go_to(self, place: Place, field: TextField | None = None) -> None:
        """Another page; what is typed as address goes along."""
        email = self.address(field) if field is not None and field.text() else None
        self.decided.emit(d.AccountPage(place, email))

    def take_address(self, view: View, field: TextField) -> None:
        """The address that came along from another page."""
        wanted = view.setup.decision(d.AccountPage)
        if wanted is not None and wanted.email is not None:
            field.set_text(wanted.email.reveal())

    # ------------------------------------------------------------------ drawing

    def draw(self, view: View) -> None:
        refused = view.setup.sign_in_refused
        shown = self.refusal(refused, view) if refused is not None else None
        self.panel.setVisible(shown is not None)
        if shown is None:
            self._said = None
            return
        title, detail, ways = shown
        self.panel.set(Severity.WARN, title, detail, ways)
        if refused is not self._said:
            self._said = refused
            announce.say(self, f"{title} {detail}", assertive=True)
            field = self.field_to_change()
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refusal(
        self, refused: SignInRefused, view: View
    ) -> tuple[str, str, Sequence[tuple[str, str]]] | None:
        """Title, sentence and buttons for a refusal."""
        w, left = self.words, signing_in.tries_left(view.setup)
        if left == 0:
            return w("signin.stopped", n=str(view.setup.wrong_logins)), w("signin.stopped.why"), ()
        more = w("signin.left", left, n=str(left)) if left <= TELL_LEFT else ""
        match refused.why:
            case Refused.WRONG_PASSWORD:
                return w("signin.wrong"), more or w("signin.wrong.why"), ()
            case Refused.WRONG_DIGITS:
                return w("signin.mfa.wrong"), f"{w('signin.mfa.wrong.why')} {more}".strip(), ()
            case Refused.LOCKED:
                return w("signin.locked"), w("signin.locked.why"), ()
            case Refused.EXISTS:
                return w("signin.create.exists"), "", [("signin.instead", w("signin.create.instead"))]
            case Refused.NOT_ALLOWED:
                says = w("signin.not_allowed.says", message=isolate(refused.message))
                return w("signin.not_allowed"), says if refused.message else "", ()
            case _:
                key = f"signin.{refused.why.value}"
                return w(key), w(f"{key}.why"), ()

    def field_to_change(self) -> QWidget | None:
        """Where the focus goes when something was refused."""
        return None

    def way_out(self, name: str) -> None:
        """A button of the panel was pressed."""

    def busy(self, view: View) -> bool:
        """Whether the service is being asked."""
        return view.step.work is Work.SIGN_IN and not view.step.asks

    def stopped(self, view: View) -> bool:
        """Whether no more passwords are asked for."""
        return signing_in.tries_left(view.setup) == 0

    def keeps_primary(self, problem: Problem) -> bool:
        """What stands in the fields is asked, not what was asked before."""
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """A password does not stay behind."""
        super().hideEvent(event)
        if not event.spontaneous():
            for field in self._secrets:
                field.set_secret(Secret(""))
