"""Waiting until the cloud says that this very device is online and linked, and for the sign that it is not.

Three threads look at once: the event stream, the list of devices, and the scan for the device's own network,
whose return says that it could not join. The first certain answer wins and all three are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...cloud.errors import CloudError
from ...cloud.errors import Reason as CloudReason
from ...cloud.events import CloudEvent, Meaning
from ...core.cancel import CancelToken
from ...core.clock import Backoff
from ...core.meter import Account
from ...core.together import first_answer
from ..decisions import AskOwner
from ..facts import CLAIMED_BY_ID, CloudAsked, OwnerAsked
from ..places import Place
from ..ports import Cloud
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import limit_s
from ..trouble import from_cloud
from . import Report
from .evidence import Evidence
from .lasting import keep_session
from .returning import watch_device

CLAIM_AFTER_S = 20.0
RATE_LIMIT_S = 30.0
RENEWALS = 2
"""So often in a row a fresh session is asked for; one that is refused again ends it (S1-04)."""
_FOR_EVER_S = 3600.0


def come_online(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Until this device is seen online after the send, and linked. Problems: S1-04, S5-05, S6-01, 02, 04."""
    cloud = services.cloud
    assert cloud is not None
    keep_session(services, report, cancel)
    if setup.decision(AskOwner) is not None and setup.owner_asked is None:
        _ask_owner(setup, services, cloud, report, cancel)
    seen = Evidence(setup, services, report)
    calls: list[Callable[[CancelToken], Problem | bool | None]] = [
        lambda token: _poll(cloud, seen, token),
        lambda token: _listen(cloud, seen, token),
        lambda token: watch_device(setup, services, report, token),
        lambda token: _limit(seen, token),
    ]
    with services.meter.waiting_for(Account.DEVICE):
        answer = first_answer(calls, cancel)
    if isinstance(answer, Problem):
        raise SetupFailed(answer)


def watch_return(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Without a session: only the return of the device's own network can tell that it did not join."""
    with services.meter.waiting_for(Account.PERSON):
        problem = watch_device(setup, services, report, cancel)
        if problem is not None:
            raise SetupFailed(problem)
        while not cancel.wait(_FOR_EVER_S):
            pass
    cancel.raise_if_cancelled()


# ---------------------------------------- the list


def _poll(cloud: Cloud, seen: Evidence, cancel: CancelToken) -> Problem | bool | None:
    """Ask for the list of devices every 1 to 3 seconds; it proves the link, and mostly the state."""
    setup, clock = seen.setup, seen.services.clock
    limits = setup.options.limits
    pause = Backoff(limits.poll_first_s, factor=1.5, limit_s=limits.poll_s)
    asked = setup.asked.times if setup.asked else 0
    again = Code.NOT_LINKED.value in setup.failures
    claim_at = clock.now() + (0.0 if again else CLAIM_AFTER_S)
    renewed = 0
    while not cancel.cancelled:
        wait_s = pause.next_s()
        try:
            listed = cloud.devices(cancel)
            renewed = 0
            asked += 1
            seen.report(CloudAsked(at=clock.now(), times=asked))
            listed_now = seen.weigh(listed)
            if not listed_now and clock.now() >= claim_at:
                claim_at = clock.now() + CLAIM_AFTER_S
                _claim_by_id(cloud, seen, cancel)
            if seen.done:
                return True
        except CloudError as error:
            if error.reason is CloudReason.UNAUTHORIZED:
                renewed += 1
                if renewed > RENEWALS or not _renew(seen.services, cancel):
                    return from_cloud(error)
                continue
            if error.reason is CloudReason.RATE_LIMITED:
                wait_s = max(RATE_LIMIT_S, error.retry_after_s or 0.0)
        clock.wait(wait_s, cancel)
    return None


def _renew(services: Services, cancel: CancelToken) -> bool:
    return services.renew is not None and services.renew(cancel)


def _claim_by_id(cloud: Cloud, seen: Evidence, cancel: CancelToken) -> None:
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
        seen.saw_linked(CLAIMED_BY_ID)


# ---------------------------------------- the stream


def _ask_owner(setup: Setup, services: Services, cloud: Cloud, report: Report, cancel: CancelToken) -> None:
    """Once. A wish that did not get through is no end: it is offered again."""
    assert setup.device is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            cloud.claim(setup.device.device_id, cancel, request_transfer=True)
    except CloudError as error:
        if error.reason is CloudReason.UNAUTHORIZED:
            raise SetupFailed(from_cloud(error)) from None
        raise SetupFailed(Problem(Code.NOT_LINKED, CloudReason.FORBIDDEN.value)) from None
    report(OwnerAsked(at=services.clock.now()))


def _listen(cloud: Cloud, seen: Evidence, cancel: CancelToken) -> Problem | bool | None:
    """Events of this device, published after the send. `offline` proves nothing."""
    setup, clock = seen.setup, seen.services.clock
    assert setup.device is not None
    while not cancel.cancelled:
        try:
            for event in _stream(cloud, seen, cancel):
                _hear(event, seen)
                if seen.done:
                    return True
        except CloudError as error:
            if error.reason is not CloudReason.UNAUTHORIZED:
                return None
            if seen.services.renew is None:
                return from_cloud(error)
        # The list is asked with the same session: it renews it, or says that it has ended.
        clock.wait(setup.options.limits.poll_s, cancel)
    return None


def _stream(cloud: Cloud, seen: Evidence, cancel: CancelToken) -> Iterator[CloudEvent]:
    """The stream that was opened before the send, if there is one."""
    assert seen.setup.device is not None
    device_id, early = seen.setup.device.device_id, seen.services.early
    return early.events(cancel) if early.is_open_for(device_id) else cloud.events(cancel, device_id=device_id)


_UPDATING = frozenset({Meaning.AUTO_UPDATE, Meaning.FLASH_STARTED, Meaning.FLASH_SUCCESS, Meaning.SAFE_MODE})
"""`FLASH_SUCCESS` too: it means transferred, and that the device restarts now (cloud-api, 5.2)."""


def _hear(event: CloudEvent, seen: Evidence) -> None:
    device = seen.setup.device
    assert device is not None
    if event.meaning is Meaning.UPDATER:
        # Sent in the cloud's own name: whose update it is, only an event of the device itself can tell.
        if seen.online or seen.updating:
            seen.saw_update(event.meaning.value)
        return
    if event.device_id != device.device_id or not seen.is_after_send(event.published_at):
        return
    if event.meaning in _UPDATING:
        seen.saw_update(event.meaning.value)
    elif event.meaning is Meaning.OFFLINE:
        seen.saw_state(online=False)
    else:
        if event.meaning is Meaning.ONLINE:
            seen.saw_state(online=True)
        seen.saw_online("event")


# ---------------------------------------- the limit


def _limit(seen: Evidence, cancel: CancelToken) -> Problem | bool | None:
    """How long to wait before the person is asked about the light.

    With a question open: for ever, until the device is seen online. Then only the link can be missing.
    """
    setup, clock = seen.setup, seen.services.clock
    assert setup.sent is not None
    if setup.resuming:
        return None
    while setup.problem is not None and not seen.online:
        if clock.wait(1.0, cancel):
            return None
    soonest = clock.now() + setup.options.limits.grace_s
    while not cancel.cancelled:
        until = max(soonest, setup.sent.at + limit_s(setup, updating=seen.updating))
        left_s = until - clock.now()
        if left_s <= 0:
            seen.release()
            return True if seen.done else _verdict(seen)
        clock.wait(min(left_s, 1.0), cancel)
    return None


def _verdict(seen: Evidence) -> Problem:
    """What is known when the time is up. Only what was observed counts."""
    times = {"limit_s": f"{limit_s(seen.setup, updating=seen.updating):.0f}"}
    refused = seen.refused
    if not seen.linked and (refused is CloudReason.FORBIDDEN or seen.online):
        return Problem(Code.NOT_LINKED, refused.value if refused else "not_listed", times)
    if not seen.linked and refused is CloudReason.NOT_FOUND and _product(seen):
        return Problem(Code.NOT_ON_LIST, refused.value, times, Place.PROGRESS)
    return Problem(Code.NOT_SEEN_ONLINE, values=times)


def _product(seen: Evidence) -> str | None:
    source = seen.services.session_source
    return seen.setup.options.product_id or (source.product_id if source is not None else None)
