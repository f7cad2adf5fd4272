"""The brand's light for a state, with its words and code, as the lamp on the screen shows it."""

from __future__ import annotations

from ..brand import Brand
from ..core.lights import CODES, Light, State
from .naming import light_words
from .widgets.light import LightPicture
from .words import Words


def picture_of(state: State, brand: Brand, words: Words) -> LightPicture:
    """What the device's light does in `state`, with its name for a screen reader."""
    return picture(brand.led.lights[state], CODES[state], words)


def picture(light: Light, code: str, words: Words) -> LightPicture:
    """A light as data for the lamp."""
    text = light_words(words, light)
    spoken = words("light.spoken", light=text, code=code)
    return LightPicture(light, text[:1].upper() + text[1:], code, spoken)
