"""Giving the computer its own network back, and naming the device."""

from __future__ import annotations

from ...cloud.errors import CloudError
from ...cloud.errors import Reason as CloudReason
from ...core.cancel import CancelToken
from ...core.clock import Backoff
from ...core.meter import Account
from ...hostwifi.port import RestoreOutcome, WifiError
from ..decisions import Cancel, GiveUp, Name
from ..facts import InternetBack, Named, OwnNetworkBack
from ..networks import all_decided
from ..places import Place
from ..ports import Cloud
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..trouble import from_cloud
from . import Report


def give_back(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Leave the device's network, restore the own one, wait for the internet. S6-03 if it does not return."""
    if services.wifi is not None and setup.away:
        _restore(setup, services, report, cancel)
    cloud = None if setup.code_given else services.cloud
    if cloud is not None and setup.sent is not None and not _is_ending(setup):
        _wait_for_internet(setup, services, cloud, report, cancel)


def _is_ending(setup: Setup) -> bool:
    return setup.decision(Cancel) is not None or setup.decision(GiveUp) is not None


def _restore(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    wifi = services.wifi
    assert wifi is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            restored = wifi.restore(cancel)
    except WifiError as error:
        raise SetupFailed(_not_back(setup, error.reason.value)) from None
    if not restored.given_back:
        reason = restored.reason.value if restored.reason else restored.outcome.value
        raise SetupFailed(_not_back(setup, reason))
    report(
        OwnNetworkBack(
            at=services.clock.now(),
            label=setup.left.label if setup.left else None,
            confirmed=restored.outcome is RestoreOutcome.CONFIRMED,
        )
    )


def _not_back(setup: Setup, reason: str) -> Problem:
    """S6-03, on the page where the person is: nothing may have been sent yet."""
    own = (setup.left.label if setup.left else None) or ""
    place = Place.PROGRESS if setup.sent is not None or all_decided(setup) else Place.JOINING
    return Problem(Code.NOT_BACK, reason, {"own": own}, place)


_ANSWERED = frozenset(
    {
        CloudReason.UNAUTHORIZED,
        CloudReason.FORBIDDEN,
        CloudReason.NOT_FOUND,
        CloudReason.REFUSED,
        CloudReason.RATE_LIMITED,
        CloudReason.SERVER,
    }
)
"""No good answer, but one of the service's own: the internet is there."""


def _wait_for_internet(
    setup: Setup, services: Services, cloud: Cloud, report: Report, cancel: CancelToken
) -> None:
    """Ask what the service answered before with this session: a page of somebody in between is no answer."""
    clock = services.clock
    until = clock.now() + setup.options.limits.give_back_s
    pause = Backoff(0.2, limit_s=setup.options.limits.poll_s)
    while True:
        try:
            with services.meter.waiting_for(Account.NETWORK):
                cloud.devices(cancel)
        except CloudError as error:
            if error.reason in _ANSWERED:
                break
            if clock.now() > until:
                raise SetupFailed(_not_back(setup, error.reason.value)) from None
        else:
            break
        with services.meter.waiting_for(Account.NETWORK):
            clock.wait(pause.next_s(), cancel)
        cancel.raise_if_cancelled()
    report(InternetBack(at=clock.now()))


def rename(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Store the name in the cloud. S7-01 if the cloud refuses it; the device is online all the same."""
    name = setup.decision(Name)
    assert name is not None
    assert name.text is not None
    assert setup.device is not None
    assert services.cloud is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            stored = services.cloud.rename(setup.device.device_id, name.text, cancel)
    except CloudError as error:
        if error.reason is CloudReason.UNAUTHORIZED and services.renew is not None and services.renew(cancel):
            return rename(setup, services, report, cancel)
        problem = from_cloud(error)
        raise SetupFailed(Problem(Code.NAME_NOT_SAVED, problem.reason, problem.values)) from None
    report(Named(at=services.clock.now(), device_name=stored or name.text, wish=name.text))
    return None
