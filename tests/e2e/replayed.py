"""What a run showed, state by state, and what the replay of its saved report shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from spark_setup.core.redact import Redactor
from spark_setup.support.replay import load
from spark_setup.support.report import Run as ReportedRun
from spark_setup.support.report import make_report
from spark_setup.ui.replaying import ReplayWizard
from spark_setup.ui.wizard import SetupWizard

if TYPE_CHECKING:
    from .conftest import Run


@dataclass(frozen=True)
class Shown:
    """One state of a page: a place and its open problem, at its fullest."""

    place: str
    problem: str
    code: str
    """What the chip at the bottom says."""
    heading: str
    cause: str
    facts: tuple[str, ...]

    def same_state(self, other: Shown) -> bool:
        """Whether the other one is a later moment of this."""
        return (self.place, self.problem) == (other.place, other.problem)


def shown(wizard: SetupWizard) -> Shown:
    """From the widgets; the facts are those that the page was drawn from."""
    setup = wizard.conductor.setup
    panel = wizard.body.panel
    return Shown(
        wizard.conductor.step.place.value,
        setup.problem.code.value if setup.problem is not None else "",
        wizard.chip.text(),
        wizard.body.header.title.text(),
        "" if panel.isHidden() else panel.cause.text(),
        tuple(fact.name for fact in setup.facts),
    )


def saved_report(run: Run, path: Path) -> Path:
    """The report of a run that has ended."""
    moments = run.wizard.help.reporting.recorder.moments(1e6)
    reported = ReportedRun(moments, [], [], Redactor(), "", "en", datetime.now(UTC))
    report = make_report(reported, "K7Q2MD")
    assert "correct horse" not in report.text
    report.save(path)
    return path


def replayed(path: Path, run: Run) -> list[Shown]:
    """Every page of the report, by Continue to the end."""
    window = ReplayWizard(load(path, "[left out]"), run.wizard.look)
    pages = []
    try:
        window.start()
        while not window.rerun.over:
            pages.append(shown(window))
            window.primary_button.click()
    finally:
        window.help.end()
        window.rerun.cancel()
        # Held until Qt has deleted it here: a garbage collector would do so on any thread of the simulator.
        held = [window]
        window.destroyed.connect(held.clear)
        window.deleteLater()
    return pages
