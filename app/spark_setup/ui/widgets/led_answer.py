"""What the dialog about the light has found out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets.panel import Panel
from spark_setup.ui.widgets.rich_label import RichLabel, Tone


class LedAnswer(Themed, QWidget):
    """Code, meaning, what to do; a little way below the tiles."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._panel = Panel(theme, fill="accent_soft", bar="accent")
        self.code = RichLabel(theme, "", Type.ANSWER_CODE, tone=Tone.ACCENT, wrap=False)
        self.meaning = RichLabel(theme, "", Type.ROW_NAME_CHOSEN)
        self.advice = RichLabel(theme)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.meaning)
        texts.addWidget(self.advice)
        self._row = QHBoxLayout(self._panel)
        self._row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(texts, 1)
        outer = QVBoxLayout(self)
        outer.addWidget(self._panel)
        outer.setContentsMargins(0, theme.px(20), 0, 0)
        self.apply_theme(theme)

    def set(self, code: str, meaning: str, advice: str) -> None:
        """Show an answer; without a code it is advice alone."""
        self.code.set_text(code)
        self.code.setVisible(bool(code))
        self.meaning.set_text(meaning)
        self.advice.set_text(advice)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        set_margins(self._row, self, theme.px(20), theme.px(13), theme.px(18), theme.px(13))
        self._row.setSpacing(theme.px(14))
