"""wlanapi.dll played at the level of its C functions: same structures, codes, and a thread for notifications.

`WlanService` is the computer's wireless service (one, whatever process asks it), `WlanDll` the library as one
process has it loaded. Every function is called through a real C function pointer of the prototype that the
product uses, with memory that has to be given back by `WlanFreeMemory`.
"""

from __future__ import annotations

import ctypes
import queue
import re
import threading
from collections.abc import Callable
from ctypes import addressof, c_void_p, cast, memmove, sizeof
from dataclasses import dataclass, field
from typing import Any

from spark_setup.hostwifi import windows_structures as w
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.windows_functions import SIGNATURES, Callback, Functions

GUID = "{5C7A1D11-90AB-4D2E-8F00-0123456789AB}"
ETHERNET = "{00000000-1111-2222-3333-444444444444}"


@dataclass(frozen=True)
class Ap:
    """A network in the air."""

    ssid: bytes
    secured: bool = False
    signal: int = 70
    bssid: bytes = b"\x02\0\0\0\0\x01"
    khz: int = 2_412_000
    subnet: str = "10.9.0"


@dataclass(frozen=True)
class On:
    """What the adapter is connected to."""

    ap: Ap
    profile: str
    mode: int


@dataclass
class WlanService:
    """Everything a test may turn. Functions named in `refuse` answer that code."""

    air: dict[bytes, Ap] = field(default_factory=dict)
    stored: dict[str, tuple[bytes, bool]] = field(default_factory=dict)  # profile → (ssid, automatic)
    on: On | None = None
    adapters: list[str] = field(default_factory=lambda: [GUID])
    radio: tuple[bool, bool] = (True, True)  # software, hardware
    refuse: dict[str, int] = field(default_factory=dict)
    fail_connect: list[int] = field(default_factory=list)  # reason codes of the next attempts
    mute: bool = False  # no notifications
    redact: bool = False  # no names in notifications
    last_word: bool = True  # a failed attempt is followed by a failed connection
    address_comes: bool = True
    autoconnects: bool = True  # what Windows does after a disconnect
    consent: bool = True
    log: list[str] = field(default_factory=list)
    dlls: list[WlanDll] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="fake-wlansvc", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while (job := self._work.get()) is not None:
            job()

    def later(self, job: Callable[[], None]) -> None:
        """Do it on the service's thread, as every effect and notification is."""
        self._work.put(job)

    def settle(self) -> None:
        """Wait until the service has nothing left to do."""
        done = threading.Event()
        self.later(done.set)
        assert done.wait(10)

    def stop(self) -> None:
        self._work.put(None)
        self._thread.join(10)

    # What happens by itself

    def interfaces(self) -> list[Interface]:
        """What netifaces shows: the addresses by GUID, in lower case to be sure."""
        found = [Interface("{846EE342-7039-11DE-9D20-806E6F6E6963}", 1, "127.0.0.1")]
        if self.on is not None and self.address_comes:
            found.append(Interface(GUID.lower(), 17, f"{self.on.ap.subnet}.100"))
        return found

    def connect(self, profile: str, mode: int, ssid: bytes) -> None:
        """On the service's thread."""
        ap = self.air.get(ssid)
        if self.on is not None:
            self.drop(autoconnect=False)
        self.tell(w.CONNECTION_START, profile, ssid)
        reason = self.fail_connect.pop(0) if self.fail_connect else 0
        if ap is None:
            reason = reason or 0x2800B
        if reason:
            self.tell(w.CONNECTION_ATTEMPT_FAIL, profile, ssid, reason)
            if self.last_word:
                self.tell(w.CONNECTION_COMPLETE, profile, ssid, reason)
            return
        assert ap is not None
        self.on = On(ap, profile, mode)
        self.tell(w.CONNECTION_COMPLETE, profile, ssid)

    def drop(self, *, autoconnect: bool) -> None:
        """Leave the network; on the service's thread."""
        on, self.on = self.on, None
        if on is not None:
            self.tell(w.DISCONNECTING, on.profile, on.ap.ssid)
            self.tell(w.LINK_DISCONNECTED, on.profile, on.ap.ssid)
        if autoconnect:
            for name, (ssid, automatic) in self.stored.items():
                if automatic and ssid in self.air:
                    return self.connect(name, w.MODE_AUTO, ssid)
        return None

    def choose(self, profile: str) -> None:
        """The person, by the system's own menu."""
        ssid, _ = self.stored[profile]
        self.later(lambda: self.connect(profile, w.MODE_PROFILE, ssid))
        self.settle()

    def leave(self) -> None:
        """The network goes out of reach for a moment."""
        self.later(lambda: self.drop(autoconnect=self.autoconnects))

    def unplug(self) -> None:
        def go() -> None:
            self.adapters, self.on = [], None
            self.tell(w.INTERFACE_REMOVAL)

        self.later(go)

    def tell(self, code: int, profile: str = "", ssid: bytes = b"", reason: int = 0) -> None:
        """A notification to every process that registered for them."""
        if self.mute:
            return
        if self.redact:
            profile, ssid = "", b""
        for dll in list(self.dlls):
            dll.notify(code, profile, ssid, reason)


class WlanDll:
    """The library in one process. `functions` is what the product is given."""

    def __init__(self, service: WlanService) -> None:
        self.service = service
        self.open: dict[int, Any] = {}  # handle → callback
        self.memory: dict[int, Any] = {}  # address → buffer
        self.last_handle = 0x1000
        self.functions: Functions = {
            name: ctypes.CFUNCTYPE(*signature)(self._guarded(name)) for name, signature in SIGNATURES.items()
        }
        service.dlls.append(self)

    def notify(self, code: int, profile: str, ssid: bytes, reason: int) -> None:
        about = w.ConnectionNotice(reason=reason)
        _put(about.profile, profile)
        _put_ssid(about.ssid, ssid)
        data = w.NotificationData(w.SOURCE_ACM, code, w.guid_from(GUID), sizeof(about), addressof(about))
        for callback in list(self.open.values()):
            if callback:
                callback(ctypes.byref(data), None)

    def _guarded(self, name: str) -> Callable[..., Any]:
        function = getattr(self, "_" + name)

        def call(*arguments: Any) -> Any:
            if name != "WlanFreeMemory":
                self.service.log.append(name)
                if name not in ("WlanOpenHandle", "WlanCloseHandle") and arguments[0] not in self.open:
                    return 6  # ERROR_INVALID_HANDLE
                if name in self.service.refuse:
                    return self.service.refuse[name]
            with self.service.lock:
                return function(*arguments)

        return call

    # The functions

    def _WlanOpenHandle(self, version: int, reserved: Any, negotiated: Any, handle: Any) -> int:
        assert (version, reserved) == (2, None)
        self.last_handle += 1
        self.open[self.last_handle] = None
        negotiated[0], handle[0] = version, self.last_handle
        return w.OK

    def _WlanCloseHandle(self, handle: int, reserved: Any) -> int:
        return w.OK if self.open.pop(handle, self) is not self else 6

    def _WlanFreeMemory(self, address: int) -> None:
        del self.memory[address]

    def _WlanRegisterNotification(
        self, handle: int, source: int, ignore: int, callback: Any, context: Any, reserved: Any, before: Any
    ) -> int:
        assert source == w.SOURCE_ACM
        # As Windows does: only the address is kept. A callback that was not kept alive crashes here.
        address = cast(callback, c_void_p).value
        assert address
        self.open[handle] = Callback(address)
        before[0] = 0
        return w.OK

    def _WlanEnumInterfaces(self, handle: int, reserved: Any, out: Any) -> int:
        rows = []
        for guid in self.service.adapters:
            row = w.InterfaceInfo(guid=w.guid_from(guid), state=self._state())
            _put(row.description, "Realtek RTL8822CE 802.11ac")
            rows.append(row)
        return self._give(out, w.InterfaceInfo, rows)

    def _WlanScan(self, handle: int, guid: Any, ssid: Any, ie: Any, reserved: Any) -> int:
        if not self._has(guid):
            return w.NOT_FOUND
        if not self.service.consent:
            return w.ACCESS_DENIED
        self.service.later(lambda: self.service.tell(w.SCAN_COMPLETE))
        return w.OK

    def _WlanGetAvailableNetworkList(
        self, handle: int, guid: Any, flags: int, reserved: Any, out: Any
    ) -> int:
        if not self.service.consent:
            return w.ACCESS_DENIED
        rows = []
        for ap in self.service.air.values():
            names = [n for n, (ssid, _) in self.service.stored.items() if ssid == ap.ssid]
            for name in ["", *names]:
                row = w.AvailableNetwork(bss_type=1, signal=ap.signal, secured=ap.secured, connectable=1)
                _put(row.profile, name)
                _put_ssid(row.ssid, ap.ssid)
                rows.append(row)
        return self._give(out, w.AvailableNetwork, rows)

    def _WlanGetNetworkBssList(
        self, handle: int, guid: Any, ssid: Any, bss: int, secured: int, reserved: Any, out: Any
    ) -> int:
        if not self.service.consent:
            return w.ACCESS_DENIED
        rows = []
        for ap in self.service.air.values():
            row = w.BssEntry(frequency=ap.khz)
            row.bssid[:] = ap.bssid
            _put_ssid(row.ssid, ap.ssid)
            rows.append(row)
        return self._give(out, w.BssEntry, rows, count_second=True)

    def _WlanQueryInterface(
        self, handle: int, guid: Any, opcode: int, reserved: Any, size: Any, out: Any, kind: Any
    ) -> int:
        if not self._has(guid):
            return w.NOT_FOUND
        if opcode == w.OP_RADIO_STATE:
            soft, hard = (w.RADIO_ON if on else w.RADIO_OFF for on in self.service.radio)
            state = w.RadioState(count=2)
            for index in range(2):
                state.phys[index] = w.PhyRadioState(index, soft, hard)
            return self._give_one(out, size, state)
        assert opcode == w.OP_CURRENT_CONNECTION
        on = self.service.on
        if on is None:
            return w.INVALID_STATE
        if not self.service.consent:
            return w.ACCESS_DENIED
        found = w.ConnectionAttributes(state=w.CONNECTED, mode=on.mode)
        _put(found.profile, on.profile)
        _put_ssid(found.association.ssid, on.ap.ssid)
        found.association.bssid[:] = on.ap.bssid
        return self._give_one(out, size, found)

    def _WlanSetInterface(
        self, handle: int, guid: Any, opcode: int, size: int, data: Any, reserved: Any
    ) -> int:
        assert (opcode, size) == (w.OP_RADIO_STATE, sizeof(w.PhyRadioState))
        state = w.PhyRadioState.from_address(data)
        self.service.radio = (state.software == w.RADIO_ON, self.service.radio[1])
        return w.OK

    def _WlanConnect(self, handle: int, guid: Any, parameters: Any, reserved: Any) -> int:
        if not self._has(guid):
            return w.NOT_FOUND
        if not all(self.service.radio):
            return w.RADIO_IS_OFF
        found = parameters.contents
        assert (bool(found.ssid), found.bssids, found.bss_type, found.flags) == (False, None, 1, 0)
        text = _text_at(found.profile)
        if found.mode == w.MODE_TEMPORARY:
            if "temporary" in self.service.refuse:
                return self.service.refuse["temporary"]
            name, ssid, automatic = _read_profile(text)
            assert not automatic
        elif text in self.service.stored:
            name, (ssid, _) = text, self.service.stored[text]
        else:
            return w.NOT_FOUND
        mode = int(found.mode)
        self.service.later(lambda: self.service.connect(name, mode, ssid))
        return w.OK

    def _WlanDisconnect(self, handle: int, guid: Any, reserved: Any) -> int:
        self.service.later(lambda: self.service.drop(autoconnect=self.service.autoconnects))
        return w.OK

    def _WlanGetProfileList(self, handle: int, guid: Any, reserved: Any, out: Any) -> int:
        rows = []
        for name in self.service.stored:
            row = w.ProfileInfo()
            _put(row.name, name)
            rows.append(row)
        return self._give(out, w.ProfileInfo, rows)

    def _WlanSetProfile(
        self, handle: int, guid: Any, flags: int, xml: Any, security: Any, over: int, reserved: Any, why: Any
    ) -> int:
        assert (flags, over) == (w.PROFILE_USER, 1)
        name, ssid, automatic = _read_profile(_text_at(xml))
        self.service.stored[name] = (ssid, automatic)
        why[0] = 0
        return w.OK

    def _WlanDeleteProfile(self, handle: int, guid: Any, name: Any, reserved: Any) -> int:
        return w.NOT_FOUND if self.service.stored.pop(_text_at(name), None) is None else w.OK

    # How

    def _state(self) -> int:
        if not all(self.service.radio):
            return w.NOT_READY
        return w.CONNECTED if self.service.on is not None else w.DISCONNECTED

    def _has(self, guid: Any) -> bool:
        return w.guid_text(guid.contents) in self.service.adapters

    def _keep(self, content: bytes) -> int:
        buffer = ctypes.create_string_buffer(content, len(content))
        self.memory[addressof(buffer)] = buffer
        return addressof(buffer)

    def _give(self, out: Any, kind: Any, rows: list[Any], *, count_second: bool = False) -> int:
        first, second = (0, len(rows)) if count_second else (len(rows), 0)
        head = bytes(w.ListHead(first, second))
        out[0] = self._keep(head + b"".join(bytes(row) for row in rows))
        return w.OK

    def _give_one(self, out: Any, size: Any, answer: Any) -> int:
        out[0], size[0] = self._keep(bytes(answer)), sizeof(answer)
        return w.OK


def _put(name: Any, text: str) -> None:
    units = w.wide(text)
    memmove(name, units, min(sizeof(units), sizeof(name)))


def _put_ssid(field_: Any, ssid: bytes) -> None:
    field_.length = len(ssid)
    field_.octets[: len(ssid)] = ssid


def _text_at(pointer: Any) -> str:
    length = 0
    while pointer[length]:
        length += 1
    return bytes((w.c_uint16 * length)(*pointer[:length])).decode("utf-16-le", "surrogatepass")


def _read_profile(xml: str) -> tuple[str, bytes, bool]:
    """As Windows would: well-formed XML of the right namespace; name, SSID, whether it joins by itself."""
    from xml.etree import ElementTree

    place = "{http://www.microsoft.com/networking/WLAN/profile/v1}"
    root = ElementTree.fromstring(xml)
    assert root.tag == place + "WLANProfile"
    text = {re.sub(r"^{.*}", "", e.tag): (e.text or "") for e in root.iter()}
    assert (text["authentication"], text["encryption"]) == ("open", "none")
    return text["name"], bytes.fromhex(text["hex"]), text["connectionMode"] == "auto"
