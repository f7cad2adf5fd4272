"""Security codes, read from their bits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.softap.messages import Network, Protection, protection_of


@pytest.mark.parametrize(
    ("sec", "protection"),
    [
        (0, Protection.OPEN),
        (1, Protection.WEP),
        (0x8001, Protection.WEP),
        (0x0020_0002, Protection.WPA),
        (0x0020_0004, Protection.WPA),
        (0x0020_0006, Protection.WPA),
        (0x0040_0002, Protection.WPA2),
        (0x0040_0004, Protection.WPA2),
        (0x0040_0006, Protection.WPA2),
        (0x0060_0006, Protection.WPA2),
        (0x0220_0002, Protection.ENTERPRISE),
        (0x0240_0004, Protection.ENTERPRISE),
        (0x0100_0004, Protection.WPA2),
        (-1, Protection.UNUSABLE),
        (0xFFFF_FFFF, Protection.UNUSABLE),
    ],
)
def test_protection(sec: int, protection: Protection) -> None:
    assert protection_of(sec) is protection
    assert Network(b"x", -50, sec, 6, 54000).protection is protection


@given(st.integers())
def test_every_code_has_an_answer(sec: int) -> None:
    assert protection_of(sec) in Protection
