"""Colours as numbers: contrast, mixing, and an accent that can be read in light and in dark.

A brand gives one colour; on a screen it has to carry text. The rules are those of the design note (ui.md,
section 7); the contrast is WCAG's. Mixing is done in OKLab, which keeps the hue where plain RGB drifts
(B. Ottosson, "A perceptual color space for image processing", 2020). Knows no Qt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from .lazily import dataclass

TEXT_CONTRAST = 4.5
"""What text needs (WCAG 2.2, 1.4.3)."""
CONTROL_CONTRAST = 3.0
"""What borders of controls and the focus ring need (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True)
class Colour:
    """An opaque sRGB colour, 0 to 255 each. `str()` gives "#0B6780"."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """From "#0B6780" or "#ABC". Raises `ValueError` for anything else, colour names too."""
        found = re.fullmatch(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})", text)
        if found is None:
            raise ValueError("a colour is written #RRGGBB")
        digits = found.group(1)
        if len(digits) == 3:
            digits = "".join(digit * 2 for digit in digits)
        return cls(*(int(digits[i : i + 2], 16) for i in (0, 2, 4)))

    def __str__(self) -> str:
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
INK = Colour(0x10, 0x16, 0x1A)
"""The dark text on a light accent."""

Mix = Callable[[Colour, Colour, float], Colour]


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channel(linear: float) -> int:
    linear = min(1.0, max(0.0, linear))
    value = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(value * 255)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(c) for c in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2); the order does not matter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


Lab = tuple[float, float, float]


def oklab(colour: Colour) -> Lab:
    """Lightness 0 to 1 and the two colour axes."""
    red, green, blue = (_linear(c) for c in (colour.red, colour.green, colour.blue))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lab: Lab) -> Colour:
    """The nearest sRGB colour; channels outside are cut off."""
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Colour(
        _channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def mix_oklab(colour: Colour, other: Colour, share: float) -> Colour:
    """`share` (0 to 1) of `other` in `colour`, along a straight line in OKLab."""
    one, two = oklab(colour), oklab(other)
    lightness, a, b = (x + (y - x) * share for x, y in zip(one, two, strict=True))
    return from_oklab((lightness, a, b))


def hue_difference(one: Colour, other: Colour) -> float:
    """Degrees between two hues in OKLab, 0 to 180. Greys have no hue: the answer means nothing for them."""
    angles = [math.degrees(math.atan2(lab[2], lab[1])) for lab in (oklab(one), oklab(other))]
    turn = abs(angles[0] - angles[1]) % 360
    return min(turn, 360 - turn)


@dataclass(frozen=True)
class Accent:
    """An accent fit for one theme: the colour, what is written on it, its soft fill."""

    colour: Colour
    on: Colour
    soft: Colour
    changed: bool
    """Whether it had to be mixed to be readable."""


def derive_accent(
    given: Colour, *, window: Colour, card: Colour, dark: bool, on: Colour | None = None, mix: Mix = mix_oklab
) -> Accent:
    """The nearest accent that carries text on `window`, on `card`, on its own soft fill, and under `on`.

    Mixed in steps of 2 % with black (light theme) or white (dark). `on` is white or INK, whichever can be
    read, unless the caller wants another. Raises `ValueError` if no step fits, which the built-in windows
    exclude.
    """
    target, share = (WHITE, 0.22) if dark else (BLACK, 0.12)
    for step in range(51):
        colour = given if step == 0 else mix(given, target, step * 0.02)
        soft = mix(window, colour, share)
        written = on or (WHITE if contrast(WHITE, colour) >= contrast(INK, colour) else INK)
        if min(contrast(colour, ground) for ground in (window, card, soft, written)) >= TEXT_CONTRAST:
            return Accent(colour, written, soft, changed=step > 0)
    raise ValueError("no mixture of this accent can be read on this window")
