"""What happens by itself after a while of the story: somebody presses a button, a link breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..core.clock import Clock


class Later:
    """Each act has a thread of its own; `end` joins them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._end = CancelToken()
        self._threads: list[threading.Thread] = []

    def after(self, story_s: float, act: Callable[[], object]) -> None:
        """Do it in so many story seconds, unless it has all ended by then."""
        with self._lock:
            thread = threading.Thread(target=self._act, args=(story_s, act, self._end), daemon=True)
            self._threads.append(thread)
        thread.start()

    def end(self) -> None:
        """What has not happened yet never will. Idempotent; not to be called by one of the acts."""
        with self._lock:
            threads, self._threads = self._threads, []
            self._end.cancel()
            self._end = CancelToken()
        for thread in threads:
            thread.join()

    def _act(self, story_s: float, act: Callable[[], object], end: CancelToken) -> None:
        if not self._clock.wait(story_s, end):
            act()
