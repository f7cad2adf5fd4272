"""From checked options to a running wizard: brand, session, services, window, event loop, result.

Signals, translators and the application's own settings belong to this process and are set here, never in
`SetupController`, which also lives in other people's programs.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from .brand import Brand, BrandError, load
from .cli import WizardOptions, complain
from .core.log import set_up
from .core.redact import Redactor
from .core.screen import PLATFORM, has_screen, platforms
from .core.secrets import Secret
from .core.usage import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from .core.clock import Clock
    from .setup.journal import Journal
    from .setup.production import Target
    from .setup.result import SetupResult
    from .setup.services import Services
    from .setup.setup import Options
    from .ui.autopilot import Answers
    from .ui.controller import SetupController

PERSON_SPEED, UNATTENDED_SPEED = 1.0, 20.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Session:
    token: Secret | None = None
    expires_at: datetime | None = None
    given_code: Secret | None = None
    session_code: Secret | None = None

    @property
    def exists(self) -> bool:
        """Whether the cloud will be asked in somebody's name."""
        return self.token is not None or self.session_code is not None


def launch(options: WizardOptions) -> int:
    """Run the wizard; returns the exit code. Bad input is one sentence and exit code 2."""
    try:
        return _launched(options)
    except UsageError as error:
        _tell_in_a_window(str(error), options)
        raise


def _launched(options: WizardOptions) -> int:
    redactor = Redactor()
    brand = _brand(options)
    if options.replay is not None:
        return _replay(options, brand, options.replay)
    answers = _answers(options)
    _make_folder(options.screenshots)
    session = _Session() if options.demo is not None else _session(options, brand)
    known = (session.token, session.given_code, session.session_code, answers.password if answers else None)
    for secret in known:
        if secret is not None:
            redactor.add(secret)
    log = set_up(redactor, file=options.log_file, verbose=options.verbose, level=brand.behaviour.log_level)
    with log, _unforeseen_is_logged():
        if log.file_trouble is not None:
            complain(f"there is no log: {options.log_file} cannot be written ({log.file_trouble})")
        try:
            return _run(options, brand, answers, session, redactor)
        except UsageError:
            raise
        except Exception:
            # The last door: nobody is helped by a traceback with who knows what in it.
            from .setup.result import ExitCode

            _log.critical("setup cannot go on", exc_info=True)
            raise SystemExit(int(ExitCode.FAILED)) from None


def _brand(options: WizardOptions) -> Brand:
    from .ui.texts import TEXTS

    try:
        return load(options.brand, TEXTS)
    except BrandError as error:
        raise UsageError(str(error)) from None


def _make_folder(folder: Path | None) -> None:
    """For pictures. Raises `UsageError`."""
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"pictures cannot be put into {folder}: {error.strerror}") from None


def _answers(options: WizardOptions) -> Answers | None:
    if options.unattended is None:
        return None
    from .ui.autopilot import AnswersError, read_answers

    try:
        return read_answers(options.unattended)
    except AnswersError as error:
        raise UsageError(str(error)) from None


def _session(options: WizardOptions, brand: Brand) -> _Session:
    from .cloud.claim_codes import read_claim_code_file
    from .cloud.errors import CloudError
    from .cloud.tokens import TOKEN_VARIABLE, read_token_and_end, token_from_environment

    code = _session_code(options, brand)
    if code is not None:
        return _Session(session_code=code)
    try:
        if options.claim_code_file is not None:
            return _Session(given_code=read_claim_code_file(options.claim_code_file))
        if options.token_file is not None:
            read, ends = read_token_and_end(options.token_file)
            return _Session(token=read, expires_at=ends)
        token = token_from_environment()
        # Programs that are started from here have no business with it.
        os.environ.pop(TOKEN_VARIABLE, None)
        return _Session(token=token)
    except CloudError as error:
        raise UsageError(str(error)) from None


def _session_code(options: WizardOptions, brand: Brand) -> Secret | None:
    """The one-time code of the command line or of the brand's link. Raises `UsageError`."""
    from .setup.sessions import code_in_link

    code = Secret(options.session_code) if options.session_code is not None else None
    if options.url is not None:
        scheme = brand.auth.url_scheme
        if scheme is None:
            raise UsageError("a link was given, but the brand file has no auth.url_scheme")
        try:
            code = code_in_link(options.url, scheme) or code
        except ValueError as error:
            raise UsageError(str(error)) from None
    if code is not None and brand.auth.session_url is None:
        raise UsageError("a session code was given, but the brand file has no auth.session_url")
    return code


# ---------------------------------------- what a customer saw


def _replay(options: WizardOptions, brand: Brand, path: Path) -> int:
    """The pages of a report, read-only. Nothing is dialled and no Wi-Fi is touched."""
    from .support.replay import ReportError, load

    application = _application(options, brand)
    from .ui.brand_words import system_language, words_for
    from .ui.controller import theme_for
    from .ui.pages.base import Look
    from .ui.replaying import ReplayWizard

    words = words_for(brand, options.language or system_language(), "api.particle.io")
    try:
        replay = load(path, left_out=words("replay.left_out"))
    except ReportError as error:
        raise UsageError(str(error)) from None
    wizard = ReplayWizard(replay, Look(brand, words, theme_for(brand)))
    trouble = wizard.trouble()
    if trouble is not None:
        raise UsageError(f"{path.name}: the report is damaged: page {trouble} cannot be drawn")
    if options.screenshots is not None:
        from .ui.replaying import photograph

        photograph(wizard, options.screenshots)
        return 0
    wizard.closed.connect(lambda _result: application.quit())
    wake = _on_signals(application, wizard.rerun.cancel)
    try:
        wizard.start()
        application.exec()
    finally:
        wake()
    return 0


# ---------------------------------------- the run


def _run(
    options: WizardOptions, brand: Brand, answers: Answers | None, session: _Session, redactor: Redactor
) -> int:
    unattended = answers is not None
    application = _application(options, brand)
    links = None
    if not unattended and options.demo is None and brand.auth.url_scheme is not None:
        from .ui.links import Links

        links = Links(brand.auth.url_scheme, application)
        if options.url is not None and links.hand_over(options.url):
            return 0
    services, engine_options, close = _services(options, brand, session, redactor, unattended=unattended)
    from .ui.controller import SetupController

    controller = SetupController(
        brand,
        services=services,
        options=engine_options,
        language=options.language,
        ribbon=_ribbon(options),
        with_person=not unattended,
        redactor=redactor,
        journal=_journal(options, brand),
    )
    results: list[SetupResult] = []
    controller.finished.connect(results.append)
    controller.finished.connect(lambda _result: application.quit())
    wake = _on_signals(application, lambda: _stop(controller))
    try:
        controller.start()
        assert controller.wizard is not None
        if links is not None:
            links.take(controller, services, redactor.add)
        _drive(options, answers, controller.wizard)
        application.exec()
        if not results:
            controller.cancel()
            application.exec()
    finally:
        if links is not None:
            links.close()
        wake()
        close()
    result = results[0]
    _write_result(options, result, unattended=unattended)
    return int(result.exit_code)


def _journal(options: WizardOptions, brand: Brand) -> Journal | None:
    """Where a resume is kept; None for a demo. A laboratory has one for each of its devices."""
    from .core.paths import state_dir
    from .setup.journal import Journal

    if options.demo is not None:
        return None
    api_url = options.api_url or brand.behaviour.api_url
    laboratory = options.host_wifi == "none"
    return Journal(state_dir().path, key=f"{api_url} {options.device}" if laboratory else "")


def _stop(controller: SetupController) -> None:
    """SIGTERM and SIGINT: no question, and not for ever."""
    if controller.farewell is not None:
        controller.farewell.cancel()


def _drive(options: WizardOptions, answers: Answers | None, wizard: object) -> None:
    from .ui.wizard import SetupWizard

    assert isinstance(wizard, SetupWizard)
    if options.screenshots is not None:
        from .ui.screenshots import Photographer

        Photographer(wizard, options.screenshots)
    if answers is not None:
        from .ui.autopilot import Autopilot

        Autopilot(wizard, answers)
    wizard.refresh()


def _ribbon(options: WizardOptions) -> str:
    return "frame.demo" if options.demo is not None else ""


def _services(
    options: WizardOptions, brand: Brand, session: _Session, redactor: Redactor, *, unattended: bool
) -> tuple[Services, Options, Callable[[], None]]:
    from .ui.controller import options_of

    if options.demo is not None:
        from .core.paths import state_dir
        from .simulator.demo import Demo
        from .simulator.scenarios import find

        try:
            scenario = find(options.demo)
        except KeyError as error:
            raise UsageError(str(error.args[0])) from None
        speed = options.speed or (UNATTENDED_SPEED if unattended else PERSON_SPEED)
        demo = Demo(
            scenario,
            prefix=brand.product.network_prefix,
            speed=speed,
            remembers=state_dir().path is not None,
        )
        demo.start()
        services = demo.services()
        redactor.add(demo.cloud.token)
        return services, options_of(brand, has_session=True, wifi_only=options.wifi_only), demo.stop
    return (*_real_services(options, brand, session, redactor, unattended=unattended), lambda: None)


def _real_services(
    options: WizardOptions, brand: Brand, session: _Session, redactor: Redactor, *, unattended: bool
) -> tuple[Services, Options]:
    from .cloud.errors import CloudError
    from .core.clock import Clock
    from .setup.production import Target
    from .ui.controller import options_of

    wifi_only = options.wifi_only or brand.behaviour.wifi_only
    doors = (
        brand.doors.sign_in
        or brand.doors.create_account
        or (brand.auth.session_url is not None and not unattended)
    )
    if not session.exists and session.given_code is None and not wifi_only and not doors:
        raise UsageError(
            "no session: give --token-file, SPARK_SETUP_TOKEN, --session-code, --claim-code-file "
            "or --wifi-only"
        )
    target = Target(
        options.api_url or brand.behaviour.api_url,
        options.host_wifi,
        {"tcp": options.device, "http": options.device_http},
        (brand.product.network_prefix,),
    )
    try:
        services = _production(
            target, brand, session, redactor, Clock(options.speed or 1.0), wifi_only=wifi_only
        )
    except CloudError as error:
        raise UsageError(f"{target.api_url}: {error.detail}") from None
    engine = options_of(
        brand,
        has_session=session.exists,
        wifi_only=wifi_only,
        touch_wifi=services.wifi is not None,
        code_given=session.given_code is not None,
    )
    return services, engine


def _production(
    target: Target, brand: Brand, session: _Session, redactor: Redactor, clock: Clock, *, wifi_only: bool
) -> Services:
    """The production services for this session. Raises `CloudError` for an address that cannot be used."""
    from .setup.lifetime import Lifetime
    from .setup.production import production, production_for_code, production_for_person
    from .ui.controller import account_settings

    session_url = brand.auth.session_url
    if not session.exists and session.given_code is None and not wifi_only:
        settings = account_settings(brand)
        return production_for_person(
            target, settings, session_url=session_url, on_token=redactor.add, clock=clock
        )
    if session_url is None or not session.exists:
        lifetime = Lifetime(session.expires_at)
        return production(
            target, token=session.token, given_code=session.given_code, clock=clock, lifetime=lifetime
        )
    return production_for_code(
        target,
        session_url=session_url,
        code=session.session_code,
        token=session.token,
        expires_at=session.expires_at,
        on_token=redactor.add,
        clock=clock,
    )


# ---------------------------------------- this process


@contextmanager
def _unforeseen_is_logged() -> Iterator[None]:
    """What nobody caught goes to the log, without secrets, and not as it is to the console."""

    def note(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        _log.critical("something that nobody foresaw", exc_info=(kind, error, trace))  # type: ignore[arg-type]

    before = sys.excepthook, threading.excepthook
    sys.excepthook = note
    threading.excepthook = lambda seen: note(seen.exc_type, seen.exc_value, seen.exc_traceback)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before


def _application(options: WizardOptions, brand: Brand) -> QApplication:
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if options.unattended is not None or options.screenshots is not None:
        tried = platforms(os.environ)
        if tried is not None:
            os.environ[PLATFORM] = tried
    elif not has_screen(os.environ):
        raise UsageError("there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    os.environ.setdefault("QT_ACCESSIBILITY", "1")
    application = QApplication([sys.argv[0]])
    application.setApplicationName(brand.product.app_name)
    application.setQuitOnLastWindowClosed(False)
    return application


def _on_signals(application: QApplication, stop: Callable[[], None]) -> Callable[[], None]:
    """SIGTERM, SIGINT and a terminal that closes cancel without a question. Returns what undoes it.

    Python runs handlers between two bytecodes, and the event loop runs none: a socket wakes it.
    """
    from PySide6.QtCore import QSocketNotifier

    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    before_fd = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    wanted = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: None) for number in wanted}
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, application)

    def woken() -> None:
        try:
            ours.recv(64)
        except OSError:
            return
        stop()

    notifier.activated.connect(woken)

    def undo() -> None:
        notifier.setEnabled(False)
        notifier.deleteLater()
        signal.set_wakeup_fd(before_fd)
        for number, handler in before.items():
            signal.signal(number, handler)
        ours.close()
        theirs.close()

    return undo


def _write_result(options: WizardOptions, result: SetupResult, *, unattended: bool) -> None:
    from .core.streams import write_line

    line = result.to_json()
    if options.result == "-" or unattended:
        write_line(line)
    if options.result not in (None, "-"):
        assert options.result is not None
        try:
            Path(options.result).write_text(line + "\n", encoding="utf-8")
        except OSError as error:
            complain(f"the result cannot be written to {options.result}: {error.strerror}")


def _tell_in_a_window(sentence: str, options: WizardOptions) -> None:
    """A double-clicked program has no console: a brand file that is refused is said in a window."""
    if options.unattended is not None or (sys.stderr is not None and sys.stderr.isatty()):
        return
    if getattr(sys, "frozen", False) and has_screen(os.environ):
        from .ui.sorry import show

        show(sentence)
