"""Sockets that can be stopped: every wait is cut into ticks, and each tick looks at a `Watch`.

`requests` knows no total deadline and no way to cancel. Here every receive, send, connect, TLS handshake
and name lookup ends within a tick after `cancel`, at the deadline, or after too long a silence. Closing a
socket from another thread was tried instead and does not wake a blocked read on Windows.
"""

from __future__ import annotations

import errno
import ipaddress
import queue
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..core.cancel import CancelToken
from ..core.clock import Deadline

TICK_S = 0.2
RESOLVE_LIMIT_S = 10.0
CONNECT_LIMIT_S = 10.0
SHARE_OF_ONE_ADDRESS_S = 4.0  # a black hole on IPv6 must not eat the time of IPv4

T = TypeVar("T")
AddressInfo = tuple[int, int, int, str, Any]
Resolver = Callable[[str, int], list[AddressInfo]]
_CONNECTING = (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY, 10035)


class ConnectTimedOut(TimeoutError):  # noqa: N818 - named like its parent
    """No connection in time."""


class NameTimedOut(TimeoutError):  # noqa: N818
    """The name service did not answer in time."""


class DeadlinePassed(TimeoutError):  # noqa: N818
    """The whole call took too long, although bytes may have been dribbling in."""


@dataclass
class Watch:
    """What a blocked call has to look at: a cancel token, a total deadline, how long silence may last.

    One call's, on one thread; the sockets of the call hold it too.
    """

    cancel: CancelToken
    deadline: Deadline | None = None
    silence_s: float = 31.0

    def check(self) -> None:
        """Raise `Cancelled` or `DeadlinePassed`."""
        self.cancel.raise_if_cancelled()
        if self.deadline is not None and self.deadline.passed:
            raise DeadlinePassed("the call took too long")

    def lift(self) -> None:
        """What had a deadline is done, and what follows has none."""
        self.deadline = None

    def wait_s(self) -> float:
        """How long the next tick may last."""
        return TICK_S if self.deadline is None else min(TICK_S, max(0.01, self.deadline.remaining_s))


def ticked(watch: Watch, call: Callable[[], T]) -> T:
    """Repeat `call` (which blocks for one tick) until it gives a result, or `watch` says stop."""
    began = time.monotonic()
    while True:
        watch.check()
        try:
            return call()
        except TimeoutError:
            if time.monotonic() - began >= watch.silence_s:
                raise


class TickingSocket(socket.socket):
    """A socket whose OS time-out is one tick, whatever `settimeout` says. Set `watch` before each use."""

    watch: Watch

    def settimeout(self, value: float | None, /) -> None:
        """Stay with the tick: http.client and urllib3 would set their own."""
        super().settimeout(TICK_S)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive, in ticks."""
        return ticked(self.watch, lambda: socket.socket.recv_into(self, *args, **kwargs))

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send everything, in ticks: the C version forgets how much was sent when a tick ends."""
        with memoryview(data) as view, view.cast("B") as left:
            sent = 0
            while sent < len(left):
                sent += ticked(self.watch, lambda at=sent: self.send(left[at:], flags))  # type: ignore[misc]


class TickingTlsSocket(ssl.SSLSocket):
    """The same over TLS. `watch` is a class attribute of a subclass first (`watched`): the handshake runs
    inside the constructor, before anybody holds the object."""

    watch: Watch
    shown: Callable[[bytes], None]

    @classmethod
    def watched(cls, watch: Watch, shown: Callable[[bytes], None]) -> type[TickingTlsSocket]:
        """A subclass whose handshake is bound to `watch`; `shown` gets the certificate after it."""
        return type(cls.__name__, (cls,), {"watch": watch, "shown": staticmethod(shown)})

    def settimeout(self, value: float | None, /) -> None:
        """Stay with the tick."""
        super().settimeout(TICK_S)

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands, in ticks. Closes itself on failure: nobody else holds it yet."""
        try:
            ticked(self.watch, lambda: ssl.SSLSocket.do_handshake(self, block))
            self.shown(self.getpeercert(binary_form=True) or b"")
        except BaseException:
            self.close()
            raise

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive, in ticks."""
        return ticked(self.watch, lambda: ssl.SSLSocket.recv_into(self, *args, **kwargs))

    def send(self, data: Any, flags: int = 0) -> int:
        """Send, in ticks; SSLSocket.sendall calls this."""
        return ticked(self.watch, lambda: ssl.SSLSocket.send(self, data, flags))


def system_resolver(host: str, port: int) -> list[AddressInfo]:
    """The system's name lookup. Cannot be interrupted."""
    return list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))


def resolve(host: str, port: int, watch: Watch, resolver: Resolver = system_resolver) -> list[AddressInfo]:
    """Addresses of `host`. A lookup that hangs is left behind on its daemon thread, the only one not joined.

    Raises OSError (socket.gaierror, UnicodeError for an impossible name), NameTimedOut, Cancelled.
    """
    host = host.strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return system_resolver(host, port)  # a number needs no lookup and does not block
    return looked_up(lambda: resolver(host, port), watch)


def looked_up(lookup: Callable[[], T], watch: Watch) -> T:
    """What `lookup` answers, which may ask the name service and hang. Raises what it does, NameTimedOut,
    Cancelled.
    """
    answer: queue.SimpleQueue[tuple[T] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answer.put((lookup(),))
        except Exception as error:  # raised again below, on the caller's thread
            answer.put(error)

    threading.Thread(target=look_up, name="name-lookup", daemon=True).start()
    limit = Deadline.after(RESOLVE_LIMIT_S)
    while True:
        watch.check()
        try:
            result = answer.get(timeout=watch.wait_s() / 2)
        except queue.Empty:
            if limit.passed:
                raise NameTimedOut("the name service does not answer") from None
            continue
        if isinstance(result, Exception):
            raise result
        return result[0]


def connect(host: str, port: int, watch: Watch, resolver: Resolver = system_resolver) -> TickingSocket:
    """A connected socket, watched. Tries every address in turn. Raises OSError, Cancelled."""
    addresses = resolve(host, port, watch, resolver)
    limit = Deadline.after(CONNECT_LIMIT_S)
    failure: OSError = OSError("the name has no address")
    for position, (family, kind, protocol, _, address) in enumerate(addresses):
        last = position == len(addresses) - 1
        share = limit if last else Deadline.after(min(SHARE_OF_ONE_ADDRESS_S, limit.remaining_s))
        try:
            return _connect_one(family, kind, protocol, address, watch, share)
        except OSError as error:
            if isinstance(error, DeadlinePassed):
                raise
            failure = error
    raise failure


def _connect_one(
    family: int, kind: int, protocol: int, address: Any, watch: Watch, limit: Deadline
) -> TickingSocket:
    sock = TickingSocket(family, kind, protocol)
    try:
        sock.watch = watch
        sock.setblocking(False)
        code = sock.connect_ex(address)
        if code not in _CONNECTING:
            raise OSError(code, "connect failed")
        _wait_connected(sock, watch, limit)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(TICK_S)
    except BaseException:
        sock.close()
        raise
    return sock


def _wait_connected(sock: socket.socket, watch: Watch, limit: Deadline) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        while True:
            watch.check()
            if selector.select(watch.wait_s()):
                break
            if limit.passed:
                raise ConnectTimedOut("no connection in time")
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, "connect failed")
