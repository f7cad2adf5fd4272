"""The colours of the wizard as Qt knows them, and the arithmetic of contrast.

The values live in `brand/palette.py`, where a brand's wishes are checked; in high contrast the person's own
system colours take their place.
"""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtGui import QColor, QPalette

from spark_setup.brand.palette import Palette

from ..core.lazily import dataclass


@dataclass(frozen=True)
class Colours:
    """Every colour a widget may use: a brand's palette as Qt colours, or in high contrast the system's."""

    window: QColor
    rail: QColor
    footer: QColor
    card: QColor
    text: QColor
    muted: QColor
    line: QColor
    ctrl: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    ok: QColor
    on_ok: QColor
    warn: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    focus: QColor
    link: QColor
    error: QColor
    header: QColor
    field: QColor
    field_disabled: QColor
    text_disabled: QColor

    @classmethod
    def of_palette(cls, palette: Palette) -> Colours:
        """The colours of a brand's palette (which has been checked for contrast when it was loaded)."""
        names = [field.name for field in fields(cls) if field.name != "on_ok"]
        colours = {name: QColor(str(getattr(palette, name))) for name in names}
        return cls(on_ok=readable_on(colours["ok"]), **colours)

    @classmethod
    def of_system(cls, palette: QPalette) -> Colours:
        """High contrast: the person's own colours. Soft fills vanish, every line is a control's line."""
        window, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        chosen, on_chosen = (
            palette.color(QPalette.ColorRole.Highlight),
            palette.color(QPalette.ColorRole.HighlightedText),
        )
        link = palette.color(QPalette.ColorRole.Link)
        if contrast(link, window) < 4.5:
            link = text
        return cls(
            window=window,
            rail=window,
            footer=window,
            card=window,
            text=text,
            muted=text,
            line=text,
            ctrl=text,
            accent=link,
            on_accent=window if contrast(link, window) >= contrast(link, on_chosen) else on_chosen,
            accent_soft=window,
            ok=text,
            on_ok=window,
            warn=text,
            warn_soft=window,
            bad=text,
            bad_soft=window,
            focus=chosen if contrast(chosen, window) >= 3 else text,
            link=link,
            error=text,
            header=window,
            field=window,
            field_disabled=window,
            text_disabled=palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text),
        )


def mix(base: QColor, other: QColor, share: float) -> QColor:
    """`share` of `other` in `base`."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        base.redF() * keep + other.redF() * share,
        base.greenF() * keep + other.greenF() * share,
        base.blueF() * keep + other.blueF() * share,
    )


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable_on(colour: QColor) -> QColor:
    """White or near-black, whichever can be read better on `colour`."""
    white, black = QColor("#FFFFFF"), QColor("#10161A")
    return white if contrast(white, colour) >= contrast(black, colour) else black


def _luminance(colour: QColor) -> float:
    def linear(v: float) -> float:
        return v / 12.92 if v <= 0.04045 else float(((v + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
