"""Reads JSON as the firmware does: the tolerant tokenizer "jsmn", and what a C string makes of its input.

A JSON parser would be wrong here: the device executes a body without its closing brace, unquoted keys and
text after the object, and never undoes an escape. Facts of jsmn's behaviour (non-strict mode), own code.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from enum import Enum

_BLANKS = b"\t\r\n "
_ESCAPES = b'"/\\bfrnt'
_HEX = b"0123456789abcdefABCDEF"


class Kind(Enum):
    """What a token is."""

    PRIMITIVE = "primitive"
    OBJECT = "object"
    ARRAY = "array"
    STRING = "string"


@dataclass
class Token:
    """A piece of the text: `start` and `end` without quotes; `size` counts children; `end` -1 while open."""

    kind: Kind
    start: int
    end: int = -1
    size: int = 0


class _Stop(Exception):  # noqa: N818 - the tokenizer's way to give up, never leaves this module
    """The text is malformed from here on; the tokens so far count."""


def c_string(data: bytes) -> bytes:
    """What a C string function sees: everything before the first NUL."""
    return data.split(b"\0", 1)[0]


def c_number(text: bytes) -> int:
    """What `atoi` makes of a text on a 32-bit device: leading digits, 0 when there are none, clamped."""
    text = text.lstrip(b" \t\n\v\f\r")
    sign = -1 if text[:1] == b"-" else 1
    if text[:1] in (b"-", b"+"):
        text = text[1:]
    digits = len(text) - len(text.lstrip(b"0123456789"))
    value = sign * int(text[:digits] or b"0")
    return max(-(2**31), min(2**31 - 1, value))


def tokenize(text: bytes) -> list[Token]:
    """The tokens of a text without NUL; where it is malformed, those before that place."""
    reader = _Reader(text)
    with contextlib.suppress(_Stop):
        reader.run()
    return reader.tokens


class _Reader:
    def __init__(self, text: bytes) -> None:
        self._text, self._at = text, 0
        self.tokens: list[Token] = []
        self._parent = -1

    def run(self) -> None:
        text = self._text
        while self._at < len(text):
            sign = text[self._at : self._at + 1]
            if sign in (b"{", b"["):
                self._count()
                self.tokens.append(Token(Kind.OBJECT if sign == b"{" else Kind.ARRAY, self._at))
                self._parent = len(self.tokens) - 1
            elif sign in (b"}", b"]"):
                self._close(Kind.OBJECT if sign == b"}" else Kind.ARRAY)
            elif sign == b'"':
                self._string()
                self._count()
            elif sign == b":":
                self._parent = len(self.tokens) - 1
            elif sign == b",":
                self._comma()
            elif sign not in (b"\t", b"\r", b"\n", b" "):
                self._primitive()
                self._count()
            self._at += 1

    def _count(self) -> None:
        if self._parent != -1:
            self.tokens[self._parent].size += 1

    def _open(self) -> int:
        """The innermost object or array that is not closed yet, or -1."""
        for index in range(len(self.tokens) - 1, -1, -1):
            if self.tokens[index].kind in (Kind.OBJECT, Kind.ARRAY) and self.tokens[index].end == -1:
                return index
        return -1

    def _close(self, kind: Kind) -> None:
        index = self._open()
        if index == -1 or self.tokens[index].kind is not kind:
            raise _Stop
        self.tokens[index].end = self._at + 1
        self._parent = self._open()

    def _comma(self) -> None:
        if self._parent == -1 or self.tokens[self._parent].kind in (Kind.OBJECT, Kind.ARRAY):
            return
        index = self._open()
        self._parent = index if index != -1 else self._parent

    def _string(self) -> None:
        text, at = self._text, self._at + 1
        while at < len(text):
            sign = text[at]
            if sign == ord('"'):
                self.tokens.append(Token(Kind.STRING, self._at + 1, at))
                self._at = at
                return
            if sign == ord("\\") and at + 1 < len(text):
                at += 1
                if text[at] == ord("u"):
                    digits = text[at + 1 : at + 5]
                    if any(digit not in _HEX for digit in digits):
                        raise _Stop
                    at += len(digits)
                elif text[at] not in _ESCAPES:
                    raise _Stop
            at += 1
        raise _Stop

    def _primitive(self) -> None:
        text, at = self._text, self._at
        while at < len(text) and text[at] not in b":,]}" + _BLANKS:
            if not 32 <= text[at] < 127:
                raise _Stop
            at += 1
        self.tokens.append(Token(Kind.PRIMITIVE, self._at, at))
        self._at = at - 1
