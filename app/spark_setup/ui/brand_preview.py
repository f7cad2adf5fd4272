"""Every page of a brand as a picture, light and dark: what `spark-setup brand preview` makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ..brand import Brand
from ..support.moments import Moment
from ..support.samples import account_samples, samples
from .brand_options import options_of
from .brand_words import system_language, words_for
from .pages.base import Look
from .rerun import Rerun
from .screenshots import numbered, save_picture
from .system_theme import theme_for
from .theme import Scheme
from .wizard import SetupWizard


def preview(
    brand: Brand, folder: Path, language: str | None = None, moments: list[Moment] | None = None
) -> list[Path]:
    """Draw all pages, or these moments, into `folder`, without a screen. Raises `OSError`."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([sys.argv[0]])
    folder.mkdir(parents=True, exist_ok=True)
    moments = moments or [
        *account_samples(options_of(brand, has_session=False)),
        *samples(options_of(brand, has_session=True)),
    ]
    made = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        made += _pictures(brand, moments, scheme, folder, language or system_language())
    del application
    return made


def _pictures(brand: Brand, moments: list[Moment], scheme: Scheme, folder: Path, language: str) -> list[Path]:
    words = words_for(brand, language, "api.particle.io")
    look = Look(brand, words, theme_for(brand, scheme, reduced_motion=True))
    rerun = Rerun(moments)
    wizard = SetupWizard(rerun, look)
    wizard.show()
    wizard.resize(wizard.default_size())
    made = []
    for number, moment in enumerate(moments, 1):
        rerun.at = number - 1
        rerun.show_moment()
        wizard.refresh()
        path = folder / numbered(number, moment, f".{scheme.value}")
        save_picture(wizard, path)
        made.append(path)
    rerun.cancel()
    wizard.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return made
