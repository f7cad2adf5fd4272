"""Nothing of a process's memory is left on a disk when it crashes."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from spark_setup.core.dumps import leave_no_core_dumps

CRASH = """
import os, resource, sys
limit = resource.RLIM_INFINITY if os.geteuid() == 0 else resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
if sys.argv[1] == "minded":
    from spark_setup.core.dumps import leave_no_core_dumps
    leave_no_core_dumps()
secret = sys.stdin.read()
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core dumps")
@pytest.mark.parametrize("how", ["minded", "not minded"])
def test_a_crash_leaves_no_core_file(how: str, tmp_path: Path) -> None:
    """The second one shows that there would be one, where this system writes them into the current folder."""
    app = Path(__file__).parents[2] / "app"
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH, how],
        input="correct horse canary",
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(app)},
        capture_output=True,
        check=False,
    )
    assert crashed.returncode == -signal.SIGABRT, crashed.stderr
    left = list(tmp_path.iterdir())
    if how == "not minded":
        if not left:
            pytest.skip("this system puts core dumps elsewhere, or makes none")
        assert b"correct horse canary" in left[0].read_bytes()
    else:
        assert left == []


@pytest.mark.parametrize("known", [True, False])
def test_windows_reports_go_without_the_heap(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    kernel = SimpleNamespace(WerSetFlags=asked.append) if known else SimpleNamespace()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    leave_no_core_dumps()
    assert asked == ([1] if known else [])
