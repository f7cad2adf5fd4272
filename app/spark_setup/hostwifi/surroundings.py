"""What lies between this computer and the device: a VPN, a second 192.168.0.0/24, a strict filter, a cable.

Pure questions over data that a thin reader gathers (netifaces, /proc, /sys, one routing query to the kernel).
Sends nothing, needs no rights. Unknown is None.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import field

from ..core.lazily import dataclass
from .interfaces import Interface, in_subnet
from .prober import DEVICE_SUBNET

_TUNNEL = re.compile(
    r"(tun|utun|tap|wg|ppp|ipsec|nordlynx|nordtun|proton|pvpn|tailscale|zt|gpd|cscotun|vpn|l2tp|mullvad)"
    r"|.*-(wg|vpn|mullvad)$",
    re.IGNORECASE,
)
"""Interface names of tunnels. macOS always has idle utun interfaces: a name counts only with a route."""


@dataclass(frozen=True)
class Route:
    """One IPv4 route. `network` "0.0.0.0/0" is a default route; a lower metric wins."""

    network: str
    ifname: str
    gateway: str | None = None
    metric: int = 0


@dataclass(frozen=True)
class Surroundings:
    """What was gathered. `towards`: the interface that the kernel would use, by address."""

    interfaces: tuple[Interface, ...] = ()
    routes: tuple[Route, ...] = ()
    wifi: frozenset[str] = frozenset()
    tunnels: frozenset[str] = frozenset()  # known by kind, whatever their name is
    towards: Mapping[str, str] = field(default_factory=dict)
    rp_filter: Mapping[str, int] = field(default_factory=dict)  # by interface, and "all"

    def is_tunnel(self, ifname: str) -> bool:
        """Whether an interface is a VPN's."""
        return ifname in self.tunnels or _TUNNEL.match(ifname) is not None

    def vpn(self, subnet: str = DEVICE_SUBNET) -> str | None:
        """The name of a tunnel that takes the internet's traffic, or the device's, or None."""
        device = ipaddress.IPv4Network(subnet)
        for ifname in self.towards.values():
            if self.is_tunnel(ifname):
                return ifname
        for route in sorted(self.routes, key=lambda r: r.metric):
            network = ipaddress.IPv4Network(route.network, strict=False)
            # 0.0.0.0/1 and 128.0.0.0/1 are OpenVPN's way of taking everything.
            takes_all = network.prefixlen <= 1
            if self.is_tunnel(route.ifname) and (takes_all or network.overlaps(device)):
                return route.ifname
        return None

    def clash(self, subnet: str = DEVICE_SUBNET, link: str | None = None) -> str | None:
        """The interface that uses the device's addresses and is not the way to it, or None.

        `link`: the interface that is on the device's network, if any. Without one, Wi-Fi is left out: it is
        about to be on another network; and if it is not known which interfaces are Wi-Fi, nothing is claimed.
        """
        if link is None and not self.wifi:
            return None
        for interface in in_subnet(self.interfaces, subnet):
            others = {link} if link is not None else self.wifi
            if interface.ifname not in others and not self.is_tunnel(interface.ifname):
                return interface.ifname
        return None

    def default_interface(self) -> str | None:
        """The interface of the best default route."""
        defaults = [r for r in self.routes if r.network == "0.0.0.0/0"]
        return min(defaults, key=lambda r: r.metric).ifname if defaults else None

    def wired_default(self) -> bool | None:
        """Whether the internet comes by cable. None: it is not known which interfaces are Wi-Fi."""
        ifname = self.default_interface()
        if ifname is None:
            return False
        if not self.wifi:
            return None
        return ifname not in self.wifi and not self.is_tunnel(ifname)

    def strict_rp_filter(self, ifname: str) -> bool:
        """Whether answers of the device would be dropped on a dual-homed Linux computer."""
        return effective_rp_filter(self.rp_filter, ifname) == 1


def effective_rp_filter(values: Mapping[str, int], ifname: str) -> int:
    """The kernel's rule: the larger of `all` and the interface's own; 1 is strict, 2 is loose."""
    return max(values.get("all", 0), values.get(ifname, 0))


def parse_proc_routes(text: str) -> list[Route]:
    """Linux's /proc/net/route: little-endian hexadecimal; a line that does not parse is left out."""
    routes = []
    for line in text.splitlines()[1:]:
        parts = line.split()
        try:
            ifname, destination, gateway, flags, metric, mask = (parts[i] for i in (0, 1, 2, 3, 6, 7))
            up = int(flags, 16) & 0x1
            prefix = int(mask, 16).bit_count()
            routes += [Route(f"{_hex(destination)}/{prefix}", ifname, _hex(gateway), int(metric))] * up
        except (ValueError, IndexError):
            continue
    return routes


def _hex(value: str) -> str:
    return str(ipaddress.IPv4Address(int(value, 16).to_bytes(4, "little")))
