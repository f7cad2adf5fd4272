"""The colours of the screens in light and dark, and how much of them a brand may change.

The tokens of the design note (ui.md, section 2). A brand's colour is used only where people can still read
what is written on it or in it (section 7); what was not used, and why, is told. Status colours and the focus
ring belong to the wizard: they have to mean the same in every brand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..core.colour import CONTROL_CONTRAST, TEXT_CONTRAST, Colour, contrast, derive_accent, hue_difference
from ..core.lazily import dataclass


@dataclass(frozen=True)
class Palette:
    """All colours of one theme. `header` is the top of the step rail; `link` and `error` are text colours."""

    dark: bool
    window: Colour
    rail: Colour
    footer: Colour
    card: Colour
    text: Colour
    muted: Colour
    line: Colour
    ctrl: Colour
    accent: Colour
    on_accent: Colour
    accent_soft: Colour
    ok: Colour
    warn: Colour
    warn_soft: Colour
    bad: Colour
    bad_soft: Colour
    focus: Colour
    link: Colour
    error: Colour
    header: Colour
    field: Colour
    field_disabled: Colour
    text_disabled: Colour


def _palette(dark: bool, **colours: str) -> Palette:
    return Palette(dark, **{name: Colour.parse(text) for name, text in colours.items()})


LIGHT = _palette(
    False,
    window="#FFFFFF",
    rail="#F3F6F8",
    footer="#F8FAFB",
    card="#F6F8FA",
    text="#1A1F26",
    muted="#566170",
    line="#DCE2E8",
    ctrl="#808A96",
    accent="#0B6780",
    on_accent="#FFFFFF",
    accent_soft="#E2F1F5",
    ok="#1B7441",
    warn="#8A5300",
    warn_soft="#FFF5E2",
    bad="#B3261E",
    bad_soft="#FDEEEC",
    focus="#0B6780",
    link="#0B6780",
    error="#B3261E",
    header="#F3F6F8",
    field="#FFFFFF",
    field_disabled="#F6F8FA",
    text_disabled="#566170",
)
DARK = _palette(
    True,
    window="#1D2024",
    rail="#16181B",
    footer="#191C1F",
    card="#25292E",
    text="#F0F3F6",
    muted="#A9B3BE",
    line="#343A41",
    ctrl="#7C8792",
    accent="#5CC4DD",
    on_accent="#06232B",
    accent_soft="#1A3640",
    ok="#67CF92",
    warn="#F0B75A",
    warn_soft="#33291A",
    bad="#FF8F85",
    bad_soft="#3A2321",
    focus="#8EDDF0",
    link="#5CC4DD",
    error="#FF8F85",
    header="#16181B",
    field="#1D2024",
    field_disabled="#25292E",
    text_disabled="#A9B3BE",
)

Pairs = Iterable[tuple[Colour, float]]


@dataclass(frozen=True)
class _Rule:
    """A brand's key, the palette's colour it sets, and what it has to be told apart from, how well."""

    key: str
    sets: str
    against: Callable[[Palette], Pairs]


def _read_on(*grounds: str) -> Callable[[Palette], Pairs]:
    return lambda palette: [(getattr(palette, ground), TEXT_CONTRAST) for ground in grounds]


def _page_pairs(palette: Palette) -> Pairs:
    """Everything that is drawn straight on the page."""
    texts = (palette.text, palette.muted, palette.ok, palette.warn, palette.bad)
    controls = (palette.ctrl, palette.focus)
    return [(c, TEXT_CONTRAST) for c in texts] + [(c, CONTROL_CONTRAST) for c in controls]


_PAGE = _Rule("page_background", "window", _page_pairs)
_RULES = (
    _Rule(
        "text",
        "text",
        _read_on("window", "rail", "footer", "card", "accent_soft", "warn_soft", "bad_soft"),
    ),
    _Rule("link", "link", _read_on("window", "card", "rail")),
    _Rule("error", "error", _read_on("window", "card")),
    _Rule("accent_text", "on_accent", _read_on("accent")),
    _Rule("accent_text_disabled", "text_disabled", _read_on("card", "window")),
    _Rule("header_background", "header", _read_on("text", "muted")),
    _Rule("field_background", "field", _read_on("text", "muted", "error")),
    _Rule("field_disabled", "field_disabled", _read_on("text_disabled", "muted")),
)


def branded(base: Palette, colours: Mapping[str, Colour], warn: Callable[[str, str], None]) -> Palette:
    """`base` with a brand's colours where they can be read.

    `colours` by the brand file's names without section and theme ("accent", "page_background"). `warn` gets
    the name and the reason of each colour that was changed or not used.
    """
    palette = _followed(base, _PAGE, colours, warn)
    palette = _accented(palette, colours.get("accent"), warn)
    for rule in _RULES:
        palette = _followed(palette, rule, colours, warn)
    return palette


def _followed(
    palette: Palette, rule: _Rule, colours: Mapping[str, Colour], warn: Callable[[str, str], None]
) -> Palette:
    colour = colours.get(rule.key)
    if colour is None:
        return palette
    short = [(contrast(colour, other), needed) for other, needed in rule.against(palette)]
    missed = min(((got, needed) for got, needed in short if got < needed), default=None)
    if missed is None:
        changes: dict[str, Any] = {rule.sets: colour}
        return replace(palette, **changes)
    warn(
        rule.key,
        f"{colour} is not used: its contrast in the {_theme(palette)} theme is {missed[0]:.1f}, "
        f"and {missed[1]:.1f} is needed.",
    )
    return palette


def _accented(palette: Palette, given: Colour | None, warn: Callable[[str, str], None]) -> Palette:
    if given is None or given == palette.accent:
        return palette
    try:
        accent = derive_accent(given, window=palette.window, card=palette.card, dark=palette.dark)
    except ValueError:
        warn("accent", f"{given} is not used: no shade of it can be read in the {_theme(palette)} theme.")
        return palette
    if accent.changed:
        warn(
            "accent",
            f"{given} becomes {accent.colour} in the {_theme(palette)} theme, so that it can be read.",
        )
    if hue_difference(given, palette.bad) < 20:
        warn(
            "accent",
            f"{given} is close to the colour of problems; only shapes and words will tell them apart.",
        )
    return replace(
        palette, accent=accent.colour, on_accent=accent.on, accent_soft=accent.soft, link=accent.colour
    )


def _theme(palette: Palette) -> str:
    return "dark" if palette.dark else "light"
