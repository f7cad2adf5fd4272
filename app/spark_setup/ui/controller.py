"""`SetupController`: this wizard's SparkSetupMainController, for programs that embed it.

    controller = SetupController(load("brand.toml"), parent=window)
    controller.inject_session_access_token(token)
    controller.finished.connect(on_finished)        # SetupResult, once and only once
    controller.start()

The host's event loop, style, palette, font, translators and signal handlers are left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ..brand import Brand, load
from ..core.cancel import CancelToken
from ..core.redact import Redactor
from ..core.secrets import Secret
from ..setup.journal import Journal, resumed
from ..setup.result import SetupResult
from ..setup.services import Services
from ..setup.setup import Intent, Options, Setup
from .brand_words import system_language, words_for
from .conductor import Conductor
from .farewell import Farewell
from .pages.base import Look
from .theme import Scheme, Theme
from .wizard import SetupWizard


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
        self._token: Secret | None = None
        self._renew: Callable[[CancelToken], bool] | None = None
        self._wifi_only = self.brand.behaviour.wifi_only
        self._window = parent
        self._journal = journal or Journal(None)
        self.conductor: Conductor | None = None
        self.wizard: SetupWizard | None = None
        self.farewell: Farewell | None = None
        self.result: SetupResult | None = None

    # ------------------------------------------------------------------ before the start

    def inject_session_access_token(
        self,
        token: str,
        expires_at: datetime | None = None,
        renew: Callable[[CancelToken], bool] | None = None,
    ) -> None:
        """Set up for the owner of this token: nobody has to sign in. It lives in memory only.

        `renew` is asked, on a worker thread, when the cloud no longer accepts the token.
        """
        self._token = Secret(token)
        self._renew = renew
        self._expires_at = expires_at

    def set_wifi_only(self, wifi_only: bool = True) -> None:
        """Set up the Wi-Fi and leave accounts alone."""
        self._wifi_only = wifi_only

    # ------------------------------------------------------------------ running

    def start(self, *, modal: bool = False) -> None:
        """Show the wizard and begin. Returns at once; `finished` follows."""
        if self.wizard is not None:
            raise RuntimeError("a SetupController is used once")
        services = self._services or self._production()
        options = self._options or options_of(
            self.brand,
            has_session=services.cloud is not None,
            wifi_only=self._wifi_only,
            touch_wifi=services.wifi is not None,
            code_given=services.given_code is not None,
        )
        self._services = services
        self.conductor = Conductor(
            self._begun(options, services),
            services,
            with_person=self._with_person,
            journal=self._journal,
            parent=self,
        )
        look = self._look(services)
        if self._token is not None:
            self.redactor.add(self._token)
        self.wizard = SetupWizard(
            self.conductor, look, ribbon=self._ribbon, redactor=self.redactor, parent=self._window
        )
        if modal:
            self.wizard.setWindowModality(Qt.WindowModality.WindowModal)
        self.wizard.closed.connect(self._on_closed)
        self.farewell = Farewell(self)
        self.destroyed.connect(self._services.close)
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
        from ..setup.production import Target, production

        target = Target(self._api_url, self._host_wifi, prefixes=(self.brand.product.network_prefix,))
        return production(target, token=self._token, renew=self._renew)

    def _look(self, services: Services) -> Look:
        language = self._language or system_language()
        words = words_for(self.brand, language, services.api_host)
        theme = theme_for(self.brand, self._scheme, self._text_scale, reduced_motion=not self._with_person)
        return Look(self.brand, words, theme)

    def _on_closed(self, result: SetupResult) -> None:
        if self.result is not None:
            return
        self.result = result
        assert self.conductor is not None
        assert self.farewell is not None
        self.farewell.end()
        assert self._services is not None
        self.conductor.shut_down()
        self._services.close()
        for gone in (self.wizard, self.conductor):
            if gone is not None:
                _delete_here(gone)
        self.finished.emit(result)


def _delete_here(gone: QObject) -> None:
    """Delete on this thread. Until then the wrapper is held, or Python's garbage collector, which runs on
    whatever thread happens to allocate, might destroy a window from a worker of the next wizard.
    """
    held = [gone]
    gone.destroyed.connect(held.clear)
    gone.deleteLater()


def options_of(
    brand: Brand,
    *,
    has_session: bool,
    wifi_only: bool = False,
    touch_wifi: bool = True,
    code_given: bool = False,
    product_devices: frozenset[str] | None = None,
) -> Options:
    """What the brand and this run settle before the first page."""
    intent = Intent.WIFI_ONLY if wifi_only else Intent.CODE_GIVEN if code_given else Intent.CLAIM
    product = brand.product
    return Options(
        intent=intent,
        product_id=str(product.product_id) if product.product_mode and product.product_id else None,
        prefixes=(product.network_prefix,),
        has_session=has_session,
        can_sign_in=brand.doors.sign_in,
        allow_take_over=brand.doors.take_over,
        allow_wifi_only=brand.doors.wifi_only,
        allow_enterprise=brand.doors.enterprise,
        skip_network=brand.doors.skip_network_page,
        touch_wifi=touch_wifi,
        product_devices=product_devices,
    )


def theme_for(
    brand: Brand,
    scheme: Scheme | None = None,
    text_scale: float = 1.0,
    *,
    reduced_motion: bool = False,
) -> Theme:
    """The brand's dress in the person's own scheme, font and text size."""
    if scheme is None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        scheme = Scheme.DARK if dark else Scheme.LIGHT
    palette = brand.look.dark if scheme is Scheme.DARK else brand.look.light
    return Theme.build(
        scheme,
        base=QApplication.font(),
        text_scale=text_scale,
        palette=palette,
        family=brand.look.font or None,
        reduced_motion=reduced_motion,
    )
