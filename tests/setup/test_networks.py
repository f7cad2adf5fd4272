"""The device's scan as rows: merged, sorted, explained; and what needs no question."""

from __future__ import annotations

import pytest

from fakes.story_device import WPA2, network
from setup.facts import begun, networks, told, wifi
from spark_setup.setup.decisions import Choose
from spark_setup.setup.networks import (
    Row,
    Strength,
    needs_password,
    obvious,
    rows,
    suffix_of,
    suggested,
)
from spark_setup.setup.problems import Code
from spark_setup.setup.setup import Setup
from spark_setup.softap.messages import Network, Protection

ENTERPRISE = 0x0240_0004


def seeing(*found: Network, own: bytes | None = b"Home", **options: object) -> Setup:
    return told(begun(**options), wifi(own=own), networks(*found))


def names(setup: Setup) -> list[bytes]:
    return [row.ssid for row in rows(setup)]


def row(setup: Setup, ssid: bytes) -> Row:
    return next(r for r in rows(setup) if r.ssid == ssid)


def test_nothing_before_the_scan() -> None:
    assert rows(begun()) == ()


def test_one_row_a_network_with_the_strongest_signal() -> None:
    setup = seeing(network("Home", -70, channel=1), network("Home", -50, channel=6), network("Home", -60))
    assert [(r.ssid, r.rssi, r.channel) for r in rows(setup)] == [(b"Home", -50, 6)]


def test_kinds_of_wpa2_of_one_network_are_one_row() -> None:
    """Two boxes of one network, one with AES and one with both ciphers: the stronger one is told."""
    found = rows(seeing(network("Home", -60, sec=0x0040_0004), network("Home", -50, sec=0x0040_0006)))
    assert [(r.rssi, r.sec) for r in found] == [(-50, 0x0040_0006)]


def test_open_twin_is_a_row_of_its_own() -> None:
    found = rows(seeing(network("Home"), network("Home", -40, sec=0)))
    assert [r.protection for r in found] == [Protection.OPEN, Protection.WPA2]


def test_sorted_by_signal_unusable_last_own_first_among_them() -> None:
    setup = seeing(
        network("Far", -80),
        network("Office", -30, sec=ENTERPRISE),
        network("Near", -40),
        network("Fair", -70),
    )
    assert names(setup) == [b"Near", b"Fair", b"Far", b"Home", b"Office"]


def test_crowd_of_sixty() -> None:
    found = [network(f"Net {n % 30}", -30 - n) for n in range(60)]
    shown = rows(seeing(*found, own=None))
    assert len(shown) == 30
    signals = [r.rssi for r in shown if r.rssi is not None]
    assert signals == sorted(signals, reverse=True)
    assert max(signals) == -30


@pytest.mark.parametrize("name", [b"Photon-U8BS", b"photon-1", b"PHOTON-ABC123"])
def test_networks_of_devices_are_not_offered(name: bytes) -> None:
    assert names(seeing(network(name), network("Home"))) == [b"Home"]


def test_nameless_rows_are_left_out() -> None:
    assert names(seeing(network(b""), network("Home"))) == [b"Home"]


@pytest.mark.parametrize(
    ("name", "sec", "code"),
    [
        (b'Caf\xc3\xa9 "5G"', WPA2, Code.NAME_NOT_STORABLE),
        (b"ends with \\", WPA2, Code.NAME_NOT_STORABLE),
        (b"Office", ENTERPRISE, Code.ENTERPRISE),
        (b"Odd", -1, Code.NOT_VISIBLE),
        (b"ET&JDS", WPA2, None),
        (b"a/b", WPA2, None),
        (b"a\\nb", WPA2, None),
        (b"\xff\xfe\x80", WPA2, None),
        ("家".encode(), WPA2, None),
        (b"Old", 1, None),
    ],
)
def test_what_can_be_used(name: bytes, sec: int, code: Code | None) -> None:
    assert row(seeing(network(name, sec=sec)), name).trouble is code


def test_name_that_cannot_be_sent_is_said_before_enterprise() -> None:
    assert row(seeing(network('a "b"', sec=ENTERPRISE)), b'a "b"').trouble is Code.NAME_NOT_STORABLE


# ---------------------------------------- the computer's own network


def test_own_network_is_marked_byte_for_byte() -> None:
    setup = seeing(network("Home", -60), network("home", -40))
    assert [(r.ssid, r.own) for r in rows(setup)] == [(b"home", False), (b"Home", True)]
    assert suggested(setup) == row(setup, b"Home")


def test_own_network_that_the_device_does_not_see() -> None:
    setup = seeing(network("Café"))
    own = row(setup, b"Home")
    assert (own.own, own.trouble, own.rssi, own.strength) == (True, Code.NOT_VISIBLE, None, None)
    assert suggested(setup) is None


def test_own_network_unknown() -> None:
    setup = seeing(network("Home"), own=None)
    assert names(setup) == [b"Home"]
    assert suggested(setup) is None


def test_computer_on_a_devices_network_has_no_own_row() -> None:
    assert names(seeing(network("Home"), own=b"Photon-U8BS")) == [b"Home"]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (b"Home-5G", b"Home"),
        (b"Home_5GHz", b"Home"),
        (b"Home 5 GHz", b"HOME"),
        (b"Home5G", b"Home-2.4G"),
        (b"Home-5", b"Home"),
        (b"Home", b"Home-2.4"),
        (b"Home.5g", b"Home_2.4GHz"),
    ],
)
def test_sibling_of_the_own_network_is_preselected(own: bytes, other: bytes) -> None:
    setup = seeing(network("Café", -30), network(other, -60), own=own)
    assert row(setup, other).sibling_of == own
    assert suggested(setup) == row(setup, other)
    assert obvious(setup) is None, "preselected, not submitted"


@pytest.mark.parametrize(
    ("own", "other"), [(b"Home-5G", b"Homer"), (b"5G", b"2.4G"), (b"Area 5", b"Area 51"), (b"Home", b"Cafe")]
)
def test_strangers_are_no_siblings(own: bytes, other: bytes) -> None:
    assert suggested(seeing(network(other), own=own)) is None


def test_sibling_has_to_be_usable() -> None:
    assert suggested(seeing(network("Home", sec=ENTERPRISE), own=b"Home-5G")) is None


def test_obvious_network() -> None:
    assert obvious(seeing(network("Home", -77))) is not None
    assert obvious(seeing(network("Home", -78))) is None
    assert obvious(seeing(network("Home", sec=0x0020_0002))) is None
    assert obvious(seeing(network("Home", sec=0))) is None
    assert obvious(seeing(network("Home"), skip_network=False)) is None
    assert obvious(seeing(network("Home"), own=None)) is None


# ---------------------------------------- small things


@pytest.mark.parametrize(
    ("rssi", "strength", "bars"),
    [
        (-20, Strength.STRONG, 4),
        (-55, Strength.STRONG, 4),
        (-56, Strength.GOOD, 3),
        (-66, Strength.GOOD, 3),
        (-67, Strength.FAIR, 2),
        (-77, Strength.FAIR, 2),
        (-78, Strength.WEAK, 1),
        (-200, Strength.WEAK, 1),
    ],
)
def test_strength(rssi: int, strength: Strength, bars: int) -> None:
    assert (Strength.of(rssi), Strength.of(rssi).bars) == (strength, bars)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        (b"Photon-A", "A"),
        (b"Photon-ABC123", "ABC123"),
        (b"photon-u8bs", "u8bs"),
        (b"Photon-", None),
        (b"Photon-ABC1234", None),
        (b"Photon-A B", None),
        (b"Photon-\xc3\xa9", None),
        (b"Photon", None),
        (b"XPhoton-U8BS", None),
        (b"Lamp-U8BS", "U8BS"),
    ],
)
def test_suffix(name: bytes, suffix: str | None) -> None:
    assert suffix_of(name, ("Photon", "Lamp")) == suffix


def test_open_needs_no_password() -> None:
    assert not needs_password(Choose(b"x", 0, 1))
    assert needs_password(Choose(b"x", 1, 1))
