"""The suite's own guard: what it refuses, what it lets through, and that a swallowed refusal still fails."""

from __future__ import annotations

import contextlib
import socket

import pytest

from plugins.loopback_only import DialledOut, is_loopback

pytest_plugins = ["pytester"]


@pytest.mark.dials_out
@pytest.mark.parametrize("how", ["connect", "connect_ex", "sendto"])
def test_another_computer_is_refused(how: str) -> None:
    kind = socket.SOCK_DGRAM if how == "sendto" else socket.SOCK_STREAM
    before = [b"x"] if how == "sendto" else []
    with socket.socket(socket.AF_INET, kind) as sock, pytest.raises(DialledOut):
        getattr(sock, how)(*before, ("192.168.0.1", 5609))


def test_this_computer_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as sock:
        sock.connect(server.getsockname())
        peer, _ = server.accept()
        peer.close()


@pytest.mark.dials_out
def test_a_swallowed_refusal_fails_the_test(pytester: pytest.Pytester) -> None:
    plugin = "from plugins.loopback_only import _loopback_only"
    pytester.makepyfile(
        f"""
        import contextlib, socket
        {plugin}

        def test_it():
            with socket.socket() as sock, contextlib.suppress(Exception):
                sock.connect(("192.168.0.1", 5609))
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    outcomes = result.parseoutcomes()
    assert outcomes.get("errors") == 1
    result.stdout.fnmatch_lines(["*dialled out: *192.168.0.1:5609*"])


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.0.1", False), ("10.0.0.1", False), ("::ffff:10.0.0.1", False), ("example.com", False),
    ],
)  # fmt: skip
def test_what_counts_as_this_computer(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_unix_sockets_are_nobodys_business(tmp_path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        with contextlib.suppress(BlockingIOError):
            client.connect(str(tmp_path / "s"))
