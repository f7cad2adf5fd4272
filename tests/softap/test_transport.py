"""One exchange on one socket: one send, translated errors, and no half-sent request."""

from __future__ import annotations

import errno
import itertools
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.softap.codec import ObjectReader, TcpAnswer
from spark_setup.softap.errors import NoLinkError, Reason
from spark_setup.softap.transport import exchange, link_error, reason_of

REQUEST = b"device-id\n0\n\n"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError("timed out"), Reason.TIMEOUT),
        (OSError(errno.ETIMEDOUT, ""), Reason.TIMEOUT),
        (OSError(10060, ""), Reason.TIMEOUT),
        (OSError(errno.EHOSTUNREACH, ""), Reason.NO_ROUTE),
        (OSError(65, ""), Reason.NO_ROUTE),
        (OSError(113, ""), Reason.NO_ROUTE),
        (OSError(101, ""), Reason.NO_ROUTE),
        (OSError(51, ""), Reason.NO_ROUTE),
        (OSError(10051, ""), Reason.NO_ROUTE),
        (OSError(10065, ""), Reason.NO_ROUTE),
        (OSError(errno.ENETDOWN, ""), Reason.NO_ROUTE),
        (OSError(errno.ENODEV, ""), Reason.NO_ROUTE),
        (OSError(errno.EADDRNOTAVAIL, ""), Reason.NO_ROUTE),
        (OSError("no number"), Reason.NO_ROUTE),
        (OSError(errno.EPERM, ""), Reason.PERMISSION),
        (OSError(errno.EACCES, ""), Reason.PERMISSION),
        (OSError(10013, ""), Reason.PERMISSION),
        (OSError(errno.ECONNREFUSED, ""), Reason.REFUSED),
        (OSError(10061, ""), Reason.REFUSED),
        (ConnectionRefusedError(), Reason.REFUSED),
        (OSError(errno.ECONNRESET, ""), Reason.RESET),
        (OSError(errno.EPIPE, ""), Reason.RESET),
        (OSError(errno.ECONNABORTED, ""), Reason.RESET),
        (OSError(10054, ""), Reason.RESET),
        (ConnectionResetError(), Reason.RESET),
    ],
)
def test_socket_errors_have_reasons(error: OSError, reason: Reason) -> None:
    assert reason_of(error) is reason


def test_text_of_a_socket_error_is_not_repeated() -> None:
    error = link_error(OSError(113, "secret text"), request_sent=True)
    assert "secret" not in str(error)
    assert error.request_sent


class Valve:
    """A socket whose kernel takes the request in portions, and whose peer can be made to answer."""

    def __init__(self, real: socket.socket, portions: Iterable[int], between: Callable[[], None]) -> None:
        self._real, self._portions, self._between = real, iter(portions), between
        self.calls: list[bytes] = []

    def setsockopt(self, *_: Any) -> None:
        raise OSError(errno.EINVAL, "no such option here")

    def settimeout(self, seconds: float) -> None:
        assert 0 < seconds <= 0.2
        self._real.settimeout(seconds)

    def send(self, data: memoryview) -> int:
        self.calls.append(bytes(data))
        portion = next(self._portions, len(data))
        if portion == 0:
            raise TimeoutError("the kernel takes nothing now")
        if portion < 0:
            raise OSError(-portion, "")
        sent = self._real.send(data[:portion])
        self._between()
        return sent

    def recv(self, size: int) -> bytes:
        return self._real.recv(size)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(5)
        yield ours, theirs


def run(valve: Valve, cancel: CancelToken, timeout: float = 5) -> None:
    exchange(valve, REQUEST, TcpAnswer(ObjectReader()), timeout, cancel)  # type: ignore[arg-type]


def test_one_send_of_the_whole_request(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken
) -> None:
    ours, theirs = pair
    theirs.send(b'\n\n{"v":2}')
    valve = Valve(ours, [], lambda: None)
    run(valve, cancel)
    assert valve.calls == [REQUEST]
    assert theirs.recv(100) == REQUEST


def test_rest_follows_when_the_kernel_took_a_part(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken
) -> None:
    ours, theirs = pair
    theirs.send(b'\n\n{"v":2}')
    valve = Valve(ours, [3, 0, 1], lambda: None)
    run(valve, cancel)
    assert valve.calls == [REQUEST, REQUEST[3:], REQUEST[3:], REQUEST[4:]]
    assert theirs.recv(100) == REQUEST


def test_cancel_after_the_first_byte_still_sends_the_rest(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken
) -> None:
    ours, theirs = pair
    valve = Valve(ours, [1, 0, 2, 3], cancel.cancel)
    with pytest.raises(Cancelled):
        run(valve, cancel)
    assert theirs.recv(100) == REQUEST


def test_cancel_before_the_first_byte_sends_nothing(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken
) -> None:
    ours, theirs = pair
    cancel.cancel()
    valve = Valve(ours, [], lambda: None)
    with pytest.raises(Cancelled):
        run(valve, cancel)
    assert valve.calls == []
    ours.close()
    assert theirs.recv(100) == b""


@pytest.mark.parametrize(("portions", "sent"), [([0], False), ([2, 0], True)])
def test_kernel_that_takes_nothing_ends_in_a_timeout(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken, portions: list[int], sent: bool
) -> None:
    valve = Valve(pair[0], itertools.chain(portions, itertools.repeat(0)), lambda: None)
    with pytest.raises(NoLinkError) as caught:
        run(valve, cancel, timeout=0.05)
    assert (caught.value.reason, caught.value.request_sent) == (Reason.TIMEOUT, sent)


def test_cancel_does_not_wait_for_ever_on_a_stuck_rest(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken
) -> None:
    valve = Valve(pair[0], itertools.chain([2], itertools.repeat(0)), cancel.cancel)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        run(valve, cancel, timeout=60)
    assert time.monotonic() - started < 1.0


@pytest.mark.parametrize(("portions", "sent"), [([-errno.EPIPE], False), ([2, -errno.ECONNRESET], True)])
def test_connection_lost_while_sending(
    pair: tuple[socket.socket, socket.socket], cancel: CancelToken, portions: list[int], sent: bool
) -> None:
    valve = Valve(pair[0], portions, lambda: None)
    with pytest.raises(NoLinkError) as caught:
        run(valve, cancel)
    assert (caught.value.reason, caught.value.request_sent) == (Reason.RESET, sent)
