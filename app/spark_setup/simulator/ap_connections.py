"""The connections of one listening session: takes them, receives their segments, closes them.

One thread does all socket life-cycle, so that a descriptor is never closed under a selector that watches it.
"""

from __future__ import annotations

import selectors
import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable

from spark_setup.core.cancel import CancelToken

from .ap_listener import reset_on_close
from .wire import WireLog

_READ, _MOST = 65536, 4 * 1024 * 1024
_DATA_SEGMENTS_AT = 152
"""Place of `tcpi_data_segs_in` in Linux's `struct tcp_info`."""


class Connection:
    """One connection. Read by the command thread, fed by the network thread."""

    def __init__(
        self, number: int, accepted: socket.socket, *, first: bool, wake: Callable[[], None]
    ) -> None:
        self.number, self.socket, self.first = number, accepted, first
        self._wake = wake
        self._changed = threading.Condition()
        self._segments: deque[bytes] = deque()
        self._rest = b""
        self._ended = False
        self._counted = 0
        self.wants_close = False

    def take(self, count: int, stopping: CancelToken) -> bytes:
        """`count` bytes, waiting for them; fewer when the connection ends. Raises Cancelled on `stopping`."""
        out = bytearray()
        with self._changed:
            while len(out) < count:
                if not self._rest and self._segments:
                    self._rest = self._segments.popleft()
                if self._rest:
                    more = self._rest[: count - len(out)]
                    self._rest = self._rest[len(more) :]
                    out += more
                    continue
                if self._ended:
                    break
                stopping.raise_if_cancelled()
                self._changed.wait()
        return bytes(out)

    def drop_rest_of_segment(self) -> None:
        """Forget what a request left of its last segment."""
        with self._changed:
            self._rest = b""

    def close(self) -> None:
        """Close as soon as the network thread comes round; whatever is left to read is gone."""
        with self._changed:
            self._ended, self.wants_close = True, True
            self._segments.clear()
        self._wake()

    def reset(self) -> None:
        """Close with a reset."""
        reset_on_close(self.socket)
        self.close()

    def receive(self) -> tuple[bytes, int, bool]:
        """For the network thread: what came, as how many segments, and whether the peer has ended."""
        try:
            data = self.socket.recv(_READ)
        except BlockingIOError:
            return b"", 0, False
        except OSError:
            data = b""
        segments = self._new_segments() if data else 0
        with self._changed:
            if not data:
                self._ended = True
            elif not self.wants_close and sum(map(len, self._segments)) < _MOST:
                self._segments.append(data)
            self._changed.notify_all()
        return data, segments, not data

    def nudge(self) -> None:
        """Let a reader look at its cancel token."""
        with self._changed:
            self._changed.notify_all()

    def _new_segments(self) -> int:
        """How many segments came: the kernel's own count where it has one, else one per read."""
        count = self._counted + 1
        if sys.platform == "linux":
            info = self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
            if len(info) >= _DATA_SEGMENTS_AT + 4:
                count = max(count, struct.unpack_from("=I", info, _DATA_SEGMENTS_AT)[0])
        new, self._counted = count - self._counted, count
        return new


class Connections:
    """Takes connections on `listening` and reports every segment and every end, until `stop`."""

    def __init__(
        self,
        listening: socket.socket,
        on_segment: Callable[[Connection], None],
        on_end: Callable[[Connection], None],
        log: WireLog,
    ) -> None:
        self._listening, self._log = listening, log
        self._on_segment, self._on_end = on_segment, on_end
        self._all: list[Connection] = []
        self._accepted = 0
        self._stopping = False
        self._wake_read, self._wake_write = socket.socketpair()
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="device-network")
        self._thread.start()

    def wake(self) -> None:
        """Make the network thread look round, and every reader at its cancel token."""
        for connection in list(self._all):
            connection.nudge()
        try:
            self._wake_write.send(b"x")
        except BlockingIOError:
            return  # it is awake already

    def stop(self) -> list[socket.socket]:
        """Join the thread. Open connections are the caller's: a network that goes says nothing."""
        self._stopping = True
        self.wake()
        self._thread.join()
        self._wake_read.close()
        self._wake_write.close()
        return [connection.socket for connection in self._all]

    def _run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listening, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            while not self._stopping:
                for key, _ in selector.select():
                    if key.fileobj is self._listening:
                        self._accept(selector)
                    elif key.fileobj is self._wake_read:
                        self._wake_read.recv(4096)
                    else:
                        self._receive(key.data, selector)
                self._close_wanted(selector)  # last: the keys above are still open

    def _accept(self, selector: selectors.BaseSelector) -> None:
        try:
            accepted, _ = self._listening.accept()
        except OSError:
            return  # gone again before it was taken
        accepted.setblocking(False)
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._accepted += 1
        connection = Connection(self._log.connection(), accepted, first=self._accepted == 1, wake=self.wake)
        self._all.append(connection)
        selector.register(accepted, selectors.EVENT_READ, connection)

    def _receive(self, connection: Connection, selector: selectors.BaseSelector) -> bool:
        """Take what is there; False when there was nothing."""
        data, segments, ended = connection.receive()
        if data:
            self._log.segment("tcp", connection.number, data)
        for _ in range(segments):
            self._on_segment(connection)
        if ended:
            selector.unregister(connection.socket)
            self._on_end(connection)
        return bool(data)

    def _close_wanted(self, selector: selectors.BaseSelector) -> None:
        for connection in [c for c in self._all if c.wants_close]:
            if connection.socket in selector.get_map():
                while self._receive(connection, selector):
                    pass
            if connection.socket in selector.get_map():
                selector.unregister(connection.socket)
            connection.socket.close()
            self._all.remove(connection)
