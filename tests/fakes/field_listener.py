"""What every fake server of the field cases is: a listener on loopback with a thread for each connection."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType


class FieldListener:
    """Listens until left; then everything is shut down, joined and closed, in this order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._listen, name=name)]
        self._threads[0].start()

    def __enter__(self) -> FieldListener:
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

    def speak(self, sock: socket.socket) -> None:
        """What it says on one connection."""
        raise NotImplementedError

    def keep(self, sock: socket.socket) -> None:
        """One more that ends with it."""
        self._sockets.append(sock)

    def run(self, target: Callable[..., None], *arguments: object) -> None:
        """On a thread that is joined."""
        thread = threading.Thread(target=target, args=arguments, name=f"{self._name}-talk")
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self.keep(sock)
                self.run(self.speak, sock)
