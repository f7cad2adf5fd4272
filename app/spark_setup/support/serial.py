"""Facts, decisions and problems as plain JSON and back, by their own type hints.

Writing leaves secrets out. Reading trusts nothing: every value has to be of the type that its field says, of
bounded length, and finite; whatever is not raises `Unreadable`.
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Any, Union, cast

from ..core.secrets import Secret
from ..softap.messages import PublicKey

LONGEST_TEXT, LONGEST_LIST, LONGEST_NAME = 4096, 2000, 64
_LARGEST = 2**53

Plain = Any
"""What `json` reads and writes: None, bool, int, float, str, list, dict."""


class Unreadable(Exception):  # noqa: N818 - a verdict about foreign data
    """A value that is not what its place needs; `str()` says which."""


@dataclasses.dataclass(frozen=True)
class Writing:
    """How names and texts are written: names shortened or not, texts cleaned."""

    name: Callable[[bytes], bytes]
    text: Callable[[str], str]


# ---------------------------------------------------------------- writing


def to_plain(value: object, how: Writing) -> Plain:
    """`value` as JSON. A `Secret` becomes null, a public key is left out, a name is text where it can be."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return round(value, 3) if math.isfinite(value) else None
        case Enum():
            return value.value
        case str():
            return how.text(value)
        case bytes():
            return how.text(name_text(how.name(value)))
        case datetime():
            return value.isoformat()
        case Secret() | PublicKey():
            return None
        case frozenset():
            return sorted(to_plain(item, how) for item in value)
        case tuple() | list():
            return [to_plain(item, how) for item in value]
        case Mapping():
            return {str(key): to_plain(item, how) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name), how) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no place in a report")


def name_text(name: bytes) -> str:
    """A network's name as text if it is plain UTF-8, else "hex:…"; `name_bytes` undoes it."""
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return f"hex:{name.hex()}"
    return text if text.isprintable() and not text.startswith("hex:") else f"hex:{name.hex()}"


def name_bytes(text: str) -> bytes:
    """The name that `name_text` wrote."""
    if text.startswith("hex:"):
        try:
            return bytes.fromhex(text[4:])
        except ValueError:
            raise Unreadable(f"a name is neither text nor hexadecimal: {text[:40]!r}") from None
    return text.encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- reading


def from_plain(hint: Any, value: Plain, left_out: str) -> Any:
    """`value` as the type `hint` says; `left_out` stands where the report holds no secret."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(typing.get_args(hint), value, left_out)
    if origin in (tuple, frozenset):
        return _several(hint, origin, value, left_out)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(value)
    if dataclasses.is_dataclass(hint) and hint is not PublicKey:
        return structure(cast(type[Any], hint), value, left_out)
    return _single(hint, value, left_out)


def structure(kind: type[Any], value: Plain, left_out: str) -> Any:
    """A dataclass from an object. Keys it does not know are passed over: a newer program may write more."""
    if not isinstance(value, dict):
        raise Unreadable(f"{kind.__name__} is not an object")
    hints, given = hints_of(cast(Hashable, kind)), {}
    for field in dataclasses.fields(kind):
        if field.name in value:
            given[field.name] = from_plain(hints[field.name], value[field.name], left_out)
    try:
        return kind(**given)
    except (TypeError, ValueError):
        raise Unreadable(f"{kind.__name__} is incomplete") from None


@lru_cache(maxsize=256)
def hints_of(kind: Hashable) -> Mapping[str, Any]:
    """The types of a dataclass's fields."""
    return typing.get_type_hints(cast(Any, kind))


def _one_of(hints: tuple[Any, ...], value: Plain, left_out: str) -> Any:
    if value is None and type(None) in hints:
        return None
    trouble = Unreadable("a value of no known type")
    for hint in hints:
        if hint is type(None):
            continue
        try:
            return from_plain(hint, value, left_out)
        except Unreadable as error:
            trouble = error
    raise trouble


def _several(hint: Any, origin: type, value: Plain, left_out: str) -> Any:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise Unreadable("a list is missing or too long")
    inner = typing.get_args(hint)[0]
    return origin(from_plain(inner, item, left_out) for item in value)


def _mapping(value: Plain) -> Mapping[str, str]:
    if not isinstance(value, dict) or len(value) > LONGEST_LIST:
        raise Unreadable("a table is missing or too long")
    return {_text(key): _text(item) for key, item in value.items()}


def _single(hint: Any, value: Plain, left_out: str) -> Any:
    if hint is Secret:
        return Secret(left_out)
    if hint is PublicKey:
        return PublicKey(b"")
    if hint is str:
        return _text(value)
    if hint is bytes:
        return _name(value)
    if hint is bool:
        return _exactly(bool, value)
    if hint is int:
        return _number(value, int)
    if hint is float:
        return float(_number(value, (int, float)))
    if hint is datetime:
        return _moment(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(hint, value)
    raise Unreadable(f"nothing of the type {hint!r} can be read")


def _exactly(kind: type, value: Plain) -> Any:
    if not isinstance(value, kind):
        raise Unreadable(f"not a {kind.__name__}: {str(value)[:40]!r}")
    return value


def _number(value: Plain, kinds: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise Unreadable(f"not a number: {str(value)[:40]!r}")
    if not -_LARGEST <= value <= _LARGEST:
        raise Unreadable("a number is out of bounds")
    return value


def _text(value: Plain) -> str:
    text: str = _exactly(str, value)
    if len(text) > LONGEST_TEXT or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Unreadable("a text is too long or damaged")
    return text


def _name(value: Plain) -> bytes:
    name = name_bytes(_text(value))
    if len(name) > LONGEST_NAME:
        raise Unreadable("a network's name is too long")
    return name


def _moment(value: Plain) -> datetime:
    try:
        return datetime.fromisoformat(_text(value))
    except ValueError:
        raise Unreadable("not a date") from None


def _member(kind: type[Enum], value: Plain) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise Unreadable(f"{str(value)[:40]!r} is no {kind.__name__}") from None
