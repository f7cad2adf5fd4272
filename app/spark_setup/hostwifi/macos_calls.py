"""Calls into macOS that take seconds and cannot be interrupted, made so that nobody need wait for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from ..core.cancel import CancelToken

T = TypeVar("T")
TICK_S = 0.1
GOODBYE_S = 5.0


class NativeCalls:
    """One at a time. A cancelled caller leaves at once; the next call waits until the abandoned one ended."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def run(self, call: Callable[[], T], cancel: CancelToken) -> T:
        """What `call` returns or raises. Raises `Cancelled` within a moment, and then ignores its end."""
        self._wait(cancel)
        outcome: list[tuple[Any, BaseException | None]] = []

        def work() -> None:
            try:
                outcome.append((call(), None))
            except BaseException as error:  # handed over to the caller
                outcome.append((None, error))

        self._thread = threading.Thread(target=work, name="wifi-native", daemon=True)
        self._thread.start()
        self._wait(cancel)
        result, error = outcome[0]
        if error is not None:
            raise error
        return cast(T, result)

    def close(self) -> None:
        """Wait a moment for a call that was abandoned."""
        if self._thread is not None:
            self._thread.join(GOODBYE_S)

    def _wait(self, cancel: CancelToken) -> None:
        cancel.raise_if_cancelled()
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(TICK_S)
            if self._thread.is_alive():
                cancel.raise_if_cancelled()
