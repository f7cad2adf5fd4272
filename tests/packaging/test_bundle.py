"""The bundle runs without Python, and holds nothing that packaging/lean.py leaves out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "build" / "dist" / "spark-setup"
PROGRAM = BUNDLE / ("spark-setup.exe" if sys.platform == "win32" else "spark-setup")
MOST_BYTES = 105_000_000  # issue 7

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="no bundle in build/dist (make bundle)")


def run(arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """The program as a person's computer starts it: no Python on the path, nothing of ours set."""
    env = {"HOME": str(home), "PATH": "/nonexistent", "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(PROGRAM), *arguments],
        env=env,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_sets_a_device_up(tmp_path: Path) -> None:
    home = tmp_path / "Zoë & Søn #1"
    home.mkdir()
    pictures = tmp_path / "pictures"
    answers = ROOT / "packaging" / "demo-answers.toml"
    done = run(["--demo", "--unattended", str(answers), "--screenshots", str(pictures)], home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["outcome"] == "success"
    assert list(pictures.glob("**/*.png"))


def test_it_tells_its_version(tmp_path: Path) -> None:
    from spark_setup import __version__

    assert run(["--version"], tmp_path).stdout.strip() == f"spark-setup {__version__}"


def test_it_is_lean() -> None:
    files = [file for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink()]
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    names = {file.relative_to(BUNDLE).as_posix() for file in files}
    for part in ("QtQml", "QtQuick", "qgtk3", "libgtk", "qeglfs", "starlette", "sqlalchemy"):
        assert [name for name in names if part in name] == []


def test_no_link_leads_nowhere() -> None:
    assert [link for link in BUNDLE.rglob("*") if link.is_symlink() and not link.exists()] == []
