"""Our buttons: primary (one per page), bordered, quiet, link and name chip.

    button = Button(theme, "Connect to U8BS", Kind.PRIMARY, short="Connect")
    wizard.setButton(QWizard.WizardButton.NextButton, button)

All kinds are QPushButtons: role, mnemonic, default and autoDefault work as usual, and the accessible name is
the visible text unless `setAccessibleName` was called. A foreign name in a text goes through `literal` first,
or its `&` becomes a mnemonic. Short forms and word-less forms are for the footer ladder (`footer.py`). The
focus ring lies outside as an overlay, so it needs no room of its own within the page's margins.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from spark_setup.ui import icons
from spark_setup.ui.colours import mix
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.focus_ring import FocusRing
from spark_setup.ui.widgets.pressed_once import PressedOnce


class Kind(Enum):
    """How much a button asks for attention."""

    PRIMARY = auto()
    BORDERED = auto()
    QUIET = auto()
    LINK = auto()
    NAME_CHIP = auto()


class Form(Enum):
    """How much of its text a button shows."""

    FULL = auto()
    SHORT = auto()
    ICON = auto()


_RADIUS = 6
_TEXT_TYPE = {
    Kind.PRIMARY: Type.BODY_BOLD,
    Kind.BORDERED: Type.BODY_MEDIUM,
    Kind.QUIET: Type.BODY_MEDIUM,
    Kind.LINK: Type.BODY_MEDIUM,
    Kind.NAME_CHIP: Type.HINT_MEDIUM,
}
_PADDING = {
    Kind.PRIMARY: (16, 8),
    Kind.BORDERED: (16, 8),
    Kind.QUIET: (12, 8),
    Kind.LINK: (0, 4),
    Kind.NAME_CHIP: (13, 5),
}


def literal(name: str) -> str:
    """A foreign name for a button's text: its `&` stays an ampersand."""
    return name.replace("&", "&&")


class Button(PressedOnce, Themed, QPushButton):
    """A push button that draws itself; see the module."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: Kind = Kind.BORDERED,
        *,
        icon: str = "",
        short: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._kind, self._icon, self._full, self._short = kind, icon, text, short
        self._form = Form.FULL
        self._hovered = False
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(kind in (Kind.PRIMARY, Kind.BORDERED, Kind.QUIET))
        if kind is Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    @property
    def kind(self) -> Kind:
        """What it looks like now."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Another look, for a footer button whose rank changes with the page."""
        self._kind = kind
        self.apply_theme(self.theme)

    def set_texts(self, full: str, short: str = "") -> None:
        """The text, and what to say where there is little room (empty: the same)."""
        self._full, self._short = full, short
        self._show_form()

    def set_form(self, form: Form) -> None:
        """Show the full text, the short one, or the icon alone. The full text stays the accessible name."""
        self._form = form
        self._show_form()

    @property
    def form(self) -> Form:
        """The form shown now."""
        return self._form

    def width_in(self, form: Form) -> int:
        """How wide the button is in that form."""
        return self._width_of(self._text_in(form), form)

    def apply_theme(self, theme: Theme) -> None:
        """Font and size."""
        super().apply_theme(theme)
        self.setFont(theme.font(_TEXT_TYPE[self._kind], button=True))

    def sizeHint(self) -> QSize:
        """Text, icon and padding; quiet and bordered buttons are never tiny."""
        text = self._text_in(self._form) if self._full else self.text()
        _x, y = self._padding()
        height = self.fontMetrics().height() + 2 * self.theme.px(y)
        return QSize(self._width_of(text, self._form), height)

    def minimumSizeHint(self) -> QSize:
        """The same: a button's text is never cut."""
        return self.sizeHint()

    def _padding(self) -> tuple[int, int]:
        """Pixels at s = 1 beside and above the text."""
        return _PADDING[self._kind]

    def _ring_growth(self) -> tuple[int, int]:
        """How much further out the focus ring lies than the button's edge plus its gap."""
        return (1, -3) if self._kind is Kind.LINK else (0, 0)

    def _text_in(self, form: Form) -> str:
        if form is Form.ICON and self._icon:
            return ""
        return self._short if form is Form.SHORT and self._short else self._full

    def _show_form(self) -> None:
        text = self._text_in(self._form)
        self.setText(text)
        if text != self._full:
            self.setAccessibleName(_without_mnemonic(self._full))
        elif self.accessibleName() == _without_mnemonic(self._full):
            self.setAccessibleName("")
        self.updateGeometry()

    def _width_of(self, text: str, form: Form) -> int:
        x, _y = self._padding()
        width = 2 * self.theme.px(x)
        if text:
            width += self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width() + 1
        if self._icon:
            width += self.theme.size(20) + (self.theme.px(8) if text else 0)
        if self._kind is Kind.BORDERED or self._kind is Kind.PRIMARY:
            width = max(width, self.theme.size(86))
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, border, icon, text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        self._paint_label(painter, self._text_colour())

    def _paint_body(self, painter: QPainter) -> None:
        c, kind = self.theme.colours, self._kind
        area = QRectF(self.rect())
        if kind is Kind.PRIMARY:
            fill = c.accent if self.isEnabled() else c.line
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._shaded(fill, c.text))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            if self.theme.high_contrast and not self.isEnabled():
                painter.fillRect(area, c.window)
                self._paint_frame(painter, area, c.window)
        elif kind in (Kind.BORDERED, Kind.NAME_CHIP):
            self._paint_frame(painter, area, self._shaded(c.window, c.text))
        elif kind is Kind.QUIET and (self._hovered or self.isDown()) and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._shaded(c.footer, c.text))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _paint_frame(self, painter: QPainter, area: QRectF, fill: QColor) -> None:
        c = self.theme.colours
        chosen = self.isCheckable() and self.isChecked()
        line = 2.0 if chosen else 1.0
        unused = c.text_disabled if self.theme.high_contrast else c.line
        painter.setPen(QPen(c.accent if chosen else (c.ctrl if self.isEnabled() else unused), line))
        painter.setBrush(c.accent_soft if chosen else fill)
        radius = area.height() / 2 if self._kind is Kind.NAME_CHIP else _RADIUS
        painter.drawRoundedRect(area.adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)

    def _shaded(self, colour: QColor, by: QColor) -> QColor:
        if not self.isEnabled():
            return colour
        if self.isDown():
            return mix(colour, by, 0.14)
        return mix(colour, by, 0.05) if self._hovered else colour

    def _text_colour(self) -> QColor:
        c = self.theme.colours
        if not self.isEnabled():
            plain = self._kind is Kind.PRIMARY and not self.theme.high_contrast
            return c.muted if plain else c.text_disabled
        if self._kind is Kind.PRIMARY:
            return c.on_accent
        if self._kind is Kind.LINK:
            return mix(c.link, c.text, 0.35) if self.isDown() else c.link
        return c.text

    def _paint_label(self, painter: QPainter, colour: QColor) -> None:
        text = self.text()
        metrics = self.fontMetrics()
        shown = metrics.size(Qt.TextFlag.TextShowMnemonic, text).width() if text else 0
        side = self.theme.size(20) if self._icon else 0
        gap = self.theme.px(8) if self._icon and text else 0
        # A link is flush with the texts of its column; everything else is centred.
        x = 0.0 if self._padding()[0] == 0 else (self.width() - shown - side - gap) / 2
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._icon:
            left = self.width() - x - side if rtl else x
            spot = QRectF(left, (self.height() - side) / 2, side, side)
            ink = self.theme.icon_ink if colour == self.theme.colours.text else colour
            icons.paint(painter, self._icon, spot, ink, right_to_left=rtl, images=self.theme.brand.images)
        if not text:
            return
        left = x if rtl else x + side + gap
        area = QRectF(left - 1, 0, shown + 2, self.height())
        flags = int(Qt.AlignmentFlag.AlignCenter) | self._mnemonic_flag()
        font = self.font()
        if self._kind is Kind.LINK and self._hovered and self.isEnabled():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(area, flags, text)

    def _mnemonic_flag(self) -> int:
        shown = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, None, self)
        flag = Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic
        return int(flag)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No hover."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, except for a click."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            return
        radius = self.height() / 2 if self._kind is Kind.NAME_CHIP else _RADIUS
        grow_x, grow_y = self._ring_growth()
        FocusRing.show_around(self, self.theme, radius, grow_x=grow_x, grow_y=grow_y)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        FocusRing.hide_from(self)


class TextLink(Button):
    """A link-styled button."""

    def __init__(
        self, theme: Theme, text: str = "", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, Kind.LINK, icon=icon, parent=parent)


def _without_mnemonic(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
