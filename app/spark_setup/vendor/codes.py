"""One-time codes and renewal tokens: how they are made, typed and stored. No clock, no database.

A code has 28 signs of Crockford's base 32 (140 random bits) in groups of four: it can be read out and typed.
Stored is a SHA-256 of it: with this many random bits there is nothing to try, so no salt and no slow hash.
"""

from __future__ import annotations

import hashlib
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 28, 4
_LONGEST_TYPED = 64
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u2011": None, "\u2013": None})


def new_code() -> str:
    """A fresh code: `K7QP-3M2X-…`."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def typed_code(text: str) -> str | None:
    """The code that a person meant: small letters, other groups, O for 0, I and L for 1. None: not a code."""
    if len(text) > _LONGEST_TYPED:
        return None
    word = text.strip().upper().translate(_MEANT)
    return word if len(word) == _LENGTH and all(sign in _SIGNS for sign in word) else None


def new_renewal_token() -> str:
    """A fresh renewal token: 256 random bits, of signs that a header takes."""
    return secrets.token_urlsafe(32)


def digest(kind: str, product: str, word: str) -> str:
    """What is stored instead of `word`. Bound to its kind and product: it is worth nothing elsewhere."""
    return hashlib.sha256("\0".join(("spark-setup", kind, product, word)).encode()).hexdigest()
