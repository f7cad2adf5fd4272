"""Loopback servers for the cloud room: a scripted HTTP(S) server, a test CA, two kinds of proxy."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from fakes.authority import Authority
from fakes.nobody import dead_port
from fakes.relay import pump
from spark_setup.core.cancel import CancelToken

TOKEN_TEXT = "0123456789abcdef0123456789abcdef01234567"
MISLEADING = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"),
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, and the operating system's own certificate store, whatever this machine sets."""
    for name in MISLEADING:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def cancel() -> Iterator[CancelToken]:
    token = CancelToken()
    yield token
    token.cancel()


@dataclass
class Request:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        from urllib.parse import parse_qsl

        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


def answer(
    body: Any = b"", status: int = 200, *, kind: str = "application/json", headers: tuple[str, ...] = ()
) -> bytes:
    """A whole HTTP answer; `body` is bytes, or a value that becomes JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(raw)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def stream_head(*headers: str) -> bytes:
    """The head of an event stream that ends with its connection."""
    lines = ("HTTP/1.1 200 OK", "Content-Type: text/event-stream", *headers, "Connection: close")
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


Script = Callable[["Talk"], None]


@dataclass
class Talk:
    """One connection of the server; scripts read and write through it."""

    sock: socket.socket
    server: Server
    request: Request | None = None

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def hold(self) -> None:
        """Say nothing until the test is over."""
        self.server.over.wait(60)

    def pause(self, seconds: float) -> bool:
        """Wait; True when the test is over."""
        return self.server.over.wait(seconds)


@dataclass
class Server:
    """Runs a script for each request (or each connection), and keeps what it saw."""

    on_request: Callable[[Talk], bytes | None] | None = None
    on_connect: Script | None = None
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    handshake_errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.over = threading.Event()
        self.seen = threading.Event()  # a connection (on_connect) or a request arrived
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._socks: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, name="test-server")]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://{'localhost' if self.tls else '127.0.0.1'}:{self.port}"

    def stop(self) -> None:
        self.over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._socks:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._socks.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock,), name="test-connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(sock)
            if self.tls is not None:
                try:
                    sock = stack.enter_context(self.tls.wrap_socket(sock, server_side=True))
                except OSError as error:
                    self.handshake_errors.append(str(error))
                    return
                self._socks.append(sock)
            with contextlib.suppress(OSError):
                self._talk(Talk(sock, self))

    def _talk(self, talk: Talk) -> None:
        if self.on_connect is not None:
            self.seen.set()
            self.on_connect(talk)
            return
        file = talk.sock.makefile("rb")
        with file:
            while (request := read_request(file)) is not None:
                self.requests.append(request)
                self.seen.set()
                talk.request = request
                assert self.on_request is not None
                data = self.on_request(talk)
                if data is None:
                    return
                talk.send(data)


def read_request(file: Any) -> Request | None:
    line = file.readline().decode("latin-1").strip()
    if not line:
        return None
    method, path, _ = line.split(" ", 2)
    headers = {}
    while header := file.readline().decode("latin-1").strip():
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    return Request(method, path, headers, file.read(int(headers.get("content-length", 0))))


@pytest.fixture
def make_server() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def make(reply: bytes | Callable[[Talk], bytes | None] | None = None, **options: Any) -> Server:
        script = (lambda _talk: reply) if isinstance(reply, bytes) else reply
        servers.append(Server(script, **options))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()


@pytest.fixture(name="dead_port")
def _dead_port() -> Iterator[int]:
    with dead_port() as port:
        yield port


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"), "test-ca")


@pytest.fixture(scope="session")
def strange_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("strange-ca"), "strange-ca")


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The test CA, trusted by the documented way on Linux."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


def relay(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until one side ends."""
    thread = threading.Thread(target=pump, args=(one, other), name="test-relay")
    thread.start()
    pump(other, one)
    thread.join(10)


def socks5_script(log: list[tuple[str, int]], *, login: tuple[str, str] | None = None) -> Script:
    """A small SOCKS5 server; `log` gets the targets asked for."""

    def script(talk: Talk) -> None:
        file = talk.sock.makefile("rb", buffering=0)
        with file:
            _, count = file.read(2)
            file.read(count)
            talk.send(b"\x05\x02" if login else b"\x05\x00")
            if login:
                user = file.read(file.read(2)[1])
                password = file.read(file.read(1)[0])
                good = (user.decode(), password.decode()) == login
                talk.send(b"\x01\x00" if good else b"\x01\x01")
                if not good:
                    return
            kind = file.read(4)[3]
            if kind == 3:
                host = file.read(file.read(1)[0]).decode()
            else:
                host = socket.inet_ntop(*{1: (socket.AF_INET, file.read(4))}[kind])
            port = int.from_bytes(file.read(2), "big")
            log.append((host, port))
            try:
                target = socket.create_connection((host, port), 5)
            except OSError:
                talk.send(b"\x05\x05\x00\x01" + bytes(6))
                return
            with target:
                talk.send(b"\x05\x00\x00\x01" + bytes(6))
                relay(talk.sock, target)

    return script


def http_proxy_script(log: list[str]) -> Script:
    """A small HTTP proxy: CONNECT, and forwarding of one absolute-form request."""

    def script(talk: Talk) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = talk.sock.recv(1)
            if not piece:
                return
            head += piece
        log.append(head.decode())
        method, url, _ = head.split(b" ", 2)
        if method == b"CONNECT":
            host, _, port = url.decode().rpartition(":")
            with socket.create_connection((host, int(port)), 5) as target:
                talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
                relay(talk.sock, target)
            return
        host, _, port = url.decode().split("/")[2].partition(":")
        with socket.create_connection((host, int(port)), 5) as target:
            target.sendall(head.replace(f"http://{host}:{port}".encode(), b"", 1))
            relay(talk.sock, target)

    return script
