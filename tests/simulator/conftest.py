"""A maker of started devices whose story runs 200 times as fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from spark_setup.core.clock import Clock
from spark_setup.core.lights import State
from spark_setup.simulator.cloud import SimulatedCloud
from spark_setup.simulator.device import SimulatedDevice

from .cloud_bench import HandClock
from .device_bench import FakeUplink, Make


@pytest.fixture
def uplink() -> FakeUplink:
    return FakeUplink()


@pytest.fixture
def lights() -> list[State]:
    return []


@pytest.fixture
def make(uplink: FakeUplink, lights: list[State]) -> Iterator[Make]:
    """Makes started devices whose story runs 200 times as fast."""
    made: list[SimulatedDevice] = []

    def build(**options: Any) -> SimulatedDevice:
        options.setdefault("clock", Clock(200.0))
        device = SimulatedDevice(uplink=uplink, on_light=lights.append, **options)
        made.append(device)
        device.start()
        return device

    yield build
    for device in made:
        device.stop()


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock(1.0)


@pytest.fixture
def cloud(hand_clock: HandClock) -> Iterator[SimulatedCloud]:
    """A started cloud whose story time is moved by hand."""
    cloud = SimulatedCloud(clock=hand_clock)
    cloud.start()
    yield cloud
    cloud.stop()
