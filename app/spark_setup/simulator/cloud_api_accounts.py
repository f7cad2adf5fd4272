"""The cloud's calls about accounts and tokens (cloud-api.md, section 2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..core.digits import whole_number
from . import cloud_replies as say
from .cloud_accounts import NINETY_DAYS_S, Account, OAuthClient, Token
from .cloud_devices import Product
from .cloud_events import iso
from .cloud_replies import Reply, said
from .cloud_request import FORM
from .cloud_routes import Call, Refused, Route

OTP_GRANT = "urn:custom:mfa-otp"


def token(call: Call) -> Reply:
    """POST /oauth/token: form-urlencoded only."""
    if call.request.kind != FORM:
        return say.FORM_ONLY
    client = _client(call)
    grant = call.request.text("grant_type")
    if grant == "password":
        return _log_in(call, client)
    if grant == OTP_GRANT:
        account = call.state.accounts.redeem(
            call.request.text("mfa_token") or "", call.request.text("otp") or ""
        )
        return say.BAD_OTP if account is None else _granted(call, _issue(call, account, client))
    if grant == "refresh_token":
        fresh = call.state.accounts.refresh(call.request.text("refresh_token") or "", client)
        return say.BAD_REFRESH if fresh is None else _granted(call, fresh)
    if grant == "client_credentials":
        return _client_credentials(call, client)
    return say.BAD_GRANT


def _client(call: Call) -> OAuthClient:
    basic = call.request.basic()
    client_id, secret = basic or (call.request.text("client_id"), call.request.text("client_secret"))
    client = call.state.accounts.client(client_id or "", secret)
    if client is None:
        raise Refused(say.BAD_CLIENT)
    return client


def _log_in(call: Call, client: OAuthClient) -> Reply:
    accounts = call.state.accounts
    name = call.request.text("username") or ""
    account = accounts.find(name, client.product_id)
    if account is None or account.password is None or account.password != call.request.text("password"):
        return say.BAD_CREDENTIALS
    if account.otp is not None:
        return say.mfa_required(accounts.ticket(account, client))
    return _granted(call, _issue(call, account, client))


def _client_credentials(call: Call, client: OAuthClient) -> Reply:
    if client.product_id is None or client.only_creates_customers:
        return say.BAD_CLIENT
    scope = call.request.text("scope") or ""
    if not scope.startswith("customer="):
        return _granted(call, _issue(call, None, client))
    account = call.state.accounts.find(scope.removeprefix("customer="), client.product_id)
    if account is None:
        return said({"error": "invalid_scope", "error_description": "Customer not found"}, 400)
    return _granted(call, _issue(call, account, client))


def _issue(call: Call, account: Account | None, client: OAuthClient) -> Token:
    return call.state.accounts.issue(account, client, ttl_s=_wanted_s(call))


def _wanted_s(call: Call) -> float | None:
    """How many story seconds the token is to live; None: for ever. What is written is real time."""
    clock, seconds = call.state.clock, whole_number(call.request.text("expires_in") or "")
    if seconds is not None:
        return seconds * clock.speed or None
    try:
        date = datetime.fromisoformat(call.request.text("expires_at") or "")
    except ValueError:
        return NINETY_DAYS_S
    now = call.state.wall()
    return max(
        1.0, ((date if date.tzinfo else date.replace(tzinfo=now.tzinfo)) - now).total_seconds() * clock.speed
    )


def _granted(call: Call, issued: Token, status: int = 200) -> Reply:
    clock = call.state.clock
    left_s = 0.0 if issued.expires_at is None else clock.real(issued.expires_at - clock.now())
    body: dict[str, object] = {
        "token_type": "bearer",
        "access_token": issued.value,
        "expires_in": round(left_s),
        "refresh_token": issued.refresh,
    }
    if issued.account is not None and issued.account.is_customer:
        body["scope"] = f"customer={issued.account.name}"
    return said(body, status)


def current_token(call: Call) -> Reply:
    """GET /v1/access_tokens/current"""
    mine = call.token()
    return said({"expires_at": _end(call, mine), "client": mine.client_id, "scopes": [], "orgs": []})


def _end(call: Call, mine: Token) -> str | None:
    clock = call.state.clock
    if mine.expires_at is None:
        return None
    return iso(call.state.wall() + timedelta(seconds=clock.real(mine.expires_at - clock.now())))


def end_current_token(call: Call) -> Reply:
    """DELETE /v1/access_tokens/current"""
    call.token().revoked = True
    return say.OK


def list_tokens(call: Call) -> Reply:
    """GET /v1/access_tokens, with user and password."""
    tokens = call.state.accounts.tokens_of(_by_password(call))
    return said([{"token": t.value, "expires_at": _end(call, t), "client": t.client_id} for t in tokens])


def end_token(call: Call) -> Reply:
    """DELETE /v1/access_tokens/:token, with user and password."""
    account = _by_password(call)
    for mine in call.state.accounts.tokens_of(account):
        if mine.value == call.named["token"]:
            mine.revoked = True
    return say.OK


def _by_password(call: Call) -> Account:
    basic = call.request.basic()
    if basic is None:
        raise Refused(say.UNKNOWN_USER)
    account = call.state.accounts.find(basic[0])
    if account is None:
        raise Refused(say.UNKNOWN_USER)
    if account.password != basic[1]:
        raise Refused(say.BAD_PASSWORD)
    return account


def user(call: Call) -> Reply:
    """GET /v1/user"""
    account = call.account()
    if account.is_customer and not call.state.behaviour.customers_may_ask_user:
        return say.NOT_FOR_API_USERS
    info = {"first_name": "", "last_name": "", "business_account": False}
    return said(
        {
            "username": account.name,
            "subscription_ids": [],
            "account_info": info,
            "scim_provisioned": False,
            "no_password": account.password is None,
            "mfa": {"enabled": account.otp is not None},
            "wifi_device_count": len(call.state.registry.owned_by(account)),
            "cellular_device_count": 0,
        }
    )


def create_user(call: Call) -> Reply:
    """POST /v1/users: failures come with status 200 (cloud-api.md, 2.3)."""
    name, password = call.request.text("username"), call.request.text("password")
    if not name or "@" not in name:
        return said({"ok": False, "errors": ["username must be an email address"]})
    if not password:
        return said({"ok": False, "errors": ["password required"]})
    if call.state.accounts.find(name) is not None:
        return said({"ok": False, "errors": ["username already in use"]})
    call.state.accounts.add(Account(name, password))
    return say.OK


def reset_password(call: Call) -> Reply:
    """POST /v1/user/password-reset: no token; says nothing about whether the user exists."""
    return said({"ok": True, "message": "Password reset email sent."})


def create_customer(call: Call) -> Reply:
    """POST /v1/products/:product/customers"""
    product = named_product(call)
    client = _client(call)
    if client.product_id != product.id:
        return say.BAD_CLIENT
    email, password = call.request.text("email"), call.request.text("password")
    if not email:
        return said({"ok": False, "error": "email is required"}, 400)
    if not password and call.request.text("no_password") not in ("true", "1"):
        return said({"ok": False, "error": "password is required"}, 400)
    if call.state.accounts.find(email, product.id) is not None:
        return say.CUSTOMER_EXISTS
    account = call.state.accounts.add(Account(email, password or None, product.id))
    return _granted(call, call.state.accounts.issue(account, client), 201)


def change_customer(call: Call) -> Reply:
    """PUT /v1/products/:product/customers/:email, with a product token: a new password."""
    product = for_product_team(call)
    account = call.state.accounts.find(call.named["email"], product.id)
    password = call.request.text("password")
    if account is None:
        return said({"ok": False, "error": "Customer not found."}, 404)
    if not password:
        return said({"ok": False, "error": "password is required"}, 400)
    account.password = password
    return say.OK


def remove_customer(call: Call) -> Reply:
    """DELETE /v1/products/:product/customers/:email, with a product token. Revokes its claim codes."""
    product = for_product_team(call)
    account = call.state.accounts.find(call.named["email"], product.id)
    if account is None:
        return said({"ok": False, "error": "Customer not found."}, 404)
    call.state.accounts.remove(account)
    call.state.registry.revoke_codes(account)
    return say.NO_CONTENT


def named_product(call: Call) -> Product:
    """The product in the path. Raises Refused."""
    product = call.state.registry.product(call.named["product"])
    if product is None:
        raise Refused(say.NO_PRODUCT)
    return product


def for_product_team(call: Call) -> Product:
    """The product in the path, for its own token or any user (all users are on every team here)."""
    product = named_product(call)
    mine = call.token()
    if mine.account.is_customer if mine.account is not None else mine.product_id != product.id:
        raise Refused(say.NOT_FOR_API_USERS)
    return product


ROUTES = (
    Route("POST", "/oauth/token", token),
    Route("GET", "/v1/access_tokens/current", current_token),
    Route("DELETE", "/v1/access_tokens/current", end_current_token),
    Route("GET", "/v1/access_tokens", list_tokens),
    Route("DELETE", "/v1/access_tokens/:token", end_token),
    Route("GET", "/v1/user", user),
    Route("POST", "/v1/users", create_user),
    Route("POST", "/v1/user/password-reset", reset_password),
    Route("POST", "/v1/products/:product/customers", create_customer),
    Route("PUT", "/v1/products/:product/customers/:email", change_customer),
    Route("DELETE", "/v1/products/:product/customers/:email", remove_customer),
)
