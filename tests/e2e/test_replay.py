"""What a run showed is what its report replays: places, codes and facts in the same order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest

from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret
from spark_setup.simulator.demo import Demo
from spark_setup.support.replay import load
from spark_setup.support.report import Run as ReportedRun
from spark_setup.support.report import make_report

from .conftest import Run, answers


def kept(run: Run, path: Path) -> Path:
    """The report of a run that has ended."""
    moments = run.wizard.help.reporting.recorder.moments(1000.0)
    reported = ReportedRun(moments, [], [], Redactor(), "", "en", datetime.now(UTC))
    report = make_report(reported, "K7Q2MD")
    assert "correct horse" not in report.text
    report.save(path)
    return path


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("default", {}),
        ("S6-01", {"retry": ()}),
        ("S6-02", {}),
        ("S3-04", {"network": "Office"}),
        ("S5-04", {}),
        ("S4-01", {"password": Secret("short")}),
    ],
)
def test_a_run_is_replayed_as_it_was(
    demo: Callable[..., Demo],
    wizard: Callable[..., Run],
    tmp_path: Path,
    scenario: str,
    said: dict[str, object],
) -> None:
    run = wizard(demo(scenario).services(), answers(**said))
    replay = load(kept(run, tmp_path / "report.zip"))
    places = [place for place, _ in groupby(m.step.place.value for m in replay.pages)]
    assert places == run.places
    facts = [fact.name for fact in replay.moments[-1].setup.facts]
    assert facts == [name for name, _at in run.result.facts][: len(facts)]
    assert len(facts) > 3
    if run.result.problem is not None and "owner" not in run.places:  # its code is the page's own
        assert run.result.problem in {moment.code for moment in replay.pages}
