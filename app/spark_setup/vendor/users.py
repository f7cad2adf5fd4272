"""Who asks for a code: the port to the product maker's own sign-in, and one way to use it.

A product maker with a web shop writes a `UserCheck` that looks at the shop's session. Where the shop's server
asks instead of the browser, `SignedHeader` is enough: the shop signs what it asks for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..core.secrets import Secret
from .codes import digest
from .errors import Reason, VendorError

HEADER = "x-setup-signature"
WINDOW_S = 60.0
SHORTEST_KEY = 32
_LONGEST_NAME = 254
_FORM = re.compile(r"t=([0-9]{1,12}),n=([0-9a-f]{32}),v1=([0-9a-f]{64})")


@dataclass(frozen=True)
class Asked:
    """A request as it came. Header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class UserCheck(Protocol):
    """Says which customer a request is for: any text that stays the same, an e-mail address or an id.

    Called on a worker thread. Raises VendorError(NOT_SIGNED_IN) for a request that is nobody's.
    """

    def __call__(self, asked: Asked) -> str: ...


class SignedHeader:
    """The product maker's own server signs `{"customer": "…"}` with a key that both know.

    Good for `WINDOW_S` seconds, once: `once` remembers the number used, over all workers.
    """

    def __init__(
        self, key: Secret, once: Callable[[str, float], bool], now: Callable[[], float] = time.time
    ) -> None:
        if len(key) < SHORTEST_KEY:
            raise VendorError(Reason.CONFIG, f"the signing key has fewer than {SHORTEST_KEY} signs")
        self._key, self._once, self._now = key, once, now

    def __call__(self, asked: Asked) -> str:
        """The customer named in the body. Raises NOT_SIGNED_IN, BAD_REQUEST."""
        parts = _FORM.fullmatch(asked.headers.get(HEADER, ""))
        if parts is None:
            raise VendorError(Reason.NOT_SIGNED_IN, "no signature")
        moment, number, given = parts.groups()
        expected = _signature(self._key, moment, number, asked.method, asked.path, asked.body)
        if not hmac.compare_digest(expected, given):
            raise VendorError(Reason.NOT_SIGNED_IN, "the signature does not fit")
        if abs(self._now() - int(moment)) > WINDOW_S:
            raise VendorError(Reason.NOT_SIGNED_IN, "the signature is too old, or the clocks differ")
        if not self._once(digest("nonce", "", number), 2 * WINDOW_S):
            raise VendorError(Reason.NOT_SIGNED_IN, "the signature was used before")
        return customer_in(asked.body)


def sign(
    key: Secret, method: str, path: str, body: bytes, *, now: float | None = None, number: str | None = None
) -> str:
    """The value of the header `X-Setup-Signature` for a request; what the product maker's server computes."""
    moment = str(int(time.time() if now is None else now))
    number = number or secrets.token_hex(16)
    return f"t={moment},n={number},v1={_signature(key, moment, number, method, path, body)}"


def _signature(key: Secret, moment: str, number: str, method: str, path: str, body: bytes) -> str:
    text = f"{moment}.{number}.{method}.{path}.".encode() + body
    return hmac.new(key.reveal().encode(), text, hashlib.sha256).hexdigest()


def customer_in(body: bytes) -> str:
    """The customer in a body `{"customer": "…"}`. Raises BAD_REQUEST."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    name = value.get("customer") if isinstance(value, dict) else None
    if not isinstance(name, str):
        raise VendorError(Reason.BAD_REQUEST, 'the body is not {"customer": "…"}')
    return checked_name(name)


def checked_name(name: str) -> str:
    """A name that the cloud can be asked for. An empty scope would be the product's own token.

    Raises BAD_REQUEST.
    """
    odd = any(unicodedata.category(sign)[0] in "CZ" for sign in name)
    if not name or len(name) > _LONGEST_NAME or odd:
        raise VendorError(Reason.BAD_REQUEST, "this cannot be a customer's name")
    return name
