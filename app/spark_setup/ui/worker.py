"""The one kind of thread behind the wizard: runs one step of the engine at a time.

A plain thread, because a QThread that is destroyed while it runs aborts the process, and one that is deleted
later can meet Python's garbage collector on another thread. Results come back by queued signals, so that
every slot runs on the UI thread. `cancel` asks; the step ends within a second; the thread is joined before
the next one starts, and before the program ends.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from ..core.cancel import Cancelled, CancelToken
from ..setup.facts import Fact
from ..setup.problems import Problem, SetupFailed

_log = logging.getLogger(__name__)

Call = Callable[[Callable[[Fact], None], CancelToken], None]


class Worker(QObject):
    """Runs one call on a thread of its own.

    `observed(Fact)` while it runs; then exactly one of `succeeded()`, `failed(Problem)`, `stopped()` (it was
    cancelled) or `died()` (it raised what no step may raise), emitted after the thread has ended.
    """

    observed = Signal(object)
    succeeded = Signal()
    failed = Signal(object)
    stopped = Signal()
    died = Signal()

    _seen = Signal(object)
    _over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._token = CancelToken()
        queued = Qt.ConnectionType.QueuedConnection
        self._seen.connect(self._on_seen, queued)
        self._over.connect(self._on_over, queued)

    @property
    def busy(self) -> bool:
        """Whether a call is running, or its end has not been delivered yet."""
        return self._thread is not None

    def start(self, call: Call) -> None:
        """Run `call(report, cancel)`. Only when not busy: one step at a time is the rule of the house."""
        if self._thread is not None:
            raise RuntimeError("the worker is busy")
        self._token = CancelToken()
        self._thread = threading.Thread(target=self._run, args=(call, self._token), name="step")
        self._thread.start()

    def cancel(self) -> None:
        """Ask the running call to stop; `stopped` follows."""
        if self._thread is not None:
            self._token.cancel()

    def join(self, timeout_s: float) -> bool:
        """Cancel and wait for the thread. False if it did not end in time (logged)."""
        thread = self._thread
        if thread is None:
            return True
        self._token.cancel()
        thread.join(timeout_s)
        if thread.is_alive():
            _log.error("a step did not stop within %.1f s", timeout_s)
        return not thread.is_alive()

    # ------------------------------------------------------------------ on the thread

    def _run(self, call: Call, token: CancelToken) -> None:
        end: Problem | bool = False
        try:
            call(self._tell, token)
            end = True
        except Cancelled:
            token.cancel()
        except SetupFailed as error:
            end = error.problem
        finally:
            self._emit(self._over, end)

    def _tell(self, fact: Fact) -> None:
        self._emit(self._seen, fact)

    def _emit(self, signal: object, value: object) -> None:
        """The owner may be gone by now: then nobody is left who wants to know."""
        with contextlib.suppress(RuntimeError):
            signal.emit(value)  # type: ignore[attr-defined]

    # ------------------------------------------------------------------ on the UI thread

    def _on_seen(self, fact: Fact) -> None:
        self.observed.emit(fact)

    def _on_over(self, end: Problem | bool) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join()
        if self._token.cancelled:
            self.stopped.emit()
        elif isinstance(end, Problem):
            self.failed.emit(end)
        elif end:
            self.succeeded.emit()
        else:
            _log.error("a step fell over")
            self.died.emit()
