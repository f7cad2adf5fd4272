"""A device made of a script, on loopback: it answers what the test wants, and keeps what it was sent."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from spark_setup.core.cancel import CancelToken
from spark_setup.softap.client import DeviceClient, Patience

VECTORS = Path(__file__).parents[1] / "data" / "softap-vectors.json"
ID = b'\n\n{"id":"3B0021001747353236343033","c":"0"}'


@dataclass(frozen=True)
class Turn:
    """One connection: `pieces` are sent after the request, each after `gap_s`; then `end`.

    end: "close", "reset" (RST), "hold" (open until the client closes).
    """

    pieces: Sequence[bytes] = (ID,)
    end: str = "close"
    gap_s: float = 0.0
    after_request: Callable[[], None] = field(default=lambda: None)


@dataclass
class Heard:
    """What one connection brought: the request, and the reads that it came in."""

    request: bytes
    reads: list[bytes]
    ended_by_client: bool = False


class ScriptedServer:
    """Serves one connection per turn, in order; the last turn is repeated. Requests: SoftAP or HTTP."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.heard: list[Heard] = []
        self.failure: BaseException | None = None
        self._turns = list(turns)
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(5)
        self.address: tuple[str, int] = self._listener.getsockname()
        self._thread = threading.Thread(target=self._run, name="scripted-server")
        self._thread.start()

    @property
    def commands(self) -> list[str]:
        """The commands in the order they came."""
        return [
            re.split(rb"[\n ]", h.request.removeprefix(b"GET /").removeprefix(b"POST /"))[0].decode()
            for h in self.heard
        ]

    def close(self) -> None:
        self._stop.set()
        with contextlib.suppress(OSError), socket.create_connection(self.address, 1):
            pass  # wakes the thread that waits for the next connection
        self._thread.join(5)
        assert not self._thread.is_alive()
        self._listener.close()
        if self.failure is not None:
            raise self.failure

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, _ = self._listener.accept()
                    with connection:
                        self._serve(connection)
        except BaseException as error:
            self.failure = error

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(0.05)
        heard = self._hear(connection)
        if heard is None:
            return
        turn = self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]
        self.heard.append(heard)
        turn.after_request()
        try:
            for piece in turn.pieces:
                connection.settimeout(5)
                connection.sendall(piece)
                if turn.gap_s and self._stop.wait(turn.gap_s):
                    return
            if turn.end == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif turn.end == "hold":
                heard.ended_by_client = self._until_closed(connection)
        except ConnectionError:
            heard.ended_by_client = True

    def _hear(self, connection: socket.socket) -> Heard | None:
        reads: list[bytes] = []
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                data = connection.recv(65536)
                if not data:
                    return None
                reads.append(data)
                if _is_whole(b"".join(reads)):
                    return Heard(b"".join(reads), reads)
        return None

    def _until_closed(self, connection: socket.socket) -> bool:
        connection.settimeout(0.05)
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                if not connection.recv(1):
                    return True
        return False


def _is_whole(data: bytes) -> bool:
    http = re.match(rb"(?:GET|POST) .*?\r\n\r\n", data, re.DOTALL)
    if http:
        length = re.search(rb"Content-Length: ([0-9]+)", http[0])
        return len(data) >= http.end() + (int(length[1]) if length else 0)
    softap = re.match(rb"[a-z-]+\n([0-9]+)\n\n", data)
    return softap is not None and len(data) >= softap.end() + int(softap[1])


class CountingSocket(socket.socket):
    """Keeps every buffer that was handed to `send`: one call, one segment."""

    sends: list[bytes]

    def send(self, data: Any, flags: int = 0) -> int:
        self.sends.append(bytes(data))
        return super().send(data, flags)

    def sendall(self, data: Any, flags: int = 0) -> None:
        raise AssertionError("sendall may make segments of its own after a partial send")


class Dialler:
    """An opener for `DeviceClient` that knows where the two services are; None: nothing listens there."""

    def __init__(self, tcp: tuple[str, int] | None, http: tuple[str, int] | None = None) -> None:
        self._addresses = {"tcp": tcp, "http": http}
        self.dialled: list[str] = []
        self.sockets: list[CountingSocket] = []

    def __call__(self, service: str, timeout: float, cancel: CancelToken) -> socket.socket:
        self.dialled.append(service)
        address = self._addresses[service]
        if address is None:
            raise ConnectionRefusedError(111, "nothing listens")
        sock = CountingSocket(socket.AF_INET, socket.SOCK_STREAM)
        sock.sends = []
        sock.settimeout(timeout)
        try:
            sock.connect(address)
        except BaseException:
            sock.close()
            raise
        self.sockets.append(sock)
        return sock

    @property
    def sends(self) -> list[bytes]:
        """Everything sent on all connections, one entry per call."""
        return [data for sock in self.sockets for data in sock.sends]


QUICK = Patience(connect_s=1, answer_s=2, scan_s=3, configure_s=3)
IMPATIENT = Patience(connect_s=1, answer_s=0.3, scan_s=0.3, configure_s=0.3)


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def make_server() -> Iterator[Callable[..., ScriptedServer]]:
    """Start a server that plays these turns (or answers with these bytes, then closes)."""
    servers: list[ScriptedServer] = []

    def make(*turns: Turn | bytes) -> ScriptedServer:
        servers.append(ScriptedServer([t if isinstance(t, Turn) else Turn((t,)) for t in turns or (ID,)]))
        return servers[-1]

    yield make
    for server in servers:
        server.close()


@pytest.fixture
def make_client() -> Callable[..., tuple[DeviceClient, Dialler]]:
    """A client for a server on "tcp" (and one on "http"), and the dialler that it uses."""

    def make(
        server: ScriptedServer | None,
        http: ScriptedServer | None = None,
        patience: Patience = QUICK,
    ) -> tuple[DeviceClient, Dialler]:
        dialler = Dialler(server.address if server else None, http.address if http else None)
        return DeviceClient(dialler, patience=patience), dialler

    return make


@pytest.fixture
def turn() -> type[Turn]:
    """`Turn`, for tests: a conftest cannot be imported."""
    return Turn


@pytest.fixture
def impatient() -> Patience:
    """A third of a second for everything."""
    return IMPATIENT


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    """The recorded facts: how two firmware versions answered."""
    with VECTORS.open(encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found
