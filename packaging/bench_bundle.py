"""From the start of a bundle to its first paint, ours and a bare one's, measured alike and from outside.

Qt itself says when it shows what was painted (category qt.widgets.painting), so neither program is changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = ROOT / "build" / "bare"
LIMIT_S = 30.0
ARGUMENTS = (
    *("--api-url", "http://127.0.0.1:9", "--host-wifi", "none"),
    *("--device", "127.0.0.1:9", "--device-http", "127.0.0.1:9"),
)


def ours() -> Path | None:
    """The program in build/dist, if one was made."""
    for name in ("northwind-setup", "spark-setup"):
        program = ROOT / "build" / "dist" / name / name
        if program.is_file():
            return program
    return None


def bare() -> Path:
    """The bare bundle; made once."""
    program = BARE / "bench_bare" / "bench_bare"
    if not program.is_file():
        command = [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--strip"),
            *("--distpath", str(BARE), "--workpath", str(BARE / "work"), "--specpath", str(BARE)),
            str(ROOT / "packaging" / "bench_bare.py"),
        ]
        subprocess.run(command, check=True)
    return program


def first_paint(program: Path, *arguments: str) -> tuple[float, float]:
    """Seconds until Qt has shown something, and until a page. Raises `SystemExit` if that never happens.

    Ours shows its icon before (ui/opening.py); with the bare one, both are the same moment.
    """
    with tempfile.TemporaryDirectory() as home:
        env = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("QT_", "SPARK_"))},
            **{"HOME": home, "QT_QPA_PLATFORM": "offscreen", "SPARK_SETUP_TOKEN": "0" * 40},
            "QT_LOGGING_RULES": "qt.widgets.painting=true",
        }
        started = time.monotonic()
        process = subprocess.Popen(
            [str(program), *arguments],
            env=env,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        assert process.stderr is not None
        first: float | None = None
        try:
            for line in process.stderr:
                now = time.monotonic() - started
                if line.startswith("qt.widgets.painting: Flushing QRegion"):
                    first = first or now
                    if "OpeningWindow" not in line:
                        return first, now
                if now > LIMIT_S:
                    break
        finally:
            process.kill()
            process.communicate()
    raise SystemExit(f"{program.name}: nothing was painted")


def measure(add: Callable[[str, float], None]) -> None:
    """One run of each; nothing without a bundle."""
    program = ours()
    if program is None:
        print("without the bundle's first paint: make bundle")
        return
    other = bare()
    (mine, page), (theirs, _) = first_paint(program, *ARGUMENTS), first_paint(other)
    add("bundle_first_paint_s", mine)
    add("bundle_first_page_s", page)
    add("bare_bundle_first_paint_s", theirs)
    add("bundle_first_paint_ratio", mine / theirs)
