"""What the commands answer: the bytes, as the firmware writes them.

The answers are lists of pieces, one per write of the firmware: over HTTP each becomes a chunk.
"""

from __future__ import annotations

from collections.abc import Iterable

from .air import AirNetwork
from .jsmn import c_string

Pieces = list[bytes]

VERSION: Pieces = [b'{"v":2}']


def device_id(identity: str, *, claimed: bool) -> Pieces:
    """`identity`: 24 hex digits; the answer has them in upper case."""
    return [
        b"{",
        *_text(b"id", identity.upper().encode()),
        b",",
        *_text(b"c", b"1" if claimed else b"0"),
        b"}",
    ]


def public_key(der: bytes) -> Pieces:
    """The padded DER, digit by digit."""
    digits = [digit.encode() for digit in der.hex().upper()]
    return [b"{", b'"b":"', *digits, b'"', b",", *number(b"r", 0), b"}"]


def result(code: int) -> Pieces:
    """`{"r":…}`."""
    return [b"{", *number(b"r", code), b"}"]


def scan(rows: Iterable[AirNetwork]) -> Pieces:
    """The rows as found: names raw, cut at a NUL; without a name left out."""
    out: Pieces = [b'{"scans":[']
    for row in rows:
        ssid = c_string(row.ssid[:32])
        if not ssid:
            continue
        if len(out) > 1:
            out.append(b",")
        out += [b"{", *_text(b"ssid", ssid), b",", *number(b"rssi", row.rssi), b","]
        out += [
            *number(b"sec", row.sec),
            b",",
            *number(b"ch", row.channel),
            b",",
            *number(b"mdr", row.mdr),
            b"}",
        ]
    return [*out, b"]}"]


def number(name: bytes, value: int) -> Pieces:
    """`"name":value`, as a signed number of 32 bits."""
    signed = (value + 2**31) % 2**32 - 2**31
    return [*_quoted(name), b":", str(signed).encode()]


def _text(name: bytes, value: bytes) -> Pieces:
    return [*_quoted(name), b":", *_quoted(value)]


def _quoted(value: bytes) -> Pieces:
    return [b'"', value, b'"']
