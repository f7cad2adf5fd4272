"""Keeping the computer awake on Windows and macOS; logind is in tests/contract."""

from __future__ import annotations

import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.inhibit import (
    CaffeinateInhibitor,
    ExecutionStateInhibitor,
    LogindInhibitor,
    NullInhibitor,
    choose_inhibitor,
)

CONTINUOUS, AWAKE = 0x80000000, 0x80000001


def test_windows_sets_and_takes_back_on_one_thread() -> None:
    calls: list[tuple[int, str]] = []

    def set_state(flags: int) -> int:
        calls.append((flags, threading.current_thread().name))
        return 1

    inhibitor = ExecutionStateInhibitor(set_state)
    for _ in range(2):
        assert inhibitor.hold()
        assert inhibitor.hold(), "a second time is the same"
        assert calls[-1] == (AWAKE, "stay-awake")
        inhibitor.release()
        inhibitor.release()
    assert calls == [(AWAKE, "stay-awake"), (CONTINUOUS, "stay-awake")] * 2


def test_windows_that_refuses() -> None:
    inhibitor = ExecutionStateInhibitor(lambda flags: 0)
    assert not inhibitor.hold()
    inhibitor.release()


def test_elsewhere_the_systems_call_holds_nothing() -> None:
    inhibitor = ExecutionStateInhibitor()
    assert not inhibitor.hold()
    inhibitor.release()


def test_caffeinate_runs_until_released() -> None:
    inhibitor = CaffeinateInhibitor(("/bin/sleep", "60"))
    started = time.monotonic()
    assert inhibitor.hold()
    assert inhibitor.hold()
    inhibitor.release()
    assert time.monotonic() - started < 5
    inhibitor.release()


def test_no_caffeinate() -> None:
    inhibitor = CaffeinateInhibitor(("/no/such/caffeinate",))
    assert not inhibitor.hold()
    inhibitor.release()


@pytest.mark.skipif(sys.platform == "win32", reason="no system bus there")
def test_a_bus_that_stays_silent_is_not_waited_for_after_a_cancel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lets us in and answers nothing: with its own limits it would hold a close for seven seconds."""
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        bus.listen(1)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        cancel, asked = CancelToken(), threading.Event()

        def lets_us_in() -> None:
            talk, _ = bus.accept()
            with talk, talk.makefile("rb") as said:
                while b"BEGIN" not in (line := said.readline()):
                    talk.sendall(b"OK 1234deadbeef\r\n" if b"AUTH" in line else b"AGREE_UNIX_FD\r\n")
                asked.set()
                said.read()

        server = threading.Thread(target=lets_us_in, name="silent-bus")
        server.start()
        held: list[bool] = []
        holding = threading.Thread(target=lambda: held.append(LogindInhibitor().hold(cancel)), name="holding")
        holding.start()
        assert asked.wait(10)
        cancel.cancel()
        holding.join(1.5)
        assert held == [False]
        server.join(5)


@pytest.mark.parametrize(
    ("platform", "kind"),
    [
        ("linux", LogindInhibitor),
        ("win32", ExecutionStateInhibitor),
        ("darwin", CaffeinateInhibitor),
        ("freebsd14", NullInhibitor),
    ],
)
def test_by_platform(platform: str, kind: type) -> None:
    assert type(choose_inhibitor(platform)) is kind
