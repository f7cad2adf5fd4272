"""The one opener: bound where there is a link, cancelled within a tick, IPv4 literals only."""

from __future__ import annotations

import socket
import struct
import threading
import time

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi.port import Adapter, Link
from spark_setup.hostwifi.sockets import TICK_S, bind_to_interface, device_opener, open_device_socket

LO = Link(Adapter("lo", "lo", "lo", 1), "lo", 1, "127.0.0.1")
UNBOUND = Link(Adapter("sim", "sim", "", None), "", 0, "127.0.0.1")


@pytest.fixture
def server():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.mark.parametrize("link", [None, UNBOUND, LO])
def test_connects(server: socket.socket, link: Link | None) -> None:
    with open_device_socket(link, server.getsockname(), 2.0, CancelToken()) as sock:
        peer, _ = server.accept()
        with peer:
            peer.sendall(b"x")
            assert sock.recv(1) == b"x"
        assert sock.gettimeout() == TICK_S
        bound = sock.getsockopt(socket.SOL_SOCKET, 25, 16).rstrip(b"\0")
        assert bound == (b"lo" if link is LO else b"")


def test_an_interface_that_is_not_there_never_falls_back(server: socket.socket) -> None:
    gone = Link(Adapter("x", "x", "nosuch9", None), "nosuch9", 0, "192.168.0.100")
    with pytest.raises(OSError, match="No such device"):
        open_device_socket(gone, server.getsockname(), 2.0, CancelToken())


def test_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectionRefusedError):
            open_device_socket(None, taken.getsockname(), 2.0, CancelToken())


@pytest.fixture
def silent():
    """An address that takes no more connections: its queue is full."""
    with socket.socket() as listening, socket.socket() as filler, socket.socket() as second:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for sock in (filler, second):
            sock.setblocking(False)
            sock.connect_ex(listening.getsockname())
        yield listening.getsockname()


def test_silence_ends_with_a_time_out(silent: tuple[str, int]) -> None:
    with pytest.raises(TimeoutError):
        open_device_socket(None, silent, 0.3, CancelToken())


def test_cancel_ends_a_connect_within_a_tick(silent: tuple[str, int]) -> None:
    cancel = CancelToken()
    timer = threading.Timer(0.1, cancel.cancel)
    timer.start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        open_device_socket(None, silent, 30.0, cancel)
    assert time.monotonic() - started < 1.0
    timer.join()


@pytest.mark.parametrize("host", ["localhost", "::1", "192.168.0", "", "192.168.0.1\n"])
def test_only_ipv4_literals(host: str) -> None:
    with pytest.raises(ValueError, match="IPv4 literal"):
        open_device_socket(None, (host, 1), 1.0, CancelToken())


def test_the_opener_knows_the_services(server: socket.socket) -> None:
    opener = device_opener(None, {"tcp": server.getsockname(), "http": ("127.0.0.1", 1)})
    opener("tcp", 2.0, CancelToken()).close()


class _Recorder:
    def __init__(self) -> None:
        self.options: list[tuple[int, int, bytes]] = []
        self.bound: list[tuple[str, int]] = []

    def setsockopt(self, level: int, option: int, value: bytes) -> None:
        self.options.append((level, option, value))

    def bind(self, address: tuple[str, int]) -> None:
        self.bound.append(address)


WIFI = Link(Adapter("w", "w", "en7", 258), "en7", 258, "192.168.0.100")


@pytest.mark.parametrize(
    ("platform", "options", "bound"),
    [
        ("linux", [(socket.SOL_SOCKET, 25, b"en7\0")], []),
        ("darwin", [(socket.IPPROTO_IP, 25, struct.pack("@I", 258))], []),
        ("win32", [(socket.IPPROTO_IP, 31, b"\0\0\1\2")], [("192.168.0.100", 0)]),
    ],
)
def test_each_system_binds_in_its_own_way(platform: str, options: list, bound: list) -> None:
    sock = _Recorder()
    bind_to_interface(sock, WIFI, platform)  # type: ignore[arg-type]
    assert (sock.options, sock.bound) == (options, bound)


def test_an_unknown_system_does_not_connect_unbound() -> None:
    with pytest.raises(OSError, match="no way to bind"):
        bind_to_interface(_Recorder(), WIFI, "beos")  # type: ignore[arg-type]
