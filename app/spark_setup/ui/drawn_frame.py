"""The frame, drawn from what is known: which page stands, and what rail, header, panel and footer say."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from ..setup.places import STEP_COUNT, Place
from ..setup.problems import Problem, Way
from ..setup.story import ways_out
from .attention import draw_to_page, draw_to_problem, hold_focus, spelled
from .brand_words import words_for
from .conductor import Conductor
from .frame import Frame
from .leaving import Leaving
from .offer import Offer, offer_of
from .pages.base import Look, Page, View
from .problem_words import LOUD, ProblemText, problem_text
from .rail_words import current_step, rail_steps
from .shelf import Shelf
from .theme import Theme, dress
from .widgets.code_chip import Severity as ChipSeverity


class DrawnFrame(Frame):
    """The same view gives the same picture. What pressing does is not known here."""

    def __init__(
        self, conductor: Conductor, look: Look, *, ribbon: str = "", parent: QWidget | None = None
    ) -> None:
        """`ribbon` is the key of a text shown above every page. `settle` follows."""
        super().__init__(conductor, look, ribbon=ribbon, parent=parent)
        self.current: Page | None = None
        self.leaving = Leaving(self)
        self._place: Place | None = None
        self._problem: Problem | None = None
        self._more: Way | None = None
        self._drawing = False
        self._shelf = Shelf(look, self)
        self._shelf.made.connect(self._page_made)
        self._shelf.replaced.connect(self._replace)

    # ------------------------------------------------------------------ pages

    def _page_made(self, page: Page) -> None:
        page.redraw.connect(self._redraw_footer)
        self.body.add(page)
        dress(page, self.look.theme)

    def _swap(self, page: Page) -> None:
        self.current = page
        self.body.show_page(page)

    def _replace(self, old: Page, new: Page) -> None:
        if old is self.current:
            self._swap(new)
        self.body.remove(old)

    # ------------------------------------------------------------------ drawing

    def refresh(self) -> None:
        """Draw everything from what is known now."""
        if self._ends:
            return
        view = self.view
        entered = view.step.place is not self._place
        page = self._shelf.at(view.step.place)
        problem = view.setup.problem
        problem_is_new = problem != self._problem
        if entered or problem_is_new:
            self._more = None
        if entered:
            self.leaving.close()
        self._place, self._problem = view.step.place, problem
        if page is not self.current:
            self._swap(page)
        self._drawing = True
        try:
            page.show_view(view, entered=entered)
        finally:
            self._drawing = False
        self._draw_frame(view, page)
        if entered:
            self._enter(view, page)
        if problem is not None and problem_is_new:
            self.body.scroll_to_top()
            draw_to_problem(self, page, problem, problem_text(problem, view.setup, self.words))
        hold_focus(self)
        self.drawn.emit()

    @property
    def _ends(self) -> bool:
        """Nothing is drawn any more: it is over, or will be as soon as the running work has stopped."""
        return self.conductor.over or self.conductor.step.place is Place.END

    def _enter(self, view: View, page: Page) -> None:
        self.body.scroll_to_top()
        draw_to_page(self, page, view)

    def show_more(self, way: Way | None) -> None:
        """What there is to say about a way out stands in the panel; None: no more than the problem."""
        self._more = way
        self._redraw_frame()

    def _redraw_footer(self) -> None:
        """Something was typed or chosen: of the frame, only what can be pressed depends on it.

        Not where the page fills its own fields: the whole frame is drawn right after it.
        """
        if self.current is not None and not self._ends and not self._drawing:
            view = self.view
            self._draw_footer(view, self.current, self._text(view))
            self.drawn.emit()

    def _redraw_frame(self) -> None:
        if self.current is not None and not self._ends:
            self._draw_frame(self.view, self.current)
            hold_focus(self)
            self.drawn.emit()

    def _text(self, view: View) -> ProblemText | None:
        problem = view.setup.problem
        return problem_text(problem, view.setup, self.words) if problem is not None else None

    def _draw_frame(self, view: View, page: Page) -> None:
        n, count = str(current_step(view)), str(STEP_COUNT)
        title = "frame.window.finished" if self.leaving.at_an_end else "frame.window"
        self.setWindowTitle(self.words(title, n=n, count=count))
        steps, narrow = rail_steps(view, self.words), self.look.theme.is_narrow(self.width())
        self.rail.set_steps(steps)
        problem, text = view.setup.problem, self._text(view)
        self.body.draw(
            view,
            page,
            steps,
            narrow=narrow,
            problem=None if problem is None or page.handles(problem) else problem,
            text=text,
            ways=ways_out(view.setup, problem) if problem is not None else (),
            more=self._more,
        )
        self.rail.setVisible(not narrow)
        if self.leaving.asking:
            self.leaving.draw()
        self._draw_footer(view, page, text)

    def _draw_footer(self, view: View, page: Page, text: ProblemText | None) -> None:
        n, problem = str(current_step(view)), view.setup.problem
        code = problem.code.value if problem else page.code(view) or f"S{n}"
        severity = LOUD[problem.severity] if problem else ChipSeverity.NONE
        spoken = self.words("frame.code.spoken", n=n, count=str(STEP_COUNT), code=spelled(code))
        self.chip.set_code(code, severity, spoken)
        self.show_offer(self._offer(view, page, text))

    def _offer(self, view: View, page: Page, text: ProblemText | None) -> Offer:
        """What can be pressed; while the question before leaving stands, only what answers it."""
        offer = offer_of(page, view, text, self.words)
        if not self.leaving.asking:
            return offer
        return replace(offer, primary=self.leaving.primary(), quiet=None, cancel=None, back=False)

    # ------------------------------------------------------------------ colours, language

    def set_colours(self, theme: Theme) -> None:
        """Those of another theme, at once. Nothing is built anew: page, focus and what was typed stay."""
        theme = self.look.theme.coloured_as(theme)
        if theme == self.look.theme:
            return
        self.look = replace(self.look, theme=theme)
        self._shelf.look = self.look
        self.dress()

    def set_language(self, language: str) -> None:
        """Another language at once: page, focus and what was typed stay."""
        from .relabel import focus_inside, give_focus

        if language == self.words.language:
            return
        self.words = words_for(self.look.brand, language, self.words.values().get("host", ""))
        self.look = Look(self.look.brand, self.words, self.look.theme)
        self.setLayoutDirection(QLocale(language).textDirection())
        self.help_button.set_texts(self.words("frame.help"))
        self.back_button.set_texts(self.words("frame.back"))
        self.body.set_look(self.look, self.ribbon_text())
        focused = focus_inside(self.current) if self.current is not None else None
        self._shelf.relabel(self.look)
        self.refresh()
        if self.current is not None and focused is not None:
            give_focus(self.current, focused)
