"""The design tokens: scale, spacing, type and colours, and how a tree of our widgets is dressed with them.

Everything is an argument. The scheme is asked from nobody (offscreen and under bare X11 Qt cannot tell dark
from light, and an embedding program may have its own opinion), and nothing here touches QApplication's style,
palette or font: `dress` sets them on our own widgets only. Knows no page, no text and no brand file.

    theme = Theme.build(Scheme.DARK, base=QApplication.font(), palette=brand_palette)
    dress(wizard, theme)          # again with another Theme, or after a change of language direction

Units: `px(n)` is spacing (grows to 1.25 at most), `size(n)` is anything that has to grow with the text (rows,
icons, discs), `em(n)` is n times the body size. All give whole device-independent pixels.
"""

from __future__ import annotations

import sys
from dataclasses import field, replace
from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QLayout, QStyle, QStyleFactory, QWidget

from spark_setup.brand.palette import DARK, LIGHT, Palette
from spark_setup.ui.brand_dress import BrandDress
from spark_setup.ui.colours import Colours, mix

from ..core.lazily import dataclass

_STYLE_NAME = "spark.style"
_MINIMUM_BODY_PX = 13.0 if sys.platform == "darwin" else 14.0
_PX_OF_A_POINT = 1.0 if sys.platform == "darwin" else 96 / 72
_MAXIMUM_SPACING_SCALE = 1.25


class Scheme(Enum):
    """Which of the two sets of colours."""

    LIGHT = "light"
    DARK = "dark"


class Type(Enum):
    """The roles a text can have: (factor of the body size, weight, letter spacing in percent)."""

    SUFFIX = (2.5, 700, 106)
    DRAWER_CODE = (2.4, 700, 102)
    TITLE = (1.72, 650, 100)
    TITLE_LARGE_TEXT = (1.42, 650, 100)
    FOOTER_CODE = (1.3, 700, 102)
    ANSWER_CODE = (1.5, 700, 100)
    LEAD = (1.07, 400, 100)
    ROW_NAME = (1.04, 500, 100)
    ROW_NAME_CHOSEN = (1.04, 600, 100)
    BODY = (1.0, 400, 100)
    BODY_MEDIUM = (1.0, 500, 100)
    BODY_BOLD = (1.0, 600, 100)
    EYEBROW = (0.93, 600, 100)
    HINT = (0.9, 400, 100)
    HINT_MEDIUM = (0.9, 500, 100)
    HINT_BOLD = (0.9, 600, 100)


@dataclass(frozen=True)
class Theme:
    """One dress for the whole wizard. Make it with `build`; compare two with `==` to see whether to dress
    again.
    """

    scheme: Scheme
    colours: Colours
    body_px: float
    brand: BrandDress = field(default_factory=BrandDress)
    high_contrast: bool = False
    reduced_motion: bool = False
    _fonts: dict[tuple[Type, bool, bool], QFont] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(
        cls,
        scheme: Scheme,
        *,
        base: QFont | None = None,
        text_scale: float = 1.0,
        palette: Palette | None = None,
        brand: BrandDress | None = None,
        high_contrast: QPalette | None = None,
        reduced_motion: bool = False,
    ) -> Theme:
        """A theme for `base` (the system's font; None: the smallest allowed body).

        `palette` is the brand's for this scheme (None: ours), `brand` its fonts and icons, `high_contrast`
        the system's palette if the person has asked for more contrast. `text_scale` multiplies the body size
        (tests, pictures).
        """
        if high_contrast is not None:
            colours = Colours.of_system(high_contrast)
        else:
            colours = Colours.of_palette(palette or (DARK if scheme is Scheme.DARK else LIGHT))
        brand = brand or BrandDress()
        usual = max(_system_px(base), _smallest_px()) + brand.more_points * _PX_OF_A_POINT
        return cls(
            scheme=scheme,
            colours=colours,
            body_px=max(usual, _smallest_px()) * text_scale,
            brand=brand,
            high_contrast=high_contrast is not None,
            reduced_motion=reduced_motion,
        )

    @property
    def dark(self) -> bool:
        """Whether light lies on dark (asked of the colours, so that high contrast answers truly)."""
        return self.colours.window.lightnessF() < self.colours.text.lightnessF()

    @property
    def b(self) -> float:
        """Body size in pixels."""
        return self.body_px

    @property
    def s(self) -> float:
        """Body size over 14."""
        return self.body_px / 14.0

    def coloured_as(self, other: Theme) -> Theme:
        """With the colours of `other`, in the sizes and fonts of this one."""
        return replace(self, scheme=other.scheme, colours=other.colours, high_contrast=other.high_contrast)

    def px(self, n: float) -> int:
        """Spacing: n pixels at s = 1, growing to 1.25 times at most."""
        return round(n * min(self.s, _MAXIMUM_SPACING_SCALE))

    def size(self, n: float) -> int:
        """A thing that grows with the text: n pixels at s = 1."""
        return round(n * self.s)

    def em(self, n: float) -> int:
        """n times the body size."""
        return round(n * self.body_px)

    @property
    def title(self) -> Type:
        """The title's size: smaller in proportion once the person's text is large."""
        return Type.TITLE_LARGE_TEXT if self.s > _MAXIMUM_SPACING_SCALE else Type.TITLE

    @property
    def rail_width(self) -> int:
        """The step rail: 265 px, growing with the text."""
        return self.size(265)

    @property
    def field_width(self) -> int:
        """The widest a field may become."""
        return self.em(40)

    @property
    def light_card_width(self) -> int:
        """The light card beside the content."""
        return self.em(15)

    def is_narrow(self, window_width: int) -> bool:
        """Whether the rail has to give way to the strip."""
        return window_width < self.em(55)

    def is_tight(self, content_width: int) -> bool:
        """Whether the light card has to become one line."""
        return content_width < self.em(38)

    @property
    def icon_ink(self) -> QColor:
        """What an icon that says nothing by its colour is drawn in."""
        tinted = self.brand.tint_icons and not self.high_contrast
        return self.colours.accent if tinted else self.colours.text

    def font(self, role: Type, *, tabular: bool = False, button: bool = False) -> QFont:
        """The font of a role. `tabular` gives figures of one width, for times that count."""
        known = self._fonts.get((role, tabular, button))
        if known is None:
            known = self._fonts[role, tabular, button] = self._make_font(role, tabular, button)
        return QFont(known)

    def _family(self, role: Type, button: bool) -> str:
        titles = (Type.TITLE, Type.TITLE_LARGE_TEXT)
        special = self.brand.font_bold if button else self.brand.font_header if role in titles else ""
        return special or self.brand.font

    def _make_font(self, role: Type, tabular: bool, button: bool) -> QFont:
        factor, weight, spacing = role.value
        family = self._family(role, button)
        font = QFont(family) if family else QFont()
        pixels = self.body_px * factor
        if role in (Type.HINT, Type.HINT_MEDIUM, Type.HINT_BOLD):
            pixels = max(pixels, 12.0)
        font.setPixelSize(round(pixels))
        font.setWeight(QFont.Weight(weight))
        if spacing != 100:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """The palette for our widgets: pages show Base and Text, so Window and Base are the same colour."""
        c, p, role = self.colours, QPalette(), QPalette.ColorRole
        for which, colour in (
            (role.Window, c.window),
            (role.Base, c.window),
            (role.AlternateBase, c.rail),
            (role.WindowText, c.text),
            (role.Text, c.text),
            (role.Button, c.window),
            (role.ButtonText, c.text),
            (role.BrightText, c.text),
            (role.PlaceholderText, c.muted),
            (role.Light, mix(c.window, QColor("#FFFFFF"), 0.06 if self.dark else 1.0)),
            (role.Midlight, c.line),
            (role.Mid, c.line),
            (role.Dark, c.ctrl),
            (role.Shadow, c.ctrl),
            (role.Highlight, c.accent),
            (role.HighlightedText, c.on_accent),
            (role.Accent, c.accent),
            (role.Link, c.link),
            (role.LinkVisited, c.link),
            (role.ToolTipBase, c.card),
            (role.ToolTipText, c.text),
        ):
            p.setColor(which, colour)
        for which in (role.WindowText, role.Text, role.ButtonText):
            p.setColor(QPalette.ColorGroup.Disabled, which, c.text_disabled)
        return p


class Themed:
    """A widget that draws with a theme. `dress` calls `apply_theme`; subclasses extend it."""

    theme: Theme

    def apply_theme(self, theme: Theme) -> None:
        """Take another theme: fonts, sizes, colours. The widget is measured and drawn anew afterwards."""
        self.theme = theme
        if isinstance(self, QWidget):
            self.updateGeometry()
            # Lists have an `update` of their own, which is about one row.
            QWidget.update(self)


def show_when(visible: bool, widget: QWidget) -> None:
    """Show or hide a part that may not be in a window yet.

    `setVisible(True)` on a widget without a parent opens a window of its own, which flashes and takes the
    activation away; such a part is seen anyway as soon as it is laid out.
    """
    if not visible or widget.parentWidget() is not None:
        widget.setVisible(visible)


def dress(root: QWidget, theme: Theme) -> None:
    """Give `root` and everything in it the theme's palette and font, and the Fusion style.

    A style set on a widget does not reach its children, hence the walk: call it again for what is added
    later, with that widget as `root`. The style belongs to `root`'s window, so it lives as long as its users.
    Palette and font are given to windows, from which everything inside inherits: whoever has a palette of
    their own keeps it when the window gets another.
    """
    style = _fusion_for(root)
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isWindow():
            widget.setPalette(theme.palette())
            widget.setFont(theme.font(Type.BODY))
        if style is not None and widget.style() is not style:
            widget.setStyle(style)
        if isinstance(widget, Themed):
            widget.apply_theme(theme)


def set_margins(layout: QLayout, owner: QWidget, start: int, top: int, end: int, bottom: int) -> None:
    """Contents margins by reading direction: Qt does not mirror them. Call it from `apply_theme`."""
    if owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        start, end = end, start
    layout.setContentsMargins(start, top, end, bottom)


def _fusion_for(root: QWidget) -> QStyle | None:
    """The wizard's own Fusion style; None where the program's style is Fusion already."""
    if root.style().name() == "fusion":
        return None
    owner: QObject = root.window()
    found = owner.findChild(QStyle, _STYLE_NAME)
    if found is not None:
        return found
    made = QStyleFactory.create("Fusion")
    made.setObjectName(_STYLE_NAME)
    made.setParent(owner)
    return made


def _system_px(base: QFont | None) -> float:
    return 0.0 if base is None else float(QFontInfo(base).pixelSize())


def _smallest_px() -> float:
    """14 px at 96 dpi (13 at macOS' 72); a screen whose logical density is higher asks for more."""
    screens = QGuiApplication.screens()
    if not screens:
        return _MINIMUM_BODY_PX
    usual = 72.0 if sys.platform == "darwin" else 96.0
    return _MINIMUM_BODY_PX * max(1.0, screens[0].logicalDotsPerInchY() / usual)
