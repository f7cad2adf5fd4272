"""What to do next to give a network back on macOS: a decision over what is seen, free of calls.

Nothing can be connected to by name without its password, so the device's network is left and macOS chooses;
where it does not, the radio is switched off and on once, which makes it choose again. "Back on the same
network" is said only where the name can be read and is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

PATIENCE_S = 10.0
LEAVE_AGAIN_S = 5.0


class Move(Enum):
    """The next thing to do."""

    WAIT = auto()
    LEAVE = auto()
    POWER_CYCLE = auto()
    CONFIRMED = auto()
    ASSUMED = auto()
    NOTHING_TO_DO = auto()


On = Literal["ours", "old", "other", "nothing", "device's address", "other address", "no address"]
"""The last three: the name cannot be read. "nothing": it could, and there is none."""


@dataclass(frozen=True)
class Scene:
    """What is seen now, and what this restore did so far. Times in seconds, None: never."""

    kind: Literal["profile", "unknown", "none"]
    on: On
    radio_on: bool
    without_link_s: float
    since_leave_s: float | None
    power_cycled: bool
    was_without_link: bool  # since this restore left the network


def next_move(scene: Scene) -> Move:
    """A pure function; called again after every look."""
    if not scene.radio_on:
        return Move.NOTHING_TO_DO  # the person's choice, and off the device's network
    acted = scene.since_leave_s is not None or scene.power_cycled
    match scene.on:
        case "old":
            return Move.CONFIRMED
        case "other" if scene.kind == "profile" and not acted:
            return Move.NOTHING_TO_DO
        case "other" | "other address":
            return Move.ASSUMED
        case "ours":
            return _leave(scene)
        case "device's address":
            # Left and come back: a home router may well have the device's addresses.
            return Move.ASSUMED if acted and scene.was_without_link else _leave(scene)
        case "nothing" if scene.kind == "none":
            return Move.CONFIRMED
        case "no address" if scene.kind == "none":
            return Move.ASSUMED
        case _:
            patient = scene.power_cycled or scene.without_link_s < PATIENCE_S
            return Move.WAIT if patient else Move.POWER_CYCLE


def _leave(scene: Scene) -> Move:
    if scene.since_leave_s is None:
        return Move.LEAVE
    if scene.since_leave_s < LEAVE_AGAIN_S:
        return Move.WAIT
    return Move.LEAVE if scene.power_cycled else Move.POWER_CYCLE
