"""From checked options to a running wizard: brand, session, services, window, event loop, result."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from ..brand import Brand
from ..core.log import set_up
from ..core.redact import Redactor
from ..core.usage import UsageError
from .application import application_for
from .given import answers_of, brand_of, check_result_place, make_folder, session_given
from .options import WizardOptions, complain
from .process import on_signals, tell_in_a_window, unforeseen_is_logged, write_result
from .services import services_for

if TYPE_CHECKING:
    from ..setup.given import Given
    from ..setup.journal import Journal
    from ..setup.result import SetupResult
    from ..setup.services import Services
    from ..ui.answers import Answers
    from ..ui.controller import SetupController
    from ..ui.opening import Opening

_log = logging.getLogger(__name__)


def launch(options: WizardOptions, opening: Opening | None = None) -> int:
    """Run the wizard; returns the exit code. Bad input is one sentence and exit code 2.

    `opening`: what is on the screen until the wizard has been painted.
    """
    # What is made until the window is painted stays: looking for garbage there takes a tenth of the start.
    gc.disable()
    try:
        return _launched(options, opening)
    except UsageError as error:
        if opening is not None:
            opening.close()
        tell_in_a_window(str(error), options)
        raise
    finally:
        gc.enable()


def _launched(options: WizardOptions, opening: Opening | None) -> int:
    redactor = Redactor()
    brand = brand_of(options)
    if options.replay is not None:
        from .replay import show_replay

        return show_replay(options, brand, options.replay)
    answers = answers_of(options)
    check_result_place(options)
    make_folder(options.screenshots)
    session = session_given(options, brand)
    known = (session.token, session.given_code, session.session_code, answers.password if answers else None)
    for secret in known:
        if secret is not None:
            redactor.add(secret)
    log = set_up(redactor, file=options.log_file, verbose=options.verbose, level=brand.behaviour.log_level)
    with log, unforeseen_is_logged():
        if log.file_trouble is not None:
            complain(f"there is no log: {options.log_file} cannot be written ({log.file_trouble})")
        try:
            return _run(options, brand, answers, session, redactor, opening)
        except UsageError:
            raise
        except Exception:
            # The last door: nobody is helped by a traceback with who knows what in it.
            from ..setup.result import ExitCode

            _log.critical("setup cannot go on", exc_info=True)
            raise SystemExit(int(ExitCode.FAILED)) from None


def _run(
    options: WizardOptions,
    brand: Brand,
    answers: Answers | None,
    session: Given,
    redactor: Redactor,
    opening: Opening | None,
) -> int:
    unattended = answers is not None
    application = application_for(options)
    application.setApplicationName(brand.product.app_name)
    if options.url is not None and not unattended and _handed_over(options, brand):
        return 0
    services, engine_options, close = services_for(options, brand, session, redactor, unattended=unattended)
    from ..ui.controller import SetupController

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
    wake = on_signals(application, lambda: _stop(controller))
    try:
        controller.start()
        assert controller.wizard is not None
        controller.wizard.begun.connect(gc.enable)
        if opening is not None:
            controller.wizard.begun.connect(opening.close)
        if not unattended and options.demo is None and brand.auth.url_scheme is not None:
            controller.wizard.begun.connect(lambda: _take_links(controller, brand, services, redactor))
        _drive(options, answers, controller.wizard)
        application.exec()
        if not results:
            controller.cancel()
            application.exec()
    finally:
        wake()
        close()
    result = results[0]
    write_result(options, result, unattended=unattended)
    return int(result.exit_code)


def _handed_over(options: WizardOptions, brand: Brand) -> bool:
    """Whether a wizard that runs already took the link this one was started with."""
    from ..ui.links import Links

    scheme = brand.auth.url_scheme
    if scheme is None or options.demo is not None or options.url is None:
        return False
    return Links(scheme).hand_over(options.url)


def _take_links(controller: SetupController, brand: Brand, services: Services, redactor: Redactor) -> None:
    """From now on this wizard is the one that links are handed to, until its setup is over."""
    from ..ui.links import Links

    assert brand.auth.url_scheme is not None
    links = Links(brand.auth.url_scheme, controller)
    controller.finished.connect(links.close)
    links.take(controller, services, redactor.add)


def _journal(options: WizardOptions, brand: Brand) -> Journal | None:
    """Where a resume is kept; None for a demo. A laboratory has one for each of its devices."""
    from ..core.paths import state_dir
    from ..setup.journal import Journal

    if options.demo is not None:
        return None
    api_url = brand.behaviour.api_url if options.api_url is None else options.api_url
    laboratory = options.host_wifi == "none"
    return Journal(state_dir().path, key=f"{api_url} {options.device}" if laboratory else "")


def _stop(controller: SetupController) -> None:
    """SIGTERM and SIGINT: no question, and not for ever."""
    if controller.farewell is not None:
        controller.farewell.cancel()


def _drive(options: WizardOptions, answers: Answers | None, wizard: object) -> None:
    from ..ui.wizard import SetupWizard

    assert isinstance(wizard, SetupWizard)
    if options.screenshots is not None:
        from ..ui.screenshots import Photographer

        Photographer(wizard, options.screenshots)
    if answers is not None:
        from ..ui.autopilot import Autopilot

        Autopilot(wizard, answers)
    wizard.refresh()


def _ribbon(options: WizardOptions) -> str:
    return "frame.demo" if options.demo is not None else ""
