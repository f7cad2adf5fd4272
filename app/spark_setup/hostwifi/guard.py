"""The guard: a process of its own that gives the Wi-Fi back when the wizard cannot (killed, crashed, frozen).

Started by the wizard before the first change, in a session of its own, deaf to INT, TERM and HUP. When the
pipe from the wizard ends without `done`, or no line came for ten minutes, it restores with the same backend
and deletes the journal. Started by hand with the journal of a running wizard, it refuses.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ..core.cancel import CancelToken
from ..core.ending import end_process
from .backend import by_name
from .journal import MAX_BYTES, JournalFault, JournalRecord, JournalRefusedError, RestoreJournal
from .lock import WifiLock
from .port import HostWifi, RestoreOutcome, WifiError
from .processes import is_alive

EXIT_OK = 0
EXIT_NOT_GIVEN_BACK = 1
EXIT_JOURNAL_REFUSED = 2

DEAD_MAN_S = 600.0
HELLO_S = 5.0
LOCK_WAIT_S = 60.0
ATTEMPTS = 3
RETRY_S = 5.0
_LONGEST_LINE = 2 * MAX_BYTES

_log = logging.getLogger(__name__)


def main(journal_path: str) -> int:
    """Guard until the wizard ends. Exit code: 0 done or nothing to do, 1 not given back, 2 refused."""
    _turn_deaf()
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="wifi-guard: %(message)s")
    try:
        return GuardRun(journal_path, _lines(0), _say_ready).run()
    except JournalRefusedError as refused:
        _log.error("this journal is not acted on (%s)", refused.detail)
        return EXIT_JOURNAL_REFUSED


class GuardRun:
    """One guard's life. `lines` gives the wizard's next line within a time, None at its end; may time out."""

    def __init__(
        self,
        journal_path: str,
        lines: Callable[[float], bytes | None],
        ready: Callable[[], None],
        backends: Callable[[str], HostWifi | None] = by_name,
    ) -> None:
        self._journal = None if journal_path == "-" else RestoreJournal(Path(journal_path))
        self._lines, self._ready, self._backends = lines, ready, backends
        self._record: JournalRecord | None = None

    def run(self) -> int:
        """Guard, then restore if need be. Raises `JournalRefusedError`."""
        stored = self._journal.read() if self._journal else None
        started_by_wizard = self._wait_for_hello()
        self._record = self._record or stored
        if self._record is None:
            _log.info("no journal: nothing to do")
            return EXIT_OK
        if not started_by_wizard and is_alive(self._record.pid, self._record.started):
            raise JournalRefusedError(JournalFault.OWNER_ALIVE, f"process {self._record.pid} is running")
        if started_by_wizard:
            self._ready()
            if self._listen_until_the_end():
                return EXIT_OK
        return self._restore()

    def _wait_for_hello(self) -> bool:
        try:
            line = self._lines(HELLO_S)
        except TimeoutError:
            return False
        return line is not None and self._understand(line)

    def _listen_until_the_end(self) -> bool:
        """True: the wizard said `done`."""
        while True:
            try:
                line = self._lines(DEAD_MAN_S)
            except TimeoutError:
                _log.warning("no sign of life for %.0f s", DEAD_MAN_S)
                return False
            if line is None:
                _log.warning("the wizard ended without giving the Wi-Fi back")
                return False
            if line == b"done\n":
                return True
            self._understand(line)

    def _understand(self, line: bytes) -> bool:
        if not line.startswith(b"journal "):
            return False
        try:
            self._record = JournalRecord.decode(line.removeprefix(b"journal "))
        except JournalRefusedError:
            return False
        return True

    def _restore(self) -> int:
        with self._exclusively():
            if self._journal is not None and not self._journal.path.exists():
                _log.info("the journal has gone: somebody else gave the Wi-Fi back")
                return EXIT_OK
            if not self._give_back():
                _log.error("the Wi-Fi could not be given back; the next start of the wizard tries again")
                return EXIT_NOT_GIVEN_BACK
            if self._journal is not None:
                with contextlib.suppress(WifiError):
                    self._journal.remove()
            return EXIT_OK

    def _give_back(self) -> bool:
        record = self._record
        backend = self._backends(record.backend) if record else None
        if record is None or backend is None:
            raise JournalRefusedError(JournalFault.OTHER_BACKEND, record.backend if record else "")
        never = CancelToken()
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    restored = backend.restore(record.snapshot, cancel=never)
                except WifiError as error:
                    _log.warning("attempt %d: %s", attempt, error)
                else:
                    _log.info("attempt %d: %s", attempt, restored.outcome.value)
                    if restored.outcome is not RestoreOutcome.FAILED:
                        return True
                never.wait(RETRY_S if attempt < ATTEMPTS else 0.0)
            return False
        finally:
            backend.close()

    @contextlib.contextmanager
    def _exclusively(self) -> Iterator[None]:
        """Wait for the lock: the dying wizard, or a new one that restores, may have it for a moment."""
        if self._journal is None:
            yield
            return
        lock, deadline = WifiLock(self._journal.path.parent), time.monotonic() + LOCK_WAIT_S
        with contextlib.suppress(OSError):  # where no lock can be made, restoring matters more
            while not lock.acquire() and time.monotonic() < deadline:
                CancelToken().wait(0.2)
                if not self._journal.path.exists():
                    break
        try:
            yield
        finally:
            lock.release()


def _turn_deaf() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _say_ready() -> None:
    with contextlib.suppress(OSError):
        os.write(1, b"ready\n")


def _lines(pipe: int) -> Callable[[float], bytes | None]:
    """The pipe's lines by a thread: no system but POSIX can wait for a pipe with a time limit.

    Reads the file itself: a thread that holds the lock of `sys.stdin` at the end aborts the interpreter.
    """
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read() -> None:
        left = b""
        with contextlib.suppress(OSError):
            while data := os.read(pipe, 4096):
                *whole, left = (left + data)[-_LONGEST_LINE:].split(b"\n")
                for line in whole:
                    lines.put(line + b"\n")
        lines.put(None)

    threading.Thread(target=read, name="wifi-guard-pipe", daemon=True).start()

    def next_line(timeout: float) -> bytes | None:
        try:
            return lines.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None

    return next_line


if __name__ == "__main__":
    end_process(main(sys.argv[1]) if len(sys.argv) == 2 else 2)
