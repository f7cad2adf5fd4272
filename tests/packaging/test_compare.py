"""Two builds, file by file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest


def test_what_differs_is_named_with_a_reason(
    load_module: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare = load_module("compare")
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, year in ((one, 2020), (other, 2021)):
        folder.mkdir()
        (folder / "same.txt").write_text("same")
        (folder / "mystery.txt").write_text(folder.name)
        (folder / "program").write_text(folder.name)
        (folder / "link").symlink_to(folder.name)
        with zipfile.ZipFile(folder / "base_library.zip", "w") as made:
            made.writestr(zipfile.ZipInfo("os.pyc", (year, 1, 1, 0, 0, 0)), b"x")
    (other / "more.txt").write_text("")
    assert compare.main([str(one), str(other)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == [
        *("base_library.zip", "link", "more.txt", "mystery.txt", "program"),
    ]
    assert told[0].endswith("members: os.pyc")
    assert told[3].endswith("unknown")
    assert compare.main([str(one), str(one)]) == 0
