"""One wizard at a time: a lock that the system lets go by itself when its process dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOCK_NAME = "wifi.lock"


class WifiLock:
    """Held by the process that may touch the Wi-Fi: a wizard, or the guard that cleans up after one."""

    def __init__(self, state_dir: Path) -> None:
        self._state_dir = state_dir
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> bool:
        """Try once. False: another process has it. Raises `OSError` where no lock can be made at all."""
        if self._handle is not None:
            return True
        handle = self._open()
        try:
            taken = _try_lock(handle)
        except OSError:
            os.close(handle)
            raise
        if not taken:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go. Idempotent. The file stays: deleting it would let two processes lock two files."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        path = self._state_dir / LOCK_NAME
        try:
            self._state_dir.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            if sys.platform == "win32":
                raise
            # A read-only or full folder can be locked itself.
            return os.open(self._state_dir, os.O_RDONLY)


def _try_lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
