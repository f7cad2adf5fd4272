"""When the program ends under a running setup: the Wi-Fi is given back first, within fifteen seconds.

Log-off, `quit`, SIGTERM: nobody is asked anything. What is not given back in time is left to the guard.
Listens to two signals of the application while a setup runs, and to nothing of the host's after that.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication

from .conductor import Conductor

LIMIT_S = 15.0


class Farewell(QObject):
    """One setup's end by somebody else's hand. `finished` is emitted when nothing is left to be done."""

    def __init__(self, conductor: Conductor, finished: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._finished: SignalInstance | None = finished
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(int(LIMIT_S * 1000))
        self._limit.timeout.connect(self._abandon)
        self._application = QCoreApplication.instance()
        if self._application is not None:
            self._application.aboutToQuit.connect(self.wait)
        if isinstance(self._application, QGuiApplication):
            self._application.commitDataRequest.connect(self._on_log_off)

    def end(self) -> None:
        """The setup is over: let go of the application."""
        self._limit.stop()
        # Not in a circle with whose signal it is: a garbage collector would break it on any thread.
        self._finished = None
        application, self._application = self._application, None
        if application is not None:
            application.aboutToQuit.disconnect(self.wait)
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.disconnect(self._on_log_off)

    def cancel(self) -> None:
        """Cancel without a question; what takes too long is left to the guard. Returns at once."""
        if self._running:
            self._conductor.cancel()
            if self._running:
                self._limit.start()

    def wait(self) -> None:
        """Cancel, and return when the setup is over: after the limit at the latest."""
        if self._finished is None or not self._running:
            return
        # Not this object's child: it is put away while the loop still runs.
        loop = QEventLoop()
        self._finished.connect(loop.quit)
        self.cancel()
        if self._running:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        loop.deleteLater()

    @property
    def _running(self) -> bool:
        return self._finished is not None and not self._conductor.over

    def _on_log_off(self) -> None:
        """The session waits for this slot. The question of 5.1 is not asked: nobody would see it."""
        self.wait()

    def _abandon(self) -> None:
        if self._running:
            self._conductor.abandon()
