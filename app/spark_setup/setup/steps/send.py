"""Sending the details: claim code, Wi-Fi, and the word to join. Nothing leaves before the id was compared."""

from __future__ import annotations

from ...core.cancel import CancelToken
from ...core.meter import Account
from ...core.secrets import Secret
from ...core.ssid import readable
from ...softap.crypto import wep_key
from ...softap.errors import Reason as DeviceReason
from ...softap.errors import SoftApError
from ...softap.messages import Protection, PublicKey, protection_of
from .. import decisions as d
from ..facts import (
    ClaimCodeStored,
    ConnectSent,
    DetailsDelivered,
    KeyReceived,
    LinkLost,
    SetupModeLeft,
    TriedAgain,
)
from ..places import Place
from ..ports import Device
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Setup
from ..story import chosen
from ..trouble import from_refusal, is_lost
from . import Report
from .asking import TRIES, hear_id, is_link_lost, patiently, refuse_another
from .returning import Look, asking_its_address

REJOINS = 2
"""So often a device lost while sending is joined again by itself, at each wish of the person to send."""
LEAVE_S = 8.0
LOOK_S = 0.2


def send(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Claim code → configure-ap → connect-ap. Problems: S3-03, S3-04, S4-*, S5-01, 02, 03, 06.

    A device lost before `connect-ap` is joined again by itself, twice; sending twice does no harm.
    """
    device = services.open_device()
    try:
        _deliver(setup, device, services, report, cancel)
    except SoftApError as error:
        if not is_lost(error):
            raise SetupFailed(_refused(setup, error)) from None
        report(LinkLost(at=services.clock.now(), sending=True))
        if (_losses(setup) + 1) % (REJOINS + 1) == 0:
            raise SetupFailed(Problem(Code.LOST_WHILE_SENDING, error.reason.value)) from None
        return
    _watch_leaving(setup, services, report, cancel)


def _losses(setup: Setup) -> int:
    """How often the device was lost while sending, since it was last told to join a network."""
    losses = 0
    for fact in reversed(setup.facts):
        if isinstance(fact, ConnectSent):
            break
        losses += isinstance(fact, LinkLost) and fact.sending
    return losses


def _deliver(setup: Setup, device: Device, services: Services, report: Report, cancel: CancelToken) -> None:
    clock = services.clock
    answer = hear_id(device, services, report, cancel)
    refuse_another(setup, answer)
    if setup.sends_claim_code:
        assert setup.claim_code is not None
        code = setup.claim_code.code
        _claim(device, code, services, report, cancel)
    _configure(setup, device, services, report, cancel)
    _listen_early(setup, answer.id, services, cancel)
    with services.meter.waiting_for(Account.DEVICE):
        confirmed = device.connect_ap(cancel)
    report(ConnectSent(at=clock.now(), confirmed=confirmed))


def _listen_early(setup: Setup, device_id: str, services: Services, cancel: CancelToken) -> None:
    """With internet by cable nothing has to be missed: the stream is open before the device goes."""
    wired = setup.wifi is not None and setup.wifi.wired
    if wired and services.cloud is not None and setup.verifiable:
        with services.meter.waiting_for(Account.NETWORK):
            services.early.open(services.cloud, device_id, cancel)


def _claim(device: Device, code: Secret, services: Services, report: Report, cancel: CancelToken) -> None:
    try:
        patiently(lambda: device.set_claim_code(code, cancel), "claim_code", services, report)
    except SoftApError as error:
        if is_lost(error):
            raise
        raise SetupFailed(Problem(Code.CLAIM_CODE_NOT_STORED, error.reason.value)) from None
    report(ClaimCodeStored(at=services.clock.now()))


def _configure(setup: Setup, device: Device, services: Services, report: Report, cancel: CancelToken) -> None:
    choice = chosen(setup)
    assert choice is not None
    assert setup.key is not None
    password, key = _password(setup, choice), setup.key.key
    for number in range(1, TRIES + 1):
        try:
            with services.meter.waiting_for(Account.DEVICE):
                device.configure_ap(
                    ssid=choice.ssid,
                    sec=choice.sec,
                    channel=choice.channel,
                    password=password,
                    key=key,
                    cancel=cancel,
                )
        except SoftApError as error:
            if number == TRIES or not _worth_repeating(error):
                raise
            report(TriedAgain(at=services.clock.now(), what="configure", number=number + 1, limit=TRIES))
            key = _fresh_key(error, key, device, services, report, cancel)
        else:
            report(DetailsDelivered(at=services.clock.now(), ssid=choice.ssid))
            return


def _password(setup: Setup, choice: d.Choose) -> Secret | None:
    """None for an open network: old firmware answers an empty `pwd` with an RSA error (softap, 4)."""
    protection = protection_of(choice.sec)
    typed = setup.decision(d.Password)
    if protection is Protection.OPEN or typed is None:
        return None
    return wep_key(typed.text) if protection is Protection.WEP else typed.text


def _worth_repeating(error: SoftApError) -> bool:
    """What may go better the next time: a flash error, or a password under an outdated key."""
    return error.reason in (DeviceReason.FLASH, DeviceReason.NOT_DECRYPTED)


def _fresh_key(
    error: SoftApError,
    key: PublicKey,
    device: Device,
    services: Services,
    report: Report,
    cancel: CancelToken,
) -> PublicKey:
    if error.reason is not DeviceReason.NOT_DECRYPTED:
        return key
    with services.meter.waiting_for(Account.DEVICE):
        key = device.public_key(cancel)
    report(KeyReceived(at=services.clock.now(), key=key))
    return key


def _refused(setup: Setup, error: SoftApError) -> Problem:
    choice = chosen(setup)
    assert choice is not None
    typed = setup.decision(d.Password)
    length = len(typed.text.reveal().encode("utf-8")) if typed else 0
    problem = from_refusal(error, net=readable(choice.ssid), n=str(length), sent="yes")
    if protection_of(choice.sec) is Protection.ENTERPRISE and error.reason is DeviceReason.REJECTED:
        problem = Problem(Code.ENTERPRISE, error.reason.value, problem.values)
    return Problem(problem.code, problem.reason, problem.values, Place.PROGRESS)


def _watch_leaving(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """See the device give up its network, if that can be seen. Not seen is no failure: the cloud decides.

    With a radio, the link tells; without one, the address that stops answering.
    """
    clock, wifi = services.clock, services.wifi
    look: Look = asking_its_address(setup, services)
    if wifi is not None:
        look = lambda _cancel: not is_link_lost(wifi)  # noqa: E731 - a look, as the other one
    until = clock.now() + LEAVE_S
    while clock.now() < until:
        with services.meter.waiting_for(Account.DEVICE):
            gone = look(cancel) is False
            if not gone:
                clock.wait(LOOK_S, cancel)
        if gone:
            evidence = "address_silent" if wifi is None else "network_gone"
            report(SetupModeLeft(at=clock.now(), evidence=evidence))
            return
        cancel.raise_if_cancelled()
