"""What every automatic backend does in the same way: restore step by step, watch on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from .port import Reason, Restored, RestoreOutcome

LOOK_S = 0.2


def restore_by_steps(
    step: Callable[[], Restored | None], cancel: CancelToken, deadline: Deadline
) -> Restored:
    """Take steps until one of them knows the end; FAILED at the deadline. Raises `Cancelled`."""
    while not deadline.passed:
        restored = step()
        if restored is not None:
            return restored
        cancel.wait(LOOK_S)
        cancel.raise_if_cancelled()
    return Restored(RestoreOutcome.FAILED, Reason.JOIN_TIMEOUT)


class Watchers:
    """Threads that watch a link, each until it is stopped, or until `close`."""

    def __init__(self) -> None:
        self._stops: list[Callable[[], None]] = []

    def start(self, watch: Callable[[CancelToken], None]) -> Callable[[], None]:
        """Run `watch` on a thread until its token is cancelled; what is returned does that, from any thread.

        The watching thread may stop itself; whoever else stops it knows that it has ended.
        """
        stopped = CancelToken()
        thread = threading.Thread(target=watch, args=(stopped,), name="wifi-watch", daemon=True)
        thread.start()

        def stop() -> None:
            stopped.cancel()
            if thread is not threading.current_thread():
                thread.join()

        self._stops.append(stop)
        return stop

    def close(self) -> None:
        """Stop them all. Idempotent."""
        stops, self._stops = self._stops, []
        for stop in stops:
            stop()
