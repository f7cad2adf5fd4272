"""One handle to the Windows wireless service: wlanapi's functions as plain Python, without any decision.

Memory of the service is copied and given back before a call returns. What fails is a `WlanFailure` with the
service's code. Notifications come on a thread of the service; they are copied into queues there, no more.
"""

from __future__ import annotations

import contextlib
import ctypes
import queue
import threading
from collections import Counter
from collections.abc import Iterator
from ctypes import POINTER, byref, c_uint16, c_uint32, c_void_p, cast
from dataclasses import dataclass
from typing import Any, TypeVar

from . import windows_structures as w
from .windows_functions import Callback, Functions

S = TypeVar("S", bound=ctypes.Structure)
Row = TypeVar("Row", bound=ctypes.Structure)

MAX_ROWS = 4096
_TELL_ABOUT_A_CONNECTION = (w.CONNECTION_START, w.CONNECTION_COMPLETE, w.CONNECTION_ATTEMPT_FAIL)


class WlanFailure(Exception):  # noqa: N818 - of the service, translated at this room's door
    """A function did not answer 0. `code` as in winerror.h."""

    def __init__(self, function: str, code: int) -> None:
        super().__init__(f"{function}: {code}")
        self.function, self.code = function, code


@dataclass(frozen=True)
class WlanInterface:
    """A Wi-Fi adapter. `state` is a WLAN_INTERFACE_STATE."""

    guid: str
    label: str
    state: int


@dataclass(frozen=True)
class HeardNetwork:
    """A row of the available networks; `profile` "" if none is stored for it."""

    ssid: bytes
    signal: int
    secured: bool
    profile: str


@dataclass(frozen=True)
class Connection:
    """What an adapter is connected to. `mode` is a WLAN_CONNECTION_MODE."""

    state: int
    mode: int
    profile: str
    ssid: bytes
    bssid: bytes


@dataclass(frozen=True)
class Phy:
    """One radio of an adapter."""

    index: int
    software_on: bool
    hardware_on: bool


@dataclass(frozen=True)
class Notice:
    """A notification. `profile`, `ssid` and `reason` are set where it is about a connection."""

    guid: str
    code: int
    profile: str = ""
    ssid: bytes | None = None
    reason: int = 0


Notices = queue.SimpleQueue[Notice]


class WlanClient:
    """Opened by the first call. Calls may come from any thread; the service serialises them."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._handle: int | None = None
        self._listeners: list[Notices] = []
        self._seen_on: dict[str, Notice] = {}
        self._links_ended: Counter[str] = Counter()
        # Windows keeps the bare address: the object must live until the handle is closed.
        self._callback = Callback(self._notified)

    def interfaces(self) -> list[WlanInterface]:
        """The adapters. An empty list is an answer."""
        rows = self._rows("WlanEnumInterfaces", w.InterfaceInfo, None)
        return [WlanInterface(w.guid_text(r.guid), w.narrow(r.description), int(r.state)) for r in rows]

    def scan(self, guid: str) -> None:
        """Ask for a scan; its end is a notification."""
        self._call("WlanScan", byref(w.guid_from(guid)), None, None, None)

    def networks(self, guid: str) -> list[HeardNetwork]:
        """What the last scan heard; a network with a stored profile has a row for each."""
        rows = self._rows(
            "WlanGetAvailableNetworkList", w.AvailableNetwork, byref(w.guid_from(guid)), 0, None
        )
        return [
            HeardNetwork(w.octets(r.ssid), int(r.signal), bool(r.secured), w.narrow(r.profile)) for r in rows
        ]

    def frequency_khz(self, guid: str, bssid: bytes) -> int | None:
        """Where an access point sends, None if it was not heard."""
        rows = self._rows(
            "WlanGetNetworkBssList", w.BssEntry, byref(w.guid_from(guid)), None, w.ANY_BSS, 0, None,
            count_second=True,
        )  # fmt: skip
        return next((int(r.frequency) for r in rows if bytes(r.bssid) == bssid), None)

    def connection(self, guid: str) -> Connection | None:
        """What the adapter is on; None if it is on nothing. Fails with ACCESS_DENIED without consent."""
        try:
            found = self._query(guid, w.OP_CURRENT_CONNECTION, w.ConnectionAttributes)
        except WlanFailure as failure:
            if failure.code in (w.INVALID_STATE, w.NOT_FOUND):
                return None
            raise
        return Connection(
            int(found.state),
            int(found.mode),
            w.narrow(found.profile),
            w.octets(found.association.ssid),
            bytes(found.association.bssid),
        )

    def radios(self, guid: str) -> list[Phy]:
        """The adapter's radios."""
        state = self._query(guid, w.OP_RADIO_STATE, w.RadioState)
        return [
            Phy(int(p.index), p.software != w.RADIO_OFF, p.hardware != w.RADIO_OFF)
            for p in state.phys[: min(int(state.count), 64)]
        ]

    def switch_on(self, guid: str, phy: Phy) -> None:
        """Switch one radio on, as far as software can."""
        state = w.PhyRadioState(phy.index, w.RADIO_ON, w.RADIO_ON)
        self._call(
            "WlanSetInterface", byref(w.guid_from(guid)), w.OP_RADIO_STATE, ctypes.sizeof(state),
            ctypes.addressof(state), None,
        )  # fmt: skip

    def connect(self, guid: str, mode: int, profile: str) -> None:
        """Start to connect by a profile's name or a temporary one's XML. The end is a notification."""
        text = w.wide(profile)
        parameters = w.ConnectionParameters(mode, cast(text, POINTER(c_uint16)), None, None, w.INFRASTRUCTURE)
        self._call("WlanConnect", byref(w.guid_from(guid)), byref(parameters), None)

    def disconnect(self, guid: str) -> None:
        """Leave whatever the adapter is on."""
        self._call("WlanDisconnect", byref(w.guid_from(guid)), None)

    def profiles(self, guid: str) -> list[str]:
        """The names of the stored profiles, best first."""
        rows = self._rows("WlanGetProfileList", w.ProfileInfo, byref(w.guid_from(guid)), None)
        return [w.narrow(r.name) for r in rows]

    def store_profile(self, guid: str, xml: str) -> None:
        """Store a profile for this user alone, in place of one of the same name."""
        why = c_uint32()
        text = w.wide(xml)
        self._call(
            "WlanSetProfile", byref(w.guid_from(guid)), w.PROFILE_USER, cast(text, POINTER(c_uint16)), None,
            1, None, byref(why),
        )  # fmt: skip

    def delete_profile(self, guid: str, name: str) -> None:
        """Delete a stored profile; none of that name is fine."""
        text = w.wide(name)
        try:
            self._call("WlanDeleteProfile", byref(w.guid_from(guid)), cast(text, POINTER(c_uint16)), None)
        except WlanFailure as failure:
            if failure.code != w.NOT_FOUND:
                raise

    def seen_on(self, guid: str) -> Notice | None:
        """The connection that this handle saw being made and not ended: known even where names are hidden."""
        with self._lock:
            return self._seen_on.get(guid)

    def links_ended(self, guid: str) -> int:
        """How often this handle saw a link of the adapter end."""
        with self._lock:
            return self._links_ended[guid]

    @contextlib.contextmanager
    def listening(self) -> Iterator[Notices]:
        """A queue of what happens from now on."""
        self._opened()
        notices: Notices = queue.SimpleQueue()
        with self._lock:
            self._listeners.append(notices)
        try:
            yield notices
        finally:
            with self._lock:
                self._listeners.remove(notices)

    def close(self) -> None:
        """End the handle and with it the notifications. Idempotent; a later call opens it again."""
        with self._opening:  # not the listeners' lock: the service waits for a callback that wants it
            handle, self._handle = self._handle, None
            if handle is not None:
                self._functions["WlanCloseHandle"](handle, None)
        with self._lock:
            self._seen_on.clear()

    # How

    def _opened(self) -> int:
        with self._opening:
            if self._handle is None:
                self._handle = self._open()
            return self._handle

    def _open(self) -> int:
        version, handle, before = c_uint32(), c_void_p(), c_uint32()
        code = self._functions["WlanOpenHandle"](w.CLIENT_VERSION, None, byref(version), byref(handle))
        if code != w.OK or handle.value is None:
            raise WlanFailure("WlanOpenHandle", int(code) or w.SERVICE_NOT_ACTIVE)
        code = self._functions["WlanRegisterNotification"](
            handle, w.SOURCE_ACM, 1, self._callback, None, None, byref(before)
        )
        if code != w.OK:
            self._functions["WlanCloseHandle"](handle, None)
            raise WlanFailure("WlanRegisterNotification", int(code))
        return handle.value

    def _call(self, function: str, *arguments: Any) -> None:
        code = self._functions[function](self._opened(), *arguments)
        if code in (w.INVALID_HANDLE, w.RPC_UNAVAILABLE):
            self.close()  # the service was started anew; the next call opens a handle of the new one
        if code != w.OK:
            raise WlanFailure(function, int(code))

    def _query(self, guid: str, opcode: int, kind: type[S]) -> S:
        size, data = c_uint32(), c_void_p()
        self._call(
            "WlanQueryInterface", byref(w.guid_from(guid)), opcode, None, byref(size), byref(data), None
        )
        try:
            # A short answer leaves the rest zero; a long one is of a later Windows.
            answer = kind()
            ctypes.memmove(byref(answer), data, min(int(size.value), ctypes.sizeof(kind)))
            return answer
        finally:
            self._functions["WlanFreeMemory"](data)

    def _rows(self, function: str, row: type[Row], *arguments: Any, count_second: bool = False) -> list[Row]:
        data = c_void_p()
        self._call(function, *arguments, byref(data))
        if data.value is None:
            return []
        try:
            head = w.ListHead.from_address(data.value)
            count = min(int(head.second if count_second else head.first), MAX_ROWS)
            # WLAN_BSS_LIST and the others: rows begin at 8, whatever a row's alignment is.
            found = (row * count).from_address(data.value + ctypes.sizeof(w.ListHead))
            return [row.from_buffer_copy(r) for r in found]
        finally:
            self._functions["WlanFreeMemory"](data)

    def _notified(self, pointer: Any, context: Any) -> None:
        data = pointer.contents
        if data.source != w.SOURCE_ACM:
            return
        notice = Notice(w.guid_text(data.guid), int(data.code))
        about = w.ConnectionNotice
        if notice.code in _TELL_ABOUT_A_CONNECTION and data.data and data.size >= about.xml.offset:
            found = about()
            ctypes.memmove(byref(found), data.data, about.xml.offset)
            notice = Notice(
                notice.guid, notice.code, w.narrow(found.profile), w.octets(found.ssid), int(found.reason)
            )
        with self._lock:
            if notice.code == w.CONNECTION_COMPLETE and notice.reason == w.OK and notice.profile:
                self._seen_on[notice.guid] = notice
            elif notice.code in (w.CONNECTION_COMPLETE, w.LINK_DISCONNECTED, w.INTERFACE_REMOVAL):
                self._seen_on.pop(notice.guid, None)
            self._links_ended[notice.guid] += notice.code == w.LINK_DISCONNECTED
            for listener in self._listeners:
                listener.put(notice)
