"""The session's memory on disk: the lock, the journal, and what is done with a journal left behind."""

from __future__ import annotations

import contextlib
import logging
import time
from pathlib import Path

from ..core.cancel import CancelToken
from ..core.lazily import dataclass
from .backend import by_name
from .journal import JournalFault, JournalRecord, JournalRefusedError, RestoreJournal
from .lock import WifiLock
from .port import HostWifi, Reason, Restored, RestoreOutcome, WifiError

GUARD_PATIENCE_S = 45.0
"""A guard that is just giving the Wi-Fi back is waited for, not called a second wizard."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recovery:
    """What an earlier run left. `fault`: its journal was not acted on. `label`: the network it was on."""

    restored: Restored | None
    fault: JournalFault | None
    label: str | None = None


class Store:
    """A state folder, may be missing (None) or not writable: then nothing is remembered."""

    def __init__(self, state_dir: Path | None) -> None:
        self._journal = RestoreJournal.in_folder(state_dir) if state_dir is not None else None
        self._lock = WifiLock(state_dir) if state_dir is not None else None

    def take_lock(self) -> None:
        """Raises `WifiError(BUSY)` if another process has the Wi-Fi. No lock can be made: goes on without."""
        if self._lock is None:
            return
        try:
            taken = self._lock.acquire()
        except OSError as error:
            _log.warning("no lock: %s", error.strerror)
            return
        if not taken:
            raise WifiError(Reason.BUSY, "another wizard has the Wi-Fi")

    def release_lock(self) -> None:
        """Let another wizard, or the guard, have it."""
        if self._lock is not None:
            self._lock.release()

    def problem(self) -> Reason | None:
        """STATE_NOT_WRITABLE, or None."""
        if self._journal is None:
            return Reason.STATE_NOT_WRITABLE
        try:
            self._journal.check_writable()
        except WifiError as error:
            return error.reason
        return None

    def guard_argument(self) -> str:
        """What the guard is started with: the journal's path, or "-" if there is none."""
        if self._journal is not None and self._journal.path.exists():
            return str(self._journal.path)
        return "-"

    def write(self, record: JournalRecord, *, may_fail: bool) -> None:
        """Store the record. Raises `WifiError(STATE_NOT_WRITABLE)` unless it may fail."""
        if self._journal is None:
            if not may_fail:
                raise WifiError(Reason.STATE_NOT_WRITABLE, "no state folder")
            return
        try:
            self._journal.write(record)
        except WifiError:
            if not may_fail:
                raise
            _log.warning("nothing is stored for a restore at the next start")

    def left_behind(self) -> JournalRecord | None:
        """The journal of a run that did not give the Wi-Fi back, if it may be acted on."""
        try:
            return self._journal.read() if self._journal is not None else None
        except JournalRefusedError:
            return None

    def forget(self) -> None:
        """Delete the journal. A journal that cannot be deleted is harmless: a restore is idempotent."""
        if self._journal is not None:
            with contextlib.suppress(WifiError):
                self._journal.remove()

    def recover(self, backend: HostWifi, cancel: CancelToken, timeout: float) -> Recovery | None:
        """Restore what a dead run left. Raises `WifiError(BUSY)` if that run is alive, `Cancelled`."""
        if self._journal is None:
            return None
        try:
            if self._journal.read() is None:
                return None
            self._wait_for_lock(cancel)
            record = self._journal.read()  # the guard may have been faster
        except JournalRefusedError as refused:
            _log.warning("the restore journal is not acted on: %s", refused.detail)
            if refused.fault is not JournalFault.FOREIGN:
                self.forget()
            return Recovery(None, refused.fault)
        if record is None:
            return None
        return self._undo(record, backend, cancel, timeout)

    def _undo(
        self, record: JournalRecord, backend: HostWifi, cancel: CancelToken, timeout: float
    ) -> Recovery:
        label = record.snapshot.label
        other = None if record.backend == backend.name else by_name(record.backend)
        if record.backend != backend.name and other is None:
            self.forget()
            return Recovery(None, JournalFault.OTHER_BACKEND, label)
        try:
            restored = (other or backend).restore(record.snapshot, cancel=cancel, timeout=timeout)
        except WifiError as error:
            restored = Restored(RestoreOutcome.FAILED, error.reason)
        finally:
            if other is not None:
                other.close()
        if restored.given_back:
            self.forget()
        return Recovery(restored, None, label)

    def _wait_for_lock(self, cancel: CancelToken) -> None:
        deadline = time.monotonic() + GUARD_PATIENCE_S
        while True:
            try:
                self.take_lock()
            except WifiError:
                if not self._guard_at_work() or time.monotonic() >= deadline:
                    raise
                cancel.wait(0.2)
                cancel.raise_if_cancelled()
            else:
                return

    def _guard_at_work(self) -> bool:
        """The lock is held and the journal's wizard is dead: its guard has it, and will not be long."""
        from .processes import is_alive

        try:
            record = self._journal.read() if self._journal is not None else None
        except JournalRefusedError:
            return False
        return record is None or not is_alive(record.pid, record.started)
