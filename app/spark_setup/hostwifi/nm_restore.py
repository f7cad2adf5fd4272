"""What to do next to give a network back: a decision over what NetworkManager shows, free of D-Bus.

Rules: act only while the adapter is on our network or on none; never on one that the person chose meanwhile.
Never `Device.Disconnect`: it would keep every profile from connecting by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

AUTOCONNECT_PATIENCE_S = 5.0
UNKNOWN_PATIENCE_S = 15.0
RETRY_S = 4.0


class Move(Enum):
    """The next thing to do."""

    WAIT = auto()
    LET_GO = auto()  # deactivate our connection
    ACTIVATE = auto()  # the old profile
    CONFIRMED = auto()
    ASSUMED = auto()
    NOTHING_TO_DO = auto()
    NO_NETWORK = auto()  # nothing came back by itself, and nothing is known that could be activated


@dataclass(frozen=True)
class Scene:
    """What is seen now, and what this restore did so far. Times in seconds."""

    kind: Literal["profile", "unknown", "none"]
    on: Literal["ours", "old", "other", "nothing"]
    active: bool  # fully active, not on the way up or down
    radio_on: bool
    settled: bool  # the device is idle or active, not in between
    old_exists: bool
    old_autoconnect: bool | None
    let_go: bool  # this restore ended our connection
    nothing_for_s: float
    since_activation_s: float | None  # None: this restore activated nothing


def next_move(scene: Scene) -> Move:
    """A pure function; called again after every look."""
    if scene.on == "ours":
        return Move.LET_GO if not scene.let_go or scene.active else Move.WAIT
    if not scene.radio_on:
        return Move.NOTHING_TO_DO  # the person's choice, and off the device's network
    if scene.kind == "profile":
        return _towards_old(scene)
    if scene.kind == "none":
        return Move.CONFIRMED if scene.settled else Move.WAIT
    if scene.on != "nothing":
        return Move.ASSUMED if scene.active else Move.WAIT
    return Move.NO_NETWORK if scene.nothing_for_s >= UNKNOWN_PATIENCE_S else Move.WAIT


def _towards_old(scene: Scene) -> Move:
    if scene.on == "old":
        return Move.CONFIRMED if scene.active else Move.WAIT
    if scene.on == "other":
        if not scene.let_go:
            return Move.NOTHING_TO_DO if scene.active else Move.WAIT
        # NetworkManager chose another profile when ours ended: the person was on the old one.
        if not scene.old_exists:
            return Move.ASSUMED if scene.active else Move.WAIT
        return Move.ACTIVATE if _may_activate(scene) else Move.WAIT
    if not scene.settled:
        return Move.WAIT
    if not scene.old_exists:
        return Move.NO_NETWORK if scene.nothing_for_s >= UNKNOWN_PATIENCE_S else Move.WAIT
    comes_by_itself = scene.old_autoconnect is not False and scene.since_activation_s is None
    if comes_by_itself and scene.nothing_for_s < AUTOCONNECT_PATIENCE_S:
        return Move.WAIT
    return Move.ACTIVATE if _may_activate(scene) else Move.WAIT


def _may_activate(scene: Scene) -> bool:
    return scene.since_activation_s is None or scene.since_activation_s >= RETRY_S
