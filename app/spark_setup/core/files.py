"""Files that are either old or new, never half, and that nobody else can read: journals, reports, results."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from pathlib import Path


def write_private(path: Path, data: bytes | str) -> None:
    """Replace `path` by `data` (0600): written aside, flushed to the disk, renamed. Text becomes UTF-8.

    The folder has to exist. Raises `OSError`; the old file is then untouched and nothing is left beside it.
    A device, as /dev/null, is written to: root would put a file in its place, for every program there is.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    payload = data.encode("utf-8") if isinstance(data, str) else data
    if path.is_char_device():
        path.write_bytes(payload)
        return
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(aside, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(payload)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Let the rename itself survive a power cut. Windows has no such call; some network folders refuse it."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
