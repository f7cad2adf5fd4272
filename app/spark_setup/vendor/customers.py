"""Shadow customers at the device cloud, by the product's OAuth client, whose secret never leaves this server.

Two-legged (cloud-api.md, 2.1 and 2.4): `POST …/customers` with `no_password`, and where the customer is there
already `grant_type=client_credentials&scope=customer=…`. The same grant without a scope is the product's own,
all-powerful token: an answer that does not name exactly this customer is not handed on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from ..cloud.errors import CloudError
from ..cloud.errors import Reason as CloudReason
from ..cloud.replies import Reply, json_object, refusal
from ..cloud.sessions import SessionAnswer, answer_from_reply
from ..cloud.transport import Transport
from ..cloud.urls import segment
from ..core.cancel import Cancelled, CancelToken
from ..core.secrets import Secret
from .errors import Reason, VendorError

CALL_LIMIT_S = 12.0  # two calls have to end before the wizard's 31 s
COOL_DOWN_S = 60.0  # the cloud locks an address for 30 minutes after 10 wrong logins in a row
_WRONG_CLIENT = ("invalid_client", "unauthorized_client")
_log = logging.getLogger(__name__)


class Customers:
    """Gets tokens for customers of one product. Thread-safe."""

    def __init__(
        self,
        api_url: str,
        *,
        product: str,
        client_id: str,
        client_secret: Secret,
        token_s: int,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises VendorError(CONFIG) unless `api_url` is https, or http on loopback."""
        try:
            self._transport = Transport(api_url)
        except CloudError as error:
            raise VendorError(Reason.CONFIG, f"cloud.api_url: {error.detail}") from None
        self._product = segment(product)
        self._client = (client_id, client_secret)
        self._token_s, self._now = token_s, now
        self._cancel = CancelToken()
        self._lock = threading.Lock()
        self._refused_until = 0.0

    def token(self, customer: str, *, known: bool = False) -> SessionAnswer:
        """A fresh token of `customer`, who is created if need be, unless `known`.

        Raises UNAVAILABLE, MISCONFIGURED.
        """
        with self._lock:
            wait_s = self._refused_until - self._now()
        if wait_s > 0:
            raise VendorError(Reason.MISCONFIGURED, "the cloud refused this client", retry_after_s=wait_s)
        try:
            created = None if known else self._create(customer)
            return self._checked(created or self._find(customer), customer)
        except Cancelled:
            failure = VendorError(Reason.UNAVAILABLE, "the server stops", retry_after_s=5.0)
        except CloudError as error:
            failure = self._failure(error)
        raise failure

    def close(self) -> None:
        """End running calls and close connections."""
        self._cancel.cancel()
        self._transport.close()

    def _create(self, customer: str) -> SessionAnswer | None:
        """A new customer's token; None: the customer is there already."""
        form = {"email": customer, "no_password": "true", "expires_in": str(self._token_s)}
        reply = self._post(f"/v1/products/{self._product}/customers", form)
        try:
            json_object(reply)
        except CloudError as error:
            if _is_there_already(error):
                return None
            raise
        return answer_from_reply(reply)

    def _find(self, customer: str) -> SessionAnswer:
        form = {
            "grant_type": "client_credentials",
            "scope": f"customer={customer}",
            "expires_in": str(self._token_s),
        }
        reply = self._post("/oauth/token", form)
        if reply.status >= 400:
            raise refusal(reply)
        answer = answer_from_reply(reply)
        if answer.scope is None:
            raise VendorError(Reason.MISCONFIGURED, "the cloud did not say whose token it gave")
        return answer

    def _checked(self, answer: SessionAnswer, customer: str) -> SessionAnswer:
        wanted = f"customer={customer}".casefold()
        if answer.scope is not None and answer.scope.casefold() != wanted:
            raise VendorError(Reason.MISCONFIGURED, "the cloud gave another one's token")
        if answer.token is None:
            raise VendorError(Reason.UNAVAILABLE, "the cloud gave no token", retry_after_s=5.0)
        return answer

    def _post(self, path: str, form: dict[str, str]) -> Reply:
        return self._transport.call(
            "POST",
            path,
            self._cancel,
            form=form,
            basic=self._client,
            timeout=CALL_LIMIT_S,
            secrets=(self._client[1],),
        )

    def _failure(self, error: CloudError) -> VendorError:
        if error.code in _WRONG_CLIENT or error.reason is CloudReason.UNAUTHORIZED:
            with self._lock:
                self._refused_until = self._now() + COOL_DOWN_S
            _log.error("the cloud refuses the product's client; no question for %.0f s", COOL_DOWN_S)
            return VendorError(
                Reason.MISCONFIGURED, "the cloud refused this client", retry_after_s=COOL_DOWN_S
            )
        if error.reason in (CloudReason.NOT_FOUND, CloudReason.REFUSED, CloudReason.FORBIDDEN):
            _log.error("the cloud refuses customers of this product: %s", error.reason.value)
            return VendorError(Reason.MISCONFIGURED, f"cloud: {error.reason.value}")
        return VendorError(
            Reason.UNAVAILABLE, f"cloud: {error.reason.value}", retry_after_s=error.retry_after_s or 5.0
        )


def _is_there_already(error: CloudError) -> bool:
    """The Android SDK takes a 401 as "exists already" (cloud-api.md, 2.4); a wrong client says so itself."""
    if error.code in _WRONG_CLIENT:
        return False
    return error.status in (401, 409) or "exist" in (error.message or "").lower()
