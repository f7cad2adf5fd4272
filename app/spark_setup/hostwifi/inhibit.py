"""Keeps the computer awake while the device is on its way: sleeping in the middle loses link and evidence.

Linux: logind's inhibitor, which ends with the file it hands out, so also with this process. Elsewhere nothing
yet. A computer that cannot be kept awake sets up a device all the same.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Protocol

_log = logging.getLogger(__name__)

WHO = "Spark Setup"
WHY = "A device is being set up"
LIMIT_S = 2.0


class Inhibitor(Protocol):
    """Keeps the computer awake between `hold` and `release`. Neither raises; both are idempotent."""

    def hold(self) -> bool:
        """Whether the computer is kept awake now."""
        ...

    def release(self) -> None:
        """Let it sleep again."""
        ...


class NullInhibitor:
    """For systems without a way: says honestly that nothing is held."""

    def hold(self) -> bool:
        """Never."""
        return False

    def release(self) -> None:
        """Nothing to do."""


class LogindInhibitor:
    """By systemd-logind or elogind on the system bus; needs no rights in a local session."""

    def __init__(self) -> None:
        self._handle: int | None = None

    def hold(self) -> bool:
        """Asks for a block of sleep and idle."""
        if self._handle is None:
            self._handle = _logind_handle()
        return self._handle is not None

    def release(self) -> None:
        """Closing the file is what ends it."""
        import os

        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def choose_inhibitor(platform: str = sys.platform) -> Inhibitor:
    """The inhibitor of a platform."""
    return LogindInhibitor() if platform == "linux" else NullInhibitor()


@contextlib.contextmanager
def kept_awake(inhibitor: Inhibitor) -> Iterator[bool]:
    """Awake inside the block; the value says whether that could be had."""
    held = inhibitor.hold()
    try:
        yield held
    finally:
        inhibitor.release()


def _logind_handle() -> int | None:
    from .nm_bus import BusError, NmBus

    bus = NmBus("org.freedesktop.login1", with_files=True)
    manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit")
    try:
        (file,) = bus.call(*manager, "ssss", ("sleep:idle", WHO, WHY, "block"), timeout=LIMIT_S)
        return int(file.to_raw_fd())
    except BusError as error:
        _log.info("nothing keeps this computer awake: %s", error.name)
        return None
    finally:
        bus.close()
