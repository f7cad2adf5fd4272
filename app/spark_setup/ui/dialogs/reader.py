"""A read-only text that can be selected: reports and licences. Plain, whoever wrote it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ..theme import Theme, Themed
from ..widgets.scroll import SlimBar


class Reader(Themed, QPlainTextEdit):
    """The text; Tab leaves it."""

    def __init__(self, theme: Theme, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.apply_theme(theme)

    def show_text(self, text: str) -> None:
        """Show `text` from its beginning, where it is another one."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.verticalScrollBar().setValue(0)

    def apply_theme(self, theme: Theme) -> None:
        """Font and ground."""
        super().apply_theme(theme)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(max(12, round(theme.b * 0.9)))
        self.setFont(font)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colours.card)
        palette.setColor(QPalette.ColorRole.Text, theme.colours.text)
        self.setPalette(palette)
        self.document().setDocumentMargin(theme.px(12))
        self.setMinimumHeight(theme.em(9))
