"""The account service of this run: signs a person in and gives the token to the cloud client. No words.

Passwords go through and are not kept; the token lives in the cloud client's memory only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..cloud.errors import CloudError, Reason
from ..core.cancel import CancelToken
from ..core.lazily import dataclass
from ..core.secrets import Secret

if TYPE_CHECKING:
    from ..cloud.accounts import Accounts
    from ..cloud.sessions import SessionAnswer
    from .sessions import CodeSession


@dataclass(frozen=True)
class AccountSettings:
    """Which client asks, and for whom. `product`: accounts are customers of this product."""

    client_id: str = "particle"
    client_secret: Secret | None = None
    """None: a public client, whose secret is its id."""
    product: str | None = None


class AccountDesk:
    """`services.AccountService` over the real clients."""

    def __init__(
        self,
        api_url: str,
        settings: AccountSettings,
        use: Callable[[SessionAnswer], None],
        *,
        codes: CodeSession | None = None,
        make: Callable[[str, AccountSettings], Accounts] | None = None,
    ) -> None:
        """`use` gets every session; `codes` exchanges typed codes, where the brand has a session server."""
        self._api_url, self._settings, self._use = api_url, settings, use
        self._codes = codes
        self._make = make or _usual
        self._lock = threading.Lock()
        self._made: Accounts | None = None

    def log_in(self, email: Secret, password: Secret, cancel: CancelToken) -> None:
        """Sign in. Raises MfaRequired, CloudError(WRONG_CREDENTIALS), or as any call."""
        self._use(self._accounts().log_in(email.reveal(), password, cancel))

    def second_factor(self, ticket: Secret, digits: Secret, cancel: CancelToken) -> None:
        """Sign in with the code of the authenticator. Raises CloudError(WRONG_ONE_TIME_CODE)."""
        self._use(self._accounts().second_factor(ticket, digits.reveal(), cancel))

    def create(self, email: Secret, password: Secret, cancel: CancelToken) -> None:
        """Make an account and sign in. Raises CloudError(ACCOUNT_EXISTS)."""
        accounts, product = self._accounts(), self._settings.product
        if product is not None:
            self._use(accounts.create_customer(product, email.reveal(), password, cancel))
            return
        accounts.create_user(email.reveal(), password, cancel)
        self._use(accounts.log_in(email.reveal(), password, cancel))

    def reset_password(self, email: Secret, cancel: CancelToken) -> None:
        """Have a link sent. The answer is the same whether the address is known or not."""
        try:
            self._accounts().reset_password(email.reveal(), cancel)
        except CloudError as error:
            if error.reason not in (Reason.NOT_FOUND, Reason.REFUSED):
                raise

    def enter_code(self, code: Secret, cancel: CancelToken) -> None:
        """Exchange a one-time code. Raises CloudError: CODE_USED, CODE_EXPIRED, CODE_UNKNOWN."""
        if self._codes is None:
            raise CloudError(Reason.CODE_UNKNOWN, "there is no session server")
        self._codes.enter(code, cancel)

    def close(self) -> None:
        """Close idle connections. Idempotent."""
        with self._lock:
            if self._made is not None:
                self._made.close()

    def _accounts(self) -> Accounts:
        with self._lock:
            if self._made is None:
                self._made = self._make(self._api_url, self._settings)
            return self._made


def _usual(api_url: str, settings: AccountSettings) -> Accounts:
    from ..cloud.accounts import Accounts

    secret = settings.client_secret or Secret(settings.client_id)
    return Accounts(api_url, client_id=settings.client_id, client_secret=secret)
