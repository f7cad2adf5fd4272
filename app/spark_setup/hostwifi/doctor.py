"""What the wizard sees of this computer's network, as data for `spark-setup doctor` and the support report.

Asks the backend and the system; dials nothing and changes nothing. The internet and proxies are the cloud
room's to find out; words are the caller's.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from .around import look_around
from .backend import choose
from .interfaces import Interface
from .journal import JournalFault, JournalRefusedError, RestoreJournal
from .lock import WifiLock
from .port import Adapter, Band, HostWifi, JoinMode, PermissionState, Reason
from .recovery import Store


@dataclass(frozen=True)
class WifiFindings:
    """One look. None means that it cannot be known."""

    platform: str
    backend: str
    mode: JoinMode
    reason: Reason | None
    permission: PermissionState
    can_switch_on: bool
    adapters: tuple[Adapter, ...]
    own_label: str | None
    own_band: Band | None
    interfaces: tuple[Interface, ...]
    default_interface: str | None
    wired_internet: bool | None
    vpn: str | None
    clash: str | None
    strict_filter: bool | None
    """Whether a strict rp_filter is in force on an adapter (Linux)."""
    state_problem: Reason | None
    left_journal: bool
    """Whether an earlier run left a network to give back."""
    journal_fault: JournalFault | None
    another_wizard: bool


def examine(state_dir: Path | None, backend: HostWifi | None = None) -> WifiFindings:
    """Look once. A backend that is handed in stays open; never raises `WifiError`."""
    wifi = backend or choose()
    try:
        capability = wifi.probe()
        names = [a.ifname for a in capability.adapters if a.ifname]
        around = look_around(names)
        left, fault = _journal_of(state_dir)
        return WifiFindings(
            platform=sys.platform,
            backend=wifi.name,
            mode=capability.mode,
            reason=capability.reason,
            permission=permission_of(capability.reason),
            can_switch_on=capability.can_switch_on,
            adapters=capability.adapters,
            own_label=capability.own_network.label,
            own_band=capability.own_network.band,
            interfaces=around.interfaces,
            default_interface=around.default_interface(),
            wired_internet=_first_known(capability.wired_internet, around.wired_default()),
            vpn=around.vpn(),
            clash=around.clash(),
            strict_filter=any(map(around.strict_rp_filter, names)) if around.rp_filter else None,
            state_problem=Store(state_dir).problem(),
            left_journal=left,
            journal_fault=fault,
            another_wizard=_is_locked(state_dir),
        )
    finally:
        if backend is None:
            wifi.close()


def permission_of(reason: Reason | None) -> PermissionState:
    """Told from what a look said. Never `request_permission`: it could make the system ask the person."""
    if reason is Reason.PERMISSION_DENIED:
        return PermissionState.DENIED
    return PermissionState.PENDING if reason is Reason.PERMISSION_NEEDED else PermissionState.GRANTED


def _first_known(*values: bool | None) -> bool | None:
    return next((v for v in values if v is not None), None)


def _journal_of(state_dir: Path | None) -> tuple[bool, JournalFault | None]:
    if state_dir is None:
        return False, None
    try:
        return RestoreJournal.in_folder(state_dir).read() is not None, None
    except JournalRefusedError as refused:
        return False, refused.fault


def _is_locked(state_dir: Path | None) -> bool:
    if state_dir is None or not state_dir.is_dir():
        return False
    lock = WifiLock(state_dir)
    try:
        return not lock.acquire()
    except OSError:
        return False
    finally:
        lock.release()
