"""Why this server says no: one family. The texts are for the log and the API: English, without secrets."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """What went wrong; the value is the `error` of the answer (docs/cloud.md, "Session server")."""

    UNKNOWN_CODE = "unknown_code"
    CODE_USED = "code_used"
    CODE_EXPIRED = "code_expired"
    RENEWAL_REFUSED = "renewal_refused"
    RATE_LIMITED = "rate_limited"
    NOT_SIGNED_IN = "not_signed_in"
    FORM_EXPIRED = "form_expired"
    BAD_REQUEST = "bad_request"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "unsupported_media_type"
    TOO_SLOW = "request_timeout"
    UNAVAILABLE = "temporarily_unavailable"
    MISCONFIGURED = "server_misconfigured"
    CONFIG = "config"


class VendorError(Exception):
    """A request, or a start, that this server refuses. `retry_after_s`: when it may be better."""

    def __init__(self, reason: Reason, detail: str = "", *, retry_after_s: float | None = None) -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason, self.detail, self.retry_after_s = reason, detail, retry_after_s
