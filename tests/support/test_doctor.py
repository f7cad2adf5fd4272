"""The doctor: what is seen, what follows, and what it says of trouble. Dials only what it is told to."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from spark_setup.cli import run as command_line
from spark_setup.hostwifi.doctor import WifiFindings
from spark_setup.hostwifi.port import Adapter, JoinMode, PermissionState, Reason
from spark_setup.support import doctor
from spark_setup.support.doctor import Diagnosis, Finding, ask_service, diagnose

FINE = WifiFindings(
    platform="linux",
    backend="networkmanager",
    mode=JoinMode.AUTO,
    reason=None,
    permission=PermissionState.GRANTED,
    can_switch_on=False,
    adapters=(Adapter("1", "Intel AX200", "wlan0", 3),),
    own_label="Home",
    own_band="5",
    interfaces=(),
    default_interface="wlan0",
    wired_internet=False,
    vpn=None,
    clash=None,
    strict_filter=False,
    state_problem=None,
    left_journal=False,
    journal_fault=None,
    another_wizard=False,
)


def look(seen: WifiFindings) -> Diagnosis:
    return diagnose("https://x.example", wifi=lambda: seen, service=lambda url: Finding("service", True, url))


def wrong(seen: WifiFindings) -> list[str]:
    return [finding.what for finding in look(seen).findings if finding.ok is False]


def test_nothing_stands_in_the_way() -> None:
    found = look(FINE)
    assert wrong(FINE) == []
    assert "join the device's network by itself" in found.would
    text = "\n".join(found.lines())
    for wanted in ("Intel AX200", "Home, 5 GHz", "https://x.example", "spark-setup "):
        assert wanted in text


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"mode": JoinMode.MANUAL, "reason": Reason.NO_ADAPTER, "adapters": ()}, ["Wi-Fi"]),
        ({"permission": PermissionState.DENIED}, ["permission"]),
        ({"vpn": "tun0"}, ["VPN"]),
        ({"clash": "eth0"}, ["device's address"]),
        ({"strict_filter": True}, ["reverse path filter"]),
        ({"left_journal": True}, ["earlier run"]),
        ({"state_problem": Reason.STATE_NOT_WRITABLE}, ["restore journal"]),
        ({"another_wizard": True}, ["another wizard"]),
    ],
)
def test_each_trouble_is_named(values: dict[str, object], what: list[str]) -> None:
    assert wrong(replace(FINE, **values)) == what  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proxy", "ok", "seen"),
    [
        ("", None, "none"),
        ("http://maria:hidden-word@proxy.example:3128", None, "proxy.example:3128, for the service only"),
        ("gopher://proxy.example", False, "this kind of proxy is not supported"),
    ],
)
def test_the_proxy_is_named_without_its_password(
    proxy: str, ok: bool | None, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    found = next(finding for finding in look(FINE).findings if finding.what == "proxy")
    assert (found.ok, found.seen) == (ok, seen)


BLIND = {"mode": JoinMode.SSID_ONLY}


@pytest.mark.parametrize(
    ("values", "would"),
    [
        (BLIND, "ask for the name on the label"),
        ({**BLIND, "permission": PermissionState.PENDING}, "why the system asks"),
        ({**BLIND, "permission": PermissionState.DENIED}, "where to allow the names"),
        ({"mode": JoinMode.MANUAL, "reason": Reason.SERVICE_MISSING}, "by hand, and to return"),
        ({"mode": JoinMode.MANUAL, "reason": Reason.NO_ADAPTER}, "S2-01"),
        ({"mode": JoinMode.MANUAL, "reason": Reason.RADIO_OFF}, "S2-02"),
        ({"another_wizard": True}, "S2-07B"),
    ],
)
def test_what_setup_would_do(values: dict[str, object], would: str) -> None:
    assert would in look(replace(FINE, **values)).would  # type: ignore[arg-type]


def test_json_is_one_line() -> None:
    line = look(FINE).to_json()
    assert "\n" not in line
    assert json.loads(line)["findings"][0] == {"what": "service", "ok": True, "seen": "https://x.example"}


def test_a_service_that_is_not_there() -> None:
    found = ask_service("http://127.0.0.1:9")
    assert found.ok is False
    assert "unreachable" in found.seen


def test_an_address_that_is_refused() -> None:
    assert ask_service("http://api.example").ok is False


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(doctor, "examine_wifi", lambda: FINE)
    monkeypatch.setattr(doctor, "diagnose", lambda url: diagnose(url, wifi=lambda: FINE, service=ask_service))
    assert command_line(["doctor", "--json", "--api-url", "http://127.0.0.1:9"]) == 1
    out = capsys.readouterr().out
    assert json.loads(out)["system"]
    assert command_line(["doctor", "--jsn"]) == 2
