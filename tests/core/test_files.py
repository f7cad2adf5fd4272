"""Files that are either old or new, and private."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from spark_setup.core.files import write_private


def test_text_and_bytes_are_written(tmp_path: Path) -> None:
    write_private(tmp_path / "a", "Zoë\n")
    write_private(tmp_path / "b", b"\x00\r\n")
    assert (tmp_path / "a").read_bytes() == "Zoë\n".encode()
    assert (tmp_path / "b").read_bytes() == b"\x00\r\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_person_can_read_it_even_if_the_old_one_was_open_to_all(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o666)
    write_private(file, "new")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
def test_a_device_is_written_to_and_stays_one() -> None:
    """`--ready-file /dev/null`. Tried with a terminal of our own: nothing can be put beside that one."""
    ours, theirs = os.openpty()
    try:
        write_private(Path(os.ttyname(theirs)), "ready")
        assert os.read(ours, 16) == b"ready"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journal"
    write_private(file, "old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_private(file, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["journal"]
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("untouched", encoding="utf-8")
    (tmp_path / "journal").symlink_to(target)
    write_private(tmp_path / "journal", "new")
    assert target.read_text(encoding="utf-8") == "untouched"
    assert not (tmp_path / "journal").is_symlink()


def test_no_name_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IsADirectoryError):
        write_private(Path(""), b"new")
    assert list(tmp_path.iterdir()) == []
