"""3.1 The list of networks that the device sees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.ssid import readable
from ...setup import decisions as d
from ...setup.networks import Row, rows, suggested
from ...setup.places import Place
from ...setup.problems import Code, Problem, Way
from ...softap.messages import Protection
from .. import announce
from ..naming import own
from ..theme import Type
from ..widgets.buttons import Button, Kind
from ..widgets.network_list import NetworkList
from ..widgets.notes import Note, Notes
from ..widgets.rich_label import RichLabel, Tone
from ..words import isolate
from .base import Act, Page, View
from .network_words import key, list_row


class NetworkPage(Page):
    """Usable networks by signal, then those that cannot be used with the reason, then the door to typing."""

    places = (Place.NETWORK,)

    def build(self) -> None:
        theme = self.look.theme
        self.rows: dict[str, Row] = {}
        self.seen_by = RichLabel(theme, self.words("network.seen_by"), Type.HINT_BOLD, tone=Tone.MUTED)
        self.count = RichLabel(theme, "", Type.HINT, tone=Tone.MUTED)
        self.again = Button(theme, self.words("network.again"), Kind.LINK, icon="refresh")
        self.again.setObjectName("network.again")
        self.again.setAccessibleName(self.words("network.again.spoken"))
        self.again.clicked.connect(self.look_again)
        head = QHBoxLayout()
        head.setSpacing(theme.px(20))
        head.addWidget(self.seen_by, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.networks = NetworkList(theme, "network.list")
        self.networks.set_name(self.words("network.list"))
        self.networks.chosen.connect(self._chosen)
        self.networks.activated.connect(lambda _key: self._activated())
        self.networks.refused.connect(self._refused)
        self.networks.add_requested.connect(lambda: self.decided.emit(d.WantsHidden()))
        self.open_note = Notes(theme)
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(head)
        self.column.addWidget(self.networks, 1)
        self.column.addWidget(self.open_note)
        self.column.addStretch()
        self._refreshing = False

    # ------------------------------------------------------------------ drawing

    def draw(self, view: View) -> None:
        setup = view.setup
        found = rows(setup)
        self.rows = {key(row): row for row in found}
        preselected = suggested(setup)
        chosen = self.networks.choice() or (key(preselected) if preselected else "")
        if chosen not in self.rows or self.rows[chosen].trouble is not None:
            chosen = ""
        own_label = own(setup)
        usable = [list_row(r, own_label, self.words) for r in found if r.trouble is None]
        unusable = [list_row(r, own_label, self.words) for r in found if r.trouble is not None]
        self.networks.set_rows(
            usable,
            unusable,
            cannot=self.words("network.unusable"),
            add=self.words("network.not_listed"),
            chosen=chosen,
        )
        n = len(usable)
        self.count.set_text(self.words("network.count", n, n=str(n)))
        self._warn_open()

    def _warn_open(self) -> None:
        row = self._row()
        is_open = row is not None and row.protection is Protection.OPEN
        self.open_note.setVisible(is_open)
        if row is not None and is_open:
            name = isolate(readable(row.ssid))
            text = self.words("network.open.warning", net=name)
            self.open_note.set([Note("info", f"{text} {self.words('network.open.warning.more')}")])

    def lead(self, view: View) -> str:
        if view.setup.networks is None or not view.setup.networks.networks:
            return ""
        own_row = next((r for r in rows(view.setup) if r.own and r.trouble is Code.NOT_VISIBLE), None)
        if own_row is None:
            return ""
        name = isolate(readable(own_row.ssid))
        sibling = suggested(view.setup)
        is_five = view.setup.wifi is not None and view.setup.wifi.own_band == "5"
        if sibling is not None and sibling.sibling_of is not None and is_five:
            return self.words("network.lead.sibling", own=name, net=isolate(readable(sibling.ssid)))
        return self.words("network.lead.other_band", own=name)

    def spoken(self, view: View) -> str:
        row = self._row()
        n = sum(r.trouble is None for r in self.rows.values())
        if row is None:
            return self.words("network.count", n, n=str(n))
        return self.words("network.chosen.spoken", n=str(n), net=isolate(readable(row.ssid)))

    # ------------------------------------------------------------------ choosing

    def _row(self) -> Row | None:
        return self.rows.get(self.networks.choice())

    def _chosen(self, _key: str) -> None:
        self._warn_open()
        if self.view is not None and self.view.setup.problem is not None:
            self.took.emit(Way.CHOOSE_NETWORK)
        self.redraw.emit()

    def _activated(self) -> None:
        decision = self.answer()
        if decision is not None:
            self.decided.emit(decision)

    def _refused(self, which: str) -> None:
        """Enter on a row that cannot be used: the story says why."""
        row = self.rows.get(which)
        if row is not None:
            self.decided.emit(d.Choose(row.ssid, row.sec, row.channel))

    def look_again(self) -> None:
        """The device scans once more; choice and focus stay."""
        self._refreshing = True
        self.decided.emit(d.ScanAgain())

    def primary(self, view: View) -> Act | None:
        row = self._row()
        if row is None:
            return Act(self.words("network.continue"), enabled=False, reason=self.words("network.reason"))
        if row.protection is Protection.OPEN:
            return Act(self.words("network.connect"), self.words("network.connect.short"))
        return Act(self.words("network.continue"))

    def answer(self) -> d.Decision | None:
        row = self._row()
        return d.Choose(row.ssid, row.sec, row.channel) if row is not None else None

    def first_focus(self) -> QWidget | None:
        return self.networks

    def entered(self, view: View) -> None:
        if self._refreshing and view.setup.networks is not None:
            self._refreshing = False
            n = len(rows(view.setup))
            announce.say(self, self.words("network.refreshed.spoken", n=str(n)))

    def keeps_primary(self, problem: Problem) -> bool:
        """A row that cannot be used was looked at; another one may be chosen all the same."""
        return problem.code in (Code.ENTERPRISE, Code.NAME_NOT_STORABLE) and self._row() is not None
