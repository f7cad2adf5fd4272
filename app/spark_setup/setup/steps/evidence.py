"""What the cloud has shown about one device since the details were sent, and what of it counts.

Online counts only if it is newer than the send, told by the cloud's own clock and not by this computer's
(cloud-api, 6.2). A device that the account listed before anything was sent needs a fresh sign of life; one
that is listed for the first time used its claim code, and that it can only do online.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from ...cloud.devices import DeviceList
from ...cloud.errors import Reason as CloudReason
from ..facts import CLAIMED_BY_ID, Linked, SeenOnline, UpdateSeen
from ..services import Services
from ..setup import Setup
from . import Report

QUIET_S = 10.0
"""An update is over when the device was offline, is online again, and no other part followed for so long."""


class Evidence:
    """Fed by the threads that look; reports each fact once."""

    def __init__(self, setup: Setup, services: Services, report: Report) -> None:
        self.setup, self.services, self.report = setup, services, report
        self.online = setup.online is not None
        self.linked = setup.linked is not None
        self.updating = setup.updating is not None
        self.refused: CloudReason | None = None
        """Why the cloud refused to claim the device by its id."""
        self._by_id = setup.linked is not None and setup.linked.evidence == CLAIMED_BY_ID
        was = setup.online
        self._seen = (was.evidence, was.cloud_name) if was is not None else None
        self._held: tuple[str, str | None] | None = None
        self._restarted = self.updating
        """Offline since the update began; not known where the update was seen by an earlier look."""
        self._back_at: float | None = None
        self._lock = threading.Lock()
        account = setup.account
        self._cloud_clock: tuple[datetime, float] | None = None
        if account is not None and account.cloud_time is not None:
            self._cloud_clock = (account.cloud_time, account.at)

    @property
    def done(self) -> bool:
        """Whether nothing is left to be seen."""
        return self.online and self.linked

    def saw_online(self, evidence: str, name: str | None = None) -> None:
        """The device is online. While an update goes on that is kept back: it will be offline again."""
        with self._lock:
            if self.online:
                return
            if self.updating and not self._is_over():
                self._held = (evidence, name)
                return
            self.online, self._seen = True, (evidence, name)
        self.report(SeenOnline(at=self.services.clock.now(), evidence=evidence, cloud_name=name))

    def release(self) -> None:
        """The time is up: what was kept back counts, unless the device was seen offline after it."""
        with self._lock:
            held, self._held = self._held, None
            if held is None or self.online:
                return
            self.online = True
        self.report(SeenOnline(at=self.services.clock.now(), evidence=held[0], cloud_name=held[1]))

    def saw_state(self, *, online: bool) -> None:
        """The device went offline, or is online: an update restarts it."""
        with self._lock:
            if not online:
                self._restarted, self._back_at, self._held = True, None, None
            elif self._restarted and self._back_at is None:
                self._back_at = self.services.clock.now()

    def _is_over(self) -> bool:
        return self._back_at is not None and self.services.clock.now() - self._back_at >= QUIET_S

    def saw_linked(self, evidence: str, name: str | None = None) -> None:
        """The device is in the account."""
        with self._lock:
            if self.linked:
                return
            self.linked = True
            self._by_id = evidence == CLAIMED_BY_ID
        self.report(Linked(at=self.services.clock.now(), evidence=evidence, cloud_name=name))

    def saw_update(self, evidence: str) -> None:
        """The device is being updated. That it was online before is history: it has to be seen again."""
        with self._lock:
            self._back_at = None
            if self.updating:
                return
            self.updating, self._restarted = True, False
            if self.online and not self.linked:
                self.online, self._held = False, self._seen
        self.report(UpdateSeen(at=self.services.clock.now(), evidence=evidence))

    def weigh(self, listed: DeviceList) -> bool:
        """What the list of devices says about this one; whether it is in it."""
        if listed.server_time is not None:
            with self._lock:
                self._cloud_clock = (listed.server_time, self.services.clock.now())
        device = self.setup.device
        mine = next((d for d in listed.devices if device is not None and d.id == device.device_id), None)
        if mine is None:
            return False
        self.saw_linked("list", mine.name)
        if mine.online is not None:
            self.saw_state(online=mine.online)
        if mine.online and self.is_after_send(mine.last_heard):
            self.saw_online("list", mine.name)
        return True

    def is_after_send(self, moment: datetime | None) -> bool:
        """Whether a sign of life with this time stamp (the cloud's) was given after the details were sent.

        Only the owner sees a device at all: one that was not in the account before needs no time stamp,
        unless it was claimed by its id, which can be done for a device that is asleep.
        """
        with self._lock:
            new, clock = not self.setup.was_mine and not self._by_id, self._cloud_clock
        if new:
            return True
        sent = self.setup.sent
        if moment is None or clock is None or sent is None:
            return False
        cloud_time, at = clock
        return moment >= cloud_time - timedelta(seconds=self.services.clock.real(at - sent.at))
