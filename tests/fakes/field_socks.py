"""A small SOCKS5 proxy without a login, which notes the targets it was asked for (H05)."""

from __future__ import annotations

import contextlib
import socket

from .field_listener import FieldListener
from .relay import pump


class FieldSocks(FieldListener):
    """Listens on loopback until it is left."""

    def __init__(self) -> None:
        self.targets: list[tuple[str, int]] = []
        super().__init__("field-socks")

    def __enter__(self) -> FieldSocks:
        return self

    def speak(self, sock: socket.socket) -> None:
        """Connect to where it is asked to, and carry bytes both ways."""
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
            self.keep(other)
            sock.sendall(b"\x05\x00\x00\x01" + bytes(6))
            self.run(pump, sock, other)
            pump(other, sock)
