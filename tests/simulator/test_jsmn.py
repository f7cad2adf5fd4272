"""Bodies as the firmware's tokenizer reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.simulator.jsmn import Kind, c_number, c_string, tokenize


def texts(text: bytes) -> list[tuple[Kind, bytes, int]]:
    return [(t.kind, text[t.start : t.end] if t.end != -1 else b"", t.size) for t in tokenize(text)]


def test_a_plain_object() -> None:
    assert texts(b'{"a":1, "b":"x"}') == [
        (Kind.OBJECT, b'{"a":1, "b":"x"}', 2),
        (Kind.STRING, b"a", 1),
        (Kind.PRIMITIVE, b"1", 0),
        (Kind.STRING, b"b", 1),
        (Kind.STRING, b"x", 0),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (b'{"a":"x\\"y"}', b'x\\"y'),
        (b'{"a":"\\u00e9"}', b"\\u00e9"),
        (b'{"a":"n\n\t\x01"}', b"n\n\t\x01"),
        (b'{"a":"\xff"}', b"\xff"),
        (b"{a:b}", b"b"),
        (b'{"a":12', b"12"),
    ],
)
def test_values_are_taken_as_they_stand(text: bytes, last: bytes) -> None:
    assert texts(text)[-1][1] == last


@pytest.mark.parametrize(
    "text", [b'{"a":"\\q"}', b'{"a":"\\u12x4"}', b'{"a":"x', b'{"a":\xc3\xa9}', b'{"a":"x\\"}']
)
def test_malformed_values_end_the_reading(text: bytes) -> None:
    assert [t.kind for t in tokenize(text)][:2] == [Kind.OBJECT, Kind.STRING]
    assert len(tokenize(text)) == 2


def test_text_after_the_object_belongs_to_nothing() -> None:
    assert texts(b'{"a":1} trailing')[0] == (Kind.OBJECT, b'{"a":1}', 1)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    text = c_string(data)
    for token in tokenize(text):
        assert -1 <= token.end <= len(text)
        assert token.size >= 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (b"12", 12),
        (b"-1", -1),
        (b"+7x", 7),
        (b" 5", 5),
        (b"true", 0),
        (b"", 0),
        (b"0x10", 0),
        (b"9" * 12, 2**31 - 1),
    ],
)
def test_numbers(text: bytes, number: int) -> None:
    assert c_number(text) == number
