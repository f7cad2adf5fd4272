"""The event stream: what events mean, and when it reconnects, gives up, or is silent (field case H04)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.events import CloudEvent, EventStream, Meaning, StreamPatience, event_from
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Talk, answer, stream_head

MakeServer = Callable[..., Any]
ID = "1f0036000847343432313031"
HASTY = StreamPatience(
    silence_s=0.5, first_pause_s=0.02, longest_pause_s=0.1, settled_s=60, rate_limit_pause_s=0.2
)


def wire(name: str, data: Any = "online", coreid: str = ID, **more: Any) -> bytes:
    body = {"data": data, "ttl": 60, "published_at": "2026-11-24T14:31:54.085Z", "coreid": coreid, **more}
    return f"event: {name}\ndata: {json.dumps(body)}\n\n".encode()


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


CHUNKED_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def make_client() -> Iterator[Callable[..., CloudClient]]:
    made: list[CloudClient] = []

    def make(url: str, patience: StreamPatience = HASTY) -> CloudClient:
        made.append(CloudClient(url, token=Secret(TOKEN_TEXT), patience=patience))
        return made[-1]

    yield make
    for client in made:
        client.close()


def take(events: Iterator[CloudEvent], count: int) -> list[CloudEvent]:
    return [next(events) for _ in range(count)]


@pytest.mark.parametrize(
    ("name", "data", "meaning"),
    [
        ("spark/status", "online", Meaning.ONLINE),
        ("spark/status", "offline", Meaning.OFFLINE),
        ("spark/status", "auto-update", Meaning.AUTO_UPDATE),
        ("spark/status", "something new", Meaning.OTHER),
        ("spark/flash/status", "started ", Meaning.FLASH_STARTED),
        ("spark/flash/status", "success ", Meaning.FLASH_SUCCESS),
        ("spark/flash/status", "failed", Meaning.FLASH_FAILED),
        ("spark/status/safe-mode", '{"p":6,"m":[]}', Meaning.SAFE_MODE),
        ("particle/status/safe-mode", None, Meaning.SAFE_MODE),
        ("spark/safe-mode-updater/updating", "1", Meaning.UPDATER),
        ("spark/device/app-hash", "00ff", Meaning.APP_HASH),
        ("spark/device/last_reset", "update", Meaning.LAST_RESET),
        ("spark/device/diagnostics/update", {"a": 1}, Meaning.DIAGNOSTICS),
        ("particle/device/updates/pending", "true", Meaning.UPDATES),
        ("mine/temperature", "21", Meaning.OTHER),
    ],
)
def test_meanings(name: str, data: Any, meaning: Meaning) -> None:
    event = event_from(name, json.dumps({"data": data, "coreid": ID.upper()}))
    assert event is not None
    assert (event.meaning, event.device_id) == (meaning, ID)


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "1", '"x"', "{", '{"data":"a"', "nonsense", "[" * 5000], ids=range(9)
)
def test_what_is_no_event(text: str) -> None:
    assert event_from("spark/status", text) is None


def test_fields_of_any_type() -> None:
    event = event_from("x", '{"data":7,"coreid":5,"published_at":{"a":1}}')
    assert event == CloudEvent("x", "7", "", None)
    numbered = event_from("x", '{"data":null,"published_at":1795000000000}')
    assert numbered is not None
    assert numbered.published_at == datetime.fromtimestamp(1795000000, UTC)


def test_events_in_any_segments_are_read_and_filtered(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    """Blank-line keep-alives, split segments, other devices, rubbish; the updater's events pass."""
    opened: list[datetime | None] = []

    def stream(talk: Talk) -> None:
        talk.send(stream_head("Date: Tue, 24 Nov 2026 14:31:54 GMT") + b":ok\n\n")
        talk.send(wire("spark/status", coreid="f" * 24) + b"\n")
        talk.send(b"event: spark/status\ndata: not json\n\n")
        whole = wire("spark/status")
        talk.send(whole[:20])
        talk.pause(0.05)
        talk.send(whole[20:])
        talk.send(wire("spark/safe-mode-updater/updating", "1", "particle-internal"))
        talk.send(wire("spark/status", "offline", "particle-internal"))
        talk.send(wire("spark/flash/status", "started ", ID.upper()))
        talk.hold()

    server = make_server(stream)
    events = make_client(server.url).events(cancel, device_id=ID.upper(), on_open=opened.append)
    assert [e.meaning for e in take(events, 3)] == [Meaning.ONLINE, Meaning.UPDATER, Meaning.FLASH_STARTED]
    assert opened == [datetime(2026, 11, 24, 14, 31, 54, tzinfo=UTC)]
    request = server.requests[0]
    assert request.path == "/v1/devices/events"
    assert request.headers["authorization"] == f"Bearer {TOKEN_TEXT}"
    assert request.headers["accept"] == "text/event-stream"


@pytest.mark.parametrize("kind", ["chunked", "close"])
def test_an_event_is_delivered_at_once(
    kind: str, make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    """sseclient alone holds up to 128 bytes back until the next event comes."""

    def stream(talk: Talk) -> None:
        talk.send(CHUNKED_HEAD if kind == "chunked" else stream_head())
        talk.send(chunked(wire("a"), wire("b")) if kind == "chunked" else wire("a") + wire("b"))
        talk.hold()

    events = make_client(make_server(stream).url, StreamPatience(silence_s=20)).events(cancel)
    began = time.monotonic()
    assert [event.name for event in take(events, 2)] == ["a", "b"]
    assert time.monotonic() - began < 2


def test_reconnects_after_every_kind_of_end(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    """
    - a clean end in the middle of an event: the cut event is not delivered
    - a cut chunk, a 500, HTML with status 200, JSON with status 200, a redirect, silence, an endless event
    - then a good stream
    """
    ends: list[bytes] = [
        stream_head() + wire("spark/status")[:-4],
        CHUNKED_HEAD + b"50\r\nevent: x\n",
        answer({"error": "down"}, 500),
        answer(b"<html>", kind="text/html"),
        answer({"ok": True}),
        answer({}, 302, headers=("Location: /elsewhere",)),
        answer({"error": "x"}, 403),
        b"SSH-2.0\r\n",
    ]
    count = len(ends)

    def stream(talk: Talk) -> None:
        if ends:
            talk.send(ends.pop(0))
            return
        talk.send(stream_head() + b"data: " + b"x" * 70000 + b"\n\n" + wire("spark/status"))
        talk.hold()

    server = make_server(stream)
    (event,) = take(make_client(server.url).events(cancel), 1)
    assert event.meaning is Meaning.ONLINE
    assert len(server.requests) == count + 1


def test_silence_is_noticed_and_keep_alives_are_not_silence(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    def stream(talk: Talk) -> None:
        talk.send(stream_head())
        if len(talk.server.requests) == 1:
            talk.hold()
        for _ in range(6):
            talk.pause(0.2)
            talk.send(b"\n")
        talk.send(wire("spark/status"))
        talk.hold()

    server = make_server(stream)
    began = time.monotonic()
    take(make_client(server.url).events(cancel), 1)
    assert 1.5 < time.monotonic() - began < 6
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "head",
    [
        CHUNKED_HEAD,
        CHUNKED_HEAD[:-2]
        + b"Content-Encoding: gzip\r\n\r\n"
        + chunked(bytes.fromhex("1f8b0800000000000003")),
        b"",
    ],
    ids=["nothing", "gzip held back", "no head"],
)
def test_a_silent_stream_is_quiet_and_ends_on_cancel(
    head: bytes, make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    def stream(talk: Talk) -> None:
        talk.send(head)
        talk.hold()

    server = make_server(stream)
    events = make_client(server.url, StreamPatience()).events(cancel)
    threading.Timer(0.5, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        next(events)
    assert time.monotonic() - began < 1.5
    assert server.connections == 1


def test_openings_of_a_silent_stream_in_five_minutes() -> None:
    """By arithmetic on the real patience: at most ten (H04)."""
    patience = StreamPatience()
    at, pause, openings = 0.0, patience.first_pause_s, 0
    while at < 300:
        openings += 1
        at += patience.silence_s + pause
        pause = min(patience.longest_pause_s, pause * 2)
    assert openings <= 10
    assert 15 <= patience.silence_s <= 35


def test_pauses_grow_and_start_anew_only_after_a_stream_that_lived() -> None:
    pauses: list[float] = []
    lives = iter([0, 0, 0, 0, 0, 0, 0.3, 0])

    class Token(CancelToken):
        def wait(self, seconds: float) -> bool:
            pauses.append(seconds)
            return False

    class Deaf:
        def stream(self, *_args: object, **_options: object) -> Any:
            threading.Event().wait(next(lives))
            raise CloudError(Reason.TIMEOUT)

    stream = EventStream(Deaf(), lambda: Secret("t"), StreamPatience(settled_s=0.25))  # type: ignore[arg-type]
    with pytest.raises((StopIteration, RuntimeError)):
        next(stream.events(Token()))
    assert pauses == [2, 4, 8, 16, 30, 30, 2, 4]


def test_a_401_is_final_and_comes_at_once(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    body = {"error": "invalid_token", "error_description": "The access token provided is invalid."}
    server = make_server(answer(body, 401, headers=("X-Request-Id: r1",)))
    with pytest.raises(CloudError) as caught:
        next(make_client(server.url).events(cancel))
    assert (caught.value.reason, caught.value.request_id) == (Reason.UNAUTHORIZED, "r1")
    assert caught.value.message == "The access token provided is invalid."
    assert len(server.requests) == 1


def test_a_renewed_token_is_used_at_the_next_opening(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    def stream(talk: Talk) -> None:
        talk.send(stream_head())
        if len(talk.server.requests) > 1:
            talk.send(wire("spark/status"))
            talk.hold()
        client.set_token(Secret("fresh"))

    server = make_server(stream)
    client = make_client(server.url)
    take(client.events(cancel), 1)
    assert [r.headers["authorization"] for r in server.requests] == [f"Bearer {TOKEN_TEXT}", "Bearer fresh"]


@pytest.mark.parametrize("status", [429, 529])
def test_a_rate_limit_makes_the_pause_long(
    status: int, make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    def stream(talk: Talk) -> bytes | None:
        if len(talk.server.requests) == 1:
            return answer({}, status, headers=("Retry-After: 1",))
        talk.send(stream_head() + wire("spark/status"))
        talk.hold()
        return None

    began = time.monotonic()
    take(make_client(make_server(stream).url).events(cancel), 1)
    assert time.monotonic() - began >= 1


def test_leaving_the_loop_closes_the_connection(
    make_server: MakeServer, make_client: Callable[..., CloudClient], cancel: CancelToken
) -> None:
    gone = threading.Event()

    def stream(talk: Talk) -> None:
        talk.send(stream_head() + wire("spark/status"))
        if talk.sock.recv(1) == b"":
            gone.set()

    events = make_client(make_server(stream).url).events(cancel)
    take(events, 1)
    events.close()  # type: ignore[attr-defined]
    assert gone.wait(5)
