"""From a status and a body to a value or a `CloudError`. Every body is hostile until parsed.

Error bodies come in many shapes (docs/cloud.md lists them with their sources); all of them are read here.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ..core.secrets import Secret
from .errors import CloudError, MfaRequired, Reason
from .moments import header_date, number

LONGEST_MESSAGE = 300
DEFAULT_RETRY_AFTER_S = 30.0  # the service documents no Retry-After
_LONGEST_RETRY_AFTER_S = 3600.0
_BAD_TOKEN_CODES = {"invalid_token", "expired_token"}


@dataclass(frozen=True)
class Reply:
    """A whole answer, as it came. `secrets` are cut out of every text taken from it.

    The body may hold a token: it does not print.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    host: str | None = None
    proxy: str | None = None
    secrets: tuple[Secret, ...] = field(default=(), repr=False)

    @property
    def server_time(self) -> datetime | None:
        """The server's clock."""
        return header_date(self.headers)

    @property
    def request_id(self) -> str | None:
        """What the service calls this exchange; for support."""
        return plain(self.headers.get("X-Request-Id"), 64)

    @property
    def kind(self) -> str:
        """The content type, lower case, without parameters."""
        return self.headers.get("Content-Type", "").split(";")[0].strip().lower()


def json_value(reply: Reply) -> object:
    """The body as JSON. Raises CloudError: by status (4xx, 5xx), for `"ok": false`, or BAD_REPLY."""
    if reply.status >= 400:
        raise refusal(reply)
    if not 200 <= reply.status < 300:
        raise bad_reply(reply, "a status that means neither yes nor no")
    if reply.status == 204:
        return {}
    value = _parsed(reply)
    if isinstance(value, Mapping) and value.get("ok") is False:
        raise CloudError(
            Reason.REFUSED,
            status=reply.status,
            message=_message(reply, value),
            code=error_code(value),
            request_id=reply.request_id,
            host=reply.host,
        )
    return value


def json_object(reply: Reply) -> Mapping[str, object]:
    """The body as a JSON object. Raises CloudError as `json_value`."""
    value = json_value(reply)
    if not isinstance(value, Mapping):
        raise bad_reply(reply, "not an object")
    return value


def bad_reply(reply: Reply, detail: str) -> CloudError:
    """An answer that cannot be understood."""
    return CloudError(
        Reason.BAD_REPLY, detail, status=reply.status, request_id=reply.request_id, host=reply.host
    )


def refusal(reply: Reply) -> CloudError:
    """The error that an answer with a status of 400 or more stands for."""
    try:
        value = _parsed(reply)
    except CloudError:
        value = None
    code = error_code(value)
    if code == "mfa_required" and isinstance(value, Mapping) and isinstance(value.get("mfa_token"), str):
        ticket = Secret(str(value["mfa_token"]))
        return MfaRequired(ticket, status=reply.status, request_id=reply.request_id, host=reply.host)
    message = _message(reply, value)
    reason = _reason(reply, code, message)
    return CloudError(
        reason,
        status=reply.status,
        message=message,
        code=code,
        request_id=reply.request_id,
        host=reply.host,
        proxy=reply.proxy if reason is Reason.PROXY else None,
        retry_after_s=_retry_after_s(reply) if reason is Reason.RATE_LIMITED else None,
    )


def error_code(value: object) -> str | None:
    """The machine-readable `error` of a body, if it looks like one."""
    if not isinstance(value, Mapping):
        return None
    code = value.get("error")
    if isinstance(code, str) and 0 < len(code) <= 64 and code.replace("_", "").isalnum() and code.isascii():
        return code
    return None


def error_message(value: object) -> str | None:
    """The sentence for a person in an error body: the union of what the SDKs look for, in their order.

    `error_description`, `error`, `err`, `errors[]`, `info`, `message`; elements of `errors` may be texts,
    objects, or `["text", 404]`.
    """
    return _sentence(value, depth=6)


def plain(text: object, limit: int = LONGEST_MESSAGE) -> str | None:
    """Foreign text made harmless for a line of text: no control or direction signs, one line, limited."""
    if not isinstance(text, str):
        return None
    kept = "".join(" " if unicodedata.category(s)[0] in "CZ" else s for s in text[: limit * 4])
    kept = " ".join(kept.split())
    if len(kept) > limit:
        kept = kept[: limit - 1] + "…"
    return kept or None


def _sentence(value: object, depth: int) -> str | None:
    if depth == 0:
        return None
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return next(filter(None, (_sentence(item, depth - 1) for item in value[:10])), None)
    if isinstance(value, Mapping):
        for key in ("error_description", "error", "err", "errors", "info", "message", "status"):
            found = _sentence(value.get(key), depth - 1)
            if found:
                return found
    return None


def _message(reply: Reply, value: object) -> str | None:
    message = error_message(value)
    for secret in reply.secrets:
        if message and secret:
            message = message.replace(secret.reveal(), "***")
    return message


def _parsed(reply: Reply) -> object:
    if reply.kind in ("text/html", "application/xhtml+xml"):
        raise bad_reply(reply, "a web page instead of data")
    try:
        return json.loads(reply.body.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        detail = "an empty body" if not reply.body.strip() else "not JSON"
    raise bad_reply(reply, detail)  # outside the handler: the parser's exception holds the body


def _reason(reply: Reply, code: str | None, message: str | None) -> Reason:
    status = reply.status
    if status == 407:
        return Reason.PROXY
    if status in (429, 529):
        return Reason.RATE_LIMITED
    if status == 511:  # a captive portal, by its own words
        return Reason.BAD_REPLY
    if status >= 500:
        return Reason.SERVER
    if reply.kind == "text/html":  # a portal or a proxy speaks, not the service
        return Reason.BAD_REPLY
    if status == 401 or code in _BAD_TOKEN_CODES:
        return Reason.UNAUTHORIZED
    if status == 400 and message and "access token was not found" in message.lower():
        return Reason.UNAUTHORIZED
    return {403: Reason.FORBIDDEN, 404: Reason.NOT_FOUND, 408: Reason.TIMEOUT}.get(status, Reason.REFUSED)


def _retry_after_s(reply: Reply) -> float:
    value = reply.headers.get("Retry-After", "")
    seconds = number(value)
    if seconds is None:
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return DEFAULT_RETRY_AFTER_S
        date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
        seconds = (date - (reply.server_time or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 1.0), _LONGEST_RETRY_AFTER_S)
