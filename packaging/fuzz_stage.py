"""The stage of a walk: nothing on it reaches this computer, and everything is heard."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from unittest import mock

from PySide6.QtCore import QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from spark_setup.brand import Brand
from spark_setup.cloud.deferred import DeferredClient
from spark_setup.cloud.sessions import SessionAnswer
from spark_setup.setup.accounts import AccountDesk
from spark_setup.setup.services import Services
from spark_setup.simulator.demo import Demo
from spark_setup.ui import conductor, guide
from spark_setup.ui import help as help_room
from spark_setup.ui.brand_options import account_settings

SHOWN_S = 0.08
"""How long a page that leaves by itself is seen: a walk has no time to read."""
HARMLESS = ("Mouse event occurs outside", "This plugin does not support")
"""What Qt says about hands that do not look where they press, and windows that nobody sees."""


@contextlib.contextmanager
def harmless(folder: Path) -> Iterator[None]:
    """Nothing is opened on this computer, and files are saved in `folder`."""

    def save(*_: object) -> tuple[str, str]:
        return str(folder / "report.zip"), ""

    with contextlib.ExitStack() as stack:
        for patch in (
            mock.patch.object(conductor, "DWELL_S", SHOWN_S),
            mock.patch.object(QFileDialog, "getSaveFileName", save),
            mock.patch.object(QDesktopServices, "openUrl", return_value=True),
            mock.patch.object(help_room, "open_settings"),
            mock.patch.object(guide, "write_guide", return_value=folder / "guide.html"),
        ):
            stack.enter_context(patch)
        yield


class Ears(logging.Handler):
    """Hears what no walk may bring about: an exception anywhere, an error or a secret in the log."""

    def __init__(self, secrets: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._secrets = secrets
        self.heard: list[str] = []
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = lambda _kind, value, trace: self._raised(value, trace)
        threading.excepthook = lambda args: self._raised(args.exc_value, args.exc_traceback)
        logging.getLogger("spark_setup").addHandler(self)
        qInstallMessageHandler(self._qt)

    def emit(self, record: logging.LogRecord) -> None:
        """One line of the log."""
        text = record.getMessage()
        if record.levelno >= logging.ERROR or record.exc_info:
            self.heard.append(f"log: {text} {record.exc_info[1] if record.exc_info else ''}")
        elif any(secret in text for secret in tuple(self._secrets)):
            self.heard.append("a password in the log")

    def _qt(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(HARMLESS):
            self.heard.append(f"Qt: {text}")

    def _raised(self, value: BaseException | None, trace: TracebackType | None) -> None:
        self.heard.append(f"raised: {value!r} at {frames(trace)}")

    def close(self) -> None:
        """Not any more."""
        sys.excepthook, threading.excepthook = self._before
        logging.getLogger("spark_setup").removeHandler(self)
        qInstallMessageHandler(None)
        super().close()


def frames(trace: TracebackType | None) -> str:
    """Where something was raised, innermost first."""
    met = traceback.extract_tb(trace)[-4:]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(met))


def spin(seconds: float) -> None:
    """Let the event loop have its turns."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def for_person(services: Services, brand: Brand, demo: Demo) -> Services:
    """Nobody is signed in yet."""
    cloud = DeferredClient(demo.cloud.url, token=None)

    def use(answer: SessionAnswer) -> None:
        if answer.token is not None:
            cloud.set_token(answer.token)

    desk = AccountDesk(demo.cloud.url, account_settings(brand), use)
    closers: tuple[Callable[[], None], ...] = (*services.closers, cloud.close, desk.close)
    return replace(services, cloud=cloud, accounts=desk, renew=None, closers=closers)
