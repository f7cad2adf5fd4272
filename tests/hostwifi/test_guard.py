"""The guard's decisions, with scripted lines; and as a real process with pipe, signals and journals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.wifi import FakeRadio, FakeWifi
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi import guard as guard_module
from spark_setup.hostwifi.guard import (
    EXIT_JOURNAL_REFUSED,
    EXIT_NOT_GIVEN_BACK,
    EXIT_OK,
    GuardRun,
)
from spark_setup.hostwifi.guarding import Guard, guard_command
from spark_setup.hostwifi.journal import JournalFault, JournalRecord, JournalRefusedError, RestoreJournal
from spark_setup.hostwifi.port import Reason, Snapshot
from spark_setup.hostwifi.processes import is_alive, start_mark

DEVICE = b"Photon-A1B2"


def record_of(pid: int, started: str | None = None) -> JournalRecord:
    snapshot = Snapshot("wlan9", "profile", b"Home".hex(), "Home", DEVICE)
    return JournalRecord("fake", snapshot, FakeWifi().adapter, pid, started, None, time.time())


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


class Bench:
    """A guard between a scripted wizard and a fake radio that is on the device's network."""

    def __init__(self, folder: Path) -> None:
        self.journal = RestoreJournal.in_folder(folder)
        self.radio = FakeRadio(on=DEVICE)
        self.wifi = FakeWifi(self.radio)
        self.ready = 0

    def run(self, *lines: bytes | type[TimeoutError] | None, path: str | None = None) -> int:
        script = iter(lines)

        def next_line(timeout: float) -> bytes | None:
            line = next(script)
            if isinstance(line, type):
                raise line
            return line

        def said_ready() -> None:
            self.ready += 1

        run = GuardRun(
            path or str(self.journal.path),
            next_line,
            said_ready,
            lambda name: self.wifi if name == "fake" else None,
        )
        return run.run()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def hello(bench: Bench) -> bytes:
    record = record_of(os.getpid(), start_mark(os.getpid()))
    bench.journal.write(record)
    return b"journal " + record.encode()


def test_done_does_nothing(bench: Bench, hello: bytes) -> None:
    assert bench.run(hello, b"beat\n", b"done\n") == EXIT_OK
    assert bench.radio.on == DEVICE
    assert bench.ready == 1


@pytest.mark.parametrize("end", [None, TimeoutError])
def test_without_done_it_gives_back(
    bench: Bench, hello: bytes, end: type[TimeoutError] | None, caplog
) -> None:
    with caplog.at_level("ERROR", "spark_setup"):
        assert bench.run(hello, b"beat\n", end) == EXIT_OK
    assert bench.radio.on == b"Home"
    assert not bench.journal.path.exists()


@pytest.fixture(autouse=True)
def _warnings(request: pytest.FixtureRequest) -> None:
    """What the guard says when it acts is a warning on purpose."""
    log = request.getfixturevalue("expected_warnings")
    log.patterns.append(r"guard")
    log.lines.append("guard")


def test_it_knows_the_newest_network(bench: Bench, hello: bytes) -> None:
    bench.radio.on = b"Photon-ZZZZ"
    update = b"journal " + record_of(os.getpid()).joining(b"Photon-ZZZZ").encode()
    assert bench.run(hello, update, b"nonsense\n", None) == EXIT_OK
    assert bench.radio.on == b"Home"


def test_a_network_that_the_person_chose_is_left_alone(bench: Bench, hello: bytes) -> None:
    bench.radio.on = b"Cafe"
    assert bench.run(hello, None) == EXIT_OK
    assert bench.radio.on == b"Cafe"


def test_the_journal_of_a_running_wizard_is_refused(bench: Bench, hello: bytes) -> None:
    for lines in ((None,), (TimeoutError,), (b"nonsense\n",)):
        with pytest.raises(JournalRefusedError) as raised:
            bench.run(*lines)
        assert raised.value.fault is JournalFault.OWNER_ALIVE
    assert bench.radio.on == DEVICE
    assert bench.journal.path.exists()


def test_the_journal_of_a_dead_wizard_is_acted_on_by_hand(bench: Bench, dead: int) -> None:
    bench.journal.write(record_of(dead))
    assert bench.run(None) == EXIT_OK
    assert bench.radio.on == b"Home"


def test_no_journal_is_nothing_to_do(bench: Bench) -> None:
    assert bench.run(None) == EXIT_OK


def test_somebody_was_faster(bench: Bench, hello: bytes) -> None:
    bench.journal.remove()
    assert bench.run(hello, None) == EXIT_OK
    assert bench.radio.log == []


def test_without_a_state_folder_the_pipe_carries_the_journal(bench: Bench) -> None:
    hello = b"journal " + record_of(os.getpid()).encode()
    assert bench.run(hello, None, path="-") == EXIT_OK
    assert bench.radio.on == b"Home"


def test_another_backends_journal_is_refused(bench: Bench, dead: int) -> None:
    bench.wifi.name = "fake"
    record = record_of(dead)
    bench.journal.write(JournalRecord("wlanapi", *list(vars(record).values())[1:]))
    with pytest.raises(JournalRefusedError) as raised:
        bench.run(None)
    assert raised.value.fault is JournalFault.OTHER_BACKEND


def test_it_tries_again_and_keeps_the_journal_if_it_fails(
    bench: Bench, hello: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "RETRY_S", 0.0)
    bench.wifi.fail_restore = Reason.AP_NOT_FOUND
    assert bench.run(hello, None) == EXIT_OK  # the second attempt
    bench.journal.write(record_of(os.getpid()))
    bench.wifi.restore = lambda *a, **k: (_ for _ in ()).throw(guard_module.WifiError(Reason.RADIO_OFF))  # type: ignore[method-assign]
    assert bench.run(hello, None) == EXIT_NOT_GIVEN_BACK
    assert bench.journal.path.exists()


# --- as a process ---------------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[[JournalRecord], Guard]]:
    """Starts real guards; they know no backend called "fake", so they refuse instead of touching a Wi-Fi."""
    guards: list[Guard] = []

    def start(record: JournalRecord) -> Guard:
        journal = RestoreJournal.in_folder(tmp_path)
        journal.write(record)
        guard = Guard.start(guard_command(str(journal.path)), record, CancelToken())
        assert guard is not None
        guards.append(guard)
        return guard

    yield start
    for guard in guards:
        guard.done()


def test_a_real_guard_ends_when_it_is_told(started: Callable[[JournalRecord], Guard], tmp_path: Path) -> None:
    guard = started(record_of(os.getpid(), start_mark(os.getpid())))
    assert is_alive(guard.pid, None)
    assert os.getsid(guard.pid) == guard.pid  # a session of its own
    guard.done()
    assert not is_alive(guard.pid, None)
    assert guard._process.returncode == EXIT_OK


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_real_guard_is_deaf(started: Callable[[JournalRecord], Guard], name: str) -> None:
    guard = started(record_of(os.getpid()))
    os.kill(guard.pid, getattr(signal, name))
    guard.done()
    assert guard._process.returncode == EXIT_OK


def test_a_killed_guard_does_not_disturb_the_wizard(started: Callable[[JournalRecord], Guard]) -> None:
    guard = started(record_of(os.getpid()))
    os.kill(guard.pid, signal.SIGKILL)
    guard._process.wait()
    guard.update(record_of(os.getpid()))
    guard.done()


def test_a_guard_that_cannot_be_started_is_no_error() -> None:
    record = record_of(os.getpid())
    assert Guard.start(["/nonexistent/guard"], record, CancelToken()) is None
    assert Guard.start([sys.executable, "-c", ""], record, CancelToken()) is None


def test_a_cancel_while_the_guard_starts() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Guard.start([sys.executable, "-c", "import sys; sys.stdin.read()"], record_of(os.getpid()), cancel)


def run_by_hand(journal: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        guard_command(str(journal)), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=30, check=False,
    )  # fmt: skip


def test_by_hand_bad_journals_are_refused_with_a_sentence(tmp_path: Path, dead: int) -> None:
    journal = RestoreJournal.in_folder(tmp_path)
    assert run_by_hand(journal.path).returncode == EXIT_OK  # none: nothing to do
    journal.write(record_of(os.getpid(), start_mark(os.getpid())))
    running = run_by_hand(journal.path)
    assert (running.returncode, "owner_alive" in running.stderr) == (EXIT_JOURNAL_REFUSED, True)
    journal.path.write_text("{")
    malformed = run_by_hand(journal.path)
    assert (malformed.returncode, "malformed" in malformed.stderr) == (EXIT_JOURNAL_REFUSED, True)
    journal.path.unlink()
    journal.path.symlink_to("/etc/passwd")
    foreign = run_by_hand(journal.path)
    assert (foreign.returncode, "foreign" in foreign.stderr) == (EXIT_JOURNAL_REFUSED, True)


def test_a_reused_process_number_is_another_process(dead: int) -> None:
    mine = start_mark(os.getpid())
    assert is_alive(os.getpid(), mine)
    assert not is_alive(os.getpid(), "another boot:1")
    assert not is_alive(dead, None)
    assert start_mark(dead) is None
