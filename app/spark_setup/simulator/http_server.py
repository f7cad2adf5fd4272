"""The simulator's own HTTP server: one thread accepts, one for each connection, all joined at stop.

It can be taken off the network and put back, as a computer that changes its Wi-Fi experiences it.
"""

from __future__ import annotations

import logging
import selectors
import socket
import ssl
import threading
from collections.abc import Callable
from enum import Enum

from .ap_listener import Listener
from .cloud_request import BadRequest, Request
from .http_connection import ConnectionOver, HttpConnection

_log = logging.getLogger(__name__)
Serve = Callable[[HttpConnection, Request], bool]
"""Answers one request; False: the connection is to be closed. May raise ConnectionOver."""


class Gate(Enum):
    """What connections meet before any request is looked at."""

    OPEN = "open"
    REFUSED = "refused"
    SILENT = "silent"
    RESETS = "resets"


class HttpServer:
    """Listens from construction to `stop`."""

    def __init__(
        self,
        serve: Serve,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        name: str = "http",
    ) -> None:
        self._serve, self._tls, self._name = serve, tls, name
        self._lock = threading.Lock()
        self._gate = Gate.OPEN
        self._connections: dict[HttpConnection, threading.Thread] = {}
        self._listener = Listener(host, port)
        self.port = self._listener.port
        self._listening: socket.socket | None = self._listener.open()
        self._stopping = False
        self._wake_read, self._wake_write = socket.socketpair()
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        self._gate_done = threading.Event()
        self._thread = threading.Thread(target=self._accept_for_ever, name=f"{name}-accept")
        self._thread.start()

    @property
    def gate(self) -> Gate:
        """What new connections meet."""
        return self._gate

    def set_gate(self, gate: Gate) -> None:
        """Effective when this returns; connections that are open are reset (or fall silent)."""
        with self._lock:
            if gate is self._gate or self._stopping:
                return
            self._gate = gate
            open_now = list(self._connections)
        if gate is not Gate.SILENT:
            for connection in open_now:
                connection.end(reset=True)
        self._gate_done.clear()
        self._wake()
        self._gate_done.wait(5.0)

    def stop(self) -> None:
        """Close everything and join every thread. Idempotent."""
        with self._lock:
            if self._stopping:
                return
            self._stopping = True
        self._wake()
        self._thread.join()
        with self._lock:
            threads = list(self._connections.items())
        for connection, _ in threads:
            connection.end()
        for _, thread in threads:
            thread.join()
        self._listener.release()
        self._wake_read.close()
        self._wake_write.close()

    def _wake(self) -> None:
        try:
            self._wake_write.send(b"x")
        except BlockingIOError:
            return  # it is awake already

    def _accept_for_ever(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_read, selectors.EVENT_READ)
            if self._listening is not None:
                selector.register(self._listening, selectors.EVENT_READ)
            while not self._stopping:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._wake_read in ready:
                    self._wake_read.recv(4096)
                    self._follow_gate(selector)
                elif self._listening is not None:
                    self._accept(self._listening)

    def _follow_gate(self, selector: selectors.BaseSelector) -> None:
        """Listen, or refuse under the same number; on the accepting thread, which owns the socket."""
        refused = self._gate is Gate.REFUSED
        if refused and self._listening is not None:
            selector.unregister(self._listening)
            self._listener.close()
            self._listening = None
        elif not refused and self._listening is None:
            self._listening = self._listener.open()
            selector.register(self._listening, selectors.EVENT_READ)
        self._gate_done.set()

    def _accept(self, listening: socket.socket) -> None:
        try:
            accepted, address = listening.accept()
        except OSError:
            return  # gone again before it was taken
        connection = HttpConnection(accepted, str(address[0]))
        thread = threading.Thread(target=self._run, args=(connection,), name=f"{self._name}-connection")
        with self._lock:
            self._connections[connection] = thread
        thread.start()

    def _run(self, connection: HttpConnection) -> None:
        try:
            self._converse(connection)
        except ConnectionOver:
            pass
        except BadRequest:
            _log.info("%s: a request that is none", self._name)
        finally:
            connection.close()
            with self._lock:
                del self._connections[connection]

    def _converse(self, connection: HttpConnection) -> None:
        self.pass_gate(connection)
        if self._tls is not None:
            connection.secure(self._tls)
        going_on = True
        while going_on:
            request = connection.request()
            if request is None:
                return
            self.pass_gate(connection)
            going_on = self._serve(connection, request) and request.keeps_alive

    def pass_gate(self, connection: HttpConnection) -> None:
        """Return if the gate is open; else do what the gate does. Raises ConnectionOver."""
        gate = self._gate
        if gate is Gate.SILENT:
            while self._gate is Gate.SILENT:
                connection.wait(0.1)
            gate = Gate.RESETS  # what waited so long is of no use any more
        if gate is not Gate.OPEN:
            connection.end(reset=True)
            raise ConnectionOver
