"""A person at the wizard: answers like the autopilot, reads what a problem says, presses what is on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code
from spark_setup.ui.autopilot import Answers, Autopilot, type_into
from spark_setup.ui.pages.password import PasswordPage
from spark_setup.ui.pages.wrong_password import WrongPasswordPage
from spark_setup.ui.wizard import SetupWizard

PRIMARY, QUIET = "frame.primary", "frame.quiet"
ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Reading:
    """What a problem looks like on the screen."""

    code: str
    place: str
    heading: str
    title: str
    cause: str
    primary: str
    others: tuple[str, ...]


Press = str | Callable[["Visitor"], None]
"""A button's name, or something else that a person does. "" only looks on: it has to go away by itself."""


class Visitor(Autopilot):
    """`presses`: what is done at each appearance of a code, one after the other; then the run is given up."""

    def __init__(
        self, wizard: SetupWizard, answers: Answers, presses: Mapping[str, Sequence[Press]] | None = None
    ) -> None:
        super().__init__(wizard, answers)
        self._left = {code: list(row) for code, row in (presses or {}).items()}
        self.readings: list[Reading] = []
        self.missed: list[str] = []

    @property
    def wizard(self) -> SetupWizard:
        return self._wizard

    def _retry(self, code: Code, place: Place) -> None:
        self.readings.append(read(self._wizard))
        row = self._left.get(code.value, [])
        if not row:
            self._wizard.conductor.give_up()
            return
        self.do(row.pop(0))

    def do(self, press: Press) -> None:
        """Press the button of this name as a person would, if it is there to be pressed."""
        if callable(press):
            press(self)
        elif press and not self._press(press):
            self.missed.append(press)
            self._wizard.conductor.give_up()


def read(wizard: SetupWizard) -> Reading:
    """Code, title, cause and buttons, from the widgets."""
    panel = wizard.body.panel
    shown = panel.isVisible()
    primary = wizard.primary_button
    return Reading(
        code=wizard.chip.text(),
        place=wizard.conductor.step.place.value,
        heading=clean(wizard.body.header.title.text()),
        title=clean(panel.cause.text()) if shown else "",
        cause=clean(panel.detail.text()) if shown else "",
        primary=clean(primary.text()) if primary.isVisible() else "",
        others=tuple(clean(b.text()) for b in panel.buttons if b.isVisible()),
    )


def clean(text: str) -> str:
    """Without the marks that keep foreign names apart."""
    return text.translate(ISOLATES)


def retype(password: str) -> Callable[[Visitor], None]:
    """Type another password into the page's field and press the primary."""

    def do(visitor: Visitor) -> None:
        page = visitor.wizard.current
        assert isinstance(page, (PasswordPage, WrongPasswordPage))
        type_into(page.field.edit, password)
        visitor.do(PRIMARY)

    return do


def button(wizard: SetupWizard, name: str) -> QAbstractButton:
    """The button of this name."""
    found = wizard.findChild(QAbstractButton, name)
    assert found is not None
    return found
