"""Whether Caps Lock is on, as far as it can be known.

Qt has no question for it. Windows answers by `GetKeyState`; elsewhere a typed letter tells: a capital
without Shift, or a small one with it, is Caps Lock. Unknown is None, and then nothing is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

Ask = Callable[[], bool | None]


class CapsLockSense:
    """Feed it keys, ask it the state."""

    def __init__(self, ask: Ask | None = None) -> None:
        self._ask = ask if ask is not None else ask_system
        self._guess: bool | None = None

    def state(self) -> bool | None:
        """On, off, or not known."""
        known = self._ask()
        return self._guess if known is None else known

    def saw_letter(self, text: str, *, shift: bool) -> None:
        """A key that gave `text`. Only a letter with two cases tells anything."""
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            self._guess = text.isupper() != shift

    def saw_caps_key(self) -> None:
        """The Caps Lock key itself: what was known turns round."""
        if self._guess is not None:
            self._guess = not self._guess


def ask_system() -> bool | None:
    """The system's own answer, where it has one."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return None
