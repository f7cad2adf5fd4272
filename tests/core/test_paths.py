"""Where the program may write when the home folder is missing, read-only, full or odd (field case H08)."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from spark_setup.core import paths
from spark_setup.core.paths import Trouble

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the rules of XDG")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An own home, no XDG folder, and a current folder in which nothing may land."""
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def nothing_in_the_current_folder(environment: Path, tmp_path: Path) -> object:
    yield
    assert list((tmp_path / "cwd").iterdir()) == []


def test_state_goes_to_the_customary_place(environment: Path) -> None:
    place = paths.state_dir()
    assert place.path == environment / ".local" / "state" / "spark-setup"
    assert place.path.stat().st_mode & 0o777 == 0o700
    assert list(place.path.iterdir()) == []


def test_an_absolute_xdg_folder_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert paths.state_dir().path == tmp_path / "elsewhere" / "spark-setup"


def test_a_relative_xdg_folder_is_ignored(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "rel/ative")
    assert paths.state_dir().path == environment / ".local" / "state" / "spark-setup"


def test_a_home_of_odd_name_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "Zoë & Søn #1 100% "
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    assert paths.state_dir().path == home / ".local" / "state" / "spark-setup"


@pytest.mark.parametrize("home", ["nonexistent", "relative"])
def test_a_missing_home_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    value = str(tmp_path / "nonexistent") if home == "nonexistent" else "rel/ative"
    monkeypatch.setenv("HOME", value)
    place = paths.state_dir()
    assert (place.path, place.trouble) == (None, Trouble.NO_HOME)
    assert not (tmp_path / "nonexistent").exists()


@pytest.fixture
def ordinary_person() -> Iterator[Path]:
    """Rights of an ordinary person, also where the tests run as root, and a home that may not be written."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    home.chmod(0o555)
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    yield home
    os.seteuid(me)
    home.rmdir()


def test_a_read_only_home_is_told(ordinary_person: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(ordinary_person))
    place = paths.state_dir()
    assert (place.path, place.trouble) == (None, Trouble.READ_ONLY)
    assert place.wanted == ordinary_person / ".local" / "state" / "spark-setup"


def test_a_folder_of_somebody_else_is_not_used(
    ordinary_person: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.getuid() != 0:
        pytest.skip("needs a folder of another person")
    os.seteuid(0)
    foreign = ordinary_person / "spark-setup"
    foreign.mkdir()
    foreign.chmod(0o777)
    os.seteuid(65534)
    monkeypatch.setenv("XDG_STATE_HOME", str(ordinary_person))
    assert paths.state_dir().path is None
    os.seteuid(0)
    foreign.rmdir()
    os.seteuid(65534)


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.EACCES, Trouble.READ_ONLY),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.ENOSPC, Trouble.FULL),
        (errno.EDQUOT, Trouble.FULL),
        (errno.EIO, Trouble.OTHER),
    ],
)
def test_a_disk_that_refuses_the_first_block_is_told(
    environment: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: Trouble
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(paths.tempfile, "NamedTemporaryFile", refuse)
    place = paths.state_dir()
    assert (place.path, place.trouble) == (None, trouble)
    assert place.wanted == environment / ".local" / "state" / "spark-setup"


def test_a_file_in_the_way_is_told(environment: Path) -> None:
    (environment / ".local").touch()
    assert paths.state_dir().trouble is Trouble.NOT_A_FOLDER


def test_the_temporary_folder_is_private_and_never_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    place = paths.temp_dir()
    assert place.path is not None
    assert place.path.parent == tmp_path / "tmp"
    assert place.path.stat().st_mode & 0o777 == 0o700
    for missing in (str(tmp_path / "gone"), "relative", "."):
        monkeypatch.setenv("TMPDIR", missing)
        other = paths.temp_dir()
        assert other.path is not None
        assert other.path.is_absolute()


def test_resources_are_found_in_a_checkout() -> None:
    folder = paths.resources_dir()
    assert (folder / "brand" / "brand.toml").is_file()
    assert (folder / "icons" / "tick.svg").is_file()


def test_resources_of_a_bundle_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = tmp_path / "spark_setup" / "resources"
    (bundled / "brand").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == bundled
