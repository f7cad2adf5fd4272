"""1.0 Sign in, where there is no session and the brand allows it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.places import Place
from ...setup.problems import Code
from ..widgets.code_chip import Severity
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from ..widgets.problem_panel import ProblemPanel
from ..widgets.scroll import bring_into_view
from .account import AccountPage
from .base import Act, View


class SignInPage(AccountPage):
    """E-mail and password, and the other ways on. Skipping says first what it means."""

    places = (Place.SIGNIN,)

    def compose(self) -> None:
        theme, w = self.look.theme, self.words
        self.kept = Notes(theme)
        self.email = self.email_field("signin.email")
        self.password = self.secret_field("signin.password", "signin.password")
        self.links = Links(theme)
        self.create_link = self.links.add("signin.create", w("signin.create"))
        self.forgot_link = self.links.add("signin.forgot", w("signin.forgot"))
        self.code_link = self.links.add("signin.code", w("signin.code"))
        self.skip_link = self.links.add("signin.skip", w("signin.skip"))
        self.create_link.clicked.connect(lambda: self.go_to(Place.SIGNIN_CREATE, self.email))
        self.forgot_link.clicked.connect(lambda: self.go_to(Place.SIGNIN_FORGOT, self.email))
        self.code_link.clicked.connect(lambda: self.go_to(Place.SIGNIN_CODE))
        self.question = SkipQuestion(self)
        self.skip_link.clicked.connect(self.question.toggle)
        for widget in (self.kept, self.email, self.password, self.links, self.question):
            self.column.addWidget(widget)

    def entered(self, view: View) -> None:
        self.take_address(view, self.email)
        self.question.hide()

    def draw(self, view: View) -> None:
        options, product = view.setup.options, self.look.brand.product
        self.create_link.setVisible(options.can_create_account)
        self.forgot_link.setVisible(
            not product.product_mode or self.look.brand.links.forgot_password is not None
        )
        self.code_link.setVisible(options.can_enter_code)
        self.skip_link.setVisible(options.can_skip_account)
        lost = view.setup.signed_out and Code.SESSION_EXPIRED.value in view.setup.failures
        kept = lost and view.setup.typed
        self.kept.set([Note("tick", self.words("expired.kept"), tone="ok")] if kept else [])
        super().draw(view)

    def primary(self, view: View) -> Act | None:
        full = bool(self.email.text() and self.password.text())
        reason = "" if full else self.words("signin.reason")
        if self.busy(view):
            reason = self.words("signin.busy")
        elif self.stopped(view):
            reason = self.words("signin.stopped.reason")
        return Act(self.words("signin.sign_in"), enabled=not reason, reason=reason)

    def answer(self) -> d.Decision | None:
        if not self.email_is_good(self.email):
            return None
        return d.SignIn(self.address(self.email), self.password.secret())

    def first_focus(self) -> QWidget | None:
        return self.password.edit if self.email.text() else self.email.edit

    def field_to_change(self) -> QWidget | None:
        self.password.edit.selectAll()
        return self.password.edit


class SkipQuestion(ProblemPanel):
    """Going on without an account: what it means, and the button that does it."""

    def __init__(self, page: AccountPage) -> None:
        super().__init__(page.look.theme)
        self._page = page
        w = page.words
        ways = [("signin.skip.yes", w("signin.skip"))]
        self.set(Severity.NONE, w("signin.skip_question"), w("signin.skip.means"), ways)
        self.way_out.connect(lambda _name: page.decided.emit(d.OnlyWifi()))
        self.setObjectName("signin.skip.question")
        self.hide()

    def toggle(self) -> None:
        """Ask, or take the question back."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self.buttons[0].setFocus()
            bring_into_view(self)


def open_page(url: str) -> None:
    """In the person's browser."""
    QDesktopServices.openUrl(QUrl(url))
