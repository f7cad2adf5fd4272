"""Where a session with the computer's Wi-Fi is, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class SessionState(Enum):
    """From PROTECTED to RESTORING there is something to give back."""

    IDLE = "idle"
    CHECKED = "checked"
    PROTECTED = "protected"
    SCANNING = "scanning"
    JOINING = "joining"
    LINKED = "linked"
    DEVICE_VERIFIED = "device_verified"
    LINK_LOST = "link_lost"
    RESTORING = "restoring"
    RESTORED = "restored"
    RESTORE_ASSUMED = "restore_assumed"
    RESTORE_FAILED = "restore_failed"


class Progress:
    """The present state. `on_change` is called with each new one, on whatever thread made it so."""

    def __init__(self, on_change: Callable[[SessionState], None] | None = None) -> None:
        self.state = SessionState.IDLE
        self._on_change = on_change

    def enter(self, state: SessionState) -> None:
        """It is `state` now."""
        if state is not self.state:
            self.state = state
            if self._on_change is not None:
                self._on_change(state)
