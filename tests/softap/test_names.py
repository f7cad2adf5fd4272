"""Which names can be sent (docs/softap.md, "Names")."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.softap.names import unsendable_sign


@pytest.mark.parametrize(
    "ssid",
    [
        b"A",
        b"Home",
        b"skynet ",
        "Café".encode(),
        b"\xff\xfe\x80bad",
        b"n\n\t\x01x",
        b"&<>{}[]:,'",
        b"x\\fy",
        b"x\\ny",
        b"a\\\\b",
        b"a\\/b",
        b"a\\uABCD",
        b"a\\u00e9",
        b'Bob \\"5G\\"',
        b"S" * 32,
        b"\\" * 32,
    ],
)
def test_can_be_sent(ssid: bytes) -> None:
    assert unsendable_sign(ssid) is None


@pytest.mark.parametrize(
    ("ssid", "sign"),
    [
        (b"", ""),
        (b'Bob "5G"', '"'),
        (b"a\\q", "\\"),
        (b"a\\", "\\"),
        (b"a\\u12", "\\"),
        (b"a\\uABCG", "\\"),
        (b"a\\xff", "\\"),
        (b'a\\\\"', '"'),
        (b"a\x00b", r"\x00"),
        (b"S" * 33, "S"),
        (b"S" * 32 + "é".encode(), "é"),
        (b"S" * 31 + "é".encode(), "é"),
        (b"S" * 32 + b"\xff", r"\xff"),
        (b"\\" * 31, "\\"),
    ],
)
def test_cannot_be_sent(ssid: bytes, sign: str) -> None:
    assert unsendable_sign(ssid) == sign


@given(st.binary(min_size=1, max_size=32))
def test_agrees_with_a_json_tokenizer(ssid: bytes) -> None:
    """Where a strict JSON reader accepts the bytes, so do we; the device also takes control characters."""
    text = re.sub(rb"[\x01-\x1f]", b".", ssid).decode("latin-1")
    try:
        json.loads(f'"{text}"')
        fine = True
    except ValueError:
        fine = False
    assert (unsendable_sign(ssid) is None) == fine


@given(st.binary(max_size=40))
def test_never_fails(ssid: bytes) -> None:
    unsendable_sign(ssid)
