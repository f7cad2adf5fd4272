"""Sets up logging for a run of the program: where lines go, how much, and that no secret is among them.

A windowed program has no console, a disk may be full, a console may be closed half way: none of it may end
the program or print a traceback, so a line that cannot be written is lost. An embedding host's loggers are
left alone: only the program's own entry point calls `set_up`.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TextIO

from .lazily import dataclass
from .redact import Redactor

NAME = "spark_setup"
LEVELS: Mapping[str, int] = MappingProxyType(
    {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}
)
_LINE = "%(asctime)s.%(msecs)03d %(levelname)-7s %(threadName)s %(name)s: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Cleans the finished line, its traceback included: nothing that a record carries comes later.

    `brief`: an exception is only named, for a console that people read.
    """

    def __init__(self, redactor: Redactor, *, brief: bool = False) -> None:
        super().__init__(_LINE, "%Y-%m-%dT%H:%M:%S")
        self._redactor, self._brief = redactor, brief

    def format(self, record: logging.LogRecord) -> str:
        """One record as text without secrets. Line ends inside a message are shown, not obeyed."""
        message, traceback = record.getMessage(), {}
        if self._brief and record.exc_info and record.exc_info[0] is not None:
            message = f"{message} ({record.exc_info[0].__name__})"
            traceback = {"exc_info": None, "exc_text": None, "stack_info": None}
        fields = {**record.__dict__, "msg": _one_line(message), "args": (), **traceback}
        shown = logging.makeLogRecord(fields)
        return self._redactor.clean(super().format(shown))


def _one_line(message: str) -> str:
    """A device or a server must not be able to forge a second line of the log."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in message)


class _QuietStream(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:
        """A closed console is no fault of the program."""


class _QuietFile(logging.FileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk loses the line."""

    def close(self) -> None:
        with contextlib.suppress(OSError):  # what was left in the buffer has no room either
            super().close()


@dataclass
class LogSetUp:
    """What `set_up` did; `close()` undoes it. `file_trouble` says why a wanted log file is not there."""

    handlers: list[logging.Handler]
    file_trouble: str | None
    _before: tuple[int, int]

    def close(self) -> None:
        """Take the handlers away again and close the file. Idempotent."""
        root, own = logging.getLogger(), logging.getLogger(NAME)
        if self.handlers:
            root.setLevel(self._before[0])
            own.setLevel(self._before[1])
        for handler in self.handlers:
            root.removeHandler(handler)
            handler.close()
        self.handlers = []

    def __enter__(self) -> LogSetUp:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def set_up(
    redactor: Redactor, *, file: Path | None = None, verbose: bool = False, level: str = "info"
) -> LogSetUp:
    """Log to `file` and, with `verbose`, to stderr if there is one. Other libraries only from WARNING on.

    `level` is one of LEVELS; `verbose` means at least "debug". Never raises for a file or console that does
    not work: `file_trouble` then holds the reason.
    """
    root, own = logging.getLogger(), logging.getLogger(NAME)
    set_up = LogSetUp([], None, (root.level, own.level))
    stderr = usable_stderr()
    handlers: list[logging.Handler] = []
    if stderr is not None:
        console = _QuietStream(stderr)
        console.setLevel(logging.DEBUG if verbose else logging.WARNING)
        handlers.append(console)
    if file is not None:
        try:
            handlers.append(_open(file))
        except OSError as error:
            set_up.file_trouble = error.strerror or type(error).__name__
    for handler in handlers:
        on_console = not isinstance(handler, logging.FileHandler)
        handler.setFormatter(RedactingFormatter(redactor, brief=on_console and not verbose))
        root.addHandler(handler)
    set_up.handlers = handlers
    root.setLevel(logging.WARNING)
    own.setLevel(logging.DEBUG if verbose else LEVELS[level])
    return set_up


def _open(file: Path) -> logging.Handler:
    """A log names networks and devices, so it belongs to the person alone (0600)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = _QuietFile(file, mode="a", encoding="utf-8", errors="backslashreplace")
    # Not /dev/null and the like: root would take them away from everybody.
    if sys.platform != "win32" and file.is_file():
        with contextlib.suppress(PermissionError):
            file.chmod(0o600)
    return handler


def usable_stderr() -> TextIO | None:
    """stderr if a line can go there: not in a windowed program, not after it was closed."""
    stream = sys.stderr
    return stream if stream is not None and not stream.closed else None
