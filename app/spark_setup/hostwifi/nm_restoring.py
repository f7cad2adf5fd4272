"""One restore on NetworkManager: looks, asks `nm_restore` for the next move, makes it."""

from __future__ import annotations

import contextlib
import time
from typing import Literal

from .nm_bus import NM, BusError
from .nm_objects import (
    ACTIVATED,
    ACTIVE_ACTIVATED,
    DISCONNECTED,
    NM_PATH,
    Active,
    Device,
    NmReader,
)
from .nm_profile import PROFILE_ID, OldProfile
from .nm_restore import Move, Scene, next_move
from .port import Reason, Restored, RestoreOutcome, Snapshot

_ENDS = {
    Move.CONFIRMED: Restored(RestoreOutcome.CONFIRMED),
    Move.ASSUMED: Restored(RestoreOutcome.ASSUMED),
    Move.NOTHING_TO_DO: Restored(RestoreOutcome.NOTHING_TO_DO),
    Move.NO_NETWORK: Restored(RestoreOutcome.FAILED, Reason.AP_NOT_FOUND),
}


class Restoring:
    """Call `step` until it answers. Raises `BusError`."""

    def __init__(self, nm: NmReader, snapshot: Snapshot) -> None:
        self._nm, self._snapshot = nm, snapshot
        self._old = OldProfile.decode(snapshot.token) if snapshot.kind == "profile" else None
        self._kind = snapshot.kind if snapshot.kind != "profile" or self._old else "unknown"
        self._let_go = False
        self._nothing_since: float | None = None
        self._activated_at: float | None = None

    def step(self) -> Restored | None:
        """One look and one move; the answer when it is over."""
        device = self._nm.device_named(self._snapshot.adapter_id)
        if device is None:
            return Restored(RestoreOutcome.FAILED, Reason.NO_ADAPTER)
        active = self._nm.active(device.active)
        move = next_move(self._scene(device, active))
        if move is Move.LET_GO and active is not None:
            self._let_go = True
            with contextlib.suppress(BusError):  # it may be going by itself
                self._nm.bus.call(NM_PATH, NM, "DeactivateConnection", "o", (active.path,))
        elif move is Move.ACTIVATE and self._old is not None:
            self._activated_at = time.monotonic()
            profile = self._nm.profile_of_uuid(self._old.uuid)
            with contextlib.suppress(BusError):  # out of reach at this moment; tried again
                self._nm.bus.call(
                    NM_PATH, NM, "ActivateConnection", "ooo", (profile or "/", device.path, "/")
                )
        return _ENDS.get(move)

    def _scene(self, device: Device, active: Active | None) -> Scene:
        now = time.monotonic()
        on = self._on(device, active)
        self._nothing_since = (self._nothing_since or now) if on == "nothing" else None
        old = self._old
        return Scene(
            kind=self._kind,
            on=on,
            active=active is not None and active.state == ACTIVE_ACTIVATED and device.state == ACTIVATED,
            radio_on=bool(self._nm.manager().get("WirelessEnabled", True)),
            settled=device.state <= DISCONNECTED or device.state == ACTIVATED,
            old_exists=old is not None and self._nm.profile_of_uuid(old.uuid) is not None,
            old_autoconnect=old.autoconnect if old else None,
            let_go=self._let_go,
            nothing_for_s=now - self._nothing_since if self._nothing_since else 0.0,
            since_activation_s=None if self._activated_at is None else now - self._activated_at,
        )

    def _on(self, device: Device, active: Active | None) -> Literal["ours", "old", "other", "nothing"]:
        if active is None or active.state > ACTIVE_ACTIVATED:
            return "nothing"
        if self._old is not None and active.uuid == self._old.uuid:
            return "old"
        if is_setup_profile(self._nm, active) or self._is_on_joined_ssid(device):
            return "ours"
        return "other"

    def _is_on_joined_ssid(self, device: Device) -> bool:
        joined = self._snapshot.joined_ssid
        ap = self._nm.joined_ap(device.path) if joined is not None else None
        return ap is not None and ap.ssid == joined


def is_setup_profile(nm: NmReader, active: Active) -> bool:
    """Whether a connection is one of ours, of this process or of a dead one."""
    return active.label == PROFILE_ID and nm.is_volatile(active.profile)
