"""Calls side by side: the first answer wins, and no thread is left, not even when one cannot be had."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.together import first_answer


def for_ever(token: CancelToken) -> str | None:
    while not token.wait(60):
        pass
    raise Cancelled


def test_first_answer_cancels_the_others() -> None:
    assert first_answer([for_ever, lambda _: None, lambda _: "here"], CancelToken()) == "here"


def test_nobody_has_an_answer() -> None:
    assert first_answer([lambda _: None, lambda _: None], CancelToken()) is None


def test_failure_of_one_is_raised() -> None:
    def fails(_: CancelToken) -> str | None:
        raise LookupError("away")

    with pytest.raises(LookupError, match="away"):
        first_answer([for_ever, fails], CancelToken())


def test_every_call_has_been_started_before_the_first_begins() -> None:
    alive: list[int] = []

    def count(_: CancelToken) -> str | None:
        alive.append(sum(thread.name.startswith("together-") for thread in threading.enumerate()))
        return None

    first_answer([count, for_a_moment(alive), for_a_moment(alive)], CancelToken())
    assert alive[0] == 3


def for_a_moment(alive: list[int]) -> Callable[[CancelToken], str | None]:
    """Until somebody has counted."""

    def call(token: CancelToken) -> str | None:
        while not alive:
            token.wait(0.001)
        return None

    return call


def test_thread_that_cannot_be_had_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer at its limit: "can't start new thread" for the second one."""
    begun: list[str] = []
    start = threading.Thread.start

    def limited(thread: threading.Thread) -> None:
        if thread.name == "together-1":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", limited)
    with pytest.raises(RuntimeError, match="new thread"):
        first_answer([lambda _: begun.append("first"), for_ever], CancelToken())
    assert begun == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("together-")]
