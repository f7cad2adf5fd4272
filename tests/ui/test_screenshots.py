"""Pictures of the pages met."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from fakes.shown import every_moment, sample, wizard_at
from spark_setup.ui.screenshots import Photographer

from .conftest import Shown


def test_a_picture_is_named_by_its_page(shown: Shown, tmp_path: Path) -> None:
    window = shown(sample("password"))
    Photographer(window, tmp_path / "pictures").take()
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == ["password.png"]


def test_a_page_that_fills_its_own_field_is_pictured_with_its_heading(qtbot: QtBot) -> None:
    """The field tells that it has changed before anything around it is drawn."""
    moment = next(m for m in every_moment() if m.step.place.value == "signin.create")
    window = wizard_at(moment)
    qtbot.addWidget(window)
    titles: list[str] = []
    window.drawn.connect(lambda: titles.append(window.body.header.title.text()))
    window.refresh()
    assert set(titles) == {"Create your Northwind account"}
    window.help.end()
    window.conductor.shut_down()


def test_the_last_page_is_pictured_before_the_name_is_saved(shown: Shown, tmp_path: Path) -> None:
    window = shown(sample("result.success"))
    photographer = Photographer(window, tmp_path)
    window.primary_button.click()
    photographer.take()
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_cannot_be_written_is_said_and_stops_nothing(
    shown: Shown, tmp_path: Path, expected_warnings: Callable[..., None]
) -> None:
    expected_warnings("password: a picture could not be written")
    window = shown(sample("password"))
    photographer = Photographer(window, tmp_path / "pictures")
    shutil.rmtree(tmp_path / "pictures")
    photographer.take()
    assert window.isVisible()
