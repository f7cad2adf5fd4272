"""Names for people: nothing hides, nothing is lost, two names never look the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.core.ssid import readable


@pytest.mark.parametrize(
    ("ssid", "shown"),
    [
        (b"Home", "Home"),
        (b"", ""),
        ("Café Größe".encode(), "Café Größe"),
        ("家庭网络".encode(), "家庭网络"),
        ("📶 Wi-Fi ❤️".encode(), "📶 Wi-Fi ❤️"),
        ("👨‍👩‍👧".encode(), "👨‍👩‍👧"),
        (b" skynet ", " skynet "),
        (b"<b>x</b>", "<b>x</b>"),
        (b"tab\there\n", r"tab\x09here\x0a"),
        (b"a\x00b\x7f", r"a\x00b\x7f"),
        (b"\xff\xfe\x80bad", r"\xff\xfe\x80bad"),
        (b"Caf\xe9", r"Caf\xe9"),
        ("Caf\xe9".encode() + b"\xc3", r"Café\xc3"),
        ("a\u202eb".encode(), r"a\u202eb"),
        ("a\u2066b".encode(), r"a\u2066b"),
        ("Ho\u200bme".encode(), r"Ho\u200bme"),
        ("Ho\u200dme".encode(), r"Ho\u200dme"),
        ("\ufeffHome".encode(), r"\ufeffHome"),
        ("a\u00a0b".encode(), r"a\u00a0b"),
        ("a\u00adb".encode(), r"a\u00adb"),
        ("\u2800".encode(), r"\u2800"),
        ("\u3164".encode(), r"\u3164"),
        ("a\u2028b".encode(), r"a\u2028b"),
        ("\U000e0041".encode(), r"\U000e0041"),
        ("\u0301x".encode(), r"\u0301x"),
        ("e\u0301".encode(), "e\u0301"),
        (b"a\\b", "a\\b"),
        (b"\\x41", r"\x5cx41"),
        (b"\\u200b", r"\x5cu200b"),
        (b"\\\\x41", r"\\x5cx41"),
        ("\x85".encode(), r"\u0085"),
    ],
)
def test_shows_name(ssid: bytes, shown: str) -> None:
    assert readable(ssid) == shown


@given(st.binary(max_size=32), st.binary(max_size=32))
def test_different_names_look_different(one: bytes, other: bytes) -> None:
    assert (readable(one) == readable(other)) == (one == other)


_TRICKY = st.lists(
    st.sampled_from(
        [b"\\", b"x", b"u", b"0", b"41", b"\x01", b"\xff", "\u200b".encode(), b"\\x01", "❤️".encode()]
    ),
    max_size=8,
).map(b"".join)


@given(_TRICKY, _TRICKY)
def test_escapes_cannot_be_imitated(one: bytes, other: bytes) -> None:
    assert (readable(one) == readable(other)) == (one == other)


@given(st.binary(max_size=32))
def test_text_can_be_drawn_and_encoded(ssid: bytes) -> None:
    shown = readable(ssid)
    shown.encode("utf-8")
    assert not any(ord(sign) < 32 or ord(sign) == 127 for sign in shown)
