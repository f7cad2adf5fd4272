"""Keeps the computer awake while the device is on its way: sleeping in the middle loses link and evidence.

Linux: logind's inhibitor, which ends with the file it hands out. Windows: a thread's execution state, which
ends with the thread. macOS: `caffeinate`, told to end with this process. So none outlives this program. A
computer that cannot be kept awake sets up a device all the same.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from ..core.cancel import Cancelled, CancelToken

_log = logging.getLogger(__name__)

WHO = "Spark Setup"
WHY = "A device is being set up"
LIMIT_S = 2.0


class Inhibitor(Protocol):
    """Keeps the computer awake between `hold` and `release`. Neither raises; both are idempotent."""

    def hold(self, cancel: CancelToken | None = None) -> bool:
        """Whether the computer is kept awake now. Not once `cancel` is cancelled, if that takes a while."""
        ...

    def release(self) -> None:
        """Let it sleep again."""
        ...


class NullInhibitor:
    """For systems without a way: says honestly that nothing is held."""

    def hold(self, cancel: CancelToken | None = None) -> bool:
        """Never."""
        return False

    def release(self) -> None:
        """Nothing to do."""


class LogindInhibitor:
    """By systemd-logind or elogind on the system bus; needs no rights in a local session."""

    def __init__(self) -> None:
        self._handle: int | None = None

    def hold(self, cancel: CancelToken | None = None) -> bool:
        """Asks for a block of sleep and idle."""
        if self._handle is None:
            self._handle = _logind_handle(cancel)
        return self._handle is not None

    def release(self) -> None:
        """Closing the file is what ends it."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


class ExecutionStateInhibitor:
    """Windows: `SetThreadExecutionState` holds for the thread that calls it, so it gets one of its own."""

    _CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x1

    def __init__(self, set_state: Callable[[int], int] | None = None) -> None:
        """`set_state` answers 0 when it fails; by default the system's own."""
        self._set_state = set_state or _set_thread_execution_state
        self._release = threading.Event()
        self._thread: threading.Thread | None = None
        self._held = False

    def hold(self, cancel: CancelToken | None = None) -> bool:
        """Waits until the state is set."""
        if self._thread is None:
            self._release.clear()
            known = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(known,), name="stay-awake", daemon=True)
            self._thread.start()
            known.wait(LIMIT_S)
        return self._held

    def release(self) -> None:
        """The thread takes the state back and ends."""
        self._release.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(LIMIT_S)

    def _run(self, known: threading.Event) -> None:
        self._held = self._set_state(self._CONTINUOUS | self._SYSTEM_REQUIRED) != 0
        known.set()
        self._release.wait()
        self._set_state(self._CONTINUOUS)
        self._held = False


class CaffeinateInhibitor:
    """macOS: the system's own program; `-w` makes it end when this process ends, however that is."""

    def __init__(
        self, command: Sequence[str] = ("/usr/bin/caffeinate", "-i", "-w", str(os.getpid()))
    ) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self, cancel: CancelToken | None = None) -> bool:
        """Whether the program runs."""
        if self._process is None:
            quiet = subprocess.DEVNULL
            try:
                self._process = subprocess.Popen(self._command, stdin=quiet, stdout=quiet, stderr=quiet)
            except OSError as error:
                _log.info("nothing keeps this computer awake: %s", type(error).__name__)
                return False
        return self._process.poll() is None

    def release(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(LIMIT_S)


def choose_inhibitor(platform: str = sys.platform) -> Inhibitor:
    """The inhibitor of a platform."""
    by_platform: dict[str, Callable[[], Inhibitor]] = {
        "linux": LogindInhibitor,
        "win32": ExecutionStateInhibitor,
        "darwin": CaffeinateInhibitor,
    }
    return by_platform.get(platform, NullInhibitor)()


def _set_thread_execution_state(flags: int) -> int:
    answer = 0
    if sys.platform == "win32":
        import ctypes

        answer = int(ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags)))
    return answer


def _logind_handle(cancel: CancelToken | None) -> int | None:
    from .nm_bus import BusError, NmBus

    bus = NmBus("org.freedesktop.login1", with_files=True)
    manager = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit")
    try:
        what = ("sleep:idle", WHO, WHY, "block")
        (file,) = bus.call(*manager, "ssss", what, cancel=cancel, timeout=LIMIT_S)
        return int(file.to_raw_fd())
    except Cancelled:
        return None
    except BusError as error:
        _log.info("nothing keeps this computer awake: %s", error.name)
        return None
    finally:
        bus.close()
