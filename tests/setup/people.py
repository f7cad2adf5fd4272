"""Persons for the driver: each answers what the story asks, from a few wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import story
from spark_setup.setup.networks import rows
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Way
from spark_setup.setup.setup import Setup
from spark_setup.setup.story import Step


@dataclass
class Person:
    """Types `passwords` one after the other; takes the next of `ways` for a code, else gives up."""

    passwords: Sequence[str] = ("password",)
    network: bytes | None = None
    hidden: d.Choose | None = None
    own: d.Ownership | None = None
    name: str | None = None
    ways: Mapping[Code, Sequence[Way]] = field(default_factory=dict)
    waits_at: frozenset[Code] = frozenset()
    """Problems that are only watched: they have to go away by themselves."""
    before: Callable[[Setup, Step], None] = lambda _setup, _step: None
    """What happens in the world while the person looks at the page."""
    asked: list[Place] = field(default_factory=list)
    _typed: int = 0
    _taken: dict[Code, int] = field(default_factory=dict)

    def __call__(self, setup: Setup, step: Step) -> Setup | None:
        self.asked.append(step.place)
        self.before(setup, step)
        if setup.problem is not None:
            return self._trouble(setup, setup.problem.code)
        return self._answer(setup, step)

    def _trouble(self, setup: Setup, code: Code) -> Setup | None:
        if code is Code.COULD_NOT_JOIN and code not in self.ways:
            if not setup.answering:
                return None
            return story.decide(setup, self._password())
        if code in self.waits_at:
            return None
        taken = self._taken.get(code, 0)
        ways = self.ways.get(code, ())
        if taken >= len(ways):
            return story.decide(setup, d.GiveUp(code.value))
        self._taken[code] = taken + 1
        return story.take(setup, ways[taken])

    def _password(self) -> d.Password:
        text = self.passwords[min(self._typed, len(self.passwords) - 1)]
        self._typed += 1
        return d.Password(Secret(text))

    def _answer(self, setup: Setup, step: Step) -> Setup | None:
        match step.place:
            case Place.READY | Place.RESUME:
                return story.decide(setup, d.GoOn())
            case Place.ONE | Place.SEVERAL:
                assert setup.seen is not None
                return story.decide(setup, d.Consent(setup.seen.candidates[0].ssid))
            case Place.NAMED:
                return story.decide(setup, d.OtherName(b"Photon-U8BS"))
            case Place.OWNER:
                if self.own is None:
                    return story.decide(setup, d.GiveUp(Code.OTHER_OWNER.value))
                return story.decide(setup, d.Own(self.own))
            case Place.NETWORK if self.hidden is not None:
                return story.decide(setup, d.WantsHidden())
            case Place.NETWORK:
                wanted = self.network or b"Home"
                row = next((r for r in rows(setup) if r.ssid == wanted), None)
                if row is None:
                    return story.not_visible(setup, wanted)
                return story.decide(setup, d.Choose(row.ssid, row.sec, row.channel))
            case Place.HIDDEN:
                assert self.hidden is not None
                return story.decide(setup, self.hidden)
            case Place.PASSWORD:
                return story.decide(setup, self._password())
            case Place.SUCCESS:
                return story.decide(setup, d.Name(self.name))
            case Place.OFFLINE | Place.WIFI:
                return story.decide(setup, d.Close())
            case _:
                return None
