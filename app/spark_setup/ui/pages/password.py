"""4.1 The password of the chosen network. The last page before something is sent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.secrets import Secret
from ...core.ssid import readable
from ...setup import decisions as d
from ...setup.networks import Row, rows
from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ...setup.setup import Setup
from ...setup.story import chosen
from ..naming import net
from ..widgets.notes import Note, Notes
from ..widgets.summary_row import SummaryRow
from .base import View
from .typed_password import TypedPassword


class PasswordPage(TypedPassword):
    """One field. What was typed is kept for the network it was typed for, whatever happens next."""

    places = (Place.PASSWORD,)
    ask = "connect"

    def build(self) -> None:
        super().build()
        theme = self.look.theme
        self._for: bytes | None = None
        self._before: d.Password | None = None
        self.summary = SummaryRow(theme)
        self.summary.link.setObjectName("password.other")
        self.summary.link.clicked.connect(lambda: self.decided.emit(d.WantsList()))
        self.field.set_label(self.words("password.field"))
        self.safe = Notes(theme)
        self.safe.set([Note("lock", self.words("password.safe"), quiet=True)])
        self.column.addWidget(self.summary)
        self.column.addWidget(self.field)
        self.column.addWidget(self.safe)
        self.column.addStretch(1)

    @property
    def ssid(self) -> bytes | None:
        """The network whose password is asked for."""
        return self._for

    def title(self, view: View) -> str:
        return self.words("password.title", net=net(view.setup))

    def lead(self, view: View) -> str:
        return self.words("password.lead", net=net(view.setup))

    def entered(self, view: View) -> None:
        choice = chosen(view.setup)
        ssid = choice.ssid if choice else None
        if ssid != self._for:
            self._for = ssid
            self.field.set_secret(Secret(""))
        self._offer_last(view.setup)
        self.field.hide_text()

    def _offer_last(self, setup: Setup) -> None:
        """What the device before this one was told of the same network: in the field, hidden, not sent."""
        last, before = setup.last_choice, setup.last_password
        if last is None or before is None or last.ssid != self._for or before is self._before:
            return
        self._before = before
        self.field.set_secret(before.text)

    def draw(self, view: View) -> None:
        choice = chosen(view.setup)
        if choice is None:
            return
        row = _row_of(choice, rows(view.setup))
        if row is not None and row.strength is not None:
            note, bars = self.words(f"password.signal.{row.strength.name.lower()}"), row.strength.bars
        else:
            note, bars = self.words("password.typed"), None
        self.summary.set(readable(choice.ssid), note, bars=bars, link=self.words("password.other"))
        problem = view.setup.problem
        self.summary.link.setVisible(problem is None or Way.CHOOSE_NETWORK not in problem.ways)
        self.describe()

    def keeps_primary(self, problem: Problem) -> bool:
        return problem.code is Code.PASSWORD_LENGTH

    def field_for(self, problem: Problem) -> QWidget | None:
        return self.field.edit if problem.code is Code.PASSWORD_LENGTH else None


def _row_of(choice: d.Choose, found: tuple[Row, ...]) -> Row | None:
    return next((r for r in found if r.ssid == choice.ssid and r.sec == choice.sec), None)
