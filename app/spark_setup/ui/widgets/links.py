"""Link buttons side by side, wrapping where there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets.buttons import Button, Kind
from spark_setup.ui.widgets.flow import FlowLayout


class Links(Themed, QWidget):
    """A row of links. Each is a button with its own object name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._row = FlowLayout()
        self.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.set_spacing(theme.px(26), theme.px(6))

    def add(self, name: str, text: str) -> Button:
        """One more link."""
        button = Button(self.theme, text, Kind.LINK, parent=self)
        button.setObjectName(name)
        self._row.addWidget(button)
        return button
