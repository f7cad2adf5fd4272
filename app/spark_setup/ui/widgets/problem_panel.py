"""The inline panel of a problem: soft fill, bar, triangle, the cause in bold, one sentence, at most two ways
out.

    panel = ProblemPanel(theme)
    panel.set(Severity.BAD, "The password is probably different from the one typed.", "It tried for 0:41 …",
              [("wrong_password.network", "Choose another network"), ("wrong_password.light", "Check the
              light")])
    panel.way_out.connect(…)            # the object name of the button pressed

The main way out is the footer's primary, never here. What is achieved stands under it (`achieved`). The panel
does not take the focus; the page announces it once.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Type, set_margins
from spark_setup.ui.widgets.buttons import Button, Form, Kind
from spark_setup.ui.widgets.code_chip import Severity
from spark_setup.ui.widgets.flow import FlowLayout
from spark_setup.ui.widgets.icon_mark import IconMark
from spark_setup.ui.widgets.notes import Note, Notes
from spark_setup.ui.widgets.panel import Panel
from spark_setup.ui.widgets.rich_label import RichLabel
from spark_setup.ui.widgets.typeset import Run

_LOOK = {
    Severity.BAD: ("bad_soft", "bad", "warning"),
    Severity.WARN: ("warn_soft", "warn", "warning"),
    Severity.NONE: ("accent_soft", "accent", "info"),
}


class ProblemPanel(Panel):
    """The panel; see the module. `Severity.NONE` is an information: no triangle, the accent's colours."""

    way_out = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="bad_soft", bar="bad", parent=parent)
        self._icon = IconMark(theme, "warning", "bad")
        self.cause = RichLabel(theme, "", Type.ROW_NAME_CHOSEN)
        self.detail = RichLabel(theme, "", Type.BODY)
        self.achieved = Notes(theme)
        self.buttons: list[Button] = []
        self._ways: list[tuple[str, ...]] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._pressed)
        self._button_row = FlowLayout()
        self._texts = QVBoxLayout()
        self._texts.setSpacing(0)
        self._texts.addWidget(self.cause)
        self._texts.addWidget(self.detail)
        self._texts.addLayout(self._button_row)
        self._texts.addWidget(self.achieved)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._texts, 1)
        self.setObjectName("problem")
        self.apply_theme(theme)

    def set(
        self,
        severity: Severity,
        cause: str | tuple[Run, ...],
        detail: str | tuple[Run, ...] = "",
        ways_out: Sequence[tuple[str, str] | tuple[str, str, str]] = (),
        achieved: Sequence[Note] = (),
    ) -> None:
        """Show a problem. `ways_out`: (object name, text, short form or none) of at most two buttons."""
        fill, bar, icon = _LOOK[severity]
        self.set_look(fill, bar)
        self._icon.set_icon(icon, bar)
        self.cause.set_text(cause)
        self.detail.set_text(detail)
        self.detail.setVisible(bool(detail))
        self.achieved.set(achieved)
        self._set_buttons(ways_out)
        self._space()

    def _set_buttons(self, ways_out: Sequence[tuple[str, ...]]) -> None:
        if self._ways == list(ways_out):
            return
        self._ways = list(ways_out)
        for gone in self.buttons:
            self._button_row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.buttons = []
        for name, text, *short in ways_out:
            button = Button(self.theme, text, Kind.BORDERED, short="".join(short), parent=self)
            button.setObjectName(name)
            self._group.addButton(button)
            self._button_row.addWidget(button)
            button.show()
            self.buttons.append(button)

    def _pressed(self, button: QAbstractButton) -> None:
        self.way_out.emit(button.objectName())

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._space()

    def _space(self) -> None:
        theme = self.theme
        set_margins(self._row, self, theme.px(20), theme.px(14), theme.px(16), theme.px(16))
        self._row.setSpacing(theme.px(13))
        line = QFontMetrics(self.cause.font()).height()
        self.cause.setContentsMargins(0, max(0, theme.size(20) - line) // 2, 0, 0)
        self.detail.setContentsMargins(0, theme.px(5), 0, 0)
        self._button_row.set_spacing(theme.px(12), theme.px(8), top=theme.px(14) if self.buttons else 0)
        self._texts.setSpacing(0)
        self.achieved.setContentsMargins(0, theme.px(12), 0, 0)
        self._fit_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons take the form that there is room for."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """As many full texts as fit on one line; where not even the short forms do, they wrap in full."""
        count = len(self.buttons)
        room, gaps = self._room(), max(0, count - 1) * self.theme.px(12)
        chosen = (Form.FULL,) * count
        for forms in itertools.product((Form.FULL, Form.SHORT), repeat=count):
            if sum(map(Button.width_in, self.buttons, forms)) + gaps <= room:
                chosen = forms
                break
        for button, form in zip(self.buttons, chosen, strict=True):
            if button.form is not form:
                button.set_form(form)

    def _room(self) -> int:
        """The width that the texts and buttons have."""
        margins = self._row.contentsMargins()
        beside = margins.left() + margins.right() + self._icon.sizeHint().width() + self._row.spacing()
        return self.contentsRect().width() - beside
