"""An HTTP proxy that reads secure traffic: it answers itself for every host, with a certificate it signed."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from types import TracebackType


class FieldResigner:
    """Listens on loopback until left. `overheard` is what clients said inside, taking it for the host."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self.targets: list[str] = []
        self.overheard = b""
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._listen, name="field-resigner")]
        self._threads[0].start()

    def __enter__(self) -> FieldResigner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sock in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for sock in (self._listener, *self._sockets):
            sock.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self._sockets.append(sock)
                thread = threading.Thread(target=self._speak, args=(sock,), name="field-resigner-talk")
                self._threads.append(thread)
                thread.start()

    def _speak(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n") and (piece := sock.recv(1)):
                head += piece
            self.targets.append(head.split(b" ")[1].decode())
            sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with self._tls.wrap_socket(sock, server_side=True) as inside:
                while piece := inside.recv(4096):
                    self.overheard += piece
