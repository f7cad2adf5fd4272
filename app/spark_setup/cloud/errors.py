"""What can go wrong between this computer and the cloud: one family, sorted by who is to blame.

    CloudError            every failure that leaves this room; `reason` says which, `reason.blame` whose
    ├── MfaRequired       not a failure: a second factor is wanted; carries the ticket for it
    └── TokenRefused      a file, variable or text that should hold a token does not (`trouble`)

Exceptions of requests, urllib3, ssl and sockets become this family at one door (`translation.py`).
The texts are for the log: English, and never with a token, a password or a server's whole answer in them.
"""

from __future__ import annotations

from enum import Enum

from ..core.secrets import Secret


class Blame(Enum):
    """Where a person has to look."""

    NETWORK = "network"  # between this computer and the service
    TRUST = "trust"  # somebody answered, but not provably the service
    PERSON = "person"  # what was typed or handed over is not accepted
    SERVICE = "service"  # the service itself
    PROGRAM = "program"  # we asked for something that cannot be asked


class Reason(Enum):
    """Why a call gave no answer. The engine maps every member to a problem."""

    NO_INTERNET = "no_internet"  # name not resolved, or no route
    UNREACHABLE = "unreachable"  # refused, no connection in time, or broken off
    PROXY = "proxy"  # the proxy does not answer, refuses, or is of a kind we do not speak
    TIMEOUT = "timeout"  # connected, but no whole answer in time; also the service's own 408
    TLS_UNTRUSTED = "tls_untrusted"  # signed by nobody this computer knows: a program that reads along
    TLS_SELF_SIGNED = "tls_self_signed"  # vouches for itself only: a router, an appliance
    TLS_DATE = "tls_date"  # expired or not valid yet: often this computer's clock
    TLS_NAME = "tls_name"
    TLS_OLD = "tls_old"  # no common protocol version or cipher, or a key too weak
    REDIRECT = "redirect"  # never followed: the token would go along
    UNAUTHORIZED = "unauthorized"
    MFA_REQUIRED = "mfa_required"
    WRONG_CREDENTIALS = "wrong_credentials"
    WRONG_ONE_TIME_CODE = "wrong_one_time_code"
    ACCOUNT_EXISTS = "account_exists"
    CODE_USED = "code_used"  # session code
    CODE_EXPIRED = "code_expired"
    CODE_UNKNOWN = "code_unknown"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    REFUSED = "refused"  # 402, other 4xx, and a 2xx that says ok: false
    RATE_LIMITED = "rate_limited"
    SERVER = "server"  # 5xx
    BAD_REPLY = "bad_reply"  # HTML, not JSON, wrong shape, too large, not HTTP
    MISUSE = "misuse"

    @property
    def blame(self) -> Blame:
        """Where to look first."""
        return _BLAME.get(self, Blame.PERSON)


_BLAME = {
    Reason.NO_INTERNET: Blame.NETWORK,
    Reason.UNREACHABLE: Blame.NETWORK,
    Reason.PROXY: Blame.NETWORK,
    Reason.TIMEOUT: Blame.NETWORK,
    Reason.TLS_UNTRUSTED: Blame.TRUST,
    Reason.TLS_SELF_SIGNED: Blame.TRUST,
    Reason.TLS_DATE: Blame.TRUST,
    Reason.TLS_NAME: Blame.TRUST,
    Reason.TLS_OLD: Blame.TRUST,
    Reason.REDIRECT: Blame.SERVICE,
    Reason.RATE_LIMITED: Blame.SERVICE,
    Reason.SERVER: Blame.SERVICE,
    Reason.BAD_REPLY: Blame.SERVICE,
    Reason.MISUSE: Blame.PROGRAM,
}


class CloudError(Exception):
    """A call to the cloud that gave no usable answer.

    `message` is the server's own sentence (plain text, at most 300 signs, foreign: never markup).
    `host` is whom we meant to ask (None: nobody was asked yet); `proxy` is "host:port" of the proxy that was
    in the way. `retry_after_s` comes with RATE_LIMITED.
    `detail` is for the log.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str = "",
        *,
        status: int | None = None,
        message: str | None = None,
        code: str | None = None,
        request_id: str | None = None,
        host: str | None = None,
        proxy: str | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.status = status
        self.message = message
        self.code = code
        self.request_id = request_id
        self.host = host
        self.proxy = proxy
        self.retry_after_s = retry_after_s

    def because(self, reason: Reason) -> CloudError:
        """The same answer, better understood by somebody who knows what was asked."""
        return CloudError(
            reason,
            self.detail,
            status=self.status,
            message=self.message,
            code=self.code,
            request_id=self.request_id,
            host=self.host,
            proxy=self.proxy,
            retry_after_s=self.retry_after_s,
        )

    def __str__(self) -> str:
        parts = [self.reason.value]
        if self.status is not None:
            parts.append(f"status {self.status}")
        if self.proxy:
            parts.append(f"proxy {self.proxy}")
        if self.detail:
            parts.append(self.detail)
        if self.message:
            parts.append(f"server: {self.message!r}")
        if self.request_id:
            parts.append(f"request id {self.request_id}")
        return ", ".join(parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"


class MfaRequired(CloudError):  # noqa: N818 - a turn of the talk, not an error
    """The password was right, a second factor is wanted: call `Accounts.second_factor` with `mfa_token`."""

    def __init__(
        self,
        mfa_token: Secret,
        *,
        status: int | None = None,
        request_id: str | None = None,
        host: str | None = None,
    ) -> None:
        super().__init__(Reason.MFA_REQUIRED, status=status, request_id=request_id, host=host)
        self.mfa_token = mfa_token


class TokenTrouble(Enum):
    """What is wrong with something that should be a token or a code. The value ends the sentence "it …"."""

    MISSING = "does not exist"
    UNREADABLE = "cannot be read"
    EMPTY = "is empty"
    TOO_LARGE = "is far too large for a token"
    NOT_TEXT = "is not text"
    SEVERAL_WORDS = "holds more than one word"
    CONTROL_SIGNS = "holds control characters"
    FOREIGN_SIGNS = "holds a character that no token has"
    BROKEN_JSON = "looks like JSON, but is not"
    NO_TOKEN_IN_JSON = "is JSON without an access_token"
    NOT_A_CLAIM_CODE = "is not a claim code of 63 letters, digits, + and /"


class TokenRefused(CloudError):  # noqa: N818 - says what happened
    """A file, variable or text from which no token can be read. Says where and why, never what it held."""

    def __init__(self, trouble: TokenTrouble, source: str = "the token") -> None:
        super().__init__(Reason.MISUSE, f"{source} {trouble.value}")
        self.trouble = trouble
        self.source = source

    def __str__(self) -> str:
        return f"{self.source} {self.trouble.value}"
