"""The computer's IPv4 addresses per interface, by netifaces. Reads, never changes, needs no rights."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import sys
from collections.abc import Iterable

from ..core.lazily import dataclass


@dataclass(frozen=True)
class Interface:
    """One IPv4 address of one interface. `ifindex` is 0 where the system does not tell."""

    ifname: str
    ifindex: int
    ipv4: str
    netmask: str | None = None


def list_interfaces() -> list[Interface]:
    """Every IPv4 address of this computer. An interface that goes away meanwhile is left out."""
    import netifaces

    found = []
    for ifname in netifaces.interfaces():
        try:
            addresses = netifaces.ifaddresses(ifname).get(netifaces.AF_INET, [])
        except (OSError, ValueError):
            continue
        found += [
            Interface(ifname, index_of(ifname), str(a["addr"]), a.get("netmask") and str(a["netmask"]))
            for a in addresses
            if a.get("addr")
        ]
    return found


def index_of(ifname: str) -> int:
    """The interface's index, 0 if it has none (any more). On Windows `ifname` is the adapter's GUID."""
    index = 0
    if sys.platform == "win32":
        from .windows_addresses import index_of_guid

        index = index_of_guid(ifname)
    else:
        with contextlib.suppress(OSError):
            index = socket.if_nametoindex(ifname)
    return index


def in_subnet(interfaces: Iterable[Interface], subnet: str) -> list[Interface]:
    """Those with an address in `subnet` ("192.168.0.0/24")."""
    network = ipaddress.IPv4Network(subnet)
    return [i for i in interfaces if _is_in(i.ipv4, network)]


def _is_in(address: str, network: ipaddress.IPv4Network) -> bool:
    try:
        return ipaddress.IPv4Address(address) in network
    except ValueError:
        return False
