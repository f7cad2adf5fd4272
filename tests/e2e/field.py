"""What the tests of the field cases share: fixtures of the bench, and a wizard in this process to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.field_bench import Bench
from fakes.field_cloud import TOKEN, FieldCloud
from fakes.field_device import FieldDevice
from fakes.patient_clock import PatientClock
from spark_setup.core.secrets import Secret
from spark_setup.setup.production import Target, production
from spark_setup.setup.services import Services
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run

Reached = Callable[[FieldDevice, FieldCloud], Services]


@pytest.fixture
def device() -> Iterator[FieldDevice]:
    """A fake device."""
    with FieldDevice() as made:
        yield made


@pytest.fixture
def cloud(device: FieldDevice) -> Iterator[FieldCloud]:
    """A fake cloud that shows it."""
    with FieldCloud(device) as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path, device: FieldDevice, cloud: FieldCloud) -> Bench:
    """The bench's default run with both."""
    return Bench(tmp_path, device, cloud)


@pytest.fixture
def reached() -> Iterator[Reached]:
    """The production services, with this device and cloud, in this process."""
    made: list[Services] = []

    def reach(device: FieldDevice, cloud: FieldCloud) -> Services:
        target = Target(cloud.url, "none", {"tcp": ("127.0.0.1", device.port)})
        made.append(production(target, token=Secret(TOKEN), clock=PatientClock(40)))
        return made[-1]

    yield reach
    for services in made:
        services.close()


def watched(
    wizard: Callable[..., Run], services: Services, said: Answers, look: Callable[[SetupWizard], None]
) -> Run:
    """A run during which `look` is called after everything that was drawn."""
    original = Autopilot._consider

    def consider(self: Autopilot) -> None:
        look(self._wizard)
        original(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Autopilot, "_consider", consider)
        return wizard(services, said)
