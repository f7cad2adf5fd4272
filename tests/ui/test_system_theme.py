"""The system becomes dark while the wizard is open: all of it looks as if it had been dark from the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fakes.shown import every_moment, look, sample
from spark_setup.ui import system_theme
from spark_setup.ui.hands import type_into
from spark_setup.ui.pages.table import page_for
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.system_theme import Following
from spark_setup.ui.theme import Scheme, Theme
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown

Become = Callable[[Theme], None]
T = TypeVar("T")


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch) -> Become:
    """The system asks for another theme, and says so. Offscreen it never does by itself."""

    def switch(theme: Theme) -> None:
        monkeypatch.setattr(system_theme, "theme_for", lambda _brand: theme)
        scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        QCoreApplication.processEvents()

    return switch


@pytest.fixture
def opened(active: Shown, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """An active window at a moment. Nothing in it moves, neither the text cursor nor the time of day."""
    monkeypatch.setattr(Rerun, "clock", datetime(2026, 3, 14, 9, 26))
    hints = QGuiApplication.styleHints()
    flash_ms = hints.cursorFlashTime()
    hints.setCursorFlashTime(0)
    yield active
    hints.setCursorFlashTime(flash_ms)


def light() -> Theme:
    return look().theme


def dark() -> Theme:
    return look(scheme=Scheme.DARK).theme


def more_contrast() -> Theme:
    system = QPalette(QColor("#000000"))
    for role, colour in (("Base", "#000000"), ("Text", "#FFFF00"), ("Highlight", "#00FFFF")):
        system.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    return replace(dark(), colours=Theme.build(Scheme.DARK, high_contrast=system).colours, high_contrast=True)


def picture(window: QWidget) -> QImage:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return window.grab().toImage()


def test_every_page(opened: Shown, become: Become) -> None:
    pages = {page_for(moment.step.place): moment for moment in every_moment()}

    def walk(window: SetupWizard, see: Callable[[SetupWizard], T]) -> dict[str, T]:
        rerun, seen = window.conductor, {}
        assert isinstance(rerun, Rerun)
        for kind, moment in pages.items():
            rerun.moments = (moment,)
            rerun.show_moment()
            window.refresh()
            seen[kind.__name__] = see(window)
        return seen

    def there_and_back(window: SetupWizard) -> tuple[QImage, bool]:
        before = picture(window)
        become(dark())
        followed = picture(window)
        become(light())
        return followed, picture(window) == before

    wanted = walk(opened(sample("ready"), theme=dark()), picture)
    window = opened(sample("ready"))
    Following(window)
    followed = walk(window, there_and_back)
    assert [page for page in wanted if followed[page][0] != wanted[page]] == []
    assert [page for page, (_, as_before) in followed.items() if not as_before] == []


@pytest.mark.parametrize("place", ["join.one", "network", "result.success"])
def test_more_contrast(opened: Shown, become: Become, place: str) -> None:
    wanted = picture(opened(sample(place), theme=more_contrast()))
    window = opened(sample(place))
    Following(window)
    become(more_contrast())
    assert picture(window) == wanted


def _drawer(window: SetupWizard) -> QWidget:
    window.help.show()
    return window.help.drawer


def _dialog(window: SetupWizard, ask: str) -> QWidget:
    getattr(window.help, ask)()
    assert window.help.dialog is not None
    return window.help.dialog


def _light(window: SetupWizard) -> QWidget:
    window.help.light.ask()
    assert window.help.light.dialog is not None
    return window.help.light.dialog


@pytest.mark.parametrize(
    "beside",
    [
        _drawer,
        lambda window: _dialog(window, "show_about"),
        lambda window: _dialog(window, "choose_language"),
        _light,
    ],
    ids=["drawer", "about", "language", "light"],
)
def test_what_stands_beside_the_page(
    opened: Shown, become: Become, qtbot: QtBot, beside: Callable[[SetupWizard], QWidget]
) -> None:
    def seen(window: SetupWizard) -> QWidget:
        part = beside(window)
        qtbot.waitUntil(lambda: part.isAncestorOf(QApplication.focusWidget()))
        return part

    wanted = picture(seen(opened(sample("progress"), theme=dark())))
    window = opened(sample("progress"))
    part = seen(window)
    Following(window)
    become(dark())
    assert picture(part) == wanted


@pytest.mark.parametrize("name", ["frame.help", "password.other", "password.show"])
def test_the_ring_around_what_has_the_focus(opened: Shown, become: Become, name: str) -> None:
    def focused(window: SetupWizard) -> SetupWizard:
        button = window.findChild(QAbstractButton, name)
        assert button is not None
        button.setFocus(Qt.FocusReason.TabFocusReason)
        return window

    wanted = picture(focused(opened(sample("password"), theme=dark())))
    window = focused(opened(sample("password")))
    Following(window)
    become(dark())
    assert picture(window) == wanted


def test_pages_that_were_before_and_come_later(opened: Shown, become: Become) -> None:
    def walk(window: SetupWizard, switch: Callable[[], None] = lambda: None) -> list[QImage]:
        pictures = []
        for place in ("progress", "password", "network"):
            window.conductor.put(sample(place).setup)  # type: ignore[attr-defined]
            switch()
            pictures.append(picture(window))
        return pictures

    wanted = walk(opened(sample("password"), theme=dark()))
    window = opened(sample("password"))
    Following(window)
    assert walk(window, lambda: become(dark())) == wanted


def test_what_was_typed_stays_and_so_does_the_focus(opened: Shown, become: Become) -> None:
    window = opened(sample("password"))
    page = window.current
    assert page is not None
    field = page.findChild(QLineEdit)
    type_into(field, "correct horse")
    field.setSelection(2, 3)
    Following(window)
    become(dark())
    assert window.current is page
    assert window.look.theme.dark
    assert window.focusWidget() is field
    assert (field.text(), field.selectedText()) == ("correct horse", "rre")


def test_only_colours_follow(opened: Shown, become: Become) -> None:
    """A page measured itself when it was built."""
    window = opened(sample("password"))
    Following(window)
    become(look(scheme=Scheme.DARK, scale=1.5).theme)
    assert window.look.theme == dark()
