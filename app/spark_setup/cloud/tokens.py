"""From the bytes of a file, a pipe or a variable to a token, when there is exactly one way to read them.

Editors, shells and clipboards add line ends, byte-order marks, quotes, the word Bearer and invisible signs;
PowerShell's redirect writes UTF-16. What is left over must be one word of the signs RFC 6750 allows.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ..core.secrets import Secret
from .errors import TokenRefused, TokenTrouble
from .moments import expiry

TOKEN_VARIABLE = "SPARK_SETUP_TOKEN"
LARGEST_FILE = 64 * 1024
LONGEST_TOKEN = 8 * 1024
LONGEST_CODE = 512
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")
_PREFIX = re.compile(r"\A(?:authorization:\s*)?bearer(?:\s+|$)", re.IGNORECASE)
_QUOTES = ('"', "'", "`")


def parse_token(raw: bytes, source: str = "the token") -> Secret:
    """The one token that `raw` holds. Raises TokenRefused: names `source` and the trouble, not the text."""
    word = one_word(raw, source, json_key="access_token")
    if len(word) > LONGEST_TOKEN:
        raise TokenRefused(TokenTrouble.TOO_LARGE, source)
    if not can_be_token(word):
        raise TokenRefused(TokenTrouble.FOREIGN_SIGNS, source)
    return Secret(word)


def can_be_token(word: str) -> bool:
    """Whether `word` can stand in an Authorization header (RFC 6750)."""
    return len(word) <= LONGEST_TOKEN and _TOKEN.fullmatch(word) is not None


def can_be_code(word: str) -> bool:
    """Whether `word` can be a one-time session code; only its server knows whether it is one."""
    return 0 < len(word) <= LONGEST_CODE and word.isprintable() and not word.isspace()


def json_fields(raw: bytes, source: str = "the token") -> Mapping[str, object]:
    """The fields of a token file that is a JSON object; nothing for a bare token. Raises TokenRefused."""
    text = _stripped(_decoded(raw, source))
    return _json_object(text, source) if text.startswith("{") else {}


def read_token_and_end(path: str | Path, stdin: BinaryIO | None = None) -> tuple[Secret, datetime | None]:
    """A token, and when it ends if the file is a JSON answer that says so. Raises TokenRefused."""
    raw, source = read_small_file(path, stdin), source_name(path)
    token, fields = parse_token(raw, source), json_fields(raw, source)
    now = datetime.now(UTC)
    return token, expiry(fields.get("expires_in"), fields.get("expires_at"), now=now, server_now=None)


def token_from_environment(environ: Mapping[str, str] | None = None) -> Secret | None:
    """The token in SPARK_SETUP_TOKEN; None if the variable is not there. Raises TokenRefused."""
    value = (os.environ if environ is None else environ).get(TOKEN_VARIABLE)
    if value is None:
        return None
    return parse_token(value.encode("utf-8", "surrogateescape"), TOKEN_VARIABLE)


def source_name(path: str | Path) -> str:
    """How a message names a file."""
    return "standard input" if str(path) == "-" else f"the file {str(path)!r}"


def read_small_file(path: str | Path, stdin: BinaryIO | None = None) -> bytes:
    """All of a small file, or of standard input for "-". Raises TokenRefused."""
    source = source_name(path)
    try:
        if str(path) == "-":
            stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
            if stream is None:
                raise TokenRefused(TokenTrouble.MISSING, source)
            raw = bytes(stream.read(LARGEST_FILE + 1))
        else:
            with Path(path).open("rb") as file:
                raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise TokenRefused(TokenTrouble.MISSING, source) from None
    except (OSError, ValueError):
        raise TokenRefused(TokenTrouble.UNREADABLE, source) from None
    if len(raw) > LARGEST_FILE:
        raise TokenRefused(TokenTrouble.TOO_LARGE, source)
    return raw


def one_word(raw: bytes, source: str, *, json_key: str) -> str:
    """The one word in `raw`, freed from everything that editors and clipboards put around it.

    Raises TokenRefused.
    """
    if len(raw) > LARGEST_FILE:
        raise TokenRefused(TokenTrouble.TOO_LARGE, source)
    text = _stripped(_decoded(raw, source))
    if text.startswith("{"):
        text = _stripped(_from_json(text, json_key, source))
    text = _unquoted(_PREFIX.sub("", _unquoted(text), count=1))
    if not text:
        raise TokenRefused(TokenTrouble.EMPTY, source)
    if any(sign in "\r\n\t" or sign.isspace() for sign in text):
        raise TokenRefused(TokenTrouble.SEVERAL_WORDS, source)
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
        raise TokenRefused(TokenTrouble.CONTROL_SIGNS, source)
    return text


def _decoded(raw: bytes, source: str) -> str:
    encoding = "utf-8"
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            encoding = name
            break
    else:
        encoding = _utf16_without_mark(raw) or encoding
    try:
        return raw.decode(encoding)
    except UnicodeError:
        pass  # raised outside the handler: the decoder's exception holds the bytes
    raise TokenRefused(TokenTrouble.NOT_TEXT, source)


def _utf16_without_mark(raw: bytes) -> str | None:
    if len(raw) < 2 or len(raw) % 2:
        return None
    first, second = raw[0::2], raw[1::2]
    if not any(second) and all(first):
        return "utf-16-le"
    if not any(first) and all(second):
        return "utf-16-be"
    return None


def _stripped(text: str) -> str:
    before = None
    while before != text:
        before, text = text, text.strip().strip(_INVISIBLE)
    return text


def _unquoted(text: str) -> str:
    text = _stripped(text)
    if len(text) >= 2 and text[0] == text[-1] and text[0] in _QUOTES:
        return _stripped(text[1:-1])
    return text


def _json_object(text: str, source: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise TokenRefused(TokenTrouble.BROKEN_JSON, source)
    return value


def _from_json(text: str, key: str, source: str) -> str:
    word = _json_object(text, source).get(key)
    if not isinstance(word, str):
        raise TokenRefused(TokenTrouble.NO_TOKEN_IN_JSON, source)
    return word
