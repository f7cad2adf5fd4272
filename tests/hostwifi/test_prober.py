"""The prober on loopback: several interfaces at once, the protocol decides."""

from __future__ import annotations

import threading
import time

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi.interfaces import Interface, in_subnet, list_interfaces
from spark_setup.hostwifi.prober import Prober
from spark_setup.hostwifi.sockets import Opener

CABLE = Interface("eth0", 2, "192.168.0.5")
WIFI = Interface("wlan0", 3, "192.168.0.100")
OFFICE = Interface("eth1", 4, "10.1.1.1")


def prober_on(*interfaces: Interface, seen: list[object] | None = None) -> Prober:
    return Prober(interfaces=lambda: list(interfaces))


def test_only_interfaces_in_the_devices_subnet_are_candidates() -> None:
    assert [c.ifname for c in prober_on(CABLE, OFFICE, WIFI).candidates()] == ["eth0", "wlan0"]
    assert [c.ifname for c in prober_on(Interface("x", 1, "fe80::1"), OFFICE).candidates()] == []


def test_nothing_is_asked_without_a_candidate() -> None:
    def prove(opener: Opener, cancel: CancelToken) -> str:
        raise AssertionError("asked")

    assert prober_on(OFFICE).look_once(prove, CancelToken()) is None


def test_the_first_valid_answer_wins_and_the_others_are_cancelled() -> None:
    def prove(opener: Opener, cancel: CancelToken) -> str | None:
        with lock:
            first = not asked
            asked.append(1)
        if first:
            assert cancel.wait(10), "the slow one was not cancelled"
            raise Cancelled
        return "device"

    lock, asked = threading.Lock(), []
    started = time.monotonic()
    found = prober_on(CABLE, WIFI).look_once(prove, CancelToken())
    assert found is not None
    assert found.proof == "device"
    assert time.monotonic() - started < 5


def test_an_error_of_the_network_is_no_answer() -> None:
    def prove(opener: Opener, cancel: CancelToken) -> str:
        raise ConnectionResetError

    assert prober_on(WIFI).look_once(prove, CancelToken()) is None


def test_waiting_ends_with_the_device_or_with_a_cancel() -> None:
    rounds: list[int] = []

    def prove(opener: Opener, cancel: CancelToken) -> str | None:
        rounds.append(1)
        return "id" if len(rounds) == 3 else None

    found = prober_on(WIFI).wait_for(prove, CancelToken(), poll_s=0.01)
    assert found.link.ifname == "wlan0"
    assert found.link.ifindex == 3
    token = CancelToken()
    threading.Timer(0.05, token.cancel).start()
    with pytest.raises(Cancelled):
        prober_on(OFFICE).wait_for(prove, token)


def test_this_computers_own_interfaces_are_listed() -> None:
    loopback = in_subnet(list_interfaces(), "127.0.0.0/8")
    assert [(i.ifname, i.ipv4) for i in loopback] == [("lo", "127.0.0.1")]
    assert loopback[0].ifindex > 0
