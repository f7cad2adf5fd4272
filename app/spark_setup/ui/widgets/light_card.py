"""The light the device should show: a card beside the content, or one line where there is little room.

    card = LightCard(theme, "ready.light")
    card.set(LightPicture(light, "Blinking dark blue", "L1", "Light: blinking dark blue, code L1"),
             title="The light should be", code="Light code L1", link="It looks different")
    card.set_line(True)                 # narrow: a small lamp, the words, the link
    card.link.clicked.connect(…)        # opens the LED helper
    card.set_still(True)                # "Stop the movement"; reduced motion does the same

The lamp follows the true rhythm while it can be seen. Standing still it shows the timing strip's first "on",
and the strip tells the rhythm. The lamp is one named picture for a screen reader; all words are plain texts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from spark_setup.brand.model import Lamp
from spark_setup.ui.theme import Theme, Type, set_margins
from spark_setup.ui.widgets.buttons import TextLink
from spark_setup.ui.widgets.led import Led, Strip
from spark_setup.ui.widgets.light import LightPicture
from spark_setup.ui.widgets.panel import Panel
from spark_setup.ui.widgets.rich_label import RichLabel, Tone


class LightCard(Panel):
    """The card, or the line; see the module."""

    def __init__(self, theme: Theme, name: str = "light", parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="card", outlined=True, radius=10, parent=parent)
        self.setObjectName(name)
        self._line = False
        self._title = RichLabel(theme, "", Type.BODY, tone=Tone.MUTED, centred=True)
        self.led = Led(theme)
        self._words = RichLabel(theme, "", Type.BODY_BOLD, centred=True)
        self._sentence = RichLabel(theme)
        self._strip = Strip(theme)
        self._code = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED, centred=True)
        self.link = TextLink(theme)
        self.link.setObjectName(f"{name}.different")
        self._box = QVBoxLayout(self)
        centre = Qt.AlignmentFlag.AlignHCenter
        for widget in (self._title, self.led, self._words, self._strip, self._code, self.link):
            whole_width = isinstance(widget, RichLabel)
            self._box.addWidget(widget, 0, Qt.AlignmentFlag(0) if whole_width else centre)
        self._box.insertWidget(2, self._sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        self._sentence.hide()
        self.apply_theme(theme)

    def set(
        self,
        picture: LightPicture,
        *,
        title: str = "",
        code: str = "",
        link: str = "",
        sentence: str = "",
    ) -> None:
        """Show a light. `sentence` is the line's text ("The light should be blinking dark blue (L1).")."""
        self.led.set_picture(picture)
        self._strip.set_light(picture.light)
        self._title.set_text(title)
        self._words.set_text(picture.words)
        self._code.set_text(code)
        self._sentence.set_text(sentence or f"{picture.words} ({picture.code})")
        self.link.set_texts(link)
        self._show_parts()

    def set_product(self, picture: QPixmap | None, lamp: Lamp | None) -> None:
        """A brand's own picture of the device, and where its lamp is (None: it shows none)."""
        self.led.set_product(picture, lamp)

    def set_line(self, line: bool) -> None:
        """One line instead of the card."""
        if line == self._line:
            return
        self._line = line
        self._outlined = not line
        self._fill = "window" if line else "card"
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if line else down)
        self._show_parts()
        self.apply_theme(self.theme)

    @property
    def is_line(self) -> bool:
        """Whether it is one line now."""
        return self._line

    def set_still(self, still: bool) -> None:
        """Stop or start the movement."""
        self.led.set_still(still)

    def _show_parts(self) -> None:
        for widget in (self._title, self._words, self._code):
            widget.setVisible(not self._line and bool(widget.text()))
        self._strip.setVisible(not self._line or self.led.is_still)
        self._sentence.setVisible(self._line)
        self.link.setVisible(bool(self.link.text()))
        self.led.set_small(self._line)

    def apply_theme(self, theme: Theme) -> None:
        """Gaps and width."""
        super().apply_theme(theme)
        if self._line:
            self._box.setContentsMargins(0, 0, 0, 0)
            self._box.setSpacing(theme.px(10))
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
            self._code.setContentsMargins(0, 0, 0, 0)
        else:
            set_margins(self._box, self, theme.px(12), theme.px(15), theme.px(12), theme.px(14))
            self._box.setSpacing(theme.px(7))
            self.setFixedWidth(theme.light_card_width)
            self._title.setContentsMargins(0, 0, 0, theme.px(8))
            self._words.setContentsMargins(0, theme.px(6), 0, theme.px(2))
            self._code.setContentsMargins(0, 0, 0, theme.px(4))
