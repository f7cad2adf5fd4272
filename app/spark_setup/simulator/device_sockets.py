"""Sockets from the simulated computer to the device: where they lead, and when the system cuts them."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping

from ..core.cancel import CancelToken
from ..hostwifi.sockets import Address, Opener
from .device import SimulatedDevice


class DeviceSockets:
    """What was opened is remembered, so that it breaks when the computer leaves the device's network."""

    def __init__(self, refuses: Callable[[], bool], opened: Callable[[], None]) -> None:
        """`refuses` is asked at each socket: whether the system does not let it into the local network.

        `opened` is told of each one.
        """
        self._refuses, self._opened = refuses, opened
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()

    def guarded(self, opener: Opener) -> Opener:
        """Sockets as the system lets them pass; errno 65 of macOS is EHOSTUNREACH."""

        def open_socket(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
            if self._refuses():
                raise OSError(errno.EHOSTUNREACH, "no route to host")
            made = opener(service, timeout, cancel)
            with self._lock:
                self._open.add(made)
            self._opened()
            return made

        return open_socket

    def cut(self) -> None:
        """No more is said on any of them."""
        with self._lock:
            talking = list(self._open)
        for each in talking:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class DeviceAddresses(Mapping[str, Address]):
    """Where the device answers: at the loopback ports of whichever device's network the computer is in.

    Nobody there: a port of loopback on which nothing listens, as an address that no longer answers.
    """

    def __init__(self, device_here: Callable[[], SimulatedDevice | None]) -> None:
        self._device_here = device_here

    def __getitem__(self, service: str) -> Address:
        device = self._device_here()
        if device is None:
            return ("127.0.0.1", 9)
        return ("127.0.0.1", device.port if service == "tcp" else device.http_port)

    def __iter__(self) -> Iterator[str]:
        return iter(("tcp", "http"))

    def __len__(self) -> int:
        return 2
