"""What a close event means: a person's Cancel, or a program that ends.

`QApplication.quit` closes every window and gives up where one stays. So a window that a program closes does
not answer before the setup is over and the Wi-Fi given back; nobody is asked anything.
"""

from __future__ import annotations

import sys

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent

from .frame import Frame
from .leaving import Leaving


class Closing:
    """Of one wizard."""

    def __init__(self, wizard: Frame, leaving: Leaving) -> None:
        self._wizard = wizard
        self._leaving = leaving
        self.under_way = False
        """A program closes the window: it must not be deleted under the close event."""

    def handle(self, event: QCloseEvent) -> None:
        """Accepted when the setup is over."""
        wizard = self._wizard
        event.ignore()
        if event.spontaneous() or self._may_be_a_person():
            wizard.reject()
        elif not self.under_way:
            self._end()
            event.setAccepted(wizard.conductor.over)

    def _end(self) -> None:
        wizard = self._wizard
        self.under_way = True
        if self._leaving.at_an_end:
            wizard.reject()
        if not wizard.conductor.over:
            wizard.ending.emit()
        self.under_way = False
        if wizard.conductor.over and shiboken6.isValid(wizard):
            delete_here(wizard)

    def _may_be_a_person(self) -> bool:
        """Cmd+Q looks like `quit`: what a person is asked before leaving is asked then as well."""
        with_person = self._wizard.conductor.with_person
        return sys.platform == "darwin" and with_person and self._leaving.asks_first


def delete_here(gone: QObject) -> None:
    """Delete on this thread. Until then the wrapper is held, or Python's garbage collector, which runs on
    whatever thread happens to allocate, might destroy a window from a worker of the next wizard.
    """
    held = [gone]
    gone.destroyed.connect(held.clear)
    gone.deleteLater()
