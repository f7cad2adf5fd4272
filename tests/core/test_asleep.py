"""Two clocks of the system, and what lies between them."""

from __future__ import annotations

import ctypes
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from spark_setup.core.asleep import asleep_s, awake_s
from spark_setup.core.clock import Clock

LINUX = {"CLOCK_MONOTONIC": 1, "CLOCK_BOOTTIME": 7}
MACOS = {"CLOCK_MONOTONIC_RAW": 4, "CLOCK_UPTIME_RAW": 8}


def test_of_this_computer() -> None:
    before = asleep_s()
    assert before >= 0.0
    assert asleep_s() - before < 1.0
    assert awake_s() <= awake_s()


@pytest.mark.parametrize(
    ("system", "clocks", "stands"),
    [("linux", LINUX, "CLOCK_MONOTONIC"), ("darwin", MACOS, "CLOCK_UPTIME_RAW")],
)
def test_a_sleep_is_what_one_clock_counts_and_the_other_does_not(
    system: str, clocks: dict[str, int], stands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = 0.0
    monkeypatch.setattr(sys, "platform", system)
    for name, number in clocks.items():
        monkeypatch.setattr(time, name, number, raising=False)
    told = {number: 500.0 if name == stands else 560.0 for name, number in clocks.items()}
    monkeypatch.setattr(time, "clock_gettime", lambda clock: told[clock] + (clock != clocks[stands]) * slept)
    before = asleep_s()
    slept = 300.0
    assert asleep_s() - before == 300.0


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {"awake": 100.0, "ticks": 160.0}

    def unbiased(pointer: Any) -> int:
        pointer._obj.value = int(seconds["awake"] * 1e7)
        return 1

    def ticks() -> int:
        return int(seconds["ticks"] * 1000)

    kernel = SimpleNamespace(GetTickCount64=ticks, QueryUnbiasedInterruptTime=unbiased)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    clock, before = Clock(), asleep_s()
    seconds.update(awake=102.0, ticks=3762.0)
    assert clock.now() == pytest.approx(2.0)
    assert asleep_s() - before == pytest.approx(3600.0)


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "beos")
    assert asleep_s() == 0.0
