"""No test dials anything but this computer: an audit hook refuses the connect, and the test fails.

A home router is 192.168.0.1 as well as a device: one careless test would talk to it. The hook sees every
socket that Python opens in this process, whoever opens it; tests that need another address run a process of
their own inside a network namespace.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator

import pytest


class DialledOut(RuntimeError):  # noqa: N818 - it is no error of the program but of the test
    """A test tried to reach another computer."""


class _Watch:
    def __init__(self) -> None:
        self.attempts: list[str] = []

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            return
        sock, address = arguments[0], arguments[1]
        if not isinstance(sock, socket.socket) or sock.family not in (socket.AF_INET, socket.AF_INET6):
            return
        if isinstance(address, tuple) and not is_loopback(str(address[0])):
            self.attempts.append(f"{address[0]}:{address[1]}")
            raise DialledOut(f"a test dials {address[0]}:{address[1]}; only loopback is allowed")


def is_loopback(host: str) -> bool:
    """Whether an address, or the one name we trust, is this computer. Other names are not looked up."""
    if host in ("localhost", ""):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


_watch = _Watch()
sys.addaudithook(_watch.hook)


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that dialled out, also if the code under test swallowed the refusal."""
    _watch.attempts.clear()
    yield
    attempts, expected = list(_watch.attempts), request.node.get_closest_marker("dials_out")
    if attempts and expected is None:
        pytest.fail(f"dialled out: {attempts}", pytrace=False)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "dials_out: the guard's own test; what it dials is refused all the same"
    )
