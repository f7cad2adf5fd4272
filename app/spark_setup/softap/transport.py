"""One exchange on one connected socket: the request out in one piece, the answer in until it is decided.

Knows sockets and time, nothing of commands. Everything that sockets raise is translated here and nowhere
else. Old firmware loops for ever, until reset, on a request in two segments or a header that never ends. So
a request is one buffer and one `send`, and once a byte is out the rest follows, even after a cancel.
"""

from __future__ import annotations

import contextlib
import errno
import socket

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from .codec import Answer, Verdict
from .errors import DeviceFaultError, NoLinkError, Reason

TICK_S = 0.2
"""How long a socket waits before the cancel token is looked at."""
FINISH_S = 0.7
"""After a cancel: how long the rest of a half-sent request may take to leave."""
RECEIVE_BYTES = 4096

# Numbers, because Windows' are not all in `errno` elsewhere: Linux, macOS, Windows.
_NO_ROUTE = {101, 113, 51, 65, 10051, 10065}
_PERMISSION = {errno.EPERM, errno.EACCES, 10013}
_REFUSED = {errno.ECONNREFUSED, 10061}
_RESET = {errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ENOTCONN, 10053, 10054, 10057}
_TIMEOUT = {errno.ETIMEDOUT, 10060}


def reason_of(error: OSError) -> Reason:
    """What an error of a socket, or of opening one, means. The unknown ones: there is no way there."""
    number = error.errno
    if isinstance(error, TimeoutError) or number in _TIMEOUT:
        return Reason.TIMEOUT
    if number in _NO_ROUTE:
        return Reason.NO_ROUTE
    if number in _PERMISSION:
        return Reason.PERMISSION
    if isinstance(error, ConnectionRefusedError) or number in _REFUSED:
        return Reason.REFUSED
    if isinstance(error, ConnectionError) or number in _RESET:
        return Reason.RESET
    return Reason.NO_ROUTE


def link_error(error: OSError, *, request_sent: bool) -> NoLinkError:
    """The room's error for `error`: its kind and number, as its text may name anything."""
    detail = type(error).__name__ if error.errno is None else f"{type(error).__name__} {error.errno}"
    return NoLinkError(reason_of(error), detail, request_sent=request_sent)


def exchange(
    sock: socket.socket, request: bytes, answer: Answer, timeout: float, cancel: CancelToken
) -> None:
    """Send `request`, then feed `answer` until it is complete. Does not close `sock`; close it at once.

    `timeout`: real seconds for both together. Returns when the answer is complete. Raises `Cancelled`,
    `NoLinkError` (TIMEOUT, RESET, CLOSED, …) and `DeviceFaultError` (REJECTED, NOT_UNDERSTOOD), all of the
    room's own with `request_sent` telling whether the device can have got the request.
    """
    deadline = Deadline.after(timeout)
    # A request that leaves in one buffer needs no Nagle; sockets without TCP (tests) have no such option.
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    _send(sock, request, deadline, cancel)
    match _receive(sock, answer, deadline, cancel):
        case Verdict.EMPTY:
            raise DeviceFaultError(Reason.REJECTED, "empty answer", request_sent=True)
        case Verdict.DAMAGED:
            raise DeviceFaultError(Reason.NOT_UNDERSTOOD, "no SoftAP answer", request_sent=True)
        case Verdict.CUT:
            raise NoLinkError(Reason.CLOSED, "closed without a whole answer", request_sent=True)


def _send(sock: socket.socket, request: bytes, deadline: Deadline, cancel: CancelToken) -> None:
    rest = memoryview(request)
    started = hurried = False
    while rest:
        if not started:
            cancel.raise_if_cancelled()
        elif cancel.cancelled and not hurried:
            hurried = True
            deadline = min(deadline, Deadline.after(FINISH_S), key=lambda d: d.at)
        if deadline.passed:
            cancel.raise_if_cancelled()
            raise NoLinkError(Reason.TIMEOUT, "the request did not leave", request_sent=started)
        try:
            sock.settimeout(_tick(deadline))
            sent = sock.send(rest)
        except TimeoutError:
            continue
        except OSError as error:
            raise link_error(error, request_sent=started) from None
        started = started or sent > 0
        rest = rest[sent:]


def _receive(sock: socket.socket, answer: Answer, deadline: Deadline, cancel: CancelToken) -> Verdict:
    while True:
        cancel.raise_if_cancelled()
        if deadline.passed:
            raise NoLinkError(Reason.TIMEOUT, "no whole answer", request_sent=True)
        try:
            sock.settimeout(_tick(deadline))
            data = sock.recv(RECEIVE_BYTES)
        except TimeoutError:
            continue
        except OSError as error:
            raise link_error(error, request_sent=True) from None
        verdict = answer.feed(data) if data else answer.at_end()
        if verdict is not Verdict.MORE:
            return verdict


def _tick(deadline: Deadline) -> float:
    # Never 0: that would make the socket non-blocking.
    return max(0.001, min(TICK_S, deadline.remaining_s))
