"""Suggestions for a name, as small round buttons: "Kitchen", "Cellar".

    chips = NameChips(theme, "success.chips"); chips.set(["Kitchen", "Cellar"]);
    chips.picked.connect(field.set_text)

The names come from a brand file: shown as they are, no mnemonics.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from spark_setup.ui.theme import Theme, Themed, show_when
from spark_setup.ui.widgets.buttons import Button, Kind, literal
from spark_setup.ui.widgets.flow import FlowLayout


class NameChips(Themed, QWidget):
    """A wrapping row of suggestions; hidden while there are none."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._clicked)
        self._row = FlowLayout(self)
        self._names: dict[QAbstractButton, str] = {}
        self.apply_theme(theme)

    def set(self, names: Sequence[str]) -> None:
        """Offer these."""
        if list(names) == list(self._names.values()):
            return
        for gone in self._names:
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._names = {}
        for at, text in enumerate(names):
            chip = Button(self.theme, literal(text), Kind.NAME_CHIP, parent=self)
            chip.setAccessibleName(text)
            chip.setObjectName(f"{self.objectName()}.{at + 1}")
            self._group.addButton(chip)
            self._row.addWidget(chip)
            self._names[chip] = text
        show_when(bool(names), self)

    def _clicked(self, chip: QAbstractButton) -> None:
        self.picked.emit(self._names[chip])

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._row.set_spacing(theme.px(9), theme.px(8))
