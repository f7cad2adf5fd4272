"""Colours of a brand: used where they can be read, else named and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from spark_setup import brand
from spark_setup.brand.palette import DARK, LIGHT, Palette
from spark_setup.core.colour import Colour, contrast


def look(folder: Path, *lines: str) -> brand.Brand:
    file = folder / "brand.toml"
    file.write_text("\n".join(["[look]", *lines]), encoding="utf-8")
    return brand.load(file)


# Pair, contrast in light and in dark, as ui.md section 2 lists them.
PAIRS = [
    ("text", "window", 16.6, 14.7),
    ("muted", "window", 6.3, 7.7),
    ("muted", "rail", 5.8, 8.4),
    ("muted", "accent_soft", 5.4, 6.0),
    ("accent", "window", 6.4, 8.1),
    ("accent", "accent_soft", 5.6, 6.3),
    ("on_accent", "accent", 6.4, 8.1),
    ("ok", "window", 5.8, 8.5),
    ("warn", "warn_soft", 5.9, 7.9),
    ("bad", "bad_soft", 5.8, 6.6),
    ("text", "warn_soft", 15.3, 12.8),
    ("text", "bad_soft", 14.7, 13.1),
    ("accent", "bad_soft", 5.7, 7.2),
    ("ctrl", "window", 3.5, 4.5),
    ("ctrl", "rail", 3.2, 4.9),
    ("focus", "window", 6.4, 10.7),
    ("line", "window", 1.3, 1.4),
    ("muted", "bad_soft", 5.6, 6.9),
    ("muted", "warn_soft", 5.8, 6.7),
    ("ctrl", "accent_soft", 3.0, 3.5),
]


@pytest.mark.parametrize(("one", "other", "light", "dark"), PAIRS)
def test_the_tokens_have_the_contrasts_of_the_design_note(
    one: str, other: str, light: float, dark: float
) -> None:
    for palette, wanted in ((LIGHT, light), (DARK, dark)):
        # 0.06: the note rounded some of them up from two digits.
        got = contrast(getattr(palette, one), getattr(palette, other))
        assert got == pytest.approx(wanted, abs=0.06)


def readable(palette: Palette) -> None:
    for ground in (palette.window, palette.card, palette.rail):
        for ink in (palette.text, palette.muted):
            assert contrast(ink, ground) >= 4.5
    for ground in (palette.window, palette.card, palette.accent_soft, palette.on_accent):
        assert contrast(palette.accent, ground) >= 4.5
    for status in (palette.ok, palette.warn, palette.bad, palette.link, palette.error):
        assert contrast(status, palette.window) >= 4.5
    assert contrast(palette.focus, palette.window) >= 3


@pytest.mark.parametrize(
    "accent", ["#FFCC00", "#FF5A1F", "#7CC4FF", "#003366", "#E4002B", "#000000", "#FFFFFF"]
)
@pytest.mark.parametrize("page", ["#FFFFFF", "#FFF8E7", "#F0F0F0", "#000000", "#777777"])
def test_whatever_a_brand_says_people_can_read(tmp_path: Path, accent: str, page: str) -> None:
    made = look(
        tmp_path,
        f"accent = '{accent}'",
        f"page_background = '{page}'",
        f"page_background_dark = '{page}'",
        f"text = '{accent}'",
        f"link_dark = '{accent}'",
        f"error = '{accent}'",
        f"accent_text = '{page}'",
    ).look
    readable(made.light)
    readable(made.dark)
    assert (made.light.ok, made.light.warn, made.light.bad) == (LIGHT.ok, LIGHT.warn, LIGHT.bad)
    assert (made.light.focus, made.dark.focus) == (LIGHT.focus, DARK.focus)


def test_the_example_brand_has_the_palette_of_the_pictures() -> None:
    made = brand.load().look
    assert (made.light, made.dark) == (LIGHT, DARK)


def test_one_accent_serves_both_themes_and_changes_are_told(tmp_path: Path) -> None:
    made = look(tmp_path, "accent = '#FFCC00'")
    assert str(made.look.dark.accent) == "#FFCC00"
    assert made.look.light.accent != Colour.parse("#FFCC00")
    assert made.look.light.link == made.look.light.accent
    (warning,) = made.warnings
    assert warning.line == 2
    assert "#FFCC00 becomes" in warning.cause
    assert "light theme" in warning.cause


def test_an_accent_for_dark_is_not_overruled(tmp_path: Path) -> None:
    made = look(tmp_path, "accent = '#003366'", "accent_dark = '#7CC4FF'")
    assert str(made.look.light.accent) == "#003366"
    assert str(made.look.dark.accent) == "#7CC4FF"
    assert made.warnings == ()


def test_an_accent_like_the_colour_of_problems_is_allowed_but_told(tmp_path: Path) -> None:
    made = look(tmp_path, "accent = '#B3261E'")
    assert any("colour of problems" in warning.cause for warning in made.warnings)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("text = '#AAAAAA'", "text"),
        ("link = '#AAAAAA'", "link"),
        ("error = '#FF9999'", "error"),
        ("page_background = '#777777'", "window"),
        ("header_background = '#777777'", "header"),
        ("field_background = '#777777'", "field"),
        ("field_disabled = '#777777'", "field_disabled"),
        ("accent_text = '#0B6780'", "on_accent"),
        ("accent_text_disabled = '#DDDDDD'", "text_disabled"),
    ],
)
def test_colours_that_cannot_be_read_are_left_out_with_a_warning(
    tmp_path: Path, line: str, field: str
) -> None:
    made = look(tmp_path, line)
    assert getattr(made.look.light, field) == getattr(LIGHT, field)
    (warning,) = made.warnings
    assert warning.line == 2
    assert "is not used" in warning.cause


@pytest.mark.parametrize(
    ("line", "field", "dark"),
    [
        ("text = '#333333'", "text", False),
        ("text_dark = '#FFFFFF'", "text", True),
        ("link = '#0000AA'", "link", False),
        ("error_dark = '#FFAAAA'", "error", True),
        ("page_background = '#FFFDF5'", "window", False),
        ("header_background_dark = '#000000'", "header", True),
        ("field_background = '#FFFFEE'", "field", False),
        ("field_disabled = '#EEEEEE'", "field_disabled", False),
        ("accent_text_dark = '#000000'", "on_accent", True),
        ("accent_text_disabled = '#444444'", "text_disabled", False),
    ],
)
def test_colours_that_can_be_read_are_used_in_their_theme_only(
    tmp_path: Path, line: str, field: str, dark: bool
) -> None:
    made = look(tmp_path, line)
    wanted = Colour.parse(line.split("'")[1])
    assert made.warnings == ()
    changed, other = (made.look.dark, made.look.light) if dark else (made.look.light, made.look.dark)
    assert getattr(changed, field) == wanted
    assert other == (LIGHT if dark else DARK)
