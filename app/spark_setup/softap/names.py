"""Which network names this device can be told at all: its JSON reader neither escapes nor forgives."""

from __future__ import annotations

import re

from ..core.ssid import readable

MAX_SSID_BYTES = 32

# Firmware stores the bytes between the quotes as they stand; its tokenizer only wants every backslash to
# begin one of JSON's escapes, and the first quote without one ends the name (docs/softap.md, "Names").
_SENDABLE = re.compile(rb"""(?:[^"\\\x00]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+""", re.DOTALL)


def unsendable_sign(ssid: bytes) -> str | None:
    """None if the device can be told this name, else the sign that prevents it, made visible.

    A name over 32 bytes names the first sign that has no room; an empty name gives `""`.
    """
    if not ssid:
        return ""
    match = _SENDABLE.match(ssid)
    assert match is not None  # the pattern matches the empty string
    end = match.end()
    if end < min(len(ssid), MAX_SSID_BYTES):
        return readable(ssid[end : end + 1])
    if len(ssid) > MAX_SSID_BYTES:
        return _sign_at(ssid, MAX_SSID_BYTES)
    return None


def _sign_at(ssid: bytes, at: int) -> str:
    """The whole character whose bytes include `ssid[at]`."""
    start = at
    while start > 0 and at - start < 3 and ssid[start] & 0xC0 == 0x80:
        start -= 1
    text = ssid[start : start + 4].decode("utf-8", "surrogateescape")
    return readable(text[:1].encode("utf-8", "surrogateescape"))
