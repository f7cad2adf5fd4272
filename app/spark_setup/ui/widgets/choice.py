"""A short list of which exactly one is chosen: radio buttons under a label.

protection = Choice(theme, "hidden.protection", "Protection")
protection.set([("wpa2", "WPA2 (usual)"), ("open", "None")], "wpa2")
protection.value()                  # "wpa2"
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.checks import RadioButton
from spark_setup.ui.widgets.rich_label import RichLabel


class Choice(Themed, QWidget):
    """The group; `changed` when another one is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        heading = RichLabel(theme, label, Type.BODY_BOLD)
        self._column.addWidget(heading)
        heading.setVisible(bool(label))
        self._keys: list[str] = []

    def set(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these (key, words)."""
        for key, text in options:
            button = RadioButton(self.theme, text.replace("&", "&&"), self)
            button.setObjectName(f"{self.objectName()}.{key}")
            button.setChecked(key == chosen)
            self._group.addButton(button, len(self._keys))
            self._keys.append(key)
            self._column.addWidget(button)

    def value(self) -> str:
        """The key of the chosen one."""
        at = self._group.checkedId()
        return self._keys[at] if at >= 0 else ""

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._column.setSpacing(theme.px(4))
