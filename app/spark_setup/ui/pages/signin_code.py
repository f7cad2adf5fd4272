"""1.0 code: a one-time code of the product's maker, typed or pasted, in the place of signing in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.places import Place
from ..brought import as_code
from ..widgets.field import TextField
from ..widgets.links import Links
from .account import AccountPage
from .base import Act, View
from .signin import SkipQuestion


class CodePage(AccountPage):
    """One field. The whole link may be pasted as well."""

    places = (Place.SIGNIN_CODE,)

    def compose(self) -> None:
        w = self.words
        self.field = TextField(self.look.theme, "signin.code.field")
        self.field.set_label(w("signin.code.field"))
        self._follow(self.field)
        self.links = Links(self.look.theme)
        self.other = self.links.add("signin.code.other", w("signin.code.other"))
        self.other.clicked.connect(lambda: self.go_to(Place.SIGNIN))
        self.skip = self.links.add("signin.code.skip", w("signin.skip"))
        self.question = SkipQuestion(self)
        self.skip.clicked.connect(self.question.toggle)
        for widget in (self.field, self.links, self.question):
            self.column.addWidget(widget)

    def entered(self, view: View) -> None:
        self.field.set_text("")
        self.question.hide()

    def draw(self, view: View) -> None:
        options = view.setup.options
        self.other.setVisible(options.can_sign_in)
        self.skip.setVisible(options.can_skip_account and not options.can_sign_in)
        super().draw(view)

    def primary(self, view: View) -> Act | None:
        reason = "" if self.field.text().strip() else self.words("signin.code.reason")
        if self.busy(view):
            reason = self.words("signin.code.busy")
        return Act(self.words("signin.code.act"), enabled=not reason, reason=reason)

    def answer(self) -> d.Decision | None:
        return d.EnterCode(as_code(self.field.text(), self.look.brand.auth.url_scheme))

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def field_to_change(self) -> QWidget | None:
        self.field.edit.selectAll()
        return self.field.edit
