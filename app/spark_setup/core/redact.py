"""Takes secrets out of text on its way to a log, a report or the screen of a support desk.

Two nets. Known secrets are looked for in every form in which a library may write them: plain, escaped, hex,
base64 at any offset, URL-encoded. Patterns catch what nobody registered: access tokens, claim codes, e-mail
addresses, BSSIDs, values behind telling names. The first line of defence is that nobody logs a `Secret`.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import urllib.parse
from collections.abc import Iterator

from .secrets import Secret

SHORTEST = 4
"""A shorter secret is not searched for: it would take letters out of innocent words."""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{40}(?![0-9A-Za-z])"), "[token]"),
    (re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{63}(?![A-Za-z0-9+/_=-])"), "[claim code]"),
    (re.compile(r"[A-Za-z0-9._%+'-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), "[e-mail]"),
    (
        re.compile(
            r"(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![0-9A-Fa-f:-])"
        ),
        "[bssid]",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}"), r"\1 [secret]"),
    (
        re.compile(
            r"(?i)((?:access_token|refresh_token|mfa_token|client_secret|password|passwd|session_code|claim_code|otp)"
            r"[\"']?\s*[=:]\s*)(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^\s&,;\"'})\]]+)"
        ),
        r"\1[secret]",
    ),
)


_TOKEN, _TOKEN_NAME = _PATTERNS[0]


def without_tokens(text: str) -> str:
    """`text` without access tokens: for sentences that name files, where a wider net would take too much."""
    return _TOKEN.sub(_TOKEN_NAME, text)


class Redactor:
    """Knows the secrets of this run. Thread-safe; secrets are added as they turn up and never removed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def add(self, secret: Secret | str) -> None:
        """Look for this secret from now on. Secrets of fewer than `SHORTEST` characters are left out."""
        text = secret.reveal() if isinstance(secret, Secret) else secret
        if len(text) < SHORTEST:
            return
        with self._lock:
            self._forms.update(_forms(text))
            # Longest first, or a short form would leave the rest of a longer one standing.
            ordered = sorted(self._forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(re.escape(form) for form in ordered), re.IGNORECASE)

    def clean(self, text: str) -> str:
        """`text` without secrets; what was taken out is named in square brackets."""
        pattern = self._pattern
        if pattern is not None:
            text = pattern.sub("[secret]", text)
        for known, name in _PATTERNS:
            text = known.sub(name, text)
        return text


def _forms(text: str) -> Iterator[str]:
    """Every way to write `text` that a log or a request may hold."""
    data = text.encode("utf-8", "surrogatepass")
    yield text
    yield repr(text)[1:-1]
    yield json.dumps(text)[1:-1]
    yield json.dumps(text, ensure_ascii=False)[1:-1]
    yield repr(data)[2:-1]
    yield data.hex()
    yield data.hex(" ")
    yield data.hex(":")
    for quote in (urllib.parse.quote, urllib.parse.quote_plus):
        yield quote(data)
        yield quote(data, safe="")
    yield "".join(f"%{byte:02x}" for byte in data)
    yield from _base64_forms(data)


def _base64_forms(data: bytes) -> Iterator[str]:
    """The letters that `data` alone decides, for each of the three places where it may begin."""
    for offset in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            letters = encode(bytes(offset) + data).decode("ascii")
            start = -(-offset * 8 // 6)
            end = (offset + len(data)) * 8 // 6
            form = letters[start:end]
            if len(form) >= SHORTEST:
                yield form
