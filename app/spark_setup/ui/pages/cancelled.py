"""7.4 Stopped: the computer goes back to its own network, and that is all that is left to do."""

from __future__ import annotations

from ...setup import decisions as d
from ...setup.places import Place
from ..naming import net, own
from ..widgets.notes import Note, Notes
from .base import Act, Page, View


class CancelledPage(Page):
    """Closes by itself when the Wi-Fi is back."""

    places = (Place.CANCELLED,)

    def build(self) -> None:
        self.notes = Notes(self.look.theme)
        self.column.addWidget(self.notes)
        self.column.addStretch(1)

    def draw(self, view: View) -> None:
        s, w = view.setup, self.words
        name, done = own(s), not s.away
        key = "result.cancelled.back" if done else "result.cancelled.going"
        text = w(key, own=name) if name else w(f"{key}.unnamed")
        back = Note("tick", text, tone="ok") if done else Note("wifi-return", text)
        left = w("result.cancelled.delivered", net=net(s)) if s.sent else w("result.cancelled.unchanged")
        # "is going back" below a panel that says that it did not would be two things at once
        going = [back] if done or view.setup.problem is None else []
        self.notes.set([*going, Note("info", left)])

    def primary(self, view: View) -> Act | None:
        return Act(self.words("result.cancelled.close"))

    def answer(self) -> d.Decision | None:
        return d.Close()

    def cancel(self, view: View) -> Act | None:
        """While the Wi-Fi does not come back, the primary tries again: closing is offered beside it."""
        return Act(self.words("result.cancelled.close")) if view.setup.problem is not None else None
