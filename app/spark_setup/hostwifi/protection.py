"""What stands between a change of the Wi-Fi and a computer left on the wrong network."""

from __future__ import annotations

import os
import time
from dataclasses import replace

from ..core.cancel import CancelToken
from .guarding import Guard, GuardCommand
from .journal import JournalRecord
from .names import SetupNetworks
from .port import Adapter, HostWifi, Snapshot
from .processes import start_mark
from .recovery import Store


class Protection:
    """Snapshot, journal and guard; in force from `before_change` to `lift`. The session calls it in turn."""

    def __init__(
        self, backend: HostWifi, store: Store, names: SetupNetworks, command: GuardCommand | None
    ) -> None:
        self._backend, self._store, self._names, self._command = backend, store, names, command
        self._guard: Guard | None = None
        self.record: JournalRecord | None = None
        self.storage_may_fail = False

    @property
    def guarded(self) -> bool:
        """Whether a guard process was started and is told about changes."""
        return self._guard is not None

    def before_change(self, adapter: Adapter, ssid: bytes | None, cancel: CancelToken) -> None:
        """Take the snapshot, store the journal and start the guard; later only note the network to join.

        Raises `WifiError` (STATE_NOT_WRITABLE, what the snapshot raises) and `Cancelled`, with nothing left.
        """
        if self.record is not None:
            self._save(self.record.joining(ssid))
            return
        record = self._first_record(adapter).joining(ssid)
        try:
            self._save(record)
            if self._command is not None and self._backend.name != "manual":
                self._guard = Guard.start(self._command(self._store.guard_argument()), record, cancel)
                self._save(replace(record, guard_pid=self._guard.pid if self._guard else None))
        except BaseException:
            self.lift()
            raise

    def remember_joined_by_hand(self) -> None:
        """Note the device's network that the person joined, where its name can be read."""
        ssid = self._backend.probe().own_network.ssid
        if self.record is not None and ssid is not None and self._names.matches(ssid):
            self._save(self.record.joining(ssid))

    def lift(self) -> None:
        """All is given back: no journal, no guard."""
        self.record = None
        self._store.forget()
        if self._guard is not None:
            self._guard.done()
            self._guard = None

    def abandon(self) -> None:
        """The wizard ends: what is not given back is the guard's, else the next start's."""
        if self._guard is not None:
            self._guard.abandon()
            self._guard = None

    def _first_record(self, adapter: Adapter) -> JournalRecord:
        snapshot = self._backend.snapshot(adapter)
        own = self._backend.probe().own_network
        if own.ssid is not None and self._names.matches(own.ssid):
            # Already on a device's network: going "back" there would be wrong (particle-cli #57). An earlier
            # run that could not restore may still know where this computer belongs.
            left = self._store.left_behind()
            same = left is not None and left.backend == self._backend.name and left.adapter.id == adapter.id
            unknown = Snapshot(snapshot.adapter_id, "unknown", "", None)
            snapshot = left.snapshot if left is not None and same else unknown
        pid = os.getpid()
        return JournalRecord(self._backend.name, snapshot, adapter, pid, start_mark(pid), None, time.time())

    def _save(self, record: JournalRecord) -> None:
        self._store.write(record, may_fail=self.storage_may_fail)
        self.record = record
        if self._guard is not None:
            self._guard.update(record)
