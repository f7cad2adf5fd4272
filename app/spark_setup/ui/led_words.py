"""The lights that a person may see, in words: what the light helper asks about. Draws nothing.

Movement first, then colour, then whatever still decides. Of lights that look the same the first one counts:
nobody could tell them apart, and the brand check has warned.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..brand import Brand
from ..core.lights import CODES, Hue, Light, Movement, State
from .light_pictures import picture
from .widgets.led_helper import HelperTexts
from .widgets.led_questions import HelperLight
from .widgets.tiles import TileSpec
from .words import Words

_MOVES = ("blink", "breathe", "steady", "bursts", "off")
_STRIPS = {
    "blink": Light(Movement.BLINK, Hue.BLUE),
    "breathe": Light(Movement.BREATHE, Hue.BLUE),
    "steady": Light(Movement.STEADY, Hue.BLUE),
    "bursts": Light(Movement.BURSTS, Hue.BLUE, Hue.BLUE, 2),
    "off": Light(Movement.OFF),
}
_MOVE = {
    Movement.BLINK: ("blink",),
    Movement.FAST_BLINK: ("blink",),
    Movement.FLICKER: ("blink",),
    Movement.BREATHE: ("breathe",),
    Movement.STEADY: ("steady",),
    Movement.BURSTS: ("bursts",),
    Movement.SOS: ("bursts",),
    # A rainbow fades from colour to colour; some call it steady.
    Movement.RAINBOW: ("breathe", "steady"),
    Movement.OFF: ("off",),
}
_TEMPO = {Movement.BLINK: "slow", Movement.FAST_BLINK: "fast", Movement.FLICKER: "flicker"}
_SEEN_AS_RED = {State.NO_INTERNET: 2, State.SERVICE_UNREACHABLE: 3}
"""Orange flashes that people, and older texts, call red (user-needs, 4.2)."""


def helper_texts(words: Words) -> HelperTexts:
    """The words of the dialog."""
    return HelperTexts(
        window=words("helper.window"),
        title=words("helper.title"),
        lead=words("helper.lead"),
        how=words("helper.how"),
        colour=words("helper.colour"),
        last=words("helper.last"),
        flashes=words("helper.flashes"),
        this_is_it=words("helper.this_is_it"),
        not_sure=words("helper.not_sure"),
        not_sure_title=words("helper.not_sure.title"),
        not_sure_advice=words("helper.not_sure.advice"),
        stop=words("helper.stop"),
        start=words("helper.start"),
        answer_spoken=words("helper.answer.spoken", code="{code}", meaning="{meaning}", advice="{advice}"),
    )


def move_tiles(words: Words) -> list[TileSpec]:
    """The first question."""
    return [TileSpec(move, words(f"helper.move.{move}"), strip=_STRIPS[move]) for move in _MOVES]


def possible_lights(brand: Brand, words: Words, *, sent: bool) -> list[HelperLight]:
    """Every light that this product can show; with a brand's own map only the mapped ones.

    `sent`: the device has the Wi-Fi details, and its lights mean what they mean then.
    """
    found: list[HelperLight] = []
    taken: set[tuple[str, str, str]] = set()
    for state, light in _lights(brand):
        for made in _helper_lights(state, light, words, sent=sent):
            key = (made.move, made.hue, made.last)
            if key not in taken:
                taken.add(key)
                found.append(made)
    return found


def _lights(brand: Brand) -> Iterator[tuple[State, Light]]:
    led = brand.led
    shown = [(state, light) for state, light in led.lights.items() if not led.mapped or state in led.mapped]
    yield from shown
    for state, light in shown:
        # Last, so that a light which is red indeed comes first.
        if light.movement is Movement.BURSTS and light.flash is Hue.ORANGE and state in _SEEN_AS_RED:
            yield state, Light(Movement.BURSTS, light.hue, Hue.RED, _SEEN_AS_RED[state])


def _helper_lights(state: State, light: Light, words: Words, *, sent: bool) -> Iterator[HelperLight]:
    code = CODES[state]
    meaning, advice = meaning_of(code, words, sent=sent)
    hue, last = _hue(light), _last(light)
    for move in _MOVE[light.movement]:
        yield HelperLight(
            picture=picture(light, code, words),
            move=move,
            hue=hue,
            colour_words=words(f"helper.hue.{hue}"),
            like_words=words(f"helper.like.{hue}"),
            meaning=meaning,
            advice=advice,
            last=last,
            last_words=words(f"helper.last.{last}") if last else "",
            spoken=", ".join((words(f"helper.hue.{hue}"), words(f"helper.like.{hue}"), " ".join(code))),
        )


def meaning_of(code: str, words: Words, *, sent: bool = False) -> tuple[str, str]:
    """What a light means and what helps, by its code."""

    def variant(key: str) -> str:
        return words(f"{key}.sent" if sent and words.has(f"{key}.sent") else key)

    return variant(f"light.{code}.meaning"), variant(f"light.{code}.advice")


def _hue(light: Light) -> str:
    if light.movement is Movement.RAINBOW:
        return "rainbow"
    hue = light.flash if light.movement in (Movement.BURSTS, Movement.SOS) else light.hue
    return hue.name.lower() if hue is not None else "any"


def _last(light: Light) -> str:
    if light.movement is Movement.SOS:
        return "sos"
    if light.movement is Movement.BURSTS:
        return str(light.flashes)
    return _TEMPO.get(light.movement, "")


def light_seen(code: str, brand: Brand, words: Words) -> str:
    """ "L2, blinking green": what a person said the light does."""
    for state, known in CODES.items():
        if known == code:
            shown = picture(brand.led.lights[state], code, words)
            return words("summary.light.seen", code=code, light=shown.words[:1].lower() + shown.words[1:])
    return code
