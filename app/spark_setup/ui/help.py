"""Help: the drawer with the details for support, and whatever else opens beside the page. Each is imported
and made when it is asked for: the window is painted sooner.

Of the story it changes little: it hands in what the person says the light does, and that they want their
Wi-Fi back.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ..core.redact import Redactor
from ..setup import decisions as d
from ..setup.problems import Way
from . import announce
from .brand_words import system_language
from .light_question import LightQuestion
from .reporting import Reporting
from .settings import SETTINGS, open_settings
from .theme import Theme, dress
from .words import Words

if TYPE_CHECKING:
    from .dialogs.sheet import Sheet
    from .frame import Frame
    from .widgets.drawer import Drawer

COPIED_MS = 2500
PAGE_BESIDE_B = 38
"""A page narrower than this (in body sizes) is covered by the drawer instead of squeezed."""


class Help:
    """Everything beside the page."""

    def __init__(self, wizard: Frame, redactor: Redactor | None = None) -> None:
        self._wizard = wizard
        self.reporting = Reporting(wizard, redactor)
        self.language = ""
        self.light = LightQuestion(wizard, on_code=self.show)
        self.dialog: Sheet | None = None
        self._copied = False
        self._after_copy = QTimer(wizard)
        self._after_copy.setSingleShot(True)
        self._after_copy.timeout.connect(self._forget_copied)
        wizard.drawn.connect(self._refresh)

    def end(self) -> None:
        """The wizard is going."""
        self.close()
        self.light.close()
        if self.dialog is not None:
            self.dialog.close()
        self.reporting.end()

    # ------------------------------------------------------------------ the drawer

    @cached_property
    def drawer(self) -> Drawer:
        """Made when it is needed first."""
        from .widgets.drawer import Drawer

        drawer = Drawer(self._wizard.look.theme, self._wizard)
        drawer.acted.connect(self._act)
        drawer.closed.connect(self._closed)
        return drawer

    @property
    def visible(self) -> bool:
        """Whether the drawer is open."""
        return "drawer" in self.__dict__ and not self.drawer.isHidden()

    def toggle(self) -> None:
        """Open or close the drawer."""
        if self.visible:
            self.close()
        else:
            self.show()

    def show(self) -> None:
        """Open the drawer: beside the page if there is room, else over it."""
        self._fill()
        dress(self.drawer, self._wizard.look.theme)
        self._make_room()
        self.drawer.open(self._wizard.page_area(), beside=self._fits_beside())
        announce.say(self.drawer, self._wizard.words("drawer.spoken", code=" ".join(self._code())))

    def close(self) -> None:
        """Close the drawer; the focus goes back."""
        if "drawer" in self.__dict__:
            self.drawer.close_drawer()

    def place(self) -> None:
        """The window has another size."""
        if self.visible:
            self._make_room()
            self._place_now()
            # The footer finds its place only after the window has its new size.
            QTimer.singleShot(0, self.drawer, self._place_now)

    def _place_now(self) -> None:
        if self.visible:
            self.drawer.place(self._wizard.page_area(), beside=self._fits_beside())

    def _fits_beside(self) -> bool:
        wizard, theme = self._wizard, self._wizard.look.theme
        rail = 0 if theme.is_narrow(wizard.width()) else theme.rail_width
        return wizard.width() - rail - self.drawer.room() >= theme.em(PAGE_BESIDE_B)

    def _make_room(self) -> None:
        self._wizard.make_room(self.drawer.room() if self._fits_beside() else 0)

    def _closed(self) -> None:
        self._wizard.make_room(0)

    def _refresh(self) -> None:
        if self.visible:
            self._fill()
        self.light.name_code()

    def _fill(self) -> None:
        from .details import drawer_content

        wizard = self._wizard
        content = drawer_content(
            wizard.view,
            wizard.look.brand,
            wizard.words,
            severity=wizard.chip.severity,
            code=self._code(),
            copied=self._copied,
        )
        self.drawer.set(content)

    def _code(self) -> str:
        return self._wizard.chip.text()

    def _act(self, name: str) -> None:
        match name:
            case "drawer.copy":
                self.copy_summary()
            case "drawer.save":
                self.save_details()
            case "drawer.wifi":
                self.give_back()
            case "drawer.lights":
                self.light.ask()
            case "drawer.guide":
                self.open_guide()
            case "drawer.troubleshooting":
                QDesktopServices.openUrl(QUrl(self._wizard.look.brand.links.troubleshooting or ""))
            case "drawer.language":
                self.choose_language()
            case "drawer.about":
                self.show_about()

    @property
    def _theme(self) -> Theme:
        return self._wizard.look.theme

    @property
    def _words(self) -> Words:
        return self._wizard.words

    # ------------------------------------------------------------------ what its buttons do

    def copy_summary(self) -> None:
        """Fifteen lines for a chat."""
        wizard = self._wizard
        QApplication.clipboard().setText(self.reporting.summary())
        announce.say(wizard, wizard.words("drawer.copied"))
        self._copied = True
        self._after_copy.start(COPIED_MS)
        self._refresh()

    def _forget_copied(self) -> None:
        self._copied = False
        self._refresh()

    def save_details(self) -> None:
        """The report, shown before it is saved."""
        from .dialogs.report import ReportDialog

        self.reporting.begin()
        self._open(ReportDialog(self._theme, self._words, self.reporting.report, self._wizard), 56, 42)

    def give_back(self) -> None:
        """Give the Wi-Fi back now, whatever setup is doing; where nothing was taken, say so."""
        if self._wizard.conductor.give_back_wifi():
            self.close()
            return
        self._say(self._wizard.words("drawer.wifi.home"))

    def open_guide(self) -> None:
        """Steps, lights and codes in the browser, to read or to print."""
        from .guide import write_guide

        path = write_guide(self._wizard.look.brand, self._words)
        if path is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say(self._wizard.words("drawer.guide.failed"))

    def _say(self, text: str) -> None:
        self.drawer.set_note(text)
        announce.say(self.drawer, text)

    def _open(self, dialog: Sheet, width_b: float, height_b: float) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(self._dialog_closed)
        dialog.open_beside(width_b, height_b)

    def _dialog_closed(self) -> None:
        self.dialog = None

    def show_about(self) -> None:
        """Name, version, licences."""
        from .dialogs.about import AboutDialog

        brand = self._wizard.look.brand
        self._open(AboutDialog(self._theme, self._words, brand, self._wizard), 60, 40)

    # ------------------------------------------------------------------ ways out, language

    def open(self, way: Way) -> None:
        """What `way` opens."""
        if way is Way.COPY_NOTE:
            self._copy_note()
        elif way in SETTINGS:
            open_settings(way)
        elif way is Way.COMPARE_LIGHT:
            self.light.ask()
        elif way is Way.DETAILS:
            self.show()

    def _copy_note(self) -> None:
        wizard = self._wizard
        device = wizard.conductor.setup.device
        device_id = device.device_id if device else wizard.words("drawer.unknown")
        QApplication.clipboard().setText(wizard.words("note.network", id=device_id))
        announce.say(wizard, wizard.words("note.copied"))

    def choose_language(self) -> None:
        """Ctrl+Shift+L: the desk can say it blind."""
        from .dialogs.language import SYSTEM, LanguageDialog

        current = self.language or (
            SYSTEM if self._wizard.words.language == system_language() else self._wizard.words.language
        )
        dialog = LanguageDialog(self._theme, self._words, current, self._wizard)
        dialog.chosen.connect(self._speak)
        self._open(dialog, 26, 20)

    def _speak(self, language: str) -> None:
        from .dialogs.language import SYSTEM, LanguageDialog

        self.language = language
        wizard = self._wizard
        wizard.set_language(system_language() if language == SYSTEM else language)
        if isinstance(self.dialog, LanguageDialog):
            self.dialog.speak(wizard.words)
        if self.light.dialog is not None:
            self.light.ask()
        self._refresh()

    def start_again(self) -> None:
        """From the beginning."""
        if not self._wizard.conductor.over:
            self._wizard.conductor.decide(d.StartAgain())
