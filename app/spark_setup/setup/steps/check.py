"""Before anything is touched: session, internet, claim code; this computer's Wi-Fi; what is in the way."""

from __future__ import annotations

from ...cloud.errors import CloudError
from ...cloud.errors import Reason as CloudReason
from ...core.cancel import CancelToken
from ...core.meter import Account
from ...hostwifi.port import Capability, JoinMode, WifiError
from ...hostwifi.port import Reason as WifiReason
from .. import decisions as d
from ..facts import (
    CODE_ALONE,
    AccountReady,
    ClaimCodeReady,
    HostMode,
    InternetAnswers,
    PathChecked,
    WifiProbed,
)
from ..ports import Cloud, SessionSource, Wifi
from ..problems import Code, Problem, SetupFailed
from ..services import Services
from ..setup import Intent, Setup
from ..story import claim_code_is_old
from ..trouble import from_cloud, from_wifi
from . import Report
from .earlier import give_back_first, stranded
from .lasting import keep_session

_MODES = {
    JoinMode.AUTO: HostMode.AUTO,
    JoinMode.SSID_ONLY: HostMode.NAME_ONLY,
    JoinMode.MANUAL: HostMode.MANUAL,
}


def check(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    """Everything that can be known before this computer leaves its network. Problems: S1-*, S2-01, S2-02."""
    give_back_first(setup, services, report, cancel)
    if _needs_cloud(setup):
        try:
            _account(setup, services, report, cancel)
        except SetupFailed as failure:
            raise SetupFailed(stranded(setup, services, failure.problem, cancel)) from None
    elif setup.options.intent is Intent.CODE_GIVEN and setup.claim_code is None:
        assert services.given_code is not None
        report(ClaimCodeReady(at=services.clock.now(), code=services.given_code, source="given"))
    _computer(setup, services, report, cancel)


def _needs_cloud(setup: Setup) -> bool:
    return setup.claims and setup.decision(d.OnlyWifi) is None


def _account(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    cloud = services.cloud
    assert cloud is not None
    try:
        with services.meter.waiting_for(Account.NETWORK):
            _fetch(setup, services, cloud, report, cancel)
    except CloudError as error:
        if error.reason is CloudReason.UNAUTHORIZED and services.renew is not None and services.renew(cancel):
            return _account_again(setup, services, cloud, report, cancel)
        raise SetupFailed(_named(from_cloud(error), services.api_host)) from None
    return None


def _account_again(
    setup: Setup, services: Services, cloud: Cloud, report: Report, cancel: CancelToken
) -> None:
    try:
        with services.meter.waiting_for(Account.NETWORK):
            _fetch(setup, services, cloud, report, cancel)
    except CloudError as error:
        raise SetupFailed(_named(from_cloud(error), services.api_host)) from None


def _named(problem: Problem, host: str) -> Problem:
    """Whom we could not ask: the cloud, unless it was the session server."""
    return Problem(problem.code, problem.reason, {**problem.values, "host": host})


def _open(source: SessionSource, services: Services, cancel: CancelToken) -> None:
    try:
        source.open(cancel)
    except CloudError as error:
        raise SetupFailed(_named(from_cloud(error), error.host or services.api_host)) from None


def _fetch(setup: Setup, services: Services, cloud: Cloud, report: Report, cancel: CancelToken) -> None:
    """Owned devices first: it is the call that any customer token may make, so it tests the session too."""
    source = services.session_source
    if source is not None:
        _open(source, services, cancel)
        if source.given_code is not None and setup.sent is None:
            code, owned = source.given_code, source.owned_devices
            report(ClaimCodeReady(at=services.clock.now(), code=code, source=CODE_ALONE, owned=owned))
            return
    keep_session(services, report, cancel)
    listed = cloud.devices(cancel)
    now = services.clock.now
    report(InternetAnswers(at=now(), host=services.api_host))
    report(
        AccountReady(
            at=now(),
            owned=frozenset(device.id for device in listed.devices),
            cloud_time=listed.server_time,
            online_before=frozenset(device.id for device in listed.devices if device.online),
        )
    )
    if setup.sent is None and (setup.claim_code is None or claim_code_is_old(setup, now())):
        product_id = setup.options.product_id or (source.product_id if source is not None else None)
        claim = cloud.claim_code(cancel, product_id=product_id)
        report(ClaimCodeReady(at=now(), code=claim.code, source="product" if product_id else "user"))


def _computer(setup: Setup, services: Services, report: Report, cancel: CancelToken) -> None:
    if services.wifi is None:
        report(WifiProbed(at=services.clock.now(), mode=HostMode.NONE))
        report(PathChecked(at=services.clock.now()))
        return
    try:
        with services.meter.waiting_for(Account.NETWORK):
            capability = services.wifi.probe()
            if capability.reason is WifiReason.RADIO_OFF and setup.decision(d.SwitchWifiOn):
                services.wifi.switch_on(cancel)
                capability = services.wifi.probe()
            around = services.around()
    except WifiError as error:
        problem = from_wifi(error)
        if setup.decision(d.SwitchWifiOn):
            problem = Problem(Code.WIFI_OFF, error.reason.value)
        raise SetupFailed(problem) from None
    cancel.raise_if_cancelled()
    if capability.reason is WifiReason.NO_ADAPTER:
        raise SetupFailed(Problem(Code.NO_WIFI, capability.reason.value))
    if capability.reason is WifiReason.RADIO_OFF:
        reason = capability.reason if capability.can_switch_on else WifiReason.PERMISSION_DENIED
        raise SetupFailed(Problem(Code.WIFI_OFF, reason.value))
    _mind_storage(setup, services.wifi, capability.mode)
    report(probed(services.wifi, capability, services.clock.now()))
    report(PathChecked(at=services.clock.now(), vpn=around.vpn, clash=around.clash))


def probed(wifi: Wifi, capability: Capability, now: float) -> WifiProbed:
    """What a look at this computer's Wi-Fi says, as a fact."""
    own = capability.own_network
    return WifiProbed(
        at=now,
        mode=_MODES[capability.mode],
        reason=capability.reason.value if capability.reason else None,
        own_ssid=own.ssid,
        own_label=own.label,
        own_band=own.band,
        wired=bool(capability.wired_internet),
        backend=wifi.backend_name,
        adapters=tuple(a.label or a.ifname for a in capability.adapters),
    )


def _mind_storage(setup: Setup, wifi: Wifi, mode: JoinMode) -> None:
    """S2-07S before anything is touched, unless the person knows it, or the program would change nothing."""
    if wifi.storage_problem() is None:
        return
    warned = d.UseAnyway(Code.NOT_REMEMBERED.value) in setup.decisions
    if not warned and mode is not JoinMode.MANUAL:
        raise SetupFailed(Problem(Code.NOT_REMEMBERED, WifiReason.STATE_NOT_WRITABLE.value))
    wifi.accept_storage_problem()
