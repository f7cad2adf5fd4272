"""Real time, as far as this process keeps up with it.

A demo at forty times its pace gives a page that stands for two seconds fifty milliseconds. Where many tests
share few processors, a process may not get a turn for longer than that, and a page that people would read is
never drawn. This clock counts the beats of the event loop: a moment without a turn is no time of the story.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock

BEAT_MS = 5
LONGEST_S = 0.01
"""What one beat counts at most."""
NO_LOOP_S = 1.0
"""Without a beat for so long, no event loop runs (a test is between two looks), and time goes on."""


class Pulse:
    """How much time has passed, by the beats."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = time.monotonic()
        self._counted_s = 0.0

    def beat(self) -> None:
        """The event loop has a turn."""
        with self._lock:
            now = time.monotonic()
            self._counted_s += _counts(now - self._at)
            self._at = now

    def now(self) -> float:
        """Seconds; never goes back."""
        with self._lock:
            return self._counted_s + _counts(time.monotonic() - self._at)

    def start(self, parent: QObject) -> None:
        """Beat from now on, with the event loop of this thread."""
        timer = QTimer(parent)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(BEAT_MS)
        timer.timeout.connect(self.beat)
        timer.start()


def _counts(passed_s: float) -> float:
    return min(passed_s, LONGEST_S) + max(0.0, passed_s - NO_LOOP_S)


PULSE = Pulse()


@dataclass(frozen=True)
class PatientClock(Clock):
    """Story seconds by `PULSE`."""

    _began: float = field(default_factory=PULSE.now)

    def now(self) -> float:
        return (PULSE.now() - self._began) * self.speed

    def wait(self, story_s: float, cancel: CancelToken) -> bool:
        until = self.now() + story_s
        while (left_s := until - self.now()) > 0 and not cancel.wait(max(0.001, self.real(left_s))):
            pass
        return cancel.cancelled
