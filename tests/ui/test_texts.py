"""Words live in one place, and every shipped language has all of them."""

from __future__ import annotations

import ast
import string
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from spark_setup.brand import load
from spark_setup.core.lights import DEFAULT_MAP, Hue, Movement
from spark_setup.core.paths import resources_dir
from spark_setup.setup.places import Place
from spark_setup.setup.problems import KINDS, Code, Way
from spark_setup.ui.naming import brand_values, light_words
from spark_setup.ui.pages.table import page_for
from spark_setup.ui.texts import TEXTS
from spark_setup.ui.words import LANGUAGES, Words, isolate

UI = Path(__file__).parents[2] / "app" / "spark_setup" / "ui"
TRANSLATED = [language for language in LANGUAGES if language != "en"]
EVERYWHERE = set(brand_values(load(None), Words(TEXTS), "host"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def messages(language: str) -> dict[str, tuple[str, str]]:
    root = ET.parse(resources_dir() / "translations" / f"spark_setup_{language}.ts").getroot()
    return {
        m.findtext("comment") or "": (m.findtext("source") or "", m.findtext("translation") or "")
        for m in root.iter("message")
    }


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words(code: Code) -> None:
    assert TEXTS[f"problem.{code.value}.title"]
    assert TEXTS[f"problem.{code.value}.cause"]


@pytest.mark.parametrize("way", Way)
def test_every_way_out_has_words(way: Way) -> None:
    assert TEXTS[f"way.{way.value}"]
    if way.value.startswith("show_"):
        assert TEXTS[f"more.{way.value}"]


def test_no_words_for_codes_that_do_not_exist() -> None:
    codes = {code.value for code in Code}
    assert {key.split(".")[1] for key in TEXTS if key.startswith("problem.")} == codes
    ways = {way.value for way in Way}
    assert {key.split(".")[1] for key in TEXTS if key.startswith("way.")} == ways


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_page_and_a_way_out(code: Code) -> None:
    assert KINDS[code].ways
    assert page_for(KINDS[code].place)


@pytest.mark.parametrize("place", [p for p in Place if p is not Place.END])
def test_every_place_has_a_page_and_a_title(place: Place) -> None:
    assert place in page_for(place).places
    assert TEXTS[f"{place.value}.title"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    known = messages(language)
    missing = [key for key, text in TEXTS.items() if text and not known.get(key, ("", ""))[1]]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_are_of_today(language: str) -> None:
    stale = {key: source for key, (source, _) in messages(language).items() if TEXTS.get(key) != source}
    assert stale == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_their_placeholders(language: str) -> None:
    """Those that every text may use may come and go; the others must all be there."""
    wrong = {
        key: translation
        for key, (source, translation) in messages(language).items()
        if placeholders(source) - EVERYWHERE != placeholders(translation) - EVERYWHERE
        or not placeholders(translation) <= placeholders(source) | EVERYWHERE
    }
    assert wrong == {}


def keys_in_code() -> set[str]:
    """Every text key that is written out in the wizard's code."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in ("words", "w", "rich", "template") and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def test_every_key_in_the_code_exists() -> None:
    assert sorted(key for key in keys_in_code() if key not in TEXTS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_light_has_words(language: str) -> None:
    words = Words(TEXTS, language=language)
    for light in DEFAULT_MAP.values():
        assert light_words(words, light)
    for movement in (
        Movement.BLINK,
        Movement.FAST_BLINK,
        Movement.FLICKER,
        Movement.BREATHE,
        Movement.STEADY,
    ):
        for hue in Hue:
            assert f"light.{movement.value}.{hue.name.lower()}" in TEXTS


def test_plural_is_chosen_by_number() -> None:
    words = Words(TEXTS, language="de")
    assert words("network.count", 1, n="1") == "1 Netzwerk"
    assert words("network.count", 4, n="4") == "4 Netzwerke"


def test_brands_own_text_wins_in_every_language() -> None:
    words = Words(TEXTS, language="de", own={"frame.help": "Rescue"})
    assert words("frame.help") == "Rescue"


def test_foreign_braces_are_only_text() -> None:
    words = Words(TEXTS, always={"device": "{host}"})
    assert words("ready.title") == "Plug in your {host}"
    assert words("password.title", net=isolate("{0.__class__}")) == (
        "Enter the Wi-Fi password for \u2068{0.__class__}\u2069"
    )


def test_nothing_about_a_default_light_is_written_out() -> None:
    """Lights are the brand's: no sentence outside the light names may tell a colour."""
    colours = ("dark blue", "magenta", "pink-purple", "cyan", "green")
    wrong = [
        key
        for key, text in TEXTS.items()
        if not key.startswith(("light.", "led.", "lights.")) and any(c in text for c in colours)
    ]
    assert wrong == []
