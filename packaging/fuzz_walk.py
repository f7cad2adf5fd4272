"""Somebody who presses whatever there is, at the real wizard, in every scenario: `fuzz.py --walks`.

A walk is drawn from its seed: scenario, person, moves, the moment and manner of leaving. Device, cloud and
threads have their own time, so the same seed brings the same person, not always the same moments. What broke
is told with the last moves.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from fuzz_hands import ACCOUNT, Hands
from fuzz_promises import Broken, Promises
from fuzz_stage import Ears, for_person, frames, harmless, spin
from spark_setup.brand import load
from spark_setup.core.redact import Redactor
from spark_setup.setup.journal import NAME, Journal
from spark_setup.setup.places import Place
from spark_setup.setup.result import SetupResult
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import SCENARIOS, find
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController
from spark_setup.ui.wizard import SetupWizard

SPEED = 80.0
MOVES = 70
PAUSES_S = (0.0, 0.0, 0.01, 0.03, 0.1, 0.3)
CLOSE_LIMIT_S, SIT_LIMIT_S, HOST_LIMIT_S = 3.0, 800.0, 15.0
"""A window that is closed is gone in real seconds, one that a host closes a little later (`Farewell`);
a wait has come to its end in story seconds."""


@dataclass(frozen=True)
class Walked:
    """What came of the walks. `steps` moves; `places` how often a move met each; `finds` with their seeds."""

    walks: int
    steps: int
    places: Counter[str]
    codes: Counter[str]
    ends: Counter[str]
    slowest_s: float
    finds: tuple[str, ...]


def walk_all(count: int, seed: int, only: str = "") -> Walked:
    """`count` walks, through the scenarios in turn (or `only` one)."""
    application = QApplication.instance() or QApplication([])
    names = [only] if only else list(SCENARIOS)
    places, codes, ends = Counter[str](), Counter[str](), Counter[str]()
    finds: list[str] = []
    steps, slowest_s = 0, 0.0
    left: bytes | None = None
    with tempfile.TemporaryDirectory(prefix="spark-setup-walk-") as folder, harmless(Path(folder)):
        for number in range(count):
            walk = Walk(seed + number, names[(seed + number) % len(names)], Path(folder), left)
            found = walk.take()
            left = walk.snapshot
            steps += walk.steps
            places.update(walk.places)
            codes.update(walk.codes)
            ends[walk.result.outcome.value if walk.result is not None else "none"] += 1
            slowest_s = max(slowest_s, walk.close_s)
            if found:
                finds.append(found)
        application.processEvents()
    return Walked(count, steps, places, codes, ends, slowest_s, tuple(finds))


class Walk:
    """One person at one wizard."""

    def __init__(self, seed: int, scenario: str, folder: Path, left: bytes | None) -> None:
        """`left`: the journal of a run that was killed, found by some."""
        self.seed, self.scenario, self._folder = seed, scenario, folder
        self._rng = random.Random(f"{seed} {scenario}")
        self._journal = folder / NAME
        self._left = left if self._rng.random() < 0.15 else None
        self._asleep_s = 0.0
        self._secrets: list[str] = []
        self.snapshot: bytes | None = None
        self.steps = 0
        self.places, self.codes = Counter[str](), Counter[str]()
        self.trace: deque[str] = deque(maxlen=25)
        self.result: SetupResult | None = None
        self.close_s = 0.0
        self._broken = ""

    def take(self) -> str:
        """From the first page to the end. What was broken, in a few lines; empty: nothing."""
        before = {t.name for t in threading.enumerate()}
        ears = Ears(self._secrets)
        demo = Demo(find(self.scenario), speed=SPEED)
        demo.start()
        controller = self._controller(demo)
        try:
            self._walk(controller, demo, ears)
        except Broken as broken:
            self._broken = str(broken)
        except Exception as error:
            self._broken = f"{error!r} at {frames(error.__traceback__)}"
        finally:
            self._put_away(controller, demo)
            ears.close()
        late = {t.name for t in threading.enumerate()} - before - {"name-lookup"}
        if late and not self._broken:
            self._broken = f"threads left: {sorted(late)}"
        if ears.heard and not self._broken:
            self._broken = ears.heard[0]
        if not self._broken:
            return ""
        told = "\n    ".join(self.trace)
        return f"walk {self.seed} ({self.scenario}): {self._broken}\n    {told}"

    # ------------------------------------------------------------------ the stage

    def _controller(self, demo: Demo) -> SetupController:
        rng, brand = self._rng, load(None)
        signs_in = not demo.scenario.product and rng.random() < 0.15
        services = demo.services()
        if signs_in:
            demo.cloud.add_user(*ACCOUNT)
            services = for_person(services, brand, demo)
        services = replace(services, asleep=lambda: self._asleep_s)
        self._journal.unlink(missing_ok=True)
        if self._left is not None:
            self._journal.write_bytes(self._left)
        return SetupController(
            brand,
            services=services,
            options=options_of(brand, has_session=not signs_in, wifi_only=rng.random() < 0.1),
            language=rng.choice(("en", "en", "de")),
            text_scale=rng.choice((1.0, 1.0, 1.5)),
            with_person=rng.random() < 0.8,
            redactor=Redactor(),
            journal=Journal(self._folder),
        )

    def _put_away(self, controller: SetupController, demo: Demo) -> None:
        if controller.result is None and controller.conductor is not None:
            controller.conductor.shut_down()
            if controller.wizard is not None:
                controller.wizard.forsake()
        demo.stop()
        controller.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # ------------------------------------------------------------------ the walk

    def _walk(self, controller: SetupController, demo: Demo, ears: Ears) -> None:
        controller.finished.connect(self._finished)
        controller.start()
        wizard = controller.wizard
        assert wizard is not None
        hands = Hands(wizard, self._rng, self._secrets)
        promises = Promises(wizard, demo, self._journal, self._secrets)
        moves = self._rng.randrange(5, MOVES)
        for _ in range(moves):
            self._pause()
            if self._over(ears):
                break
            promises.check(hands)
            self._note(wizard)
            self.trace.append(f"{self._where(wizard)}: {self._move(hands, demo)}")
            self.steps += 1
        self._end(controller, promises, ears)
        if self.result is not None:
            promises.at_the_end(self.result)

    def _end(self, controller: SetupController, promises: Promises, ears: Ears) -> None:
        wizard = controller.wizard
        assert wizard is not None
        if not self._over(ears) and self._rng.random() < 0.25:
            promises.report_is_discreet()
            self._sit(wizard)
        if not self._over(ears):
            self._leave(controller, wizard)

    def _over(self, ears: Ears) -> bool:
        if ears.heard:
            raise Broken(ears.heard[0])
        return self.result is not None

    def _move(self, hands: Hands, demo: Demo) -> str:
        """A move of the person, or now and then of the world."""
        draw = self._rng.random()
        if draw < 0.01:
            self._asleep_s += 60.0
            return "(the computer slept)"
        if draw < 0.015:
            demo.cloud.end_tokens()
            return "(the session ended)"
        if draw < 0.025:
            demo.device.press_button()
            return "(its button was pressed)"
        if draw < 0.03:
            demo.radio.drop(demo.device.ap_ssid)
            return "(the computer went back by itself)"
        return hands.move()

    def _note(self, wizard: SetupWizard) -> None:
        conductor = wizard.conductor
        self.places[conductor.step.place.value] += 1
        if conductor.setup.problem is not None:
            self.codes[conductor.setup.problem.code.value] += 1
        if self._journal.exists() and self._rng.random() < 0.2:
            self.snapshot = self._journal.read_bytes()

    def _where(self, wizard: SetupWizard) -> str:
        return f"{wizard.conductor.step.place.value} {wizard.chip.text()} at {wizard.conductor.now:.1f}"

    def _sit(self, wizard: SetupWizard) -> None:
        """Nobody does anything: a wait ends by itself, in a question, a problem or the end."""
        conductor = wizard.conductor
        until = conductor.now + SIT_LIMIT_S
        place = conductor.step.place
        while self.result is None and not conductor.step.asks:
            if conductor.step.place is not place:
                place, until = conductor.step.place, conductor.now + SIT_LIMIT_S
            if conductor.now > until:
                raise Broken(f"waits at {place.value} without an end")
            spin(0.02)
        if self.result is None:
            self.trace.append(f"{self._where(wizard)}: sat")

    def _leave(self, controller: SetupController, wizard: SetupWizard) -> None:
        """The close box, Esc, the host's Cancel, or the host closing the window."""
        manner = self._rng.choice(("close box", "close box", "host cancels", "host closes"))
        self.trace.append(f"{self._where(wizard)}: {manner}")
        began = time.monotonic()
        match manner:
            case "host cancels":
                controller.cancel()
            case "host closes":
                wizard.close()
            case _:
                wizard.reject()
        while self.result is None:
            self.close_s = time.monotonic() - began
            if self.close_s > (HOST_LIMIT_S if manner == "host closes" else CLOSE_LIMIT_S):
                raise Broken(f"not closed after {self.close_s:.0f} s, at {self._where(wizard)}")
            spin(0.02)
            if self.result is None:
                self._insist(wizard)

    def _insist(self, wizard: SetupWizard) -> None:
        """Somebody who wants to leave answers the question, and closes what says that it did not work."""
        conductor = wizard.conductor
        if wizard.help.visible:
            wizard.reject()
        elif wizard.leaving.asking:
            wizard.leaving.leave()
        elif conductor.step.place is not Place.CANCELLED or conductor.setup.problem is not None:
            wizard.reject()

    def _pause(self) -> None:
        spin(self._rng.choice(PAUSES_S))

    def _finished(self, result: SetupResult) -> None:
        self.result = result
