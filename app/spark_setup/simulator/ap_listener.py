"""A listening socket that can be taken away and come back under the same port number.

While the device is away the port stays bound without listening: a connection is refused, and nobody else
gets it.
"""

from __future__ import annotations

import os
import socket
import struct


class Listener:
    """One port. `open` starts to accept, `close` refuses again, `release` gives the port back."""

    def __init__(self, host: str, port: int = 0) -> None:
        self._host = host
        self._socket = self._bind(port)
        self._port = int(self._socket.getsockname()[1])
        self._open = False

    @property
    def port(self) -> int:
        """The port number; the same for the whole life of this object."""
        return self._port

    def open(self) -> socket.socket:
        """Start to accept; the socket is non-blocking and belongs to this object."""
        self._socket.listen(16)
        self._socket.setblocking(False)
        self._open = True
        return self._socket

    def close(self) -> None:
        """Refuse connections from now on, and keep the number."""
        if self._open:
            self._open = False
            self._socket.close()
            self._socket = self._bind(self._port)

    def release(self) -> None:
        """Give the port back. Idempotent."""
        self._open = False
        self._socket.close()

    def _bind(self, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM)
        try:
            if os.name == "posix":
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((self._host, port))
        except OSError:
            bound.close()
            raise
        return bound


def reset_on_close(connection: socket.socket) -> None:
    """Let the coming `close` send a reset instead of an end."""
    pair = "hh" if os.name == "nt" else "ii"  # the system's `struct linger`
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(pair, 1, 0))
