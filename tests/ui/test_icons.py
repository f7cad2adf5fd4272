"""Every icon that a widget names exists, takes its colour, and turns round only where it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

import spark_setup.ui
from spark_setup.core.paths import resources_dir
from spark_setup.ui import icons

NAMES = sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg"))
WANTED = [
    *(f"bars-{n}" for n in range(5)),
    *(
        "lock",
        "tick",
        "cross",
        "plus",
        "warning",
        "info",
        "clock",
        "caps",
        "eye",
        "eye-off",
        "key",
        "refresh",
    ),
    *("copy", "save", "wifi", "wifi-return", "book", "globe", "chevron", "help", "dash"),
]

_ASKING = r'(?:IconMark\(theme, |set_icon\(|icon=|icons\.paint\(painter, )"([a-z-]+)"'


def _image(name: str, colour: str = "#0B6780", *, rtl: bool = False) -> QImage:
    return icons.pixmap(name, 40, QColor(colour), right_to_left=rtl).toImage()


@pytest.mark.parametrize("name", WANTED)
def test_icon_exists_and_is_drawn(qtbot: QtBot, name: str) -> None:
    image = _image(name)
    every = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    # bars-0 is all pale: nothing is received.
    drawn = [colour for colour in every if colour.alpha() > (50 if name == "bars-0" else 200)]
    assert drawn
    assert all(abs(c.red() - 0x0B) < 12 and abs(c.blue() - 0x80) < 12 for c in drawn)


def test_names_in_the_source_exist() -> None:
    folder = Path(spark_setup.ui.__file__).parent
    for path in folder.rglob("*.py"):
        found = re.findall(
            r'(?:IconMark\(theme, |set_icon\(|icon=|icons\.paint\(painter, )"([a-z-]+)"', path.read_text()
        )
        for name in found:
            assert name in NAMES, f"{path.name} asks for {name}"


@pytest.mark.parametrize("name", sorted(icons.MIRRORED))
def test_directed_icons_turn_round(qtbot: QtBot, name: str) -> None:
    plain, turned = _image(name), _image(name, rtl=True)
    if name != "book":
        assert plain != turned
    drawn = {(x, y) for x in range(40) for y in range(40) if plain.pixelColor(x, y).alpha() > 128}
    back = {(39 - x, y) for x in range(40) for y in range(40) if turned.pixelColor(x, y).alpha() > 128}
    assert len(drawn ^ back) < len(drawn) * 0.2


@pytest.mark.parametrize("name", ["tick", "bars-2", "refresh"])
def test_the_others_never_turn(qtbot: QtBot, name: str) -> None:
    assert _image(name) == _image(name, rtl=True)


def test_unknown_icon_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", 20, QColor("black"))
