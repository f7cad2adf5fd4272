"""The colours of the wizard: light, dark, and the person's own in high contrast; and the arithmetic of
contrast.

The pairs that must be readable are in `tests/ui/test_theme.py`. A brand changes only the accent.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Colours:
    """Every colour a widget may use. High contrast fills it from the system's palette."""

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

    @classmethod
    def light(cls, accent: str | None = None) -> Colours:
        """The light set, with a brand's accent (already checked for contrast) in place of ours."""
        window = QColor("#FFFFFF")
        own = QColor(accent) if accent else QColor("#0B6780")
        return cls(
            window=window,
            rail=QColor("#F3F6F8"),
            footer=QColor("#F8FAFB"),
            card=QColor("#F6F8FA"),
            text=QColor("#1A1F26"),
            muted=QColor("#566170"),
            line=QColor("#DCE2E8"),
            ctrl=QColor("#808A96"),
            accent=own,
            on_accent=readable_on(own) if accent else QColor("#FFFFFF"),
            accent_soft=mix(window, own, 0.12) if accent else QColor("#E2F1F5"),
            ok=QColor("#1B7441"),
            on_ok=QColor("#FFFFFF"),
            warn=QColor("#8A5300"),
            warn_soft=QColor("#FFF5E2"),
            bad=QColor("#B3261E"),
            bad_soft=QColor("#FDEEEC"),
            focus=own,
        )

    @classmethod
    def dark(cls, accent: str | None = None) -> Colours:
        """The dark set, with a brand's accent (already checked for contrast) in place of ours."""
        window = QColor("#1D2024")
        own = QColor(accent) if accent else QColor("#5CC4DD")
        return cls(
            window=window,
            rail=QColor("#16181B"),
            footer=QColor("#191C1F"),
            card=QColor("#25292E"),
            text=QColor("#F0F3F6"),
            muted=QColor("#A9B3BE"),
            line=QColor("#343A41"),
            ctrl=QColor("#7C8792"),
            accent=own,
            on_accent=readable_on(own) if accent else QColor("#06232B"),
            accent_soft=mix(window, own, 0.22) if accent else QColor("#1A3640"),
            ok=QColor("#67CF92"),
            on_ok=QColor("#0D2417"),
            warn=QColor("#F0B75A"),
            warn_soft=QColor("#33291A"),
            bad=QColor("#FF8F85"),
            bad_soft=QColor("#3A2321"),
            focus=mix(own, QColor("#FFFFFF"), 0.35) if accent else QColor("#8EDDF0"),
        )

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
