"""What does the light do? The dialog that asks it beside the wizard; the answer goes to the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..setup import decisions as d
from .theme import dress

if TYPE_CHECKING:
    from .frame import Frame
    from .widgets.led_helper import LedHelper


class LightQuestion:
    """Asked again and again, in one dialog at a time; it is imported when it is asked first."""

    def __init__(self, wizard: Frame, on_code: Callable[[], None]) -> None:
        """`on_code`: the code in the dialog's corner was pressed."""
        self._wizard = wizard
        self._on_code = on_code
        self.dialog: LedHelper | None = None

    def ask(self) -> None:
        """Open the dialog, or begin it anew."""
        from .led_words import helper_texts, move_tiles, possible_lights
        from .widgets.led_helper import LedHelper

        wizard, words = self._wizard, self._wizard.words
        self.close()
        dialog = LedHelper(wizard.look.theme, helper_texts(words), wizard)
        sent = wizard.conductor.setup.sent is not None
        dialog.set_lights(move_tiles(words), possible_lights(wizard.look.brand, words, sent=sent))
        dialog.settled.connect(self._settled)
        dialog.code_pressed.connect(self._on_code)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        self.name_code()
        dress(dialog, wizard.look.theme)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def close(self) -> None:
        """No question any more."""
        if self.dialog is not None:
            self.dialog.close()

    def name_code(self) -> None:
        """The code in its corner is the wizard's."""
        chip = self._wizard.chip
        if self.dialog is not None:
            self.dialog.set_code(chip.text(), chip.severity, chip.accessibleName())

    def _settled(self, code: str) -> None:
        self._wizard.conductor.decide(d.Light(code))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
