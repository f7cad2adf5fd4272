"""Who the simulated cloud knows: users, customers, OAuth clients, tokens, one-time tickets. No HTTP here.

Not thread-safe by itself: the cloud's one lock guards it. Passwords and tokens are invented, but they do not
show in a repr all the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

NINETY_DAYS_S = 7_776_000.0
REFRESH_TOKEN_S = 14 * 86400.0
TICKET_S = 600.0
PUBLIC_CLIENTS = ("particle", "particle-api", "particle-cli", "spark")


@dataclass(eq=False)
class Account:
    """A user, or (with a `product_id`) a customer of one product."""

    name: str
    password: str | None = field(repr=False)
    product_id: int | None = None
    otp: str | None = field(default=None, repr=False)
    """The one-time code that its authenticator shows, if it has a second factor."""
    old: bool = False
    """Made before December 2024: may still use `?access_token=`."""
    id: str = field(default_factory=lambda: secrets.token_hex(12))

    @property
    def is_customer(self) -> bool:
        """Whether it is a customer."""
        return self.product_id is not None


@dataclass(frozen=True)
class OAuthClient:
    """An OAuth client. `product_id` None: a public one."""

    id: str
    secret: str = field(repr=False)
    product_id: int | None = None
    only_creates_customers: bool = False


@dataclass(eq=False)
class Token:
    """An access token. `account` None: a product's own. Times are story seconds; None: never."""

    value: str = field(repr=False)
    client_id: str
    account: Account | None
    product_id: int | None
    expires_at: float | None
    refresh: str | None = field(default=None, repr=False)
    refresh_until: float = 0.0
    revoked: bool = False


class Standing(Enum):
    """What a token is worth."""

    GOOD = "good"
    MISSING = "missing"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass
class _Ticket:
    account: Account
    client_id: str
    until: float
    wrong: int = 0


class Accounts:
    """All accounts and tokens of one cloud."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._accounts: dict[tuple[str, int | None], Account] = {}
        self._clients = {name: OAuthClient(name, name) for name in PUBLIC_CLIENTS}
        self._tokens: dict[str, Token] = {}
        self._tickets: dict[str, _Ticket] = {}

    # Accounts and clients.

    def add(self, account: Account) -> Account:
        """Raises ValueError if there is one of that name already."""
        key = (account.name.lower(), account.product_id)
        if key in self._accounts:
            raise ValueError("this account already exists")
        self._accounts[key] = account
        return account

    def find(self, name: str, product_id: int | None = None) -> Account | None:
        """A user, or a customer of a product."""
        return self._accounts.get((name.lower(), product_id))

    def customers(self, product_id: int) -> list[Account]:
        """All customers of a product."""
        return [a for a in self._accounts.values() if a.product_id == product_id]

    def remove(self, account: Account) -> None:
        """The account and its tokens are gone."""
        self._accounts.pop((account.name.lower(), account.product_id), None)
        for token in self._tokens.values():
            if token.account is account:
                token.revoked = True

    def exists(self, account: Account) -> bool:
        """Whether it was not removed."""
        return self.find(account.name, account.product_id) is account

    def add_client(self, client: OAuthClient) -> OAuthClient:
        """A product's OAuth client."""
        self._clients[client.id] = client
        return client

    def client(self, client_id: str, secret: str | None) -> OAuthClient | None:
        """The client with this id, if the secret is right."""
        found = self._clients.get(client_id)
        if found is None or secret is None or not secrets.compare_digest(_b(found.secret), _b(secret)):
            return None
        return found

    # Tokens.

    def issue(
        self,
        account: Account | None,
        client: OAuthClient | None = None,
        *,
        ttl_s: float | None = NINETY_DAYS_S,
    ) -> Token:
        """A fresh token: 40 lower-case hex digits. `ttl_s` None or 0: it never ends."""
        now = self._now()
        client = client or self._clients[PUBLIC_CLIENTS[0]]
        token = Token(
            value=secrets.token_hex(20),
            client_id=client.id,
            account=account,
            product_id=account.product_id if account else client.product_id,
            expires_at=now + ttl_s if ttl_s else None,
            refresh=secrets.token_hex(20),
            refresh_until=now + REFRESH_TOKEN_S,
        )
        self._tokens[token.value] = token
        return token

    def look_up(self, value: str | None) -> tuple[Standing, Token | None]:
        """What a token is worth, and whose it is if it is good."""
        if not value:
            return Standing.MISSING, None
        token = self._tokens.get(value)
        if token is None or token.revoked:
            return Standing.UNKNOWN, None
        if token.expires_at is not None and token.expires_at <= self._now():
            return Standing.EXPIRED, None
        return Standing.GOOD, token

    def is_good(self, token: Token) -> bool:
        """Whether it still counts."""
        return self.look_up(token.value)[1] is token

    def tokens_of(self, account: Account) -> list[Token]:
        """Its tokens that were not revoked."""
        return [t for t in self._tokens.values() if t.account is account and not t.revoked]

    def end_all(self) -> None:
        """Every token handed out so far has expired."""
        now = self._now()
        for token in self._tokens.values():
            token.expires_at = now if token.expires_at is None else min(now, token.expires_at)

    def refresh(self, refresh: str, client: OAuthClient) -> Token | None:
        """A new token for a refresh token: product clients only, 14 days, once."""
        old = next((t for t in self._tokens.values() if t.refresh == refresh), None)
        if old is None or old.client_id != client.id or client.product_id is None:
            return None
        if old.refresh_until <= self._now():
            return None
        old.refresh = None
        return self.issue(old.account, client)

    # The second factor.

    def ticket(self, account: Account, client: OAuthClient) -> str:
        """What the login answers when the password was right."""
        value = f"eyJ0eXAiOiJKV1Qi.{secrets.token_urlsafe(32)}"
        self._tickets[value] = _Ticket(account, client.id, self._now() + TICKET_S)
        return value

    def redeem(self, ticket: str, otp: str) -> Account | None:
        """The account of a ticket and the right one-time code; a few wrong tries are forgiven."""
        found = self._tickets.get(ticket)
        if found is None or found.until <= self._now() or found.wrong >= 5:
            return None
        if found.account.otp is None or not secrets.compare_digest(_b(otp), _b(found.account.otp)):
            found.wrong += 1
            return None
        del self._tickets[ticket]
        return found.account


def _b(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
