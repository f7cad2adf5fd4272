"""One wizard's use of the computer's Wi-Fi, from the first look to the network given back.

    IDLE → CHECKED → PROTECTED → SCANNING → JOINING → LINKED | DEVICE_VERIFIED (by hand) → RESTORING
         → RESTORED | RESTORE_ASSUMED | RESTORE_FAILED
    LINKED, DEVICE_VERIFIED → LINK_LOST → JOINING, once by itself

Nothing is changed before the snapshot is taken, the journal is on disk and the guard holds (PROTECTED). After
that the network is given back by `restore`, else by the guard, else at the next start (`recover`). Knows no
device protocol: whether the device answers is the caller's `prove`.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from ..core.cancel import CancelToken
from ..core.turn import Turn
from .around import look_around
from .device_link import DeviceLink
from .guarding import GuardCommand, guard_command
from .names import SetupNetworks
from .port import (
    AccessPoint,
    Adapter,
    Capability,
    HostWifi,
    JoinMode,
    Link,
    PermissionState,
    Reason,
    Restored,
    RestoreOutcome,
    WifiError,
)
from .prober import Prober, Prove
from .protection import Protection
from .recovery import Recovery, Store
from .session_state import Progress, SessionState
from .sockets import Address, Opener, device_opener
from .surroundings import Surroundings

T = TypeVar("T")

_log = logging.getLogger(__name__)


class WifiSession:
    """Made once per wizard. Calls may come from any thread and run one after the other.

    Every call may raise `WifiError`; BUSY: another wizard has the Wi-Fi, nothing was touched. Those with a
    token may raise `Cancelled`.
    """

    def __init__(
        self,
        backend: HostWifi,
        state_dir: Path | None,
        *,
        prober: Prober | None = None,
        setup_networks: SetupNetworks | None = None,
        guard: GuardCommand | None = guard_command,
        on_state: Callable[[SessionState], None] | None = None,
    ) -> None:
        """`guard=None`: no guard process (a radio that lives in this process). `on_state` may be called from
        any thread."""
        self._backend = backend
        self._prober = prober or Prober()
        self._names = setup_networks or SetupNetworks()
        self._store = Store(state_dir)
        self._protection = Protection(backend, self._store, self._names, guard)
        self._progress = Progress(on_state)
        self._link = DeviceLink(backend, self._prober, self._progress)
        self._turn = Turn()
        self._closed = False

    # What is known

    @property
    def backend_name(self) -> str:
        """What drives this computer's Wi-Fi."""
        return self._backend.name

    @property
    def state(self) -> SessionState:
        """Where the session is."""
        return self._progress.state

    @property
    def link(self) -> Link | None:
        """The joined network, or None; the same one while it is lost."""
        return self._link.current

    @property
    def touched(self) -> bool:
        """Whether there is something to give back."""
        return self._protection.record is not None

    @property
    def guarded(self) -> bool:
        """Whether a guard process holds."""
        return self._protection.guarded

    @property
    def addresses(self) -> Mapping[str, Address]:
        """Where the device is, by service ("tcp", "http")."""
        return self._prober.addresses

    def opener(self) -> Opener:
        """Opens sockets to the device over the current link: (service, timeout, cancel) → socket.

        Looks the link up at every call, so that it goes on working after a join again.
        """

        def open_socket(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
            return device_opener(self._link.current, self.addresses)(service, timeout, cancel)

        return open_socket

    def around(self) -> Surroundings:
        """What lies between this computer and the device now. Reads only; `clash` wants `link.ifname`."""
        names = [a.ifname for a in self._backend.probe().adapters if a.ifname]
        return look_around(names, interfaces=self._prober.interfaces)

    # What can be done

    def probe(self) -> Capability:
        """What this computer's Wi-Fi can do. Raises `WifiError(BUSY)` if another wizard has it."""
        self._store.take_lock()
        capability = self._backend.probe()
        if self.state is SessionState.IDLE:
            self._progress.enter(SessionState.CHECKED)
        return capability

    def storage_problem(self) -> Reason | None:
        """STATE_NOT_WRITABLE if nothing can be remembered for the next start: to be said before a join.

        `accept_storage_problem` lets the setup go on; the guard process is told through its pipe then.
        """
        return None if self._protection.storage_may_fail else self._store.problem()

    def accept_storage_problem(self) -> None:
        """The person was told that a crash of the whole computer could leave it on the device's network."""
        self._protection.storage_may_fail = True

    def request_permission(self) -> PermissionState:
        """Make the system ask for what `probe` lacks. On the main thread, after a click only.

        Returns at once and does not wait for its turn; `probe` sees what the person answered.
        """
        return self._backend.request_permission()

    def switch_on(self, cancel: CancelToken) -> None:
        """Switch the radio on; after a click only."""
        with self._my_turn(cancel):
            self._store.take_lock()
            self._backend.switch_on(cancel=cancel)

    def scan(
        self, cancel: CancelToken, *, adapter: Adapter | None = None, timeout: float = 15
    ) -> list[AccessPoint]:
        """Every network in reach."""
        with self._my_turn(cancel):
            self._store.take_lock()
            before = self.state
            self._progress.enter(SessionState.SCANNING)
            try:
                return self._backend.scan(adapter or self._first_adapter(), cancel=cancel, timeout=timeout)
            finally:
                self._progress.enter(before)

    def join(
        self, ssid: bytes, cancel: CancelToken, *, adapter: Adapter | None = None, timeout: float = 40
    ) -> Link:
        """Join the device's network. Snapshot, journal and guard come first, and once.

        Raises `WifiError`: STATE_NOT_WRITABLE before anything is touched (see `accept_storage_problem`), else
        the backend's reasons. Something may have changed then, and has to be restored.
        """
        with self._my_turn(cancel):
            self._store.take_lock()
            record = self._protection.record
            chosen = adapter or (record.adapter if record else self._first_adapter())
            self._protect(chosen, ssid, cancel)
            return self._link.join(chosen, ssid, cancel, timeout)

    def ensure_link(self, cancel: CancelToken, *, timeout: float = 40) -> Link:
        """The link, joined again once if it was lost. Raises `WifiError(LINK_LOST)` the second time."""
        with self._my_turn(cancel):
            record = self._protection.record
            if record is None:
                raise WifiError(Reason.LINK_LOST, "nothing is joined")
            return self._link.again(record.adapter, record.snapshot.joined_ssid, cancel, timeout)

    def find_by_hand(self, prove: Prove[T], cancel: CancelToken, *, patience_s: float | None = None) -> Link:
        """Wait until the person joined the device's network, however long it takes.

        What the computer was on is remembered first, as far as the backend can tell; on systems that show it,
        `restore` then gives it back by itself. `patience_s`: how long to look, in real seconds (None: for
        ever). Raises `WifiError` (STATE_NOT_WRITABLE, BUSY; AP_NOT_FOUND when nobody answered in time) or
        `Cancelled`.
        """
        with self._my_turn(cancel):
            self._store.take_lock()
            self._protect(self._adapter_or_placeholder(), None, cancel)
            self._progress.enter(SessionState.JOINING)
            link = self._link.find(prove, cancel, patience_s)
            self._protection.remember_joined_by_hand()
            self._progress.enter(SessionState.DEVICE_VERIFIED)
            self._link.watch()
            return link

    def restore(self, cancel: CancelToken, *, timeout: float = 40) -> Restored:
        """Give the computer its network back. Idempotent: NOTHING_TO_DO when it is done or nothing changed.

        After a join by hand it also waits until the device no longer answers: FAILED(STILL_ON_DEVICE) means
        that the person has not returned within `timeout`; call it again.
        """
        with self._my_turn(cancel):
            record = self._protection.record
            if record is None:
                return Restored(RestoreOutcome.NOTHING_TO_DO)
            self._progress.enter(SessionState.RESTORING)
            self._link.unwatch()
            deadline = time.monotonic() + timeout
            try:
                restored = self._backend.restore(record.snapshot, cancel=cancel, timeout=timeout)
            except WifiError as error:
                restored = Restored(RestoreOutcome.FAILED, error.reason)
            restored = self._link.wait_until_left(restored, deadline, cancel)
            self._settle(restored)
            return restored

    def is_on_device(self, prove: Prove[T], cancel: CancelToken) -> bool:
        """Whether this computer is in a device's network already, before this session joined any: by the
        network's name where it can be read, else because a device answers."""
        with self._my_turn(cancel):
            if self.link is not None:
                return False
            own = self._backend.probe().own_network.ssid
            if own is not None:
                return self._names.matches(own)
            return self._prober.look_once(prove, cancel) is not None

    def leave_device(self, prove: Prove[T], cancel: CancelToken, *, timeout: float = 40) -> Restored:
        """Off a device's network that this session did not join, after a click only.

        The system chooses the network to go to, unless an earlier run's journal knows it. FAILED with
        STILL_ON_DEVICE where only the person can leave it, and has not.
        """
        with self._my_turn(cancel):
            self._store.take_lock()
            if self._protection.record is None:
                capability = self._backend.probe()
                if not capability.adapters or capability.mode is JoinMode.MANUAL:
                    return self._left_by_hand(prove, cancel)
                ssid = capability.own_network.ssid
                if ssid is not None and not self._names.matches(ssid):
                    return Restored(RestoreOutcome.NOTHING_TO_DO)
                self._protect(capability.adapters[0], ssid, cancel)
        return self.restore(cancel, timeout=timeout)

    def recover(self, cancel: CancelToken, *, timeout: float = 40) -> Recovery | None:
        """What an earlier run left: restore it. None if there was nothing. Called before anything else.

        Raises `WifiError(BUSY)` if that run is alive.
        """
        with self._my_turn(cancel):
            if self._protection.record is not None:
                return None
            return self._store.recover(self._backend, cancel, timeout)

    def close(self) -> None:
        """End. What was not given back is left to the guard, and to the next start. Idempotent."""
        with self._turn.taken(None):
            if self._closed:
                return
            self._closed = True
            self._link.unwatch()
            self._backend.close()
            self._store.release_lock()
            self._protection.abandon()

    # How

    @contextlib.contextmanager
    def _my_turn(self, cancel: CancelToken) -> Iterator[None]:
        with self._turn.taken(cancel):
            if self._closed:
                raise WifiError(Reason.INTERNAL, "the session is closed")
            yield

    def _left_by_hand(self, prove: Prove[T], cancel: CancelToken) -> Restored:
        if self._prober.look_once(prove, cancel) is not None:
            return Restored(RestoreOutcome.FAILED, Reason.STILL_ON_DEVICE)
        return Restored(RestoreOutcome.ASSUMED)

    def _first_adapter(self) -> Adapter:
        capability = self._backend.probe()
        if not capability.adapters:
            raise WifiError(capability.reason or Reason.NO_ADAPTER, "no adapter to use")
        return capability.adapters[0]

    def _adapter_or_placeholder(self) -> Adapter:
        adapters = self._backend.probe().adapters
        return adapters[0] if adapters else Adapter("", "", "", None)

    def _protect(self, adapter: Adapter, ssid: bytes | None, cancel: CancelToken) -> None:
        fresh = self._protection.record is None
        self._protection.before_change(adapter, ssid, cancel)
        if fresh:
            self._progress.enter(SessionState.PROTECTED)

    def _settle(self, restored: Restored) -> None:
        _log.info("restore: %s", restored.outcome.value)
        if restored.outcome is RestoreOutcome.FAILED:
            self._progress.enter(SessionState.RESTORE_FAILED)
            return
        self._protection.lift()
        self._link.forget()
        confirmed = restored.outcome is RestoreOutcome.CONFIRMED
        self._progress.enter(SessionState.RESTORED if confirmed else SessionState.RESTORE_ASSUMED)
