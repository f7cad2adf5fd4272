"""Started without standard streams (field case H07)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from spark_setup.core import streams

SCRIPT = """
import os, sys
from spark_setup.core.streams import hold_descriptors, write_line
filled = hold_descriptors()
opened = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.write(opened, f"{filled} {opened > 2} {write_line('x')}".encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's way to close streams")
@pytest.mark.parametrize(
    ("closed", "expected"),
    [("<&- >&- 2>&-", "(0, 1, 2) True False"), ("2>&-", "(2,) True True"), ("<&- >&-", "(0, 1) True False")],
)
def test_closed_descriptors_are_not_given_to_the_next_file(
    tmp_path: Path, closed: str, expected: str
) -> None:
    command = f'exec "$0" -c "$1" "$2" {closed}'
    arguments = [sys.executable, SCRIPT, str(tmp_path / "out")]
    done = subprocess.run(
        ["/bin/sh", "-c", command, *arguments], check=False, timeout=30, stdout=subprocess.DEVNULL
    )
    assert done.returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == expected


def test_open_descriptors_stay_as_they_are() -> None:
    before = [os.fstat(number) for number in (0, 1, 2)]
    assert streams.hold_descriptors() == ()
    assert [os.fstat(number) for number in (0, 1, 2)] == before


def test_a_line_goes_out_or_the_answer_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert streams.write_line("result")
    assert out.getvalue() == "result\n"
    out.close()
    assert not streams.write_line("result")
    monkeypatch.setattr(sys, "stdout", None)
    assert not streams.write_line("result")


def test_signs_that_a_code_page_lacks_become_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    assert streams.write_line("Café ☕")
    assert raw.getvalue().strip() == b"Caf\xe9 \\u2615"
