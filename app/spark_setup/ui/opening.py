"""The first sign of life: the program's icon, until the wizard has been painted.

Loading the wizard takes a third of a second, and seconds from a slow disk, in which somebody who sees nothing
double-clicks again. Nothing else of ours is imported here: that is what would have to be waited for. Not Qt's
own QSplashScreen, which holds the program for up to a second until the screen has taken it.
"""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

SIDE, ICON = 208, 96
PATIENCE_S = 0.1
"""A screen that has not asked for the picture by then gets it later, or never: nothing waits for it."""


class Opening(QWidget):
    """On the screen when it has been made, or a moment later. `close` it with the first page."""

    def __init__(self, picture: Path) -> None:
        """`picture`: the icon, square, drawn for screens of any density. Without one, the card is empty."""
        super().__init__(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("Opening")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedSize(SIDE, SIDE)
        self.move(QGuiApplication.primaryScreen().availableGeometry().center() - self.rect().center())
        self._icon = QPixmap(str(picture))
        self._painted = False
        self.show()
        end = time.monotonic() + PATIENCE_S
        while not self._painted and time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt brings it to the screen when this is over."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(self.palette().mid().color())
        painter.setBrush(self.palette().window())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        at = (SIDE - ICON) // 2
        painter.drawPixmap(at, at, ICON, ICON, self._icon)
        painter.end()
        self._painted = True
