"""A light as data: colours, rhythm, words, code. Pure arithmetic, no Qt.

`pattern_ms` alternates on, off, on, off … and repeats; empty means steady. With `fade` the pattern has one
entry, the length of one breath, and the brightness follows a sine. Several colours take turns, one per "on".
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class LightPicture:
    """What the lamp does. `spoken` is the accessible name: "Light: blinking dark blue, code L1"."""

    colours: tuple[str, ...] = ()
    pattern_ms: tuple[int, ...] = ()
    words: str = ""
    code: str = ""
    fade: bool = False
    spoken: str = ""

    @property
    def moves(self) -> bool:
        """Whether anything changes with time."""
        return bool(self.colours) and bool(self.pattern_ms)

    @property
    def period_ms(self) -> int:
        """After this the picture repeats; 0 if it does not move. All colours have had their turn."""
        once = sum(self.pattern_ms)
        if self.fade or not once:
            return once
        ons = (len(self.pattern_ms) + 1) // 2
        turns = math.lcm(ons, max(1, len(self.colours))) // ons
        return once * turns


@dataclass(frozen=True)
class Glow:
    """The lamp at one moment: colour ("" if the light is off for good) and brightness 0 to 1."""

    colour: str
    level: float


def glow_at(picture: LightPicture, at_ms: float) -> Glow:
    """What the lamp shows `at_ms` after the start."""
    if not picture.colours:
        return Glow("", 0.0)
    if not picture.moves:
        return Glow(picture.colours[0], 1.0)
    if picture.fade:
        phase = (at_ms % picture.pattern_ms[0]) / picture.pattern_ms[0]
        return Glow(picture.colours[0], (1.0 - math.cos(phase * math.tau)) / 2.0)
    ons, start = 0, 0.0
    once = sum(picture.pattern_ms)
    rounds, within = divmod(at_ms % picture.period_ms, once)
    per_round = (len(picture.pattern_ms) + 1) // 2
    for index, length in enumerate(picture.pattern_ms):
        lit = index % 2 == 0
        if within < start + length:
            turn = int(rounds) * per_round + ons
            return Glow(picture.colours[turn % len(picture.colours)], 1.0 if lit else 0.0)
        start += length
        ons += 1 if lit else 0
    return Glow(picture.colours[0], 0.0)


def next_change_ms(picture: LightPicture, at_ms: float, *, frame_ms: int = 40) -> int | None:
    """Milliseconds until the lamp looks different: the next edge, one frame of a fade, or None if it stands
    still.
    """
    if not picture.moves:
        return None
    if picture.fade:
        return frame_ms
    within, edge = at_ms % sum(picture.pattern_ms), 0.0
    for length in picture.pattern_ms:
        edge += length
        if within < edge:
            return max(1, math.ceil(edge - within))
    return 1


def stretches(picture: LightPicture, span_ms: int) -> list[tuple[float, float, str]]:
    """The lit stretches within `span_ms`, as (start, end, colour) with 0 to 1: the timing strip. Not for
    fades.
    """
    if not picture.colours:
        return []
    if not picture.moves:
        return [(0.0, 1.0, picture.colours[0])]
    found: list[tuple[float, float, str]] = []
    at, index, turn = 0, 0, 0
    while at < span_ms:
        length = picture.pattern_ms[index % len(picture.pattern_ms)]
        if index % len(picture.pattern_ms) % 2 == 0:
            colour = picture.colours[turn % len(picture.colours)]
            found.append((at / span_ms, min(1.0, (at + length) / span_ms), colour))
            turn += 1
        at += max(1, length)
        index += 1
    return found
