"""Guards of the whole suite: nothing shown, nothing dialled, nothing left behind, nothing said unexpectedly.

Everything above the fixtures happens before Qt or the package is imported. What a test may call lives in the
conftest of its room; here are only guards, and `expected_warnings`, the way past one of them.
"""

from __future__ import annotations

import collections
import contextlib
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# SPARK_SETUP_TEST_DISPLAY=1 shows the windows (under Xvfb, or to a person who wants to watch).
if not os.environ.get("SPARK_SETUP_TEST_DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A proxy or a certificate file that this machine happens to set would decide what the tests see.
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "FTP_PROXY"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)
for _name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "SPARK_SETUP_TOKEN"):
    os.environ.pop(_name, None)

# A home of its own: no test reads a developer's settings or leaves a file in them.
_HOME = Path(tempfile.mkdtemp(prefix="spark-setup-tests-"))
for _name in ("CONFIG", "CACHE", "DATA", "STATE"):
    os.environ.pop(f"XDG_{_name}_HOME", None)
(_HOME / "run").mkdir(mode=0o700)
os.environ["XDG_RUNTIME_DIR"] = str(_HOME / "run")
for _name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = str(_HOME)

# The same examples in every run, so that green means green; `make fuzz` is for new ones.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")

if (Path(__file__).parent / "plugins" / "loopback_only.py").exists():
    pytest_plugins = ["plugins.loopback_only"]


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, Any, Any]:
    """Around pytest-qt's: a window that was closed is gone before the next test looks for windows."""
    done = yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return done


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """xdist sends reports as UTF-8, and dies of a log line with a name that is no text."""
    return _encodable((yield))


def _encodable(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(data, dict):
        return {_encodable(key): _encodable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(map(_encodable, data))
    return data


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests were skipped, by reason: a suite that skips must say what it did not see."""
    reasons: collections.Counter[str] = collections.Counter()
    for report in terminalreporter.stats.get("skipped", []):
        longrepr = report.longrepr
        reason = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    if reasons:
        terminalreporter.section("skipped, by reason", sep="-")
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"{count:5}  {reason}")


# --- threads --------------------------------------------------------------------------------------------

# Cannot be interrupted, so it may be abandoned: the only one (architecture.md, "Threads").
ABANDONED = "name-lookup"
# Qt's own, which it keeps for later. A QThread of ours carries the name of its class.
QTS_OWN = ("QDBusConnection", "Thread (pooled)", "QNetwork", "qt_")
TASKS = Path("/proc/self/task")
GRACE_S = 2.0


def _kind(thread: threading.Thread) -> str:
    return re.sub(r"\d+", "N", thread.name)


def _of_python() -> list[threading.Thread]:
    """Threads that Python started. It never notices the end of others, so those are asked of the system."""
    return [t for t in threading.enumerate() if t.name != ABANDONED and type(t).__name__ != "_DummyThread"]


def _of_qt() -> list[str]:
    """The names of the QThreads that run (Linux): a thread of Python's bears the name of the process."""
    names = []
    for task in TASKS.iterdir() if TASKS.exists() else ():
        with contextlib.suppress(OSError):  # it ended just now
            names.append((task / "comm").read_text().strip())
    process = (TASKS / str(os.getpid()) / "comm").read_text().strip() if names else ""
    return [f"QThread {name}" for name in names if name != process and not name.startswith(QTS_OWN)]


def _running() -> collections.Counter[str]:
    """How many threads of each name; a server of a whole module may replace its own during a test."""
    return collections.Counter([_kind(thread) for thread in _of_python()] + _of_qt())


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A thread that outlives its test fails it."""
    before = _running()
    yield
    limit = time.monotonic() + GRACE_S
    while (excess := _running() - before) and time.monotonic() < limit:
        late = [thread for thread in _of_python() if _kind(thread) in excess]
        for thread in late:
            thread.join(0.05)
        if not late:
            threading.Event().wait(0.05)  # a QThread cannot be joined from here
    if excess:
        pytest.fail(f"threads left behind: {dict(excess)}", pytrace=False)


# --- the log ----------------------------------------------------------------------------------------------


class ExpectedWarnings(logging.Handler):
    """Collects what the package logs from WARNING on; call it with a pattern for each line to come."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.patterns: list[str] = []
        self.lines: list[str] = []

    def __call__(self, *patterns: str) -> None:
        """From here on a line that one of the patterns finds is fine; each of them must find one."""
        self.patterns.extend(patterns)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def breaches(self) -> list[str]:
        """What came unexpectedly, and what was expected in vain."""
        surprises = [line for line in self.lines if not any(re.search(p, line) for p in self.patterns)]
        in_vain = [p for p in self.patterns if not any(re.search(p, line) for line in self.lines)]
        return [f"unexpected: {line}" for line in surprises] + [f"expected in vain: {p}" for p in in_vain]


@pytest.fixture(autouse=True)
def expected_warnings() -> Iterator[ExpectedWarnings]:
    """An unexpected warning in the log of the package fails the test; calling this allows it."""
    logger = logging.getLogger("spark_setup")
    expected = ExpectedWarnings()
    logger.addHandler(expected)
    yield expected
    logger.removeHandler(expected)
    if expected.breaches():
        pytest.fail("in the log: " + "; ".join(expected.breaches()), pytrace=False)
