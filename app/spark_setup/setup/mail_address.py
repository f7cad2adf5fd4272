"""E-mail addresses as people type and paste them: what surely is not one is said before anything is sent.

Lower case, as the mobile SDKs store them (mobile-sdk, 5): an account made on a telephone is found again here.
"""

from __future__ import annotations

import re
from enum import StrEnum

LONGEST = 254
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")
_FOREIGN = re.compile(r"[\x00-\x1f\x7f<>()\[\]\\,;:\"]")


class Trouble(StrEnum):
    """What is wrong with an address."""

    EMPTY = "empty"
    SPACE = "space"
    NO_AT = "no_at"
    TWO_AT = "two_at"
    NO_NAME = "no_name"
    NO_DOT = "no_dot"
    COMMA = "comma"
    SIGN = "sign"
    LONG = "long"


def cleaned(text: str) -> str:
    """The address in `text`, freed from what clipboards put around it: `Jane <jane@…>`, `mailto:`, spaces."""
    text = "".join(sign for sign in text if sign not in _INVISIBLE).strip()
    named = _NAMED.fullmatch(text)
    if named is not None:
        text = named.group(1).strip()
    if text.lower().startswith("mailto:"):
        text = text[len("mailto:") :].partition("?")[0]
    return text.lower()


def trouble(text: str) -> Trouble | None:
    """Why `text` (cleaned) cannot be an address; None: it may be one. Only the service knows more."""
    name, at, domain = text.rpartition("@")
    checks = (
        (not text, Trouble.EMPTY),
        (any(sign.isspace() for sign in text), Trouble.SPACE),
        (not at, Trouble.NO_AT),
        ("@" in name, Trouble.TWO_AT),
        ("," in text, Trouble.COMMA),
        (_FOREIGN.search(text) is not None, Trouble.SIGN),
        (not name, Trouble.NO_NAME),
        ("." not in domain.strip(".") or ".." in domain or domain != domain.strip(".-"), Trouble.NO_DOT),
        (len(text) > LONGEST, Trouble.LONG),
    )
    return next((found for wrong, found in checks if wrong), None)
