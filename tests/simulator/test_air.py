"""Who is let in by the networks of the simulated air."""

from __future__ import annotations

import hashlib

import pytest

from spark_setup.simulator.air import (
    OPEN,
    WEP,
    WPA2_AES,
    WPA2_ENTERPRISE_AES,
    WPA2_MIXED,
    WPA_TKIP,
    AirNetwork,
    SimulatedAir,
    crowded_air,
    standard_air,
)


@pytest.mark.parametrize(
    ("sec", "stored", "password", "joins"),
    [
        (OPEN, OPEN, b"", True),
        (OPEN, WPA2_AES, b"password", False),
        (WPA2_AES, OPEN, b"", False),
        (WPA2_AES, WPA2_MIXED, b"password", True),
        (WPA2_AES, WPA_TKIP, b"password", False),
        (WPA2_AES, WPA2_AES, b"short", False),
        (WEP, WEP, b"\0\5hello", True),
        (WEP, WEP, b"hello", False),
        (WPA2_ENTERPRISE_AES, WPA2_ENTERPRISE_AES, b"password", False),
        (WPA2_AES, -1, b"password", False),
    ],
)
def test_protection(sec: int, stored: int, password: bytes, joins: bool) -> None:
    assert AirNetwork(b"N", sec=sec).lets_in(stored, password) is joins


def test_a_named_password_and_its_key_in_hex() -> None:
    network = AirNetwork(b"Home", b"correct horse")
    key = hashlib.pbkdf2_hmac("sha1", b"correct horse", b"Home", 4096, 32).hex().encode()
    assert network.lets_in(WPA2_AES, b"correct horse")
    assert network.lets_in(WPA2_AES, key)
    assert not network.lets_in(WPA2_AES, b"correct Horse")


def test_enterprise_wants_an_identity() -> None:
    assert AirNetwork(b"Office", sec=WPA2_ENTERPRISE_AES).lets_in(WPA2_ENTERPRISE_AES, b"x", identity=True)


def test_what_the_device_hears() -> None:
    air = SimulatedAir(
        (AirNetwork(b"A"), AirNetwork(b"H", hidden=True), AirNetwork(b"Home-5G", device_hears=False))
    )
    assert [row.ssid for row in air.device_rows()] == [b"A", b""]
    assert air.find(b"H")
    assert not air.find(b"Home-5G")


def test_the_standard_air() -> None:
    names = [network.ssid.decode() for network in standard_air().networks]
    assert names == ["Home", "Café", 'Café "5G"', "Café Lumière", "ET&JDS", "Wang's WiFi", "Office"]
    assert len({network.ssid for network in crowded_air().networks}) == 60
