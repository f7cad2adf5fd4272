"""1.0 mfa: the code of the authenticator."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...core.secrets import Secret
from ...setup import decisions as d
from ...setup.places import Place
from ..widgets.field import TextField
from ..widgets.links import Links
from .account import AccountPage
from .base import Act, View
from .signin import open_page

DIGITS = 6


class SecondFactorPage(AccountPage):
    """One field; spaces and dashes are ignored, a paste is fine."""

    places = (Place.SIGNIN_MFA,)

    def compose(self) -> None:
        w, links = self.words, self.look.brand.links
        self.field = TextField(self.look.theme, "signin.mfa.code")
        self.field.set_label(w("signin.mfa.code"))
        self.field.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._follow(self.field)
        self.links = Links(self.look.theme)
        other = self.links.add("signin.mfa.other", w("signin.mfa.other"))
        other.clicked.connect(lambda: self.go_to(Place.SIGNIN))
        if links.account_recovery is not None:
            url = links.account_recovery
            lost = self.links.add("signin.mfa.lost", w("signin.mfa.lost"))
            lost.clicked.connect(lambda: open_page(url))
        self.column.addWidget(self.field)
        self.column.addWidget(self.links)

    def entered(self, view: View) -> None:
        self.field.set_text("")

    def digits(self) -> str:
        """The code without what people and clipboards put between the digits."""
        return "".join(sign for sign in self.field.text() if not sign.isspace() and sign not in "-.\u2060")

    def primary(self, view: View) -> Act | None:
        code = self.digits()
        good = len(code) == DIGITS and code.isdecimal()
        reason = "" if good else self.words("signin.mfa.reason")
        if self.busy(view):
            reason = self.words("signin.busy")
        elif self.stopped(view):
            reason = self.words("signin.stopped.reason")
        return Act(self.words("signin.mfa.act"), enabled=not reason, reason=reason)

    def answer(self) -> d.Decision | None:
        # Arabic and other digits are meant as the same number.
        return d.SecondFactor(Secret("".join(str(int(sign)) for sign in self.digits())))

    def first_focus(self) -> QWidget | None:
        return self.field.edit

    def field_to_change(self) -> QWidget | None:
        self.field.edit.selectAll()
        return self.field.edit
