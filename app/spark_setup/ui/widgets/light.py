"""A light as a widget draws it: the light itself (`core.lights`), its words and its code. No Qt.

Rhythm and colours are `core.lights`'s; here is only what an animation needs besides: when to look again, and
the timing strip, which the reduced-motion form shows instead of the movement.
"""

from __future__ import annotations

import math

from spark_setup.core.lights import Hue, Light, Movement

from ...core.lazily import dataclass

STRIP_MS = 2400
"""How much time a strip shows for a light that repeats fast; longer periods show one whole period."""
_FADES = (Movement.BREATHE,)
_STILL = (Movement.STEADY, Movement.OFF)


@dataclass(frozen=True)
class LightPicture:
    """A light, its words, its code, and its accessible name: "Light: blinking dark blue, code L1"."""

    light: Light
    words: str = ""
    code: str = ""
    spoken: str = ""

    @property
    def moves(self) -> bool:
        """Whether anything changes with time."""
        return self.light.movement not in _STILL

    @property
    def fades(self) -> bool:
        """Whether the brightness swells instead of jumping."""
        return self.light.movement in _FADES


@dataclass(frozen=True)
class Stretch:
    """A lit stretch of the timing strip, from and to as 0 to 1."""

    start: float
    end: float
    hue: Hue | None


def next_change_ms(picture: LightPicture, at_ms: float, *, frame_ms: int = 40) -> int | None:
    """Milliseconds until the lamp looks different; None if it stands still.

    The next edge of a blinking light, one frame of a fading one.
    """
    if not picture.moves:
        return None
    light = picture.light
    if picture.fades or light.movement is Movement.RAINBOW:
        return frame_ms
    within, edge = at_ms % light.period_ms, 0.0
    for segment in light.segments:
        edge += segment.ms
        if within < edge:
            return max(1, math.ceil(edge - within))
    return 1


def strip_ms(light: Light) -> int:
    """How much time the strip of this light shows."""
    period = max(1, light.period_ms)
    if light.movement is Movement.BREATHE:
        return 2 * period
    if period >= STRIP_MS or light.movement in _STILL:
        return period
    # A fast light shows fewer beats than fit, or its strip would be a comb.
    span = STRIP_MS if light.on_ms >= 200 else STRIP_MS // 2
    return max(period, span // period * period)


def stretches(light: Light) -> list[Stretch]:
    """The lit stretches of the strip. A fade is one stretch per breath: the drawing makes it a wave."""
    span = strip_ms(light)
    if light.movement is Movement.OFF:
        return []
    found: list[Stretch] = []
    at = 0.0
    while at < span:
        for segment in light.segments:
            lit = segment.hue is not None or light.movement in (Movement.STEADY, Movement.RAINBOW)
            if lit and at < span:
                found.append(Stretch(at / span, min(1.0, (at + segment.ms) / span), segment.hue))
            at += segment.ms
    return found
