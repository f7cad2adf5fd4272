"""Pictures of the pages met."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from fakes.shown import sample
from spark_setup.ui.screenshots import Photographer

from .conftest import Shown


def test_a_picture_is_named_by_its_page(shown: Shown, tmp_path: Path) -> None:
    window = shown(sample("password"))
    Photographer(window, tmp_path / "pictures").take()
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == ["password.png"]


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
