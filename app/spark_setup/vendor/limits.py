"""Slows down those who guess, without locking out those who do not. One per process; knows no HTTP.

Codes of 140 bits cannot be guessed; this keeps guessing from costing anything, and from being tried at all.
Leaky buckets: a miss fills a drop in, time lets drops out. Several workers each count for themselves.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST_ADDRESSES = 20_000


@dataclass(frozen=True)
class Limits:
    """How much is too much. `…_refill_s`: seconds until one more is allowed."""

    misses: int = 10
    misses_refill_s: float = 30.0
    all_misses: int = 300
    all_misses_refill_s: float = 0.2
    requests: int = 120
    requests_refill_s: float = 0.5
    first_delay_s: float = 0.1
    longest_delay_s: float = 2.0
    held_back: int = 100
    """So many answers may be held back at once; more are refused at once instead."""
    codes_of_one: int = 10
    """So many codes can one customer get in one code's lifetime."""


@dataclass
class _Bucket:
    level: float = 0.0
    at: float = 0.0

    def now(self, moment: float, refill_s: float) -> float:
        # Two threads may come in another order than their moments.
        passed_s = max(0.0, moment - self.at)
        self.level, self.at = max(0.0, self.level - passed_s / refill_s), self.at + passed_s
        return self.level

    def wait_s(self, moment: float, most: int, refill_s: float) -> float | None:
        """How long until there is room; None: there is."""
        over = self.now(moment, refill_s) - (most - 1)
        return over * refill_s if over > 0 else None


@dataclass
class _Address:
    misses: _Bucket = field(default_factory=_Bucket)
    requests: _Bucket = field(default_factory=_Bucket)


class Guesses:
    """Counts requests and misses by address and over all. Thread-safe."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._now = limits, now
        self._lock = threading.Lock()
        self._addresses: OrderedDict[str, _Address] = OrderedDict()
        self._all = _Bucket()

    def admit(self, address: str) -> float | None:
        """None: go on. Else the request is refused unseen, and this is when to try again (seconds).

        When everybody together guesses too much, only addresses that have missed before are refused.
        """
        limits, moment = self._limits, self._now()
        with self._lock:
            known = self._known(network_of(address), moment)
            wait_s = known.requests.wait_s(moment, limits.requests, limits.requests_refill_s)
            if wait_s is not None:
                return wait_s
            known.requests.level += 1
            wait_s = known.misses.wait_s(moment, limits.misses, limits.misses_refill_s)
            if wait_s is not None:
                return wait_s
            if known.misses.level > 0:
                return self._all.wait_s(moment, limits.all_misses, limits.all_misses_refill_s)
            return None

    def missed(self, address: str) -> float:
        """Somebody guessed wrong. How long the answer should be held back (seconds): it doubles."""
        limits, moment = self._limits, self._now()
        with self._lock:
            known = self._known(network_of(address), moment)
            before = known.misses.now(moment, limits.misses_refill_s)
            known.misses.level = before + 1
            self._all.now(moment, limits.all_misses_refill_s)
            self._all.level = min(self._all.level + 1, 2.0 * limits.all_misses)
            crowded = self._all.level >= limits.all_misses
        delay_s = float(limits.first_delay_s * 2.0 ** min(before, 16.0))
        return limits.longest_delay_s if crowded else min(limits.longest_delay_s, delay_s)

    def _known(self, network: str, moment: float) -> _Address:
        known = self._addresses.get(network)
        if known is None:
            known = self._addresses[network] = _Address()
            known.misses.at = known.requests.at = moment
            if len(self._addresses) > _MOST_ADDRESSES:
                self._addresses.popitem(last=False)
        self._addresses.move_to_end(network)
        return known


def network_of(address: str) -> str:
    """What counts as one visitor: an IPv4 address, or the /64 that a household gets of IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(ip) >> 64 << 64, 64)))
    return str(ip)
