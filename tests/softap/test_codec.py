"""Framing on TCP and the object reader: whole, byte by byte, with trailing bytes; and what they refuse."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import pieces
from spark_setup.softap.codec import (
    CONNECT_BODY,
    Command,
    ObjectReader,
    TcpAnswer,
    Verdict,
    claim_code_body,
    configure_body,
    request,
)

VERSION = b'\n\n{"v":2}'


def fed(
    data: bytes, size: int | None = None, *, limit: int = 65536
) -> tuple[Verdict, TcpAnswer, ObjectReader]:
    """An answer that was fed `data` in pieces of `size`, up to the first verdict that is final."""
    reader = ObjectReader(limit=limit)
    answer = TcpAnswer(reader)
    return pieces.fed(answer, data, size), answer, reader


class TestRequest:
    def test_without_body_announces_zero(self) -> None:
        assert request(Command.DEVICE_ID) == b"device-id\n0\n\n"

    def test_counts_bytes_not_characters(self) -> None:
        body = configure_body(ssid="Café".encode(), sec=0, channel=6, pwd=None)
        assert request(Command.CONFIGURE_AP, body) == b"configure-ap\n39\n\n" + body
        assert len(body) == 39
        assert len(body.decode()) == 38

    @given(st.binary(min_size=1, max_size=32))
    def test_name_goes_raw_between_the_quotes(self, ssid: bytes) -> None:
        body = configure_body(ssid=ssid, sec=-1, channel=0, pwd="ab")
        assert body == b'{"idx":0,"ssid":"' + ssid + b'","sec":-1,"ch":0,"pwd":"ab"}'

    def test_open_network_has_no_pwd(self) -> None:
        assert b"pwd" not in configure_body(ssid=b"Open", sec=0, channel=1, pwd=None)

    def test_claim_code_has_no_escapes(self) -> None:
        code = "A" * 31 + "+" + "b" * 30 + "/"
        assert claim_code_body(code) == b'{"k":"cc","v":"%s"}' % code.encode()

    def test_longest_request_fits_one_segment(self) -> None:
        body = configure_body(ssid=b"S" * 32, sec=0x02400006, channel=13, pwd="f" * 256)
        assert len(request(Command.CONFIGURE_AP, body)) < 1400

    def test_antenna_commands_do_not_exist_here(self) -> None:
        assert not any("ant" in command.value for command in Command)
        assert request(Command.CONNECT_AP, CONNECT_BODY) == b'connect-ap\n9\n\n{"idx":0}'


GOOD = [
    (b'\n\n{"v":2}', {"v": 2}),
    (b'{"v":2}', {"v": 2}),
    (b'\r\n\r\n{"v":2}', {"v": 2}),
    (b'\n\n{"r":-16640}', {"r": -16640}),
    (b'\n\n { "id" : "x" , "c":"1" }', {"id": "x", "c": "1"}),
    (b'\n\n{"a":"}{]["}', {"a": "}{]["}),
    (b'\n\n{"a":"\\"}"}', {"a": '"}'}),
    (b'\n\n{"a":"\\\\"}', {"a": "\\"}),
    (b'\n\n{"a":{"b":[1,2]}}', {"a": {"b": [1, 2]}}),
    (b"\n\n{}", {}),
]


@pytest.mark.parametrize("behind", [b"", b"\n", b"garbage", b'{"v":3}', b"\xff\x00"])
@pytest.mark.parametrize(("data", "fields"), GOOD)
def test_complete_object(data: bytes, fields: object, behind: bytes) -> None:
    for size in (None, 1, 2, 3):
        verdict, _, reader = fed(data + behind, size)
        assert verdict is Verdict.COMPLETE
        assert reader.fields() == fields


@pytest.mark.parametrize(("data", "fields"), GOOD)
def test_no_byte_less_is_complete(data: bytes, fields: object) -> None:
    for size in range(len(data)):
        verdict, answer, _ = fed(data[:size], 1)
        assert verdict is Verdict.MORE
        blank = data[:size].strip() == b"" and data[:size].count(b"\n") >= 2
        assert answer.at_end() is (Verdict.EMPTY if blank else Verdict.CUT)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [(b"", Verdict.CUT), (b"\n", Verdict.CUT), (b"\n\n", Verdict.EMPTY), (b"\n\n\n", Verdict.EMPTY)],
)
def test_nothing_and_empty_are_two_things(data: bytes, verdict: Verdict) -> None:
    assert fed(data)[1].at_end() is verdict


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>404</body></html>",
        b"\n\nhello",
        b"HTTP/1.1 200 OK\r\n",
        b"\n\n[1]",
        b'\n\n"text"',
        b"\n\n}",
        b"\x16\x03\x01",
        b"\n\n" + b'{"a":' * 9,
        b"\n\n{" + b"[" * 70000,
    ],
)
def test_what_cannot_be_an_answer_is_damaged_at_once(data: bytes) -> None:
    for size in (None, 1):
        assert fed(data, size)[0] is Verdict.DAMAGED


@pytest.mark.parametrize(
    "data",
    [b"\n\n{" + b'"a":"' + b"x" * 100, b"\n" * 101, b"\n\n{" + b" " * 100],
)
def test_too_large_is_damaged(data: bytes) -> None:
    for size in (None, 1, 7):
        assert fed(data, size, limit=100)[0] is Verdict.DAMAGED


def test_limit_is_exact() -> None:
    assert fed(VERSION, limit=len(VERSION))[0] is Verdict.COMPLETE
    assert fed(VERSION, limit=len(VERSION) - 1)[0] is Verdict.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        b'{"v":2,"v":3}',
        b'{"v":NaN}',
        b'{"v":Infinity}',
        b'{"v":-Infinity}',
        b'{"v":2,}',
        b"{v:2}",
        b'{"v":01}',
        b'{"v":"\xff"}',
        b'{"v":"a\nb"}',
        b'{"v":]}',
        b'{"v":' + b"9" * 5000 + b"}",
        b'{"v"}',
        b"{[}",
    ],
)
def test_bad_json_is_a_value_error_without_its_text(data: bytes) -> None:
    verdict, _, reader = fed(data)
    if verdict is Verdict.COMPLETE:
        with pytest.raises(ValueError, match=r"^no JSON object$"):
            reader.fields()
    else:
        assert verdict is Verdict.MORE  # `{[}` closes one bracket too few


@given(st.binary(max_size=200), st.integers(1, 9))
def test_garbage_raises_nothing_and_does_not_depend_on_the_split(data: bytes, size: int) -> None:
    verdict, answer, reader = fed(data)
    again, answer_again, _ = fed(data, size)
    assert verdict is again
    if verdict is Verdict.MORE:
        assert answer.at_end() is answer_again.at_end()
    elif verdict is Verdict.COMPLETE:
        with contextlib.suppress(ValueError):
            reader.fields()


_JSONISH = st.text(alphabet='{}[]":,\\ \n0-1eEuNaIftrul', max_size=60).map(lambda s: b"\n\n{" + s.encode())


@given(_JSONISH, st.integers(1, 5))
def test_nearly_json_raises_nothing_else(data: bytes, size: int) -> None:
    verdict, _, reader = fed(data, size)
    if verdict is Verdict.COMPLETE:
        with contextlib.suppress(ValueError):
            assert isinstance(reader.fields(), dict)
