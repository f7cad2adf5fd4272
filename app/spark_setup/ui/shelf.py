"""The pages that have been made, one of each kind; the coming ones are made while nothing else is to do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ..setup.places import Place
from .pages.base import Look, Page
from .pages.table import page_for

AHEAD_MS = 20
_AHEAD = (Place.ONE, Place.JOINING, Place.PASSWORD, Place.PROGRESS, Place.SUCCESS, Place.NETWORK)


class Shelf(QObject):
    """`made(page)` after each new page, `replaced(old, new)` while both are there."""

    made = Signal(object)
    replaced = Signal(object, object)

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look
        """Of the pages that are still to be made."""
        self._pages: dict[type[Page], Page] = {}
        self._ahead = list(_AHEAD)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(AHEAD_MS)
        self._idle.timeout.connect(self._make_ahead)

    def start(self) -> None:
        """From now on pages may be made ahead."""
        self._idle.start()

    def stop(self) -> None:
        """No more of that."""
        self._idle.stop()

    def at(self, place: Place) -> Page:
        """The page of a place."""
        kind = page_for(place)
        page = self._pages.get(kind)
        return page if page is not None else self._make(kind)

    def relabel(self, look: Look) -> None:
        """Every page anew, in another language."""
        from .relabel import carry_choices, carry_over

        self.look = look
        for kind, old in list(self._pages.items()):
            new = self._make(kind)
            carry_over(old, new)
            if old.view is not None:
                new.show_view(old.view, entered=False)
                carry_choices(old, new)
            self.replaced.emit(old, new)

    def _make(self, kind: type[Page]) -> Page:
        page = kind(self.look)
        page.setObjectName(f"page.{kind.__name__}")
        self._pages[kind] = page
        self.made.emit(page)
        return page

    def _make_ahead(self) -> None:
        while self._ahead:
            kind = page_for(self._ahead.pop(0))
            if kind not in self._pages:
                self._make(kind)
                self._idle.start()
                return
