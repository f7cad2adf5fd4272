"""Qt's application object of this process, and what is shown while the rest of the program is loaded.

The only thing between the command line and the first sign of life on the screen: nothing of ours is imported
here that has to be waited for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.screen import PLATFORM, has_screen, platforms
from ..core.usage import UsageError
from .options import WizardOptions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ..ui.opening import Opening


def application_for(options: WizardOptions) -> QApplication:
    """The one of this process. Raises `UsageError` where there is no screen and one is needed."""
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
    application.setQuitOnLastWindowClosed(False)
    return application


def opening_for(options: WizardOptions, picture: Path | None = None) -> Opening | None:
    """The program's icon on the screen, for a person who double-clicked the packaged program.

    `picture`: default is the one that lies in the bundle (packaging/icons.py). None without one, where nobody
    watches, and for a link, which may belong to a wizard that runs already.
    """
    picture = picture or _in_the_bundle()
    watched = options.unattended is None and options.screenshots is None and options.replay is None
    if picture is None or not watched or options.url is not None or not has_screen(os.environ):
        return None
    application_for(options)
    from ..ui.opening import Opening

    return Opening(picture)


def _in_the_bundle() -> Path | None:
    bundle = getattr(sys, "_MEIPASS", None)
    picture = Path(bundle, "spark_setup", "resources", "opening.png") if bundle is not None else None
    return picture if picture is not None and picture.is_file() else None
