"""One call at a time: a lock that a cancelled call does not wait for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from .cancel import CancelToken

TICK_S = 0.2


class Turn:
    """Taken by every call that must be alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def taken(self, cancel: CancelToken | None) -> Iterator[None]:
        """Inside, this thread is alone. Raises `Cancelled`."""
        while not self._lock.acquire(timeout=TICK_S):
            if cancel is not None:
                cancel.raise_if_cancelled()
        try:
            if cancel is not None:
                cancel.raise_if_cancelled()
            yield
        finally:
            self._lock.release()
