"""Which light is it? The questions, as data and pure narrowing: movement first, then colour, then what still
decides.

No Qt, no words of its own. The caller gives every light that is possible (with a brand's map, only the mapped
ones).

    answers = Answers(move="blink"); hues(lights, answers)      # the colours possible for that movement
    settled(lights, Answers("blink", "green", "slow"))          # the one light, or None while it is open
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spark_setup.ui.widgets.light import LightPicture


@dataclass(frozen=True)
class HelperLight:
    """One light a person may see.

    `move` and `hue` are keys of the first two questions; `last` is the key of the third ("slow", "fast",
    "2"), asked only where lights share movement and colour. Then the words: of the colour, of its double
    ("like grass"), of the third answer, what it means and what to do.
    """

    picture: LightPicture
    move: str
    hue: str
    colour_words: str
    like_words: str
    meaning: str
    advice: str
    last: str = ""
    last_words: str = ""
    spoken: str = ""

    @property
    def code(self) -> str:
        """L1 to L22."""
        return self.picture.code


@dataclass(frozen=True)
class Answers:
    """What the person has said so far; empty means not yet."""

    move: str = ""
    hue: str = ""
    last: str = ""

    def with_move(self, move: str) -> Answers:
        """Another movement forgets the rest."""
        return self if move == self.move else Answers(move)

    def with_hue(self, hue: str) -> Answers:
        """Another colour forgets the third answer."""
        return self if hue == self.hue else replace(self, hue=hue, last="")


def possible(lights: Sequence[HelperLight], answers: Answers) -> list[HelperLight]:
    """The lights that fit."""
    return [
        light
        for light in lights
        if answers.move in ("", light.move)
        and answers.hue in ("", light.hue)
        and answers.last in ("", light.last)
    ]


def hues(lights: Sequence[HelperLight], answers: Answers) -> list[HelperLight]:
    """One light per colour that is possible for the movement; empty where the colour decides nothing."""
    if not answers.move:
        return []
    first: dict[str, HelperLight] = {}
    for light in possible(lights, Answers(answers.move)):
        first.setdefault(light.hue, light)
    return list(first.values()) if len(first) > 1 else []


def lasts(lights: Sequence[HelperLight], answers: Answers) -> list[HelperLight]:
    """The lights between which the third question decides; empty where it is not needed."""
    if not answers.move or (hues(lights, answers) and not answers.hue):
        return []
    left = possible(lights, replace(answers, last=""))
    return left if len(left) > 1 else []


def settled(lights: Sequence[HelperLight], answers: Answers) -> HelperLight | None:
    """The light, once only one is left; None while a question is open."""
    if not answers.move:
        return None
    left = possible(lights, answers)
    return left[0] if len(left) == 1 else None
