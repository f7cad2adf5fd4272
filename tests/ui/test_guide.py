"""The printed guide: every code and light, in the very words of the screen, escaped, fetching nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fakes.shown import look
from spark_setup.brand import load
from spark_setup.core.lights import CODES
from spark_setup.setup.problems import Code
from spark_setup.ui.guide import guide


class Text(HTMLParser):
    """The text of a page, and whether its tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "path", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> str:
    parser = Text()
    parser.feed(html)
    assert parser.open == []
    return " ".join(parser.text)


@pytest.mark.parametrize("language", ["en", "de"])
def test_scenario_13_every_code_and_light_is_in_the_guide(qtbot: QtBot, language: str) -> None:
    words = look(language).words
    text = read(guide(load(None), words))
    for code in (*Code, *CODES.values()):
        assert re.search(rf"\b{re.escape(code)}\b", text), code
    for n in range(1, 8):
        assert words(f"rail.{n}") in text
    assert words("problem.S6-02.title") in text
    assert "5683" in text
    assert "{" not in text.replace("{ ", "").split("@media")[-1].split("}", 3)[-1]


def test_no_place_is_left_unfilled(qtbot: QtBot) -> None:
    body = guide(load(None), look().words).split("</style>")[1]
    assert "{" not in body


def test_it_fetches_nothing(qtbot: QtBot) -> None:
    html = guide(load(None), look().words)
    assert not re.search(r"<(script|img|link|iframe|a)\b", html)
    assert "default-src 'none'" in html


def test_a_brands_text_is_escaped(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text(
        'device_name = "<b>Box & Co</b>"\n[support]\nname = "<script>alert(1)</script>"\n', encoding="utf-8"
    )
    brand = load(file)
    html = guide(brand, look(brand=brand).words)
    assert "<script" not in html
    assert "&lt;b&gt;Box &amp; Co&lt;/b&gt;" in html
    read(html)


def test_a_brands_own_lights_only(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('[led]\nonline = "steady white"\n', encoding="utf-8")
    brand = load(file)
    text = read(guide(brand, look(brand=brand).words))
    assert "Steady white" in text
    assert "L2 " not in text
