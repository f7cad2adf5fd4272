"""When the program ends under a running setup: the Wi-Fi is given back first, within fifteen seconds.

Log-off, `quit`, SIGTERM: nobody is asked anything. What is not given back in time is left to the guard.
Listens to two signals of the application while a setup runs, and to nothing of the host's after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from .controller import SetupController

LIMIT_S = 15.0


class Farewell(QObject):
    """One controller's end by somebody else's hand."""

    def __init__(self, controller: SetupController) -> None:
        super().__init__(controller)
        self._controller: SetupController | None = controller
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
        # Not in a circle with the controller: a garbage collector would break it on any thread.
        self._controller = None
        application, self._application = self._application, None
        if application is not None:
            application.aboutToQuit.disconnect(self.wait)
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.disconnect(self._on_log_off)

    def cancel(self) -> None:
        """Cancel without a question; what takes too long is left to the guard. Returns at once."""
        controller = self._controller
        if controller is not None and self._running:
            controller.cancel()
            if self._running:
                self._limit.start()

    def wait(self) -> None:
        """Cancel, and return when the setup is over: after the limit at the latest."""
        if self._controller is None or not self._running:
            return
        loop = QEventLoop(self)
        self._controller.finished.connect(loop.quit)
        self.cancel()
        if self._running:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        loop.deleteLater()

    @property
    def _running(self) -> bool:
        if self._controller is None or self._controller.result is not None:
            return False
        conductor = self._controller.conductor
        return conductor is not None and not conductor.over

    def _on_log_off(self) -> None:
        """The session waits for this slot. The question of 5.1 is not asked: nobody would see it."""
        self.wait()

    def _abandon(self) -> None:
        controller = self._controller
        if controller is not None and self._running and controller.conductor is not None:
            controller.conductor.abandon()
