"""Plays the story to its end without Qt, as the wizard's Conductor does: the engine's third front end."""

from __future__ import annotations

from collections.abc import Callable

from spark_setup.core.cancel import CancelToken
from spark_setup.setup import steps, story
from spark_setup.setup.facts import Fact
from spark_setup.setup.places import Place
from spark_setup.setup.problems import SetupFailed
from spark_setup.setup.result import SetupResult, result_of
from spark_setup.setup.services import Services
from spark_setup.setup.setup import Setup
from spark_setup.setup.story import Step

Person = Callable[[Setup, Step], Setup | None]
"""What the person does where the story asks: the setup after it, or None to wait for the running work."""

TURNS = 200


class Played:
    """What happened: places in the order met, the setup at the end, the result."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.places: list[Place] = []
        self.work: list[str] = []
        self.codes: list[str] = []
        self.result: SetupResult | None = None

    def saw(self, fact: Fact) -> None:
        """Fold a fact in, from whatever thread."""
        self.setup = story.saw(self.setup, fact)


def run_through(setup: Setup, services: Services, person: Person) -> Played:
    """Until the story ends. A person is asked wherever the story asks; facts, not answers, move it on."""
    played = Played(setup)
    for _ in range(TURNS):
        step = story.next_step(played.setup, services.clock.now())
        if not played.places or played.places[-1] is not step.place:
            played.places.append(step.place)
        if step.place is Place.END:
            played.result = result_of(played.setup, services.meter, services.clock)
            return played
        if step.asks:
            answer = person(played.setup, step)
            if answer is not None:
                played.setup = answer
                continue
        assert step.work is not None, f"the story waits for ever at {step.place}"
        _work(played, step, services)
    raise AssertionError(f"no end after {TURNS} turns: {played.places[-8:]}")


def _work(played: Played, step: Step, services: Services) -> None:
    assert step.work is not None
    played.work.append(step.work.value)
    try:
        steps.run(step.work, played.setup, services, played.saw, CancelToken())
    except SetupFailed as failure:
        played.codes.append(failure.problem.code.value)
        played.setup = story.failed(played.setup, failure.problem)
    else:
        played.setup = story.finished(played.setup)
