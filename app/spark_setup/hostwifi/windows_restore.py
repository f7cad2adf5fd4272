"""What to do next to give a network back on Windows: a decision over what is seen, free of calls.

Rules: an old profile is connected to directly, never by leaving first (Windows drops the other connection by
itself). Without one: leave the device's network and let Windows choose. Never act on a network that the
person chose meanwhile. A connection whose name may not be read counts as the device's by its address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

CONNECT_AGAIN_S = 8.0
LEAVE_AGAIN_S = 5.0
NOTHING_PATIENCE_S = 15.0


class Move(Enum):
    """The next thing to do."""

    WAIT = auto()
    LEAVE = auto()
    CONNECT_OLD = auto()
    CONFIRMED = auto()
    ASSUMED = auto()
    NOTHING_TO_DO = auto()
    NO_NETWORK = auto()  # Windows chose none by itself, and none is known that could be chosen for it


On = Literal["ours", "old", "other", "nothing", "on the way", "device's address", "other address", "unknown"]
"""The last three: connected, the name may not be read. "unknown": and no address yet."""


@dataclass(frozen=True)
class Scene:
    """What is seen now, and what this restore did so far. Times in seconds, None: never."""

    kind: Literal["profile", "unknown", "none"]
    on: On
    radio_on: bool
    old_exists: bool
    nothing_for_s: float
    since_connect_s: float | None
    since_leave_s: float | None
    link_ended: bool  # since this restore changed something

    @property
    def acted(self) -> bool:
        """Whether this restore changed anything."""
        return self.since_connect_s is not None or self.since_leave_s is not None

    @property
    def came_back(self) -> bool:
        """Connected anew after this restore's doing: no longer the device, whatever the address is."""
        return self.acted and self.link_ended


def next_move(scene: Scene) -> Move:
    """A pure function; called again after every look."""
    if not scene.radio_on:
        return Move.NOTHING_TO_DO  # the person's choice, and off the device's network
    if scene.on in ("on the way", "unknown"):
        return Move.WAIT
    if scene.kind == "profile" and scene.old_exists:
        return _towards_old(scene)
    return _away_from_device(scene)


def _towards_old(scene: Scene) -> Move:
    connect = Move.CONNECT_OLD if _is_time(scene.since_connect_s, CONNECT_AGAIN_S) else Move.WAIT
    match scene.on:
        case "old":
            return Move.CONFIRMED
        case "other" if not scene.acted:
            return Move.NOTHING_TO_DO
        case "other address":
            return Move.ASSUMED
        case "device's address" if scene.came_back:
            return Move.ASSUMED  # the home router may well have the same addresses
        case _:
            return connect


def _away_from_device(scene: Scene) -> Move:
    leave = Move.LEAVE if _is_time(scene.since_leave_s, LEAVE_AGAIN_S) else Move.WAIT
    match scene.on:
        case "ours":
            return leave
        case "device's address" if not scene.came_back:
            return leave
        case "nothing" if scene.kind == "none":
            return Move.CONFIRMED
        case "nothing":
            return Move.NO_NETWORK if scene.nothing_for_s >= NOTHING_PATIENCE_S else Move.WAIT
        case _:
            return Move.ASSUMED


def _is_time(since_s: float | None, again_s: float) -> bool:
    return since_s is None or since_s >= again_s
