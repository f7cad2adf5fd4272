"""Is a process of an earlier run still alive, or was its number given to another one since?"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def start_mark(pid: int) -> str | None:
    """A text that differs between two processes with the same number; None where it cannot be read.

    Linux: field 22 of /proc/PID/stat (start in clock ticks since boot) and the boot's identity.
    """
    if sys.platform != "linux":
        return None
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return None
    after_name = stat.rpartition(")")[2].split()
    return f"{boot}:{after_name[19]}" if len(after_name) > 19 else None


def is_alive(pid: int, mark: str | None) -> bool:
    """Whether the process `pid` runs and is the one that `mark` was read from (if both marks are known)."""
    if sys.platform == "win32":
        return _is_alive_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    now = start_mark(pid)
    return mark is None or now is None or now == mark


def _is_alive_windows(pid: int) -> bool:
    import ctypes

    kernel32 = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy knows it on Windows only
    handle = kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return False
    code = ctypes.c_ulong()
    try:
        return bool(kernel32.GetExitCodeProcess(handle, ctypes.byref(code))) and code.value == 259
    finally:
        kernel32.CloseHandle(handle)
