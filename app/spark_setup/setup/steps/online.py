"""Waiting until the cloud says that this very device is online and linked, and for the sign that it is not.

Three threads look at once: the event stream, the list of devices, and the scan for the device's own network,
whose return says that it could not join. The first certain answer wins and all three are joined.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ...cloud.devices import CloudDevice
from ...cloud.errors import CloudError
from ...cloud.errors import Reason as CloudReason
from ...cloud.events import CloudEvent, Meaning
from ...core.cancel import CancelToken
from ...core.clock import Backoff
from ...core.meter import Account
from ...core.together import first_answer
from ...hostwifi.port import WifiError
from ...softap.errors import SoftApError
from ..decisions import WaitLonger
from ..facts import CameBack, CloudAsked, HostMode, Linked, SeenOnline, SetupModeLeft, UpdateSeen
from ..networks import suffix_of
from ..problems import Code, Problem, SetupFailed
from ..services import Cloud, Services
from ..setup import Setup
from ..story import network_to_join
from ..trouble import from_cloud
from . import Report

CLAIM_AFTER_S = 20.0
RATE_LIMIT_S = 30.0
_FOR_EVER_S = 3600.0


@dataclass
class _Evidence:
    """What the three threads have seen; guarded by its lock."""

    setup: Setup
    services: Services
    report: Report
    lock: threading.Lock = field(default_factory=threading.Lock)
    online: bool = False
    linked: bool = False
    updating: bool = False
    refused: CloudReason | None = None

    def saw_online(self, evidence: str, name: str | None = None) -> None:
        with self.lock:
            if self.online:
                return
            self.online = True
        self.report(SeenOnline(at=self.services.clock.now(), evidence=evidence, cloud_name=name))

    def saw_linked(self, evidence: str, name: str | None = None) -> None:
        with self.lock:
            if self.linked:
                return
            self.linked = True
        self.report(Linked(at=self.services.clock.now(), evidence=evidence, cloud_name=name))

    def saw_update(self, evidence: str) -> None:
        with self.lock:
            if self.updating:
                return
            self.updating = True
        self.report(UpdateSeen(at=self.services.clock.now(), evidence=evidence))

    @property
    def done(self) -> bool:
        return self.online and self.linked


def come_online(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Until this device is seen online after the send, and linked. Problems: S1-04, S5-05, S6-01, 02, 04."""
    cloud = services.cloud
    assert cloud is not None
    seen = _Evidence(
        setup,
        services,
        report,
        online=setup.online is not None,
        linked=setup.linked is not None,
        updating=setup.updating is not None,
    )
    calls: list[Callable[[CancelToken], Problem | bool | None]] = [
        lambda token: _poll(cloud, seen, token),
        lambda token: _listen(cloud, seen, token),
        lambda token: _watch_device(setup, services, report, token),
        lambda token: _limit(seen, token),
    ]
    with services.meter.waiting_for(Account.DEVICE):
        answer = first_answer(calls, cancel)
    if isinstance(answer, Problem):
        raise SetupFailed(answer)


def watch_return(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Without a session: only the return of the device's own network can tell that it did not join."""
    with services.meter.waiting_for(Account.PERSON):
        problem = _watch_device(setup, services, report, cancel)
        if problem is not None:
            raise SetupFailed(problem)
        while not cancel.wait(_FOR_EVER_S):
            pass
    cancel.raise_if_cancelled()


# ------------------------------------------------------------------------------------------------ the list


def _poll(cloud: Cloud, seen: _Evidence, cancel: CancelToken) -> Problem | bool | None:
    """Ask for the list of devices every 1 to 3 seconds; it proves the link, and mostly the state."""
    setup, clock = seen.setup, seen.services.clock
    limits = setup.options.limits
    assert setup.device is not None
    pause = Backoff(limits.poll_first_s, factor=1.5, limit_s=limits.poll_s)
    asked = setup.asked.times if setup.asked else 0
    claim_at = clock.now() + CLAIM_AFTER_S
    while not cancel.cancelled:
        wait_s = pause.next_s()
        try:
            listed = cloud.devices(cancel)
            asked += 1
            seen.report(CloudAsked(at=clock.now(), times=asked))
            mine = next((x for x in listed.devices if x.id == setup.device.device_id), None)
            if mine is not None:
                _weigh(mine, seen, listed.server_time)
            elif clock.now() > claim_at:
                claim_at = clock.now() + CLAIM_AFTER_S
                _claim_by_id(cloud, seen, cancel)
            if seen.done:
                return True
        except CloudError as error:
            problem = _cloud_trouble(error, seen, cancel)
            if problem is not None:
                return problem
            if error.reason is CloudReason.RATE_LIMITED:
                wait_s = RATE_LIMIT_S
        clock.wait(wait_s, cancel)
    return None


def _cloud_trouble(error: CloudError, seen: _Evidence, cancel: CancelToken) -> Problem | None:
    """Only a session that ended is final; everything else may be better at the next question."""
    if error.reason is not CloudReason.UNAUTHORIZED:
        return None
    renew = seen.services.renew
    if renew is not None and renew(cancel):
        return None
    return from_cloud(error)


def _weigh(mine: CloudDevice, seen: _Evidence, cloud_time: datetime | None) -> None:
    """Being listed proves the link; online counts only if it is newer than the send (cloud-api, 6.2)."""
    seen.saw_linked("list", mine.name)
    if mine.online and _is_fresh(mine, seen, cloud_time):
        seen.saw_online("list", mine.name)


def _is_fresh(mine: CloudDevice, seen: _Evidence, cloud_time: datetime | None) -> bool:
    setup = seen.setup
    account = setup.account
    if account is not None and mine.id not in account.owned:
        return True
    sent = _sent_on_cloud_clock(setup, seen.services, cloud_time)
    return sent is not None and mine.last_heard is not None and mine.last_heard >= sent


def _sent_on_cloud_clock(setup: Setup, services: Services, cloud_time: datetime | None) -> datetime | None:
    """The moment of sending, told by the cloud's own clock: its `Date`, less what has passed here since."""
    if cloud_time is None or setup.sent is None:
        return None
    passed_s = services.clock.real(services.clock.now() - setup.sent.at)
    return cloud_time - timedelta(seconds=passed_s)


def _claim_by_id(cloud: Cloud, seen: _Evidence, cancel: CancelToken) -> None:
    """Second try for a device that is online, but whose code was lost (cloud-api, 3.1)."""
    setup = seen.setup
    if not setup.sends_claim_code or setup.device is None:
        return
    try:
        cloud.claim(setup.device.device_id, cancel)
    except CloudError as error:
        if error.reason is CloudReason.UNAUTHORIZED:
            raise
        seen.refused = error.reason
    else:
        seen.saw_linked("claimed_by_id")


# ------------------------------------------------------------------------------------------------ the stream


def _listen(cloud: Cloud, seen: _Evidence, cancel: CancelToken) -> Problem | bool | None:
    """Events of this device, published after the send. `offline` proves nothing."""
    setup = seen.setup
    assert setup.device is not None
    try:
        for event in cloud.events(cancel, device_id=setup.device.device_id):
            if event.meaning in _UPDATING:
                seen.saw_update(event.meaning.value)
            elif _proves_online(event, seen):
                seen.saw_online("event")
            if seen.done:
                return True
    except CloudError as error:
        # The list is asked with the same session: it decides, and renews it.
        if error.reason is CloudReason.UNAUTHORIZED and seen.services.renew is None:
            return from_cloud(error)
    return None


def _proves_online(event: CloudEvent, seen: _Evidence) -> bool:
    device = seen.setup.device
    ours = device is not None and event.device_id == device.device_id
    return ours and event.meaning is not Meaning.OFFLINE and not _is_older_than_the_send(event, seen)


def _is_older_than_the_send(event: CloudEvent, seen: _Evidence) -> bool:
    account = seen.setup.account
    if event.published_at is None or account is None or account.cloud_time is None:
        return False
    passed_s = seen.services.clock.real(seen.services.clock.now() - account.at)
    sent = _sent_on_cloud_clock(
        seen.setup, seen.services, account.cloud_time + timedelta(seconds=passed_s)
    )
    return sent is not None and event.published_at < sent


_UPDATING = frozenset({Meaning.AUTO_UPDATE, Meaning.FLASH_STARTED, Meaning.SAFE_MODE, Meaning.UPDATER})


# ------------------------------------------------------------------------------------------------ the device


def _watch_device(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> Problem | None:
    """Its own network gone, then back: it could not join. A device that never left proves nothing."""
    look = _look(setup, services)
    if look is None:
        return None
    clock = services.clock
    left = setup.mode_left is not None
    while not cancel.cancelled:
        there = look(cancel)
        if there is False and not left:
            left = True
            evidence = "network_gone" if services.wifi is not None else "address_silent"
            report(SetupModeLeft(at=clock.now(), evidence=evidence))
        elif there and left:
            report(CameBack(at=clock.now(), evidence="network_seen" if services.wifi else "device_id"))
            return _could_not_join(setup, services)
        clock.wait(setup.options.limits.poll_first_s, cancel)
    return None


def _could_not_join(setup: Setup, services: Services) -> Problem:
    from ...core.ssid import readable
    from ..story import chosen

    choice = chosen(setup)
    tried_s = services.clock.now() - setup.sent.at if setup.sent else 0.0
    return Problem(
        Code.COULD_NOT_JOIN,
        values={"net": readable(choice.ssid) if choice else "", "tried_s": f"{tried_s:.0f}"},
    )


def _look(setup: Setup, services: Services) -> Callable[[CancelToken], bool | None] | None:
    """How the device's presence in setup mode can be seen: True, False, or None for "cannot tell now"."""
    wifi = services.wifi
    if wifi is None:
        return lambda cancel: _answers(setup, services, cancel)
    if setup.wifi is None or setup.wifi.mode is not HostMode.AUTO:
        return None
    joined = network_to_join(setup)

    def in_reach(cancel: CancelToken) -> bool | None:
        try:
            found = wifi.scan(cancel)
        except WifiError:
            return None
        return any(ap.ssid == joined for ap in found if suffix_of(ap.ssid, setup.options.prefixes) or joined)

    return in_reach


def _answers(setup: Setup, services: Services, cancel: CancelToken) -> bool | None:
    try:
        answer = services.glance().device_id(cancel)
    except SoftApError:
        return False
    return True if setup.device is None or answer.id == setup.device.device_id else None


# ------------------------------------------------------------------------------------------------ the limit


def _limit(seen: _Evidence, cancel: CancelToken) -> Problem | None:
    """How long to wait before the person is asked about the light. With that question open: for ever."""
    setup, clock = seen.setup, seen.services.clock
    assert setup.sent is not None
    if setup.problem is not None:
        return None
    while not cancel.cancelled:
        left_s = setup.sent.at + limit_s(setup, updating=seen.updating) - clock.now()
        if left_s <= 0:
            return _verdict(seen)
        clock.wait(min(left_s, 1.0), cancel)
    return None


def limit_s(setup: Setup, *, updating: bool) -> float:
    """How long this attempt may take before the person is asked, in story seconds after the send."""
    longer = setup.decision(WaitLonger)
    if longer is not None:
        return longer.limit_s
    return setup.options.limits.updating_s if updating else setup.options.limits.online_s


def _verdict(seen: _Evidence) -> Problem:
    """What is known when the time is up. Only what was observed counts."""
    times = {"limit_s": f"{limit_s(seen.setup, updating=seen.updating):.0f}"}
    if not seen.linked and seen.refused is CloudReason.FORBIDDEN:
        return Problem(Code.NOT_LINKED, seen.refused.value, times)
    if not seen.linked and seen.refused is CloudReason.NOT_FOUND and seen.setup.options.product_id:
        from ..places import Place

        return Problem(Code.NOT_ON_LIST, seen.refused.value, times, Place.PROGRESS)
    return Problem(Code.NOT_SEEN_ONLINE, values=times)
