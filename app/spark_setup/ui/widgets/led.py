"""The lamp that moves at the light's true rhythm, and the strip that shows the rhythm standing still.

`Led` is a picture with a name for a screen reader (a QLabel, so that it is met as a static text). Its timer
runs only while it can be seen and moves, and it waits for the next edge instead of asking the clock all the
time. Nothing else in the wizard flashes; the lamp covers far less than 5 % of the window and can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from spark_setup.brand.model import Lamp
from spark_setup.core.lights import Light, Movement, Shine
from spark_setup.ui.theme import Theme, Themed
from spark_setup.ui.widgets import lamp
from spark_setup.ui.widgets.light import LightPicture, next_change_ms

Clock = Callable[[], float]
"""Milliseconds that go on."""


class Led(Themed, QLabel):
    """The animated lamp; see the module."""

    def __init__(
        self,
        theme: Theme,
        *,
        bare: bool = False,
        clock: Clock | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._picture = LightPicture(Light(Movement.OFF))
        self._bare, self._small, self._still = bare, False, False
        self._product: QPixmap | None = None
        self._lamp_at: Lamp | None = None
        self._elapsed = QElapsedTimer()
        self._elapsed.start()
        self._clock: Clock = clock if clock is not None else self._elapsed.elapsed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(self, picture: LightPicture) -> None:
        """Show a light, from the start of its period."""
        if picture == self._picture:
            return
        self._picture = picture
        self.setAccessibleName(picture.spoken)
        self._elapsed.restart()
        self._step()

    def set_product(self, picture: QPixmap | None, lamp_at: Lamp | None) -> None:
        """A brand's own picture of the device; without a place for it no lamp is drawn."""
        self._product, self._lamp_at = picture, lamp_at
        self.update()

    def set_small(self, small: bool) -> None:
        """The bare lamp, as high as a line of text."""
        self._small = small
        self.updateGeometry()
        self.update()

    def set_still(self, still: bool) -> None:
        """Stop or start the movement."""
        self._still = still
        self._step()

    @property
    def is_still(self) -> bool:
        """Whether it stands, because it was stopped or the person prefers less motion."""
        return self._still or self.theme.reduced_motion

    def shine(self) -> Shine:
        """How the lamp looks now. Standing still, a light that is ever on is on."""
        light = self._picture.light
        if self.is_still:
            first = next((piece.hue for piece in light.segments if piece.hue is not None), light.hue)
            return Shine(first, 0.0 if light.movement is Movement.OFF else 1.0)
        # A breath begins at its height: the first picture a person sees is not a dark lamp.
        ahead = light.period_ms / 2 if light.movement is Movement.BREATHE else 0
        return light.at(self._clock() + ahead)

    def is_running(self) -> bool:
        """Whether the timer is on (for tests)."""
        return self._timer.isActive()

    def apply_theme(self, theme: Theme) -> None:
        """Size and movement."""
        super().apply_theme(theme)
        self._step()

    def sizeHint(self) -> QSize:
        """The product, the bare lamp, or a small one."""
        theme = self.theme
        if self._small:
            return QSize(theme.size(28), theme.size(28))
        return (
            QSize(theme.size(64), theme.size(64)) if self._bare else QSize(theme.size(104), theme.size(112))
        )

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Move only while somebody can see it."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._step()
        return answer

    def _step(self) -> None:
        self.update()
        wait = next_change_ms(self._picture, self._clock())
        if wait is None or self.is_still or not self.isVisible():
            self._timer.stop()
        else:
            self._timer.start(wait)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Product and lamp."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, shine = QRectF(self.rect()), self.shine()
        lit = shine.hue is not None or self._picture.light.movement is Movement.STEADY
        hue = shine.hue if shine.hue is not None else self._picture.light.hue
        level = shine.level if lit else 0.0
        if self._small or self._bare:
            lamp.draw_lamp(painter, area.center(), area.width() / 4.4, hue, level)
            return
        if self._product is not None and not self._product.isNull():
            shown = lamp.draw_brand_picture(painter, area, self._product)
            if self._lamp_at is not None:
                place, radius = lamp.lamp_in(shown, self._lamp_at)
                lamp.draw_lamp(painter, place, radius, hue, level)
            return
        centre = lamp.draw_product(painter, area.adjusted(1, 1, -1, -1), self.theme)
        lamp.draw_lamp(painter, centre, self.theme.size(11.5), hue, level)


class Strip(Themed, QWidget):
    """The timing strip: decoration beside the words, never mirrored."""

    def __init__(
        self, theme: Theme, light: Light | None = None, *, grey: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._light = light if light is not None else Light(Movement.OFF)
        self._grey = grey
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_light(self, light: Light) -> None:
        """Another rhythm."""
        self._light = light
        self.update()

    def sizeHint(self) -> QSize:
        """108 × 13 px, growing with the text."""
        return QSize(self.theme.size(108), self.theme.size(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0, 1, 0, -1.5)
        lamp.draw_strip(painter, area, self._light, self.theme, grey=self._grey)
