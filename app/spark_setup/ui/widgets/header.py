"""The head of a page: eyebrow "Step 2 of 7", title, optional lead of at most two lines.

    header = Header(theme)
    header.set("Step 2 of 7", "Is this your Temperature Monitor?", "Compare the code with the label.")

The title is the page's heading: it takes the focus by program (`header.title.setFocus()`), never by Tab,
draws no ring and passes Enter on to the default button. With `celebrate=True` a large tick stands before the
title.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type
from spark_setup.ui.widgets.rich_label import RichLabel, Tone
from spark_setup.ui.widgets.typeset import Run


class Header(Themed, QWidget):
    """Eyebrow, title, lead."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.eyebrow = RichLabel(theme, "", Type.EYEBROW, tone=Tone.ACCENT)
        self.title = RichLabel(theme, "", theme.title, even=True)
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lead = RichLabel(theme, "", Type.LEAD, tone=Tone.MUTED)
        self._disc = _Disc(theme)
        self._disc.hide()
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.eyebrow)
        self._column.addLayout(self._line)
        self._column.addWidget(self.lead)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def set(
        self,
        eyebrow: str,
        title: str | tuple[Run, ...],
        lead: str | tuple[Run, ...] = "",
        *,
        celebrate: bool = False,
    ) -> None:
        """Show these texts; an empty eyebrow (the strip says it already) or lead takes no room."""
        self.eyebrow.set_text(eyebrow)
        self.eyebrow.setVisible(bool(eyebrow))
        self.title.set_text(title)
        self.lead.set_text(lead)
        self.lead.setVisible(bool(lead))
        self._disc.setVisible(celebrate)
        self._space()

    def apply_theme(self, theme: Theme) -> None:
        """Sizes and gaps."""
        super().apply_theme(theme)
        self.title.set_role(theme.title)
        self._space()

    def _space(self) -> None:
        theme, celebrating = self.theme, not self._disc.isHidden()
        self._line.setSpacing(theme.px(14) if celebrating else 0)
        self.eyebrow.setContentsMargins(0, 0, 0, theme.px(8 if celebrating else 5))
        self.lead.setContentsMargins(0, theme.px(8), 0, 0)


class _Disc(Themed, QWidget):
    """The large tick of the success page; decoration, the title says it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Size."""
        super().apply_theme(theme)
        self.setFixedSize(theme.size(44), theme.size(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc and tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colours.ok)
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        inset = area.width() * 0.22
        icons.paint(
            painter,
            "tick",
            area.adjusted(inset, inset, -inset, -inset),
            self.theme.colours.on_ok,
            images=self.theme.brand.images,
        )
