"""The wizard: from the first paint to the end; what is pressed becomes a decision or a way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ..core.redact import Redactor
from ..setup import decisions as d
from ..setup.places import Place
from ..setup.problems import Way
from ..setup.result import SetupResult
from . import announce
from .body import slept_words
from .closing import Closing
from .conductor import Conductor
from .drawn_frame import DrawnFrame
from .help import Help
from .offer import Offer
from .pages.base import Look, Page
from .problem_words import BESIDE_THE_PAGE, problem_text

TICK_MS = 1000
UNSEEN_MS = 200
"""A window that is not painted by then (minimized, covered) begins all the same."""
_ONE_PRESS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SetupWizard(DrawnFrame):
    """The window. `closed(SetupResult)` when the setup has ended and the window is gone."""

    closed = Signal(object)
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
        self._result: SetupResult | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(max(100, int(TICK_MS / conductor.services.clock.speed)))
        self._tick.timeout.connect(self._on_tick)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._begin)
        self.closing = Closing(self, self.leaving)
        self.help = Help(self, redactor)
        self._connect()
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

    def _page_made(self, page: Page) -> None:
        super()._page_made(page)
        page.decided.connect(self.conductor.decide)
        page.took.connect(self._on_way)
        page.asked.connect(self._on_asked)

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

    # ------------------------------------------------------------------ beginning

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

    def _on_tick(self) -> None:
        """Once a second of the story: times, hints, and whatever depends on time alone."""
        slept = self.conductor.notice_sleep()
        self.refresh()
        if slept:
            announce.say(self, slept_words(self.view, self.words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows swap the rail for the strip; the drawer takes or leaves the page its room first."""
        super().resizeEvent(event)
        self.help.place()
        self._redraw_frame()

    # ------------------------------------------------------------------ pressing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held down is one press: the Esc that closed the drawer would go on to cancel."""
        if event.isAutoRepeat() and event.key() in _ONE_PRESS:
            event.accept()
            return
        super().keyPressEvent(event)

    def _offered(self, page: Page) -> Offer:
        """What pressing means now, which may be later than the last picture."""
        view = self.view
        return self._offer(view, page, self._text(view))

    def validateCurrentPage(self) -> bool:
        """QWizard asks before it goes on; it never does, because the story decides what comes next.

        `done` asks too, when all is over.
        """
        if not self.conductor.over:
            self._press_primary()
        return False

    def _press_primary(self) -> None:
        page = self.current
        if page is None:
            return
        if self.leaving.asking:
            self.leaving.stay()
            return
        offer = self._offered(page)
        if offer.primary is None or not offer.primary.enabled:
            return
        if offer.primary_way is not None:
            self._on_way(offer.primary_way)
            return
        decision = page.answer()
        if decision is not None:
            self.conductor.decide(decision)
        else:
            page.pressed()

    def _press_quiet(self) -> None:
        if self.current is None:
            return
        way = self._offered(self.current).quiet_way
        if way is not None:
            self._on_way(way)
        else:
            self.current.pressed_secondary()

    def _go_back(self) -> None:
        if self.current is not None and self._offered(self.current).back:
            self.conductor.back()

    def _on_way_name(self, name: str) -> None:
        if name == "leaving.leave":
            self.leaving.leave()
            return
        self._on_way(Way(name.removeprefix("problem.")))

    def _on_way(self, way: Way) -> None:
        if way in BESIDE_THE_PAGE:
            self.help.open(way)
            says_more = way is Way.COPY_NOTE or (way.value.startswith("show_") and self._more is not way)
            self.show_more(way if says_more else None)
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
        if self.leaving.at_an_end:
            success = self.conductor.step.place is Place.SUCCESS
            self.conductor.decide(d.Name(None) if success else d.Close())
            return
        if self.leaving.in_vain:
            self.conductor.decide(d.Close())
            return
        if self.leaving.asks_first and not self.leaving.asking:
            self.leaving.ask()
            self._redraw_frame()
            self.body.scroll_to_top()
            return
        self.conductor.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The close box is Cancel; the window goes when the Wi-Fi has been given back."""
        if self.conductor.over:
            super().closeEvent(event)
            return
        self.help.close()
        self.closing.handle(event)

    def _on_ended(self, result: SetupResult) -> None:
        if self._result is not None:
            return
        self._result = result
        self._stop()
        self.done(int(result.exit_code))
        self.closed.emit(result)

    def forsake(self) -> None:
        """Whoever owned the setup is being destroyed: no more drawing, no more questions; gone soon."""
        self._stop()
        self.deleteLater()

    def _stop(self) -> None:
        self._tick.stop()
        self._shelf.stop()
        self.help.end()
        self.hide()
