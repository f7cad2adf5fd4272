"""D4: another language, at once. Each one by its own name, so that it is found by those who need it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..theme import Theme
from ..widgets.buttons import Button, Kind
from ..widgets.choice import Choice
from ..words import LANGUAGES, Words
from .sheet import Sheet

SYSTEM = "system"


class LanguageDialog(Sheet):
    """`chosen(str)`: a language of `LANGUAGES`, or `SYSTEM`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Words, current: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "language", words("language.title"), parent=parent)
        self.words = words
        self.choice = Choice(theme, "language.choice", "")
        self.choice.setAccessibleName(words("language.title"))
        self.close_button = Button(theme, words("language.close"), Kind.PRIMARY)
        self._fill(words, current)
        self.choice.changed.connect(lambda: self.chosen.emit(self.choice.value()))
        self.column.addWidget(self.choice)
        self.column.addStretch(1)
        self.row.addStretch(1)
        self.button("close", self.close_button)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        chosen = self.findChild(QWidget, f"language.choice.{current}")
        if chosen is not None:
            chosen.setFocus()

    def speak(self, words: Words) -> None:
        """In the words of the language that was just chosen."""
        self.words = words
        self.setWindowTitle(words("language.title"))
        self.title.set_text(words("language.title"))
        self.close_button.set_texts(words("language.close"))

    def _fill(self, words: Words, current: str) -> None:
        options = [(SYSTEM, words("language.system"))]
        options += [(language, words(f"language.{language}")) for language in LANGUAGES]
        self.choice.set(options, current)
