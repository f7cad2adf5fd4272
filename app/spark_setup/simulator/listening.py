"""One listening session of the device: its command code on both ports, with the faults of a scenario.

A session begins when the device's network appears and ends when it goes. Old firmware's "first connection"
and what was configured belong to the session, what is stored belongs to the device.
"""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from enum import Enum

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.clock import Clock

from .air import AirNetwork, SimulatedAir
from .ap_http import HttpService
from .ap_listener import Listener
from .ap_tcp import Answer, TcpService
from .behaviour import Behaviour, Fault
from .firmware import NAMES, Firmware, Generation, Radio, Rejected
from .memory import Memory
from .wire import WireLog


class Ending(Enum):
    """Why a listening session is over."""

    LEFT = "left"
    """`connect-ap` was answered."""
    VANISHED = "vanished"
    """The network went away by a fault."""
    TIMED_OUT = "timed_out"
    """The device left listening mode by itself."""


class Counters:
    """How often something happened over the device's life: what "the first three" counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, int] = {}

    def next(self, what: str) -> int:
        """Counts one more; 0 for the first."""
        with self._lock:
            seen = self._seen.get(what, 0)
            self._seen[what] = seen + 1
            return seen


@dataclass(frozen=True)
class Setting:
    """What a session needs of the device."""

    generation: Generation
    memory: Memory
    air: SimulatedAir
    behaviour: Behaviour
    clock: Clock
    log: WireLog
    counters: Counters


class ListeningSession:
    """Opens the ports at once; `wait` tells how it ended, `close` takes the ports away."""

    def __init__(self, setting: Setting, tcp: Listener, http: Listener) -> None:
        self._set, self._listeners = setting, (tcp, http)
        self._busy = threading.Lock()
        self._token = CancelToken()
        self._over = threading.Event()
        self._ending: Ending | None = None
        self.firmware = Firmware(setting.generation, setting.memory, Radio(self._scan))
        behaviour = setting.behaviour
        self._services: list[TcpService | HttpService] = []
        if behaviour.tcp:
            self._services.append(
                TcpService(
                    tcp.open(),
                    generation=setting.generation,
                    execute=lambda name, body, number: self._execute("tcp", name, body, number),
                    on_last=self._left,
                    log=setting.log,
                    reply_bytes=behaviour.reply_bytes,
                )
            )
        if behaviour.http:
            self._services.append(
                HttpService(
                    http.open(),
                    execute=lambda name, body, number: self._execute("http", name, body, number),
                    on_last=self._left,
                    log=setting.log,
                )
            )

    @property
    def hung(self) -> bool:
        """Whether its command thread loops for ever."""
        return any(isinstance(service, TcpService) and service.hung for service in self._services)

    def wait(self, cancel: CancelToken) -> Ending:
        """Until the session is over by itself; raises Cancelled."""
        forget = cancel.on_cancel(self._over.set)
        limit = self._set.behaviour.leaves_listening_after_s
        try:
            self._over.wait(None if limit is None else self._set.clock.real(limit))
        finally:
            forget()
        cancel.raise_if_cancelled()
        return self._ending or Ending.TIMED_OUT

    def close(self) -> list[socket.socket]:
        """The network goes: both ports refuse. Not from a command's thread.

        Open TCP connections stay open without a word, as they do where the radio is gone: they are returned.
        """
        self._token.cancel()
        dangling: list[socket.socket] = []
        for service in self._services:
            dangling += service.stop()
        for listener in self._listeners:
            listener.close()
        return dangling

    def _left(self) -> None:
        self._finish(Ending.LEFT)

    def _finish(self, ending: Ending) -> None:
        self._ending = self._ending or ending
        self._over.set()

    def _scan(self) -> tuple[AirNetwork, ...]:
        if self._set.clock.wait(self._set.behaviour.scan_s, self._token):
            raise Cancelled
        failed = self._set.counters.next("scan") < self._set.behaviour.empty_scans
        return () if failed else self._set.air.device_rows()

    def _execute(self, service: str, name: str, body: bytes | None, connection: int) -> Answer:
        """One command, one at a time; unknown names get nothing."""
        if name:
            self._set.log.command(service, connection, name, body)
        if name not in NAMES:
            return Answer(None)
        with self._busy:
            self._token.raise_if_cancelled()
            if self.firmware.left:
                return Answer(None, last=True)
            fault = self._fault(name)
            if fault is None:
                return self._run(name, body)
            return self._troubled(fault, name, body)

    def _fault(self, name: str) -> Fault | None:
        for key in (name, "*"):
            trouble = self._set.behaviour.troubles.get(key)
            if trouble and (not trouble.times or self._set.counters.next(f"trouble {key}") < trouble.times):
                return trouble.fault
        return None

    def _troubled(self, fault: Fault, name: str, body: bytes | None) -> Answer:
        if fault is Fault.SILENT:
            return Answer(None, hold=True)
        if fault is Fault.RESET:
            return Answer(None, reset=True)
        if fault is Fault.CLOSED:
            return Answer(None)
        if fault is Fault.REJECTED:
            return Answer([])
        if fault is Fault.VANISH:
            self._finish(Ending.VANISHED)
            return Answer(None, hold=True)
        answer = self._run(name, body)
        if fault is Fault.HALF:
            return Answer(answer.pieces, half=True, last=answer.last)
        return Answer(None, last=answer.last)

    def _run(self, name: str, body: bytes | None) -> Answer:
        forced = self._forced_code(name)
        if forced is not None:
            return Answer([b'{"r":%d}' % forced])
        try:
            pieces = self.firmware.run(name, body)
        except Rejected:
            return Answer([])
        behaviour = self._set.behaviour
        if name == "scan-ap" and self._set.counters.next("damage") < behaviour.damaged_scans:
            pieces = _damaged(pieces)
        if behaviour.other_id and behaviour.other_id_after == name:
            self._set.memory.device_id = behaviour.other_id
        return Answer(pieces, last=self.firmware.left)

    def _forced_code(self, name: str) -> int | None:
        codes = {"configure-ap": self._set.behaviour.configure_codes, "set": self._set.behaviour.set_codes}
        row = codes.get(name, ())
        count = self._set.counters.next(f"code {name}") if row else 0
        return row[count] if count < len(row) else None


def _damaged(pieces: list[bytes]) -> list[bytes]:
    """The answer as it is when memory ran short: two whole rows, and the third breaks off."""
    whole = b"".join(pieces)
    rows = whole.split(b'{"ssid"')
    return [whole] if len(rows) < 4 else [b'{"ssid"'.join(rows[:4])[:-9]]
