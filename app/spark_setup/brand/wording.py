"""Sentences that a brand replaces: the placeholders in them have to be those of the sentence they replace.

A sentence that lost its `{device}` would tell the person to plug in nothing. The wizard's own sentences live
far above this floor, so they are handed in.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

GENERAL = frozenset({"device", "brand", "product", "button", "prefix", "color"})
"""Placeholders that can be filled in every sentence, because they come from the brand file itself."""

MOBILE_NAMES: Mapping[str, str] = {
    "deviceName": "device",
    "mode button": "button",
    "network prefix": "prefix",
    "brandName": "brand",
    "userName": "user",
}
"""Placeholders of the mobile SDKs' sentences, and what they are called here."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


class WordingRefused(Exception):  # noqa: N818 - a verdict, not a fault
    """A sentence that cannot be used. `key` as it stands in the file; `str()` is the cause."""

    def __init__(self, key: tuple[str, ...], cause: str) -> None:
        super().__init__(cause)
        self.key = key


def flatten(section: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], object]]:
    """`[text.de.ready] title = …` and `"de.ready.title" = …` are both (path in the file, sentence)."""
    for name, value in section.items():
        if isinstance(value, dict):
            for path, inner in flatten(value):
                yield (name, *path), inner
        else:
            yield (name,), value


def split_language(path: tuple[str, ...]) -> tuple[str, str]:
    """("de", "ready.title"): the first part is a language if it looks like one, "" is every language."""
    parts = ".".join(path).split(".")
    if len(parts) > 1 and _LANGUAGE.fullmatch(parts[0]):
        return parts[0], ".".join(parts[1:])
    return "", ".".join(parts)


def sentence_of(path: tuple[str, ...], value: object) -> str:
    """The sentence with the placeholders' names of this program. Raises `WordingRefused`."""
    name = ".".join(path)
    if not isinstance(value, str) or not value.strip():
        raise WordingRefused(path, f'The sentence "text.{name}" has to be a text in quotes, and not empty.')
    text = value.replace("{{", "{").replace("}}", "}")
    text = _PLACEHOLDER.sub(lambda found: "{" + _our_name(found.group(1)) + "}", text)
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest or "" in placeholders(text):
        raise WordingRefused(
            path, f'The sentence "text.{name}" has a bracket {{ or }} without its other half.'
        )
    return text


def placeholders(text: str) -> frozenset[str]:
    """The names in curly brackets."""
    return frozenset(_PLACEHOLDER.findall(text))


def check(path: tuple[str, ...], text: str, known: Mapping[str, str]) -> None:
    """Refuse a sentence that the wizard does not have, or whose placeholders are not those of its own."""
    _, key = split_language(path)
    if key not in known:
        near = difflib.get_close_matches(key, known, 1)
        hint = f' Did you mean "text.{near[0]}"?' if near else ""
        raise WordingRefused(path, f'There is no sentence "text.{key}".{hint}')
    wanted = placeholders(known[key])
    missing = sorted(wanted - placeholders(text))
    if missing:
        names = ", ".join("{" + name + "}" for name in missing)
        raise WordingRefused(path, f'The sentence "text.{key}" lacks its {names}.')
    for name in sorted(placeholders(text) - wanted - GENERAL):
        near = difflib.get_close_matches(name, sorted(wanted | GENERAL), 1)
        hint = f" Did you mean {{{near[0]}}}?" if near else ""
        raise WordingRefused(
            path, f'Nothing can be put in for {{{name}}} in the sentence "text.{key}".{hint}'
        )


def _our_name(name: str) -> str:
    stripped = name.strip()
    return MOBILE_NAMES.get(stripped, stripped)
