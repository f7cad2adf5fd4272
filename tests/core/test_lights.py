"""The status light: codes, rhythm, and the words of a brand file."""

from __future__ import annotations

import itertools

import pytest

from spark_setup.core.lights import (
    CODES,
    DEFAULT_MAP,
    Hue,
    Light,
    Movement,
    State,
    parse_hue,
    parse_light,
    shared_lights,
)


def test_every_state_has_a_code_and_a_light() -> None:
    assert [CODES[state] for state in State] == [f"L{n}" for n in range(1, 23)]
    assert set(DEFAULT_MAP) == set(State)


@pytest.mark.parametrize(
    ("code", "movement", "hue"),
    [
        ("L1", Movement.BLINK, Hue.BLUE),
        ("L2", Movement.BLINK, Hue.GREEN),
        ("L3", Movement.FAST_BLINK, Hue.GREEN),
        ("L5", Movement.BLINK, Hue.CYAN),
        ("L6", Movement.FAST_BLINK, Hue.CYAN),
        ("L7", Movement.BREATHE, Hue.CYAN),
        ("L8", Movement.BLINK, Hue.MAGENTA),
        ("L10", Movement.BLINK, Hue.YELLOW),
        ("L11", Movement.BREATHE, Hue.WHITE),
        ("L12", Movement.BREATHE, Hue.BLUE),
        ("L20", Movement.STEADY, None),
        ("L22", Movement.OFF, None),
    ],
)
def test_the_table_of_the_design_note(code: str, movement: Movement, hue: Hue | None) -> None:
    light = next(DEFAULT_MAP[state] for state in State if CODES[state] == code)
    assert (light.movement, light.hue) == (movement, hue)


@pytest.mark.parametrize(
    ("state", "flash", "count"),
    [
        (State.DECRYPTION_ERROR, Hue.ORANGE, 1),
        (State.NO_INTERNET, Hue.ORANGE, 2),
        (State.SERVICE_UNREACHABLE, Hue.ORANGE, 3),
        (State.AUTHENTICATION_ERROR, Hue.MAGENTA, 1),
        (State.HANDSHAKE_ERROR, Hue.RED, 1),
    ],
)
def test_bursts_flicker_and_then_flash_so_many_times(state: State, flash: Hue, count: int) -> None:
    light = DEFAULT_MAP[state]
    lit = [segment.hue for segment in light.segments if segment.hue is not None]
    assert lit.count(flash) == count
    assert lit[: -count or None].count(Hue.CYAN) == len(lit) - count


def test_blinking_is_300_ms_on_and_300_off() -> None:
    light = DEFAULT_MAP[State.LISTENING]
    assert light.period_ms == 600
    assert [light.at(ms).level for ms in (0, 299, 300, 599, 600)] == [1, 1, 0, 0, 1]
    assert DEFAULT_MAP[State.HANDSHAKE].period_ms == 200


def test_a_breath_takes_two_and_a_half_seconds_and_is_smooth() -> None:
    light = DEFAULT_MAP[State.ONLINE]
    assert light.period_ms == 2500
    levels = [light.at(ms).level for ms in range(0, 2500, 50)]
    assert levels[0] == 0
    assert levels[25] == 1
    assert all(abs(a - b) < 0.1 for a, b in itertools.pairwise(levels))


def test_off_and_steady_do_not_move() -> None:
    assert {DEFAULT_MAP[State.DARK].at(ms).level for ms in range(0, 3000, 70)} == {0.0}
    assert {Light(Movement.STEADY, Hue.WHITE).at(ms).level for ms in range(0, 3000, 70)} == {1.0}


def test_sos_is_three_short_three_long_three_short() -> None:
    lit = [segment.ms for segment in DEFAULT_MAP[State.CRASHED].segments if segment.hue]
    assert lit == [150] * 3 + [450] * 3 + [150] * 3


def test_the_rainbow_shows_every_colour_of_the_wheel() -> None:
    light = DEFAULT_MAP[State.SIGNAL]
    assert len({light.at(ms).hue for ms in range(0, light.period_ms, 10)}) == 7


@pytest.mark.parametrize("state", list(State))
def test_every_moment_of_every_light_can_be_drawn(state: State) -> None:
    light = DEFAULT_MAP[state]
    assert light.period_ms > 0
    for ms in range(0, light.period_ms * 2, 25):
        assert 0 <= light.at(ms).level <= 1


@pytest.mark.parametrize(
    ("text", "light"),
    [
        ("steady white", Light(Movement.STEADY, Hue.WHITE)),
        ("Blinking  Orange", Light(Movement.BLINK, Hue.ORANGE)),
        ("fast-blinking dark blue", Light(Movement.FAST_BLINK, Hue.BLUE)),
        ("breathing light blue", Light(Movement.BREATHE, Hue.CYAN)),
        ("solid amber", Light(Movement.STEADY, Hue.ORANGE)),
        ("off", Light(Movement.OFF)),
        ("rainbow", Light(Movement.RAINBOW)),
        ("white", None),
        ("steady", None),
        ("steady ultraviolet", None),
        ("steadywhite", None),
        ("", None),
    ],
)
def test_words_of_a_brand_file(text: str, light: Light | None) -> None:
    assert parse_light(text) == light


def test_colour_words() -> None:
    assert parse_hue("Light Blue") is Hue.CYAN
    assert parse_hue("beige") is None


def test_states_that_look_alike_are_found() -> None:
    assert shared_lights(DEFAULT_MAP) == ()
    lights = {**DEFAULT_MAP, State.ONLINE: DEFAULT_MAP[State.JOINING]}
    assert shared_lights(lights) == ((State.JOINING, State.ONLINE),)
