"""What every page is: `valid`, `busy`, `problem` and `answer()`. The frame draws the rest.

A page is told the whole view at each change and draws itself from it; it calls no client, starts no thread
and knows no other page. What the person decides leaves by a signal and goes to the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...brand import Brand
from ...core.lazily import dataclass
from ...core.lights import State
from ...setup.decisions import Decision
from ...setup.places import Place
from ...setup.problems import Problem
from ...setup.setup import Setup
from ...setup.story import Step
from ..theme import Theme, Themed
from ..widgets.typeset import Run, sentence
from ..words import Words


@dataclass(frozen=True)
class View:
    """What a page draws from."""

    setup: Setup
    step: Step
    now: float
    """Story seconds since the start."""
    since: float
    """When this place was entered, in story seconds."""
    with_person: bool = True
    clock: datetime | None = None
    """The time of day at `now`, in a replay; None: this moment."""

    @property
    def elapsed_s(self) -> float:
        """How long the person has been at this place, in story seconds."""
        return self.now - self.since


@dataclass(frozen=True)
class Look:
    """How a page is drawn: whose product, which words, which theme."""

    brand: Brand
    words: Words
    theme: Theme


@dataclass(frozen=True)
class Act:
    """A footer button of the page: its words, a short form, whether it can be pressed, else why not."""

    text: str
    short: str = ""
    enabled: bool = True
    reason: str = ""
    name: str = "primary"


class Page(Themed, QWidget):
    """Base of all pages. Subclasses build their controls in `build` and draw them in `draw`."""

    decided = Signal(object)
    """A `Decision` for the story."""
    took = Signal(object)
    """A `Way` out."""
    asked = Signal(str)
    """Something beside the page: "light", "details", "wifi_settings", …"""
    redraw = Signal()
    """The page changed by itself (typing, choosing): the frame draws footer and problem again."""

    places: ClassVar[tuple[Place, ...]] = ()
    celebrates: ClassVar[bool] = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.look = look.theme, look
        self.words = look.words
        self.view: View | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.theme.px(20))
        self.build()

    def apply_theme(self, theme: Theme) -> None:
        """For the controls that are still to be made."""
        super().apply_theme(theme)
        self.look = replace(self.look, theme=theme)

    def rich(self, key: str, names: Mapping[str, str], **values: str) -> tuple[Run, ...]:
        """The words for `key` with foreign `names` in bold and isolated."""
        return sentence(self.words.template(key, **values), **names)

    # ------------------------------------------------------------------ for subclasses

    def build(self) -> None:
        """Make the controls, once."""

    def draw(self, view: View) -> None:
        """Bring the controls up to date with what is known."""

    def entered(self, view: View) -> None:
        """The person came to this page (again)."""

    def title(self, view: View) -> str:
        """A sentence or question about the person's goal."""
        return self.words(f"{view.step.place.value}.title")

    def lead(self, view: View) -> str:
        """At most two lines under the title; empty for none."""
        key = f"{view.step.place.value}.lead"
        return self.words(key) if self.words.has(key) else ""

    def primary(self, view: View) -> Act | None:
        """The primary act; None for a page that goes on by itself."""
        return None

    def secondary(self, view: View) -> Act | None:
        """A quiet act that takes the place of Cancel; None for Cancel itself."""
        return None

    def answer(self) -> Decision | None:
        """What pressing the primary decides; None if the page handles it by itself (`pressed`)."""
        return None

    def pressed(self) -> None:
        """The primary was pressed and `answer` gave nothing."""

    def pressed_secondary(self) -> None:
        """The quiet act was pressed."""

    def first_focus(self) -> QWidget | None:
        """Where the focus goes on entry; None for the heading."""
        return None

    def spoken(self, view: View) -> str:
        """What a screen reader hears on entry beside step and title; empty for the lead."""
        return self.lead(view)

    def handles(self, problem: Problem) -> bool:
        """Whether the page shows this problem itself (an own page for a code), without the generic panel."""
        return False

    light_title: ClassVar[str] = "light.should_be"
    """What stands above the light; `light.when_online` leaves out the question whether it looks different."""

    def light(self, view: View) -> State | None:
        """The light that the card beside the page shows; None for no card."""
        return None

    def cancel(self, view: View) -> Act | None:
        """What Cancel is called here; None where it is not offered."""
        return Act(self.words("frame.cancel"), name="cancel")

    def default_button(self, view: View) -> bool:
        """Whether Enter presses the primary."""
        return True

    def code(self, view: View) -> str | None:
        """A code to show without a problem, where the page itself is the answer to one."""
        return None

    def keeps_primary(self, problem: Problem) -> bool:
        """Whether the primary stays the page's own while this problem is open."""
        return False

    def field_for(self, problem: Problem) -> QWidget | None:
        """The field that has to be changed to solve `problem`, if it is on this page."""
        return None

    def look_again(self) -> None:
        """F5."""

    # ------------------------------------------------------------------ for the frame

    def show_view(self, view: View, *, entered: bool) -> None:
        """Draw; `entered` on the first draw after coming here."""
        self.view = view
        if entered:
            self.entered(view)
        self.draw(view)
