"""Time as the story counts it: one clock, one speed, deadlines on top of it."""

from __future__ import annotations

import time
from dataclasses import field

from .asleep import awake_s
from .cancel import CancelToken
from .lazily import dataclass


@dataclass(frozen=True)
class Clock:
    """Counts *story seconds*: real seconds times `speed`, while the computer is awake.

    A demo that plays twenty times as fast shortens every hint, limit and pause by one factor, and the
    screen still says "0:42 of up to 2:00". Socket time-outs do not use this clock: they are real time.
    """

    speed: float = 1.0
    _origin: float = field(default_factory=awake_s)

    def now(self) -> float:
        """Story seconds since this clock was made; never goes back."""
        return (awake_s() - self._origin) * self.speed

    def real(self, story_s: float) -> float:
        """How long `story_s` story seconds last in real seconds."""
        return story_s / self.speed

    def wait(self, story_s: float, cancel: CancelToken) -> bool:
        """Wait `story_s` story seconds; True as soon as `cancel` is cancelled."""
        return cancel.wait(self.real(story_s))


@dataclass(frozen=True)
class Deadline:
    """A moment in *real* monotonic time by which a blocking call must have ended."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The moment `seconds` real seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def remaining_s(self) -> float:
        """Real seconds left, never negative."""
        return max(0.0, self.at - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the moment has come."""
        return time.monotonic() >= self.at


class Backoff:
    """Pauses that grow by a factor up to a limit, and start anew after a success. Unit: seconds."""

    def __init__(self, first_s: float, *, factor: float = 2.0, limit_s: float) -> None:
        self._first_s, self._factor, self._limit_s = first_s, factor, limit_s
        self._next_s = first_s

    def next_s(self) -> float:
        """The pause to make now; the following one is longer."""
        pause, self._next_s = self._next_s, min(self._limit_s, self._next_s * self._factor)
        return pause

    def reset(self) -> None:
        """Start again with the shortest pause."""
        self._next_s = self._first_s
