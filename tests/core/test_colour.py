"""Contrast and accents, against the figures of the design note (ui.md, sections 2 and 7)."""

from __future__ import annotations

import pytest

from spark_setup.core.colour import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    derive_accent,
    from_oklab,
    hue_difference,
    mix_oklab,
    oklab,
)

LIGHT, LIGHT_CARD = WHITE, Colour.parse("#F6F8FA")
DARK, DARK_CARD = Colour.parse("#1D2024"), Colour.parse("#25292E")

# Colour, what it becomes in light and its contrast on the window, the same in dark: mixed in plain sRGB.
TABLE = [
    ("#0B6780", "#0B6780", 6.4, "#80B0BD", 6.9),
    ("#FFCC00", "#806600", 5.5, "#FFCC00", 10.8),
    ("#FF5A1F", "#B84116", 5.5, "#FF8255", 6.7),
    ("#7CC4FF", "#456E8F", 5.4, "#7CC4FF", 8.7),
    ("#003366", "#003366", 12.6, "#99ADC2", 7.1),
    ("#E4002B", "#CD0027", 5.8, "#F28599", 6.7),
]


@pytest.mark.parametrize("text", ["#0B6780", "#ffffff", "#ABC"])
def test_colours_are_read(text: str) -> None:
    assert str(Colour.parse(text)) in ("#0B6780", "#FFFFFF", "#AABBCC")


@pytest.mark.parametrize(
    "text", ["red", "0B6780", "#0B678", "#0B67800", "#GGGGGG", "", "#12 456", "#0B6780\n"]
)
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="RRGGBB"):
        Colour.parse(text)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(Colour.parse("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)


def mix_srgb(colour: Colour, other: Colour, share: float) -> Colour:
    """Plain channel values, as most drawing programs mix them: what OKLab is compared with."""
    pairs = ((colour.red, other.red), (colour.green, other.green), (colour.blue, other.blue))
    return Colour(*(round(x + (y - x) * share) for x, y in pairs))


@pytest.mark.parametrize(("given", "light", "light_contrast", "dark", "dark_contrast"), TABLE)
def test_plain_mixing_gives_the_table_of_the_design_note(
    given: str, light: str, light_contrast: float, dark: str, dark_contrast: float
) -> None:
    colour = Colour.parse(given)
    in_light = derive_accent(colour, window=LIGHT, card=LIGHT_CARD, dark=False, mix=mix_srgb)
    in_dark = derive_accent(colour, window=DARK, card=DARK_CARD, dark=True, mix=mix_srgb)
    assert (str(in_light.colour), str(in_dark.colour)) == (light, dark)
    assert round(contrast(in_light.colour, LIGHT), 1) == light_contrast
    assert round(contrast(in_dark.colour, DARK), 1) == dark_contrast
    assert in_light.changed == (light != given)
    assert in_dark.changed == (dark != given)


@pytest.mark.parametrize("red", range(0, 256, 51))
@pytest.mark.parametrize("green", range(0, 256, 51))
@pytest.mark.parametrize("dark", [False, True])
def test_every_accent_can_be_read_everywhere(red: int, green: int, dark: bool) -> None:
    window, card = (DARK, DARK_CARD) if dark else (LIGHT, LIGHT_CARD)
    for blue in range(0, 256, 51):
        accent = derive_accent(Colour(red, green, blue), window=window, card=card, dark=dark)
        for ground in (window, card, accent.soft, accent.on):
            assert contrast(accent.colour, ground) >= 4.5


def test_oklab_mixing_keeps_the_hue_better_than_plain_mixing() -> None:
    blue = Colour.parse("#0000FF")
    assert hue_difference(mix_oklab(blue, WHITE, 0.3), blue) < hue_difference(
        mix_srgb(blue, WHITE, 0.3), blue
    )


def test_oklab_goes_there_and_back() -> None:
    for colour in (BLACK, WHITE, Colour.parse("#0B6780"), Colour.parse("#E4002B"), Colour(1, 2, 3)):
        assert from_oklab(oklab(colour)) == colour
    # The author's published example: white is lightness 1 without colour.
    assert oklab(WHITE) == pytest.approx((1, 0, 0), abs=1e-6)


def test_a_window_that_no_accent_fits_is_refused() -> None:
    grey = Colour.parse("#777777")
    with pytest.raises(ValueError, match="no mixture"):
        derive_accent(WHITE, window=grey, card=grey, dark=True)
