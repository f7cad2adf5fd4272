"""One restore on Windows: looks, asks `windows_restore` for the next move, makes it."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable

from . import windows_structures as w
from .interfaces import Interface, in_subnet
from .port import Reason, Restored, RestoreOutcome, Snapshot
from .windows_joining import forget_stored, same_adapter
from .windows_profile import SETUP_PROFILE, is_ours
from .windows_restore import Move, On, Scene, next_move
from .windows_wlan import Connection, WlanClient, WlanFailure, WlanInterface

_ENDS = {
    Move.CONFIRMED: Restored(RestoreOutcome.CONFIRMED),
    Move.ASSUMED: Restored(RestoreOutcome.ASSUMED),
    Move.NOTHING_TO_DO: Restored(RestoreOutcome.NOTHING_TO_DO),
    Move.NO_NETWORK: Restored(RestoreOutcome.FAILED, Reason.AP_NOT_FOUND),
}

_log = logging.getLogger(__name__)


class Restoring:
    """Call `step` until it answers. Raises `WlanFailure`.

    `see` is what the adapter is on; it fails with ACCESS_DENIED where that may not be read.
    """

    def __init__(
        self,
        client: WlanClient,
        snapshot: Snapshot,
        see: Callable[[], Connection | None],
        interfaces: Callable[[], list[Interface]],
        subnet: str,
    ) -> None:
        self._client, self._snapshot, self._see = client, snapshot, see
        self._interfaces, self._subnet = interfaces, subnet
        self._guid = snapshot.adapter_id
        self._nothing_since: float | None = None
        self._connected_at: float | None = None
        self._left_at: float | None = None
        self._links_before = 0
        self._link_ended = False

    def step(self) -> Restored | None:
        """One look and one move; the answer when it is over."""
        adapter = next((i for i in self._client.interfaces() if i.guid == self._guid), None)
        if adapter is None:
            return Restored(RestoreOutcome.FAILED, Reason.NO_ADAPTER)
        move = next_move(self._scene(adapter))
        if move in (Move.CONNECT_OLD, Move.LEAVE):
            self._links_before, self._link_ended = self._client.links_ended(self._guid), False
        if move is Move.CONNECT_OLD:
            self._connected_at = time.monotonic()
            self._try(lambda: self._client.connect(self._guid, w.MODE_PROFILE, self._snapshot.token))
        elif move is Move.LEAVE:
            self._left_at = time.monotonic()
            self._try(lambda: self._client.disconnect(self._guid))
        end = _ENDS.get(move)
        if end is not None:
            self._try(lambda: forget_stored(self._client, self._guid))
        return end

    def _try(self, call: Callable[[], None]) -> None:
        try:
            call()  # out of reach at this moment, or going by itself; tried again
        except WlanFailure as failure:
            _log.info("restore: %s", failure)

    def _scene(self, adapter: WlanInterface) -> Scene:
        now = time.monotonic()
        on = self._on(adapter)
        self._nothing_since = (self._nothing_since or now) if on == "nothing" else None
        # By what is seen, and by the notifications: a short break is easily missed between two looks.
        self._link_ended |= on in ("nothing", "on the way")
        self._link_ended |= self._client.links_ended(self._guid) > self._links_before
        stored = self._snapshot.kind == "profile" and self._snapshot.token in self._client.profiles(
            self._guid
        )
        return Scene(
            kind=self._snapshot.kind,
            on=on,
            radio_on=is_on(self._client, self._guid),
            old_exists=stored,
            nothing_for_s=now - self._nothing_since if self._nothing_since else 0.0,
            since_connect_s=None if self._connected_at is None else now - self._connected_at,
            since_leave_s=None if self._left_at is None else now - self._left_at,
            link_ended=self._link_ended,
        )

    def _on(self, adapter: WlanInterface) -> On:
        if adapter.state == w.DISCONNECTED:
            return "nothing"
        if adapter.state != w.CONNECTED:
            return "on the way"
        try:
            seen = self._see()
        except WlanFailure as failure:
            if failure.code != w.ACCESS_DENIED:
                raise
            return self._on_nameless()
        if seen is None or seen.state != w.CONNECTED:
            return "on the way"  # it changed between two calls
        return self._named(seen.profile, is_ours(seen, self._snapshot.joined_ssid))

    def _on_nameless(self) -> On:
        noticed = self._client.seen_on(self._guid)
        if noticed is not None:
            joined = self._snapshot.joined_ssid
            return self._named(
                noticed.profile,
                noticed.profile == SETUP_PROFILE or (joined is not None and noticed.ssid == joined),
            )
        mine = [i for i in self._interfaces() if same_adapter(i.ifname, self._guid)]
        mine = [i for i in mine if not i.ipv4.startswith("169.254.")]
        if not mine:
            return "unknown"
        return "device's address" if in_subnet(mine, self._subnet) else "other address"

    def _named(self, profile: str, ours: bool) -> On:
        if ours:
            return "ours"
        return "old" if self._snapshot.kind == "profile" and profile == self._snapshot.token else "other"


def is_on(client: WlanClient, guid: str) -> bool:
    """Whether a radio of the adapter is on; one that does not tell is."""
    with contextlib.suppress(WlanFailure):
        radios = client.radios(guid)
        return not radios or any(r.software_on and r.hardware_on for r in radios)
    return True
