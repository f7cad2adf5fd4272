"""From method and path to the handler that answers, and who may ask. No sockets here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from . import cloud_replies as say
from .cloud_accounts import Account, Standing, Token
from .cloud_events import Subscription
from .cloud_replies import Reply
from .cloud_request import Request
from .cloud_state import CloudState

Result = Reply | Subscription
"""An answer, or a stream to be played."""


class Refused(Exception):  # noqa: N818 - carries an answer
    """The call ends here, with this answer."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


@dataclass(frozen=True)
class Call:
    """One call: the request, what its path named, and the state to act on (its lock is held)."""

    request: Request
    named: Mapping[str, str]
    state: CloudState

    def token(self) -> Token:
        """Whoever asks. Raises Refused with the recorded bodies (cloud-api.md, 1.1)."""
        standing, token = self.state.authenticate(self._token_text())
        if token is not None:
            return token
        raise Refused(
            {
                Standing.MISSING: say.NO_TOKEN,
                Standing.EXPIRED: say.TOKEN_EXPIRED,
                Standing.UNKNOWN: say.TOKEN_INVALID,
                Standing.GOOD: say.TOKEN_INVALID,
            }[standing]
        )

    def account(self) -> Account:
        """The account that asks; a product's own token has none."""
        account = self.token().account
        if account is None:
            raise Refused(say.NOT_FOR_API_USERS)
        return account

    def _token_text(self) -> str | None:
        bearer = self.request.bearer()
        if bearer is not None:
            return bearer
        if self.request.method != "GET":
            return self.request.text("access_token")
        value = self.request.query.get("access_token")
        _, token = self.state.accounts.look_up(value)
        # The query is not looked at for accounts made after December 2024.
        return value if token is not None and token.account is not None and token.account.old else None


Handler = Callable[[Call], Result]


@dataclass(frozen=True)
class Route:
    """`pattern`: segments between slashes; ":name" names one."""

    method: str
    pattern: str
    handler: Handler

    def match(self, request: Request) -> Mapping[str, str] | None:
        """What the path names, if it fits."""
        wanted, found = self.pattern.strip("/").split("/"), request.segments
        if request.method != self.method or len(wanted) != len(found):
            return None
        named: dict[str, str] = {}
        for pattern, segment in zip(wanted, found, strict=True):
            if pattern.startswith(":"):
                named[pattern[1:]] = segment
            elif pattern != segment:
                return None
        return named


def answer(routes: Sequence[Route], request: Request, state: CloudState, unknown: Reply) -> Result:
    """What the first fitting route says; `unknown` if none fits."""
    with state.lock:
        for route in routes:
            named = route.match(request)
            if named is not None:
                try:
                    return route.handler(Call(request, named, state))
                except Refused as refused:
                    return refused.reply
    return unknown
