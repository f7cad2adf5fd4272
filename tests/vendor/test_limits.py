"""Guessing is slowed and stopped; people who do not guess are not."""

from __future__ import annotations

import pytest

from spark_setup.vendor.limits import Guesses, Limits, network_of

LIMITS = Limits()


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(LIMITS, clock)


def test_an_address_may_miss_a_few_times_and_waits_longer_each_time(guesses: Guesses) -> None:
    delays = []
    while guesses.admit("192.0.2.1") is None:
        delays.append(guesses.missed("192.0.2.1"))
    assert len(delays) == LIMITS.misses
    assert delays[:4] == [0.1, 0.2, 0.4, 0.8]
    assert delays[-1] == LIMITS.longest_delay_s
    assert guesses.admit("192.0.2.2") is None


def test_the_wait_that_is_named_is_enough(guesses: Guesses, clock: Clock) -> None:
    while (wait_s := guesses.admit("192.0.2.1")) is None:
        guesses.missed("192.0.2.1")
    clock.time += wait_s - 0.01
    assert guesses.admit("192.0.2.1") is not None
    clock.time += 0.02
    assert guesses.admit("192.0.2.1") is None


def test_10_000_guesses_from_one_address_are_10(guesses: Guesses) -> None:
    looked_at = 0
    for _ in range(10_000):
        if guesses.admit("192.0.2.1") is None:
            looked_at += 1
            guesses.missed("192.0.2.1")
    assert looked_at == LIMITS.misses


def test_when_all_guess_only_those_who_missed_are_stopped(guesses: Guesses) -> None:
    looked_at = 0
    for number in range(10_000):
        address = f"10.0.{number % 1000 // 250}.{number % 250}"
        if guesses.admit(address) is None:
            looked_at += 1
            assert guesses.missed(address) <= LIMITS.longest_delay_s
    assert looked_at <= 1000  # each of the 1000 addresses once, and a few twice before it was crowded
    assert guesses.admit("203.0.113.9") is None
    assert guesses.missed("203.0.113.9") == LIMITS.longest_delay_s
    assert guesses.admit("203.0.113.9") is not None


def test_too_many_requests_of_any_kind_are_stopped_for_a_while(guesses: Guesses, clock: Clock) -> None:
    admitted = sum(guesses.admit("192.0.2.1") is None for _ in range(500))
    assert admitted == LIMITS.requests
    clock.time += 10
    assert sum(guesses.admit("192.0.2.1") is None for _ in range(500)) == 20


def test_memory_is_bounded(guesses: Guesses) -> None:
    for number in range(25_000):
        guesses.admit(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(guesses._addresses) == 20_000


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1%eth0", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("not an address", "unknown"),
    ],
)
def test_a_household_is_one_visitor(address: str, network: str) -> None:
    assert network_of(address) == network
