"""kill -9 of the wizard at each step; started again it ends in success or on an honest page."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spark_setup.hostwifi.journal import RestoreJournal
from spark_setup.setup.journal import NAME
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers

PATIENT = False


SPEED = 100.0
LIMIT_S = 60.0
Wizards = Callable[[Path, str], int]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks, and SIGKILL is POSIX")


@pytest.fixture(scope="module")
def wizards() -> Iterator[Wizards]:
    """Starts a wizard on the computer of this folder; how it ended."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killable.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        start_new_session=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root / "app")},
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def start(folder: Path, at: str) -> int:
        process.stdin.write(f"{folder} {at}\n")  # type: ignore[union-attr]
        if not select.select([process.stdout], [], [], LIMIT_S)[0]:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"no end; at {(folder / 'places').read_text().split()}")
        return int(process.stdout.readline())  # type: ignore[union-attr]

    yield start
    process.stdin.close()
    process.wait(LIMIT_S)
    process.stdout.close()


class Computer:
    """A computer at home, with a device and a cloud around it that outlive every wizard."""

    def __init__(self, folder: Path, servers: Servers) -> None:
        assert servers.device is not None
        self.folder, self.device = folder, servers.device
        sign = folder / "listening"
        self.device._on_air = lambda there: sign.touch() if there else sign.unlink(missing_ok=True)
        servers.start()
        sign.touch()
        (folder / "radio").write_bytes(b"Home")
        (folder / "ready.json").write_text(json.dumps({**servers.ready(), "speed": SPEED}))

    @property
    def told_to_join(self) -> int:
        return [command.name for command in self.device.commands].count("connect-ap")

    @property
    def network(self) -> bytes:
        return (self.folder / "radio").read_bytes()

    @property
    def places(self) -> list[str]:
        return (self.folder / "places").read_text().split()

    @property
    def result(self) -> dict[str, object]:
        read: dict[str, object] = json.loads((self.folder / "result").read_text())
        return read


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Callable[..., Computer]]:
    running: list[Servers] = []

    def start(scenario: str = "default") -> Computer:
        folder = tmp_path / "computer"
        folder.mkdir()
        running.append(Servers("all", find(scenario), "127.0.0.1", 0, SPEED, tmp_path))
        return Computer(folder, running[0])

    yield start
    for servers in running:
        servers.stop()


BEFORE = (
    "ready",
    "join.one",
    "own_network_left",
    "device_network_joined",
    "networks_seen",
    "password",
    "claim_code_stored",
)
"""Nothing was sent yet: the next run sends it."""
AFTER = (
    "connect_sent",
    "internet_back",
    "cloud_asked",
    "seen_online",
    "result.success",
)
"""The device was told to join: the next run looks for it."""


def restarted(wizards: Wizards, computer: Computer, at: str) -> list[str]:
    """Killed at `at`, started again: the places of the second run, and what is true of every one."""
    assert wizards(computer.folder, at) == -signal.SIGKILL, f"{at} was not met: {computer.places}"
    assert not (computer.folder / "result").exists()
    kept = (computer.folder / NAME).exists()
    wizards(computer.folder, "-")
    assert (computer.places[0] == "resume") is kept
    assert computer.network == b"Home"
    assert computer.result["wifi_restored"] is True
    assert not RestoreJournal.in_folder(computer.folder).path.exists()
    assert not (computer.folder / NAME).exists()
    return computer.places


@pytest.mark.parametrize("at", [*BEFORE, *AFTER])
def test_scenario_04_killed_and_started_again(
    wizards: Wizards, computer: Callable[..., Computer], at: str
) -> None:
    made = computer()
    restarted(wizards, made, at)
    assert (made.result["outcome"], made.result["problem"]) == ("success", None)
    assert made.told_to_join == 1


def test_killed_between_stored_and_join(wizards: Wizards, computer: Callable[..., Computer]) -> None:
    """Nobody can know whether the word was said: the cloud is asked, then the person (S6-02), who decides."""
    made = computer()
    places = restarted(wizards, made, "details_delivered")
    assert places.index("progress.not_seen") < places.index("result.success")
    assert made.told_to_join == 1, "for the new decision: another password"


def test_killed_at_the_wrong_password(wizards: Wizards, computer: Callable[..., Computer]) -> None:
    """The first decision was carried out once; the second, with another password, once more."""
    made = computer("S6-01")
    places = restarted(wizards, made, "wrong_password")
    assert places.index("wrong_password") < places.index("result.success")
    assert made.told_to_join == 2
