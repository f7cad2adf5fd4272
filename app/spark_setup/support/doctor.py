"""`spark-setup doctor`: what the wizard sees of this computer, and what it would do. Changes nothing.

Dials the cloud's host and nothing else; no prompt of the system is brought up.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.cancel import CancelToken
from ..core.paths import state_dir
from ..core.streams import write_line
from ..core.usage import OptionParser, UsageError
from ..setup.facts import HostMode, PathChecked, WifiProbed
from .computer import system, versions

if TYPE_CHECKING:
    from ..hostwifi.doctor import WifiFindings
    from ..setup.setup import Setup

API_URL = "https://api.particle.io"
WHAT = """What setup sees of this computer, and what it would do here. Nothing is changed, and nothing but the
service is asked. Devices and networks are not searched for."""
ENDS = "exit codes: 0 nothing stands in the way, 1 something does (marked !!), 2 wrong usage"


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `ok` None: nothing is known, or it does not matter."""

    what: str
    ok: bool | None
    seen: str


@dataclass(frozen=True)
class Diagnosis:
    """Everything that was looked at, and what follows for a setup."""

    system: str
    versions: dict[str, str]
    findings: tuple[Finding, ...]
    would: str

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def lines(self) -> list[str]:
        """For a person."""
        marks = {True: "ok", False: "!!", None: "--"}
        width = max(len(finding.what) for finding in self.findings)
        rows = [f"{marks[f.ok]}  {f.what:<{width}}  {f.seen}" for f in self.findings]
        return [f"spark-setup {self.versions['setup']} on {self.system}", *rows, f"Setup would {self.would}"]


def looked_at(setup: Setup) -> Diagnosis | None:
    """The same of a wizard that runs, from what it has seen: nothing is looked at again, or dialled."""
    if setup.wifi is None or setup.path is None:
        return None
    seen = _seen_by(setup.wifi, setup.path)
    internet = setup.internet
    answers = f"{internet.host} answers" if internet is not None else "was not asked, or has not answered"
    service = Finding("service", True if internet is not None else None, answers)
    proxy = ask_proxy(f"https://{internet.host}") if internet is not None else None
    findings = (service, *((proxy,) if proxy else ()), *_of_adapter(seen), *_of_path(seen))
    return Diagnosis(system(), versions(), findings, _would(seen))


def _seen_by(wifi: WifiProbed, path: PathChecked) -> WifiFindings:
    from ..hostwifi.doctor import WifiFindings, permission_of
    from ..hostwifi.port import Adapter, JoinMode, Reason

    reason = Reason(wifi.reason) if wifi.reason in {r.value for r in Reason} else None
    modes = {HostMode.AUTO: JoinMode.AUTO, HostMode.NAME_ONLY: JoinMode.SSID_ONLY}
    return WifiFindings(
        platform=sys.platform,
        backend=wifi.backend or "none",
        mode=modes.get(wifi.mode, JoinMode.MANUAL),
        reason=reason,
        permission=permission_of(reason),
        can_switch_on=False,
        adapters=tuple(Adapter("", label, "", None) for label in wifi.adapters),
        own_label=wifi.own_label,
        own_band={"2.4": "2.4", "5": "5"}.get(wifi.own_band or ""),  # type: ignore[arg-type]
        interfaces=(),
        default_interface=None,
        wired_internet=wifi.wired,
        vpn=path.vpn,
        clash=path.clash,
        strict_filter=None,
        state_problem=None,
        left_journal=False,
        journal_fault=None,
        another_wizard=False,
    )


def examine_wifi() -> WifiFindings:
    """This computer's network."""
    from ..hostwifi.doctor import examine

    return examine(state_dir().path)


def ask_service(api_url: str) -> Finding:
    """Whether the cloud answers, and which date it has."""
    from ..cloud.client import CloudClient
    from ..cloud.errors import CloudError

    try:
        client = CloudClient(api_url, token=None)
    except CloudError as error:
        return Finding("service", False, f"{api_url}: {error.detail}")
    try:
        date = client.reachable(CancelToken())
    except CloudError as error:
        return Finding("service", False, f"{api_url}: {error.reason.value}")
    finally:
        client.close()
    return Finding("service", True, f"{api_url} answers" + (f", {date.isoformat()}" if date else ""))


def ask_proxy(api_url: str) -> Finding:
    """Which proxy the calls to the cloud go through; the device is never spoken to through one."""
    from ..cloud.errors import CloudError
    from ..cloud.proxies import proxy_for

    try:
        proxy = proxy_for(api_url)
    except CloudError as error:
        return Finding("proxy", False, error.detail)
    return Finding("proxy", None, f"{proxy.name}, for the service only" if proxy is not None else "none")


def diagnose(
    api_url: str,
    *,
    wifi: Callable[[], WifiFindings] = examine_wifi,
    service: Callable[[str], Finding] = ask_service,
) -> Diagnosis:
    """Look at everything once."""
    seen = wifi()
    findings = (
        service(api_url),
        ask_proxy(api_url),
        *_of_adapter(seen),
        *_of_path(seen),
        *_of_earlier_runs(seen),
        _folder("state folder", state_dir().path),
    )
    return Diagnosis(system(), versions(), findings, _would(seen))


def _would(seen: WifiFindings) -> str:
    from ..hostwifi.port import JoinMode, PermissionState, Reason

    stops = {
        Reason.NO_ADAPTER: "say that this computer has no Wi-Fi (S2-01).",
        Reason.RADIO_OFF: "wait until Wi-Fi is switched on (S2-02).",
    }
    if seen.another_wizard:
        return "wait for the other wizard (S2-07B)."
    if seen.reason in stops:
        return stops[seen.reason]
    give_back = "and then give this computer's own network back."
    by_name = f"ask for the name on the label and join that network by itself, {give_back}"
    match seen.mode, seen.permission:
        case JoinMode.AUTO, _:
            return f"find and join the device's network by itself, {give_back}"
        case JoinMode.MANUAL, _:
            return "ask the person to join the device's network by hand, and to return afterwards."
        case _, PermissionState.PENDING:
            return f"explain why the system asks before it shows names (S2); without them, {by_name}"
        case _, PermissionState.DENIED:
            return f"explain where to allow the names of networks (S2-03); without them, {by_name}"
        case _:
            return by_name


def _of_adapter(seen: WifiFindings) -> tuple[Finding, ...]:
    names = ", ".join(adapter.label or adapter.ifname for adapter in seen.adapters)
    reason = f" ({seen.reason.value})" if seen.reason is not None else ""
    band = f", {seen.own_band} GHz" if seen.own_band else ""
    own = f"{seen.own_label}{band}" if seen.own_label else "none, or its name cannot be read"
    cable = {True: "by cable", False: "not by cable", None: "unknown"}[seen.wired_internet]
    return (
        Finding(
            "Wi-Fi",
            bool(seen.adapters) and seen.reason is None,
            f"{seen.backend}, {seen.mode.value}{reason}{': ' + names if names else ''}",
        ),
        Finding("permission", seen.permission.value == "granted", seen.permission.value),
        Finding("own network", None, own),
        Finding("internet comes", None, cable + _route(seen)),
    )


def _route(seen: WifiFindings) -> str:
    return f"; default route {seen.default_interface or 'none'}" if seen.interfaces else ""


def _of_path(seen: WifiFindings) -> tuple[Finding, ...]:
    vpn = "none that matters" if seen.vpn is None else f"{seen.vpn} takes the traffic"
    clash = "free" if seen.clash is None else f"{seen.clash} uses 192.168.0.x as well"
    strict = {True: "strict: answers may be dropped", False: "loose", None: "does not apply, or is unknown"}
    return (
        Finding("VPN", seen.vpn is None, vpn),
        Finding("device's address", seen.clash is None, clash),
        Finding("reverse path filter", None if not seen.strict_filter else False, strict[seen.strict_filter]),
    )


def _of_earlier_runs(seen: WifiFindings) -> tuple[Finding, ...]:
    left = "nothing was left behind"
    if seen.left_journal:
        left = "an earlier run left a network to give back; the next start does it"
    if seen.journal_fault is not None:
        left = f"a restore journal was refused ({seen.journal_fault.value})"
    problem = f"nothing can be remembered ({seen.state_problem.value})" if seen.state_problem else "usable"
    return (
        Finding("earlier run", not seen.left_journal and seen.journal_fault is None, left),
        Finding("restore journal", seen.state_problem is None, problem),
        Finding("another wizard", not seen.another_wizard, "running" if seen.another_wizard else "none"),
    )


def _folder(what: str, path: Path | None) -> Finding:
    return Finding(what, path is not None, str(path) if path is not None else "cannot be written")


def main(arguments: Sequence[str]) -> int:
    """The command. 0: nothing stands in the way; 1: something does. Raises `UsageError`."""
    parser = OptionParser(prog="spark-setup doctor", description=WHAT, epilog=ENDS)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    asked = "the service to ask (default: %(default)s)"
    parser.add_argument("--api-url", default=API_URL, metavar="URL", help=asked)
    parsed = parser.parse_args(list(arguments))
    found = diagnose(_checked(parsed.api_url))
    for line in [found.to_json()] if parsed.json else found.lines():
        write_line(line)
    return 1 if any(finding.ok is False for finding in found.findings) else 0


def _checked(api_url: str) -> str:
    from ..cloud.errors import CloudError
    from ..cloud.urls import checked_base_url

    try:
        return checked_base_url(api_url)
    except CloudError as error:
        raise UsageError(f"--api-url: {error.detail}") from None
