"""A lid that was closed while the device was on its way: noticed, explained, gone on with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from spark_setup.setup.facts import Slept
from spark_setup.setup.result import Outcome
from spark_setup.simulator.demo import Demo
from spark_setup.ui import announce
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.wizard import SetupWizard

from .conftest import Run

SAID = "This computer was asleep for about 40 minutes. Setup looks again and goes on."


def test_a_computer_that_slept_says_so_and_goes_on(
    demo: Callable[..., Demo], wizard: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep, leads, voice = [100.0], list[str](), list[str]()
    monkeypatch.setattr(announce, "say", lambda _widget, text, **_how: voice.append(text))
    running = demo()

    class Lid(Autopilot):
        def __init__(self, window: SetupWizard, answers: Answers) -> None:
            super().__init__(window, answers)
            window.drawn.connect(lambda: self.look(window))

        def look(self, window: SetupWizard) -> None:
            if window.conductor.step.place.value != "progress":
                return
            if window.conductor.setup.sent is not None:
                asleep[0] = 2500.0
            if window.conductor.setup.online is None:
                leads.append(window.body.header.lead.text())

    services = replace(running.services(), asleep=lambda: asleep[0])
    run = wizard(services, pilot=Lid)
    assert run.result.outcome is Outcome.SUCCESS
    assert SAID in leads
    assert voice.count(SAID) == 1
    slept = run.controller.conductor.setup.slept  # type: ignore[union-attr]
    assert slept == Slept(at=slept.at, seconds=2400.0)  # type: ignore[union-attr]
    assert "slept" in [name for name, _at in run.result.facts]
