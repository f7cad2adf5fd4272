"""The pages of signing in as pages: names, words in both languages, replay, what stays and what must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from fakes.shown import look
from spark_setup.core.redact import Redactor
from spark_setup.setup.setup import Options
from spark_setup.support.moments import Moment
from spark_setup.support.replay import load
from spark_setup.support.report import Run, make_report
from spark_setup.support.samples import account_samples
from spark_setup.ui import announce
from spark_setup.ui.hands import type_into
from spark_setup.ui.pages.signin import SignInPage
from spark_setup.ui.replaying import ReplayWizard
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.wizard import SetupWizard

OPTIONS = Options(
    has_session=False,
    can_sign_in=True,
    can_create_account=True,
    can_skip_account=True,
    can_enter_code=True,
    prefixes=("Northwind",),
)
PAGES = {m.step.place.value: m for m in account_samples(OPTIONS)}
Show = Callable[[str], SetupWizard]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """The page of this place."""
    made: list[SetupWizard] = []

    def at(place: str) -> SetupWizard:
        rerun = Rerun([PAGES[place]])
        window = SetupWizard(rerun, look("en"))
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
        rerun.at = 0
        rerun.show_moment()
        window.refresh()
        return window

    yield at
    for window in made:
        window.help.end()
        window.conductor.cancel()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_there_is_a_sample_of_each() -> None:
    assert set(PAGES) == {"signin", "signin.create", "signin.mfa", "signin.forgot", "signin.code"}


@pytest.mark.parametrize("place", PAGES)
def test_every_control_has_a_name_and_the_first_field_the_focus(show: Show, place: str) -> None:
    window = show(place)
    page = window.current
    assert page is not None
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    edits = [e for e in page.findChildren(QLineEdit) if e.isVisible()]
    shown = [*buttons, *edits]
    names = [w.objectName() for w in shown]
    assert len(set(names)) == len(names)
    assert all(name.startswith("signin.") for name in names)
    assert all(w.accessibleName() or w.text() for w in shown if isinstance(w, QAbstractButton))
    assert all(w.accessibleName() for w in shown if isinstance(w, QLineEdit))
    focused = page.first_focus()
    assert focused is not None
    assert focused.hasFocus()


@pytest.mark.parametrize("place", PAGES)
def test_another_language_keeps_what_was_typed(show: Show, place: str) -> None:
    window = show(place)
    assert window.current is not None
    names = [e.objectName() for e in window.current.findChildren(QLineEdit) if e.isVisible()]
    for name in names:
        edit = window.current.findChild(QLineEdit, name)
        assert isinstance(edit, QLineEdit)
        type_into(edit, f"typed {name}")
    title = window.body.header.title.text()
    window.set_language("de")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.body.header.title.text() != title
    for name in names:
        edit = window.current.findChild(QLineEdit, name)
        assert isinstance(edit, QLineEdit)
        assert edit.text() == f"typed {name}"


def test_a_bad_address_is_said_at_its_field(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(announce, "say", lambda _widget, text, assertive=False: said.append(text))
    window = show("signin")
    page = window.current
    assert page is not None
    for name, text in (("signin.password", "x"), ("signin.email", "kim@example,com")):
        edit = page.findChild(QLineEdit, name)
        assert isinstance(edit, QLineEdit)
        type_into(edit, text)
    window.primary_button.click()
    assert said[-1] == "There is a comma. Should it be a dot?"
    assert page.email.edit.hasFocus()  # type: ignore[attr-defined]
    assert page.email.edit.accessibleDescription() == said[-1]  # type: ignore[attr-defined]


def test_a_report_of_these_pages_comes_again_without_the_address(qtbot: QtBot, tmp_path: Path) -> None:
    moments: list[Moment] = [replace(m) for m in PAGES.values()]
    written = datetime(2031, 5, 4, tzinfo=UTC)
    run = Run(tuple(moments), ["summary"], ["log"], Redactor(), "Northwind", "en", written)
    report = make_report(run, "K7Q2MD")
    assert "kim" not in report.text
    report.save(tmp_path / "r.zip")
    window = ReplayWizard(load(tmp_path / "r.zip", "[left out]"), look("en"))
    qtbot.addWidget(window)
    assert window.trouble() is None
    window.help.end()
    window.rerun.cancel()


def test_the_question_before_skipping_is_scrolled_into_view(show: Show, qtbot: QtBot) -> None:
    window = show("signin")
    window.resize(window.minimumSize())
    page = window.current
    assert isinstance(page, SignInPage)
    page.skip_link.click()
    viewport = window.body.area.viewport()
    button = page.question.buttons[0]

    def seen() -> None:
        place = QRect(button.mapTo(viewport, QPoint(0, 0)), button.size())
        assert viewport.rect().contains(place)

    qtbot.waitUntil(seen, timeout=2000)
    assert button.hasFocus()
