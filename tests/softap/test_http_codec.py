"""HTTP framing: what is asked, and answers in chunks, counted or up to the end, in any split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import pieces
from spark_setup.softap.codec import Command, ObjectReader, Verdict
from spark_setup.softap.http_codec import HttpAnswer, request

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BODY = b'{"r":0}'


def chunks(body: bytes, size: int) -> bytes:
    """`body` in chunks of `size` bytes, as the device sends it."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def fed(data: bytes, size: int | None = None) -> tuple[Verdict, HttpAnswer, ObjectReader]:
    reader = ObjectReader()
    answer = HttpAnswer(reader)
    return pieces.fed(answer, data, size), answer, reader


class TestRequest:
    def test_without_body(self) -> None:
        assert request(Command.SCAN_AP) == (
            b"GET /scan-ap HTTP/1.1\r\nHost: 192.168.0.1\r\nConnection: close\r\n\r\n"
        )

    def test_with_body(self) -> None:
        body = b'{"ssid":"Caf\xc3\xa9"}'
        head, _, rest = request(Command.CONFIGURE_AP, body).partition(b"\r\n\r\n")
        assert head.split(b"\r\n") == [
            b"POST /configure-ap HTTP/1.1",
            b"Host: 192.168.0.1",
            b"Connection: close",
            b"Content-Type: application/x-www-form-urlencoded",
            b"Content-Length: %d" % len(body),
        ]
        assert rest == body


GOOD = [
    CHUNKED + chunks(BODY, 1),
    CHUNKED + chunks(BODY, 3),
    CHUNKED + b"007;name=value\r\n" + BODY + b"\r\n0\r\n\r\n",
    CHUNKED + b"9 \r\n\n\n" + BODY + b"\r\n0\r\n\r\n",
    HEAD.replace(b"OK", b"") + b"transfer-encoding:CHUNKED\r\n\r\n" + chunks(BODY, 2),
    b"HTTP/1.0 200\r\n\r\n" + BODY,
    HEAD + b"Content-Length: 7\r\n\r\n" + BODY,
    HEAD + b"Content-Length: 7\r\nContent-Length: 7\r\n\r\n" + BODY,
    HEAD + b"Connection: close\r\n\r\n" + BODY,
    b"HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED + chunks(BODY, 4),
]


@pytest.mark.parametrize("behind", [b"", b"HTTP/1.1 500 Oops\r\n\r\n"])
@pytest.mark.parametrize("data", GOOD)
def test_complete_answer(data: bytes, behind: bytes) -> None:
    for size in (None, 1, 2, 5):
        verdict, _, reader = fed(data + behind, size)
        assert verdict is Verdict.COMPLETE
        assert reader.fields() == {"r": 0}


@pytest.mark.parametrize("data", GOOD)
def test_cut_anywhere_before_the_last_brace(data: bytes) -> None:
    reads_to_end = b"ength" not in data and b"hunked" not in data.lower()
    for size in range(data.rindex(b"}")):
        verdict, answer, _ = fed(data[:size], 1)
        assert verdict is Verdict.MORE
        no_body_yet = reads_to_end and data[:size].endswith(b"\r\n\r\n")
        assert answer.at_end() is (Verdict.EMPTY if no_body_yet else Verdict.CUT)


@pytest.mark.parametrize(
    "data", [CHUNKED + b"0\r\n\r\n", HEAD + b"Content-Length: 0\r\n\r\n", CHUNKED + chunks(b"\n\n", 1)]
)
def test_empty_body_means_rejected(data: bytes) -> None:
    for size in (None, 1):
        assert fed(data, size)[0] is Verdict.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://evil/\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\n\r\n",
        b"HTTP/1.1 500 Oops\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"\n\n{",
        b"SSH-2.0-dropbear\r\n",
        CHUNKED + b"x\r\n",
        CHUNKED + b"-1\r\n",
        CHUNKED + b"+7\r\n",
        CHUNKED + b"0x7\r\n",
        CHUNKED + b"\r\n",
        CHUNKED + b"fffffffff\r\n",
        CHUNKED + b"1;" + b"x" * 200,
        CHUNKED + b"1\r\n{xx",
        CHUNKED + chunks(b'{"r":', 2),
        CHUNKED + chunks(b"<html>", 2),
        HEAD + b"Content-Length: 6\r\n\r\n" + BODY,
        HEAD + b"Content-Length: -7\r\n\r\n",
        HEAD + b"Content-Length: 7\r\nContent-Length: 8\r\n\r\n",
        HEAD + b"Content-Length: 99999999999\r\n\r\n",
        HEAD + b"Transfer-Encoding: gzip\r\n\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n",
        HEAD + b"no colon\r\n\r\n",
        HEAD + b"X: " + b"y" * 9000,
        HEAD + b"\r\n" + b"<!DOCTYPE html>",
    ],
)
def test_what_is_no_answer_is_damaged(data: bytes) -> None:
    for size in (None, 1):
        assert fed(data, size)[0] is Verdict.DAMAGED


_START = st.sampled_from(
    [b"", b"HTTP/1.1 200 OK\r\n", HEAD, CHUNKED, HEAD + b"Content-Length: 7\r\n\r\n", HEAD + b"\r\n"]
)


@given(_START, st.binary(max_size=100), st.integers(1, 9))
def test_garbage_raises_nothing_and_does_not_depend_on_the_split(
    start: bytes, rest: bytes, size: int
) -> None:
    verdict, answer, _ = fed(start + rest)
    again, answer_again, _ = fed(start + rest, size)
    assert verdict is again
    if verdict is Verdict.MORE:
        assert answer.at_end() is answer_again.at_end()


@given(st.binary(min_size=1, max_size=60), st.integers(1, 60), st.integers(1, 9))
def test_any_chunk_size_carries_any_text(text: bytes, chunk: int, size: int) -> None:
    body = b'{"a":"' + text.hex().encode() + b'"}'
    verdict, _, reader = fed(CHUNKED + chunks(body, chunk), size)
    assert verdict is Verdict.COMPLETE
    assert reader.fields() == {"a": text.hex()}


def test_head_limit_does_not_depend_on_the_split() -> None:
    for pad in range(8180 - len(HEAD), 8200 - len(HEAD)):
        data = HEAD + b"X:" + b"y" * pad + b"\r\n\r\n" + BODY
        assert fed(data)[0] is fed(data, 1)[0]
