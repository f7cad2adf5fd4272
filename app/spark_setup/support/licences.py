"""Whose work is inside: the program's own licence and those of the libraries that are installed with it.

A packaged program has a list of what is really in it (made by packaging/contents.py); elsewhere Python's own
records are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ..core.paths import resources_dir

OWN = "spark-setup"
LGPL_SOURCES = "https://code.qt.io/cgit/pyside/pyside-setup.git/"
"""Where the sources of Qt for Python are; those of Qt itself are linked from there."""

_NAMES = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
_LARGEST = 400_000


@dataclass(frozen=True)
class Licence:
    """One part: its name, version, licence in a word, and the licence's text if it is installed."""

    part: str
    version: str
    name: str
    text: str


def licences() -> list[Licence]:
    """The program first, then its libraries by name."""
    packed = _packed()
    if packed:
        return packed
    found = {made.part.lower(): made for made in map(_licence, _parts()) if made is not None}
    own = found.pop(OWN, None)
    rest = sorted(found.values(), key=lambda made: made.part.lower())
    return [own, *rest] if own is not None else rest


def _packed() -> list[Licence]:
    """What the packaged program says of itself; empty elsewhere."""
    try:
        rows = json.loads((resources_dir() / "licences.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [Licence(row["part"], row["version"], row["name"], row["text"]) for row in rows]


def _parts() -> Iterator[str]:
    """What the program needs to run, and what that needs."""
    seen, waiting = set(), [OWN]
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in seen:
            continue
        seen.add(key)
        yield name
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        waiting += [m.group() for n in needed if "extra ==" not in n and (m := re.match(r"[\w.-]+", n))]


def _licence(name: str) -> Licence | None:
    try:
        part = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    facts = part.metadata
    called = _first(facts, "License-Expression") or _classified(facts.get_all("Classifier") or [])
    called = called or _first(facts, "License")[:60]
    return Licence(_first(facts, "Name") or name, part.version, called, _text(part))


def _first(facts: metadata.PackageMetadata, key: str) -> str:
    found = facts.get_all(key) or [""]
    return str(found[0])


def _classified(classifiers: list[str]) -> str:
    names = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::")]
    return ", ".join(names)


def _text(part: metadata.Distribution) -> str:
    texts = []
    for file in part.files or []:
        path = Path(str(part.locate_file(file)))
        if _NAMES.search(str(file)) and path.is_file() and path.stat().st_size < _LARGEST:
            texts.append(path.read_text(encoding="utf-8", errors="replace").strip())
    return "\n\n".join(dict.fromkeys(texts))
