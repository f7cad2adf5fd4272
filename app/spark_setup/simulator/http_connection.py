"""One connection of the simulator's HTTP servers: reads requests, writes answers, ends when told to.

Every blocking read and write ticks at 0.2 s, so that a stop or a lost network is seen at once, TLS or not.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import threading
import time
from dataclasses import replace

from .cloud_request import BODY_LIMIT, HEAD_LIMIT, BadRequest, Request, body_length, parse_head

TICK_S = 0.2
_HEAD_END = b"\r\n\r\n"
_NO_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class ConnectionOver(Exception):  # noqa: N818 - the normal end of every connection
    """The peer went away, or the connection was told to end."""


class HttpConnection:
    """Owned by one thread; `end` may be called from any."""

    def __init__(self, accepted: socket.socket, peer: str) -> None:
        self._socket, self.peer = accepted, peer
        self._over = threading.Event()
        self._reset = False
        self._buffer = bytearray()
        accepted.settimeout(TICK_S)
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    # Life.

    def secure(self, context: ssl.SSLContext) -> None:
        """TLS from here on. Raises ConnectionOver if the handshake does not succeed."""
        wrapped = None
        try:
            wrapped = context.wrap_socket(self._socket, server_side=True, do_handshake_on_connect=False)
            self._socket = wrapped
            while True:
                self._check()
                try:
                    wrapped.do_handshake()
                    return
                except (TimeoutError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    continue
        except (OSError, ValueError) as error:
            raise ConnectionOver from error

    def end(self, *, reset: bool = False) -> None:
        """Make the owning thread leave: within a tick at the latest, mostly at once."""
        self._reset = self._reset or reset
        self._over.set()
        if not self._reset:
            with contextlib.suppress(OSError):
                # Past SSLSocket's own, which would take its state away under the thread that reads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def wait(self, seconds: float) -> None:
        """Wait so many real seconds. Raises ConnectionOver when told to end."""
        if self._over.wait(max(0.0, seconds)):
            raise ConnectionOver

    def close(self) -> None:
        """By the owning thread, last."""
        if self._reset:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._socket.close()

    def _check(self) -> None:
        if self._over.is_set():
            raise ConnectionOver

    # Reading.

    def request(self) -> Request | None:
        """The next request; None when the peer has closed. Raises ConnectionOver, BadRequest."""
        while _HEAD_END not in self._buffer:
            if len(self._buffer) > HEAD_LIMIT:
                raise BadRequest
            if not self._receive():
                return None
        head, _, rest = bytes(self._buffer).partition(_HEAD_END)
        self._buffer = bytearray(rest)
        request = parse_head(head.lstrip(b"\r\n"), self.peer)
        length = body_length(request)
        if "100-continue" in request.headers.get("expect", "").lower():
            self.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self._chunked() if length is None else self._take(length)
        return replace(request, body=body)

    def drain(self) -> None:
        """Read and forget until the peer closes. Raises ConnectionOver."""
        while self._receive():
            self._buffer.clear()

    def peer_left(self) -> bool:
        """Whether the peer has closed; never waits. What it sent meanwhile is kept."""
        self._check()
        try:
            self._socket.settimeout(0.0)
            data = self._socket.recv(4096)
        except (BlockingIOError, TimeoutError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        finally:
            self._socket.settimeout(TICK_S)
        self._buffer += data
        return not data

    def _receive(self) -> bool:
        while True:
            self._check()
            try:
                data = self._socket.recv(65536)
            except (TimeoutError, ssl.SSLWantReadError):
                continue
            except OSError as error:
                raise ConnectionOver from error
            self._buffer += data
            return bool(data)

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            if not self._receive():
                raise ConnectionOver
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _line(self) -> bytes:
        while b"\r\n" not in self._buffer:
            if len(self._buffer) > HEAD_LIMIT:
                raise BadRequest
            if not self._receive():
                raise ConnectionOver
        line, _, rest = bytes(self._buffer).partition(b"\r\n")
        self._buffer = bytearray(rest)
        return line

    def _chunked(self) -> bytes:
        body = bytearray()
        while True:
            try:
                size = int(self._line().split(b";")[0], 16)
            except ValueError as error:
                raise BadRequest from error
            if size < 0 or len(body) + size > BODY_LIMIT:
                raise BadRequest
            if size == 0:
                while self._line():
                    pass
                return bytes(body)
            body += self._take(size)
            self._line()

    # Writing.

    def send(self, data: bytes, *, patience_s: float = 30.0) -> None:
        """Send all of it. Raises ConnectionOver if the peer is gone, or takes nothing for `patience_s`."""
        view, last = memoryview(data), time.monotonic()
        while view:
            self._check()
            try:
                sent = self._socket.send(view)
            except (TimeoutError, ssl.SSLWantWriteError) as error:
                if time.monotonic() - last > patience_s:
                    raise ConnectionOver from error
                continue
            except OSError as error:
                raise ConnectionOver from error
            view, last = view[sent:], time.monotonic()
