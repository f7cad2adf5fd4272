"""A small SOCKS5 proxy without a login, which notes the targets it was asked for (H05)."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class FieldSocks:
    """Listens on loopback until `stop`."""

    def __init__(self) -> None:
        self.targets: list[tuple[str, int]] = []
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._listen, name="field-socks")]
        self._threads[0].start()

    def __enter__(self) -> FieldSocks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sock in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self._sockets.append(sock)
                self._run(self._speak, sock)

    def _run(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="field-socks-talk")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _speak(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, IndexError):
            sock.recv(2 + 255)
            sock.sendall(b"\x05\x00")
            asked = sock.recv(4 + 256 + 2)
            if asked[3] == 3:
                host = asked[5 : 5 + asked[4]].decode()
            else:
                host = socket.inet_ntop(socket.AF_INET, asked[4:8])
            port = int.from_bytes(asked[-2:], "big")
            self.targets.append((host, port))
            other = socket.create_connection((host, port), 5)
            self._sockets.append(other)
            sock.sendall(b"\x05\x00\x00\x01" + bytes(6))
            self._run(_pump, sock, other)
            _pump(other, sock)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for sock in (source, target):
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
