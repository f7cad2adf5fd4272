"""A maker of started devices whose story runs 200 times as fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from spark_setup.core.clock import Clock
from spark_setup.core.lights import State
from spark_setup.simulator.device import SimulatedDevice

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
