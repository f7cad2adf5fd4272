"""The transport on loopback: cancel in every phase, deadlines, limits, and answers nobody should trust."""

from __future__ import annotations

import gzip
import logging
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from spark_setup.cloud import transport as transport_room
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.sockets import AddressInfo
from spark_setup.cloud.transport import Stream, Transport
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Talk, answer, stream_head

MakeServer = Callable[..., Any]
MakeTransport = Callable[..., Transport]
STREAM: Any = {"token": None, "accept": "x", "silence_s": 20.0}
PROMPT_S = 1.0  # what the contract promises; measured 0.05 to 0.25 s


@pytest.fixture
def make_transport() -> Iterator[MakeTransport]:
    made: list[Transport] = []

    def make(url: str, **options: Any) -> Transport:
        made.append(Transport(url, **options))
        return made[-1]

    yield make
    for transport in made:
        transport.close()


def failure_of(transport: Transport, cancel: CancelToken, **options: Any) -> CloudError:
    with pytest.raises(CloudError) as caught:
        transport.call("GET", "/x", cancel, token=Secret(TOKEN_TEXT), **options)
    assert TOKEN_TEXT not in f"{caught.value}{caught.value!r}{caught.value.__context__}"
    return caught.value


def _seconds_to_stop(work: Callable[[CancelToken], object], ready: threading.Event) -> float:
    """Start `work`, cancel it once `ready`, and measure how long it goes on."""
    cancel, ended = CancelToken(), threading.Event()
    outcome: list[BaseException] = []

    def run() -> None:
        try:
            work(cancel)
        except Cancelled as error:
            outcome.append(error)
        finally:
            ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(5)
    began = time.monotonic()
    cancel.cancel()
    assert ended.wait(10)
    took = time.monotonic() - began
    thread.join()
    assert outcome, "the call ended, but not because it was cancelled"
    return took


def _hang(point: str) -> Callable[[Talk], None]:
    """A connection script that stops at `point`."""

    def script(talk: Talk) -> None:
        talk.server.seen.clear()
        if point != "handshake":
            talk.sock.recv(65536)
        talk.send(
            {"body": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1", "line": b"HTTP/1"}.get(point, b"")
        )
        talk.server.seen.set()
        talk.hold()

    return script


@pytest.mark.parametrize("point", ["headers", "line", "body"])
def test_cancel_while_waiting_for_an_answer(
    point: str, make_server: MakeServer, make_transport: MakeTransport
) -> None:
    server = make_server(on_connect=_hang(point))
    transport = make_transport(server.url)
    server.seen.clear()
    assert _seconds_to_stop(lambda cancel: transport.call("GET", "/", cancel), server.seen) < PROMPT_S


def test_cancel_in_the_tls_handshake(make_server: MakeServer, make_transport: MakeTransport) -> None:
    server = make_server(on_connect=_hang("handshake"))
    transport = make_transport(f"https://localhost:{server.port}")
    assert _seconds_to_stop(lambda cancel: transport.call("GET", "/", cancel), server.seen) < PROMPT_S


def test_cancel_in_a_stream(make_server: MakeServer, make_transport: MakeTransport) -> None:
    def events(talk: Talk) -> None:
        talk.send(stream_head() + b":ok\n\n")
        talk.hold()

    server = make_server(events)
    transport = make_transport(server.url)
    reading = threading.Event()

    def read(cancel: CancelToken) -> None:
        with transport.stream("/e", cancel, token=None, accept="text/event-stream", silence_s=30) as stream:
            assert stream.read_some() == b":ok\n\n"
            reading.set()
            stream.read_some()

    assert _seconds_to_stop(read, reading) < PROMPT_S


def test_cancel_while_connecting(make_transport: MakeTransport, full_backlog: int) -> None:
    about_to_connect = threading.Event()

    def resolver(host: str, port: int) -> list[AddressInfo]:
        about_to_connect.set()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", full_backlog))]

    transport = make_transport(f"http://localhost:{full_backlog}", resolver=resolver)
    assert _seconds_to_stop(lambda cancel: transport.call("GET", "/", cancel), about_to_connect) < PROMPT_S


@pytest.fixture
def full_backlog() -> Iterator[int]:
    """A port whose queue is full: a further connect gets no answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
            fillers.append(filler)
        yield listener.getsockname()[1]
        for filler in fillers:
            filler.close()


def test_cancel_in_a_name_lookup_that_hangs(make_transport: MakeTransport) -> None:
    asked, release = threading.Event(), threading.Event()

    def resolver(host: str, port: int) -> list[AddressInfo]:
        asked.set()
        release.wait(20)
        return []

    transport = make_transport("https://api.example.test", resolver=resolver)
    assert _seconds_to_stop(lambda cancel: transport.call("GET", "/", cancel), asked) < PROMPT_S
    release.set()


def test_cancel_while_the_system_looks_the_name_up_for_its_proxies(
    make_transport: MakeTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As macOS does for its exceptions, before there is a connection."""
    asked, release = threading.Event(), threading.Event()

    def proxy_bypass(_host: str) -> bool:
        asked.set()
        return release.wait(20)

    monkeypatch.setattr(requests.utils, "proxy_bypass", proxy_bypass)
    transport = make_transport("https://api.example.test")
    assert _seconds_to_stop(lambda cancel: transport.call("GET", "/", cancel), asked) < PROMPT_S
    release.set()


def test_a_cancelled_token_makes_no_connection(
    make_server: MakeServer, make_transport: MakeTransport
) -> None:
    server = make_server(answer({}))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        make_transport(server.url).call("GET", "/", cancel)
    assert server.connections == 0


@pytest.mark.parametrize("part", ["body", "head"])
def test_dribbling_ends_at_the_total_deadline(
    part: str, make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    """One byte every 50 ms never meets a limit per read."""

    def dribble(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.send(b"HTTP/1.1 200 OK\r\n" + (b"Content-Length: 9999\r\n\r\n" if part == "body" else b"X: "))
        while not talk.pause(0.05):
            talk.send(b"a")

    server = make_server(on_connect=dribble)
    began = time.monotonic()
    assert failure_of(make_transport(server.url), cancel, timeout=1.0).reason is Reason.TIMEOUT
    assert 0.9 < time.monotonic() - began < 3


class TimeByHand:
    """A deadline that passes when a test says so."""

    remaining_s = 1.0

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.passed = False
        monkeypatch.setattr(transport_room, "Deadline", SimpleNamespace(after=lambda _s: self))


def dribbling(head: bytes, then: Callable[[], None] = lambda: None) -> Callable[[Talk], None]:
    def dribble(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.send(head)
        then()
        while not talk.pause(0.02):
            talk.send(b"a")

    return dribble


def test_a_stream_whose_head_dribbles_ends(
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = TimeByHand(monkeypatch)
    server = make_server(
        on_connect=dribbling(b"HTTP/1.1 200 OK\r\nX: ", then=lambda: setattr(limit, "passed", True))
    )
    with pytest.raises(CloudError) as raised, make_transport(server.url).stream("/", cancel, **STREAM):
        pass
    assert raised.value.reason is Reason.TIMEOUT


def test_a_stream_whose_refusal_dribbles_is_refused(
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit, read = TimeByHand(monkeypatch), transport_room._beginning

    def beginning(stream: Stream) -> bytes:
        limit.passed = True
        return read(stream)

    monkeypatch.setattr(transport_room, "_beginning", beginning)
    server = make_server(on_connect=dribbling(b"HTTP/1.1 503 No\r\n\r\n"))
    with pytest.raises(CloudError) as raised, make_transport(server.url).stream("/", cancel, **STREAM):
        pass
    assert raised.value.reason is Reason.SERVER


def test_a_stream_that_has_begun_has_no_deadline(
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = TimeByHand(monkeypatch)
    server = make_server(on_connect=dribbling(b"HTTP/1.1 200 OK\r\n\r\n"))
    with make_transport(server.url).stream("/", cancel, **STREAM) as stream:
        limit.passed = True
        assert stream.read_some()
        assert stream.read_some()


def test_silence_is_a_timeout(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    server = make_server(on_connect=Talk.hold)
    assert failure_of(make_transport(server.url), cancel, timeout=0.6).reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[1,", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,", Reason.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[1,", None),
        (b"\x00\x01\x02 nonsense\r\n\r\n", Reason.BAD_REPLY),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Reason.BAD_REPLY),
        (b"HTTP/1.1 abc OK\r\n\r\n", Reason.BAD_REPLY),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n[]", Reason.BAD_REPLY),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", Reason.BAD_REPLY),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000 + b"\r\n\r\n", Reason.BAD_REPLY),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", Reason.BAD_REPLY),
    ],
    ids=[
        "hang up",
        "half body",
        "half chunk",
        "chunk size",
        "nonsense",
        "ssh",
        "status",
        "two lengths",
        "headers",
        "long",
        "gzip",
    ],
)
def test_broken_http(
    raw: bytes,
    reason: Reason | None,
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
) -> None:
    def script(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.send(raw)

    error = failure_of(make_transport(make_server(on_connect=script).url), cancel, timeout=5)
    assert error.reason is reason or (
        reason is None and error.reason in (Reason.BAD_REPLY, Reason.UNREACHABLE)
    )


def test_a_reset(make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken) -> None:
    def reset(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    error = failure_of(make_transport(make_server(on_connect=reset).url), cancel)
    assert error.reason is Reason.UNREACHABLE


def test_nobody_listens(make_transport: MakeTransport, dead_port: int, cancel: CancelToken) -> None:
    assert failure_of(make_transport(f"http://127.0.0.1:{dead_port}"), cancel).reason is Reason.UNREACHABLE


def test_a_name_that_does_not_exist(make_transport: MakeTransport, cancel: CancelToken) -> None:
    def resolver(host: str, port: int) -> list[AddressInfo]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    transport = make_transport("https://api.example.test", resolver=resolver)
    assert failure_of(transport, cancel).reason is Reason.NO_INTERNET


def test_the_second_address_is_tried_when_the_first_refuses(
    make_server: MakeServer, make_transport: MakeTransport, dead_port: int, cancel: CancelToken
) -> None:
    server = make_server(answer({}))

    def resolver(host: str, port: int) -> list[AddressInfo]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", p)) for p in (dead_port, server.port)
        ]

    transport = make_transport(f"http://localhost:{server.port}", resolver=resolver)
    assert transport.call("GET", "/", cancel).status == 200


def test_a_body_beyond_the_limit_is_not_read_to_its_end(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    server = make_server(answer(b"[" + b" " * 10_000_000 + b"]"))
    error = failure_of(make_transport(server.url), cancel)
    assert (error.reason, error.detail) == (Reason.BAD_REPLY, "too large")


def test_a_small_body_that_unpacks_to_a_large_one(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    server = make_server(answer(gzip.compress(b" " * 50_000_000), headers=("Content-Encoding: gzip",)))
    assert failure_of(make_transport(server.url), cancel).detail == "too large"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(
    status: int, make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    other = make_server(answer({}))
    server = make_server(answer({}, status, headers=(f"Location: {other.url}/y",)))
    error = failure_of(make_transport(server.url), cancel)
    assert (error.reason, error.status, error.host) == (Reason.REDIRECT, status, "127.0.0.1")
    assert other.connections == 0


def test_a_token_that_cannot_be_a_header_is_refused_without_being_named(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    server = make_server(answer({}))
    transport = make_transport(server.url)
    for text in (TOKEN_TEXT + "\n", TOKEN_TEXT + "\u200b", TOKEN_TEXT + " x", ""):
        with pytest.raises(CloudError) as caught:
            transport.call("GET", "/", cancel, token=Secret(text))
        assert caught.value.reason is Reason.MISUSE
        assert TOKEN_TEXT not in str(caught.value)
    assert server.connections == 0


def test_netrc_and_cookies_change_nothing(
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login mallory password x\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server = make_server(answer({}, headers=("Set-Cookie: a=b; Path=/",)))
    transport = make_transport(server.url)
    for _ in range(2):
        transport.call("GET", "/", cancel, token=Secret(TOKEN_TEXT))
    for request in server.requests:
        assert request.headers["authorization"] == f"Bearer {TOKEN_TEXT}"
        assert "cookie" not in request.headers


def test_headers_that_name_the_program(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    server = make_server(answer({}))
    make_transport(server.url + "/base/").call("POST", "/v1/x", cancel)
    request = server.requests[0]
    assert request.path == "/base/v1/x"
    assert request.headers["x-particle-tool"].startswith("spark-setup@")
    assert request.headers["user-agent"].startswith("spark-setup/")
    assert request.headers["content-length"] == "0"
    assert request.headers["accept-encoding"] == "identity"


def test_the_request_id_is_logged_and_no_secret_is(
    make_server: MakeServer,
    make_transport: MakeTransport,
    cancel: CancelToken,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = make_server(answer({"access_token": "zzz-payload"}, headers=("X-Request-Id: abc-123",)))
    with caplog.at_level(logging.DEBUG):
        reply = make_transport(server.url).call(
            "POST", "/oauth/token", cancel, form={"password": "p4ss"}, basic=("id", Secret("s3cret"))
        )
    assert reply.request_id == "abc-123"
    assert "abc-123" in caplog.text
    for secret in ("p4ss", "s3cret", "zzz-payload", TOKEN_TEXT):
        assert secret not in caplog.text


def test_an_idle_connection_that_the_server_closed_is_replaced(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    closed = threading.Event()

    def once(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.send(answer({}))
        talk.sock.close()
        closed.set()

    server = make_server(on_connect=once)
    transport = make_transport(server.url)
    for _ in range(3):
        closed.clear()
        assert transport.call("GET", "/", cancel).status == 200
        assert closed.wait(5)
    assert server.connections == 3


def test_a_large_request_is_sent_whole_to_a_slow_reader(
    make_server: MakeServer, make_transport: MakeTransport, cancel: CancelToken
) -> None:
    """The send buffer fills up and ticks pass: nothing may be lost or sent twice."""
    text = "".join(f"{n:08d}" for n in range(800_000))
    gate = threading.Event()
    got: list[bytes] = []

    def slow(talk: Talk) -> None:
        gate.wait(0.7)
        data = b""
        while not data.endswith(b'"}'):
            data += talk.sock.recv(1 << 20)
        got.append(data)
        talk.send(answer({}))

    server = make_server(on_connect=slow)
    make_transport(server.url).call("POST", "/", cancel, json={"a": text})
    assert text.encode() in got[0]
