"""Where things stand in a TOML text: the line of each key, and what a parser's complaint is about.

A lexical walk over the text, not a second parser: it is asked for lines only after `tomllib` accepted
the text, or for one line that `tomllib` refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .lazily import dataclass

KeyPath = tuple[str | int, ...]

_STRING = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}' r"|'''(?:(?!''').)*'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*$")
_ESCAPE = re.compile(r"\\(?:[btnfr\"\\e]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class LineFinder:
    """`finder("look", "accent")` → the line (from 1) where that key stands, or its section, or None.

    Members of arrays of tables are counted from 0: `finder("retry", 1, "password")`.
    """

    lines: Mapping[KeyPath, int]

    def __call__(self, *path: str | int) -> int | None:
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None


def find_lines(text: str) -> LineFinder:
    """The line of each key and section of a well-formed TOML text."""
    return LineFinder(_Walk(text).run())


class _Walk:
    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._counted = (0, 1)
        self._lines: dict[KeyPath, int] = {}
        self.open_line: int | None = None
        self._arrays: dict[KeyPath, int] = {}

    def run(self) -> dict[KeyPath, int]:
        section: KeyPath = ()
        while self._skip_blank():
            if self._text[self._at] == "[":
                section = self._header()
            elif not self._assignment(section):
                break
        return self._lines

    def _skip_blank(self) -> bool:
        blank = _BLANK.match(self._text, self._at)
        if blank:
            self._at = blank.end()
        return self._at < len(self._text)

    def _line(self) -> int:
        """The line of the current place, counted on from the last one asked for."""
        place, line = self._counted
        line += self._text.count("\n", place, self._at)
        self._counted = (self._at, line)
        return line

    def _note(self, path: KeyPath, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)

    def _header(self) -> KeyPath:
        line = self._line()
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        path = self._within(self._key())
        if is_array:
            index = self._arrays.get(path, -1) + 1
            self._arrays[path] = index
            path = (*path, index)
        self._note(path, line)
        end = self._text.find("\n", self._at)
        self._at = len(self._text) if end < 0 else end
        return path

    def _within(self, key: KeyPath) -> KeyPath:
        """A key below an array of tables belongs to the array's newest member."""
        path: KeyPath = ()
        for part in key:
            path = (*path, part)
            if path in self._arrays and path != key:
                path = (*path, self._arrays[path])
        return path

    def _assignment(self, section: KeyPath) -> bool:
        line = self._line()
        key = self._key()
        equals = self._text.find("=", self._at)
        if not key or equals < 0:
            return False
        self._note((*section, *key), line)
        self._at = equals + 1
        if self._skip_value() > 0:
            self.open_line = line
        return True

    def _key(self) -> KeyPath:
        """A dotted key, with its quotes taken off."""
        parts: list[str] = []
        while self._at < len(self._text):
            while self._text[self._at : self._at + 1] in (" ", "\t", "."):
                self._at += 1
            found = _BARE.match(self._text, self._at) or _STRING.match(self._text, self._at)
            if found is None:
                break
            parts.append(found.group().strip("\"'"))
            self._at = found.end()
        return tuple(parts)

    def _skip_value(self) -> int:
        """To the end of the value; how many brackets are still open there."""
        depth = 0
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in "\"'":
                string = _STRING.match(self._text, self._at)
                self._at = string.end() if string else len(self._text)
                continue
            if sign == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
                continue
            if sign == "\n" and depth == 0:
                break
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
            self._at += 1
        return depth


@dataclass(frozen=True)
class Complaint:
    """What the parser refused: its words without the place, the line, that line's text."""

    words: str
    line: int | None
    source: str
    first_line: int | None
    """The line of the same key before it, if there is one."""
    open_line: int | None
    """The line of a bracket that is still open where this line begins."""


def parse_complaint(text: str, parser_words: str) -> Complaint:
    """Take `tomllib`'s message apart. "At end of document" means the last line that holds something."""
    lines = text.split("\n")
    where = _WHERE.search(parser_words)
    words = _WHERE.sub("", parser_words)
    number = int(where.group(1)) if where and where.group(1) else None
    if number is None:
        number = _opened_at(lines) or max((i for i, line in enumerate(lines, 1) if line.strip()), default=1)
    # A complaint about what was missing at a line's end is placed at the start of the next line.
    column = int(where.group(2)) if where and where.group(2) else None
    if column == 1 and number > 1:
        before = bare_value_of(lines[number - 2])
        if not lines[number - 1].strip() or (before[:1] in ('"', "'") and not is_closed(before)):
            number -= 1
    source = lines[number - 1] if number <= len(lines) else ""
    before_it = _Walk("\n".join(lines[: number - 1]))
    before_it.run()
    return Complaint(words, number, source, _first_line(lines, number), before_it.open_line)


def _first_line(lines: list[str], number: int) -> int | None:
    """The same key earlier in the same section: the line that the second one contradicts."""
    if number > len(lines):
        return None
    name = key_of(lines[number - 1])
    for earlier in range(number - 1, 0, -1):
        line = lines[earlier - 1].strip()
        if line.startswith("["):
            return None
        if "=" in line and key_of(line) == name:
            return earlier
    return None


def _opened_at(lines: list[str]) -> int | None:
    """The line of a text that runs to the end of the file: in three quotes, or in a single one not closed."""
    for quotes in ('"""', "'''"):
        if sum(line.count(quotes) for line in lines) % 2:
            return max(i for i, line in enumerate(lines, 1) if quotes in line)
    values = ((i, bare_value_of(line)) for i, line in enumerate(lines, 1))
    return next((i for i, value in values if value[:1] == "'" and not is_closed(value)), None)


def key_of(source: str) -> str:
    """The key or section name that a line begins with, "" if it begins with none."""
    stripped = source.strip()
    if stripped.startswith("["):
        return stripped.split("]")[0].strip("[ \t")
    return stripped.split("=")[0].strip().strip("\"'") if "=" in stripped else ""


def bare_value_of(source: str) -> str:
    """What stands behind the "=", without blanks and comment."""
    _, equals, value = source.partition("=")
    value = value.strip()
    if not equals or value[:1] in ('"', "'"):
        return value
    return value.split("#")[0].strip()


def is_closed(value: str) -> bool:
    """Whether a value that begins with a quote is a whole string."""
    found = _STRING.match(value)
    is_long = value[:3] in ('"""', "'''")
    return found is not None and (not is_long or len(found.group()) >= 6)


def has_bad_escape(source: str) -> bool:
    """Whether a double-quoted text of this line holds a backslash that begins no sign TOML knows."""
    quoted = re.findall(r'"((?:\\.|[^"\\])*)"?', source)
    return any("\\" in _ESCAPE.sub("", text) for text in quoted)
