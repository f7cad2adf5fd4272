"""The sleep inhibitor against a played logind, and without one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from fakes import nm_mock
from spark_setup.hostwifi.inhibit import LogindInhibitor, NullInhibitor, choose_inhibitor
from spark_setup.hostwifi.nm_bus import NmBus

LOGIND = "org.freedesktop.login1"


@pytest.fixture
def logind() -> Iterator[NmBus]:
    if missing := nm_mock.why_not():
        pytest.skip(missing)
    with nm_mock.private_bus(), nm_mock.dbusmock("logind", LOGIND):
        bus = NmBus(LOGIND)
        yield bus
        bus.close()


def inhibitors(bus: NmBus) -> list[tuple[object, ...]]:
    return list(bus.call("/org/freedesktop/login1", f"{LOGIND}.Manager", "ListInhibitors")[0])


def test_sleep_is_blocked_inside_and_allowed_after(logind: NmBus) -> None:
    inhibitor = LogindInhibitor()
    assert inhibitor.hold()
    (row,) = inhibitors(logind)
    assert row[0] == "sleep:idle"
    assert row[3] == "block"
    inhibitor.release()
    deadline = time.monotonic() + 5
    while inhibitors(logind):
        assert time.monotonic() < deadline, "still blocked"


def test_without_logind_nothing_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    inhibitor = LogindInhibitor()
    assert inhibitor.hold() is False
    inhibitor.release()


def test_each_platform() -> None:
    assert isinstance(choose_inhibitor("linux"), LogindInhibitor)
    inhibitor = choose_inhibitor("beos")
    assert isinstance(inhibitor, NullInhibitor)
    assert inhibitor.hold() is False
    inhibitor.release()
