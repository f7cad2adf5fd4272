"""Signing in by the person: login, second factor, sign-up, forgotten password, and what a token is worth.

`POST /oauth/token` takes only form-urlencoded bodies. The client id and secret here are public ones, or a
product's "customer creation only" client; a two-legged client's secret stays on the product maker's server.
The service locks an address for 30 minutes after 10 wrong logins in a row: the caller counts and stops.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from .connections import Trust
from .errors import CloudError, MfaRequired, Reason
from .moments import expiry
from .replies import Reply, bad_reply, json_object, json_value, plain, refusal
from .sessions import SessionAnswer, answer_from_reply
from .sockets import Resolver, system_resolver
from .transport import CALL_LIMIT_S, Transport
from .urls import segment

PUBLIC_CLIENT = "particle"  # id and secret alike; documented for apps of everybody
_OTP_GRANT = "urn:custom:mfa-otp"
_WRONG_CLIENT = ("invalid_client", "unauthorized_client", "unauthorized")


@dataclass(frozen=True)
class TokenInfo:
    """What the cloud says about a token. `expires_at` on this computer's clock; None: never or not said."""

    expires_at: datetime | None
    client: str | None


class Accounts:
    """Calls about accounts, made without a token of the account. Raises as `CloudClient`."""

    def __init__(
        self,
        api_url: str,
        *,
        client_id: str = PUBLIC_CLIENT,
        client_secret: Secret | None = None,
        trust: Trust | None = None,
        timeout: float = CALL_LIMIT_S,
        resolver: Resolver = system_resolver,
    ) -> None:
        self._transport = Transport(api_url, trust=trust, resolver=resolver)
        secret = client_secret if client_secret is not None else Secret(PUBLIC_CLIENT)
        self._client = (client_id, secret)
        self._timeout = timeout

    def log_in(self, username: str, password: Secret, cancel: CancelToken) -> SessionAnswer:
        """A token for user and password. Raises MfaRequired, CloudError(WRONG_CREDENTIALS)."""
        form = {"grant_type": "password", "username": username, "password": password.reveal()}
        return self._token(form, Reason.WRONG_CREDENTIALS, cancel)

    def second_factor(self, mfa_token: Secret, one_time_code: str, cancel: CancelToken) -> SessionAnswer:
        """A token for the ticket of `MfaRequired` and the code from the authenticator.

        Raises CloudError(WRONG_ONE_TIME_CODE): ask again, the same ticket may be used a few times.
        """
        digits = "".join(one_time_code.split())
        form = {"grant_type": _OTP_GRANT, "mfa_token": mfa_token.reveal(), "otp": digits}
        return self._token(form, Reason.WRONG_ONE_TIME_CODE, cancel)

    def create_user(
        self,
        username: str,
        password: Secret,
        cancel: CancelToken,
        *,
        account_info: Mapping[str, object] | None = None,
    ) -> None:
        """Create a developer account. No token comes back: log in afterwards. Raises ACCOUNT_EXISTS."""
        body = {"username": username, "password": password.reveal(), "account_info": dict(account_info or {})}
        reply = self._transport.call(
            "POST", "/v1/users", cancel, json=body, timeout=self._timeout, secrets=(password,)
        )
        _created(reply)

    def create_customer(
        self, product: str | int, email: str, password: Secret, cancel: CancelToken
    ) -> SessionAnswer:
        """Create a customer of a product (simple authentication) and sign in. Raises ACCOUNT_EXISTS."""
        form = {"grant_type": "client_credentials", "email": email, "password": password.reveal()}
        path = f"/v1/products/{segment(product)}/customers"
        reply = self._transport.call(
            "POST", path, cancel, form=form, basic=self._client, timeout=self._timeout, secrets=(password,)
        )
        if reply.status == 401:
            failure = refusal(reply)
            # The Android SDK takes a 401 here as "this customer exists"; a wrong client says so.
            raise failure if failure.code in _WRONG_CLIENT else failure.because(Reason.ACCOUNT_EXISTS)
        _created(reply)
        return answer_from_reply(reply)

    def reset_password(self, username: str, cancel: CancelToken) -> None:
        """Have an e-mail with a link sent to a user. Customers cannot do this themselves."""
        form = {"username": username}
        json_value(
            self._transport.call("POST", "/v1/user/password-reset", cancel, form=form, timeout=self._timeout)
        )

    def token_info(self, token: Secret, cancel: CancelToken) -> TokenInfo:
        """How long `token` lives. Whether a customer may ask is not documented: take any refusal lightly."""
        reply = self._transport.call(
            "GET", "/v1/access_tokens/current", cancel, token=token, timeout=self._timeout
        )
        value = json_object(reply)
        client = value.get("client", value.get("client_id"))
        ends = expiry(None, value.get("expires_at"), now=datetime.now(UTC), server_now=reply.server_time)
        return TokenInfo(ends, plain(client, 64))

    def revoke(self, token: Secret, cancel: CancelToken) -> None:
        """End `token`."""
        json_value(
            self._transport.call(
                "DELETE", "/v1/access_tokens/current", cancel, token=token, timeout=self._timeout
            )
        )

    def close(self) -> None:
        """Close idle connections."""
        self._transport.close()

    def _token(self, form: Mapping[str, str], wrong: Reason, cancel: CancelToken) -> SessionAnswer:
        reply = self._transport.call(
            "POST",
            "/oauth/token",
            cancel,
            form=form,
            basic=self._client,
            timeout=self._timeout,
            secrets=tuple(Secret(form[key]) for key in ("password", "mfa_token", "otp") if key in form),
        )
        if reply.status >= 400:
            failure = refusal(reply)
            raise failure.because(wrong) if _not_accepted(failure) else failure
        answer = answer_from_reply(reply)
        if answer.token is None:
            raise bad_reply(reply, "no token in the answer")
        return answer


def _not_accepted(error: CloudError) -> bool:
    """Whether the credentials were refused, and not the client or the call. One clone answers 503."""
    if isinstance(error, MfaRequired) or error.code in _WRONG_CLIENT:
        return False
    if error.reason in (Reason.RATE_LIMITED, Reason.BAD_REPLY, Reason.PROXY):
        return False
    text = (error.message or "").lower()
    named = any(word in text for word in ("password", "credentials", "unknown user", "user not found"))
    return error.code == "invalid_grant" or error.reason is Reason.UNAUTHORIZED or named


def _created(reply: Reply) -> Mapping[str, object]:
    """The answer to a sign-up. ACCOUNT_EXISTS if that is why it was refused, be it with a 200."""
    try:
        return json_object(reply)
    except CloudError as error:
        text = (error.message or "").lower()
        taken = any(words in text for words in ("already exist", "already in use", "already taken"))
        if error.status != 409 and not (taken and error.reason is Reason.REFUSED):
            raise
        failure = error.because(Reason.ACCOUNT_EXISTS)
    raise failure
