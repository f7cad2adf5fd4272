"""Everything above the footer: ribbon, strip, header, problem panel, the page, the light beside it.

It scrolls; the footer never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ..core.lights import State as Light
from ..setup.places import STEP_COUNT
from ..setup.problems import Problem, Way
from .light_pictures import picture_of
from .pages.base import Look, Page, View
from .pictures import Backdrop, load
from .problem_words import LOUD, ProblemText, way_act
from .rail_words import current_step
from .theme import Theme, Themed, set_margins
from .widgets.code_chip import Severity as ChipSeverity
from .widgets.header import Header
from .widgets.light_card import LightCard
from .widgets.problem_panel import ProblemPanel
from .widgets.ribbon import Ribbon
from .widgets.scroll import Scroll
from .widgets.step_rail import RailStep
from .widgets.step_strip import StepStrip
from .words import Words


class Body(Themed, QWidget):
    """The scrolled column. `way_out(name)`: a button of the problem panel was pressed."""

    light_asked = Signal()

    def __init__(self, look: Look, *, ribbon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = look.theme
        self.theme, self.look = theme, look
        self.ribbon = Ribbon(theme)
        self.strip = StepStrip(theme)
        self.header = Header(theme)
        self.panel = ProblemPanel(theme)
        self.stack = _Stack()
        self.card = LightCard(theme, "light")
        self.card.link.clicked.connect(self.light_asked.emit)
        self._light: tuple[Light, str] | None = None
        self._product_in: QSize | None = None
        self.squeezed = self._narrow = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.stack, 1)
        self._row.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        content = _Ground(theme, look.brand.look.page_image)
        content.setObjectName("content")
        self._column = QVBoxLayout(content)
        for widget in (self.ribbon, self.strip, self.header, self.panel):
            self._column.addWidget(widget)
        self._column.addLayout(self._row, 1)
        self.ribbon.set(ribbon)  # now that it has a place: what was hidden without one stays hidden
        self.area = Scroll(theme)
        self.area.setObjectName("body")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Margins and gaps."""
        super().apply_theme(theme)
        self.look = replace(self.look, theme=theme)
        set_margins(self._column, self, theme.px(28), theme.px(26), theme.px(32), theme.px(10))
        self._column.setSpacing(theme.px(16))
        self._row.setSpacing(theme.px(24))

    # ------------------------------------------------------------------ pages

    def add(self, page: Page) -> None:
        """One more page of the stack."""
        self.stack.add(page)

    def remove(self, page: Page) -> None:
        """A page that was built anew."""
        self.stack.remove(page)
        page.deleteLater()

    def ribbon_height(self) -> int:
        """What the ribbon takes of the window, with the gap under it; 0 without one."""
        shown = not self.ribbon.isHidden()
        return self.ribbon.sizeHint().height() + self._column.spacing() if shown else 0

    def set_look(self, look: Look, ribbon: str) -> None:
        """Other words."""
        self.look, self._light = look, None
        self.ribbon.set(ribbon)

    def show_page(self, page: Page) -> None:
        """This one."""
        self.stack.show_only(page)

    def scroll_to_top(self) -> None:
        """A page is read from its heading on; what is wrong, or asked, stands there too."""
        self.area.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------------ drawing

    def draw(
        self,
        view: View,
        page: Page,
        steps: Sequence[RailStep],
        *,
        narrow: bool,
        problem: Problem | None,
        text: ProblemText | None,
        ways: Sequence[Way] = (),
        more: Way | None,
    ) -> None:
        """Everything around the page."""
        words = self.look.words
        n, count = str(current_step(view)), str(STEP_COUNT)
        self.strip.setVisible(narrow)
        if narrow:
            title = words(f"rail.{n}")
            self.strip.set([s.state for s in steps], words("frame.strip", n=n, count=count, step=title))
        eyebrow = "" if narrow else words("frame.eyebrow", n=n, count=count)
        lead = slept_words(view, words) or page.lead(view)
        self.header.set(eyebrow, page.title(view), lead, celebrate=page.celebrates)
        self._draw_problem(problem, text, ways, more)
        self._draw_light(page.light(view), page.light_title, narrow=narrow)

    def _draw_problem(
        self, problem: Problem | None, text: ProblemText | None, ways: Sequence[Way], more: Way | None
    ) -> None:
        self.panel.setVisible(problem is not None)
        if problem is None or text is None:
            return
        words = self.look.words
        acts = [way_act(way, text, words, code=problem.code) for way in ways[1:3]]
        buttons = [(f"problem.{act.name}", act.text, act.short) for act in acts]
        detail = text.cause
        if more is not None:
            detail = f"{detail}\n{words(f'more.{more.value}', **text.values)}"
        self.panel.set(LOUD[problem.severity], text.title, detail, buttons)

    def show_question(self, title: str, text: str, way: tuple[str, str]) -> None:
        """A question of the frame itself, in the place of a problem."""
        self.panel.set(ChipSeverity.WARN, title, text, [way])
        self.panel.show()

    def _draw_light(self, light: Light | None, title: str, *, narrow: bool) -> None:
        self.card.setVisible(light is not None)
        self._narrow = narrow
        self._place_light()
        if light is None:
            return
        self._show_product()
        words = self.look.words
        shown = picture_of(light, self.look.brand, words)
        if (light, title) != self._light:
            self._light = (light, title)
            self.card.set(
                shown,
                title=words(title),
                code=words("light.code", code=shown.code),
                link=words("light.different") if title == "light.should_be" else "",
                sentence=words("light.line", light=shown.words, code=shown.code),
            )

    def _place_light(self) -> None:
        """Beside the page, or one line above it (ui.md, picture 09)."""
        line = self._narrow or (self.squeezed and self.theme.is_tight(self.width()))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._row.setDirection(down if line else across)
        self.card.set_line(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width that counts is the one that was laid out."""
        super().resizeEvent(event)
        self._place_light()

    def _show_product(self) -> None:
        """The brand's picture of the device, read when it is seen first in this size."""
        theme, looks = self.theme, self.look.brand.look
        room = QSize(theme.size(104), theme.size(112))
        if room != self._product_in:
            self._product_in = room
            self.card.set_product(load(looks.product_image, room, self.devicePixelRatioF()), looks.lamp)


class _Ground(Themed, QWidget):
    """What the page lies on: its colour, and the brand's picture, as faint as reading needs."""

    def __init__(self, theme: Theme, picture: Path | None) -> None:
        super().__init__()
        self.theme = theme
        self._backdrop = Backdrop(picture, most=0.1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over the whole page, also where it is scrolled."""
        ground = self.theme.colours.window
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        self._backdrop.paint(painter, self.rect(), ground, self.theme)


class _Stack(QWidget):
    """The pages, of which one is seen.

    Not a QStackedWidget: its layout is as high as the highest of its pages, so that a long list would leave a
    scroll bar behind on every short page after it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._current: QWidget | None = None

    def add(self, page: QWidget) -> None:
        """One more, hidden."""
        page.hide()
        self._column.addWidget(page)

    def remove(self, page: QWidget) -> None:
        """One less."""
        page.hide()
        self._column.removeWidget(page)
        if self._current is page:
            self._current = None

    def show_only(self, page: QWidget) -> None:
        """This one and no other."""
        if self._current is not None and self._current is not page:
            self._current.hide()
        self._current = page
        page.show()


def slept_words(view: View, words: Words) -> str:
    """Where the computer slept while something was under way: that, and how it goes on. Empty elsewhere."""
    slept = view.setup.slept
    thinking = view.step.asks and view.setup.problem is None
    if slept is None or slept.at < view.since or thinking:
        return ""
    minutes = max(1, round(slept.seconds / 60))
    return words("frame.slept", minutes, n=str(minutes))
