"""The lamp keeps the light's true rhythm, can be stopped, rests unseen; the questions narrow down to one
light.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from fakes.seen import Show, accessible, spoken_name
from spark_setup.core.lights import CODES, DEFAULT_MAP, Hue, Light, Movement
from spark_setup.ui.colours import contrast
from spark_setup.ui.theme import Scheme, Theme, dress
from spark_setup.ui.widgets.led import Led, Strip
from spark_setup.ui.widgets.led_helper import HelperTexts, LedHelper
from spark_setup.ui.widgets.led_questions import Answers, HelperLight, hues, lasts, settled
from spark_setup.ui.widgets.light import LightPicture, next_change_ms, stretches, strip_ms
from spark_setup.ui.widgets.light_card import LightCard
from spark_setup.ui.widgets.tiles import TileRow, TileSpec

BLUE = LightPicture(
    Light(Movement.BLINK, Hue.BLUE), "Blinking dark blue", "L1", "Light: blinking dark blue, code L1"
)
STEADY = LightPicture(Light(Movement.STEADY, Hue.WHITE), "Steady white", "L7", "Light: steady white, code L7")


class Clock:
    """Milliseconds by hand."""

    def __init__(self) -> None:
        self.ms = 0.0

    def __call__(self) -> float:
        return self.ms


# ---------------------------------------------------------------- timing, without a widget


def test_the_next_change_is_the_next_edge() -> None:
    assert next_change_ms(BLUE, 0) == 300
    assert next_change_ms(BLUE, 120) == 180
    assert next_change_ms(BLUE, 300) == 300
    assert next_change_ms(BLUE, 599.5) == 1
    assert next_change_ms(BLUE, 600) == 300


def test_a_steady_light_never_changes() -> None:
    assert next_change_ms(STEADY, 123) is None
    assert next_change_ms(LightPicture(Light(Movement.OFF)), 0) is None


def test_a_breath_is_looked_at_frame_by_frame() -> None:
    assert next_change_ms(LightPicture(Light(Movement.BREATHE, Hue.CYAN)), 17, frame_ms=40) == 40


@pytest.mark.parametrize("hue", list(Hue))
def test_the_strip_can_be_seen_on_dark_ground(qtbot: QtBot, hue: Hue) -> None:
    theme = Theme.build(Scheme.DARK)
    strip = Strip(theme, Light(Movement.STEADY, hue))
    qtbot.addWidget(strip)
    strip.resize(strip.sizeHint())
    dress(strip, theme)
    middle = strip.grab().toImage().pixelColor(strip.rect().center())
    assert contrast(middle, theme.colours.card) >= 2.95
    if hue is not Hue.WHITE:
        assert abs(middle.hue() - QColor(hue.value).hue()) <= 12, "it stays that colour"


@pytest.mark.parametrize("state", list(DEFAULT_MAP))
def test_strip_of_every_light_is_in_order_and_in_bounds(state: object) -> None:
    light = DEFAULT_MAP[state]  # type: ignore[index]
    found = stretches(light)
    assert (light.movement is Movement.OFF) == (not found)
    ends = 0.0
    for stretch in found:
        assert 0.0 <= stretch.start < stretch.end <= 1.0
        assert stretch.start >= ends - 1e-9
        ends = stretch.end


def test_slow_and_fast_strips_differ() -> None:
    slow, fast = Light(Movement.BLINK, Hue.CYAN), Light(Movement.FAST_BLINK, Hue.CYAN)
    assert len(stretches(slow)) == 4
    assert len(stretches(fast)) > len(stretches(slow))
    assert strip_ms(Light(Movement.BREATHE, Hue.CYAN)) == 5000


# ---------------------------------------------------------------- the lamp


def test_lamp_follows_the_clock(show: Show, theme: Theme) -> None:
    clock = Clock()
    led = Led(theme, clock=clock)
    led.set_picture(BLUE)
    show(led, theme=theme)
    levels = []
    for clock.ms in (0, 299, 300, 599, 600):
        levels.append(led.shine().level)
    assert levels == [1, 1, 0, 0, 1]


def test_lamp_is_a_named_picture(show: Show, theme: Theme) -> None:
    led = Led(theme)
    led.set_picture(BLUE)
    show(led, theme=theme)
    assert spoken_name(led) == "Light: blinking dark blue, code L1"
    assert accessible(led).role().name == "StaticText"


def test_lamp_rests_while_nobody_sees_it(show: Show, theme: Theme) -> None:
    led = Led(theme)
    led.set_picture(BLUE)
    assert not led.is_running()
    window = show(led, theme=theme)
    assert led.is_running()
    window.hide()
    assert not led.is_running()


def test_lamp_really_blinks(show: Show, theme: Theme, qtbot: QtBot) -> None:
    led = Led(theme, bare=True)
    led.set_picture(LightPicture(Light(Movement.FAST_BLINK, Hue.BLUE)))
    show(led, theme=theme)
    seen: set[int] = set()

    def both() -> bool:
        image = led.grab().toImage()
        seen.add(image.pixel(image.width() // 2, image.height() // 2 + 4))
        return len(seen) == 2

    qtbot.waitUntil(both, timeout=3000)


def test_stopped_and_reduced_motion_show_the_light_standing(show: Show, theme: Theme) -> None:
    clock = Clock()
    led = Led(theme, clock=clock)
    led.set_picture(BLUE)
    window = show(led, theme=theme)
    clock.ms = 450
    assert led.shine().level == 0
    led.set_still(True)
    assert led.shine().level == 1
    assert not led.is_running()
    led.set_still(False)
    assert led.is_running()
    dress(window, Theme.build(Scheme.LIGHT, reduced_motion=True))
    assert led.is_still
    assert not led.is_running()
    assert led.shine().level == 1


def test_a_dark_light_stays_dark_standing(show: Show, theme: Theme) -> None:
    led = Led(theme)
    led.set_picture(LightPicture(Light(Movement.OFF), spoken="No light"))
    show(led, theme=theme)
    led.set_still(True)
    assert led.shine().level == 0


def test_lamp_is_small(theme: Theme, qtbot: QtBot) -> None:
    led = Led(theme)
    qtbot.addWidget(led)
    assert led.sizeHint().width() * led.sizeHint().height() < 0.05 * 960 * 640


def test_card_becomes_a_line(show: Show, theme: Theme) -> None:
    card = LightCard(theme)
    card.set(
        BLUE, title="The light should be", code="Light code L1", link="It looks different", sentence="Blue!"
    )
    show(card, theme=theme, width=700)
    assert card.width() == 210
    tall = card.sizeHint().height()
    card.set_line(True)
    assert card.is_line
    assert card.sizeHint().height() < tall / 3
    assert card.link.isVisible()
    assert spoken_name(card.led) == "Light: blinking dark blue, code L1"
    card.set_line(False)
    assert card.sizeHint().height() == tall


# ---------------------------------------------------------------- the questions


def _light(
    code: str, move: str, hue: Hue, movement: Movement = Movement.BLINK, last: str = ""
) -> HelperLight:
    return HelperLight(
        LightPicture(Light(movement, hue), code=code),
        move,
        hue.name,
        hue.name.title(),
        "like it",
        f"Meaning {code}.",
        "Do it.",
        last,
        last.title(),
        spoken=f"{hue.name.title()}, code {code}",
    )


LIGHTS = (
    _light("L1", "blink", Hue.BLUE),
    _light("L2", "blink", Hue.GREEN),
    _light("L5", "blink", Hue.CYAN, last="slow"),
    _light("L6", "blink", Hue.CYAN, Movement.FAST_BLINK, last="fast"),
    _light("L7", "breathe", Hue.CYAN, Movement.BREATHE),
    _light("L22", "off", Hue.WHITE, Movement.OFF),
)
MOVES = [
    TileSpec(key, key.title(), strip=Light(Movement.BLINK)) for key in ("blink", "breathe", "steady", "off")
]
TEXTS = HelperTexts(
    *("Window", "What does the light do?", "Lead", "How?", "Colour?", "Slow or fast?"),
    *("This is it", "I am not sure", "Fine.", "Look again.", "Stop the movement", "Start the movement"),
)


def test_colour_is_asked_only_where_it_decides() -> None:
    assert [x.code for x in hues(LIGHTS, Answers("blink"))] == ["L1", "L2", "L5"]
    assert hues(LIGHTS, Answers("breathe")) == []
    assert settled(LIGHTS, Answers("breathe")).code == "L7"  # type: ignore[union-attr]


def test_the_third_question_is_asked_only_where_it_decides() -> None:
    assert lasts(LIGHTS, Answers("blink")) == []
    assert lasts(LIGHTS, Answers("blink", "GREEN")) == []
    assert [x.code for x in lasts(LIGHTS, Answers("blink", "CYAN"))] == ["L5", "L6"]
    assert settled(LIGHTS, Answers("blink", "CYAN")) is None
    assert settled(LIGHTS, Answers("blink", "CYAN", "fast")).code == "L6"  # type: ignore[union-attr]


def test_every_light_of_the_default_map_can_be_reached() -> None:
    lights = [
        _light(CODES[state], light.movement.value, light.hue or Hue.WHITE, light.movement, last=state.value)
        for state, light in DEFAULT_MAP.items()
    ]
    for light in lights:
        found = settled(lights, Answers(light.move, light.hue, light.last))
        assert found is light


def test_another_movement_forgets_the_rest() -> None:
    answers = Answers("blink", "CYAN", "slow")
    assert answers.with_move("breathe") == Answers("breathe")
    assert answers.with_hue("BLUE") == Answers("blink", "BLUE")
    assert answers.with_move("blink") == answers


@pytest.fixture
def helper(qtbot: QtBot, theme: Theme, spoken: list[str]) -> LedHelper:
    """The dialog, shown, nothing answered."""
    made = LedHelper(theme, TEXTS)
    made.set_lights(MOVES, LIGHTS)
    made.set_code("S6", spoken="Step 6 of 7")
    dress(made, theme)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def _press(qtbot: QtBot, row: TileRow, key: str) -> None:
    tile = next(tile for tile in row.tiles() if tile.spec.key == key)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=tile.rect().center())


def test_dialog_asks_step_by_step(helper: LedHelper, qtbot: QtBot, spoken: list[str]) -> None:
    assert not helper.isModal()
    assert [t.spec.key for t in helper.move_tiles.tiles()] == ["blink", "breathe", "off"], (
        "no light is steady"
    )
    assert not helper.hue_tiles.isVisible()
    assert not helper.this_is_it.isVisible()
    _press(qtbot, helper.move_tiles, "blink")
    assert helper.hue_tiles.isVisible()
    _press(qtbot, helper.hue_tiles, "CYAN")
    assert helper.last_tiles.isVisible()
    assert helper.answer() is None
    _press(qtbot, helper.last_tiles, "fast")
    assert helper.panel.isVisible()
    assert spoken == ["L6. Meaning L6. Do it."]
    with qtbot.waitSignal(helper.settled) as answered:
        qtbot.mouseClick(helper.this_is_it, Qt.MouseButton.LeftButton)
    assert answered.args == ["L6"]
    assert not helper.isVisible()


def test_dialog_by_keyboard_alone(helper: LedHelper, qtbot: QtBot) -> None:
    tiles = helper.move_tiles.tiles()
    tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tiles[0], Qt.Key.Key_Space)
    assert helper.answers().move == "blink"
    qtbot.keyClick(tiles[0], Qt.Key.Key_Right)
    assert helper.answers().move == "breathe"
    with qtbot.waitSignal(helper.settled) as answered:
        qtbot.keyClick(tiles[1], Qt.Key.Key_Return)
    assert answered.args == ["L7"]


def test_not_sure_is_an_answer(helper: LedHelper, qtbot: QtBot, spoken: list[str]) -> None:
    with qtbot.waitSignal(helper.unsure):
        qtbot.mouseClick(helper.not_sure, Qt.MouseButton.LeftButton)
    assert helper.panel.advice.text() == "Look again."
    assert spoken == ["Fine. Look again."]
    assert helper.isVisible()


def test_movement_can_be_stopped_and_started(helper: LedHelper, qtbot: QtBot) -> None:
    _press(qtbot, helper.move_tiles, "blink")
    leds = helper.hue_tiles.findChildren(Led)
    assert any(led.is_running() for led in leds)
    qtbot.mouseClick(helper.stop, Qt.MouseButton.LeftButton)
    assert not any(led.is_running() for led in helper.hue_tiles.findChildren(Led))
    assert helper.stop.text() == "Start the movement"
    qtbot.mouseClick(helper.stop, Qt.MouseButton.LeftButton)
    assert any(led.is_running() for led in helper.hue_tiles.findChildren(Led))


def test_escape_closes_only_the_dialog(helper: LedHelper, qtbot: QtBot) -> None:
    spy = QSignalSpy(helper.settled)
    qtbot.keyClick(helper, Qt.Key.Key_Escape)
    assert not helper.isVisible()
    assert spy.count() == 0


def test_tiles_have_names_without_colour_words_alone(helper: LedHelper, qtbot: QtBot) -> None:
    _press(qtbot, helper.move_tiles, "blink")
    names = [spoken_name(tile) for tile in helper.hue_tiles.tiles()]
    assert names[0] == "Blue, code L1"
    assert "L5" not in names[2], "the colour alone does not decide here"


def test_a_tile_that_stands_still_has_the_colour_that_it_names(qtbot: QtBot, theme: Theme) -> None:
    row = TileRow(theme, "helper.hue")
    qtbot.addWidget(row)
    bursts = Light(Movement.BURSTS, Hue.CYAN, Hue.ORANGE, 2)
    row.set([TileSpec("ORANGE", "Orange", picture=LightPicture(bursts)), TileSpec("b", "Blue", picture=BLUE)])
    shown = lambda: [led._picture.light for led in row.findChildren(Led)]  # noqa: E731
    assert shown() == [bursts, BLUE.light]
    row.set_still(True)
    assert shown() == [Light(Movement.STEADY, Hue.ORANGE), BLUE.light]
    row.set_still(False)
    assert shown() == [bursts, BLUE.light]


def test_a_tile_that_is_chosen_needs_no_more_room(qtbot: QtBot, theme: Theme) -> None:
    row = TileRow(theme, "helper.move")
    qtbot.addWidget(row)
    row.set([TileSpec("bursts", "Flickers, pause, flashes", strip=Light(Movement.BURSTS, Hue.CYAN))])
    (tile,) = row.tiles()
    before = [tile.heightForWidth(width) for width in range(90, 180, 2)]
    tile.setChecked(True)
    assert [tile.heightForWidth(width) for width in range(90, 180, 2)] == before


def test_tiles_wrap_where_five_do_not_fit(show: Show) -> None:
    theme = Theme.build(Scheme.LIGHT, text_scale=2.0)
    row = TileRow(theme, "helper.hue")
    row.set([TileSpec(str(n), f"Farbe {n}", picture=BLUE) for n in range(5)])
    show(row, theme=theme, width=620)
    tops = {tile.y() for tile in row.tiles()}
    assert len(tops) > 1
    assert all(row.rect().contains(tile.geometry()) for tile in row.tiles())
