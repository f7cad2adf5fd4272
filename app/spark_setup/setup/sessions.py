"""A session that begins as a one-time code: exchanged before the first question to the cloud, renewed later.

The code comes typed, from the command line or in the brand's link; the product maker's server (docs/cloud.md,
"Session server") turns it into the customer's token. Tokens live in memory only.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, urlsplit

from ..cloud.errors import Blame, CloudError, Reason
from ..core.cancel import CancelToken
from ..core.clock import Backoff
from ..core.secrets import Secret
from .lifetime import Lifetime

if TYPE_CHECKING:
    from ..cloud.sessions import SessionAnswer

RENEW_TRIES = 3
RENEW_LIMIT_S = 30.0
"""Real seconds, after which no further try begins: a server that hangs once is not asked to do it again."""
_WORTH_ANOTHER_TRY = (Reason.SERVER, Reason.RATE_LIMITED, Reason.BAD_REPLY)
_log = logging.getLogger(__name__)


class Server(Protocol):
    """The product maker's server. Errors: `CloudError`, `Cancelled`."""

    def exchange(self, code: str, cancel: CancelToken) -> SessionAnswer: ...
    def renew(self, renewal_token: Secret, cancel: CancelToken) -> SessionAnswer: ...


class CodeSession:
    """The session of a code. `use` gets every token: at an exchange, and at each renewal. Thread-safe.

    `code` None: there is a session of another origin, and a code may come later (`use_code`).
    """

    def __init__(
        self,
        server: Server,
        code: Secret | None,
        use: Callable[[Secret], None],
        *,
        renewal: Secret | None = None,
        lifetime: Lifetime | None = None,
    ) -> None:
        """`renewal`: what the session that is there already can be renewed with; `lifetime` hears its end."""
        self._server, self._use = server, use
        self._code = code
        self._lifetime = lifetime or Lifetime()
        self._lock = threading.Lock()
        self._answer: SessionAnswer | None = None
        self._renewal = renewal

    def open(self, cancel: CancelToken) -> None:
        """Exchange the newest code, once.

        Raises CloudError: CODE_USED, CODE_EXPIRED, CODE_UNKNOWN, RATE_LIMITED, or as any call.
        """
        with self._lock:
            self._open(cancel)

    def use_code(self, code: Secret | None) -> None:
        """The person brought another code: it is exchanged when the session is needed next. Never blocks.

        None: a session of another origin has come instead.
        """
        self._code = code

    def enter(self, code: Secret, cancel: CancelToken) -> None:
        """Exchange this code now; one that is refused is forgotten. Raises as `open`."""
        with self._lock:
            self._answer = self._taken(self._server.exchange(code.reveal(), cancel))
            self._code = None

    def renew(self, cancel: CancelToken) -> bool:
        """Get a fresh token. False: a new code is needed, or the server could not be asked."""
        pause, began = Backoff(1.0, limit_s=4.0), time.monotonic()
        with self._lock:
            if self._brought(cancel):
                return True
            for attempt in range(1, RENEW_TRIES + 1):
                if self._renewal is None:
                    return False
                try:
                    self._accept(self._server.renew(self._renewal, cancel))
                    return True
                except CloudError as error:
                    _log.info("the session was not renewed: %s", error.reason.value)
                    if error.reason.blame is not Blame.NETWORK and error.reason not in _WORTH_ANOTHER_TRY:
                        return False
                if time.monotonic() - began > RENEW_LIMIT_S:
                    return False
                if attempt < RENEW_TRIES:
                    cancel.wait(pause.next_s())
                    cancel.raise_if_cancelled()
        return False

    @property
    def given_code(self) -> Secret | None:
        """The claim code, if it was all that the server gave."""
        answer = self._answer
        if answer is None or answer.token is not None or answer.claim_code is None:
            return None
        return answer.claim_code.code

    @property
    def owned_devices(self) -> frozenset[str] | None:
        """The ids of the devices that the customer has already, if the server said them."""
        return self._answer.owned_ids if self._answer is not None else None

    @property
    def product_id(self) -> str | None:
        """The product, if the server said it."""
        return self._answer.product_id if self._answer is not None else None

    @property
    def product_devices(self) -> frozenset[str] | None:
        """The ids of the product's devices, if the server said them."""
        return self._answer.device_ids if self._answer is not None else None

    def _open(self, cancel: CancelToken) -> None:
        code = self._code
        if code is not None:
            self._answer = self._taken(self._server.exchange(code.reveal(), cancel))
            if self._code is code:
                self._code = None

    def _brought(self, cancel: CancelToken) -> bool:
        """Whether a code that was brought meanwhile is good for a session."""
        if self._code is None:
            return False
        try:
            self._open(cancel)
        except CloudError as error:
            _log.info("the code gave no session: %s", error.reason.value)
            if self._renewal is not None:
                self._code = None
            return False
        return self.given_code is None

    def _taken(self, answer: SessionAnswer) -> SessionAnswer:
        """What came for a code: a session, or a claim code that the product maker's server made for it."""
        if answer.token is None and answer.claim_code is not None:
            self._renewal = None
            return answer
        return self._accept(answer)

    def _accept(self, answer: SessionAnswer) -> SessionAnswer:
        if answer.token is None:
            raise CloudError(Reason.BAD_REPLY, "the session server gave no token")
        self._use(answer.token)
        self._lifetime.set(answer.expires_at)
        self._renewal = answer.renewal_token or self._renewal
        return answer


def code_in_link(link: str, scheme: str) -> Secret | None:
    """The code in a link such as `yourbrand-setup://start?code=…`; None: it has none.

    Raises ValueError for a link that is not the brand's. Browsers add slashes and escape signs.
    """
    try:
        parts = urlsplit(link)
        fields = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        raise ValueError("this link cannot be read") from None
    if parts.scheme != scheme.lower():
        raise ValueError(f"this link does not begin with {scheme}:")
    if f"{parts.netloc}/{parts.path}".strip("/") != "start":
        raise ValueError("this link does not ask for anything that is known here")
    codes = fields.get("code", [])
    if len(codes) > 1:
        raise ValueError("this link has more than one code")
    return Secret(codes[0]) if codes else None
