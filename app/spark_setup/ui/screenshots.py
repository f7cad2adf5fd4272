"""A picture of every page state met, named by page id: what `--screenshots` and the README show."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from ..setup.places import Place
from ..setup.setup import Setup
from ..setup.story import Step, Work
from ..support.moments import Moment
from .wizard import SetupWizard

_log = logging.getLogger(__name__)
_WAITS = (Place.PROGRESS, Place.UPDATING)
"""Pages whose picture shows the waiting, not the moment in which it is over."""


class Photographer(QObject):
    """Takes a picture whenever something happened; the last one of a page state shows it at its fullest.

    The clock alone makes no new picture: drawing one takes longer than a second of a fast demo.
    """

    def __init__(self, wizard: SetupWizard, folder: Path) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._folder = folder
        self._seen: tuple[object, ...] = ()
        folder.mkdir(parents=True, exist_ok=True)
        wizard.resize(wizard.default_size())
        wizard.drawn.connect(self.take)

    def take(self) -> None:
        """Save what is on the screen now; a later picture of the same state replaces it."""
        conductor = self._wizard.conductor
        waited = conductor.step.place in _WAITS and conductor.setup.online is not None
        if conductor.over or waited or conductor.step.work is Work.RENAME:
            return
        field = self._wizard.focusWidget()
        typed = len(field.text()) if isinstance(field, QLineEdit) else 0
        setup = conductor.setup
        seen = (conductor.step, setup.problem, len(setup.facts), setup.decisions, typed)
        if seen == self._seen:
            return
        self._seen = seen
        name = picture_name(setup, conductor.step)
        try:
            save_picture(self._wizard, self._folder / f"{name}.png")
        except OSError as error:
            _log.warning("%s: %s", name, error.strerror)


def save_picture(window: QWidget, path: Path) -> None:
    """What `window` shows when everything is laid out. Raises `OSError`."""
    # What was just added is laid out by a posted event; without it the picture shows a gap.
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    if not window.grab().save(str(path)):
        raise OSError(errno.EIO, "a picture could not be written")


def numbered(number: int, moment: Moment, kind: str = "") -> str:
    """The file of a moment among others: its number, place, code, and of what kind it is."""
    code = f".{moment.code}" if moment.code else ""
    return f"{number:02}.{moment.step.place.value}{code}{kind}.png"


def picture_name(setup: Setup, step: Step) -> str:
    """Place and code: one state of a page."""
    place = step.place.value
    return place if setup.problem is None else f"{place}.{setup.problem.code.value}"
