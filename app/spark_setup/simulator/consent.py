"""A system that shows the names of networks only with the person's consent: Windows 11 24H2, macOS."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from ..hostwifi.port import PermissionState


@dataclass(frozen=True)
class ConsentBehaviour:
    """What the person says when the system asks, and how many looks later it is known."""

    says: PermissionState = PermissionState.GRANTED
    after_looks: int = 2
    changed_after: int = 0
    """A no is made a yes in the settings, so many looks after it was said; 0: never."""


class Consent:
    """The state of the permission."""

    def __init__(self, behaviour: ConsentBehaviour | None) -> None:
        """Without a behaviour there is nothing to ask: names are shown."""
        self._behaviour = behaviour
        self._lock = threading.Lock()
        self._asked = False
        self._looks = 0
        self.requests = 0

    def ask(self) -> PermissionState:
        """The system asks the person; what is known at once."""
        with self._lock:
            self.requests += 1
            self._asked = True
            return self._state()

    def look(self) -> PermissionState:
        """What a look shows."""
        with self._lock:
            self._looks += self._asked
            return self._state()

    def _state(self) -> PermissionState:
        behaviour = self._behaviour
        if behaviour is None:
            return PermissionState.GRANTED
        if not self._asked or self._looks < behaviour.after_looks:
            return PermissionState.PENDING
        later = behaviour.changed_after
        if later and self._looks >= behaviour.after_looks + later:
            return PermissionState.GRANTED
        return behaviour.says
