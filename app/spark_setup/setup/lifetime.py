"""When the session ends: said by whoever handed it over, asked by the steps, shown as time left."""

from __future__ import annotations

from datetime import UTC, datetime


class Lifetime:
    """The end of the session in use, on this computer's clock. Thread-safe: one value, replaced whole."""

    def __init__(self, ends: datetime | None = None) -> None:
        """`ends` None: never, or nobody said. A date without a zone is this computer's own time."""
        self._ends: datetime | None = None
        self.set(ends)

    @property
    def ends(self) -> datetime | None:
        """When it ends; None: never, or nobody said."""
        return self._ends

    def set(self, ends: datetime | None) -> None:
        """There is another session."""
        self._ends = ends.astimezone(UTC) if ends is not None else None

    def left_s(self) -> float | None:
        """Real seconds until it ends (negative: it has); None: never, or nobody said."""
        return None if self._ends is None else (self._ends - datetime.now(UTC)).total_seconds()
