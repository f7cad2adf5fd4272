"""The one place where the wizard speaks to a screen reader without moving the focus (WCAG 4.1.3).

`say` is called as `announce.say(…)`, never imported by name, so that a test can put a recorder in its place:
Qt's own observer of accessibility events is not bound in PySide6. Says only what it is given, already
translated.
"""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Announce `text`. Polite waits for a pause; assertive interrupts: only for problems and the final
    success.
    """
    if not text:
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)
