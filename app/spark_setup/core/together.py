"""Several blocking calls side by side: the first answer wins, all threads are joined."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from .cancel import Cancelled, CancelToken

T = TypeVar("T")


def first_answer(calls: Sequence[Callable[[CancelToken], T | None]], cancel: CancelToken) -> T | None:
    """Run every call on a thread of its own and return the first answer that is not None.

    A call that has nothing to say returns None; when all did, the answer is None. As soon as one answered
    or raised, the others are cancelled through their token. Every thread is joined before this returns.
    Raises what the first failing call raised, or `Cancelled` when `cancel` was cancelled.
    """
    inner = cancel.child()
    results: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    all_started = threading.Event()

    def run(call: Callable[[CancelToken], T | None]) -> None:
        all_started.wait()
        try:
            inner.raise_if_cancelled()
            results.put((call(inner), None))
        except BaseException as error:  # handed to the caller below, never swallowed
            results.put((None, error))

    threads: list[threading.Thread] = []
    answer: T | None = None
    failure: BaseException | None = None
    try:
        for i, call in enumerate(calls):
            thread = threading.Thread(target=run, args=(call,), name=f"together-{i}")
            thread.start()
            threads.append(thread)
        all_started.set()
        for _ in threads:
            value, error = results.get()
            if error is not None and not isinstance(error, Cancelled):
                failure = error
                break
            if value is not None:
                answer = value
                break
    finally:
        inner.cancel()
        all_started.set()
        for thread in threads:
            thread.join()
    if failure is not None:
        raise failure
    if answer is None:
        cancel.raise_if_cancelled()
    return answer
