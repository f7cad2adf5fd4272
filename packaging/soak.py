"""Hundreds of setups in one process, each a whole wizard with its device, cloud and radio: `make soak`.

Nothing may grow after the first runs: threads, open files and sockets, Qt objects, memory. Prints a line per
ten runs and ends with exit code 1 if something grew. `--runs N`, `--speed X`, `--scenario NAME`.
Then the wizard, as a process of its own, is closed in every way and at every moment in which something it
talks to stays silent (case H09): `--closings N` times each, 0 for not at all.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from spark_setup.brand import load
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import find
from spark_setup.ui.answers import read_answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController

WARM_UP = 20
LIMIT_S = 60.0
# How much the last quarter may be above the quarter after the warm-up.
MOST_MORE = {"threads": 0.0, "files": 0.0, "widgets": 0.0, "rss_mb": 3.0}
CLOSINGS = Path(__file__).parent.parent / "tests" / "e2e" / "test_field_cases_closing.py"
ANSWERS = Path(__file__).with_name("demo-answers.toml")


@dataclass(frozen=True)
class Count:
    """What this process holds between two runs."""

    threads: int
    files: int
    widgets: int
    rss_mb: float


def count() -> Count:
    """Look, after everything that was to be deleted is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    import psutil

    process = psutil.Process()
    files = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else process.num_handles()
    return Count(
        threading.active_count(), files, len(QApplication.allWidgets()), process.memory_info().rss / 1e6
    )


def one_setup(scenario: str, speed: float) -> str:
    """A whole setup through the wizard; its outcome."""
    demo, brand = Demo(find(scenario), speed=speed), load(None)
    demo.start()
    controller = SetupController(
        brand, services=demo.services(), options=options_of(brand, has_session=True), with_person=False
    )
    loop, limit = QEventLoop(), QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    outcomes: list[str] = []
    controller.finished.connect(lambda result: outcomes.append(result.outcome.value))
    controller.finished.connect(loop.quit)
    try:
        controller.start()
        assert controller.wizard is not None
        Autopilot(controller.wizard, read_answers(ANSWERS))
        controller.wizard.refresh()
        limit.start(int(LIMIT_S * 1000))
        loop.exec()
    finally:
        limit.stop()
        demo.stop()
        controller.deleteLater()
    return outcomes[0] if outcomes else "no end"


def growth(counts: list[Count]) -> dict[str, float]:
    """The median of the last quarter less that of the quarter after the warm-up, by name."""
    rest = counts[WARM_UP:]
    quarter = max(1, len(rest) // 4)
    return {
        name: statistics.median(getattr(c, name) for c in rest[-quarter:])
        - statistics.median(getattr(c, name) for c in rest[:quarter])
        for name in MOST_MORE
    }


def closings(times: int) -> bool:
    """Close the wizard at its awkward moments, so often; whether all went well. Prints a line each."""
    for number in range(1, times + 1):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-s", "-x", "-p", "no:cacheprovider", str(CLOSINGS)],
            cwd=CLOSINGS.parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        took = [float(line.split()[-3]) for line in done.stdout.splitlines() if line.endswith(" s gone")]
        if done.returncode != 0:
            print(done.stdout[-4000:])
            return False
        print(
            f"{number:5}  closed {len(took)} times, gone after at most {max(took, default=0.0):.2f} s",
            flush=True,
        )
    return True


def main() -> int:
    """Run, count, judge."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--speed", type=float, default=100.0)
    parser.add_argument("--scenario", default="default")
    parser.add_argument("--closings", type=int, default=20)
    options = parser.parse_args()
    if options.runs < WARM_UP + 8:
        parser.error(f"at least {WARM_UP + 8} runs: the first {WARM_UP} warm up")
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    counts: list[Count] = []
    began = time.monotonic()
    for number in range(1, options.runs + 1):
        outcome = one_setup(options.scenario, options.speed)
        if outcome != "success":
            print(f"run {number}: {outcome}")
            return 1
        counts.append(count())
        if number % 10 == 0:
            print(f"{number:5}  {time.monotonic() - began:6.1f} s  {counts[-1]}", flush=True)
    grown = growth(counts)
    print(f"after the first {WARM_UP}: " + ", ".join(f"{name} {more:+.1f}" for name, more in grown.items()))
    if any(more > MOST_MORE[name] for name, more in grown.items()):
        return 1
    return 0 if closings(options.closings) else 1


if __name__ == "__main__":
    sys.exit(main())
