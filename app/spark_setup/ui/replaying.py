"""The wizard as a support desk sees it again: every page of a report, read-only, with Back and Continue.

Pages, rail, codes and texts are the wizard's own, in the desk's language. What the report leaves out is shown
as left out. Nothing on the page can be pressed or typed.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ..core.secrets import Secret
from ..setup.problems import Code
from ..support.moments import Moment
from ..support.replay import Replay
from .offer import Offer
from .pages.base import Act, Look, Page, View
from .problem_words import ProblemText
from .rerun import Rerun
from .screenshots import numbered, save_picture
from .widgets.password_field import PasswordField
from .wizard import SetupWizard

_log = logging.getLogger(__name__)


class ReplayWizard(SetupWizard):
    """The window. `closed` when the desk has seen enough."""

    def __init__(self, replay: Replay, look: Look, parent: QWidget | None = None) -> None:
        self.replay = replay
        self._customers: list[str] = []
        self.rerun = Rerun([_dated(moment, replay, look) for moment in replay.pages], replay.written)
        super().__init__(self.rerun, look, ribbon="replay.ribbon", parent=parent)
        self.rerun.setParent(self)
        self.body.stack.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.panel.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def trouble(self) -> int | None:
        """Draw every page once: the number of the first one that a tampered report breaks, or None."""
        pages: list[int] = [*range(len(self.rerun.moments)), 0]
        for at in pages:
            self.rerun.at = at
            self.rerun.show_moment()
            try:
                self.refresh()
            except Exception:
                # A report is foreign data: whatever drawing it raises is its fault, and said in one line.
                _log.exception("page %d of the report", at + 1)
                return at + 1
        return None

    def ribbon_text(self) -> str:
        """Which page of which report, and what the customer could press."""
        rerun, words = self.rerun, self.words
        return words(
            "replay.ribbon",
            reference=self.replay.reference,
            n=str(rerun.at + 1),
            count=str(len(rerun.moments)),
            buttons=" · ".join(self._customers) or words("replay.no_buttons"),
        )

    def refresh(self) -> None:
        """As the wizard does, and then take the keys away from the page."""
        super().refresh()
        self._fill_in_left_out()
        for widget in self.body.findChildren(QWidget):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if isinstance(widget, QLineEdit):
                widget.setReadOnly(True)

    def _fill_in_left_out(self) -> None:
        """A password is not in a report: its field says so, and the buttons are those of a filled one."""
        fields = self.current.findChildren(PasswordField) if self.current is not None else []
        for field in fields:
            if not field.text():
                field.set_secret(Secret(self.words("replay.left_out")))
        if fields:
            self._redraw_frame()
        for field in fields:
            field.set_length(self.words("replay.left_out"))

    def _draw_footer(self, view: View, page: Page, text: ProblemText | None) -> None:
        super()._draw_footer(view, page, text)
        self.body.ribbon.set(self.ribbon_text())

    def _offer(self, view: View, page: Page, text: ProblemText | None) -> Offer:
        """The desk turns the pages; what the customer could press is only named."""
        theirs = super()._offer(view, page, text)
        acts = (theirs.primary, theirs.quiet or theirs.cancel)
        self._customers = [act.text for act in acts if act is not None and act.enabled]
        turn = Act(self.words("replay.close" if self.rerun.last else "replay.continue"))
        return Offer(primary=turn, quiet=None, cancel=None, back=self.rerun.at > 0, enter=True)

    def _enter(self, view: View, page: Page) -> None:
        super()._enter(view, page)
        self.primary_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_primary(self) -> None:
        self.rerun.go(1)

    def reject(self) -> None:
        """Esc and the close box: enough seen."""
        if self.help.visible:
            self.help.close()
        elif self.rerun.over:
            super().reject()
        else:
            self.rerun.cancel()


def photograph(wizard: ReplayWizard, folder: Path) -> list[Path]:
    """A picture of every page, numbered in order. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    wizard.show()
    wizard.resize(wizard.default_size())
    made = []
    for number in range(1, len(wizard.rerun.moments) + 1):
        wizard.refresh()
        path = folder / numbered(number, wizard.rerun.moments[wizard.rerun.at])
        save_picture(wizard, path)
        made.append(path)
        wizard.rerun.go(1)
    return made


def _dated(moment: Moment, replay: Replay, look: Look) -> Moment:
    """S1-06 says which date the customer's computer had: the report's, not that of this moment."""
    problem = moment.setup.problem
    if problem is None or problem.code is not Code.WRONG_DATE:
        return moment
    locale = QLocale(look.words.language)
    written = replay.written
    date = locale.toString(written.date(), QLocale.FormatType.LongFormat)  # type: ignore[call-overload]
    time = locale.toString(written.time(), QLocale.FormatType.ShortFormat)  # type: ignore[call-overload]
    values = {**problem.values, "date": date, "time": time}
    return replace(moment, setup=replace(moment.setup, problem=replace(problem, values=values)))
