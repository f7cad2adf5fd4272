"""macOS 13 and later: CoreWLAN and CoreLocation, with `networksetup` as the second way to join.

Names need location permission and a signed bundle; without them a name that the person typed can still be
joined, and what the computer was on stays unknown. The system keeps the connection when this process dies, so
the guard is what gives the network back.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.ssid import readable
from ..core.turn import Turn
from . import macos_native, macos_networksetup
from .around import wired_internet
from .driving import Watchers, restore_by_steps
from .interfaces import Interface, in_subnet, index_of, list_interfaces
from .macos_calls import NativeCalls
from .macos_joining import PAUSES_S, Joining
from .macos_native import Frameworks, HeardMac, Location, Native, NativeFailure
from .macos_restoring import Restoring
from .port import (
    AccessPoint,
    Adapter,
    Capability,
    JoinMode,
    Link,
    LinkEvent,
    OwnNetwork,
    PermissionState,
    Reason,
    Restored,
    Snapshot,
    WifiError,
)
from .prober import DEVICE_SUBNET

WATCH_S = 1.0

_GRANTED = (Location.ALWAYS, Location.WHEN_IN_USE)

_log = logging.getLogger(__name__)


class CoreWlanWifi:
    """Implements `HostWifi`. Without `frameworks`: this computer's, imported by the first call."""

    name = "corewlan"

    def __init__(
        self,
        frameworks: Frameworks | None = None,
        *,
        interfaces: Callable[[], list[Interface]] = list_interfaces,
        run: macos_networksetup.Run = macos_networksetup.run,
        wired: Callable[[Iterable[str]], bool | None] = wired_internet,
        subnet: str = DEVICE_SUBNET,
        watch_s: float = WATCH_S,
        pauses_s: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._given, self._interfaces, self._run = frameworks, interfaces, run
        self._wired, self._subnet, self._watch_s, self._pauses_s = wired, subnet, watch_s, pauses_s
        self._loaded: Native | None = None
        self._loading = threading.Lock()
        self._calls = NativeCalls()
        self._turn = Turn()
        self._watchers = Watchers()

    def probe(self) -> Capability:
        """What macOS allows. Asks nobody."""
        try:
            with self._at_the_door(None):
                return self._probe()
        except WifiError as error:
            _log.info("CoreWLAN cannot be asked: %s", error)
            return Capability(JoinMode.MANUAL, error.reason, ())

    def request_permission(self) -> PermissionState:
        """Makes macOS ask for location, on the main thread. Its answer is read by `probe`."""
        try:
            native = self._native
            location = native.location()
            if location is Location.UNASKED:
                native.ask_location()
                location = native.location()
        except (WifiError, NativeFailure) as error:
            _log.info("location cannot be asked for: %s", error)
            return PermissionState.DENIED
        if location in _GRANTED:
            return PermissionState.GRANTED
        return PermissionState.PENDING if location is Location.UNASKED else PermissionState.DENIED

    def switch_on(self, *, cancel: CancelToken) -> None:
        """Needs no administrator, unless the owner set that."""
        with self._at_the_door(cancel):
            name = self._native.default_name()
            if name is None:
                raise WifiError(Reason.NO_ADAPTER)
            try:
                self._native.set_power(name, True)
            except NativeFailure as failure:
                raise WifiError(Reason.PERMISSION_DENIED, str(failure)) from failure

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        """A fresh scan. Raises `WifiError`: PERMISSION_NEEDED, PERMISSION_DENIED if no name is shown."""
        with self._at_the_door(cancel):
            self._usable(a)
            heard = self._calls.run(lambda: self._native.scan(a.ifname, None), cancel)
            best: dict[tuple[bytes, bool], HeardMac] = {}
            for network in sorted(heard, key=lambda h: -h.rssi):
                if network.ssid and network.ssid.strip(b"\0"):
                    best.setdefault((network.ssid, network.open), network)
            if not best and (heard or self._native.location() not in _GRANTED):
                raise WifiError(self._why_nameless(), "networks are heard, names are not shown")
            return [
                AccessPoint(ssid, readable(ssid), _per_cent(h.rssi), not h.open)
                for (ssid, _), h in best.items()
            ]

    def snapshot(self, a: Adapter) -> Snapshot:
        """The name of the network, if macOS shows it: a profile cannot be seen."""
        with self._at_the_door(None):
            ssid = self._native.ssid(a.ifname)
            if ssid is not None:
                return Snapshot(a.id, "profile", ssid.hex(), readable(ssid))
            nothing = self._native.location() in _GRANTED and not self._addresses(a.ifname)
            return Snapshot(a.id, "none" if nothing else "unknown", "", None)

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        """Join by CoreWLAN, else by networksetup. macOS may remember the network; it is harmless."""
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel):
            self._usable(a)
            joining = Joining(self._native, self._calls, self._run, a, ssid, self._pauses_s)
            try:
                joining.start(self._names_shown(a.ifname), cancel, deadline)
                return joining.wait_address(self._interfaces, self._subnet, cancel, deadline)
            except BaseException:
                joining.let_go()
                raise

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        """By looking every second: CoreWLAN's own events need an entitlement and a run loop."""
        native = self._native
        before = self._link_of(native, a.ifname)

        def run(stopped: CancelToken) -> None:
            known = before
            while not stopped.wait(self._watch_s):
                now = self._link_of(native, a.ifname)
                if now != known and not stopped.cancelled:
                    known = now
                    callback(LinkEvent.LOST if now != before else LinkEvent.CHANGED)

        return self._watchers.start(run)

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        """Off the device's network, back to what macOS chooses; see `macos_restore` for the rules."""
        deadline = Deadline.after(timeout)
        with self._at_the_door(cancel):
            self._calls.run(lambda: None, cancel)  # a join that was abandoned has to end first
            try:
                restoring = Restoring(
                    self._native, s, partial(self._names_shown, s.adapter_id), self._interfaces, self._subnet
                )
            except ValueError as error:
                raise WifiError(Reason.JOURNAL_REFUSED, "no network's name in the snapshot") from error
            return restore_by_steps(partial(restoring.step, cancel), cancel, deadline)

    def close(self) -> None:
        """Stop watching; a connection stays."""
        self._watchers.close()
        self._calls.close()

    # How

    @property
    def _native(self) -> Native:
        with self._loading:
            if self._loaded is None:
                try:
                    self._loaded = Native(self._given or macos_native.load())
                except ImportError as error:
                    raise WifiError(Reason.SERVICE_MISSING, str(error)) from error
            return self._loaded

    @contextlib.contextmanager
    def _at_the_door(self, cancel: CancelToken | None) -> Iterator[None]:
        try:
            with self._turn.taken(cancel):
                yield
        except NativeFailure as failure:
            raise WifiError(Reason.INTERNAL, str(failure)) from failure

    def _probe(self) -> Capability:
        name = self._native.default_name()
        if name is None:
            return Capability(JoinMode.MANUAL, Reason.NO_ADAPTER, ())
        adapters = (Adapter(name, name, name, index_of(name) or None),)
        wired = self._wired([name])
        if not self._native.power(name):
            off = Reason.RADIO_OFF
            return Capability(JoinMode.MANUAL, off, adapters, wired_internet=wired, can_switch_on=True)
        ssid = self._native.ssid(name)
        own = OwnNetwork()
        if ssid is not None:
            own = OwnNetwork(ssid, readable(ssid), self._native.band(name))
        if not self._names_shown(name):
            return Capability(JoinMode.SSID_ONLY, self._why_nameless(), adapters, own, wired)
        return Capability(JoinMode.AUTO, None, adapters, own, wired)

    def _names_shown(self, ifname: str) -> bool:
        """A name that is seen is the proof. None of it while connected: the permission is not worth much."""
        if self._native.ssid(ifname) is not None:
            return True
        return self._native.location() in _GRANTED and not self._addresses(ifname)

    def _why_nameless(self) -> Reason:
        denied = self._native.location() in (Location.DENIED, Location.RESTRICTED)
        return Reason.PERMISSION_DENIED if denied else Reason.PERMISSION_NEEDED

    def _usable(self, a: Adapter) -> None:
        try:
            on = self._native.power(a.ifname)
        except NativeFailure as failure:
            raise WifiError(Reason.NO_ADAPTER, "the adapter has gone") from failure
        if not on:
            raise WifiError(Reason.RADIO_OFF)

    def _addresses(self, ifname: str) -> list[Interface]:
        return [i for i in self._interfaces() if i.ifname == ifname and not i.ipv4.startswith("169.254.")]

    def _link_of(self, native: Native, ifname: str) -> tuple[bool, bytes | None]:
        """Whether the adapter has an address of the device, and the name where it is shown."""
        try:
            return bool(in_subnet(self._addresses(ifname), self._subnet)), native.ssid(ifname)
        except NativeFailure:
            return False, None


def _per_cent(rssi: int) -> int | None:
    """From dBm, as other systems do: -100 is nothing, -50 is all."""
    return None if rssi >= 0 else max(0, min(100, 2 * (rssi + 100)))
