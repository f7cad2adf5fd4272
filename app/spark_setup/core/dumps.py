"""No picture of this process's memory is left on a disk when it crashes: tokens and passwords live there."""

from __future__ import annotations

import sys
from contextlib import suppress

_NO_HEAP = 1  # WER_FAULT_REPORTING_FLAG_NOHEAP


def leave_no_core_dumps() -> None:
    """For this process and those it starts; call it first of all, and never in an embedding program.

    Collectors (systemd-coredump, apport, abrt) keep to the limit as the kernel does. PR_SET_DUMPABLE would
    also keep debuggers out, and with them the desktop portals, which then refuse every file dialog.
    """
    if sys.platform == "win32":
        import ctypes

        # Error reports may still be sent, without the heap.
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
    else:
        import resource

        # Some sandboxes refuse the call; then their own limit holds.
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
