"""The theme that the person's own system asks for: at the start, and when they switch it meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ..brand import Brand
from .brand_dress import BrandDress
from .drawn_frame import DrawnFrame
from .theme import Scheme, Theme


def theme_for(
    brand: Brand,
    scheme: Scheme | None = None,
    text_scale: float = 1.0,
    *,
    reduced_motion: bool = False,
) -> Theme:
    """The brand's dress in the person's own scheme, font and text size; the system's for more contrast."""
    scheme = scheme or system_scheme()
    hints = QGuiApplication.styleHints()  # held: PySide forgets what `accessibility` gives along with it
    more_contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    palette = brand.look.dark if scheme is Scheme.DARK else brand.look.light
    return Theme.build(
        scheme,
        base=QApplication.font(),
        text_scale=text_scale,
        palette=palette,
        brand=BrandDress.of(brand.look),
        high_contrast=QGuiApplication.palette() if more_contrast else None,
        reduced_motion=reduced_motion,
    )


def system_scheme() -> Scheme:
    """A system that does not say is light."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


class Following(QObject):
    """A window follows the system's switch between light and dark, and to more contrast, until it is gone.

    Not for a window whose scheme was asked for.
    """

    def __init__(self, window: DrawnFrame) -> None:
        super().__init__(window)
        self._window = window
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        # Queued: the system tells of the scheme before its palette is the new one.
        queued = Qt.ConnectionType.QueuedConnection
        self._hints.colorSchemeChanged.connect(self._follow, queued)
        self._accessibility.contrastPreferenceChanged.connect(self._follow, queued)

    def _follow(self) -> None:
        self._window.set_colours(theme_for(self._window.look.brand))
