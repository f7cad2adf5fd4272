"""What the automatic backends share: the steps of a restore, the threads that watch."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.clock import Deadline
from spark_setup.hostwifi import driving
from spark_setup.hostwifi.driving import Watchers, restore_by_steps
from spark_setup.hostwifi.port import Reason, Restored, RestoreOutcome

BACK = Restored(RestoreOutcome.CONFIRMED)


def test_steps_until_one_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "LOOK_S", 0.001)
    steps: Iterator[Restored | None] = iter([None, None, BACK, None])
    assert restore_by_steps(lambda: next(steps), CancelToken(), Deadline.after(10)) is BACK
    assert list(steps) == [None], "no step after the end"


def test_a_deadline_that_has_passed_takes_no_step() -> None:
    restored = restore_by_steps(lambda: pytest.fail("a step"), CancelToken(), Deadline.after(0))
    assert restored == Restored(RestoreOutcome.FAILED, Reason.JOIN_TIMEOUT)


def test_a_cancel_between_two_steps() -> None:
    cancel = CancelToken()

    def step() -> None:
        assert not cancel.cancelled, "no step after the cancel"
        cancel.cancel()

    with pytest.raises(Cancelled):
        restore_by_steps(step, cancel, Deadline.after(10))


def test_a_watcher_has_ended_when_it_is_stopped() -> None:
    ended: list[str] = []

    def watch(stopped: CancelToken) -> None:
        stopped.wait(10)
        ended.append("now")

    stop = Watchers().start(watch)
    stop()
    assert ended == ["now"]
    stop()


def test_a_watcher_may_stop_itself_and_close_stops_the_rest() -> None:
    watchers, itself, rest = Watchers(), threading.Event(), threading.Event()
    stops: list[object] = []
    known = threading.Event()

    def one(stopped: CancelToken) -> None:
        known.wait(10)
        stops[0]()  # type: ignore[operator]
        assert stopped.cancelled
        itself.set()

    def other(stopped: CancelToken) -> None:
        if stopped.wait(10):
            rest.set()

    stops.append(watchers.start(one))
    watchers.start(other)
    known.set()
    assert itself.wait(10)
    assert not rest.is_set()
    watchers.close()
    assert rest.is_set()
    watchers.close()
