"""A person at the wizard: answers as the autopilot does, reads what a problem says, presses what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QAbstractButton

from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code
from spark_setup.simulator.demo import Demo
from spark_setup.ui import hands
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.hands import answer_light, type_into
from spark_setup.ui.pages.password import PasswordPage
from spark_setup.ui.pages.success import SuccessPage
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
        self,
        wizard: SetupWizard,
        answers: Answers,
        presses: Mapping[str, Sequence[Press]] | None = None,
        *,
        demo: Demo | None = None,
    ) -> None:
        super().__init__(wizard, answers)
        self.demo = demo
        self._left = {code: list(row) for code, row in (presses or {}).items()}
        self.readings: list[Reading] = []
        self.missed: list[str] = []

    @property
    def wizard(self) -> SetupWizard:
        return self._wizard

    def change(self, **changes: object) -> None:
        """Answer otherwise from now on."""
        self._answers = replace(self._answers, **changes)  # type: ignore[arg-type]

    def _answer(self, place: Place) -> bool:
        """Places that have a code although nothing went wrong are read as well."""
        if place in (Place.SEVERAL, Place.OWNER, Place.UPDATING):
            reading = read(self._wizard)
            if not self.readings or self.readings[-1].place != reading.place:
                self.readings.append(reading)
        return super()._answer(place)

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
        elif press and not hands.press(self._wizard, press):
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
        cause=clean((panel.detail if shown else wizard.body.header.lead).text()),
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


def say(press: Press, **changes: object) -> Callable[[Visitor], None]:
    """From now on other answers; then press."""

    def do(visitor: Visitor) -> None:
        visitor.change(**changes)
        visitor.do(press)

    return do


def with_demo(act: Callable[[Demo], None], press: Press) -> Callable[[Visitor], None]:
    """Something happens in the world; then press."""

    def do(visitor: Visitor) -> None:
        assert visitor.demo is not None
        act(visitor.demo)
        visitor.do(press)

    return do


def light(code: str) -> Callable[[Visitor], None]:
    """Compare the light, and answer by the tiles."""

    def do(visitor: Visitor) -> None:
        visitor.do("problem.compare_light")
        assert answer_light(visitor.wizard, code)

    return do


def name(text: str) -> Callable[[Visitor], None]:
    """Type another name and press the primary."""

    def do(visitor: Visitor) -> None:
        page = visitor.wizard.current
        assert isinstance(page, SuccessPage)
        type_into(page.field.edit, text)
        visitor.do(PRIMARY)

    return do
