"""VPN, address clash, cable, strict filter: pure questions over gathered data."""

from __future__ import annotations

import struct

import pytest

from spark_setup.hostwifi.around import _out_interface, linux_way_to, look_around
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.surroundings import (
    Route,
    Surroundings,
    effective_rp_filter,
    parse_proc_routes,
)

WIFI = Interface("wlan0", 3, "192.168.1.7")
CABLE = Interface("eth0", 2, "192.168.0.5")
DEFAULT_WIFI = Route("0.0.0.0/0", "wlan0", "192.168.1.1", 600)
DEFAULT_CABLE = Route("0.0.0.0/0", "eth0", "192.168.0.1", 100)


@pytest.mark.parametrize(
    ("routes", "vpn"),
    [
        ((DEFAULT_WIFI,), None),
        ((DEFAULT_WIFI, Route("0.0.0.0/0", "tun0", None, 50)), "tun0"),
        ((DEFAULT_WIFI, Route("0.0.0.0/1", "utun4"), Route("128.0.0.0/1", "utun4")), "utun4"),
        ((DEFAULT_WIFI, Route("192.168.0.0/16", "ppp0")), "ppp0"),
        (
            (DEFAULT_WIFI, Route("10.8.0.0/24", "tun0")),
            None,
        ),  # a tunnel to an office that takes nothing of ours
        ((DEFAULT_WIFI, Route("192.168.0.1/32", "wg0-mullvad")), "wg0-mullvad"),
        ((DEFAULT_WIFI, Route("0.0.0.0/0", "home-vpn")), "home-vpn"),
        ((DEFAULT_WIFI, Route("0.0.0.0/0", "enp3s0")), None),
    ],
)
def test_vpn(routes: tuple[Route, ...], vpn: str | None) -> None:
    assert Surroundings((WIFI,), routes, frozenset({"wlan0"})).vpn() == vpn


def test_a_vpn_by_policy_routing_is_seen_where_the_kernel_would_send() -> None:
    assert Surroundings((WIFI,), (DEFAULT_WIFI,), towards={"192.0.2.1": "wg7"}).vpn() == "wg7"
    hidden = Surroundings(
        (WIFI,), (DEFAULT_WIFI,), tunnels=frozenset({"corp"}), towards={"192.0.2.1": "corp"}
    )
    assert hidden.vpn() == "corp"


def test_a_cable_with_the_devices_addresses_clashes() -> None:
    around = Surroundings((CABLE, WIFI), (DEFAULT_CABLE,), frozenset({"wlan0"}))
    assert around.clash() == "eth0"
    assert Surroundings((WIFI,), wifi=frozenset({"wlan0"})).clash() is None


def test_wifi_that_is_about_to_change_does_not_clash() -> None:
    home = Interface("wlan0", 3, "192.168.0.33")
    assert Surroundings((home,), wifi=frozenset({"wlan0"})).clash() is None
    assert Surroundings((home, CABLE), wifi=frozenset({"wlan0"})).clash(link="wlan0") == "eth0"
    assert Surroundings((home,)).clash(link="wlan0") is None
    assert Surroundings((home, CABLE)).clash() is None  # which of the two is Wi-Fi is not known


@pytest.mark.parametrize(
    ("routes", "wifi", "wired"),
    [
        ((DEFAULT_WIFI, DEFAULT_CABLE), {"wlan0"}, True),
        ((DEFAULT_WIFI,), {"wlan0"}, False),
        ((), {"wlan0"}, False),
        ((DEFAULT_CABLE,), set(), None),
        ((Route("0.0.0.0/0", "tun0"), DEFAULT_WIFI), {"wlan0"}, False),
    ],
)
def test_internet_by_cable(routes: tuple[Route, ...], wifi: set[str], wired: bool | None) -> None:
    assert Surroundings((), routes, frozenset(wifi)).wired_default() is wired


@pytest.mark.parametrize(
    ("common", "own", "effective"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (1, 2, 2), (2, 1, 2), (2, 0, 2)]
)
def test_the_kernels_rule_for_rp_filter(common: int, own: int, effective: int) -> None:
    values = {"all": common, "wlan0": own}
    assert effective_rp_filter(values, "wlan0") == effective
    assert Surroundings(rp_filter=values).strict_rp_filter("wlan0") is (effective == 1)


def test_routes_of_the_kernel() -> None:
    text = (
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        "eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
        "wlan0\t0000A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
        "down0\t0000A8C0\t00000000\t0000\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
        "broken\n"
    )
    assert parse_proc_routes(text) == [
        Route("0.0.0.0/0", "eth0", "192.168.0.1", 100),
        Route("192.168.0.0/24", "wlan0", "0.0.0.0", 600),
    ]
    assert parse_proc_routes("") == []


def test_the_way_to_an_address_is_asked_of_the_kernel() -> None:
    assert linux_way_to("127.0.0.1") == "lo"
    assert _out_interface(b"") is None
    assert _out_interface(struct.pack("=IHHII", 40, 24, 0, 0, 0) + bytes(12) + b"\0\0\0\0" * 3) is None


def test_this_computer_can_be_looked_at() -> None:
    around = look_around({"wlan7"})
    assert any(i.ifname == "lo" for i in around.interfaces)
    assert "wlan7" in around.wifi
    assert "all" in around.rp_filter
