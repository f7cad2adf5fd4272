"""The wizard's button row: its ground, its margins, and the ladder for when it does not fit.

    footer = Footer(wizard)             # after setButton and setButtonLayout
    footer.set_margins()                # again after each setButtonLayout
    footer.fit("Choose a network first")    # after each change of texts or visibility; the reason may be
    empty

QWizard owns the buttons and their order. The ladder, when the row is too wide: 1. Help loses its word, 2. the
primary and the quiet button take their short forms, 3. Cancel moves into Help (`cancel_is_in_help`; Esc and
the close box stay). Why a primary is greyed stands beside it. Knows buttons, no pages.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget, QWizard

from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.buttons import Button, Form
from spark_setup.ui.widgets.rich_label import RichLabel, Tone

_W = QWizard.WizardButton
_GROOVE = 2
"""The fixed height of QWizard's own rulers, which have neither class nor name of their own."""


class Footer(QObject):
    """The helper; see the module. The primary is the Next button, Help `CustomButton2`."""

    def __init__(
        self,
        wizard: QWizard,
        *,
        primary: QWizard.WizardButton = _W.NextButton,
        help_button: QWizard.WizardButton = _W.CustomButton2,
        cancel: QWizard.WizardButton = _W.CancelButton,
        quiet: QWizard.WizardButton = _W.HelpButton,
    ) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._primary, self._help, self._cancel = primary, help_button, cancel
        self._quiet = quiet
        self._theme = _theme_of(wizard, primary)
        self.reason = _Reason(self._theme, self)
        self.reason.hide()
        self._ground = _Ground(self._theme, self._host())
        self._reason = ""
        self.cancel_is_in_help = False
        wizard.installEventFilter(self)
        self.set_margins()

    def top(self) -> int:
        """Where its ground begins, in the wizard's pixels."""
        return self._ground.mapTo(self._wizard, QPoint(0, 0)).y()

    def set_margins(self) -> None:
        """Margins, gaps, and the reason's place; QWizard makes its row anew at each `setButtonLayout`."""
        row, theme = self._row(), self._theme
        if row is None:
            return
        # Whatever changes here asks QWizard for a new layout, which comes back to this method.
        if self._is_set(row):
            self._place_ground()
            return
        set_margins(row, self._wizard, theme.px(24), theme.px(14), theme.px(32), theme.px(14))
        row.setSpacing(theme.px(12))
        at = row.indexOf(self._wizard.button(self._primary))
        if at >= 0 and row.indexOf(self.reason) < 0:
            row.insertWidget(at, self.reason, 0, Qt.AlignmentFlag.AlignVCenter)
        self._hide_rules()
        self._place_ground()

    def _is_set(self, row: QHBoxLayout) -> bool:
        wanted = QHBoxLayout()
        theme = self._theme
        set_margins(wanted, self._wizard, theme.px(24), theme.px(14), theme.px(32), theme.px(14))
        at = row.indexOf(self._wizard.button(self._primary))
        placed = at < 0 or row.indexOf(self.reason) >= 0
        return placed and row.contentsMargins() == wanted.contentsMargins() and row.spacing() == theme.px(12)

    def _hide_rules(self) -> None:
        """ModernStyle draws a groove above the row; the ground has its own line."""
        host = self._host()
        for rule in host.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if rule.minimumHeight() == rule.maximumHeight() == _GROOVE:
                rule.setFixedHeight(0)

    def retheme(self, theme: Theme) -> None:
        """Called by the reason label when it is dressed, so that `dress(wizard, …)` reaches the footer."""
        self._theme = theme
        self.set_margins()
        self.fit(self._reason)

    def fit(self, reason: str = "") -> None:
        """Choose the rung of the ladder for the present width, and show the reason of a greyed primary."""
        self._reason = reason
        self.reason.set_text(reason)
        self.reason.setVisible(bool(reason))
        if self.cancel_is_in_help:
            self._wizard.button(self._cancel).show()
            self.cancel_is_in_help = False
        for rung in range(4):
            self._take(rung)
            if self.needed_width() <= self._wizard.width():
                break

    def needed_width(self) -> int:
        """Pixels the row asks for now."""
        row = self._row()
        if row is None:
            return 0
        margins, shown, total = row.contentsMargins(), 0, 0
        # No QLayoutItem is asked for: QWizard deletes its row, and the wrapper of an item, which its layout
        # keeps, would be taken for whatever widget is made at that address next.
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for widget in self._host().findChildren(QWidget, options=direct):
            if row.indexOf(widget) < 0 or widget.isHidden():
                continue
            total += self.reason.two_lines() if widget is self.reason else widget.sizeHint().width()
            shown += 1
        return total + row.spacing() * max(0, shown) + margins.left() + margins.right()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, another rung; another direction, other margins."""
        if watched is self._wizard:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
                self.set_margins()
            if event.type() is QEvent.Type.Resize:
                self.fit(self._reason)
            if event.type() is QEvent.Type.LayoutDirectionChange:
                self.set_margins()
        return False

    def _take(self, rung: int) -> None:
        help_button = self._wizard.button(self._help)
        if isinstance(help_button, Button):
            help_button.set_form(Form.ICON if rung >= 1 else Form.FULL)
        for which in (self._primary, self._quiet):
            button = self._wizard.button(which)
            if isinstance(button, Button):
                button.set_form(Form.SHORT if rung >= 2 else Form.FULL)
        cancel = self._wizard.button(self._cancel)
        if rung >= 3 and not cancel.isHidden():
            self.cancel_is_in_help = True
            cancel.hide()

    def _host(self) -> QWidget:
        # Kept: shiboken invalidates a layout's wrapper together with that of the widget it was asked from.
        host = self._wizard.button(self._primary).parentWidget()
        self._kept_host = host if host is not None else self._wizard
        return self._kept_host

    def _row(self) -> QHBoxLayout | None:
        """The last QHBoxLayout in the grid of the button's parent: QWizard gives it no name."""
        self._kept_grid = self._host().layout()
        return _last_row(self._kept_grid) if self._kept_grid is not None else None

    def _place_ground(self) -> None:
        row = self._row()
        if row is None:
            return
        top = row.geometry().top()
        host = self._host()
        self._ground.setGeometry(QRect(0, top, host.width(), host.height() - top))
        self._ground.lower()
        self._ground.show()


class _Ground(Themed, QWidget):
    """What the buttons stand on: a shade of the page, a thin line above it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colours.footer)
        painter.fillRect(0, 0, self.width(), 1, self.theme.colours.line)


class _Reason(RichLabel):
    """Why the primary cannot be pressed yet."""

    def __init__(self, theme: Theme, footer: Footer) -> None:
        super().__init__(theme, "", Type.HINT, tone=Tone.MUTED)
        self._footer: Footer | None = footer
        self.setObjectName("footer.reason")

    def two_lines(self) -> int:
        """The width at which it takes no more than two lines: more of them would push the page away."""
        block = self.block()
        width, enough = block.natural_width() // 2, 2 * block.line_height()
        while block.height(width) > enough and width < block.natural_width():
            width += self.theme.size(8)
        return width

    def apply_theme(self, theme: Theme) -> None:
        """The footer's helper is no widget; it hears of a new theme here."""
        changed = theme is not self.theme
        super().apply_theme(theme)
        footer = getattr(self, "_footer", None)
        if changed and footer is not None:
            footer.retheme(theme)


def _last_row(grid: QLayout) -> QHBoxLayout | None:
    rows = [row for row in grid.children() if isinstance(row, QHBoxLayout)]
    return rows[-1] if rows else None


def _theme_of(wizard: QWizard, primary: QWizard.WizardButton) -> Theme:
    button = wizard.button(primary)
    if not isinstance(button, Themed):
        raise TypeError("the footer needs our buttons: call setButton first")
    return button.theme
