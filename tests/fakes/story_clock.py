"""A clock that moves only when somebody waits: a whole setup with all its patience in milliseconds."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock

_TICK_S = 0.0002
"""Real seconds: enough for the other threads to have their turn."""

_PATIENCE_S = 2.0
"""Real seconds for which a thread waits for the turn of another that looks at the same time."""

_PARKED: weakref.WeakSet[threading.Thread] = weakref.WeakSet()


@contextmanager
def parked() -> Iterator[None]:
    """This thread waits for something else than the clock: nobody has to wait for its turn."""
    me = threading.current_thread()
    _PARKED.add(me)
    try:
        yield
    finally:
        _PARKED.discard(me)


class OutOfTime(BaseException):
    """The story went on for too long. No `Exception`, so that the engine's last door lets it pass."""


@dataclass(frozen=True)
class StoryClock(Clock):
    """Story seconds pass by waiting. Waits of several threads add up: only the order is to be relied on.

    Threads of `core.together` take turns: on a crowded machine one of them would else let minutes pass before
    another has asked for the first time.
    """

    limit_s: float = 20_000.0
    _passed: list[float] = field(default_factory=lambda: [0.0])
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turns: weakref.WeakKeyDictionary[threading.Thread, int] = field(
        default_factory=weakref.WeakKeyDictionary
    )
    _met: weakref.WeakKeyDictionary[threading.Thread, dict[int, int]] = field(
        default_factory=weakref.WeakKeyDictionary
    )

    def now(self) -> float:
        return self._passed[0]

    def wait(self, story_s: float, cancel: CancelToken) -> bool:
        self._take_turn(cancel)
        if cancel.wait(_TICK_S):
            return True
        self.advance(story_s)
        if self.now() > self.limit_s:
            raise OutOfTime(f"{self.now():.0f} story seconds")
        return cancel.cancelled

    def _take_turn(self, cancel: CancelToken) -> None:
        me, until = threading.current_thread(), time.monotonic() + _PATIENCE_S
        with self._lock:
            self._turns[me] = self._turns.get(me, 0) + 1
            met = self._met.setdefault(me, {})
        if not _looks(me):
            return
        while time.monotonic() < until and not cancel.cancelled:
            others = [t for t in threading.enumerate() if t is not me and _looks(t) and t not in _PARKED]
            with self._lock:
                turns = {id(t): self._turns.get(t, 0) for t in others}
                if all(turn > met.get(t, 0) for t, turn in turns.items()):
                    met.update(turns)
                    return
            cancel.wait(_TICK_S)

    def advance(self, story_s: float) -> None:
        """Let time pass."""
        with self._lock:
            self._passed[0] += story_s


def _looks(thread: threading.Thread) -> bool:
    return thread.name.startswith("together-")
