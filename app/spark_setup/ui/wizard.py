"""The wizard: draws what is known into the frame, and turns what is pressed into decisions and ways out."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ..core.redact import Redactor
from ..setup import decisions as d
from ..setup.places import STEP_COUNT, Place
from ..setup.problems import Problem, Severity, Way
from ..setup.result import SetupResult
from ..setup.story import can_go_back, ways_out
from . import announce
from .brand_words import words_for
from .closing import Closing
from .conductor import Conductor
from .frame import Frame
from .help import Help
from .leaving import Leaving
from .pages.base import Act, Look, Page, View
from .problem_words import BESIDE_THE_PAGE, ProblemText, problem_text, way_act
from .rail_words import current_step, rail_steps
from .shelf import Shelf
from .theme import Theme, dress
from .widgets.code_chip import Severity as ChipSeverity

TICK_MS = 1000
UNSEEN_MS = 200
"""A window that is not painted by then (minimized, covered) begins all the same."""

_CHIP = {
    Severity.INFO: ChipSeverity.NONE,
    Severity.WARN: ChipSeverity.WARN,
    Severity.BAD: ChipSeverity.BAD,
}
_ENDS = frozenset({Place.SUCCESS, Place.OFFLINE, Place.WIFI, Place.SUPPORT})


class SetupWizard(Frame):
    """The window. `closed(SetupResult)` when the setup has ended and the window is gone."""

    closed = Signal(object)
    ending = Signal()
    """A program closes the window: whoever owns the setup ends it before this returns."""
    begun = Signal()
    """The window has been painted, and the setup begins: what was not needed for it can be loaded now."""

    def __init__(
        self,
        conductor: Conductor,
        look: Look,
        *,
        ribbon: str = "",
        redactor: Redactor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`ribbon` is the key of a text shown above every page; `redactor` knows the secrets of this run."""
        super().__init__(conductor, look, ribbon=ribbon, parent=parent)
        self.current: Page | None = None
        self._place: Place | None = None
        self._problem: Problem | None = None
        self._primary: Act | None = None
        self._quiet: Act | None = None
        self._more: Way | None = None
        self._result: SetupResult | None = None
        self._shelf = Shelf(look, self)
        self._shelf.made.connect(self._page_made)
        self._shelf.replaced.connect(self._replace)
        self._tick = QTimer(self)
        self._tick.setInterval(max(100, int(TICK_MS / conductor.services.clock.speed)))
        self._tick.timeout.connect(self._on_tick)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._begin)
        self._connect()
        self.leaving = Leaving(self)
        self.closing = Closing(self)
        self.help = Help(self, redactor)
        self._shortcuts()
        self.settle()
        conductor.changed.connect(self.refresh)
        conductor.ended.connect(self._on_ended)

    def _connect(self) -> None:
        self.chip.clicked.connect(self.toggle_help)
        self.help_button.clicked.connect(self.toggle_help)
        self.back_button.clicked.connect(self._go_back)
        self.quiet_button.clicked.connect(self._press_quiet)
        self.body.light_asked.connect(lambda: self._on_way(Way.COMPARE_LIGHT))
        self.body.panel.way_out.connect(self._on_way_name)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("F1", self.toggle_help),
            ("Alt+Left", self._go_back),
            ("F5", lambda: self.current.look_again() if self.current else None),
            ("Ctrl+Shift+L", lambda: self.help.choose_language()),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.activated.connect(self._copy_problem)

    # ------------------------------------------------------------------ drawing

    def start(self) -> None:
        """Show the window, and begin as soon as it has been painted."""
        self.refresh()
        self.show()
        self._first.start(UNSEEN_MS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first one is what the beginning waits for; it is on the screen when the event loop goes on."""
        super().paintEvent(event)
        if self._first.isActive() and self._first.interval() > 0:
            self._first.start(0)

    def _begin(self) -> None:
        if self.conductor.over:
            return
        self.begun.emit()
        self.conductor.start()
        self._tick.start()
        self._shelf.start()

    def refresh(self) -> None:
        """Draw everything from what is known now."""
        view = self.view
        if view.step.place is Place.END or self.conductor.over:
            return
        entered = view.step.place is not self._place
        page = self._shelf.at(view.step.place)
        if entered:
            self._place, self._more = view.step.place, None
            self.leaving.close()
        if page is not self.current:
            self._swap(page)
        page.show_view(view, entered=entered)
        self._draw_frame(view, page)
        if entered:
            self._enter(view, page)
        self._tell_problem(view)
        self.drawn.emit()

    def _page_made(self, page: Page) -> None:
        page.decided.connect(self.conductor.decide)
        page.took.connect(self._on_way)
        page.asked.connect(self._on_asked)
        page.redraw.connect(self._redraw_footer)
        self.body.add(page)
        dress(page, self.look.theme)

    def _swap(self, page: Page) -> None:
        self.current = page
        self.body.show_page(page)

    def _redraw_footer(self) -> None:
        """Something was typed or chosen: of the frame, only what can be pressed depends on it."""
        if self.current is None or self.conductor.over:
            return
        view = self.view
        problem = view.setup.problem
        text = problem_text(problem, view.setup, self.words) if problem else None
        self._draw_footer(view, self.current, problem, text)
        self.drawn.emit()

    def _redraw_frame(self) -> None:
        if self.current is not None and not self.conductor.over:
            self._draw_frame(self.view, self.current)
            self.drawn.emit()

    def _draw_frame(self, view: View, page: Page) -> None:
        n = str(current_step(view))
        count = str(STEP_COUNT)
        steps = rail_steps(view, self.words)
        finished = view.step.place in _ENDS
        self.setWindowTitle(
            self.words("frame.window.finished" if finished else "frame.window", n=n, count=count)
        )
        self.rail.set_steps(steps)
        problem = view.setup.problem
        text = problem_text(problem, view.setup, self.words) if problem else None
        self.body.draw(
            view,
            page,
            steps,
            narrow=self.look.theme.is_narrow(self.width()),
            problem=None if problem is None or page.handles(problem) else problem,
            text=text,
            ways=self._ways(problem),
            more=self._more,
        )
        self.rail.setVisible(not self.look.theme.is_narrow(self.width()))
        if self.leaving.asking:
            self.leaving.draw()
        self._draw_footer(view, page, problem, text)

    def _draw_footer(self, view: View, page: Page, problem: Problem | None, text: ProblemText | None) -> None:
        n = str(current_step(view))
        code = problem.code.value if problem else page.code(view) or f"S{n}"
        severity = _CHIP[problem.severity] if problem else ChipSeverity.NONE
        spoken = self.words("frame.code.spoken", n=n, count=str(STEP_COUNT), code=_spelled(code))
        self.chip.set_code(code, severity, spoken)
        self._primary = self._primary_act(view, page, problem, text)
        self._quiet = self._quiet_act(view, page, problem, text)
        if self.leaving.asking:
            self._primary, self._quiet = self.leaving.primary(), None
        cancel = page.cancel(view) if not self.leaving.asking else None
        self.show_acts(self._primary, self._quiet, cancel)
        self.back_button.setVisible(can_go_back(view.setup, view.step.place) and not self.leaving.asking)
        reason = self._primary.reason if self._primary and not self._primary.enabled else ""
        self.footer.fit(reason)
        default = self._primary is not None and page.default_button(view)
        self.primary_button.setDefault(default)

    def _primary_act(
        self, view: View, page: Page, problem: Problem | None, text: ProblemText | None
    ) -> Act | None:
        own = page.primary(view)
        if problem is None or text is None or page.keeps_primary(problem):
            return own
        return way_act(self._ways(problem)[0], text, self.words, code=problem.code)

    def _quiet_act(
        self, view: View, page: Page, problem: Problem | None, text: ProblemText | None
    ) -> Act | None:
        ways = self._ways(problem)
        if problem is not None and text is not None and len(ways) > 3 and not page.handles(problem):
            return way_act(ways[-1], text, self.words, code=problem.code)
        return page.secondary(view)

    def _ways(self, problem: Problem | None) -> tuple[Way, ...]:
        """The ways out that are open here, the primary one first."""
        return ways_out(self.conductor.setup, problem) if problem is not None else ()

    def _enter(self, view: View, page: Page) -> None:
        self.body.scroll_to_top()
        title = page.title(view)
        n = str(current_step(view))
        line = self.words("frame.page.spoken", n=n, count=str(STEP_COUNT), title=title)
        announce.say(self, f"{line}. {page.spoken(view)}".strip())
        field = page.first_focus()
        (field or self.body.header.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_problem(self, view: View) -> None:
        """Once, without moving the focus (but back into the field that has to be changed)."""
        problem = view.setup.problem
        if problem == self._problem:
            return
        self._problem = problem
        self._more = None
        if problem is None:
            return
        text = problem_text(problem, view.setup, self.words)
        words = self.words(
            "frame.problem.spoken", title=text.title, cause=text.cause, code=_spelled(problem.code.value)
        )
        announce.say(self, words, assertive=True)
        field = self.current.field_for(problem) if self.current else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tick(self) -> None:
        """Once a second of the story: times, hints, and whatever depends on time alone."""
        self.refresh()

    # ------------------------------------------------------------------ pressing

    def validateCurrentPage(self) -> bool:
        """QWizard asks before it goes on; it never does, because the story decides what comes next.

        `done` asks too, when all is over.
        """
        if not self.conductor.over:
            self._press_primary()
        return False

    def _press_primary(self) -> None:
        act, page = self._primary, self.current
        if act is None or not act.enabled or page is None:
            return
        if self.leaving.asking:
            self.leaving.stay()
            return
        problem = self.conductor.setup.problem
        if problem is not None and not page.keeps_primary(problem):
            self._on_way(self._ways(problem)[0])
            return
        decision = page.answer()
        if decision is not None:
            self.conductor.decide(decision)
        else:
            page.pressed()

    def _press_quiet(self) -> None:
        problem, page = self.conductor.setup.problem, self.current
        ways = self._ways(problem)
        if page is None:
            return
        if problem is not None and len(ways) > 3 and not page.handles(problem):
            self._on_way(ways[-1])
        else:
            page.pressed_secondary()

    def _go_back(self) -> None:
        if can_go_back(self.conductor.setup, self.conductor.step.place) and not self.leaving.asking:
            self.conductor.back()

    def _on_way_name(self, name: str) -> None:
        if name == "leaving.leave":
            self.leaving.leave()
            return
        self._on_way(Way(name.removeprefix("problem.")))

    def _on_way(self, way: Way) -> None:
        if way in BESIDE_THE_PAGE:
            self._more = way if way.value.startswith("show_") and self._more is not way else None
            self.help.open(way)
            self._redraw_frame()
            return
        self.conductor.take(way)

    def _on_asked(self, what: str) -> None:
        match what:
            case "start_again":
                self.help.start_again()
            case "save_details":
                self.help.save_details()
            case "copy_summary":
                self.help.copy_summary()
            case _:
                self._on_way(Way(what))

    def toggle_help(self) -> None:
        """Open or close the drawer with the details for support."""
        self.help.toggle()

    def _copy_problem(self) -> None:
        problem = self.conductor.setup.problem
        if problem is not None:
            text = problem_text(problem, self.conductor.setup, self.words)
            QApplication.clipboard().setText(f"{problem.code.value}: {text.title} {text.cause}")

    # ------------------------------------------------------------------ leaving

    def reject(self) -> None:
        """Cancel, Esc, Alt+F4, Cmd+Q and the close box are one and the same."""
        if self.conductor.over:
            super().reject()
            return
        if self.help.visible:
            self.help.close()
            return
        if self.at_an_end:
            success = self.conductor.step.place is Place.SUCCESS
            self.conductor.decide(d.Name(None) if success else d.Close())
            return
        if self.asks_before_leaving and not self.leaving.asking:
            self.leaving.ask()
            self._redraw_frame()
            return
        self.conductor.cancel()

    @property
    def at_an_end(self) -> bool:
        """A last page: leaving it is no Cancel."""
        return self.conductor.step.place in _ENDS

    @property
    def asks_before_leaving(self) -> bool:
        """Only from the commit to the end of step 6, and not where nothing is half done (ui.md, 5.1)."""
        place = self.conductor.step.place
        return self.conductor.setup.sent is not None and place is not Place.WRONG_PASSWORD

    def closeEvent(self, event: QCloseEvent) -> None:
        """The close box is Cancel; the window goes when the Wi-Fi has been given back."""
        if self.conductor.over:
            super().closeEvent(event)
        else:
            self.closing.handle(event)

    def _on_ended(self, result: SetupResult) -> None:
        if self._result is not None:
            return
        self._result = result
        self._tick.stop()
        self._shelf.stop()
        self.help.end()
        self.hide()
        self.done(int(result.exit_code))
        self.closed.emit(result)

    def forsake(self) -> None:
        """Whoever owned the setup is being destroyed: no more drawing, no more questions; gone soon."""
        self._tick.stop()
        self._shelf.stop()
        self.help.end()
        self.hide()
        self.deleteLater()

    # ------------------------------------------------------------------ window

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows swap the rail for the strip."""
        super().resizeEvent(event)
        self.help.place()
        self._redraw_frame()

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

    def _replace(self, old: Page, new: Page) -> None:
        if old is self.current:
            self._swap(new)
        self.body.remove(old)

    def set_theme(self, theme: Theme) -> None:
        """Dress everything anew."""
        self.look = Look(self.look.brand, self.look.words, theme)
        self.dress()
        self._redraw_frame()


def _spelled(code: str) -> str:
    """A code as it is read aloud: "S 6 0 1"."""
    return " ".join(code.replace("-", ""))
