"""1.1 Get ready: what the program can check, it checks; the person plugs the device in."""

from __future__ import annotations

from datetime import UTC, datetime

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.facts import HostMode
from ...setup.places import Place
from ...setup.problems import Code, Severity
from ...setup.setup import Intent, Setup
from ...setup.story import Work
from ..naming import clock_text, own
from ..widgets.links import Links
from ..widgets.marks import State
from ..widgets.notes import Note, Notes
from ..widgets.progress_list import CheckList, Row
from ..words import isolate
from .base import Act, Page, View
from .film import add_film

_Check = tuple[str, State, str, str]
"""Key, state, what is checked, how we know."""


SOON_S = 300.0
"""A session that ends sooner is told as a warning: setup may take as long."""


class ReadyPage(Page):
    """The check list. Leaves by itself as soon as everything is in order and a device is seen."""

    places = (Place.READY,)

    def build(self) -> None:
        self.checks = CheckList(self.look.theme)
        self.checks.setObjectName("ready.checks")
        self.checks.setAccessibleName(self.words("ready.list"))
        self.hint = Notes(self.look.theme)
        self.links = Links(self.look.theme)
        if not add_film(self, self.links, "ready.film"):
            self.links.hide()
        for widget in (self.checks, self.hint, self.links):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        rows = [self._internet(view.setup), self._account(view.setup)]
        rows += [self._wifi(view.setup), self._path(view.setup), self._device(view)]
        shown = [row for row in rows if row is not None]
        self.checks.set([self._row(*row) for row in _with_problem(shown, view.setup)])
        found = view.setup.seen is not None and bool(view.setup.seen.candidates)
        late = view.step.work is Work.SEARCH and view.elapsed_s >= view.setup.options.limits.hint_s
        late = late and not found
        notes = [*self._earlier(view.setup), *([Note("info", self.words("ready.hint"))] if late else [])]
        self.hint.set(notes)
        self.hint.setVisible(bool(notes))

    def light(self, view: View) -> Light | None:
        """Not beside a problem: those of this page are about the computer, not about the device."""
        return Light.LISTENING if view.setup.problem is None else None

    def primary(self, view: View) -> Act | None:
        waiting = view.step.work is Work.SEARCH and view.elapsed_s >= view.setup.options.limits.hint_s
        if waiting or (view.step.asks and view.setup.problem is None):
            return Act(self.words("ready.continue"))
        return None

    def answer(self) -> d.Decision | None:
        return d.GoOn()

    def _earlier(self, setup: Setup) -> list[Note]:
        """What was done about an earlier run that had not given the Wi-Fi back."""
        fact = setup.recovered
        if fact is None or fact.outcome == "failed":  # S6-03 says it, if it matters
            return []
        if fact.outcome == "refused":
            return [Note("info", self.words("ready.recovered.refused"))]
        if fact.outcome == "confirmed" and fact.label:
            return [Note("tick", self.words("ready.recovered", own=isolate(fact.label)), tone="ok")]
        return [Note("tick", self.words("ready.recovered.unnamed"), tone="ok")]

    # ------------------------------------------------------------------ rows

    def _row(self, key: str, state: State, what: str, evidence: str) -> Row:
        done = state is State.DONE
        spoken = self.words("ready.check.spoken" if done else "ready.check.open.spoken", what=what)
        return Row(f"ready.{key}", state, what, evidence, spoken=f"{spoken}. {evidence}".rstrip(". "))

    def _wants_account(self, setup: Setup) -> bool:
        return setup.options.intent is not Intent.WIFI_ONLY and setup.decision(d.OnlyWifi) is None

    def _internet(self, setup: Setup) -> tuple[str, State, str, str] | None:
        if not self._wants_account(setup) or setup.code_given:
            return None
        fact = setup.internet
        evidence = self.words("ready.internet.done", host=fact.host) if fact else ""
        return "internet", _state(fact), self.words("ready.internet"), evidence

    def _account(self, setup: Setup) -> tuple[str, State, str, str] | None:
        if not self._wants_account(setup):
            return None
        given = setup.code_given
        fact = setup.claim_code if given else setup.account
        key = "ready.account.prepared" if given else "ready.account.done"
        waits = not given and setup.internet is None
        state = State.COMING if waits else _state(fact)
        evidence = self.words(key) if fact else ""
        if fact is not None and setup.session_ends is not None and not given:
            left_s = (setup.session_ends.ends - datetime.now(UTC)).total_seconds()
            evidence = self._time_left(left_s)
            state = State.WARN if left_s < SOON_S else state
        return "account", state, self.words("ready.account"), evidence

    def _time_left(self, left_s: float) -> str:
        """How long the session lasts, in the largest unit that says enough."""
        if left_s < SOON_S:
            return self.words("ready.account.ends")
        for unit, seconds in (("days", 86400), ("hours", 3600), ("minutes", 60)):
            n = int(left_s // seconds)
            if n >= 2 or unit == "minutes":
                return self.words(f"ready.account.{unit}", n, n=str(n))
        return ""

    def _wifi(self, setup: Setup) -> tuple[str, State, str, str]:
        fact = setup.wifi
        evidence = ""
        if fact is not None:
            name = own(setup)
            evidence = {
                HostMode.NONE: self.words("ready.wifi.none"),
                HostMode.MANUAL: self.words("ready.wifi.by_hand"),
                HostMode.NAME_ONLY: self.words(
                    "ready.wifi.asks" if fact.names_withheld else "ready.wifi.by_hand"
                ),
                HostMode.AUTO: self.words("ready.wifi.on", own=name)
                if name
                else self.words("ready.wifi.done"),
            }[fact.mode]
        waits = self._wants_account(setup) and setup.claim_code is None
        state = State.COMING if waits and fact is None else _state(fact)
        return "wifi", state, self.words("ready.wifi"), evidence

    def _path(self, setup: Setup) -> tuple[str, State, str, str]:
        fact = setup.path
        if fact is None:
            state = State.COMING if setup.wifi is None else State.RUNNING
            return "path", state, self.words("ready.path"), ""
        if fact.vpn:
            return (
                "path",
                State.WARN,
                self.words("ready.path"),
                self.words("ready.path.vpn", name=isolate(fact.vpn)),
            )
        if fact.clash:
            return "path", State.WARN, self.words("ready.path"), self.words("ready.path.clash")
        return "path", State.DONE, self.words("ready.path"), self.words("ready.path.done")

    def _device(self, view: View) -> tuple[str, State, str, str] | None:
        setup = view.setup
        what = self.words("ready.device")
        if setup.wifi is not None and setup.wifi.mode is HostMode.NONE:
            return None
        if setup.wifi is not None and setup.wifi.mode is not HostMode.AUTO:
            return "device", State.COMING, what, self.words("ready.device.not_looking")
        if setup.seen and setup.seen.candidates:
            first = setup.seen.candidates[0]
            return "device", State.DONE, what, self.words("ready.device.done", suffix=isolate(first.suffix))
        if view.step.work is Work.SEARCH:
            looking = self.words("ready.device.looking", time=clock_text(view.elapsed_s))
            return "device", State.RUNNING, what, looking
        return "device", State.COMING, what, ""


_ABOUT = {Code.CLAIM_CODE_REFUSED: "account", Code.NOT_REMEMBERED: ""}
"""Problems about a row that is in order as far as it goes, or about none."""


def _with_problem(rows: list[_Check], setup: Setup) -> list[_Check]:
    """The open problem is about the first row that is not in order, unless it is known to be another."""
    problem = setup.problem
    if problem is None:
        return rows
    first = next((row[0] for row in rows if row[1] in (State.RUNNING, State.COMING)), "")
    about = _ABOUT.get(problem.code, first)
    bad = State.PROBLEM if problem.severity is Severity.BAD else State.WARN
    marked = []
    for key, state, what, evidence in rows:
        waiting = State.COMING if state is State.RUNNING else state
        marked.append((key, bad if key == about else waiting, what, evidence))
    return marked


def _state(fact: object | None) -> State:
    return State.DONE if fact is not None else State.RUNNING
