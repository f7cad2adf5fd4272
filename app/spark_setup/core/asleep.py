"""Time while this computer is awake, and how long it was asleep: both from the system's own clocks.

Of two clocks one stands while the computer sleeps and the other goes on; what lies between them is sleep.
Setting the time of day moves neither.
"""

from __future__ import annotations

import sys
import time

_HUNDRED_NS = 1e-7


def awake_s() -> float:
    """Seconds of a clock that stands while the computer sleeps.

    Python's own does on Linux (CLOCK_MONOTONIC) and macOS (mach_absolute_time), and not on Windows.
    """
    if sys.platform == "win32":
        return _unbiased_s()
    return time.monotonic()


def asleep_s() -> float:
    """Seconds asleep since the system started; only differences mean something. 0 where nothing tells."""
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_ulonglong
        return int(ticks()) / 1000 - _unbiased_s()
    goes_on, stands = _CLOCKS.get(sys.platform, ("", ""))
    if not hasattr(time, goes_on) or not hasattr(time, stands):
        return 0.0
    awake = time.clock_gettime(getattr(time, stands))
    return time.clock_gettime(getattr(time, goes_on)) - awake


_CLOCKS = {
    "linux": ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"),
    "darwin": ("CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"),
}
"""The clock that goes on while the computer sleeps, and the one that stands."""


def _unbiased_s() -> float:
    import ctypes

    units = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(units))  # type: ignore[attr-defined]
    return units.value * _HUNDRED_NS
