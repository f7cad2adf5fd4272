"""HTTP 80 of one listening session, as the firmware's small server speaks it (softap-protocol.md, section 3).

Own code on purpose: a library's server answers what this one leaves unanswered, and hides how a reply is cut.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable, Mapping

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.digits import whole_number

from .ap_listener import reset_on_close
from .ap_tcp import Answer, Execute
from .firmware import NAMES
from .wire import WireLog

_TICK_S, _READ, _MOST_HEADER, _MOST_BODY = 0.2, 65536, 16384, 1024 * 1024
_METHODS = ("GET", "POST", "PUT")
_HEAD = (
    b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\nCache-Control: no-store, no-cache\r\nPragma: no-cache\r\n\r\n"
)
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"


class _End(Exception):  # noqa: N818 - how a connection ends, never leaves this module
    """The connection is over."""


class HttpService:
    """Serves one listening session on a socket that is already listening, until `stop`."""

    def __init__(
        self, listening: socket.socket, *, execute: Execute, on_last: Callable[[], None], log: WireLog
    ) -> None:
        self._listening, self._execute, self._on_last, self._log = listening, execute, on_last, log
        self._stopping = CancelToken()
        self._bell, self._ring = socket.socketpair()  # never read: once rung, every wait ends
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, name="device-http")
        self._accepting.start()

    def stop(self) -> list[socket.socket]:
        """End the session: connections closed, threads joined. Not from one of its own threads."""
        self._stopping.cancel()
        self._ring.send(b"x")
        self._accepting.join()
        for thread in self._threads:
            thread.join()
        self._bell.close()
        self._ring.close()
        return []

    def _accept(self) -> None:
        while not self._stopping.cancelled:
            if self._listening not in select.select([self._listening, self._bell], [], [])[0]:
                continue
            try:
                accepted, _ = self._listening.accept()
            except OSError:
                continue  # gone again before it was taken
            accepted.setblocking(False)
            thread = threading.Thread(target=self._serve, args=(accepted,), name="device-http-connection")
            self._threads = [t for t in self._threads if t.is_alive()]
            self._threads.append(thread)
            thread.start()

    def _serve(self, accepted: socket.socket) -> None:
        peer = _Peer(accepted, self._bell, self._log, self._stopping)
        with accepted:
            try:
                while self._request(peer):
                    pass
            except (_End, Cancelled, OSError):
                return

    def _request(self, peer: _Peer) -> bool:
        """Serve one request; False when the connection ends after it."""
        method, path, version, headers = peer.header()
        if method not in _METHODS or version != "HTTP/1.1":
            return True  # no answer, and the connection stays
        keep = headers.get("connection", "").lower() != "close"
        name = path.split("?", 1)[0].removeprefix("/")
        body = peer.body(_length(headers))
        if name not in NAMES or headers.get("content-type", "").lower().startswith("application/json"):
            peer.write(_NOT_FOUND)
            return keep
        answer = self._execute(name, body, peer.number)
        try:
            return self._answer(peer, answer) and keep and not answer.last
        finally:
            if answer.last:
                self._on_last()

    def _answer(self, peer: _Peer, answer: Answer) -> bool:
        if answer.reset:
            peer.reset()
            return False
        if answer.pieces is None:
            return answer.hold
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in answer.pieces if piece)
        peer.write(_HEAD + (chunks[: len(chunks) // 2] if answer.half else chunks + b"0\r\n\r\n"))
        return not answer.half


class _Peer:
    """One connection's reading and writing."""

    def __init__(
        self, accepted: socket.socket, bell: socket.socket, log: WireLog, stopping: CancelToken
    ) -> None:
        self._socket, self._bell, self._log, self._stopping = accepted, bell, log, stopping
        self.number = log.connection()
        self._data = b""

    def header(self) -> tuple[str, str, str, Mapping[str, str]]:
        """Method, path, version and headers (names in lower case) of the next request."""
        while b"\r\n\r\n" not in self._data:
            if len(self._data) > _MOST_HEADER:
                raise _End
            self._data += self._receive()
        head, self._data = self._data.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        parts = first.split(" ")
        if len(parts) != 3:
            raise _End
        pairs = (line.split(":", 1) for line in lines if ":" in line)
        # The firmware knows this one header only in its usual spelling.
        headers = {
            (key if key.lower() == "content-length" else key.lower()): value.strip() for key, value in pairs
        }
        return parts[0], parts[1], parts[2], headers

    def body(self, length: int) -> bytes:
        """Exactly `length` bytes."""
        while len(self._data) < length:
            self._data += self._receive()
        body, self._data = self._data[:length], self._data[length:]
        return body

    def write(self, data: bytes) -> None:
        """All of it; raises OSError when the peer is gone."""
        while data:
            self._stopping.raise_if_cancelled()
            if select.select([], [self._socket], [], _TICK_S)[1]:
                data = data[self._socket.send(data) :]

    def reset(self) -> None:
        """Close with a reset instead of an end."""
        reset_on_close(self._socket)

    def _receive(self) -> bytes:
        while self._socket not in select.select([self._socket, self._bell], [], [])[0]:
            self._stopping.raise_if_cancelled()
        data = self._socket.recv(_READ)
        if not data:
            raise _End
        self._log.segment("http", self.number, data)
        return data


def _length(headers: Mapping[str, str]) -> int:
    length = whole_number(headers.get("Content-Length", "0"))
    if length is None or length > _MOST_BODY:
        raise _End
    return length
