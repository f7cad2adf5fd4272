"""One restore on macOS: looks, asks `macos_restore` for the next move, makes it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from ..core.cancel import CancelToken
from .interfaces import Interface, in_subnet
from .macos_native import Native, NativeFailure
from .macos_restore import Move, On, Scene, next_move
from .port import Restored, RestoreOutcome, Snapshot

POWER_OFF_S = 1.0

_ENDS = {
    Move.CONFIRMED: Restored(RestoreOutcome.CONFIRMED),
    Move.ASSUMED: Restored(RestoreOutcome.ASSUMED),
    Move.NOTHING_TO_DO: Restored(RestoreOutcome.NOTHING_TO_DO),
}

_log = logging.getLogger(__name__)


class Restoring:
    """Call `step` until it answers. Raises `NativeFailure`, `Cancelled`.

    `names_shown`: whether a network without a name means that there is none.
    """

    def __init__(
        self,
        native: Native,
        snapshot: Snapshot,
        names_shown: Callable[[], bool],
        interfaces: Callable[[], list[Interface]],
        subnet: str,
    ) -> None:
        self._native, self._snapshot, self._names_shown = native, snapshot, names_shown
        self._interfaces, self._subnet = interfaces, subnet
        self._ifname = snapshot.adapter_id
        self._old = bytes.fromhex(snapshot.token) if snapshot.kind == "profile" else None
        self._without_since: float | None = None
        self._left_at: float | None = None
        self._power_cycled = False
        self._was_without = False

    def step(self, cancel: CancelToken) -> Restored | None:
        """One look and one move; the answer when it is over."""
        move = next_move(self._scene())
        if move is Move.LEAVE:
            self._left_at, self._was_without = time.monotonic(), False
            self._native.disassociate(self._ifname)
        elif move is Move.POWER_CYCLE:
            _log.info("restore: macOS does not choose a network by itself: radio off and on")
            self._power_cycle(cancel)
        return _ENDS.get(move)

    def _power_cycle(self, cancel: CancelToken) -> None:
        self._power_cycled = True
        try:
            self._native.set_power(self._ifname, False)
        except NativeFailure as failure:  # the owner allows it to administrators only
            _log.info("restore: %s", failure)
            return
        try:
            cancel.wait(POWER_OFF_S)
        finally:
            self._native.set_power(self._ifname, True)
        cancel.raise_if_cancelled()

    def _scene(self) -> Scene:
        now = time.monotonic()
        on = self._on()
        without = on in ("nothing", "no address")
        self._without_since = (self._without_since or now) if without else None
        self._was_without |= without
        return Scene(
            kind=self._snapshot.kind,
            on=on,
            radio_on=self._native.power(self._ifname),
            without_link_s=now - self._without_since if self._without_since else 0.0,
            since_leave_s=None if self._left_at is None else now - self._left_at,
            power_cycled=self._power_cycled,
            was_without_link=self._was_without,
        )

    def _on(self) -> On:
        name = self._native.ssid(self._ifname)
        if name is not None:
            if name == self._snapshot.joined_ssid:
                return "ours"
            return "old" if name == self._old else "other"
        mine = [i for i in self._interfaces() if i.ifname == self._ifname]
        mine = [i for i in mine if not i.ipv4.startswith("169.254.")]
        if mine:  # connected, so its name is hidden, whatever the permission says
            return "device's address" if in_subnet(mine, self._subnet) else "other address"
        return "nothing" if self._names_shown() else "no address"
