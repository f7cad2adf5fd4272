"""The real program, the real NetworkManager, a device and a router that are both 192.168.0.1; in namespaces.

Only the radio is a veth, and the device is the simulated one, which really listens at 192.168.0.1. The cloud
is on the computer's loopback: plain HTTP is allowed nowhere else, and so nothing of it passes the router.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab import ground
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.journal import RestoreJournal

PASSWORD = "correct horse 9"
ANSWERS = f'network = "Home"\npassword = "{PASSWORD}"\n'


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[ground.Ground]:
    if missing := ground.why_not():
        pytest.skip(missing)
    folder = tmp_path / "lab"
    folder.mkdir()
    with ground.laid_out(folder) as made:
        yield made


def said(state: Path) -> str:
    """What a wizard left to read."""
    files = [state / name for name in ("log", "stderr")]
    return "\n".join(file.read_text()[-3000:] for file in files if file.exists())


def ended(process: subprocess.Popen[str]) -> int:
    try:
        code = process.wait(60)
    finally:
        process.kill()
    assert process.stdout is not None
    process.stdout.close()
    return code


# ---------------------------------------- both at 192.168.0.1


def tcp_to(frame: bytes, port: int) -> bool:
    ip = frame[14:]
    return len(ip) >= 24 and ip[9] == 6 and int.from_bytes(ip[(ip[0] & 15) * 4 + 2 :][:2], "big") == port


def contains(frames: list[bytes], *secrets: bytes) -> bool:
    forms = {form for s in secrets for form in (s, s.hex().encode(), s.hex().upper().encode())}
    return any(form in frame for frame in frames for form in forms)


@pytest.mark.parametrize("rp_filter", [0, 1, 2])
def test_scenario_08_not_one_byte_reaches_the_router(
    lab: ground.Ground, tmp_path: Path, rp_filter: int
) -> None:
    lab.daemon.set_rp_filter(rp_filter)
    lab.lay_cable()
    lab.daemon.activate(lab.daemon.add_profile("Home", "10.9.0.2", autoconnect=True))
    lab.daemon.wait_for("Home")
    before = lab.daemon.profiles(), lab.daemon.stored()
    state = tmp_path / "wizard"
    state.mkdir()
    (state / "answers.toml").write_text(ANSWERS)
    started = time.monotonic()
    wizard = lab.wizard(state, "none", "--unattended", str(state / "answers.toml"))
    assert ended(wizard) == 0, said(state)
    print(f"FIGURE rp_filter {rp_filter}: set up in {time.monotonic() - started:.1f} s")
    result = json.loads((state / "result").read_text())
    assert (result["outcome"], result["wifi_restored"]) == ("success", True)
    # The right device has been set up …
    device, cloud = lab.state()["device"], lab.state()["cloud"]
    assert bytes.fromhex(str(device["password_hex"])) == PASSWORD.encode()
    assert bytes.fromhex(str(device["ssid_hex"])) == b"Home"
    assert device["online"] is True
    code = str(device["claim_code"]).encode()
    assert len(code) == 63
    assert cloud["devices"][0]["owner"]  # type: ignore[index]
    # … and the router has seen neither secret, nor anything meant for the device.
    assert contains(lab.packets("device"), code), "the capture itself works"
    router = lab.packets("router")
    assert not contains(router, code, PASSWORD.encode())
    assert [frame for frame in router if tcp_to(frame, 5609) or tcp_to(frame, 80)] == []
    # The computer is as it was.
    assert lab.daemon.active_name() == "Home"
    assert (lab.daemon.profiles(), lab.daemon.stored()) == before
    assert lab.daemon.rp_filter() == rp_filter


# ---------------------------------------- every way to end


class Lab:
    """A computer at home, twice: with a profile that comes back by itself, and with one that does not."""

    def __init__(self, made: ground.Ground, folder: Path) -> None:
        self.ground, self.daemon, self.folder = made, made.daemon, folder
        self.runs = 0

    def start(self, ending: str) -> tuple[subprocess.Popen[str], RestoreJournal]:
        """A wizard that has joined the device's network and waits for the person."""
        self.runs += 1
        state = self.folder / f"run{self.runs}"
        process = self.ground.wizard(state, ending)
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        if first != "joined":
            process.kill()
            ended(process)
        assert first == "joined", said(state)
        assert self.daemon.active_name() == "Photon setup"
        return process, RestoreJournal.in_folder(state / "spark-setup")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    if missing := ground.why_not():
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("house")
    with ground.laid_out(folder) as made:
        yield Lab(made, folder)


@pytest.fixture(params=["comes-back-by-itself", "autoconnect-no"])
def home(house: Lab, request: pytest.FixtureRequest) -> Iterator[Lab]:
    """On the own network, with another profile that must stay as it is."""
    daemon = house.daemon
    own = daemon.add_profile("Home", "10.9.0.2", autoconnect=request.param == "comes-back-by-itself")
    daemon.add_profile("Cafe", "10.9.1.2", autoconnect=False)
    daemon.activate(own)
    daemon.wait_for("Home")
    house.ground.reset()
    yield house
    daemon.clear()


def given_back(lab: Lab, since: float, journal: RestoreJournal) -> float:
    """Everything that must be true afterwards; seconds from `since` to the own network."""
    daemon = lab.daemon
    daemon.wait_for("Home", 20)
    took = time.monotonic() - since
    deadline = time.monotonic() + 15
    while journal.path.exists():
        assert time.monotonic() < deadline, "the journal is still there"
        CancelToken().wait(0.05)
    assert daemon.active_name() == "Home"
    assert daemon.profiles() == ["Cafe", "Home"]
    stored = [name for name in daemon.stored() if not name.startswith("lo")]
    assert stored == ["Cafe.nmconnection", "Home.nmconnection"]
    return took


@pytest.mark.parametrize("group", [False, True], ids=["alone", "group"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_killed(home: Lab, name: str, group: bool, request: pytest.FixtureRequest) -> None:
    process, journal = home.start("wait")
    assert journal.path.exists()
    since = time.monotonic()
    (os.killpg if group else os.kill)(process.pid, getattr(signal, name))
    took = given_back(home, since, journal)
    print(f"FIGURE {request.node.callspec.id}: {took:.2f} s")
    assert ended(process) == (-signal.SIGKILL if name == "SIGKILL" else 3)


@pytest.mark.parametrize("ending", ["exception", "window", "cancel", "log-off", "quit"])
def test_ends(home: Lab, ending: str, request: pytest.FixtureRequest) -> None:
    process, journal = home.start(ending)
    assert process.stdout is not None
    word, since = process.stdout.readline().split()
    assert word == "ending"
    took = given_back(home, float(since), journal)
    print(f"FIGURE {request.node.callspec.id}: {took:.2f} s")
    if ending == "log-off":
        word, _, back = process.stdout.readline().split()
        assert float(back) >= float(since) + took - 0.5, "the session went before the Wi-Fi was back"
    assert ended(process) == (1 if ending == "exception" else 3)


def test_the_next_start_says_so(home: Lab) -> None:
    """Guard and wizard both killed: the next start gives back, before it does anything else."""
    process, journal = home.start("wait")
    record = journal.read()
    assert record is not None
    assert record.guard_pid is not None
    os.kill(record.guard_pid, signal.SIGKILL)
    process.kill()
    ended(process)
    assert journal.path.exists()
    state = journal.path.parent.parent
    (state / "answers.toml").write_text(ANSWERS)
    following = home.ground.wizard(state, "none", "--unattended", str(state / "answers.toml"))
    assert ended(following) == 0, said(state)
    facts = [name for name, _ in json.loads((state / "result").read_text())["facts"]]
    assert next(f for f in facts if f != "interrupted") == "recovered"
    given_back(home, time.monotonic(), journal)


def test_a_second_wizard_says_so_and_touches_nothing(home: Lab) -> None:
    process, journal = home.start("wait")
    state = journal.path.parent.parent
    (state / "answers.toml").write_text(ANSWERS)
    second = home.ground.wizard(state, "none", "--unattended", str(state / "answers.toml"))
    assert ended(second) == 1
    assert json.loads((state / "result").read_text())["problem"] == "S2-07B"
    assert home.daemon.active_name() == "Photon setup"
    assert journal.path.exists()
    os.kill(process.pid, signal.SIGTERM)
    given_back(home, time.monotonic(), journal)
    assert ended(process) == 3
