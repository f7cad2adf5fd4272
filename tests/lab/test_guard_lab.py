"""Real NetworkManager, real guard, real signals: the own network is back and nothing is left.

For each way to die: the wizard alone and its whole process group; own profiles that connect by themselves
(NetworkManager gives back) and that do not (the guard does). The time it took is printed with `-s`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from fakes import nm_daemon
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.journal import RestoreJournal
from spark_setup.hostwifi.session import WifiSession

WIZARD = Path(__file__).with_name("wizard.py")


@pytest.fixture(scope="module")
def daemon() -> Iterator[nm_daemon.NmDaemon]:
    if missing := nm_daemon.why_not():
        pytest.skip(missing)
    with nm_daemon.nm_daemon() as daemon:
        yield daemon


@pytest.fixture(params=["comes-back-by-itself", "autoconnect-no"])
def home(daemon: nm_daemon.NmDaemon, request: pytest.FixtureRequest) -> Iterator[nm_daemon.NmDaemon]:
    """On the own network, with another profile that must stay as it is."""
    home = daemon.add_profile("Home", "10.9.0.2", autoconnect=request.param == "comes-back-by-itself")
    daemon.add_profile("Cafe", "10.9.1.2", autoconnect=False)
    daemon.activate(home)
    daemon.wait_for("Home")
    yield daemon
    daemon.clear()


class Wizard:
    def __init__(self, state_dir: Path, ending: str, within: Sequence[str] = ()) -> None:
        self.journal = RestoreJournal.in_folder(state_dir)
        self.process = subprocess.Popen(
            [*within, sys.executable, str(WIZARD), str(state_dir), ending],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().decode().split()

    def guard_pid(self) -> int:
        record = self.journal.read()
        assert record is not None
        assert record.guard_pid is not None
        return record.guard_pid

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def wizard(home: nm_daemon.NmDaemon, tmp_path: Path) -> Iterator[Callable[..., Wizard]]:
    """Starts wizards that have joined the device's network."""
    started: list[Wizard] = []

    def start(ending: str = "wait", state_dir: Path | None = None, within: Sequence[str] = ()) -> Wizard:
        wizard = Wizard(state_dir or tmp_path / "state", ending, within)
        started.append(wizard)
        assert wizard.said[:1] == ["joined"]
        return wizard

    yield start
    for wizard in started:
        wizard.close()


def given_back(daemon: nm_daemon.NmDaemon, since: float, journal: RestoreJournal) -> float:
    """Everything that must be true afterwards; seconds from `since` to the own network."""
    daemon.wait_for("Home", 20)
    took = time.monotonic() - since
    deadline = time.monotonic() + 10
    while journal.path.exists():
        assert time.monotonic() < deadline, "the journal is still there"
        CancelToken().wait(0.05)
    assert daemon.active_name() == "Home"
    assert daemon.profiles() == ["Cafe", "Home"]
    assert [n for n in daemon.stored() if not n.startswith("lo")] == [
        "Cafe.nmconnection",
        "Home.nmconnection",
    ]
    return took


@pytest.mark.parametrize("group", [False, True], ids=["alone", "group"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_killed(home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard], name: str, group: bool) -> None:
    victim = wizard()
    assert victim.said == ["joined", "guarded"]
    assert home.active_name() == "Photon setup"
    since = time.monotonic()
    kill = os.killpg if group else os.kill
    kill(victim.process.pid, getattr(signal, name))
    print(f"{name} {'group' if group else 'alone'}: {given_back(home, since, victim.journal):.2f} s")


def test_an_exception_in_the_worker(home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard]) -> None:
    since = time.monotonic()
    print(f"exception: {given_back(home, since, wizard('exception').journal):.2f} s")


def test_the_normal_end(home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard]) -> None:
    finished = wizard("finish")
    assert finished.process.wait(30) == 0
    given_back(home, time.monotonic(), finished.journal)


def test_the_guard_is_killed_first(home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard]) -> None:
    """Then NetworkManager drops our profile, and the next start does what is left."""
    victim = wizard()
    os.kill(victim.guard_pid(), signal.SIGKILL)
    victim.process.kill()
    victim.process.wait(10)
    following = WifiSession(nm_daemon.StandInWifi(), victim.journal.path.parent)
    recovery = following.recover(CancelToken())
    following.close()
    assert recovery is not None
    assert recovery.restored is not None
    assert recovery.restored.given_back
    given_back(home, time.monotonic(), victim.journal)


def test_a_wizard_started_at_once_waits_for_the_guard(
    home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard]
) -> None:
    victim = wizard()
    victim.process.kill()
    victim.process.wait(10)
    following = WifiSession(nm_daemon.StandInWifi(), victim.journal.path.parent)
    recovery = following.recover(CancelToken())  # or the guard was faster, and there is nothing to recover
    assert recovery is None or (recovery.restored is not None and recovery.restored.given_back)
    following.probe()
    following.close()
    given_back(home, time.monotonic(), victim.journal)


def test_the_person_chose_another_network_meanwhile(
    home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard]
) -> None:
    victim = wizard()
    (cafe,) = [p for p in home.bus.call(*LIST)[0] if name_of(home, str(p)) == "Cafe"]
    home.activate(str(home.nm.profile_settings(str(cafe))["connection"]["uuid"]))
    home.wait_for("Cafe")
    victim.process.kill()
    victim.process.wait(10)
    deadline = time.monotonic() + 15
    while victim.journal.path.exists():
        assert time.monotonic() < deadline, "the guard has not finished"
        CancelToken().wait(0.05)
    assert home.active_name() == "Cafe"


LIST = (
    "/org/freedesktop/NetworkManager/Settings",
    "org.freedesktop.NetworkManager.Settings",
    "ListConnections",
)


def name_of(daemon: nm_daemon.NmDaemon, path: str) -> object:
    return daemon.nm.profile_settings(path).get("connection", {}).get("id")


FOLDERS = {
    "no-folder": "",
    "full": "mount -t tmpfs -o size=16k tmpfs {0} && ! cat /dev/zero 2>&- > {0}/fill",
    "read-only": "mount -t tmpfs -o ro tmpfs {0}",
}


@pytest.mark.parametrize("trouble", FOLDERS)
def test_a_state_folder_that_takes_nothing(
    home: nm_daemon.NmDaemon, wizard: Callable[..., Wizard], tmp_path: Path, trouble: str
) -> None:
    """The pipe carries the journal, and the guard gives back all the same."""
    (tmp_path / "file").write_text("")
    state_dir, within = tmp_path / "file" / "state", list[str]()
    if FOLDERS[trouble]:
        state_dir = tmp_path / "state"
        state_dir.mkdir()
        mounted = FOLDERS[trouble].format(state_dir)
        as_root = [] if os.geteuid() == 0 else ["-r"]
        within = ["unshare", *as_root, "-m", "sh", "-c", f'{mounted} && exec "$@"', "sh"]
    victim = wizard(state_dir=state_dir, within=within)
    assert victim.said == ["joined", "guarded", "forgetful"]
    since = time.monotonic()
    victim.process.kill()
    print(f"{trouble}: {given_back(home, since, victim.journal):.2f} s")
