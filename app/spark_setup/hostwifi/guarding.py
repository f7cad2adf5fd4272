"""The wizard's side of the guard: starts the process, tells it that the wizard lives, and when all is done.

The guard is told through a pipe that the system closes when the wizard dies, however it dies. Lines to the
guard: `journal {…}` (what to give back now), `beat`, `done`. One line back: `ready`.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from ..core.cancel import CancelToken
from .journal import JournalRecord

BEAT_S = 60.0
READY_TIMEOUT_S = 10.0
GOODBYE_TIMEOUT_S = 5.0

GuardCommand = Callable[[str], Sequence[str]]
"""Builds the command line from the journal's path ("-": there is no file, the pipe carries it)."""

_log = logging.getLogger(__name__)


def guard_command(journal: str) -> Sequence[str]:
    """This program again, as a guard. A frozen program is its own interpreter (and on macOS must be: the
    permissions belong to the bundle); otherwise the module is run, without the current folder on the path."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--wifi-guard", journal]
    return [sys.executable, "-P", "-m", "spark_setup.hostwifi.guard", journal]


class Guard:
    """A running guard process. Every method may be called from any thread and never raises `OSError`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._stop_beating = CancelToken()
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._await_ready, name="wifi-guard-ready", daemon=True)
        self._beating = threading.Thread(target=self._beat, name="wifi-guard-heartbeat", daemon=True)
        self._reader.start()
        self._beating.start()

    @classmethod
    def start(cls, command: Sequence[str], record: JournalRecord, cancel: CancelToken) -> Guard | None:
        """Start a guard and wait until it holds. None if it cannot be started: the journal is left then.

        Raises `Cancelled`; the guard is told to go home first.
        """
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=sys.platform != "win32",
                creationflags=_DETACHED,
            )
        except (OSError, ValueError) as error:
            _log.warning("no guard process: %s", type(error).__name__)
            return None
        guard = cls(process)
        guard.update(record)
        for _ in range(int(READY_TIMEOUT_S / 0.1)):
            if guard._ready.wait(0.1):
                _log.info("guard process %d holds", process.pid)
                return guard
            if process.poll() is not None:
                break
            if cancel.cancelled:
                guard.done()
                cancel.raise_if_cancelled()
        _log.warning("the guard process did not get ready")
        guard.done()
        return None

    @property
    def pid(self) -> int:
        """The guard's process number."""
        return self._process.pid

    def update(self, record: JournalRecord) -> None:
        """Tell it what would have to be given back from now on."""
        self._tell(b"journal " + record.encode())

    def done(self) -> None:
        """All is given back: it ends without doing anything. Waits a moment for that."""
        self._tell(b"done\n")
        self._hang_up()
        try:
            self._process.wait(GOODBYE_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            _log.warning("the guard process does not end")
            self._reap_later()

    def abandon(self) -> None:
        """Leave the restore to it. Returns at once; the guard goes on after this process ended."""
        self._hang_up()
        self._reap_later()

    def _hang_up(self) -> None:
        self._stop_beating.cancel()
        with self._lock:
            stdin = self._process.stdin
            if stdin is not None and not stdin.closed:
                with contextlib.suppress(OSError):
                    stdin.close()
        self._beating.join()

    def _reap_later(self) -> None:
        threading.Thread(target=self._process.wait, name="wifi-guard-reaper", daemon=True).start()

    def _tell(self, line: bytes) -> None:
        with self._lock:
            stdin = self._process.stdin
            if stdin is None or stdin.closed:
                return
            try:
                stdin.write(line)
                stdin.flush()
            except OSError:
                _log.warning("the guard process has gone; the journal remains")

    def _beat(self) -> None:
        while not self._stop_beating.wait(BEAT_S):
            self._tell(b"beat\n")

    def _await_ready(self) -> None:
        stdout = self._process.stdout
        if stdout is None:
            return
        with stdout:
            if stdout.readline() == b"ready\n":
                self._ready.set()


if sys.platform == "win32":
    # Out of the wizard's console, process group and job, so that what ends the wizard does not end it.
    _DETACHED = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    _DETACHED |= subprocess.CREATE_BREAKAWAY_FROM_JOB
else:
    _DETACHED = 0
