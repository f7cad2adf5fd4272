"""An HTTP proxy that reads secure traffic: it answers itself for every host, with a certificate it signed."""

from __future__ import annotations

import contextlib
import socket
import ssl

from .field_listener import FieldListener


class FieldResigner(FieldListener):
    """Listens on loopback until left. `overheard` is what clients said inside, taking it for the host."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self.targets: list[str] = []
        self.overheard = b""
        super().__init__("field-resigner")

    def __enter__(self) -> FieldResigner:
        return self

    def speak(self, sock: socket.socket) -> None:
        """Take the connection for every host's, and listen to what is said inside."""
        with contextlib.suppress(OSError):
            head = b""
            while not head.endswith(b"\r\n\r\n") and (piece := sock.recv(1)):
                head += piece
            self.targets.append(head.split(b" ")[1].decode())
            sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with self._tls.wrap_socket(sock, server_side=True) as inside:
                while piece := inside.recv(4096):
                    self.overheard += piece
