"""The one kind of thread behind the wizard: runs one step of the engine at a time.

Results come back by queued signals, so that every slot runs on the UI thread. `cancel` asks; the step ends
within a second; the thread is joined before the next one starts, and before the program ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from ..core.cancel import Cancelled, CancelToken
from ..setup.facts import Fact
from ..setup.problems import Problem, SetupFailed

_log = logging.getLogger(__name__)

Call = Callable[[Callable[[Fact], None], CancelToken], None]


class _Run(QThread):
    observed = Signal(object)
    failed = Signal(object)

    def __init__(self, call: Call, parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self.token = CancelToken()
        self.cancelled = False

    def run(self) -> None:
        try:
            self._call(self.observed.emit, self.token)
        except Cancelled:
            self.cancelled = True
        except SetupFailed as error:
            self.failed.emit(error.problem)


class Worker(QObject):
    """Runs one call on a thread of its own.

    `observed(Fact)` while it runs; then exactly one of `succeeded()`, `failed(Problem)` or `stopped()`
    (it was cancelled), emitted after the thread has ended.
    """

    observed = Signal(object)
    succeeded = Signal()
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: _Run | None = None
        self._problem: Problem | None = None

    @property
    def busy(self) -> bool:
        """Whether a call is running, or its end has not been delivered yet."""
        return self._run is not None

    @property
    def cancelling(self) -> bool:
        """Whether the running call was asked to stop."""
        return self._run is not None and self._run.token.cancelled

    def start(self, call: Call) -> None:
        """Run `call(report, cancel)`. Only when not busy: one step at a time is the rule of the house."""
        if self._run is not None:
            raise RuntimeError("the worker is busy")
        self._problem = None
        run = _Run(call, self)
        self._run = run
        run.observed.connect(self._on_observed)
        run.failed.connect(self._on_failed)
        run.finished.connect(self._on_finished)
        run.start()

    def cancel(self) -> None:
        """Ask the running call to stop; `stopped` follows."""
        if self._run is not None:
            self._run.token.cancel()

    def join(self, timeout_s: float) -> bool:
        """Cancel and wait for the thread. False if it did not end in time (logged)."""
        run = self._run
        if run is None:
            return True
        run.token.cancel()
        ended = run.wait(int(timeout_s * 1000))
        if not ended:
            _log.error("a step did not stop within %.1f s", timeout_s)
        return ended

    def _on_observed(self, fact: Fact) -> None:
        self.observed.emit(fact)

    def _on_failed(self, problem: Problem) -> None:
        self._problem = problem

    def _on_finished(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        run.wait()
        cancelled, problem = run.token.cancelled, self._problem
        run.deleteLater()
        if cancelled:
            self.stopped.emit()
        elif problem is not None:
            self.failed.emit(problem)
        else:
            self.succeeded.emit()
