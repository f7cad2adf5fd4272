"""The device cloud, as the engine's `Cloud` port sees it. Its clock is years away from this computer's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from spark_setup.cloud.claim_codes import ClaimCode
from spark_setup.cloud.devices import CloudDevice, DeviceList
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.events import CloudEvent
from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret

CODE = "c" * 63
BIRTH = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
"""The cloud's clock at story second 0."""


def at(story_s: float) -> datetime:
    """The cloud's clock at this story second."""
    return BIRTH + timedelta(seconds=story_s)


def status(device_id: str, data: str, story_s: float | None, name: str = "spark/status") -> CloudEvent:
    """An event as the stream brings it."""
    return CloudEvent(name, data, device_id, None if story_s is None else at(story_s))


class FakeCloud:
    """Lists `mine`; `troubles[call]` are raised one by one first; `events_to_come` are told once each."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.mine: dict[str, CloudDevice] = {}
        self.reached: Callable[[], bool] = lambda: True
        self.tells_time = True
        self.claims_sleeping = False
        """A device can be claimed by its id while it is offline (product devices only)."""
        self.troubles: dict[str, list[CloudError]] = defaultdict(list)
        self.refusals: dict[str, CloudError] = {}
        self.events_to_come: list[CloudEvent] = []
        self.on_poll: Callable[[int], None] = lambda _n: None
        self.asked: list[tuple[object, ...]] = []
        self.names: Callable[[str], str] = str

    def own(
        self,
        device_id: str,
        *,
        online: bool | None = None,
        heard: float | None = None,
        name: str | None = None,
    ) -> None:
        """Put a device into the account's list."""
        last_heard = None if heard is None else at(heard)
        self.mine[device_id] = CloudDevice(device_id, name, online, last_heard)

    def count(self, call: str) -> int:
        """How often a call was answered."""
        return sum(asked[0] == call for asked in self.asked)

    def _hear(self, call: str, *values: object) -> None:
        if not self.reached():
            raise CloudError(Reason.NO_INTERNET)
        if self.troubles[call]:
            raise self.troubles[call].pop(0)
        if call in self.refusals:
            raise self.refusals[call]
        self.asked.append((call, *values))

    def claim_code(self, cancel: CancelToken, *, product_id: str | int | None = None) -> ClaimCode:
        self._hear("claim_code", product_id)
        return ClaimCode(Secret(CODE), frozenset(self.mine))

    def devices(self, cancel: CancelToken) -> DeviceList:
        self.on_poll(self.count("devices"))
        self._hear("devices")
        date = at(self.clock.now()).replace(microsecond=0) if self.tells_time else None
        return DeviceList(tuple(self.mine.values()), date)

    def claim(self, device_id: str, cancel: CancelToken, *, request_transfer: bool = False) -> None:
        if request_transfer:
            self._hear("request_transfer", device_id)
            return
        self._hear("claim", device_id)
        if not self.claims_sleeping:
            raise CloudError(Reason.NOT_FOUND, "it isn't online")
        self.mine.setdefault(device_id, CloudDevice(device_id))

    def rename(self, device_id: str, name: str, cancel: CancelToken) -> str:
        self._hear("rename", device_id, name)
        stored = self.names(name)
        self.mine[device_id] = replace(self.mine[device_id], name=stored)
        return stored

    def events(
        self,
        cancel: CancelToken,
        *,
        device_id: str | None = None,
        on_open: Callable[[datetime | None], None] | None = None,
    ) -> Iterator[CloudEvent]:
        self._hear("events", device_id)
        if on_open is not None:
            on_open(None)
        while not cancel.cancelled:
            while self.events_to_come:
                event = self.events_to_come.pop(0)
                if device_id is None or event.concerns(device_id):
                    yield event
            self.clock.wait(0.5, cancel)
        cancel.raise_if_cancelled()

    def reachable(self, cancel: CancelToken) -> datetime | None:
        self._hear("reachable")
        return at(self.clock.now())
