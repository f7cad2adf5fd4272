"""A clock that moves only when somebody waits: a whole setup with all its patience in milliseconds."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock

_TICK_S = 0.0002
"""Real seconds: enough for the other threads to have their turn."""


class OutOfTime(BaseException):
    """The story went on for too long. No `Exception`, so that the engine's last door lets it pass."""


@dataclass(frozen=True)
class StoryClock(Clock):
    """Story seconds pass by waiting. Waits of several threads add up: only the order is to be relied on."""

    limit_s: float = 20_000.0
    _passed: list[float] = field(default_factory=lambda: [0.0])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> float:
        return self._passed[0]

    def wait(self, story_s: float, cancel: CancelToken) -> bool:
        if cancel.wait(_TICK_S):
            return True
        self.advance(story_s)
        if self.now() > self.limit_s:
            raise OutOfTime(f"{self.now():.0f} story seconds")
        return cancel.cancelled

    def advance(self, story_s: float) -> None:
        """Let time pass."""
        with self._lock:
            self._passed[0] += story_s
