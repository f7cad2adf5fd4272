"""The byte side of the event stream: whatever the cuts and line ends, whole valid blocks come out."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sseclient import SSEClient

from spark_setup.cloud.sse import blocks

TWO = [("a", "1"), ("b", "2")]


def parsed(*chunks: bytes, limit: int = 65536) -> list[tuple[str, str]]:
    return [(event.event, event.data) for event in SSEClient(blocks(chunks, limit=limit)).events()]


def every_cut(text: bytes) -> list[tuple[bytes, bytes]]:
    return [(text[:i], text[i:]) for i in range(len(text) + 1)]


@pytest.mark.parametrize(
    "text",
    [
        b"event: a\ndata: 1\n\nevent: b\ndata: 2\n\n",
        b"event: a\r\ndata: 1\r\n\r\nevent: b\r\ndata: 2\r\n\r\n",
        b"event: a\rdata: 1\r\revent: b\rdata: 2\r\r",
        b"event: a\ndata: 1\n\r\nevent: b\ndata: 2\n\r\n",
        b"event: a\r\ndata: 1\r\n\nevent: b\rdata: 2\r\n\n",
        b"\xef\xbb\xbfevent: a\ndata: 1\n\nevent: b\ndata: 2\n\n",
        b":ok\n\n\n\n\nevent:a\ndata:1\n\n\r\n\r\n:x\nevent:b\n:y\ndata:2\n\n\n",
    ],
    ids=["LF", "CRLF", "CR", "mixed", "CRLF and LF", "BOM", "comments and keep-alives"],
)
def test_line_ends_and_cuts(text: bytes) -> None:
    assert parsed(text) == TWO
    assert parsed(*(bytes([byte]) for byte in text)) == TWO
    for pair in every_cut(text):
        assert parsed(*pair) == TWO
        assert parsed(pair[0], b"", pair[1]) == TWO


def test_a_block_that_was_cut_off_is_not_an_event() -> None:
    assert parsed(b'event: a\ndata: 1\n\nevent: b\ndata: {"trunc') == [("a", "1")]
    assert parsed(b"event: a\ndata: 1\n") == []


@pytest.mark.parametrize(
    "nameless", [b"data: 1\n", b"eventful: a\ndata: 1\n", b"data: event:\n", b"event: a\n"]
)
def test_without_name_or_data_it_is_no_event(nameless: bytes) -> None:
    assert parsed(nameless + b"\nevent: b\ndata: 2\n\n") == [("b", "2")]


def test_invalid_utf8_harms_only_itself() -> None:
    assert parsed(b"event: a\ndata: \xff\xc3\n\nevent: b\ndata: 2\n\n") == [("a", "\ufffd\ufffd"), ("b", "2")]


def test_utf8_cut_between_chunks() -> None:
    for pair in every_cut("event: a\ndata: Café ☕\n\n".encode()):
        assert parsed(*pair) == [("a", "Café ☕")]


def test_unicode_line_separators_are_no_line_ends() -> None:
    text = "a\u2028b\u0085c\u000bd"
    assert parsed(f"event: a\ndata: {text}\n\n".encode()) == [("a", text)]


@pytest.mark.parametrize("lines", [1, 50], ids=["one line", "many lines"])
def test_an_event_beyond_the_limit_is_left_out_and_the_next_one_read(lines: int) -> None:
    large = b"event: big\n" + (b"data: " + b"x" * (5000 // lines) + b"\n") * lines + b"\n"
    text = large + b"event: b\ndata: 2\n\n"
    assert parsed(text, limit=1000) == [("b", "2")]
    assert parsed(*(text[i : i + 7] for i in range(0, len(text), 7)), limit=1000) == [("b", "2")]


def test_a_line_without_end_does_not_grow_the_memory() -> None:
    tracemalloc.start()
    assert list(blocks((b"x" * 4096 for _ in range(5000)), limit=65536)) == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


_BITS = st.sampled_from([b"\r", b"\n", b"\r\n", b"", b"event: a", b"data: 1", b":", b"\xef\xbb\xbf"])


@given(st.lists(st.one_of(st.binary(max_size=40), _BITS), max_size=12))
def test_nothing_that_arrives_raises_or_depends_on_the_cuts(chunks: list[bytes]) -> None:
    once = list(blocks([b"".join(chunks)], limit=64))
    assert list(blocks(chunks, limit=64)) == once
    for block in once:
        assert block.endswith(b"\n\n")
        assert b"\r" not in block
        block.decode()


@given(st.data())
def test_well_formed_events_survive_any_cut(data: st.DataObject) -> None:
    end = data.draw(st.sampled_from([b"\n", b"\r\n", b"\r"]))
    text = (b"event: a" + end + b"data: 1" + end + end + b"event: b" + end + b"data: 2" + end + end) * 2
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert parsed(*pieces) == TWO * 2
