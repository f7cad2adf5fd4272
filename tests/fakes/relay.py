"""What a proxy does with two connections."""

from __future__ import annotations

import contextlib
import socket


def pump(source: socket.socket, target: socket.socket) -> None:
    """Carry bytes one way until that side ends; then both have ended."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for sock in (source, target):
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
