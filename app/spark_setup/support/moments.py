"""What a person saw, moment by moment: the material of a report, and what a replay draws the pages from.

A page is drawn from a `Setup` and a `Step` and from nothing else, so keeping these keeps the pages.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import replace

from ..core import log
from ..core.lazily import dataclass
from ..core.redact import Redactor
from ..setup.facts import CloudAsked
from ..setup.setup import Setup
from ..setup.story import Step

FIRST, LAST = 60, 340
"""How many moments are kept: the beginning and the end of a long run tell most."""

LOG_LINES = 200


@dataclass(frozen=True)
class Moment:
    """One state of the screen. All times are story seconds since the start."""

    setup: Setup
    step: Step
    since: float
    """When this place was entered."""

    until: float
    """When it changed into the next moment, or was last looked at."""

    @property
    def code(self) -> str:
        """The open problem's code, or empty."""
        return self.setup.problem.code.value if self.setup.problem else ""


class Recorder:
    """Keeps the moments of one run. Used on one thread."""

    def __init__(self) -> None:
        self._first: list[Moment] = []
        self._last: deque[Moment] = deque(maxlen=LAST)

    def note(self, setup: Setup, step: Step, since: float, now: float) -> None:
        """The screen shows this now. A moment that differs only by another question to the cloud is the same
        one.
        """
        kept = self._last or self._first
        before = kept[-1] if kept else None
        made = Moment(setup, step, since, now)
        if before is None:
            self._first.append(made)
        elif before.step == step and before.since == since and _looks_the_same(before.setup, setup):
            kept[-1] = made
        else:
            kept[-1] = replace(before, until=now)
            (self._first if len(self._first) < FIRST else self._last).append(made)

    def moments(self, now: float) -> tuple[Moment, ...]:
        """All that was kept, the newest one lasting until `now`."""
        found = (*self._first, *self._last)
        return (*found[:-1], replace(found[-1], until=now)) if found else ()


def _looks_the_same(one: Setup, other: Setup) -> bool:
    if one is other:
        return True
    asked = isinstance(other.facts[-1], CloudAsked) if other.facts else False
    return asked and replace(other, facts=one.facts, asked=one.asked) == one


class LogTail(logging.Handler):
    """The newest lines of this program's own log, redacted as they are written."""

    def __init__(self, redactor: Redactor, lines: int = LOG_LINES) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(log.RedactingFormatter(redactor))
        self._lines: deque[str] = deque(maxlen=lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line; a traceback is one line as well, so that lines are counted by records."""
        self._lines.append(self.format(record))

    def lines(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(self._lines)

    def attach(self) -> None:
        """Listen. Levels stay as they are: they belong to the program or its host."""
        logging.getLogger(log.NAME).addHandler(self)

    def detach(self) -> None:
        """Stop listening. Idempotent."""
        logging.getLogger(log.NAME).removeHandler(self)
