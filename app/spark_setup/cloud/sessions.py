"""Where a token comes from, and what comes with it: a login's answer, the product maker's server.

The protocol of the product maker's session server is small and ours (docs/cloud.md, "Session server");
`spark_setup/vendor` is its reference. Codes travel in URLs, tokens never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from .claim_codes import ClaimCode, is_claim_code
from .connections import Trust
from .errors import CloudError, Reason
from .moments import expiry
from .replies import Reply, bad_reply, json_object, plain
from .sockets import Resolver, system_resolver
from .tokens import can_be_code, can_be_token
from .transport import CALL_LIMIT_S, Transport

_CODE_ERRORS = {
    "code_used": Reason.CODE_USED,
    "code_expired": Reason.CODE_EXPIRED,
    "unknown_code": Reason.CODE_UNKNOWN,
    "renewal_refused": Reason.UNAUTHORIZED,
    "rate_limited": Reason.RATE_LIMITED,
}


@dataclass(frozen=True)
class SessionAnswer:
    """What a server says about a session. At least one of `token` and `claim_code` is there.

    `expires_at` is on this computer's clock; None: never or not said. `device_ids` are the devices of the
    product (lower case), if the product maker's server says which they are, and `owned_ids` those that the
    customer has already; None: not said.
    """

    token: Secret | None
    expires_at: datetime | None = None
    renewal_token: Secret | None = None
    claim_code: ClaimCode | None = None
    product_id: str | None = None
    scope: str | None = None
    device_ids: frozenset[str] | None = None
    owned_ids: frozenset[str] | None = None


def answer_from(
    value: Mapping[str, object], *, now: datetime, server_now: datetime | None = None
) -> SessionAnswer | None:
    """A session from a JSON object; None: it has neither a usable token nor a usable claim code."""
    token, code = _token(value.get("access_token")), value.get("claim_code")
    owned = _ids(value.get("owned_device_ids"))
    usable = isinstance(code, str) and is_claim_code(code)
    claim_code = ClaimCode(Secret(str(code)), owned or frozenset()) if usable else None
    if token is None and claim_code is None:
        return None
    product_id = value.get("product_id")
    if isinstance(product_id, bool) or not isinstance(product_id, str | int):
        product_id = None
    return SessionAnswer(
        token=token,
        expires_at=expiry(value.get("expires_in"), value.get("expires_at"), now=now, server_now=server_now),
        renewal_token=_token(value.get("renewal_token")),
        claim_code=claim_code,
        product_id=plain(str(product_id), 64) if product_id is not None else None,
        scope=plain(value.get("scope")),
        device_ids=_ids(value.get("device_ids")),
        owned_ids=owned,
    )


def answer_from_reply(reply: Reply) -> SessionAnswer:
    """The session in a server's answer. Raises CloudError; BAD_REPLY without token and claim code."""
    answer = answer_from(json_object(reply), now=datetime.now(UTC), server_now=reply.server_time)
    if answer is None:
        raise bad_reply(reply, "no token in the answer")
    return answer


class SessionServer:
    """The product maker's server, which turns one-time codes into customer tokens and renews them."""

    def __init__(
        self,
        session_url: str,
        *,
        trust: Trust | None = None,
        timeout: float = CALL_LIMIT_S,
        resolver: Resolver = system_resolver,
    ) -> None:
        """Raises CloudError(MISUSE) unless `session_url` is https, or http on loopback."""
        self._transport = Transport(session_url, trust=trust, resolver=resolver)
        self._timeout = timeout

    def exchange(self, code: str, cancel: CancelToken) -> SessionAnswer:
        """The session that `code` stands for. It works once.

        Raises CloudError: CODE_USED, CODE_EXPIRED, CODE_UNKNOWN, RATE_LIMITED, or what any call raises.
        """
        word = code.strip()
        if not can_be_code(word):
            raise CloudError(Reason.CODE_UNKNOWN, "not a session code")
        return self._ask("", {"code": word}, (Secret(word),), cancel)

    def renew(self, renewal_token: Secret, cancel: CancelToken) -> SessionAnswer:
        """A fresh token for the same customer. UNAUTHORIZED: a new code is needed."""
        return self._ask("/renew", {"renewal_token": renewal_token.reveal()}, (renewal_token,), cancel)

    def close(self) -> None:
        """Close idle connections."""
        self._transport.close()

    def _ask(
        self, path: str, body: Mapping[str, object], secrets: tuple[Secret, ...], cancel: CancelToken
    ) -> SessionAnswer:
        reply = self._transport.call("POST", path, cancel, json=body, timeout=self._timeout, secrets=secrets)
        try:
            return answer_from_reply(reply)
        except CloudError as error:
            reason = _CODE_ERRORS.get(error.code or "")
            if reason is None or reason is error.reason:
                raise
            failure = error.because(reason)
        raise failure


def _token(value: object) -> Secret | None:
    return Secret(value) if isinstance(value, str) and can_be_token(value) else None


def _ids(value: object) -> frozenset[str] | None:
    if not isinstance(value, list):
        return None
    return frozenset(item.strip().lower() for item in value if isinstance(item, str) and item.strip())
