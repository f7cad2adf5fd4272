"""One value of a brand file: is it of the kind its key wants, and what does it become."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path

from ..core.colour import Colour
from ..core.lights import HUE_WORDS, MOVEMENT_WORDS, parse_hue, parse_light
from ..core.secrets import Secret
from .key import Key, Kind
from .model import Lamp

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_PICTURE_LIMIT = 8 << 20
_TAKEN_SCHEMES = frozenset(
    {"http", "https", "file", "ftp", "mailto", "tel", "data", "javascript", "ssh", "ws", "wss"}
)


class ValueRefused(Exception):  # noqa: N818 - a verdict, not a fault
    """The value does not fit its key. `str()` is the cause, ready to stand behind file and line."""


def convert(key: Key, value: object, folder: Path) -> object:
    """`value` as the brand holds it; file names become paths from `folder`. Raises `ValueRefused`."""
    return _CONVERTERS[key.kind](key, value, folder)


def _text(key: Key, value: object, folder: Path) -> str:
    if not isinstance(value, str):
        raise ValueRefused(f'The value of "{key.name}" has to be a text in quotes, not {_kind_of(value)}.')
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
        raise ValueRefused(f'The value of "{key.name}" holds a line end or another control character.')
    if not value.strip() and key.default != "":
        raise ValueRefused(f'The value of "{key.name}" is empty; leave the line out for the usual value.')
    return value


def _yes_no(key: Key, value: object, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueRefused(
            f'The value of "{key.name}" is true or false, without quotes, not {_kind_of(value)}.'
        )
    return value


def _whole(key: Key, value: object, folder: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueRefused(
            f'The value of "{key.name}" is a whole number without quotes, not {_kind_of(value)}.'
        )
    if value < 1:
        raise ValueRefused(f'The value of "{key.name}" is a number from 1 upwards.')
    return value


def _number(key: Key, value: object, folder: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueRefused(f'The value of "{key.name}" is a number without quotes, not {_kind_of(value)}.')
    if not -2 <= value <= 8:
        raise ValueRefused(f'The value of "{key.name}" lies between -2 and 8.')
    return float(value)


def _colour(key: Key, value: object, folder: Path) -> Colour:
    try:
        return Colour.parse(_text(key, value, folder).strip())
    except ValueError:
        raise ValueRefused(f'The value of "{key.name}" is a colour as "#0B6780": # and six digits.') from None


def _path(key: Key, value: object, folder: Path) -> Path:
    name = _text(key, value, folder)
    if "://" in name:
        raise ValueRefused(f'The value of "{key.name}" is a file beside the brand file, not an address.')
    return folder / name.replace("\\", "/")


def _picture(key: Key, value: object, folder: Path) -> Path:
    path = _path(key, value, folder)
    if path.suffix.lower() not in _PICTURES:
        raise ValueRefused(f'The value of "{key.name}" is an SVG or PNG file.')
    if not path.is_file():
        raise ValueRefused(f'The picture of "{key.name}" is not there: {path}')
    if path.stat().st_size > _PICTURE_LIMIT:
        raise ValueRefused(f'The picture of "{key.name}" is larger than 8 MiB: {path}')
    return path


def _folder(key: Key, value: object, folder: Path) -> Path:
    path = _path(key, value, folder)
    if not path.is_dir():
        raise ValueRefused(f'The folder of "{key.name}" is not there: {path}')
    return path


def split_url(text: str) -> urllib.parse.SplitResult | None:
    """The parts of an address, None if it has no readable host or port, or carries a name and password."""
    try:
        parts = urllib.parse.urlsplit(text)
        port_is_readable = parts.port is None or parts.port > 0
    except ValueError:
        return None
    good = port_is_readable and bool(parts.hostname) and parts.username is None and " " not in text
    return parts if good else None


def _service(key: Key, value: object, folder: Path) -> str:
    """Tokens go there, so https; http only where the bytes do not leave the computer."""
    text = _text(key, value, folder).strip()
    parts = split_url(text)
    if parts is not None and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    ):
        return text.rstrip("/")
    raise ValueRefused(
        f'The value of "{key.name}" is an address that begins with https:// (http only on loopback).'
    )


def _link(key: Key, value: object, folder: Path) -> str:
    text = _text(key, value, folder).strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text):
        parts = split_url(text)
        if parts is None or parts.scheme not in ("https", "http"):
            raise ValueRefused(
                f'The value of "{key.name}" is an https address or a file beside the brand file.'
            )
        return text
    path = _path(key, text, folder)
    if not path.is_file():
        raise ValueRefused(f'The file of "{key.name}" is not there (an address begins with https://): {path}')
    return path.resolve().as_uri()


def _scheme(key: Key, value: object, folder: Path) -> str:
    text = _text(key, value, folder).strip().removesuffix("://").lower()
    if not re.fullmatch(r"[a-z][a-z0-9+.-]{2,62}", text) or text in _TAKEN_SCHEMES:
        raise ValueRefused(f'The value of "{key.name}" is a scheme of your own, such as "yourbrand-setup".')
    return text


def _email(key: Key, value: object, folder: Path) -> str:
    text = _text(key, value, folder).strip()
    if text and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", text):
        raise ValueRefused(f'The value of "{key.name}" is an e-mail address.')
    return text


def _texts(key: Key, value: object, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueRefused(f'The value of "{key.name}" is a list, as in ["Kitchen", "Cellar"].')
    return tuple(_text(key, item, folder) for item in value)


def _choice(key: Key, value: object, folder: Path) -> str:
    text = _text(key, value, folder)
    if text not in key.choices:
        raise ValueRefused(f'The value of "{key.name}" is one of {", ".join(key.choices)}.')
    return text


def _hue(key: Key, value: object, folder: Path) -> object:
    hue = parse_hue(_text(key, value, folder))
    if hue is None:
        raise ValueRefused(f'The value of "{key.name}" is one of {", ".join(HUE_WORDS)}.')
    return hue


def _light(key: Key, value: object, folder: Path) -> object:
    light = parse_light(_text(key, value, folder))
    if light is None:
        raise ValueRefused(
            f'The value of "{key.name}" is a movement and a colour, as in "steady white" or "off"; '
            f"movements: {', '.join(MOVEMENT_WORDS)}; colours: {', '.join(HUE_WORDS)}."
        )
    return light


def _lamp(key: Key, value: object, folder: Path) -> Lamp:
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 3 or not all(type(n) in (int, float) and 0 <= n <= 1 for n in numbers):
        raise ValueRefused(
            f'The value of "{key.name}" is three numbers from 0 to 1, as in [0.5, 0.38, 0.24].'
        )
    return Lamp(*(float(n) for n in numbers))


def _secret(key: Key, value: object, folder: Path) -> Secret:
    return Secret(_text(key, value, folder))


_CONVERTERS: Mapping[Kind, Callable[[Key, object, Path], object]] = {
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.COLOUR: _colour,
    Kind.PICTURE: _picture,
    Kind.FOLDER: _folder,
    Kind.LINK: _link,
    Kind.SERVICE: _service,
    Kind.SCHEME: _scheme,
    Kind.EMAIL: _email,
    Kind.TEXTS: _texts,
    Kind.CHOICE: _choice,
    Kind.HUE: _hue,
    Kind.LIGHT: _light,
    Kind.LAMP: _lamp,
    Kind.SECRET: _secret,
}


def _kind_of(value: object) -> str:
    names: dict[type, str] = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text in quotes",
        list: "a list",
        dict: "a section",
    }
    return names.get(type(value), "a date")
