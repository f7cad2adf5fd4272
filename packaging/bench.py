"""Measures what a person notices, and prints it: `make bench`. Also written to build/bench.json.

Each figure is measured in processes of its own, several times, with a bare three-page QWizard beside it in
the same run: how much of it is ours. `--runs N` for more of them, `--only SUITE` for some figures.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "bench.json"
CHILD = ROOT / "packaging" / "bench_child.py"
ANSWERS = ROOT / "packaging" / "demo-answers.toml"
LIMIT_S = 120.0

# Name, unit, goal (None: only watched).
FIGURES: dict[str, tuple[str, float | None]] = {
    "own_time_s": ("s", 0.5),
    "ui_stall_ms": ("ms", 50.0),
    "first_paint_s": ("s", None),
    "bare_first_paint_s": ("s", None),
    "bundle_first_paint_s": ("s", None),
    "bundle_first_page_s": ("s", None),
    "bare_bundle_first_paint_s": ("s", None),
    "bundle_first_paint_ratio": ("", 1.25),
    "peak_rss_mb": ("MB", None),
    "bare_peak_rss_mb": ("MB", None),
    "demo_peak_rss_mb": ("MB", None),
    "softap_exchange_ms": ("ms", None),
    "softap_exchange_js_ms": ("ms", None),
    "session_exchanges_per_s": ("/s", None),
    "session_exchange_p50_ms": ("ms", None),
    "session_exchange_p99_ms": ("ms", None),
}


@dataclass
class Run:
    """One measured process."""

    started: float
    peak_rss_mb: float
    exit_code: int
    seen: dict[str, Any]
    output: str


@dataclass
class Figures:
    """All values measured, by name."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """One more."""
        self.values.setdefault(name, []).append(value)

    def summary(self) -> dict[str, dict[str, float]]:
        """Median, min, max and number of runs of each."""
        return {
            name: {
                "median": statistics.median(values),
                "min": min(values),
                "max": max(values),
                "runs": len(values),
            }
            for name, values in self.values.items()
        }


def child(*arguments: str) -> Run:
    """Run one process to its end, offscreen, and read what it saw and what the system counted for it."""
    with tempfile.TemporaryDirectory() as folder:
        notes, output = Path(folder) / "notes.json", Path(folder) / "output"
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder, "SPARK_SETUP_TOKEN": "0" * 40}
        with output.open("wb") as stdout:
            started = time.monotonic()
            process = subprocess.Popen(
                [sys.executable, str(CHILD), str(notes), *arguments],
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
            )
            # Not wait(): only this call tells what this one process used.
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seen = json.loads(notes.read_text()) if notes.exists() else {}
        unit = 1e6 if sys.platform == "darwin" else 1e3
        text = output.read_text(errors="replace")
        return Run(started, usage.ru_maxrss / unit, process.returncode, seen, text)


def painted(figures: Figures) -> None:
    """From the start to the first paint: the wizard with its real services, and Qt's bare one."""
    ours = child(
        *("wizard", "--until-painted", "--api-url", "http://127.0.0.1:9", "--host-wifi", "none"),
        *("--device", "127.0.0.1:9", "--device-http", "127.0.0.1:9"),
    )
    bare = child("bare")
    for prefix, run in (("", ours), ("bare_", bare)):
        if "first_paint" not in run.seen:
            raise SystemExit(f"nothing was painted (exit code {run.exit_code}): {run.output[-400:]}")
        figures.add(f"{prefix}first_paint_s", run.seen["first_paint"] - run.started)
        figures.add(f"{prefix}peak_rss_mb", run.peak_rss_mb)


def demo(figures: Figures) -> None:
    """A whole setup, unattended, with device, cloud and radio in the same process."""
    run = child("wizard", "--demo", "--unattended", str(ANSWERS))
    if run.exit_code != 0:
        raise SystemExit(f"the demo ended with exit code {run.exit_code}: {run.output[-400:]}")
    result = json.loads(run.output.strip().splitlines()[-1])
    figures.add("own_time_s", result["wizard_s"])
    figures.add("ui_stall_ms", run.seen["stall_ms"])
    figures.add("demo_peak_rss_mb", run.peak_rss_mb)


def exchange(figures: Figures) -> None:
    """The SoftAP exchange, ours and that of Particle's own client, in turn with the same device."""
    run = child("exchange")
    if run.exit_code != 0:
        raise SystemExit(f"the exchange ended with exit code {run.exit_code}")
    for name, values in run.seen.items():
        for value in values:
            figures.add(name, value)
    if not run.seen["softap_exchange_js_ms"]:
        print("without @particle/softap-setup beside ours: make lab")


def sessions(figures: Figures) -> None:
    """The session server of the extra `server`, with eight clients at once."""
    from bench_sessions import measure

    measure(figures.add)


def bundles(figures: Figures) -> None:
    """The same of the bundles, as people start them; only if one is in build/dist."""
    from bench_bundle import measure

    measure(figures.add)


SUITES: dict[str, tuple[Callable[[Figures], None], bool]] = {
    # name: (what, whether it is repeated)
    "painted": (painted, True),
    "bundles": (bundles, True),
    "demo": (demo, True),
    "exchange": (exchange, False),
    "sessions": (sessions, False),
}


def table(summary: dict[str, dict[str, float]]) -> str:
    """The figures for a person."""
    rows = [f"{'':24}{'median':>9}{'min':>9}{'max':>9}{'runs':>6}  unit  goal"]
    for name, value in summary.items():
        unit, goal = FIGURES[name]
        told = "" if goal is None else f"< {goal:g}" + ("" if value["median"] < goal else "  MISSED")
        rows.append(
            f"{name:24}{value['median']:9.3f}{value['min']:9.3f}{value['max']:9.3f}"
            f"{value['runs']:6.0f}  {unit:4}  {told}"
        )
    return "\n".join(rows)


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__.partition("\n")[0] if __doc__ else None
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", choices=SUITES, action="append")
    options = parser.parse_args()
    figures = Figures()
    for name in options.only or SUITES:
        measure, repeated = SUITES[name]
        for _ in range(options.runs if repeated else 1):
            measure(figures)
    summary = figures.summary()
    print(table(summary))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(summary, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
