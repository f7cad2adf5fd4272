"""Network names that a person wants shortened: the same name always becomes the same short one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ..core.ssid import readable

_SHOWN, _SHORTEST_INSIDE = 2, 4


class ShortNames:
    """Shortens known names wherever they stand; `keeps` says which stay (devices' own networks)."""

    def __init__(self, names: Iterable[bytes], keeps: Callable[[bytes], bool]) -> None:
        self._short: dict[bytes, bytes] = {}
        taken: set[bytes] = set()
        for name in sorted(set(names)):
            self._short[name] = name if not name or keeps(name) else _free(name, taken)
        forms = {
            f: short.decode() for name, short in self._short.items() if short != name for f in _forms(name)
        }
        self._forms = forms
        long = sorted((form for form in forms if len(form) >= _SHORTEST_INSIDE), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, long))) if long else None

    def name(self, name: bytes) -> bytes:
        """The short name; a name that was not known is shortened as well."""
        return self._short.get(name, _free(name, set()) if name else name)

    def text(self, text: str) -> str:
        """A text in which known names are shortened. Very short ones only where they are the whole text."""
        if text in self._forms:
            return self._forms[text]
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._forms[found.group()], text)


def _free(name: bytes, taken: set[bytes]) -> bytes:
    """The first signs and an ellipsis; a figure where another name begins the same way."""
    head = readable(name)[:_SHOWN] if len(readable(name)) > _SHOWN else ""
    number = 1
    while True:
        short = f"{head}…{number if number > 1 else ''}".encode()
        if short not in taken:
            taken.add(short)
            return short
        number += 1


def _forms(name: bytes) -> Iterable[str]:
    """Every way a log may write the name."""
    yield readable(name)
    yield repr(name)[2:-1]
    yield name.hex()
    yield f"hex:{name.hex()}"
    yield name.decode("utf-8", "replace")
