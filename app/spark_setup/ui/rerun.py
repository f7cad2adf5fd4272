"""A conductor that conducts nothing: it shows the moments of a saved run, forwards and backwards.

The wizard draws from it as from a real one. No decision, way out or work reaches a story, a device or a
service.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NoReturn

from PySide6.QtCore import QObject

from ..core.clock import Clock
from ..core.meter import Meter
from ..setup import decisions as d
from ..setup.problems import Code, Way
from ..setup.result import result_of
from ..setup.services import Services
from ..support.moments import Moment
from .conductor import Conductor


class Rerun(Conductor):
    """The moments, one at a time. `moments` is never empty."""

    def __init__(
        self, moments: Sequence[Moment], written: datetime | None = None, parent: QObject | None = None
    ) -> None:
        """`written`: the time of day at the end of the last moment."""
        super().__init__(moments[0].setup, _nothing(), parent=parent)
        self.moments = tuple(moments)
        self._written = written
        self.at = 0
        self.show_moment()

    @property
    def now(self) -> float:
        """The moment as it was left, at its fullest."""
        return self.moments[self.at].until

    @property
    def clock(self) -> datetime | None:
        """The time of day when this page was left, on the customer's clock."""
        if self._written is None:
            return None
        return self._written - timedelta(seconds=self.moments[-1].until - self.now)

    @property
    def last(self) -> bool:
        """Whether there is no further page."""
        return self.at == len(self.moments) - 1

    def start(self) -> None:
        """Show the first page."""
        self.changed.emit()

    def go(self, by: int) -> None:
        """Forwards or backwards; beyond the last one it ends."""
        if self.over:
            return
        if self.at + by >= len(self.moments):
            self.cancel()
            return
        self.at = max(0, self.at + by)
        self.show_moment()
        self.changed.emit()

    def show_moment(self) -> None:
        """Take setup and step from the present moment."""
        moment = self.moments[self.at]
        self.setup, self.step, self.since = moment.setup, moment.step, moment.since

    def back(self) -> None:
        """The page before."""
        self.go(-1)

    def decide(self, decision: d.Decision) -> None:
        """Nothing: what was decided is history."""

    def take(self, way: Way) -> None:
        """Nothing."""

    def not_visible(self, ssid: bytes) -> None:
        """Nothing."""

    def give_up_with(self, code: Code) -> None:
        """Nothing."""

    def give_back_wifi(self) -> bool:
        """Nothing was taken."""
        return False

    def abandon(self) -> None:
        """The program ends."""
        self.cancel()

    def cancel(self) -> None:
        """The desk has seen enough."""
        if not self.over:
            self.over = True
            self.ended.emit(result_of(self.setup, self.services.meter, self.services.clock))


def _nothing() -> Services:
    def refuse(*_: object) -> NoReturn:
        raise OSError("a replay dials nothing")

    return Services(
        clock=Clock(), client=refuse, opener=refuse, cloud=None, wifi=None, meter=Meter(), closers=()
    )
