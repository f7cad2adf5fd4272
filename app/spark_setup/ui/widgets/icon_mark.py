"""A small drawing without words: one of our icons, or a figure, standing before a text.

Decoration: it has no accessible name and takes no focus, because the text beside it says everything.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spark_setup.ui import icons
from spark_setup.ui.theme import Theme, Themed, Type


class IconMark(Themed, QWidget):
    """An icon in one of the theme's colours."""

    def __init__(
        self, theme: Theme, name: str, tone: str = "muted", *, px: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._name, self._tone, self._px = name, tone, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: str | None = None) -> None:
        """Another icon or colour."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(self.theme.size(self._px), self.theme.size(self._px))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, or the figure if the name is one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = self._tone in ("text", "muted") and self.theme.brand.tint_icons
        colour: QColor = self.theme.icon_ink if plain else getattr(self.theme.colours, self._tone)
        area = QRectF(self.rect())
        if self._name.isdigit():
            painter.setPen(colour)
            painter.setFont(self.theme.font(Type.ROW_NAME_CHOSEN))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._name)
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icons.paint(painter, self._name, area, colour, right_to_left=rtl, images=self.theme.brand.images)
