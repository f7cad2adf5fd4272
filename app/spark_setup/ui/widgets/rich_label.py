"""Text of our pages: plain, wrapped, with emphasised names, as tall as its width needs.

`RichLabel` is a QLabel (so a screen reader meets a static text whose name is the whole sentence) that draws
through `typeset`. Use it for every text that holds a name from outside, and wherever a part is bold:

    label = RichLabel(theme, sentence("This computer leaves {own} for a short time.", own="Home"))
    label.set_text("Another text"); label.set_role(Type.HINT, Tone.MUTED)

It never elides, never reads markup or mnemonics, and asks for exactly the room its text needs. Text can be
selected by nobody: what should be copied has a copy button.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.typeset import Block, Run, plain


class Tone:
    """Names of the colours a text may have: an attribute of `Colours`."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class RichLabel(Themed, QLabel):
    """A wrapping text; see the module."""

    def __init__(
        self,
        theme: Theme,
        text: str | tuple[Run, ...] = "",
        role: Type = Type.BODY,
        *,
        tone: str = Tone.TEXT,
        centred: bool = False,
        wrap: bool = True,
        tabular: bool = False,
        even: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._runs: tuple[Run, ...] = ()
        self._role, self._tone, self._centred, self._tabular = role, tone, centred, tabular
        self._wrap, self._even = wrap, even
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)
        self.set_text(text)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is shown."""
        return self._runs

    def set_text(self, text: str | tuple[Run, ...]) -> None:
        """Show a text or a sentence with emphasised parts."""
        runs = (Run(text),) if isinstance(text, str) else text
        if runs == self._runs:
            return
        self._runs = runs
        self.setText(plain(runs))
        self.updateGeometry()
        self.update()

    def set_role(self, role: Type, tone: str | None = None) -> None:
        """Another size or colour."""
        self._role = role
        if tone is not None:
            self._tone = tone
        self.apply_theme(self.theme)

    def apply_theme(self, theme: Theme) -> None:
        """Font and colour."""
        super().apply_theme(theme)
        self.setFont(theme.font(self._role, tabular=self._tabular))

    def block(self) -> Block:
        """The text as it is laid out now."""
        colour: QColor = getattr(self.theme.colours, self._tone)
        if not self.isEnabled():
            colour = self.theme.colours.text_disabled
        return Block.of(
            self._runs,
            self.font(),
            colour,
            self.layoutDirection(),
            centred=self._centred,
            wrap=self._wrap,
            even=self._even,
        )

    def hasHeightForWidth(self) -> bool:
        """Always: it wraps."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """Pixels needed at this width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self.block().height(inner) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """One line if it is short, else a column of comfortable length."""
        block, margins = self.block(), self.contentsMargins()
        width = block.natural_width()
        if self._wrap:
            width = min(width, self.theme.em(32))
        extra = margins.left() + margins.right()
        return QSize(width + extra, block.height(width) + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        """The longest word, one line: the layout asks `heightForWidth` for the rest."""
        block, margins = self.block(), self.contentsMargins()
        width = block.longest_word() if self._wrap else block.natural_width()
        height = block.line_height() if block.runs and plain(block.runs) else 0
        return QSize(
            min(width, self.theme.em(12)) + margins.left() + margins.right()
            if self._wrap
            else width + margins.left() + margins.right(),
            height + margins.top() + margins.bottom(),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Direction and font change the layout."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.EnabledChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        self.block().draw(painter, QRectF(self.contentsRect()))
