"""What the doctor sees: read-only, complete, and honest about what cannot be known."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from fakes.wifi import FakeWifi
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.doctor import examine
from spark_setup.hostwifi.journal import JournalFault
from spark_setup.hostwifi.manual import ManualWifi
from spark_setup.hostwifi.port import JoinMode, PermissionState, Reason
from spark_setup.hostwifi.session import WifiSession


def test_a_healthy_computer(tmp_path: Path) -> None:
    findings = examine(tmp_path, FakeWifi())
    assert (findings.backend, findings.mode, findings.reason) == ("fake", JoinMode.AUTO, None)
    assert (findings.own_label, findings.own_band) == ("Home", "2.4")
    assert findings.wired_internet is False
    assert findings.permission is PermissionState.GRANTED
    assert (findings.state_problem, findings.left_journal, findings.another_wizard) == (None, False, False)
    assert any(i.ifname == "lo" for i in findings.interfaces)
    assert asdict(findings)


def test_a_computer_without_a_way(tmp_path: Path) -> None:
    findings = examine(None, ManualWifi(Reason.PERMISSION_DENIED))
    assert findings.permission is PermissionState.DENIED
    assert findings.state_problem is Reason.STATE_NOT_WRITABLE
    assert findings.adapters == ()


def test_a_running_wizard_and_what_it_would_leave(tmp_path: Path) -> None:
    session = WifiSession(FakeWifi(), tmp_path, guard=None)
    session.join(b"Photon-A1B2", CancelToken())
    findings = examine(tmp_path, FakeWifi())
    assert findings.another_wizard
    assert findings.left_journal
    session.restore(CancelToken())
    session.close()
    assert not examine(tmp_path, FakeWifi()).another_wizard


def test_a_bad_journal_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "wifi-restore.json"
    path.write_text("{")
    assert examine(tmp_path, FakeWifi()).journal_fault is JournalFault.MALFORMED
    assert path.exists()


def test_this_computer(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    findings = examine(tmp_path)
    assert findings.backend == "networkmanager"
    assert findings.reason is Reason.SERVICE_MISSING
