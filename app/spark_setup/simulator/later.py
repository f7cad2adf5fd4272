"""What happens by itself after a while of the story: somebody presses a button, a link breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..core.clock import Clock


class Later:
    """Each act has a thread of its own; `end` joins them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._timers: list[threading.Timer] = []

    def after(self, story_s: float, act: Callable[[], object]) -> None:
        """Do it in so many story seconds, unless it has all ended by then."""
        timer = threading.Timer(self._clock.real(story_s), act)
        timer.daemon = True
        with self._lock:
            self._timers.append(timer)
        timer.start()

    def end(self) -> None:
        """What has not happened yet never will. Idempotent; not to be called by one of the acts."""
        with self._lock:
            timers, self._timers = self._timers, []
        for timer in timers:
            timer.cancel()
            timer.join()
