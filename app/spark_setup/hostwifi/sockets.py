"""The only way to the device: a socket that leaves through the right adapter, for TCP 5609 and for HTTP 80.

Many home routers are 192.168.0.1 as well. A socket bound to a *source address* reaches the home router on
Linux; only binding to the *interface* reaches the device (measured, host-wifi.md section 6). IPv4 only, no
proxy, no name lookup.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping

from ..core.cancel import CancelToken
from .port import Link

TICK_S = 0.2
"""How long a socket waits before it looks at its cancel token. The sockets made here have this time-out."""

Address = tuple[str, int]
Opener = Callable[[str, float, CancelToken], socket.socket]

# Python names none of these; the values are those of the systems' own headers.
_LINUX_SO_BINDTODEVICE = 25
_MACOS_IP_BOUND_IF = 25
_WINDOWS_IP_UNICAST_IF = 31


def open_device_socket(
    link: Link | None, address: Address, timeout: float, cancel: CancelToken
) -> socket.socket:
    """Connect to `address`, an IPv4 literal, through `link`; the socket's time-out is `TICK_S`.

    No link, or one with `ifname` "", means no binding. Raises `Cancelled`, `TimeoutError` after `timeout`
    real seconds, `PermissionError` where binding to an interface needs rights this process lacks, another
    `OSError` as the system gives it, and `ValueError` for an address that is no IPv4 literal.
    """
    try:
        socket.inet_pton(socket.AF_INET, address[0])
    except OSError:
        raise ValueError(f"not an IPv4 literal: {address[0]!r}") from None
    cancel.raise_if_cancelled()
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if link is not None and link.ifname:
            bind_to_interface(sock, link)
        _connect(sock, address, timeout, cancel)
        sock.settimeout(TICK_S)
    except BaseException:
        sock.close()
        raise
    return sock


def bind_to_interface(sock: socket.socket, link: Link, platform: str = sys.platform) -> None:
    """Make `sock` leave through `link` and nothing else. Raises `OSError`; never falls back to unbound."""
    if platform == "linux":
        sock.setsockopt(socket.SOL_SOCKET, _LINUX_SO_BINDTODEVICE, link.ifname.encode() + b"\0")
    elif platform == "darwin":
        sock.setsockopt(socket.IPPROTO_IP, _MACOS_IP_BOUND_IF, struct.pack("@I", link.ifindex))
    elif platform == "win32":
        sock.setsockopt(socket.IPPROTO_IP, _WINDOWS_IP_UNICAST_IF, struct.pack("!I", link.ifindex))
        sock.bind((link.ipv4, 0))
    else:
        raise OSError(errno.ENOTSUP, f"no way to bind a socket to an interface on {platform}")


def device_opener(link: Link | None, addresses: Mapping[str, Address]) -> Opener:
    """`open_device_socket` with the link and the device's addresses filled in: (service, timeout, cancel)."""

    def open_socket(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
        return open_device_socket(link, addresses[service], timeout, cancel)

    return open_socket


def _connect(sock: socket.socket, address: Address, timeout: float, cancel: CancelToken) -> None:
    sock.setblocking(False)
    code = sock.connect_ex(address)
    if code not in (0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)):
        raise OSError(code, os.strerror(code))
    deadline = time.monotonic() + timeout
    # On Windows a refused connect shows in the exception set only; SelectSelector reports it as writable.
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        while True:
            cancel.raise_if_cancelled()
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError(errno.ETIMEDOUT, f"no answer within {timeout:g} s")
            if selector.select(min(TICK_S, remaining)):
                break
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, os.strerror(code))
