"""One line above the header: "Demo. Nothing real is changed.", or a notice of the desk with Close.

    ribbon = Ribbon(theme); ribbon.set("Demo. Nothing real is changed.")
    ribbon.set(notice_text, close="Close"); ribbon.closed.connect(…)

The text is plain, whoever wrote it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Type, set_margins, show_when
from spark_setup.ui.widgets.buttons import TextLink
from spark_setup.ui.widgets.icon_mark import IconMark
from spark_setup.ui.widgets.panel import Panel
from spark_setup.ui.widgets.rich_label import RichLabel


class Ribbon(Panel):
    """The line; hidden while it has no text."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="accent_soft", radius=6, parent=parent)
        self.setObjectName("ribbon")
        self._icon = IconMark(theme, "info", "accent", px=18)
        self.label = RichLabel(theme, "", Type.HINT_MEDIUM)
        self.close_button = TextLink(theme, "")
        self.close_button.setObjectName("ribbon.close")
        self.close_button.clicked.connect(self._close)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        self.apply_theme(theme)

    def set(self, text: str, *, close: str = "") -> None:
        """Show a line; with `close` it can be closed."""
        self.label.set_text(text)
        self.close_button.set_texts(close)
        self.close_button.setVisible(bool(close))
        show_when(bool(text), self)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        set_margins(self._row, self, theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._row.setSpacing(theme.px(10))
