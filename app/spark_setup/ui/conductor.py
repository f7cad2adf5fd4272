"""Drives the story on the UI thread: folds facts and decisions in, runs the work of each step, shows its
place.

The rules are the story's; here is only the order in which things are done: one work at a time, a decision
stops the work it makes pointless, an answer that comes too late is not used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.cancel import CancelToken
from ..core.meter import Account
from ..hostwifi.port import PermissionState
from ..setup import decisions as d
from ..setup import steps, story
from ..setup.facts import DeviceAnswered, Fact, Slept
from ..setup.journal import Journal
from ..setup.places import Place
from ..setup.problems import Code, Problem, Way
from ..setup.result import SetupResult, result_of
from ..setup.services import Services
from ..setup.setup import Setup
from ..setup.story import Step, Work
from .worker import Worker

_log = logging.getLogger(__name__)

NAP_S = 5.0
"""A shorter sleep is none that a person, or the device, would notice (real seconds)."""
DWELL_S = 0.8
"""A page that leaves by itself is seen at least this long (real seconds), so that nothing flashes."""


class Conductor(QObject):
    """One setup from beginning to end. `changed` after every change; `ended(SetupResult)` once and only
    once.
    """

    changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        setup: Setup,
        services: Services,
        *,
        with_person: bool = True,
        journal: Journal | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`journal`: where to write down what a resume needs; None: nothing is kept."""
        super().__init__(parent)
        self._journal = journal or Journal(None)
        self.setup = setup
        self.services = services
        self.with_person = with_person
        self.step = story.next_step(setup, services.clock.now())
        self.since = 0.0
        self.over = False
        self._asleep_s = services.asleep()
        self._running: Work | None = None
        self._started_with: Setup | None = None
        self._stale = False
        self._worker = Worker(self)
        self._worker.observed.connect(self._observed)
        self._worker.succeeded.connect(self._succeeded)
        self._worker.failed.connect(self._failed)
        self._worker.stopped.connect(self._stopped)
        self._worker.died.connect(self._died)
        self._asking: AbstractContextManager[None] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._advance)

    # ------------------------------------------------------------------ for the wizard

    @property
    def now(self) -> float:
        """Story seconds since the start."""
        return self.services.clock.now()

    @property
    def clock(self) -> datetime | None:
        """The time of day that is shown, where it is not this moment's."""
        return None

    def start(self) -> None:
        """Begin. Call it when the window has been painted: the first step imports a good deal."""
        self.since = self.now
        self._advance()

    def notice_sleep(self) -> bool:
        """Call it every second. True if the computer was asleep since the last time, which is a fact now."""
        before, self._asleep_s = self._asleep_s, self.services.asleep()
        seconds = self._asleep_s - before
        if seconds < NAP_S or self.over:
            return False
        self._observed(Slept(at=self.now, seconds=round(seconds, 1)))
        return True

    def decide(self, decision: d.Decision) -> None:
        """The person decided something."""
        self._change(story.decide(self.setup, decision))

    def take(self, way: Way) -> None:
        """The person took a way out."""
        if way is Way.ASK_PERMISSION and story.asks_system(self.setup):
            self._ask_system()
        else:
            self._change(story.take(self.setup, way))

    def _ask_system(self) -> None:
        """On this thread and in the click, as macOS wants it. The answer is seen by the work that looks."""
        assert self.services.wifi is not None
        state = self.services.wifi.request_permission()
        _log.info("the system was asked for the names of networks: %s", state.value)
        self.decide(d.AskedSystem(answered=state is not PermissionState.PENDING))

    def signed_in(self) -> None:
        """The embedding program has brought a session."""
        self._change(story.signed_in(self.setup, self.now))

    def renewed(self) -> None:
        """Another session can be had where the last one came from."""
        self._change(story.renewed(self.setup))

    def not_visible(self, ssid: bytes) -> None:
        """The person asked for a network that the device does not see."""
        self._change(story.not_visible(self.setup, ssid))

    def back(self) -> None:
        """The person went back."""
        self._change(story.back(self.setup, self.step.place))

    def cancel(self) -> None:
        """Stop, give the Wi-Fi back, end."""
        if self.setup.decision(d.Cancel) is None:
            self.decide(d.Cancel())

    def give_up(self) -> None:
        """Nobody will take a way out of the open problem: end with its code."""
        problem = self.setup.problem
        self.decide(d.GiveUp(problem.code.value) if problem else d.Cancel())

    def give_up_with(self, code: Code) -> None:
        """Nobody can answer what is asked here; `code` is how the run ends."""
        self.decide(d.GiveUp(code.value))

    def give_back_wifi(self) -> bool:
        """The person wants their own network now, wherever setup is. False: it was not taken from them."""
        wanted = story.give_back_wifi(self.setup)
        if wanted is self.setup:
            return False
        self._change(wanted)
        return True

    def abandon(self) -> None:
        """End now, whatever is not done yet: what is not given back is the guard's."""
        if not self.over:
            self.shut_down()
            self._end()

    def shut_down(self, timeout_s: float = 5.0) -> bool:
        """Cancel and join the running work without another word. For the owner's last breath."""
        self._later.stop()
        self.over = True
        return self._worker.join(timeout_s)

    # ------------------------------------------------------------------ the loop

    def _change(self, setup: Setup) -> None:
        if self.over or setup is self.setup:
            return
        self.setup = setup
        self._stale = True
        self._advance(at_once=True)

    def _advance(self, at_once: bool = False) -> None:
        if self.over:
            return
        step = story.next_step(self.setup, self.now)
        if not at_once and self._flashes(step):
            return
        self._later.stop()
        if step.place is not self.step.place:
            self.since = self.now
        self.step = step
        work = story.beside(self.setup, step)
        if self._worker.busy and (self._running is not work or self._stale or step.place is Place.END):
            self._worker.cancel()
        elif not self._worker.busy:
            if step.place is Place.END:
                self._end()
                return
            if work is not None:
                self._run(work)
        self._charge_person()
        self.changed.emit()

    def _charge_person(self) -> None:
        """While a person thinks, the time is theirs."""
        waits = self.with_person and self.step.asks and not self.over
        if waits and self._asking is None:
            self._asking = self.services.meter.waiting_for(Account.PERSON)
            self._asking.__enter__()
        elif not waits and self._asking is not None:
            self._asking.__exit__(None, None, None)
            self._asking = None

    def _flashes(self, step: Step) -> bool:
        """Whether going on now would show the present page too shortly; if so, it goes on a little later."""
        if not self.with_person or step.place is self.step.place or self.step.asks:
            return False
        clock = self.services.clock
        shown_s = clock.real(self.now - self.since)
        if shown_s >= DWELL_S:
            return False
        self._later.start(int((DWELL_S - shown_s) * 1000) + 1)
        return True

    def _run(self, work: Work) -> None:
        self._stale = False
        self._running = work
        setup = self._started_with = self.setup
        services, journal = self.services, self._journal

        def call(report: Callable[[Fact], None], cancel: CancelToken) -> None:
            steps.run(work, setup, services, journal.recording(setup, services.clock, report), cancel)

        self._worker.start(call)

    def _observed(self, fact: Fact) -> None:
        if self._stale and isinstance(fact, DeviceAnswered):
            return  # of a work that a decision has stopped: after Back it would go on with the device
        _log.info("fact %s at %.2f", fact.name, fact.at)
        self.setup = story.saw(self.setup, fact)
        self._advance_after_fact()

    def _advance_after_fact(self) -> None:
        """A fact may lead to another place; the work that reported it goes on until it ends by itself."""
        if self.over:
            return
        step = story.next_step(self.setup, self.now)
        if step.work is self._running and not self._stale:
            self._advance()
        else:
            self.changed.emit()

    def _succeeded(self) -> None:
        before = self._started_with
        self.setup = story.finished(self.setup)
        work, self._running = self._running, None
        if self.setup is before and story.next_step(self.setup, self.now).work is work and work is not None:
            _log.error("step %s changed nothing; it is tried again later", work.value)
            pause_s = self.services.clock.real(self.setup.options.limits.recheck_s)
            self._later.start(max(1, int(pause_s * 1000)))
            return
        # The next device begins: a last page that stood on would be drawn without what it is about.
        begins = before is not None and self.setup.earlier != before.earlier
        self._advance(at_once=begins)

    def _failed(self, problem: Problem) -> None:
        self._running = None
        _log.info("problem %s %s", problem.code.value, problem.reason)
        self.setup = story.failed(self.setup, problem)
        self._advance(at_once=True)

    def _stopped(self) -> None:
        self._running = None
        self._advance(at_once=True)

    def _died(self) -> None:
        """The thread fell over: give the Wi-Fi back and end; if that is what fell over, the guard does it."""
        work, self._running = self._running, None
        if self.setup.decision(d.Cancel) or self.setup.decision(d.GiveUp) or work is None:
            self._end()
            return
        self.give_up_with(steps.last_resort(work))

    def _end(self) -> None:
        self.over = True
        self._journal.forget()
        self._charge_person()
        result: SetupResult = result_of(self.setup, self.services.meter, self.services.clock)
        _log.info("ended: %s", result.outcome.value)
        self.ended.emit(result)
