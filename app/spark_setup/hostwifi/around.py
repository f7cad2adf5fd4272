"""Gathers the facts for `surroundings` on this computer. Thin: every decision is in that module."""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .interfaces import Interface, list_interfaces
from .prober import DEVICE_ADDRESSES
from .surroundings import Route, Surroundings, parse_proc_routes

_ELSEWHERE = "192.0.2.1"
"""An address of the documentation range: only the way there is asked for, nothing is sent."""


def look_around(
    wifi: Iterable[str] = (), *, interfaces: Callable[[], list[Interface]] = list_interfaces
) -> Surroundings:
    """What is around now. `wifi`: the adapters' interface names, where the backend knows them."""
    found = tuple(interfaces())
    names = frozenset(i.ifname for i in found)
    if sys.platform != "linux":
        return Surroundings(found, tuple(_default_routes()), frozenset(wifi))
    device = DEVICE_ADDRESSES["tcp"][0]
    ways = {address: linux_way_to(address) for address in (_ELSEWHERE, device)}
    return Surroundings(
        interfaces=found,
        routes=tuple(parse_proc_routes(_read(Path("/proc/net/route")))),
        wifi=frozenset(wifi) | {n for n in names if Path(f"/sys/class/net/{n}/wireless").exists()},
        tunnels=frozenset(n for n in names if _is_linux_tunnel(n)),
        towards={address: ifname for address, ifname in ways.items() if ifname},
        rp_filter={n: value for n in (*names, "all") if (value := linux_rp_filter(n)) is not None},
    )


def linux_rp_filter(ifname: str) -> int | None:
    """The interface's own `rp_filter` ("all": the common one), None where it cannot be read."""
    try:
        return int(_read(Path(f"/proc/sys/net/ipv4/conf/{ifname}/rp_filter")))
    except ValueError:
        return None


def linux_way_to(address: str) -> str | None:
    """The interface the kernel would send to `address` through, policy routing included; nothing is sent."""
    if sys.platform != "linux":
        return None
    # struct rtmsg (family, dst_len, …) and one attribute RTA_DST(1); reply attribute RTA_OIF(4).
    attribute = struct.pack("=HH4s", 8, 1, socket.inet_aton(address))
    body = struct.pack("=BBBBBBBBI", socket.AF_INET, 32, 0, 0, 0, 0, 0, 0, 0) + attribute
    request = struct.pack("=IHHII", 16 + len(body), 26, 1, 1, 0) + body  # RTM_GETROUTE, NLM_F_REQUEST
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
            kernel.settimeout(0.5)
            kernel.sendall(request)
            reply = kernel.recv(4096)
    except OSError:
        return None
    index = _out_interface(reply)
    with contextlib.suppress(OSError):
        return socket.if_indextoname(index) if index else None
    return None


def _out_interface(reply: bytes) -> int | None:
    if len(reply) < 28 or reply[4:6] != struct.pack("=H", 24):  # RTM_NEWROUTE
        return None
    at = 28
    while at + 4 <= len(reply):
        length, kind = struct.unpack_from("=HH", reply, at)
        if kind == 4 and length == 8 and at + 8 <= len(reply):
            return int(struct.unpack_from("=I", reply, at + 4)[0])
        at += max(4, (length + 3) & ~3)
    return None


def _is_linux_tunnel(ifname: str) -> bool:
    folder = Path(f"/sys/class/net/{ifname}")
    # ARPHRD_PPP 512, ARPHRD_NONE 65534 (tun, WireGuard).
    return (folder / "tun_flags").exists() or _read(folder / "type").strip() in ("512", "65534")


def _default_routes() -> list[Route]:
    import netifaces

    try:
        gateways: Any = netifaces.gateways()
    except (OSError, ValueError):
        return []
    rows = enumerate(gateways.get(netifaces.AF_INET, []))  # in the order of the system's preference
    return [Route("0.0.0.0/0", str(row[1]), str(row[0]), place) for place, row in rows]


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""


def wired_internet(wifi: Iterable[str]) -> bool | None:
    """Whether the way to the internet is a cable."""
    return look_around(wifi).wired_default()
