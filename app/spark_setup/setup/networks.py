"""The device's scan as a person sees it: one row a network, what can be used, what is most likely theirs.

And what follows for the device: which network it will be told, and which network is the device's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from functools import lru_cache

from ..core.lazily import dataclass
from ..softap.messages import Network, Protection, protection_of
from ..softap.names import unsendable_sign
from . import decisions as d
from .facts import NetworksSeen
from .problems import Code
from .setup import Options, Setup


class Strength(Enum):
    """Signal in words; the border values are those between 4, 3, 2 and 1 bars, in dBm at the device."""

    STRONG = -55
    GOOD = -66
    FAIR = -77
    WEAK = -128

    @classmethod
    def of(cls, rssi: int) -> Strength:
        """The word for a signal of `rssi` dBm."""
        return next((s for s in cls if rssi >= s.value), cls.WEAK)

    @property
    def bars(self) -> int:
        """1 to 4."""
        return 4 - list(Strength).index(self)


@dataclass(frozen=True)
class Row:
    """One network of the list. `trouble` says why it cannot be used; `own`: this computer is on it."""

    ssid: bytes
    sec: int
    channel: int
    rssi: int | None
    protection: Protection
    own: bool = False
    sibling_of: bytes | None = None
    """The 5 GHz network of this computer that is probably the same router."""
    trouble: Code | None = None

    @property
    def strength(self) -> Strength | None:
        """Signal at the device; None where the device does not see it."""
        return None if self.rssi is None else Strength.of(self.rssi)


def rows(setup: Setup) -> tuple[Row, ...]:
    """The list as shown: usable networks by signal, then those that cannot be used, own network first."""
    if setup.networks is None:
        return ()
    return _listed(setup.networks, setup.wifi.own_ssid if setup.wifi else None, setup.options)


@lru_cache(maxsize=4)
def _listed(scan: NetworksSeen, own: bytes | None, options: Options) -> tuple[Row, ...]:
    """Asked for many times by one redraw of a page, and by every look at what comes next."""
    found = [
        _row(n, own, options) for n in _merged(scan.networks) if suffix_of(n.ssid, options.prefixes) is None
    ]
    seen = {row.ssid for row in found}
    if own is not None and own not in seen and suffix_of(own, options.prefixes) is None:
        sibling = _sibling(own, found)
        found = [_with_sibling(row, own) if row.ssid == sibling else row for row in found]
        found.append(Row(own, -1, 0, None, Protection.WPA2, own=True, trouble=Code.NOT_VISIBLE))
    usable = sorted((r for r in found if r.trouble is None), key=_by_signal)
    unusable = sorted((r for r in found if r.trouble is not None), key=lambda r: (not r.own, _by_signal(r)))
    return (*usable, *unusable)


def suggested(setup: Setup) -> Row | None:
    """The network to preselect: that of the device before, else our own, else its 2.4 GHz sibling."""
    usable = [r for r in rows(setup) if r.trouble is None]
    before = setup.last_choice.ssid if setup.last_choice is not None else None
    if any(r.ssid == before for r in usable):
        return next(r for r in usable if r.ssid == before)
    return next((r for r in usable if r.own), None) or next((r for r in usable if r.sibling_of), None)


def obvious(setup: Setup) -> Row | None:
    """The network that needs no question: own, seen byte for byte, usual protection, signal at least fair.

    Likewise that of the device before: its password is asked for, with what was typed then in the field.
    """
    row = suggested(setup)
    again = row is not None and setup.last_choice is not None and row.ssid == setup.last_choice.ssid
    if (
        row is None
        or not (row.own or again)
        or not setup.options.skip_network
        or row.strength is Strength.WEAK
    ):
        return None
    twins = [r for r in rows(setup) if r.ssid == row.ssid]
    return row if row.protection is Protection.WPA2 and len(twins) == 1 else None


def chosen(setup: Setup) -> d.Choose | None:
    """The network for the device: the person's choice, or the obvious one where nothing has to be decided."""
    choice = setup.decision(d.Choose)
    if choice is not None or setup.decision(d.WantsList) or setup.decision(d.WantsHidden):
        return choice
    row = obvious(setup)
    return None if row is None else d.Choose(row.ssid, row.sec, row.channel)


def needs_password(choice: d.Choose) -> bool:
    """Whether this network has a password at all."""
    return protection_of(choice.sec) is not Protection.OPEN


def all_decided(setup: Setup) -> bool:
    """Whether network and password are settled: from here on everything is part of sending."""
    choice = chosen(setup) if setup.networks else None
    return choice is not None and (not needs_password(choice) or setup.decision(d.Password) is not None)


def network_to_join(setup: Setup) -> bytes | None:
    """The device network this computer shall join: the one consented to, or the name that was typed."""
    for decision in reversed(setup.decisions):
        if isinstance(decision, (d.Consent, d.OtherName)):
            return decision.ssid
    return None


def is_device(ssid: bytes, setup: Setup) -> bool:
    """Whether this is the own network of a device in listening mode (softap-protocol, 1)."""
    return suffix_of(ssid, setup.options.prefixes) is not None


def suffix_of(ssid: bytes, prefixes: Iterable[str]) -> str | None:
    """The 1 to 6 characters after prefix and dash, if `ssid` is such a name (prefix in any case)."""
    for prefix in prefixes:
        head = prefix.encode("utf-8") + b"-"
        tail = ssid[len(head) :]
        if ssid[: len(head)].lower() == head.lower() and 1 <= len(tail) <= 6 and tail.isalnum():
            return tail.decode("ascii")
    return None


def _merged(networks: Iterable[Network]) -> list[Network]:
    """The strongest per name and protection: an open twin of a protected network stays a row of its own."""
    best: dict[tuple[bytes, Protection], Network] = {}
    for network in networks:
        if not network.ssid:
            continue
        key = (network.ssid, network.protection)
        if key not in best or network.rssi > best[key].rssi:
            best[key] = network
    return list(best.values())


def _row(network: Network, own: bytes | None, options: Options) -> Row:
    return Row(
        network.ssid,
        network.sec,
        network.channel,
        network.rssi,
        network.protection,
        own=network.ssid == own,
        trouble=trouble(network.ssid, network.protection, options),
    )


def trouble(ssid: bytes, protection: Protection, options: Options) -> Code | None:
    """Why this network cannot be used at all, or None."""
    if unsendable_sign(ssid) is not None:
        return Code.NAME_NOT_STORABLE
    if protection is Protection.ENTERPRISE:
        return Code.ENTERPRISE
    if protection is Protection.UNUSABLE:
        return Code.NOT_VISIBLE
    return None


def _sibling(own: bytes, found: list[Row]) -> bytes | None:
    """The usable network whose name differs from `own` only by a band mark (`Home-5G` and `Home`)."""
    stem = _stem(own)
    same = [r for r in found if r.trouble is None and _stem(r.ssid) == stem]
    return min(same, key=_by_signal).ssid if same and stem else None


_MARKS = (b"5g", b"5ghz", b"5 ghz", b"2.4", b"2.4g", b"2.4ghz", b"2.4 ghz", b"24g", b"2g", b"5")


def _stem(ssid: bytes) -> bytes:
    name = ssid.lower().strip()
    for mark in _MARKS:
        for joint in (b"-", b"_", b" ", b".", b""):
            tail = joint + mark
            if joint + mark != b"5" and name.endswith(tail) and len(name) > len(tail):
                return name[: -len(tail)].rstrip(b"-_ .")
    return name


def _with_sibling(row: Row, own: bytes) -> Row:
    return replace(row, sibling_of=own)


def _by_signal(row: Row) -> tuple[int, bytes]:
    return (-(row.rssi if row.rssi is not None else -128), row.ssid)
