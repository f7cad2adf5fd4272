"""`SetupController`: this wizard's SparkSetupMainController, for programs that embed it.

    controller = SetupController(load("brand.toml"), parent=window)
    controller.inject_session_access_token(token, expires_at, renew=my_renewal)
    controller.finished.connect(on_finished)        # SetupResult, once and only once
    controller.start()

The host's event loop, style, palette, font, translators and signal handlers are left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ..brand import Brand, load
from ..core.cancel import CancelToken
from ..core.redact import Redactor
from ..core.secrets import Secret
from ..setup.given import Given
from ..setup.host_session import Renewed
from ..setup.journal import Journal, resumed
from ..setup.result import SetupResult
from ..setup.services import Services
from ..setup.setup import Options, Setup
from .brand_options import account_settings, options_of
from .brand_words import system_language, words_for
from .brought import as_code, bring_code, bring_token
from .closing import delete_here
from .conductor import Conductor
from .farewell import Farewell
from .pages.base import Look
from .remains import Remains
from .system_theme import Following, theme_for
from .theme import Scheme
from .wizard import SetupWizard


class AlreadyRunning(RuntimeError):  # noqa: N818 - says what is the matter
    """Another setup of this program is not over yet: start the next one when it has `finished`."""

    def __init__(self) -> None:
        super().__init__("another setup is still running in this program; wait for its finished signal")


class SetupController(QObject):
    """One setup. Make it, hand it a session, `start` it; it is used once."""

    finished = Signal(object)

    def __init__(
        self,
        brand: Brand | None = None,
        *,
        services: Services | None = None,
        options: Options | None = None,
        api_url: str | None = None,
        host_wifi: str = "auto",
        language: str | None = None,
        scheme: Scheme | None = None,
        text_scale: float = 1.0,
        ribbon: str = "",
        with_person: bool = True,
        redactor: Redactor | None = None,
        journal: Journal | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`services` and `options` replace the production set (demo, laboratories, tests).

        `ribbon` is the key of a text shown above every page; `redactor` knows what must not be in a report.
        `journal`: what an interrupted setup left is offered, and what a resume needs is kept there.
        """
        super().__init__(parent)
        self.redactor = redactor or Redactor()
        self.brand = brand or load(None)
        self._services = services
        self._options = options
        self._api_url = api_url or self.brand.behaviour.api_url
        self._host_wifi = host_wifi
        self._language = language
        self._scheme = scheme
        self._text_scale = text_scale
        self._ribbon = ribbon
        self._with_person = with_person
        self._given = Given()
        self._wifi_only = self.brand.behaviour.wifi_only
        self._window = parent
        self._journal = journal or Journal(None)
        self.conductor: Conductor | None = None
        self.wizard: SetupWizard | None = None
        self.farewell: Farewell | None = None
        self.result: SetupResult | None = None

    # ------------------------------------------------------------------ the session

    def inject_session_access_token(
        self,
        token: str | Secret,
        expires_at: datetime | None = None,
        refresh_token: str | Secret | None = None,
        renew: Callable[[CancelToken], Renewed] | None = None,
    ) -> None:
        """Set up for the owner of this token: nobody has to sign in. It lives in memory only.

        `expires_at` is shown as time left (no zone: this computer's own), and the session is renewed before.
        `renew` is asked for that, and when the cloud no longer takes the token: on a thread of its own, for
        30 seconds at most. It answers with a fresh token, a token and its end, or True if the one in
        use is good again; anything else, or an exception, means that there is none. `refresh_token` is what
        the brand's session server (`auth.session_url`) renews with, where there is no `renew`: a device cloud
        would want the client's secret with it, which has no place in a program that is given away.

        While the wizard runs, the cloud is asked with this token from then on, and a page that waits for
        somebody to sign in goes on; it is renewed as the first one would have been.

        Raises ValueError for a token that cannot be one; its text is not repeated.
        """
        renewal = _secret(refresh_token) if refresh_token is not None else None
        found = _secret(token)
        self.redactor.add(found)
        if self.conductor is not None and self._services is not None:
            bring_token(found, expires_at, self.conductor, self._services)
            return
        self._given = Given(token=found, expires_at=expires_at, renewal=renewal, renew=renew)

    def inject_session_code(self, code: str | Secret) -> None:
        """Set up for whom this one-time code stands for at the brand's session server; nobody has to sign in.

        The bare code or the brand's whole link, as the system hands it to a program that registered the
        scheme. It is exchanged at `auth.session_url` before the first question to the cloud, and the session
        is renewed there. Of this and an injected token the last one counts. While the wizard runs, another
        code is used where it asks for one, or when the session is needed next.

        Raises ValueError for a text that cannot be a code, or a brand without `auth.session_url`; the text is
        not repeated.
        """
        from ..cloud.tokens import can_be_code

        if self.brand.auth.session_url is None:
            raise ValueError("the brand has no auth.session_url, where a code is exchanged")
        found = as_code(code.reveal() if isinstance(code, Secret) else code, self.brand.auth.url_scheme)
        if not can_be_code(found.reveal()):
            raise ValueError("this cannot be a session code")
        self.redactor.add(found)
        if self.conductor is not None and self._services is not None:
            bring_code(found, self.conductor, self._services.session_source)
            return
        self._given = Given(session_code=found)

    def set_wifi_only(self, wifi_only: bool = True) -> None:
        """Set up the Wi-Fi and leave accounts alone."""
        self._wifi_only = wifi_only

    # ------------------------------------------------------------------ running

    def start(self, *, modal: bool = False) -> None:
        """Show the wizard and begin. Returns at once; `finished` follows."""
        if self.wizard is not None:
            raise RuntimeError("a SetupController is used once")
        if _running_elsewhere():
            raise AlreadyRunning
        services = self._services or self._production()
        options = self._options or options_of(
            self.brand,
            has_session=self._given.exists
            or (self._services is not None and services.cloud is not None and services.accounts is None),
            wifi_only=self._wifi_only,
            touch_wifi=services.wifi is not None,
            code_given=services.given_code is not None,
        )
        options = replace(options, can_renew=services.renew is not None)
        if services.accounts is None:
            options = replace(options, can_sign_in=False, can_create_account=False, can_enter_code=False)
        self._services = services
        self.conductor = Conductor(
            self._begun(options, services),
            services,
            with_person=self._with_person,
            journal=self._journal,
            parent=self,
        )
        look = self._look(services)
        if self._given.renewal is not None:
            self.redactor.add(self._given.renewal)
        self.wizard = SetupWizard(
            self.conductor, look, ribbon=self._ribbon, redactor=self.redactor, parent=self._window
        )
        if modal:
            self.wizard.setWindowModality(Qt.WindowModality.WindowModal)
        if self._scheme is None:
            Following(self.wizard)
        self.wizard.closed.connect(self._on_closed)
        self.farewell = Farewell(self.conductor, self.finished, self)
        self.wizard.ending.connect(self.farewell.wait)
        self._remains = Remains(self.conductor, self.wizard, services)
        self.destroyed.connect(_putting_away(self._remains))
        # Holds this controller as long as its wizard is there, whatever the host keeps.
        self.wizard.destroyed.connect(lambda: self._on_wizard_gone())
        self.wizard.start()

    def cancel(self) -> None:
        """As if the person had pressed Cancel, without a question."""
        if self.conductor is not None and not self.conductor.over:
            self.conductor.cancel()

    def _begun(self, options: Options, services: Services) -> Setup:
        """A new setup, or the one that was interrupted, about which the person is asked."""
        entry = self._journal.read()
        if entry is None:
            return Setup(options=options)
        return resumed(entry, options, services.clock, time.time())

    def _production(self) -> Services:
        from ..setup import production as make

        target = make.Target(self._api_url, self._host_wifi, prefixes=(self.brand.product.network_prefix,))
        return make.production_for(
            target,
            self._given,
            wifi_only=self._wifi_only,
            settings=account_settings(self.brand),
            session_url=self.brand.auth.session_url,
            on_token=self.redactor.add,
        )

    def _look(self, services: Services) -> Look:
        language = self._language or system_language()
        words = words_for(self.brand, language, services.api_host)
        theme = theme_for(self.brand, self._scheme, self._text_scale, reduced_motion=not self._with_person)
        return Look(self.brand, words, theme)

    def _on_wizard_gone(self) -> None:
        """Somebody deleted the window. The setup ends as if it had been closed, and says so."""
        if self.result is not None or not shiboken6.isValid(self):
            return
        if self.conductor is not None and shiboken6.isValid(self.conductor) and not self.conductor.over:
            self.conductor.ended.connect(self._on_closed)
            self.conductor.abandon()

    def _on_closed(self, result: SetupResult) -> None:
        if self.result is not None:
            return
        self.result = result
        assert self.conductor is not None
        assert self.farewell is not None
        self.farewell.end()
        self._remains.forget()
        assert self._services is not None
        self.conductor.shut_down()
        self._services.close()
        closing = self.wizard is not None and self.wizard.closing.under_way
        for gone in (None if closing else self.wizard, self.conductor, self.farewell):
            if gone is not None and shiboken6.isValid(gone):
                delete_here(gone)
        self.finished.emit(result)


def _putting_away(remains: Remains) -> Callable[[], None]:
    """A slot that does not refer to the object that is being destroyed."""
    return lambda: remains.put_away()


def _secret(token: str | Secret) -> Secret:
    from ..cloud.tokens import can_be_token

    text = token.reveal() if isinstance(token, Secret) else token
    if not can_be_token(text.strip()):
        raise ValueError("this cannot be a token")
    return Secret(text.strip())


def _running_elsewhere() -> bool:
    """Whether another wizard of this program is open: one computer has one Wi-Fi to lend."""
    wizards = (w for w in QApplication.topLevelWidgets() if isinstance(w, SetupWizard))
    return any(isinstance(w.conductor, Conductor) and not w.conductor.over for w in wizards)
