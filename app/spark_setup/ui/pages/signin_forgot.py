"""1.0 forgot: a link by e-mail; customers of a product get their maker's own page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...setup import decisions as d
from ...setup.places import Place
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from ..words import isolate
from .account import AccountPage
from .base import Act, View
from .signin import open_page


class ForgotPage(AccountPage):
    """Whether the address is known is never said: not to the person, not to anybody who tries addresses."""

    places = (Place.SIGNIN_FORGOT,)

    def compose(self) -> None:
        self.email = self.email_field("signin.forgot.email")
        self.notes = Notes(self.look.theme)
        self.links = Links(self.look.theme)
        self.back = self.links.add("signin.forgot.back", self.words("signin.forgot.back"))
        self.back.clicked.connect(lambda: self.go_to(Place.SIGNIN, self.email))
        for widget in (self.email, self.notes, self.links):
            self.column.addWidget(widget)

    @property
    def _url(self) -> str | None:
        """The maker's page, where only the maker can help."""
        brand = self.look.brand
        return brand.links.forgot_password if brand.product.product_mode else None

    def entered(self, view: View) -> None:
        self.take_address(view, self.email)

    def title(self, view: View) -> str:
        return self.words("signin.forgot.title.page" if self._url else "signin.forgot.title")

    def lead(self, view: View) -> str:
        return self.words("signin.forgot.lead.page" if self._url else "signin.forgot.lead")

    def draw(self, view: View) -> None:
        self.email.setVisible(self._url is None)
        sent = view.setup.reset_sent is not None
        self.email.setEnabled(not sent)
        text = self.words("signin.forgot.sent", email=isolate(self.address(self.email).reveal()))
        self.notes.set([Note("info", text)] if sent else [])
        self.back.setVisible(not sent)
        super().draw(view)

    def primary(self, view: View) -> Act | None:
        if self._url is not None:
            return Act(self.words("signin.forgot.open"))
        if view.setup.reset_sent is not None:
            return Act(self.words("signin.forgot.back"))
        reason = "" if self.email.text() else self.words("signin.email.empty")
        if self.busy(view):
            reason = self.words("signin.forgot.busy")
        return Act(self.words("signin.forgot.act"), enabled=not reason, reason=reason)

    def answer(self) -> d.Decision | None:
        if self._url is not None:
            return None
        if self.view is not None and self.view.setup.reset_sent is not None:
            return d.AccountPage(Place.SIGNIN, self.address(self.email))
        return d.ResetPassword(self.address(self.email)) if self.email_is_good(self.email) else None

    def pressed(self) -> None:
        if self._url is not None:
            open_page(self._url)

    def first_focus(self) -> QWidget | None:
        return self.email.edit if self._url is None else None

    def field_to_change(self) -> QWidget | None:
        return self.email.edit
