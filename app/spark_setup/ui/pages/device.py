"""2.2 and 2.3 The device found: is it this one? The click is the consent to leave the own network."""

from __future__ import annotations

from ...core.lights import State as Light
from ...setup import decisions as d
from ...setup.facts import Candidate
from ...setup.places import Place
from ...setup.problems import Code, Way
from ..naming import bare, own
from ..widgets.device_cards import Device, DeviceCards
from ..widgets.links import Links
from ..widgets.notes import Note, Notes
from ..widgets.typeset import sentence
from ..words import isolate
from .base import Act, Page, View


class DevicePage(Page):
    """One card per device. One is chosen at once; of several none is, until the person looks at the label."""

    places = (Place.ONE, Place.SEVERAL)

    def build(self) -> None:
        self.cards = DeviceCards(self.look.theme, "join.devices")
        self.cards.chosen.connect(lambda _suffix: self._rechosen())
        self.notes = Notes(self.look.theme)
        self.links = Links(self.look.theme)
        self.different = self.links.add("join.different", self.words("join.one.different"))
        self.by_hand = self.links.add("join.by_hand", self.words("join.one.by_hand"))
        self.different.clicked.connect(lambda: self.took.emit(Way.LOOK_AGAIN))
        self.by_hand.clicked.connect(lambda: self.took.emit(Way.JOIN_BY_HAND))
        for widget in (self.cards, self.notes, self.links):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def entered(self, view: View) -> None:
        self.cards.set([], None)

    def draw(self, view: View) -> None:
        candidates = _candidates(view)
        only = candidates[0].suffix if len(candidates) == 1 else None
        choice = self.cards.choice() or only
        self.cards.set([self._card(c, choice) for c in candidates], choice)
        self.notes.set(self._notes(view))

    def _card(self, candidate: Candidate, choice: str | None) -> Device:
        signal = self.words(signal_key(candidate.signal))
        key = "join.card.chosen.spoken" if candidate.suffix == choice else "join.card.spoken"
        spoken = self.words(key, suffix=" ".join(candidate.suffix), signal=signal)
        prefix = candidate.ssid[: -len(candidate.suffix.encode())].decode("utf-8", "replace")
        return Device(candidate.suffix, prefix, signal, bars(candidate.signal), spoken)

    def _notes(self, view: View) -> list[Note]:
        wifi, name = view.setup.wifi, own(view.setup)
        notes = []
        if wifi is not None and wifi.wired and not name:
            notes.append(Note("wifi-return", self.words("join.one.cable")))
        elif name:
            notes.append(
                Note("wifi-return", sentence(self.words.template("join.one.leaves"), own=bare(name)))
            )
            if wifi is not None and wifi.wired:
                notes.append(Note("info", self.words("join.one.cable")))
        else:
            notes.append(Note("wifi-return", self.words("join.one.leaves.unnamed")))
        return [*notes, Note("info", self.words("join.one.no_internet"))]

    def _rechosen(self) -> None:
        if self.view is not None:
            self.draw(self.view)
        self.redraw.emit()

    def title(self, view: View) -> str:
        if view.step.place is Place.SEVERAL:
            return self.words("join.several.title", n=str(len(_candidates(view))))
        return self.words("join.one.title")

    def code(self, view: View) -> str | None:
        return Code.SEVERAL_FOUND.value if view.step.place is Place.SEVERAL else None

    def light(self, view: View) -> Light | None:
        return Light.LISTENING

    def spoken(self, view: View) -> str:
        found = [
            self.words(
                "join.found.spoken", suffix=" ".join(c.suffix), signal=self.words(signal_key(c.signal))
            )
            for c in _candidates(view)
        ]
        return " ".join([self.lead(view), *found])

    def primary(self, view: View) -> Act | None:
        choice = self.cards.choice()
        if not choice:
            return Act(
                self.words("join.several.choose"),
                enabled=False,
                reason=self.words("join.several.choose.reason"),
            )
        return Act(
            self.words("join.one.connect", suffix=isolate(choice)), self.words("join.one.connect.short")
        )

    def answer(self) -> d.Decision | None:
        choice = self.cards.choice()
        if self.view is None or not choice:
            return None
        found = next((c for c in _candidates(self.view) if c.suffix == choice), None)
        return d.Consent(found.ssid) if found else None

    def look_again(self) -> None:
        self.took.emit(Way.LOOK_AGAIN)


def _candidates(view: View) -> tuple[Candidate, ...]:
    return view.setup.seen.candidates if view.setup.seen else ()


def signal_key(signal: int | None) -> str:
    """The words for a signal at this computer, in per cent."""
    if signal is None:
        return "signal.unknown"
    return "signal.very_near" if signal >= 75 else "signal.near" if signal >= 45 else "signal.far"


def bars(signal: int | None) -> int:
    """0 to 4 bars for a signal in per cent."""
    return 0 if signal is None else min(4, 1 + signal // 25)
