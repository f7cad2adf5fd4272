"""Keeps this computer awake while a device is on its way: asleep, it would lose link and evidence."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..hostwifi.inhibit import Inhibitor, NullInhibitor
from .decisions import Cancel, GiveUp
from .facts import Fact
from .observed import observe
from .setup import Setup


def keeps_awake(setup: Setup) -> bool:
    """From the join until the device is online, or until its setup is over and this computer is home.

    A question that nobody answers does not keep a computer awake that is on its own network.
    """
    if setup.decision(Cancel) or setup.decision(GiveUp):
        return setup.away
    if setup.sent is None:
        return setup.away or setup.answering
    if setup.problem is not None or not setup.verifiable:
        return setup.away
    return setup.online is None or setup.linked is None


class Awake:
    """Holds and releases the system's inhibitor as the setup goes on. Thread-safe; nothing here raises."""

    def __init__(self, inhibitor: Inhibitor | None = None) -> None:
        self._inhibitor = inhibitor or NullInhibitor()
        self._lock = threading.Lock()
        self._held = False

    def mind(self, setup: Setup, cancel: CancelToken | None = None) -> None:
        """What is known now: hold or release, if that changes."""
        self._set(keeps_awake(setup), cancel)

    def following(
        self, setup: Setup, report: Callable[[Fact], None], cancel: CancelToken | None = None
    ) -> Callable[[Fact], None]:
        """A report that minds every fact on its way, from whatever thread. A system that is slow to answer
        is not waited for once `cancel` is cancelled."""
        known, turn = [setup], threading.Lock()
        self.mind(setup, cancel)

        def tell(fact: Fact) -> None:
            with turn:
                known[0] = observe(known[0], fact)
                self.mind(known[0], cancel)
            report(fact)

        return tell

    def close(self) -> None:
        """Let the computer sleep. Idempotent."""
        self._set(False)

    def _set(self, held: bool, cancel: CancelToken | None = None) -> None:
        with self._lock:
            if held is self._held:
                return
            self._held = held
            if held:
                self._inhibitor.hold(cancel)
            else:
                self._inhibitor.release()
