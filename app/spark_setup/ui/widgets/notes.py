"""Lines of text with an icon or a figure before them: what is assured, what will happen, what to do.

    notes = Notes(theme)
    notes.set([Note("wifi-return", sentence("To talk to it, this computer leaves {own}.", own="Home")),
               Note("tick", "Linked to your account", tone="ok"), Note("1", "Click the Wi-Fi icon.",
               tone="accent")])

The icon is decoration; the text is a static text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed, Type, set_margins, show_when
from spark_setup.ui.widgets.icon_mark import IconMark
from spark_setup.ui.widgets.rich_label import RichLabel, Tone
from spark_setup.ui.widgets.typeset import Run

from ...core.lazily import dataclass


@dataclass(frozen=True)
class Note:
    """One line: icon name (or a figure), text, the icon's colour, and whether the text is quiet."""

    icon: str
    text: str | tuple[Run, ...]
    tone: str = "muted"
    quiet: bool = False


class NoteRow(Themed, QWidget):
    """One note; the icon stands at the first line."""

    def __init__(self, theme: Theme, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._note = note
        self._icon = IconMark(theme, note.icon, note.tone)
        self.label = RichLabel(theme)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.label, 1)
        self.set(note)
        self.apply_theme(theme)

    def set(self, note: Note) -> None:
        """Show another note."""
        self._note = note
        self._icon.set_icon(note.icon, note.tone)
        self.label.set_text(note.text)
        self.label.set_role(Type.HINT if note.quiet else Type.BODY, Tone.MUTED if note.quiet else Tone.TEXT)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps; icon and first line on one axis."""
        super().apply_theme(theme)
        self._row.setSpacing(theme.px(9))
        line = QFontMetrics(self.label.font()).height()
        drop = max(0, theme.size(20) - line) // 2
        set_margins(self._row, self, theme.px(3), 0, 0, 0)
        self.label.setContentsMargins(0, drop, 0, 0)


class Notes(Themed, QWidget):
    """Several notes, one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._rows: list[NoteRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.apply_theme(theme)

    def set(self, notes: Sequence[Note]) -> None:
        """Show these notes; rows that stay are kept, so nothing flickers."""
        while len(self._rows) > len(notes):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
            gone.hide()
        for index, note in enumerate(notes):
            if index < len(self._rows):
                self._rows[index].set(note)
            else:
                row = NoteRow(self.theme, note)
                self._rows.append(row)
                self._column.addWidget(row)
                row.show()  # else Qt shows it by a queued call, a frame too late
        show_when(bool(notes), self)

    def texts(self) -> list[str]:
        """What is shown (for tests)."""
        return [row.label.text() for row in self._rows]

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        self._column.setSpacing(theme.px(10))
