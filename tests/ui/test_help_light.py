"""The light helper over the wizard: only possible lights, the same codes everywhere, answers that lead on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from fakes.shown import Recording, look, not_seen, sample, showing
from spark_setup.brand import load
from spark_setup.core.lights import CODES, State
from spark_setup.setup import decisions as d
from spark_setup.setup.places import Place
from spark_setup.ui.led_words import meaning_of, possible_lights
from spark_setup.ui.widgets.led_helper import LedHelper
from spark_setup.ui.widgets.led_questions import Answers, HelperLight, hues, lasts, settled
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown


def lights(*, sent: bool = True, language: str = "en") -> list[HelperLight]:
    return possible_lights(load(None), look(language).words, sent=sent)


# ---------------------------------------------------------------- which lights


def test_every_code_can_be_reached_and_every_answer_settles(qtbot: QtBot) -> None:
    found, reached = lights(), set()
    for light in found:
        answers = Answers(light.move)
        if hues(found, answers):
            answers = answers.with_hue(light.hue)
        if lasts(found, answers):
            answers = Answers(answers.move, answers.hue, light.last)
        answer = settled(found, answers)
        assert answer is not None, light
        assert answer.code == light.code
        reached.add(answer.code)
    assert reached == set(CODES.values())


@pytest.mark.parametrize(
    ("move", "hue", "last", "code"),
    [
        ("blink", "blue", "slow", "L1"),
        ("blink", "blue", "flicker", "L13"),
        ("blink", "green", "slow", "L2"),
        ("blink", "green", "fast", "L3"),
        ("breathe", "cyan", "", "L7"),
        ("bursts", "orange", "2", "L15"),
        ("bursts", "red", "1", "L18"),
        ("bursts", "red", "2", "L15"),  # older texts call orange red
        ("bursts", "red", "sos", "L19"),
        ("breathe", "rainbow", "", "L21"),
        ("steady", "rainbow", "", "L21"),
        ("steady", "any", "", "L20"),
        ("off", "", "", "L22"),
    ],
)
def test_what_is_seen_and_its_code(qtbot: QtBot, move: str, hue: str, last: str, code: str) -> None:
    answer = settled(lights(), Answers(move, hue, last))
    assert answer is not None
    assert answer.code == code


def test_a_brands_own_map_asks_only_about_its_lights(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('[led]\nonline = "steady white"\nlistening = "blinking orange"\n', encoding="utf-8")
    brand = load(file)
    found = possible_lights(brand, look(brand=brand).words, sent=False)
    assert {light.code for light in found} == {CODES[State.ONLINE], CODES[State.LISTENING]}


def test_two_states_with_one_light_still_settle(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('[led]\nonline = "steady white"\nupdating = "steady white"\n', encoding="utf-8")
    brand = load(file)
    found = possible_lights(brand, look(brand=brand).words, sent=False)
    answer = settled(found, Answers("steady"))
    assert answer is not None


def test_every_light_has_meaning_and_advice_in_every_language(qtbot: QtBot) -> None:
    for language in ("en", "de"):
        words = look(language).words
        said = [meaning_of(code, words, sent=sent) for code in CODES.values() for sent in (False, True)]
        assert all(meaning and advice for meaning, advice in said)


# ---------------------------------------------------------------- in the wizard


@pytest.fixture
def wizard(active: Shown) -> SetupWizard:
    return active(showing(not_seen(), since=21.0))


def answer(helper: LedHelper, *names: str) -> None:
    """Choose tiles by name, then "This is it"."""
    for name in names:
        tile = helper.findChild(QAbstractButton, f"helper.{name}")
        assert tile is not None, name
        tile.click()
    helper.this_is_it.click()


def ask(window: SetupWizard) -> LedHelper:
    window.help.light.ask()
    assert window.help.light.dialog is not None
    return window.help.light.dialog


def test_it_is_opened_by_the_way_out_and_is_not_modal(wizard: SetupWizard) -> None:
    button = wizard.body.panel.findChild(QAbstractButton, "problem.compare_light")
    assert button is not None
    button.click()
    helper = wizard.help.light.dialog
    assert helper is not None
    assert not helper.isModal()
    assert helper.chip.text() == wizard.chip.text() == "S6-02"


@pytest.mark.parametrize(
    ("tiles", "code", "place", "problem"),
    [
        (("move.blink", "hue.blue", "last.slow"), "L1", Place.WRONG_PASSWORD, "S6-01"),
        (("move.blink", "hue.green", "last.slow"), "L2", Place.WRONG_PASSWORD, "S6-01"),
        (("move.breathe", "hue.green"), "L4", Place.NO_SERVICE, "S6-06"),
        (("move.blink", "hue.cyan", "last.slow"), "L5", Place.NO_SERVICE, "S6-06"),
        (("move.bursts", "hue.orange", "last.2"), "L15", Place.NO_SERVICE, "S6-06"),
        (("move.blink", "hue.magenta"), "L8", Place.UPDATING, ""),
        (("move.bursts", "hue.orange", "last.1"), "L14", Place.SUPPORT, "S6-02"),
        (("move.bursts", "hue.red", "last.sos"), "L19", Place.SUPPORT, "S6-02"),
        (("move.steady", "hue.any"), "L20", Place.SUPPORT, "S6-02"),
    ],
)
def test_the_answer_takes_the_step_that_the_table_names(
    wizard: SetupWizard, tiles: tuple[str, ...], code: str, place: Place, problem: str
) -> None:
    answer(ask(wizard), *tiles)
    conductor = wizard.conductor
    assert isinstance(conductor, Recording)
    assert conductor.decided == [d.Light(code)]
    assert conductor.step.place is place
    assert (conductor.setup.problem.code.value if conductor.setup.problem else "") == problem
    assert wizard.help.light.dialog is None


def test_before_anything_was_sent_the_light_decides_nothing(active: Shown) -> None:
    window = active(sample("ready"))
    before = window.conductor.step.place
    helper = ask(window)
    answer(helper, "move.blink", "hue.blue", "last.slow")
    assert window.conductor.step.place is before


def test_not_sure_is_an_answer(wizard: SetupWizard) -> None:
    helper = ask(wizard)
    helper.not_sure.click()
    shown = " ".join(label.text() for label in helper.panel.findChildren(QLabel))
    assert "film it with a phone" in shown
    assert helper.isVisible()


def test_the_third_question_fits_what_is_asked(wizard: SetupWizard) -> None:
    helper = ask(wizard)

    def questions() -> str:
        return " ".join(label.text() for label in helper.findChildren(QLabel) if label.isVisible())

    for name in ("move.blink", "hue.green"):
        helper.findChild(QAbstractButton, f"helper.{name}").click()  # type: ignore[union-attr]
    assert "Slow or fast?" in questions()
    for name in ("move.bursts", "hue.orange"):
        helper.findChild(QAbstractButton, f"helper.{name}").click()  # type: ignore[union-attr]
    assert "How many flashes?" in questions()


def test_the_code_follows_the_wizard(wizard: SetupWizard) -> None:
    helper = ask(wizard)
    assert isinstance(wizard.conductor, Recording)
    wizard.conductor.decide(d.Light("L4"))
    assert helper.chip.text() == "S6-06"


def test_the_support_page_shows_codes_and_leads_on(wizard: SetupWizard) -> None:
    answer(ask(wizard), "move.bursts", "hue.orange", "last.1")
    shown = [label.text() for label in wizard.body.findChildren(QLabel) if label.isVisible()]
    assert "S6-02 · L14" in shown
    assert wizard.primary_button.text() == "Copy summary"
    assert wizard.quiet_button.text() == "Close"
    again = wizard.findChild(QAbstractButton, "support.light")
    assert again is not None
    again.click()
    assert wizard.help.light.dialog is not None
    answer(wizard.help.light.dialog, "move.breathe", "hue.cyan")
    assert isinstance(wizard.conductor, Recording)
    assert wizard.conductor.decided[-1] == d.Light("L7")
