"""1.0 create: an account, for the device to be linked to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.facts import Refused
from ...setup.places import Place
from ..widgets.checks import CheckBox
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from .account import AccountPage
from .base import Act, View
from .signin import SkipQuestion, open_page

SHORTEST = 8
"""Characters of a password: what the mobile SDKs ask for."""


class CreatePage(AccountPage):
    """Nothing is asked that setup does not need: no name, no company."""

    places = (Place.SIGNIN_CREATE,)

    def compose(self) -> None:
        theme, w, brand = self.look.theme, self.words, self.look.brand
        self.email = self.email_field("signin.create.email")
        self.password = self.secret_field("signin.create.password", "signin.create.password")
        self.again = self.secret_field("signin.create.again", "signin.create.again")
        self.terms = Notes(theme)
        self.links = Links(theme)
        for name, key, url in (
            ("signin.create.terms", "signin.create.terms", brand.links.terms),
            ("signin.create.privacy", "signin.create.privacy", brand.links.privacy),
        ):
            if url is not None and brand.auth.show_terms:
                self.links.add(name, w(key)).clicked.connect(lambda _=False, url=url: open_page(url))
        self.agree = [self._box(n, sentence) for n, sentence in enumerate(brand.auth.agree)]
        if brand.links.terms is not None and brand.auth.show_terms and not self.agree:
            self.terms.set([Note("info", w("signin.create.agree"), quiet=True)])
        self.have = self.links.add("signin.create.have", w("signin.create.have"))
        self.have.clicked.connect(lambda: self.go_to(Place.SIGNIN, self.email))
        self.skip = self.links.add("signin.create.skip", w("signin.skip"))
        self.question = SkipQuestion(self)
        self.skip.clicked.connect(self.question.toggle)
        fields = (self.email, self.password, self.again)
        for widget in (*fields, *self.agree, self.terms, self.links, self.question):
            self.column.addWidget(widget)

    def _box(self, number: int, sentence: str) -> CheckBox:
        box = CheckBox(self.look.theme, sentence.replace("&", "&&"), wraps=True)
        box.setObjectName(f"signin.create.agree.{number}")
        box.setAccessibleName(sentence)
        box.toggled.connect(lambda _on: self.redraw.emit())
        return box

    def entered(self, view: View) -> None:
        self.take_address(view, self.email)
        self.question.hide()

    def draw(self, view: View) -> None:
        self.have.setVisible(view.setup.options.can_sign_in)
        self.skip.setVisible(view.setup.options.can_skip_account and not view.setup.options.can_sign_in)
        self.typed()
        super().draw(view)

    def typed(self) -> None:
        text, again = self.password.text(), self.again.text()
        length = self.words("signin.create.length", len(text), n=str(len(text))) if text else ""
        self.password.set_length(length)
        same = bool(again) and again == text
        self.again.set_length(self.words("signin.create.same") if same else "")
        spaces = ("password.space_start", text[:1] == " "), ("password.space_end", text[-1:] == " ")
        self.password.set_space_note(next((self.words(key) for key, there in spaces if there), ""))

    def primary(self, view: View) -> Act | None:
        full = bool(self.email.text() and self.password.text() and self.again.text())
        reason = "" if full else self.words("signin.create.reason")
        if full and not all(box.isChecked() for box in self.agree):
            reason = self.words("signin.create.tick", len(self.agree))
        if self.busy(view):
            reason = self.words("signin.create.busy")
        return Act(
            self.words("signin.create.act"), self.words("signin.create.act.short"), not reason, reason=reason
        )

    def answer(self) -> d.Decision | None:
        if not self.email_is_good(self.email):
            return None
        if len(self.password.text()) < SHORTEST:
            self.wrong(self.password, self.words("signin.create.short"))
            return None
        if self.password.text() != self.again.text():
            self.wrong(self.again, self.words("signin.create.different"))
            return None
        return d.CreateAccount(self.address(self.email), self.password.secret())

    def first_focus(self) -> QWidget | None:
        return self.password.edit if self.email.text() else self.email.edit

    def field_to_change(self) -> QWidget | None:
        refused = self.view.setup.sign_in_refused if self.view is not None else None
        exists = refused is not None and refused.why is Refused.EXISTS
        return self.email.edit if exists else None

    def way_out(self, name: str) -> None:
        self.go_to(Place.SIGNIN, self.email)
