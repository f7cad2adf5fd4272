"""Where the program's own files are, and where it may write.

A home folder may be missing, read-only, full or a relative path, and none of that may stop a setup: each
function gives a usable folder or says why there is none. Nothing is ever put into the current folder, and
a home folder that does not exist is not made.
"""

from __future__ import annotations

import os
import sys
import tempfile
from enum import Enum, auto
from pathlib import Path

from .lazily import dataclass

APP = "spark-setup"


class Trouble(Enum):
    """Why a folder cannot be used."""

    NO_HOME = auto()
    READ_ONLY = auto()
    FULL = auto()
    NOT_A_FOLDER = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Place:
    """A folder that was written to a moment ago, or None and the trouble with it."""

    path: Path | None
    trouble: Trouble | None = None
    wanted: Path | None = None
    """The folder that could not be used, to be named in a sentence."""


def resources_dir() -> Path:
    """Icons, brands, translations: inside the package (wheel, bundle) or beside it (checkout).

    Raises `FileNotFoundError` if the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    candidates = [package / "resources", package.parent.parent / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "spark_setup" / "resources")
    for folder in candidates:
        if (folder / "brand").is_dir():
            return folder
    raise FileNotFoundError("the folder `resources` is missing from this installation")


def state_dir() -> Place:
    """Journals, the lock, the socket for links: what other starts of the program have to find."""
    return _usable(_wanted())


def temp_dir() -> Place:
    """A private folder until the next boot. Unlike `tempfile`, never falls back to the current folder."""
    named = [os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")]
    usual = [] if sys.platform == "win32" else ["/tmp", "/var/tmp"]
    last = Place(None, Trouble.OTHER)
    for base in [name for name in named if name and os.path.isabs(name)] + usual:
        if not os.path.isdir(base):
            continue
        last = _usable(Path(base) / f"{APP}-{_user_tag()}")
        if last.path is not None:
            return last
    return last


def home_dir() -> Path | None:
    """The person's home folder, if there is one: an absolute path to an existing folder."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    # os.path, because Path.is_dir raises where a folder above may not be entered.
    return home if home.is_absolute() and os.path.isdir(home) else None


def _wanted() -> Path | None:
    """The system's customary folder; None without a home folder."""
    if sys.platform == "win32":
        return _windows_folder()
    elif sys.platform == "darwin":  # noqa: RET505 - mypy skips the other systems' branches only as branches
        return _under_home("Library", "Application Support", APP)
    else:
        return _xdg_folder()


def _xdg_folder() -> Path | None:
    # The XDG specification says of a relative path: "consider the path invalid and ignore it". platformdirs
    # takes it as it is, which would put files into the current folder.
    given = os.environ.get("XDG_STATE_HOME", "")
    return Path(given) / APP if os.path.isabs(given) else _under_home(".local", "state", APP)


def _windows_folder() -> Path | None:
    import platformdirs

    local = Path(platformdirs.user_state_dir(APP, appauthor=False))
    return local if local.is_absolute() else None


def _under_home(*parts: str) -> Path | None:
    home = home_dir()
    return None if home is None else home.joinpath(*parts)


def _usable(folder: Path | None) -> Place:
    """Make `folder` (0700) and write one block into it: only that finds out a full or read-only disk."""
    if folder is None:
        return Place(None, Trouble.NO_HOME)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32" and folder.stat().st_uid != os.geteuid():
            return Place(None, Trouble.READ_ONLY, folder)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
            probe.write(bytes(4096))
            probe.flush()
    except (FileExistsError, NotADirectoryError):
        return Place(None, Trouble.NOT_A_FOLDER, folder)
    except PermissionError:
        return Place(None, Trouble.READ_ONLY, folder)
    except OSError as error:
        return Place(None, _trouble_of(error), folder)
    return Place(folder)


def _trouble_of(error: OSError) -> Trouble:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble.FULL
    return Trouble.READ_ONLY if error.errno == errno.EROFS else Trouble.OTHER


def _user_tag() -> str:
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "user")
    else:  # noqa: RET505 - as above
        return str(os.geteuid())
