"""What a key of the brand file is: its name, the kind of its value, its default, its help."""

from __future__ import annotations

from enum import Enum

from ..core.lazily import dataclass


class Kind(Enum):
    """What may stand behind a key; the value is how the guide calls it."""

    TEXT = "text"
    YES_NO = "true or false"
    NUMBER = "number"
    WHOLE = "whole number"
    COLOUR = 'colour, "#RRGGBB"'
    PICTURE = "SVG or PNG file"
    FOLDER = "folder"
    LINK = "https address or file"
    SERVICE = "https address"
    SCHEME = "URL scheme"
    EMAIL = "e-mail address"
    TEXTS = "list of texts"
    CHOICE = "one of"
    HUE = "colour of the light"
    LIGHT = "light"
    LAMP = "[x, y, diameter]"
    SECRET = "text, never shown"


@dataclass(frozen=True)
class Key:
    """One key. `default` None means "nothing", or what `help` says. `mobile` names it in the mobile SDKs."""

    name: str
    kind: Kind
    default: object
    help: str
    mobile: str = ""
    choices: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """ "look" of "look.accent"."""
        return self.name.split(".")[0]

    @property
    def last(self) -> str:
        """ "accent" of "look.accent"."""
        return self.name.split(".", 1)[1]
