"""The support agent's sheet says what the program says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from spark_setup.setup.problems import Code

ROOT = Path(__file__).parents[2]


def test_sheet_is_current() -> None:
    """`python packaging/problems.py` would change nothing."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "problems.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout


def test_every_code_has_a_row_and_a_scenario() -> None:
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| **S")]
    assert [row.split("**")[1] for row in rows] == [code.value for code in Code]
    assert all(row.rstrip("| ").endswith("`") for row in rows)
