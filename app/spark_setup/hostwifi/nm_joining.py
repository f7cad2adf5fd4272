"""From an accepted activation to an address, or to the reason why there is none."""

from __future__ import annotations

import contextlib

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from .driving import LOOK_S
from .interfaces import index_of
from .nm_bus import NM, BusError
from .nm_objects import ACTIVE_ACTIVATED, FAILED, IP_CONFIG, NM_PATH, NmReader
from .port import Adapter, Link, Reason, WifiError

# NMDeviceStateReason: ip-config-unavailable 5, ip-config-expired 6, dhcp-start-failed 15 to dhcp-failed 17,
# ssid-not-found 53.
_NO_ADDRESS_REASONS = (5, 6, 15, 16, 17)
_NOT_FOUND_REASON = 53


def wait_for_link(
    nm: NmReader, a: Adapter, device_path: str, active_path: str, cancel: CancelToken, deadline: Deadline
) -> Link:
    """Wait for the connection to be active with an IPv4 address. The device's StateChanged is subscribed.

    Raises `WifiError`: NO_IPV4, AP_NOT_FOUND, JOIN_REFUSED, JOIN_TIMEOUT, NO_ADAPTER; and `Cancelled`.
    """
    why: list[int] = []
    furthest = 0
    while not deadline.passed:
        why += _reasons_told(nm, device_path, LOOK_S)
        cancel.raise_if_cancelled()
        active, device = nm.active(active_path), nm.device(device_path)
        if device is None:
            raise WifiError(Reason.NO_ADAPTER, "the adapter has gone")
        if active is None or active.state > ACTIVE_ACTIVATED:
            # It may have ended after the signals were read and before the state was.
            why = why or _reasons_told(nm, device_path, LOOK_S)
            raise WifiError(join_failure(why), f"ended while joining, device reasons {why}")
        furthest = max(furthest, device.state)
        address = nm.ipv4(device) if active.state == ACTIVE_ACTIVATED else None
        if address is not None:
            return Link(a, device.ifname, index_of(device.ifname), address)
    raise WifiError(Reason.NO_IPV4 if furthest >= IP_CONFIG else Reason.JOIN_TIMEOUT, f"state {furthest}")


def _reasons_told(nm: NmReader, device_path: str, wait_s: float) -> list[int]:
    """Reasons of failures since the last call. Each is told once; a moment later the state is another."""
    told: list[int] = []
    signal = nm.bus.next_signal(wait_s)
    while signal is not None:
        path, _, (new, _, reason) = signal
        if path == device_path and new == FAILED:
            told.append(int(reason))
        signal = nm.bus.next_signal(0)
    return told


def join_failure(device_reasons: list[int]) -> Reason:
    """What the device's own reasons mean for us."""
    if any(r in _NO_ADDRESS_REASONS for r in device_reasons):
        return Reason.NO_IPV4
    return Reason.AP_NOT_FOUND if _NOT_FOUND_REASON in device_reasons else Reason.JOIN_REFUSED


def let_go_of(nm: NmReader, device_path: str, uuid: str) -> None:
    """End our own half-made connection, if it is there. Never raises `BusError`: a failure is under way."""
    with contextlib.suppress(BusError):
        device = nm.device(device_path)
        active = nm.active(device.active) if device else None
        if active is not None and active.uuid == uuid:
            nm.bus.call(NM_PATH, NM, "DeactivateConnection", "o", (active.path,))
