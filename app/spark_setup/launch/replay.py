"""What a customer saw: the pages of a report."""

from __future__ import annotations

from pathlib import Path

from ..brand import Brand
from ..core.usage import UsageError
from .application import application_for
from .options import WizardOptions
from .process import on_signals


def show_replay(options: WizardOptions, brand: Brand, path: Path) -> int:
    """The pages of a report, read-only. Nothing is dialled and no Wi-Fi is touched."""
    from ..support.replay import ReportError, load

    application = application_for(options)
    application.setApplicationName(brand.product.app_name)
    from ..ui.brand_words import system_language, words_for
    from ..ui.pages.base import Look
    from ..ui.replaying import ReplayWizard
    from ..ui.system_theme import Following, theme_for

    words = words_for(brand, options.language or system_language(), "api.particle.io")
    try:
        replay = load(path, left_out=words("replay.left_out"))
    except ReportError as error:
        raise UsageError(str(error)) from None
    wizard = ReplayWizard(replay, Look(brand, words, theme_for(brand)))
    Following(wizard)
    trouble = wizard.trouble()
    if trouble is not None:
        raise UsageError(f"{path.name}: the report is damaged: page {trouble} cannot be drawn")
    if options.screenshots is not None:
        from ..ui.replaying import photograph

        photograph(wizard, options.screenshots)
        return 0
    wizard.closed.connect(lambda _result: application.quit())
    wake = on_signals(application, wizard.rerun.cancel)
    try:
        wizard.start()
        application.exec()
    finally:
        wake()
    return 0
