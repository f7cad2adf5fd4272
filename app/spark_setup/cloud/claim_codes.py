"""Claim codes: what a device takes as proof of its future owner.

Exactly 63 signs of the base64 alphabet, no padding (three recorded samples; the firmware stores a fixed 63
bytes, so anything shorter would leave garbage in the device).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from ..core.lazily import dataclass
from ..core.secrets import Secret
from .errors import TokenRefused, TokenTrouble
from .tokens import one_word, read_small_file, source_name

_CLAIM_CODE = re.compile(r"[A-Za-z0-9+/]{63}")


@dataclass(frozen=True)
class ClaimCode:
    """A code and the devices (lower case ids) that its account owned when it was made."""

    code: Secret
    device_ids: frozenset[str]


def is_claim_code(text: object) -> bool:
    """Whether `text` has the form of a claim code."""
    return isinstance(text, str) and _CLAIM_CODE.fullmatch(text) is not None


def parse_claim_code(raw: bytes, source: str = "the claim code") -> Secret:
    """A claim code from a file made by an editor, a redirect or a copy of the cloud's JSON answer.

    Raises TokenRefused.
    """
    word = one_word(raw, source, json_key="claim_code")
    if not is_claim_code(word):
        raise TokenRefused(TokenTrouble.NOT_A_CLAIM_CODE, source)
    return Secret(word)


def read_claim_code_file(path: str | Path, stdin: BinaryIO | None = None) -> Secret:
    """A claim code from a file, or from standard input for "-". Raises TokenRefused."""
    return parse_claim_code(read_small_file(path, stdin), source_name(path))
