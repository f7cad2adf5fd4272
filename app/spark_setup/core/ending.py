"""The end of this process, at once: Python's own takes everything apart first, which nobody needs.

Modules, classes and some ten thousand objects of Qt are let go of one by one: twenty times the work of what
has to be done, and on a computer that is busy the person who closed the window sees seconds of it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from typing import NoReturn


def end_process(code: int) -> NoReturn:
    """Exit with `code`: threads are joined, what was registered for the end is run, streams are flushed.

    Qt's application is put away too: it hands over to the system what was copied to the clipboard.
    """
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
    qt = sys.modules.get("PySide6.QtCore")
    application = qt.QCoreApplication.instance() if qt is not None else None
    if application is not None:
        application.shutdown()
    for stream in (sys.stdout, sys.stderr):
        # None in a windowed program; a pipe that nobody reads changes no exit code.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)
