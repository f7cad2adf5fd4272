"""Windows 10 and 11: the wireless service through wlanapi.dll, without administrator, nothing stored.

Joins with a temporary profile. The service keeps the connection when this process dies, so the guard is what
gives the network back. Names are hidden from programs without location consent (Windows 11 24H2): then a name
that the person typed can still be joined, and what the computer was on stays unknown.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Iterator

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.ssid import readable
from ..core.turn import Turn
from . import windows_structures as w
from .around import wired_internet
from .driving import LOOK_S, Watchers, restore_by_steps
from .interfaces import Interface, index_of, list_interfaces
from .port import (
    AccessPoint,
    Adapter,
    Capability,
    JoinMode,
    Link,
    LinkEvent,
    PermissionState,
    Reason,
    Restored,
    Snapshot,
    WifiError,
)
from .prober import DEVICE_SUBNET
from .windows_consent import Consent, read_consent
from .windows_functions import Functions, load
from .windows_joining import Joining
from .windows_names import Names
from .windows_profile import snapshot_of
from .windows_restoring import Restoring, is_on
from .windows_wlan import HeardNetwork, Notice, WlanClient, WlanFailure, WlanInterface

ASK_S = 0.5

_log = logging.getLogger(__name__)


class WlanApiWifi:
    """Implements `HostWifi`. Without `functions`: this computer's wlanapi.dll, loaded by the first call."""

    name = "wlanapi"

    def __init__(
        self,
        functions: Functions | None = None,
        *,
        interfaces: Callable[[], list[Interface]] = list_interfaces,
        consent: Callable[[], Consent] = read_consent,
        wired: Callable[[Iterable[str]], bool | None] = wired_internet,
        subnet: str = DEVICE_SUBNET,
    ) -> None:
        self._given, self._interfaces, self._consent = functions, interfaces, consent
        self._wired, self._subnet = wired, subnet
        self._opened: WlanClient | None = None
        self._turn = Turn()
        self._names_of: Names | None = None
        self._watchers = Watchers()

    def probe(self) -> Capability:
        """What the service allows; asks it nothing that could make Windows ask the person."""
        try:
            with self._at_the_door(None):
                return self._probe()
        except WifiError as error:
            _log.info("the wireless service cannot be asked: %s", error)
            return Capability(JoinMode.MANUAL, error.reason, ())

    def request_permission(self) -> PermissionState:
        """Scans, which makes Windows ask if it never did; later answers are read by `probe`.

        Nowhere is it written that the scan returns before the person has answered: nobody waits for it.
        """
        answers: queue.SimpleQueue[PermissionState] = queue.SimpleQueue()
        threading.Thread(target=lambda: answers.put(self._ask()), name="wifi-ask", daemon=True).start()
        try:
            return answers.get(timeout=ASK_S)
        except queue.Empty:
            return PermissionState.PENDING

    def _ask(self) -> PermissionState:
        try:
            with self._translated():
                for adapter in self._client.interfaces():
                    self._names.ask(adapter.guid)
        except WifiError as error:
            if error.reason is Reason.PERMISSION_NEEDED:
                return PermissionState.PENDING
            denied = error.reason is Reason.PERMISSION_DENIED
            return PermissionState.DENIED if denied else PermissionState.GRANTED
        return PermissionState.GRANTED

    def switch_on(self, *, cancel: CancelToken) -> None:
        """Every radio that software can switch on."""
        with self._at_the_door(cancel):
            for adapter in self._client.interfaces():
                for phy in self._client.radios(adapter.guid):
                    if phy.hardware_on and not phy.software_on:
                        self._switch_on(adapter, cancel)
                        break

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        """A fresh scan, unless one just ended. Raises `WifiError`: PERMISSION_NEEDED, PERMISSION_DENIED."""
        with self._at_the_door(cancel):
            self._usable(a)
            heard_now = self._names.heard(a.id, cancel, timeout)
            best: dict[tuple[bytes, bool], HeardNetwork] = {}
            for heard in sorted(heard_now, key=lambda n: -n.signal):
                if heard.ssid.strip(b"\0"):
                    best.setdefault((heard.ssid, heard.secured), heard)
            return [AccessPoint(n.ssid, readable(n.ssid), n.signal, n.secured) for n in best.values()]

    def snapshot(self, a: Adapter) -> Snapshot:
        """The stored profile that the adapter is on, if Windows shows it."""
        with self._at_the_door(None):
            state = next((i.state for i in self._client.interfaces() if i.guid == a.id), w.NOT_READY)
            if state == w.DISCONNECTED:
                return snapshot_of(a.id, None, "")
            try:
                connection = self._names.connection(a.id)
            except WlanFailure as failure:
                if failure.code != w.ACCESS_DENIED:
                    raise
                return Snapshot(a.id, "unknown", "", None)
            return snapshot_of(a.id, connection, readable(connection.ssid) if connection else "")

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        """Join with the temporary profile. After a failure or a cancel nothing of ours is left.

        Where names are shown the network is looked for first: a connect that fails costs the old network.
        """
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel), self._client.listening() as notices:
            self._usable(a)
            shown = self._names.is_in_reach(a.id, ssid, cancel, deadline)
            joining = Joining(self._client, a, ssid, lambda: self._names.seen(a.id))
            try:
                joining.start()
                joining.wait_connected(notices, cancel, deadline)
                return joining.wait_address(notices, self._interfaces, self._subnet, cancel, deadline)
            except WlanFailure as failure:
                joining.let_go()
                refused = failure.code == w.ACCESS_DENIED and shown
                reason = Reason.JOIN_REFUSED if refused else self._reason_of(failure)
                raise WifiError(
                    Reason.JOIN_REFUSED if reason is Reason.INTERNAL else reason, str(failure)
                ) from failure
            except BaseException:
                joining.let_go()
                raise

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        """By the service's notifications, handed over on a thread of this backend's own."""
        listening = contextlib.ExitStack()
        with self._at_the_door(None):
            notices = listening.enter_context(self._client.listening())

        def run(stopped: CancelToken) -> None:
            with listening:
                while not stopped.cancelled:
                    with contextlib.suppress(queue.Empty):
                        event = _event_of(notices.get(timeout=LOOK_S), a.id)
                        if event is not None and not stopped.cancelled:
                            callback(event)

        return self._watchers.start(run)

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        """Off the device's network, back on the old profile; see `windows_restore` for the rules."""
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel):
            restoring = Restoring(
                self._client, s, lambda: self._names.connection(s.adapter_id), self._interfaces, self._subnet
            )
            return restore_by_steps(restoring.step, cancel, deadline)

    def close(self) -> None:
        """Ends the handle; a connection stays."""
        self._watchers.close()
        with self._turn.taken(None):
            if self._opened is not None:
                self._opened.close()

    # How

    @property
    def _client(self) -> WlanClient:
        if self._opened is None:
            try:
                functions = self._given or load()
            except OSError as error:  # Windows Server without its wireless feature
                raise WifiError(Reason.SERVICE_MISSING, str(error)) from error
            self._opened = WlanClient(functions)
        return self._opened

    @property
    def _names(self) -> Names:
        if self._names_of is None:
            self._names_of = Names(self._client, self._consent)
        return self._names_of

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except WlanFailure as failure:
            raise WifiError(self._reason_of(failure), str(failure)) from failure

    @contextlib.contextmanager
    def _at_the_door(self, cancel: CancelToken | None) -> Iterator[None]:
        with self._translated(), self._turn.taken(cancel):
            yield

    def _reason_of(self, failure: WlanFailure) -> Reason:
        if failure.code in w.SERVICE_IS_MISSING:
            return Reason.SERVICE_MISSING
        if failure.code == w.ACCESS_DENIED:
            return self._names.refused()
        return {
            w.RADIO_IS_OFF: Reason.RADIO_OFF,
            w.NOT_FOUND: Reason.NO_ADAPTER,
            w.NOT_SUPPORTED: Reason.UNSUPPORTED,
        }.get(failure.code, Reason.INTERNAL)

    def _probe(self) -> Capability:
        found = self._client.interfaces()
        if not found:
            return Capability(JoinMode.MANUAL, Reason.NO_ADAPTER, ())
        adapters = tuple(self._adapter(i) for i in found)
        wired = self._wired(a.ifname for a in adapters)
        guid = found[0].guid
        if not is_on(self._client, guid):
            can = any(r.hardware_on for r in self._client.radios(guid))
            off = Reason.RADIO_OFF
            return Capability(JoinMode.MANUAL, off, adapters, wired_internet=wired, can_switch_on=can)
        try:
            own = self._names.own_network(guid)
        except WlanFailure as failure:
            if failure.code != w.ACCESS_DENIED:
                raise
            reason = self._reason_of(failure)
            return Capability(JoinMode.SSID_ONLY, reason, adapters, wired_internet=wired)
        return Capability(JoinMode.AUTO, None, adapters, own, wired)

    def _adapter(self, interface: WlanInterface) -> Adapter:
        return Adapter(interface.guid, interface.label, interface.guid, index_of(interface.guid) or None)

    def _usable(self, a: Adapter) -> None:
        if all(i.guid != a.id for i in self._client.interfaces()):
            raise WifiError(Reason.NO_ADAPTER, "the adapter has gone")
        if not is_on(self._client, a.id):
            raise WifiError(Reason.RADIO_OFF)

    def _switch_on(self, adapter: WlanInterface, cancel: CancelToken) -> None:
        for phy in self._client.radios(adapter.guid):
            cancel.raise_if_cancelled()
            try:
                self._client.switch_on(adapter.guid, phy)
            except WlanFailure as failure:
                reason = Reason.UNSUPPORTED
                if failure.code == w.ACCESS_DENIED:
                    reason = Reason.PERMISSION_DENIED
                raise WifiError(reason, str(failure)) from failure


def _event_of(notice: Notice, guid: str) -> LinkEvent | None:
    if notice.guid != guid:
        return None
    if notice.code in (w.LINK_DISCONNECTED, w.INTERFACE_REMOVAL):
        return LinkEvent.LOST
    joined = notice.code == w.CONNECTION_COMPLETE and notice.reason == w.OK
    return LinkEvent.CHANGED if joined else None
