"""The computer's link to the device: joined by us or by the person, watched, lost, and left.

A link that the person made is proved by the device's own answer, and so is its end; of one that we made the
system says both.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ..core.cancel import CancelToken
from .interfaces import Interface, in_subnet
from .port import Adapter, HostWifi, Link, LinkEvent, Reason, Restored, RestoreOutcome, WifiError
from .prober import Prober, Prove
from .session_state import Progress, SessionState

T = TypeVar("T")

LEFT_POLL_S = 1.5

_log = logging.getLogger(__name__)


class DeviceLink:
    """Of one session, which calls it in turn; a loss comes on a thread of the backend."""

    def __init__(self, backend: HostWifi, prober: Prober, progress: Progress) -> None:
        self._backend, self._prober, self._progress = backend, prober, progress
        self._stop_watch: Callable[[], None] | None = None
        self._still_there: Callable[[CancelToken], bool] | None = None
        self._rejoins_left = 0
        self.current: Link | None = None
        """Kept while it is lost: the device's address does not change."""

    @property
    def by_hand(self) -> bool:
        """Whether the person joined, and has to leave."""
        return self._still_there is not None

    def join(self, adapter: Adapter, ssid: bytes, cancel: CancelToken, timeout: float) -> Link:
        """Join the device's network; if it is lost, that may be done `again` once."""
        self._rejoins_left = 1
        return self._join(adapter, ssid, cancel, timeout)

    def again(self, adapter: Adapter, ssid: bytes | None, cancel: CancelToken, timeout: float) -> Link:
        """The link, joined again if it was lost. Raises `WifiError(LINK_LOST)` the second time."""
        if self.current is None:
            raise WifiError(Reason.LINK_LOST, "nothing is joined")
        if self._progress.state is not SessionState.LINK_LOST:
            return self.current
        if self.by_hand or ssid is None or self._rejoins_left <= 0:
            raise WifiError(Reason.LINK_LOST, "left the device's network again")
        self._rejoins_left -= 1
        _log.info("the computer left the device's network by itself: joining again")
        return self._join(adapter, ssid, cancel, timeout)

    def find(self, prove: Prove[T], cancel: CancelToken, patience_s: float | None) -> Link:
        """The link that the person makes, however long it takes. Raises `WifiError(AP_NOT_FOUND)`."""
        found = self._prober.wait_for(prove, cancel, patience_s=patience_s)
        if found is None:
            raise WifiError(Reason.AP_NOT_FOUND, "no device answers on any interface")
        adapters = self._backend.probe().adapters
        adapter = next((a for a in adapters if a.ifname == found.link.ifname), found.link.adapter)
        self.current = replace(found.link, adapter=adapter)
        self._still_there = lambda token: self._answers_still(found.link, prove, token)
        return self.current

    def watch(self) -> None:
        """From now on a loss is noticed."""
        self.unwatch()
        if self.current is not None:
            self._stop_watch = self._backend.watch(self.current.adapter, self._changed)

    def unwatch(self) -> None:
        """It may be left now."""
        stop, self._stop_watch = self._stop_watch, None
        if stop is not None:
            stop()

    def wait_until_left(self, restored: Restored, deadline: float, cancel: CancelToken) -> Restored:
        """What the backend's `restored` comes to when the person, too, has left the network they joined."""
        if self._still_there is None:
            return restored
        while self._still_there(cancel):
            if time.monotonic() >= deadline:
                return Restored(RestoreOutcome.FAILED, Reason.STILL_ON_DEVICE)
            cancel.wait(min(LEFT_POLL_S, max(0.0, deadline - time.monotonic())))
            cancel.raise_if_cancelled()
        if restored.outcome is RestoreOutcome.CONFIRMED:
            return restored
        return Restored(RestoreOutcome.ASSUMED)

    def forget(self) -> None:
        """The computer is on its own network again."""
        self.current, self._still_there = None, None

    def _join(self, adapter: Adapter, ssid: bytes, cancel: CancelToken, timeout: float) -> Link:
        self.unwatch()
        self._still_there = None
        self._progress.enter(SessionState.JOINING)
        link = self._backend.join(adapter, ssid, cancel=cancel, timeout=timeout)
        own = Interface(link.ifname, link.ifindex, link.ipv4)
        if link.ifname and not in_subnet([own], self._prober.subnet):
            raise WifiError(Reason.NO_IPV4, "the address is not in the device's subnet")
        self.current = link
        self._progress.enter(SessionState.LINKED)
        self._stop_watch = self._backend.watch(adapter, self._changed)
        return link

    def _changed(self, event: LinkEvent) -> None:
        linked = self._progress.state in (SessionState.LINKED, SessionState.DEVICE_VERIFIED)
        if event is LinkEvent.LOST and linked:
            _log.info("the link to the device was lost")
            self._progress.enter(SessionState.LINK_LOST)

    def _answers_still(self, link: Link, prove: Prove[T], cancel: CancelToken) -> bool:
        if not any(c.ifname == link.ifname for c in self._prober.candidates()):
            return False
        return self._prober.answers_at(link, prove, cancel) is not None
