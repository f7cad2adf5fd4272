"""2.4 Connecting to the device: one row per fact."""

from __future__ import annotations

from ...core.lights import State as Light
from ...core.ssid import readable
from ...setup.facts import DeviceNetworkJoined, TriedAgain
from ...setup.places import Place
from ...setup.problems import Code, Severity
from ...setup.setup import Setup
from ..naming import own, suffix
from ..widgets.marks import State
from ..widgets.progress_list import ProgressList, Row
from ..words import isolate
from .base import Act, Page, View


class JoiningPage(Page):
    """Goes on by itself when the device has answered and told what it sees."""

    places = (Place.JOINING,)

    def build(self) -> None:
        self.facts = ProgressList(self.look.theme)
        self.facts.setObjectName("join.facts")
        self.column.addWidget(self.facts)
        self.column.addStretch(1)

    def title(self, view: View) -> str:
        name = suffix(view.setup)
        if not name:
            return self.words("join.joining.title.unnamed")
        return self.words("join.joining.title", suffix=isolate(name))

    def draw(self, view: View) -> None:
        self.facts.set(self._rows(view.setup))

    def _rows(self, setup: Setup) -> list[Row]:
        w = self.words
        rows: list[tuple[str, bool, str, str]] = []
        if setup.options.touch_wifi:
            name = own(setup)
            left = w("join.joining.left", own=name) if name else w("join.joining.left.unnamed")
            back = setup.problem is not None and setup.problem.code is Code.WENT_BACK
            rows.append(("left", setup.away and not back, left, w("join.joining.left.done")))
            joined = w("join.joining.joined.unnamed")
            fact = _joined(setup)
            if fact is not None and fact.ssid is not None:
                joined = w("join.joining.joined", net=isolate(readable(fact.ssid)))
            rows.append(("joined", fact is not None, joined, w("join.joining.joined.done")))
        device = setup.device
        ends = w("join.joining.answers.done", id=isolate(device.device_id[-6:])) if device else ""
        rows.append(("answers", setup.answering, w("join.joining.answers"), ends))
        networks = setup.networks
        count = w("join.joining.networks.done", n=str(len(networks.networks))) if networks else ""
        rows.append(("networks", networks is not None, w("join.joining.networks"), count))
        return self._with_states(rows, setup)

    def _with_states(self, rows: list[tuple[str, bool, str, str]], setup: Setup) -> list[Row]:
        shown: list[Row] = []
        running = True
        for key, done, what, evidence in rows:
            if done:
                spoken = self.words("progress.row.done.spoken", what=what, evidence=evidence, time="").strip()
                shown.append(Row(f"join.{key}", State.DONE, what, evidence, spoken=spoken))
            elif running:
                running = False
                shown.append(self._failed(key, setup) if setup.problem else self._running(key, what, setup))
            else:
                spoken = self.words("progress.row.coming.spoken", what=what)
                shown.append(Row(f"join.{key}", State.COMING, what, spoken=spoken))
        return shown

    def _running(self, key: str, what: str, setup: Setup) -> Row:
        note = self._try(setup) or self.words(f"join.joining.{key}.running")
        spoken = self.words("progress.row.running.spoken", what=what, evidence=note)
        return Row(f"join.{key}", State.RUNNING, what, note, spoken=spoken)

    def _failed(self, key: str, setup: Setup) -> Row:
        """What is not so: the sentence of the tick beside a triangle would say the opposite of the panel."""
        problem, name = setup.problem, own(setup)
        assert problem is not None
        what = self.words(f"join.joining.{key}.failed", own=name)
        if key == "left" and not name:
            what = self.words("join.joining.left.failed.unnamed")
        elif key == "joined" and problem.code is Code.NO_ADDRESS:
            what = self.words("join.joining.joined.no_address")
        state = State.WARN if problem.severity is Severity.WARN else State.PROBLEM
        note = self._try(setup)
        spoken = self.words("progress.row.failed.spoken", what=what, evidence=note)
        return Row(f"join.{key}", state, what, note, spoken=spoken)

    def _try(self, setup: Setup) -> str:
        last = setup.facts[-1] if setup.facts else None
        if isinstance(last, TriedAgain):
            return self.words("join.joining.try", n=str(last.number), of=str(last.limit))
        return ""

    def light(self, view: View) -> Light | None:
        return Light.LISTENING

    def cancel(self, view: View) -> Act | None:
        return Act(self.words("frame.cancel"), name="cancel")


def _joined(setup: Setup) -> DeviceNetworkJoined | None:
    """The network that is joined; where the device is silent in it, the one that was joined for nothing."""
    problem = setup.problem
    silent = (Code.NO_ANSWER, Code.NO_ANSWER_VPN, Code.ADDRESS_CLASH)
    if setup.joined is not None or problem is None or problem.code not in silent:
        return setup.joined
    met = [fact for fact in setup.facts if isinstance(fact, DeviceNetworkJoined)]
    return met[-1] if met else None
