"""What this server does, without HTTP: hand out codes, turn them into customers' sessions, renew those."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote

from ..cloud.sessions import SessionAnswer
from ..core.secrets import Secret
from . import codes
from .errors import Reason, VendorError
from .store import Store

GRACE_S = 60.0
MOST_DEVICE_IDS = 10_000
_log = logging.getLogger(__name__)


class Tokens(Protocol):
    """Where customers' tokens come from. Raises VendorError."""

    def token(self, customer: str, *, known: bool = False) -> SessionAnswer: ...


@dataclass(frozen=True)
class Issued:
    """A code on its way to the customer. `link` opens the wizard, if it has a URL scheme."""

    code: Secret
    link: Secret | None
    expires_in_s: float

    def to_json(self) -> dict[str, object]:
        """The answer to whoever asked."""
        return {
            "code": self.code.reveal(),
            "link": self.link.reveal() if self.link else None,
            "expires_in": round(self.expires_in_s),
        }


@dataclass(frozen=True)
class Rules:
    """How long things live (seconds), and what goes into an answer."""

    product: str
    code_s: float = 600.0
    renewal_s: float = 86_400.0
    codes_of_one: int = 10
    url_scheme: str | None = None
    device_ids: Callable[[], frozenset[str] | None] = field(default=lambda: None)


class Sessions:
    """Codes in, sessions out. Blocking and thread-safe; every method raises VendorError."""

    def __init__(self, store: Store, tokens: Tokens, rules: Rules) -> None:
        self._store, self._tokens, self._rules = store, tokens, rules

    def issue(self, customer: str) -> Issued:
        """A fresh code for a customer who is signed in at the product maker's."""
        rules, code = self._rules, codes.new_code()
        word = codes.typed_code(code) or ""
        self._store.add_code(self._digest("code", word), customer, rules.code_s, rules.codes_of_one)
        link = f"{rules.url_scheme}://start?code={quote(code)}" if rules.url_scheme else None
        _log.info("code issued for %s", reference(customer))
        return Issued(Secret(code), Secret(link) if link else None, rules.code_s)

    def exchange(self, code: str) -> Mapping[str, object]:
        """The session that a code stands for. It works once; if the cloud fails, it may be tried again."""
        word = codes.typed_code(code)
        if word is None:
            raise VendorError(Reason.UNKNOWN_CODE)
        key = self._digest("code", word)
        taken = self._store.take_code(key)
        try:
            answer = self._tokens.token(taken.customer)
            renewal = codes.new_renewal_token()
            self._store.begin_family(self._digest("renewal", renewal), taken.customer, self._rules.renewal_s)
        except VendorError:
            self._store.give_back(key, taken)
            raise
        _log.info("code exchanged for %s", reference(taken.customer))
        return self._answer(answer, renewal)

    def renew(self, renewal_token: str) -> Mapping[str, object]:
        """A fresh token for the same customer, and the next renewal token."""
        old = self._digest("renewal", renewal_token)
        renewal = self._store.look_up(old, GRACE_S)
        answer = self._tokens.token(renewal.customer, known=True)
        fresh = codes.new_renewal_token()
        self._store.replace(old, self._digest("renewal", fresh), renewal)
        _log.info("session renewed for %s", reference(renewal.customer))
        return self._answer(answer, fresh)

    def answers(self) -> None:
        """Whether the database answers. Raises VendorError."""
        self._store.answers()

    def _answer(self, answer: SessionAnswer, renewal: str) -> dict[str, object]:
        assert answer.token is not None
        body: dict[str, object] = {
            "access_token": answer.token.reveal(),
            "token_type": "bearer",
            "product_id": self._rules.product,
            "renewal_token": renewal,
        }
        if answer.expires_at is not None:
            body["expires_in"] = max(1, int((answer.expires_at - datetime.now(UTC)).total_seconds()))
        if answer.scope is not None:
            body["scope"] = answer.scope
        ids = self._rules.device_ids()
        if ids is not None and len(ids) <= MOST_DEVICE_IDS:
            body["device_ids"] = sorted(ids)
        return body

    def _digest(self, kind: str, word: str) -> str:
        return codes.digest(kind, self._rules.product, word)


def reference(customer: str) -> str:
    """How the log calls a customer: the same each time, without the name."""
    return "customer " + hashlib.sha256(customer.encode("utf-8", "surrogatepass")).hexdigest()[:10]
