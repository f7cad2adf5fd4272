"""A wizard without pages, for the guard's lab: joins with the production session, then waits to be killed.

Run as a process by test_guard_lab.py: wizard.py STATE_DIR ENDING. Prints `joined`, and what
of the guarantee it has: `guarded`, `forgetful`.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fakes.nm_daemon import DEVICE_SSID, StandInWifi
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.session import WifiSession


def main(state_dir: Path, ending: str) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # ignored, if whoever runs the tests ignores it (nohup)
    if ending != "default":
        signal.signal(signal.SIGINT, signal.default_int_handler)
    session = WifiSession(StandInWifi(), state_dir)
    cancel = CancelToken()
    forgetful = ["forgetful"] if session.storage_problem() is not None else []
    if forgetful:
        session.accept_storage_problem()
    session.probe()
    session.join(DEVICE_SSID, cancel)
    print("joined", "guarded" if session.guarded else "unguarded", *forgetful, flush=True)
    if ending == "exception":
        raise RuntimeError("the worker fell over")
    if ending == "finish":
        session.restore(cancel)
        session.close()
        return
    signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
