"""The keys of [led]: one for each state that the light can tell of, with the light it usually has."""

from __future__ import annotations

from collections.abc import Mapping

from ..core.lights import CODES, DEFAULT_MAP, Movement, State
from .key import Key, Kind

_WORDS: Mapping[Movement, str] = {
    Movement.BLINK: "blinking",
    Movement.FAST_BLINK: "fast blinking",
    Movement.FLICKER: "flickering",
    Movement.BREATHE: "breathing",
    Movement.STEADY: "steady",
    Movement.BURSTS: "flickering",
    Movement.SOS: "SOS in",
    Movement.RAINBOW: "rainbow",
    Movement.OFF: "off",
}


def _led_key(state: State) -> Key:
    light = DEFAULT_MAP[state]
    words = [_WORDS[light.movement]]
    if light.hue is not None:
        words.append(light.hue.name.lower())
    if light.flash is not None:
        words.append(f"then {light.flashes or 'some'} {light.flash.name.lower()}")
    meaning = state.value.replace("_", " ")
    return Key(
        f"led.{state.value}", Kind.LIGHT, None, f"{CODES[state]}, {meaning}. Usual: {' '.join(words)}."
    )


LED_KEYS: tuple[Key, ...] = (
    Key(
        "led.listening_color",
        Kind.HUE,
        None,
        "Colour of the blinking light in setup mode: `{color}`. Short for `led.listening`.",
        "listenModeLEDColorName",
    ),
    *(_led_key(state) for state in State),
)
"""All keys of the section, in the order of the light codes."""
