"""Replay: the same pages, codes and facts in the same order, read-only, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fakes.shown import OPTIONS, look
from spark_setup.cli import run as command_line
from spark_setup.core.redact import Redactor
from spark_setup.support.moments import Moment
from spark_setup.support.replay import Replay, load
from spark_setup.support.report import Run, make_report
from spark_setup.support.samples import samples
from spark_setup.ui.replaying import ReplayWizard, photograph

WRITTEN = datetime(2026, 3, 4, 14, 32, tzinfo=UTC)


def saved(path: Path, moments: list[Moment]) -> Path:
    run = Run(tuple(moments), ["summary"], ["log"], Redactor(), "Northwind", "en", WRITTEN)
    make_report(run, "K7Q2MD").save(path)
    return path


@pytest.fixture
def replayed(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., ReplayWizard]]:
    made: list[ReplayWizard] = []

    def show(moments: list[Moment] | None = None, language: str = "en") -> ReplayWizard:
        path = saved(tmp_path / "r.zip", moments or samples(OPTIONS))
        window = ReplayWizard(load(path, "[left out]"), look(language))
        qtbot.addWidget(window)
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
        window.start()
        return window

    yield show
    for window in made:
        window.help.end()
        window.rerun.cancel()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def walk(window: ReplayWizard) -> list[tuple[str, str, str]]:
    """Continue to the end, noting place, code and title."""
    seen = []
    while not window.rerun.over:
        conductor = window.conductor
        seen.append((conductor.step.place.value, window.chip.text(), window.body.header.title.text()))
        window.primary_button.click()
    return seen


def test_every_page_and_code_comes_again_in_order(replayed: Callable[..., ReplayWizard]) -> None:
    moments = samples(OPTIONS)
    window = replayed()
    assert window.trouble() is None
    seen = walk(window)
    pages = Replay("", WRITTEN, "", False, tuple(moments)).pages
    assert [place for place, _code, _title in seen] == [m.step.place.value for m in pages]
    for (_place, code, title), moment in zip(seen, pages, strict=True):
        assert title
        if moment.code:
            assert code == moment.code


def test_back_and_continue(replayed: Callable[..., ReplayWizard]) -> None:
    window = replayed()
    assert not window.back_button.isVisible()
    window.primary_button.click()
    first = window.body.header.title.text()
    window.primary_button.click()
    window.back_button.click()
    assert window.body.header.title.text() == first
    assert window.cancel_button.isHidden()


def test_the_ribbon_says_where_and_what_could_be_pressed(replayed: Callable[..., ReplayWizard]) -> None:
    window = replayed()
    window.primary_button.click()
    text = window.body.ribbon.label.text()
    assert "K7Q2MD" in text
    assert f"page 2 of {len(window.rerun.moments)}" in text
    assert "Connect to" in text
    assert "Cancel" in text


def test_nothing_on_the_page_can_be_changed(
    replayed: Callable[..., ReplayWizard], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = replayed([m for m in samples(OPTIONS) if m.step.place.value == "password" and not m.code])
    edit = window.findChild(QLineEdit, "password.field")
    assert edit is not None
    before, setup = edit.text(), window.conductor.setup
    QTest.keyClicks(edit, "typed")
    QTest.mouseClick(window.body.area.viewport(), Qt.MouseButton.LeftButton)
    window.findChild(QWidget, "password.other").click()  # type: ignore[union-attr]
    assert edit.text() == before
    assert window.conductor.setup is setup
    assert not edit.hasFocus()


def test_a_password_is_shown_as_left_out(replayed: Callable[..., ReplayWizard]) -> None:
    window = replayed([m for m in samples(OPTIONS) if m.step.place.value == "password" and not m.code])
    edit = window.findChild(QLineEdit, "password.field")
    assert edit is not None
    assert edit.text() == "[left out]"
    assert "Connect Temperature Monitor" in window.body.ribbon.label.text()


def test_the_desks_language(replayed: Callable[..., ReplayWizard]) -> None:
    window = replayed(language="de")
    assert "Wiedergabe von K7Q2MD" in window.body.ribbon.label.text()
    assert window.primary_button.text() == "Weiter"
    window.set_language("en")
    assert "Replay of K7Q2MD" in window.body.ribbon.label.text()


def test_times_of_day_are_the_customers(replayed: Callable[..., ReplayWizard]) -> None:
    window = replayed([m for m in samples(OPTIONS) if m.step.place.value == "result.success" and not m.code])
    shown = " ".join(window.current.notes.texts())  # type: ignore[union-attr]
    assert "2:31" in shown, "online was seen some seconds before the report was written"


def test_pictures_of_a_replay(qtbot: QtBot, tmp_path: Path) -> None:
    path = saved(tmp_path / "r.zip", samples(OPTIONS)[:3])
    window = ReplayWizard(load(path), look())
    qtbot.addWidget(window)
    pictures = photograph(window, tmp_path / "pictures")
    assert [picture.name for picture in pictures] == [
        "01.ready.png",
        "02.join.one.png",
        "03.join.several.png",
    ]
    window.help.end()
    window.rerun.cancel()


def test_the_command_line_refuses_what_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "holiday.zip"
    path.write_bytes(b"no zip")
    assert command_line(["--replay", str(path)]) == 2
    assert "holiday.zip" in capsys.readouterr().err


def test_the_command_line_photographs_a_replay(qtbot: QtBot, tmp_path: Path) -> None:
    path = saved(tmp_path / "r.zip", samples(OPTIONS)[:2])
    assert command_line(["--replay", str(path), "--screenshots", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    # A program ends with its window. Here the garbage collector would have it, on whatever thread it runs.
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
