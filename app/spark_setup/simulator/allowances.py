"""How often something has gone wrong already: a scenario says how often it may."""

from __future__ import annotations

import threading
from collections import Counter


class Allowances:
    """Counted by the name of the trouble, on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used: Counter[str] = Counter()

    def spend(self, what: str, allowance: int) -> bool:
        """Whether it goes wrong once more."""
        with self._lock:
            if self._used[what] >= allowance:
                return False
            self._used[what] += 1
            return True

    def left(self, what: str, allowance: int) -> bool:
        """Whether it would."""
        with self._lock:
            return self._used[what] < allowance

    def look(self, what: str, after: int) -> bool:
        """Look once more: whether it was cleared meanwhile, which it is after so many looks (0: never)."""
        with self._lock:
            self._used[what] += 1
        return self.cleared(what, after)

    def cleared(self, what: str, after: int) -> bool:
        """Whether it is, without another look."""
        with self._lock:
            return bool(after) and self._used[what] > after
