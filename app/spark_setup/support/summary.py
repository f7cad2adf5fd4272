"""The fifteen lines that a person pastes into a chat. The words are handed in: they are the wizard's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..core.ssid import readable
from ..setup import decisions as d
from ..setup.facts import Fact
from ..setup.networks import Strength, chosen, suffix_of
from ..setup.networks import rows as network_rows
from ..setup.places import STEP_COUNT, step_number
from ..setup.setup import Setup
from .moments import Moment

LINES, EVENTS = 15, 5


@dataclass(frozen=True)
class Words:
    """How the summary speaks: `say(key, values)` for its own lines, `has(key)` for what may be missing."""

    say: Callable[[str, Mapping[str, str]], str]
    has: Callable[[str], bool]

    def __call__(self, key: str, **values: str) -> str:
        """The words for `key`."""
        return self.say(key, values)


def grouped(device_id: str) -> str:
    """In groups of six, as a person reads it on the telephone."""
    return " ".join(device_id[at : at + 6] for at in range(0, len(device_id), 6))


def story_time(seconds: float) -> str:
    """ "0:42"; what lies before the start counts backwards."""
    whole = int(abs(seconds))
    return f"{'-' if seconds < 0 else ''}{whole // 60}:{whole % 60:02}"


def code_of(moment: Moment) -> str:
    """What the bottom left corner says: the problem's code, else that of the step."""
    delivered = moment.setup.sent is not None
    return moment.code or f"S{step_number(moment.step.place, delivered=delivered)}"


def network_of(setup: Setup, words: Words) -> str:
    """The network chosen for the device: name, band, signal in words; empty before one is chosen."""
    choice = chosen(setup) if setup.networks is not None else setup.decision(d.Choose)
    if choice is None:
        return ""
    name = f"\u2068{readable(choice.ssid)}\u2069"
    row = next((row for row in network_rows(setup) if row.ssid == choice.ssid), None)
    strength = row.strength if row is not None else None
    if strength is None:
        return words("summary.network.unseen", net=name)
    return words("summary.network", net=name, strength=words(_STRENGTH[strength]))


_STRENGTH = {
    Strength.STRONG: "summary.signal.strong",
    Strength.GOOD: "summary.signal.good",
    Strength.FAIR: "summary.signal.fair",
    Strength.WEAK: "summary.signal.weak",
}


def computer_of(setup: Setup, system: str, words: Words) -> str:
    """The computer's system, and the network it is on."""
    own = setup.wifi.own_label if setup.wifi else None
    if setup.away:
        return words("summary.computer.away", system=system)
    if own:
        return words("summary.computer.on", system=system, own=f"\u2068{own}\u2069")
    return system


def device_network_of(setup: Setup) -> str:
    """What the label says: the suffix of the device's own network, or empty."""
    ssid = setup.joined.ssid if setup.joined else None
    for decision in reversed(setup.decisions):
        if ssid is None and isinstance(decision, (d.Consent, d.OtherName)):
            ssid = decision.ssid
    return (suffix_of(ssid, setup.options.prefixes) or readable(ssid)) if ssid else ""


def event_line(fact: Fact, words: Words) -> str:
    """When, and what was seen; how it was seen where that is told."""
    key = f"fact.{fact.name}"
    what = words(key) if words.has(key) else fact.name
    return f"{story_time(fact.at)}  {what}"


def summary(
    moment: Moment, words: Words, *, system: str, versions: str, light: str, code: str = ""
) -> list[str]:
    """At most fifteen lines about the state of `moment`; `code` is what the corner of the window says."""
    setup, step = moment.setup, moment.step
    number = str(step_number(step.place, delivered=setup.sent is not None))
    unknown = words("drawer.unknown")
    device = setup.device.device_id if setup.device else ""
    earlier = [code for code in setup.failures if code != moment.code]
    lines = [
        words("summary.title"),
        words(
            "summary.code",
            code=code or code_of(moment),
            n=number,
            count=str(STEP_COUNT),
            page=step.place.value,
        ),
        words("summary.device", id=grouped(device) or unknown, suffix=device_network_of(setup) or unknown),
        words("summary.chosen", net=network_of(setup, words) or unknown),
        words("summary.computer", computer=computer_of(setup, system, words)),
        words("summary.version", versions=versions),
        words("summary.light", light=light or words("drawer.light.none")),
    ]
    if earlier:
        lines.append(words("summary.earlier", codes=", ".join(earlier[-6:])))
    events = events_of(setup)[-(LINES - len(lines)) :][-EVENTS - 2 :]
    return [*lines, *(event_line(fact, words) for fact in events)]


def events_of(setup: Setup) -> list[Fact]:
    """What happened, without what is merely repeated: of facts of one kind in a row, the last."""
    kept: list[Fact] = []
    for fact in setup.facts:
        if kept and kept[-1].name == fact.name:
            kept[-1] = fact
        else:
            kept.append(fact)
    return kept
