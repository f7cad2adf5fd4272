"""The chosen network in one card: bars, name, note, and a link to choose another. Also the row of a waiting
page.

    row = SummaryRow(theme); row.set("Home", "2.4 GHz, strong signal at the device", bars=4, link="Choose
    another network") row.link.setObjectName("password.network"); row.link.clicked.connect(…) waiting =
    WaitingRow(theme); waiting.set("Waiting until Temperature Monitor answers.", "0:18")
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui.theme import Theme, Themed, Type, set_margins
from spark_setup.ui.widgets import marks
from spark_setup.ui.widgets.buttons import TextLink
from spark_setup.ui.widgets.capped import CappedRow
from spark_setup.ui.widgets.icon_mark import IconMark
from spark_setup.ui.widgets.panel import Panel
from spark_setup.ui.widgets.rich_label import RichLabel, Tone
from spark_setup.ui.widgets.typeset import Run, isolate


class SummaryRow(Panel):
    """The card of the chosen network."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="card", outlined=True, radius=8, parent=parent)
        self._icon = IconMark(theme, "bars-4", "text")
        self.name = RichLabel(theme, "", Type.ROW_NAME_CHOSEN)
        self.note = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        self.link = TextLink(theme)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.name)
        texts.addWidget(self.note)
        self._row = CappedRow(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.apply_theme(theme)

    def set(self, name: str, note: str = "", *, bars: int | None = None, link: str = "") -> None:
        """Show a network; `bars` None (it was typed, not seen) shows a plain Wi-Fi sign."""
        self._icon.set_icon("wifi" if bars is None else f"bars-{bars}", "text")
        self.name.set_text(isolate(name))
        self.note.set_text(note)
        self.note.setVisible(bool(note))
        self.link.set_texts(link)
        self.link.setVisible(bool(link))

    def apply_theme(self, theme: Theme) -> None:
        """Gaps, and the widest it may become: that of a field."""
        super().apply_theme(theme)
        set_margins(self._row, self, theme.px(16), theme.px(10), theme.px(18), theme.px(10))
        self._row.setSpacing(theme.px(13))
        self.setMaximumWidth(theme.field_width)


class WaitingRow(Panel):
    """A spinner, what is waited for, and since when."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="card", outlined=True, radius=8, parent=parent)
        self._spinner = Spinner(theme)
        self.label = RichLabel(theme)
        self.time = RichLabel(theme, "", Type.BODY, wrap=False, tabular=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignVCenter)
        self.apply_theme(theme)

    def set(self, text: str | tuple[Run, ...], time: str = "") -> None:
        """Show it."""
        self.label.set_text(text)
        self.time.set_text(time)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps."""
        super().apply_theme(theme)
        set_margins(self._row, self, theme.px(14), theme.px(10), theme.px(16), theme.px(10))
        self._row.setSpacing(theme.px(12))


class Spinner(Themed, QWidget):
    """A turning ring, only while it can be seen; with reduced motion a clock that stands still."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(self.theme.size(22), self.theme.size(22))

    def apply_theme(self, theme: Theme) -> None:
        """Size and movement."""
        super().apply_theme(theme)
        self._keep_turning()

    def event(self, event: QEvent) -> bool:
        """Turn only while somebody can see it."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._keep_turning()
        return answer

    def _keep_turning(self) -> None:
        if self.isVisible() and not self.theme.reduced_motion:
            self._timer.start()
        else:
            self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        period = marks.SPINNER_TURN_S * 1000
        turn = (self._clock.elapsed() % period) / period
        marks.draw_spinner(painter, QRectF(self.rect()), self.theme, turn)
