"""What belongs to this process: signals, the last exception hook, stdout.

Set here and never in `SetupController`, which also lives in other people's programs.
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
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ..core.screen import is_seen
from .options import WizardOptions, complain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ..setup.result import SetupResult

_log = logging.getLogger(__name__)


@contextmanager
def unforeseen_is_logged() -> Iterator[None]:
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


def on_signals(application: QApplication, stop: Callable[[], None]) -> Callable[[], None]:
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


def write_result(options: WizardOptions, result: SetupResult, *, unattended: bool) -> None:
    from ..core.streams import write_line

    line = result.to_json()
    if options.result == "-" or unattended:
        write_line(line)
    if options.result not in (None, "-"):
        assert options.result is not None
        try:
            Path(options.result).write_text(line + "\n", encoding="utf-8")
        except OSError as error:
            complain(f"the result cannot be written to {options.result}: {error.strerror}")


def tell_in_a_window(sentence: str, options: WizardOptions) -> None:
    """A double-clicked program has no console: a brand file that is refused is said in a window."""
    if options.unattended is not None or (sys.stderr is not None and sys.stderr.isatty()):
        return
    if getattr(sys, "frozen", False) and is_seen(os.environ):
        from ..ui.sorry import show

        show(sentence)
