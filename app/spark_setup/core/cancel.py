"""One way to ask running work to stop, shared by every blocking call in the program."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The work was asked to stop and did."""


class CancelToken:
    """Handed to every blocking call. `cancel()` may come from any thread; the call then ends within a second.

    A `child()` is cancelled with its parent, but not the other way round: one of several parallel
    calls can be stopped alone.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask to stop. Idempotent; wakes every `wait`."""
        with self._lock:
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def wait(self, seconds: float) -> bool:
        """Sleep up to `seconds` of real time; True as soon as the token is cancelled."""
        return self._event.wait(max(0.0, seconds))

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if somebody asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def child(self) -> CancelToken:
        """A token that is cancelled with this one, and can be cancelled alone."""
        token = CancelToken()
        self.on_cancel(token.cancel)
        return token

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` once, on the cancelling thread (at once if already cancelled).

        Returns a function that forgets the callback: a long-lived token must not collect dead ones.
        """
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return lambda: self._forget(callback)
        callback()
        return lambda: None

    def _forget(self, callback: Callable[[], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)
