"""`brand check` and `brand preview` through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spark_setup.brand import load
from spark_setup.cli import run as command_line
from spark_setup.support.samples import samples
from spark_setup.ui.brand_preview import preview

Out = pytest.CaptureFixture[str]


def brand(tmp_path: Path, text: str) -> str:
    path = tmp_path / "brand.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_good_file(tmp_path: Path, capsys: Out) -> None:
    assert command_line(["brand", "check", brand(tmp_path, 'device_name = "Box"\n')]) == 0
    assert "can be used for" in capsys.readouterr().out


def test_a_mistake_has_file_and_line(tmp_path: Path, capsys: Out) -> None:
    assert command_line(["brand", "check", brand(tmp_path, "\n[look]\nacent = 1\n")]) == 2
    out = capsys.readouterr().out
    assert "brand.toml" in out
    assert "3" in out
    assert "look.accent" in out


def test_a_sentence_that_lost_its_place(tmp_path: Path, capsys: Out) -> None:
    text = '[text]\n"ready.title" = "Plug it in"\n'
    assert command_line(["brand", "check", brand(tmp_path, text)]) == 2
    assert "{device}" in capsys.readouterr().out


def test_warnings_are_told_and_do_not_refuse(tmp_path: Path, capsys: Out) -> None:
    text = '[led]\nonline = "steady white"\nupdating = "steady white"\n'
    assert command_line(["brand", "check", brand(tmp_path, text)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("warning: ")
    assert "1 warning" in out


def test_wrong_usage(capsys: Out) -> None:
    assert command_line(["brand", "polish", "x"]) == 2
    assert command_line(["brand", "check"]) == 2


def test_there_is_a_sample_of_every_code() -> None:
    from spark_setup.setup.problems import Code
    from spark_setup.setup.setup import Options

    moments = samples(Options())
    codes = {moment.code for moment in moments}
    assert codes >= set(Code) - {Code.SEVERAL_FOUND, Code.UPDATING}
    assert {moment.step.place.value for moment in moments} >= {"join.several", "progress.updating"}


def test_pages_are_drawn_light_and_dark(qtbot: QtBot, tmp_path: Path) -> None:
    from spark_setup.ui.brand_options import options_of

    some = samples(options_of(load(None), has_session=True))[::9]
    made = preview(load(None), tmp_path / "out", "en", some)
    assert len(made) == 2 * len(some)
    assert all(path.stat().st_size > 5000 for path in made)
    assert {path.suffixes[-2] for path in made} == {".light", ".dark"}


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "file").write_text("x")
    path = brand(tmp_path, 'device_name = "Box"\n')
    assert command_line(["brand", "preview", path, "--out", str(tmp_path / "file" / "x")]) == 2
    assert "cannot be written" in capsys.readouterr().err
