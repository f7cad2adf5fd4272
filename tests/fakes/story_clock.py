"""A clock that moves only when everybody waits: a whole setup with all its patience in milliseconds."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock

_LOOK_S = 0.0005
"""Real seconds: how often a waiting thread looks whether the others have come, or have ended."""


class OutOfTime(BaseException):
    """The story went on for too long. No `Exception`, so that the engine's last door lets it pass."""


@dataclass(frozen=True)
class StoryClock(Clock):
    """Jumps to the next moment for which a thread waits, once every thread of `core.together` waits.

    So no thread misses its turn, however crowded the machine is.
    """

    limit_s: float = 20_000.0
    _passed: list[float] = field(default_factory=lambda: [0.0])
    _wakes: dict[threading.Thread, float] = field(default_factory=dict)
    _moved: threading.Condition = field(default_factory=threading.Condition)

    def now(self) -> float:
        return self._passed[0]

    def wait(self, story_s: float, cancel: CancelToken) -> bool:
        me = threading.current_thread()
        with self._moved:
            wake = self._wakes[me] = self.now() + story_s
            try:
                while self.now() < wake and not cancel.cancelled:
                    if self._all_wait():
                        self._passed[0] = min(self._wakes.values())
                        self._moved.notify_all()
                    else:
                        self._moved.wait(_LOOK_S)
            finally:
                del self._wakes[me]
        if self.now() > self.limit_s:
            raise OutOfTime(f"{self.now():.0f} story seconds")
        return cancel.cancelled

    def advance(self, story_s: float) -> None:
        """Let time pass."""
        with self._moved:
            self._passed[0] += story_s
            self._moved.notify_all()

    def _all_wait(self) -> bool:
        """Whether nobody is left who could do something now. One whose moment has come is about to."""
        together = {t for t in threading.enumerate() if t.name.startswith("together-")}
        return all(self._wakes.get(t, 0.0) > self.now() for t in together | self._wakes.keys())
