"""Reads the TOML files that people write by hand: the brand file and the answers of an unattended run.

`tomllib` refuses a file in words for programmers ("Invalid hex value (at line 3, column 12)") and forgets
the line of everything it accepted. This module refuses in one sentence that names file, line and cause, and
gives a finder for the line of any key, so that whoever checks the *content* can point at it too. It quotes
key names, never values: a value may be a password. Knows nothing of the keys.
"""

from __future__ import annotations

import codecs
import tomllib
from enum import Enum, auto
from pathlib import Path

from . import toml_lines
from .lazily import dataclass

LIMIT_BYTES = 1 << 20
"""A larger file is not a brand or answers file; refusing it early keeps the wizard quick."""

LineFinder = toml_lines.LineFinder


class Reason(Enum):
    """Why a file was refused, for those who choose words of their own."""

    UNREADABLE = auto()
    TOO_LARGE = auto()
    ENCODING = auto()
    BACKSLASH = auto()
    LEADING_ZERO = auto()
    TWICE = auto()
    QUOTES = auto()
    SYNTAX = auto()


class TomlError(Exception):
    """A file that cannot be read as TOML. `str()` is one sentence: file, line, cause."""

    def __init__(self, file: Path, line: int | None, cause: str, reason: Reason) -> None:
        super().__init__(sentence(file, line, cause))
        self.file, self.line, self.cause, self.reason = file, line, cause, reason


def sentence(file: Path, line: int | None, cause: str) -> str:
    """How every complaint about a file reads, here and in the rooms that check its content."""
    where = file.name if line is None else f"{file.name}, line {line}"
    return f"{where}: {cause}"


@dataclass(frozen=True)
class _Cause:
    line: int | None
    text: str
    reason: Reason


def read_toml(path: Path) -> tuple[dict[str, object], LineFinder]:
    """The file's content and a finder for its lines: `line_of("look", "accent")` → 7.

    A UTF-8 byte order mark and CR LF line ends are accepted (Notepad writes both). Raises `TomlError` for
    everything else: no file, not UTF-8, not TOML.
    """
    text = _decode(path, _read(path))
    try:
        return tomllib.loads(text), toml_lines.find_lines(text)
    except tomllib.TOMLDecodeError as error:
        cause = _explain(text, str(error))
        raise TomlError(path, cause.line, cause.text, cause.reason) from None
    except ValueError:
        # Not the parser's own error: Python refuses to convert numbers of thousands of digits.
        raise TomlError(path, None, "A number in this file is far too long.", Reason.SYNTAX) from None
    except RecursionError:
        raise TomlError(
            path, None, "The brackets in this file are nested too deeply.", Reason.SYNTAX
        ) from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise TomlError(path, None, "There is no such file.", Reason.UNREADABLE) from None
    except IsADirectoryError:
        raise TomlError(path, None, "This is a folder, not a file.", Reason.UNREADABLE) from None
    except PermissionError:
        raise TomlError(path, None, "This file may not be read by you.", Reason.UNREADABLE) from None
    except (OSError, ValueError) as error:
        cause = f"This file cannot be read ({getattr(error, 'strerror', None) or error})."
        raise TomlError(path, None, cause, Reason.UNREADABLE) from None
    if len(data) > LIMIT_BYTES:
        raise TomlError(
            path, None, "This file is larger than 1 MiB, so it is not the right one.", Reason.TOO_LARGE
        )
    return data


_SAVE_AS = 'Save it again with the encoding "UTF-8".'


def _decode(path: Path, data: bytes) -> str:
    wide = _wide_encoding(data)
    if wide is not None:
        cause = f"This file is saved as {wide}, and only UTF-8 is read. {_SAVE_AS}"
        raise TomlError(path, None, cause, Reason.ENCODING)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        line = data.count(b"\n", 0, start) + 1
        cause = (
            f"This line holds a sign that is not UTF-8 (byte {data[start]:02X}); the file was probably saved "
            f'as "ANSI" or Windows-1252. {_SAVE_AS}'
        )
        raise TomlError(path, line, cause, Reason.ENCODING) from None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 and UTF-32, with their mark or without: in both, plain letters come with zero bytes."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return 'UTF-16 ("Unicode" in Notepad)'
    head = data[:4]
    if len(head) == 4 and head.count(0) == 2 and (head[0] == 0) == (head[2] == 0) and head[:2] != b"\0\0":
        return 'UTF-16 ("Unicode" in Notepad)'
    return None


def _explain(text: str, parser_words: str) -> _Cause:
    """The parser's complaint as a sentence about what the person wrote."""
    damage = toml_lines.parse_complaint(text, parser_words)
    source = damage.source
    for check in (_not_text, _given_twice, _backslash, _leading_zero, _in_bracket, _unfinished, _unquoted):
        found = check(source, damage)
        if found is not None:
            return _Cause(damage.line, *found)
    cause = (
        f'This is neither "key = value" nor "[section]" nor "# comment" (the reader says: {damage.words}).'
    )
    return _Cause(damage.line, cause, Reason.SYNTAX)


_Found = tuple[str, Reason] | None


def _not_text(source: str, damage: toml_lines.Complaint) -> _Found:
    if any(sign in source for sign in "“”„‘’«»"):
        return 'Texts stand between straight quotes ("), not between typographic ones.', Reason.QUOTES
    if any(ord(sign) < 32 and sign not in "\t\n" for sign in source):
        return "This line holds a control character that cannot be seen; delete and retype it.", Reason.SYNTAX
    return None


def _given_twice(source: str, damage: toml_lines.Complaint) -> _Found:
    words = damage.words.lower()
    if not ("overwrite" in words or "twice" in words or "duplicate" in words or "redefine" in words):
        return None
    name = toml_lines.key_of(source)
    if source.lstrip().startswith("["):
        return f"The section [{name}] is given twice; put its keys together in one place.", Reason.TWICE
    first = f" (first in line {damage.first_line})" if damage.first_line else ""
    return f'The key "{name}" is given twice{first}; keep one of the two.', Reason.TWICE


def _backslash(source: str, damage: toml_lines.Complaint) -> _Found:
    if not toml_lines.has_bad_escape(source):
        return None
    return (
        "A backslash between double quotes begins a special sign; "
        "write paths with / or in single quotes, as in 'C:\\Users\\me\\logo.png'.",
        Reason.BACKSLASH,
    )


def _leading_zero(source: str, damage: toml_lines.Complaint) -> _Found:
    value = toml_lines.bare_value_of(source).lstrip("+-")
    if len(value) < 2 or value[0] != "0" or not value[1].isdigit():
        return None
    return (
        "A number does not begin with 0; leave the zeros out, or put the value in quotes.",
        Reason.LEADING_ZERO,
    )


def _in_bracket(source: str, damage: toml_lines.Complaint) -> _Found:
    if damage.open_line is None:
        return None
    cause = f"The bracket opened in line {damage.open_line} is not closed, or lacks a comma or quotes in it."
    return cause, Reason.SYNTAX


def _unfinished(source: str, damage: toml_lines.Complaint) -> _Found:
    value = toml_lines.bare_value_of(source)
    if value[:1] in ('"', "'") and not toml_lines.is_closed(value):
        return "The quotes around this text are not closed.", Reason.QUOTES
    if value[:1] in ("[", "{") and damage.line is not None:
        return "A bracket that is opened here is not closed, or a comma is missing in between.", Reason.SYNTAX
    return None


def _unquoted(source: str, damage: toml_lines.Complaint) -> _Found:
    stripped = source.strip()
    value = toml_lines.bare_value_of(source)
    name = toml_lines.key_of(source)
    if stripped.startswith("[") and "=" not in stripped:
        return "A section is written as [name], in a line of its own.", Reason.SYNTAX
    if "=" not in stripped:
        return 'The "=" between key and value is missing.', Reason.SYNTAX
    if not name:
        return 'There is no key before the "=".', Reason.SYNTAX
    if value.lower() in ("true", "false", "yes", "no", "on", "off"):
        return f'The value of "{name}" is written true or false, in small letters.', Reason.SYNTAX
    if value == "":
        return f'The value of "{name}" is missing; texts and colours stand in quotes.', Reason.QUOTES
    if value[0] not in "\"'[{":
        return f'The value of "{name}" is a text, and texts stand in quotes.', Reason.QUOTES
    return None
