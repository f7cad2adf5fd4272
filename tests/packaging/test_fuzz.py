"""The short form of `make fuzz`: no traceback, no hang, always a code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_fuzz_in_short() -> None:
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "packaging" / "fuzz.py")),
            *("--parsers", "20000", "--engine", "12", "--pages", "3", "--walks", "1"),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert "pages: 3 setups" in done.stdout
    assert "walks: 1, " in done.stdout
