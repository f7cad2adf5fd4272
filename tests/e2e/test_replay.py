"""What a run showed is what its report replays; with every code: `test_failures.test_code`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spark_setup.simulator.demo import Demo
from spark_setup.support.replay import load

from .conftest import Run, answers
from .replayed import replayed, saved_report


def test_a_run_without_trouble_is_replayed_as_it_was(
    demo: Callable[..., Demo], wizard: Callable[..., Run], tmp_path: Path
) -> None:
    run = wizard(demo("default").services(), answers())
    report = saved_report(run, tmp_path / "report.zip")
    pages = replayed(report, run)
    assert pages == run.shown
    assert [page.place for page in pages] == run.places
    shown = pages[-1].facts
    assert shown == tuple(name for name, _at in run.result.facts)[: len(shown)]
    assert [fact.name for fact in load(report).moments[-1].setup.facts][: len(shown)] == list(shown)
    assert len(shown) > 10
