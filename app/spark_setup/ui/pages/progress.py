"""5.1, 5.3 to 5.5 From sending to being online: every line is a fact, every wait has its limit."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.lights import State as Light
from ...setup.facts import Fact, HostMode, TriedAgain
from ...setup.places import Place
from ...setup.problems import Code, Problem, Severity, Way
from ...setup.setup import Setup
from ...setup.story import Work, limit_s
from ..naming import clock_text, net, own
from ..widgets.marks import State
from ..widgets.progress_list import ProgressList, Row
from .base import Act, Page, View


@dataclass(frozen=True)
class _Line:
    key: str
    fact: Fact | None
    what: str
    done: str
    running: str = ""


_FAILING = {
    Code.NOT_BACK: "back",
    Code.NOT_SEEN_ONLINE: "online",
    Code.NO_SERVICE: "online",
    Code.NOT_LINKED: "linked",
}
"""The line that a problem is about, where it is not simply the first one that is not done."""


class ProgressPage(Page):
    """The list of facts. Goes on by itself."""

    places = (Place.PROGRESS, Place.UPDATING, Place.NOT_SEEN, Place.NO_SERVICE)

    def build(self) -> None:
        self.facts = ProgressList(self.look.theme)
        self.facts.setObjectName("progress.facts")
        self.facts.setAccessibleName(self.words("progress.list"))
        self.column.addWidget(self.facts)
        self.column.addStretch(1)

    def title(self, view: View) -> str:
        if view.setup.online is not None:
            return self.words("progress.title.online")
        if _stopped(view):
            return self.words("progress.title.stopped")
        return self.words(f"{view.step.place.value}.title", net=net(view.setup))

    def lead(self, view: View) -> str:
        return "" if _stopped(view) or view.setup.online is not None else super().lead(view)

    # ------------------------------------------------------------------ rows

    def draw(self, view: View) -> None:
        rows: list[Row] = []
        problem, ahead = view.setup.problem, True
        failing = _FAILING.get(problem.code) if problem is not None else None
        for line in self._lines(view):
            if line.fact is not None:
                rows.append(self._done(line, view))
            elif line.key == "left" and (view.setup.home is not None or failing is not None):
                rows.append(self._unknown(line))
            elif problem is not None and (ahead or line.key == failing):
                ahead = False
                rows.append(self._failed(line, view, problem))
            elif ahead:
                ahead = False
                rows.append(self._running(line, view))
            else:
                spoken = self.words("progress.row.coming.spoken", what=line.what)
                rows.append(Row(f"progress.{line.key}", State.COMING, line.what, spoken=spoken))
        self.facts.set(rows)

    def _lines(self, view: View) -> list[_Line]:
        w, s = self.words, view.setup
        gone = "progress.left.gone"
        if s.mode_left is not None and s.mode_left.evidence == "address_silent":
            gone = "progress.left.silent"
        back = s.internet_back if s.verifiable else s.home
        name = own(s)
        lines = [
            _Line(
                "delivered",
                s.delivered,
                w("progress.delivered"),
                w("progress.delivered.done"),
                self._sending(view),
            ),
            _Line("left", s.mode_left if s.sent else None, w("progress.left"), w(gone)),
            _Line(
                "back",
                back,
                w("progress.back", own=name) if name and s.options.touch_wifi else w("progress.back.unnamed"),
                w("progress.back.done" if s.internet_back else "progress.back.off_device"),
                w(_going_back(s)),
            ),
        ]
        if s.verifiable:
            seen = s.online.evidence if s.online else "list"
            lines.append(
                _Line(
                    "online",
                    s.online,
                    w("progress.online.done" if s.online else "progress.online"),
                    w(f"progress.online.{seen}"),
                    self._asking(view),
                )
            )
            how = s.linked.evidence if s.linked else "list"
            lines.append(_Line("linked", s.linked, w("progress.linked"), w(f"progress.linked.{how}")))
        return lines

    def _sending(self, view: View) -> str:
        last = view.setup.facts[-1] if view.setup.facts else None
        if isinstance(last, TriedAgain):
            return self.words("join.joining.try", n=str(last.number), of=str(last.limit))
        if view.elapsed_s > 5:
            return self.words("progress.delivered.checking", net=net(view.setup))
        return self.words("progress.delivered.running")

    def _asking(self, view: View) -> str:
        asked = view.setup.asked
        failed = view.setup.problem is not None
        if failed and asked is not None:
            return self.words("progress.online.asked", n=str(asked.times))
        return self.words("progress.online.asking")

    def _done(self, line: _Line, view: View) -> Row:
        assert line.fact is not None
        time = clock_text(line.fact.at - _begin(view.setup, view.since))
        spoken = self.words("progress.row.done.spoken", what=line.what, evidence=line.done, time=time)
        return Row(f"progress.{line.key}", State.DONE, line.what, line.done, time, spoken=spoken)

    def _unknown(self, line: _Line) -> Row:
        unknown = self.words("progress.left.unknown")
        spoken = self.words("progress.row.running.spoken", what=line.what, evidence=unknown)
        return Row(f"progress.{line.key}", State.SKIPPED, line.what, unknown, spoken=spoken)

    def _failed(self, line: _Line, view: View, problem: Problem) -> Row:
        """What is not so: the sentence of the tick beside a triangle would say the opposite of the panel."""
        state = State.WARN if problem.severity is Severity.WARN else State.PROBLEM
        asked = line.key == "online"
        key, name = f"progress.{line.key}.failed", own(view.setup)
        unnamed = line.key == "back" and not (name and view.setup.options.touch_wifi)
        what = self.words(f"{key}.unnamed") if unnamed else self.words(key, own=name)
        evidence = line.running if asked else ""
        time = self._time(view, "time.spent") if asked else ""
        spoken = self.words("progress.row.failed.spoken", what=what, evidence=evidence)
        return Row(f"progress.{line.key}", state, what, evidence, time, spoken=spoken)

    def _running(self, line: _Line, view: View) -> Row:
        setup = view.setup
        spoken = self.words("progress.row.running.spoken", what=line.what, evidence=line.running)
        if line.key != "online" or setup.sent is None or view.step.work is not Work.COME_ONLINE:
            return Row(f"progress.{line.key}", State.RUNNING, line.what, line.running, spoken=spoken)
        limit = limit_s(setup, updating=setup.updating is not None)
        share = min(1.0, (view.now - setup.sent.at) / limit)
        return Row(
            f"progress.{line.key}",
            State.RUNNING,
            line.what,
            line.running,
            share=share,
            limit=self._time(view, "time.of"),
            spoken=spoken,
        )

    def _time(self, view: View, key: str) -> str:
        setup = view.setup
        if setup.sent is None:
            return ""
        limit = limit_s(setup, updating=setup.updating is not None)
        spent = view.now - setup.sent.at
        if setup.problem is not None:
            spent = min(spent, limit)
        return self.words(key, time=clock_text(spent), limit=clock_text(limit))

    # ------------------------------------------------------------------ frame

    def light(self, view: View) -> Light | None:
        setup = view.setup
        if setup.online is not None:
            return Light.ONLINE
        if _updating(view):
            return Light.UPDATING
        if setup.sent is None:
            return Light.LISTENING
        return Light.JOINING if setup.internet_back is None or setup.problem is None else None

    def code(self, view: View) -> str | None:
        return Code.UPDATING.value if _updating(view) else None

    def secondary(self, view: View) -> Act | None:
        if _updating(view):
            short = self.words("progress.updating.finish.short")
            return Act(self.words("progress.updating.finish"), short, name="finish")
        return None

    def pressed_secondary(self) -> None:
        self.took.emit(Way.FINISH_ANYWAY)

    def cancel(self, view: View) -> Act | None:
        setup = view.setup
        if setup.problem is not None and (setup.sent is None or setup.online is not None):
            return Act(self.words("frame.cancel"), name="cancel")
        return Act(self.words("progress.stop"), name="stop")


def _going_back(setup: Setup) -> str:
    if not setup.away:
        return "progress.back.waiting"
    by_hand = setup.wifi is not None and setup.wifi.mode is HostMode.MANUAL
    return "progress.back.by_hand" if by_hand else "progress.back.running"


def _updating(view: View) -> bool:
    """Whether an update goes on: in the last moment of it the device is online again."""
    return view.step.place is Place.UPDATING and view.setup.online is None


def _stopped(view: View) -> bool:
    """Whether a problem holds the page: nothing is joining then."""
    return view.step.place is Place.PROGRESS and view.setup.problem is not None


def _begin(setup: Setup, since: float) -> float:
    """When this attempt began: times on the page count from there."""
    first = setup.delivered.at if setup.delivered else since
    return min(first, since) if setup.problem is None else first
