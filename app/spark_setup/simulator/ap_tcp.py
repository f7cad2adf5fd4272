"""TCP 5609 of one listening session: framing, one thread, and the faults of old firmware.

Two threads, as in the device: one takes connections and segments off the network and queues events, one
serves the queue. A segment is an event; an event for a connection that is already closed makes old firmware
loop for ever, and so does the end of a connection inside a header. Source: softap.cpp of both versions.
"""

from __future__ import annotations

import queue
import select
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from spark_setup.core.cancel import Cancelled, CancelToken

from .ap_connections import Connection, Connections
from .commands import Pieces
from .firmware import Generation
from .wire import WireLog

_NAME_ROOM, _SEND_TICK_S = 30, 0.2
_WITH_BODY = ("configure-ap", "set")
PREAMBLE = b"\n\n"


@dataclass(frozen=True)
class Answer:
    """What to write, and what to do with the connection after it."""

    pieces: Pieces | None
    """None: nothing at all is written. Empty: the command was rejected."""
    reset: bool = False
    hold: bool = False
    """Leave the connection open, without another word."""
    half: bool = False
    """Write only half of it."""
    last: bool = False
    """The device gives up its network: nothing else is served."""


Execute = Callable[[str, "bytes | None", int], Answer]
"""Runs a command: its name, its body (None: not readable), the number of the connection."""


class TcpService:
    """Serves one listening session on a socket that is already listening, until `stop`."""

    def __init__(
        self,
        listening: socket.socket,
        *,
        generation: Generation,
        execute: Execute,
        on_last: Callable[[], None],
        log: WireLog,
        reply_bytes: int,
    ) -> None:
        self._old = generation is Generation.OLD
        self._execute, self._on_last, self._reply_bytes = execute, on_last, reply_bytes
        self._stopping = CancelToken()
        self._events: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._network = Connections(
            listening,
            lambda connection: self._events.put(lambda: self._message(connection)),
            lambda connection: self._events.put(connection.close),
            log,
        )
        self.hung = False
        """Whether the command thread loops for ever (old firmware)."""
        self._thread = threading.Thread(target=self._serve, name="device-tcp")
        self._thread.start()

    def stop(self) -> list[socket.socket]:
        """End the session, join the threads; returns connections left open. Not from the command thread."""
        self._stopping.cancel()
        self._events.put(None)
        self._network.wake()
        self._thread.join()
        return self._network.stop()

    def _serve(self) -> None:
        try:
            while (event := self._events.get()) is not None:
                event()
        except Cancelled:
            return

    def _message(self, connection: Connection) -> None:
        """A segment came: serve a request. Whether anything is left to read is found out by reading."""
        if connection.wants_close and not self._old:
            return
        name, length = self._header(connection)
        body = self._body(connection, length) if name in _WITH_BODY else None
        answer = self._execute(name, body, connection.number)
        connection.drop_rest_of_segment()
        if answer.pieces is not None:
            data = PREAMBLE + b"".join(answer.pieces)
            self._write(connection, data[: len(data) // 2] if answer.half else data)
        if answer.reset:
            connection.reset()
        elif not answer.hold and not (self._old and connection.first):
            # Old firmware fails to close the first connection of a listening session.
            connection.close()
        if answer.last:
            self._on_last()
            raise Cancelled

    def _header(self, connection: Connection) -> tuple[str, int]:
        name = bytearray()
        while len(name) < _NAME_ROOM:
            sign = self._byte(connection)
            if sign in (None, 0, 10):
                break
            assert sign is not None
            name.append(sign)
        length = 0
        while (sign := self._header_byte(connection)) not in (None, 10):
            assert sign is not None
            length = (length * 10 + sign - 48 + 2**31) % 2**32 - 2**31
        blank = True
        while (sign := self._header_byte(connection)) is not None:
            if sign == 10 and blank:
                break
            blank = sign == 10
        return name.decode("latin-1"), length

    def _header_byte(self, connection: Connection) -> int | None:
        """A byte of the header; old firmware takes the end of the connection for NULs, without end."""
        sign = self._byte(connection)
        if sign is None and self._old:
            self.hung = True
            while not self._stopping.wait(3600.0):
                pass
            raise Cancelled
        return sign

    def _byte(self, connection: Connection) -> int | None:
        data = connection.take(1, self._stopping)
        return data[0] if data else None

    def _body(self, connection: Connection, length: int) -> bytes | None:
        """Exactly `length` bytes; None where they are not to be had. Old firmware takes what came."""
        if length < 0:
            return None  # taken as an unsigned number there is no memory for it
        data = connection.take(length, self._stopping)
        return data if len(data) == length or self._old else None

    def _write(self, connection: Connection, data: bytes) -> None:
        """Hand it over in pieces; a peer that does not read is waited for until the session ends."""
        while data:
            self._stopping.raise_if_cancelled()
            try:
                sent = connection.socket.send(data[: self._reply_bytes])
            except BlockingIOError:
                select.select([], [connection.socket], [], _SEND_TICK_S)
                continue
            except OSError:
                return
            data = data[sent:]
