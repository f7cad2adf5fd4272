"""Signing in and up: what is sent, and what the real cloud's and a clone's answers mean."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from spark_setup.cloud.accounts import Accounts
from spark_setup.cloud.errors import CloudError, MfaRequired, Reason
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, answer

PASSWORD = Secret("pässwörd & <more>")
TOKEN = {"token_type": "bearer", "access_token": TOKEN_TEXT, "expires_in": 7776000, "refresh_token": "9b0e"}
Open = Callable[..., tuple[Accounts, Any]]


@pytest.fixture
def open_accounts(make_server: Callable[..., Any]) -> Iterator[Open]:
    made: list[Accounts] = []

    def make(body: Any, status: int = 200, **options: Any) -> tuple[Accounts, Any]:
        server = make_server(answer(body, status))
        made.append(Accounts(server.url, timeout=5, **options))
        return made[-1], server

    yield make
    for accounts in made:
        accounts.close()


def reason_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(CloudError) as caught:
        call()
    assert PASSWORD.reveal() not in f"{caught.value}{caught.value.message}"
    return caught.value.reason


def test_log_in(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, server = open_accounts(TOKEN)
    found = accounts.log_in("kit@example.com", PASSWORD, cancel)
    assert found.token == Secret(TOKEN_TEXT)
    assert found.renewal_token is None  # the cloud's refresh tokens need the client's secret
    assert found.expires_at is not None
    assert timedelta(days=89) < found.expires_at - datetime.now(UTC) <= timedelta(days=90)
    request = server.requests[0]
    assert request.path == "/oauth/token"
    assert request.form == {
        "grant_type": "password",
        "username": "kit@example.com",
        "password": PASSWORD.reveal(),
    }
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"particle:particle").decode()


def test_a_clone_that_says_less(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, _ = open_accounts({"access_token": TOKEN_TEXT, "token_type": "Bearer"})
    found = accounts.log_in("u", PASSWORD, cancel)
    assert (found.token, found.expires_at, found.renewal_token) == (Secret(TOKEN_TEXT), None, None)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (
            400,
            {"error": "invalid_grant", "error_description": "User credentials are invalid"},
            Reason.WRONG_CREDENTIALS,
        ),
        (503, {"error": "server_error", "error_description": "Wrong password"}, Reason.WRONG_CREDENTIALS),
        (401, {"ok": False, "errors": ["Bad password"]}, Reason.WRONG_CREDENTIALS),
        (400, {"ok": False, "errors": ["Unknown user"]}, Reason.WRONG_CREDENTIALS),
        (400, {"error": "invalid_client", "error_description": "x"}, Reason.REFUSED),
        (400, {"error": "unauthorized_client"}, Reason.REFUSED),
        (503, {"error": "server_error"}, Reason.SERVER),
        (429, {"error": "too many wrong passwords"}, Reason.RATE_LIMITED),
        (200, {}, Reason.BAD_REPLY),
        (200, {"claim_code": "A" * 63}, Reason.BAD_REPLY),
        (200, {"access_token": "not a token"}, Reason.BAD_REPLY),
        (400, {"error": f"no {PASSWORD.reveal()} here"}, Reason.REFUSED),
    ],
)
def test_log_in_refused(
    status: int, body: Any, reason: Reason, open_accounts: Open, cancel: CancelToken
) -> None:
    accounts, _ = open_accounts(body, status)
    assert reason_of(lambda: accounts.log_in("u", PASSWORD, cancel)) is reason


def test_second_factor(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, _ = open_accounts({"error": "mfa_required", "mfa_token": "eyJ0"}, 403)
    with pytest.raises(MfaRequired) as caught:
        accounts.log_in("u", PASSWORD, cancel)
    ticket = caught.value.mfa_token
    accounts, _ = open_accounts({"error": "invalid_grant", "error_description": "OTP expired"}, 400)
    assert reason_of(lambda: accounts.second_factor(ticket, "123456", cancel)) is Reason.WRONG_ONE_TIME_CODE
    accounts, server = open_accounts(TOKEN)
    assert accounts.second_factor(ticket, " 123 456\n", cancel).token == Secret(TOKEN_TEXT)
    assert server.requests[0].form == {
        "grant_type": "urn:custom:mfa-otp",
        "mfa_token": "eyJ0",
        "otp": "123456",
    }


def test_create_user(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, server = open_accounts({"ok": True})
    accounts.create_user("u@x", PASSWORD, cancel, account_info={"first_name": "Zoë"})
    request = server.requests[0]
    assert (request.path, json.loads(request.body)) == (
        "/v1/users",
        {"username": "u@x", "password": PASSWORD.reveal(), "account_info": {"first_name": "Zoë"}},
    )
    for status, body, reason in (
        (200, {"ok": False, "errors": ["username must be an email address"]}, Reason.REFUSED),
        (400, {"error": "user with the username already exists", "ok": False}, Reason.ACCOUNT_EXISTS),
        (409, {}, Reason.ACCOUNT_EXISTS),
        (200, {"ok": False, "errors": ["username already in use"]}, Reason.ACCOUNT_EXISTS),
        (400, {"ok": False, "errors": ["too short"]}, Reason.REFUSED),
        (500, {}, Reason.SERVER),
    ):
        accounts, _ = open_accounts(body, status)
        assert reason_of(lambda a=accounts: a.create_user("u", PASSWORD, cancel)) is reason  # type: ignore[misc]


def test_create_customer(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, server = open_accounts(
        {**TOKEN, "scope": "customer=c@x"}, 201, client_id="shop-1", client_secret=Secret("creation-only")
    )
    found = accounts.create_customer("lamp v1", "c@x", PASSWORD, cancel)
    assert (found.token, found.scope) == (Secret(TOKEN_TEXT), "customer=c@x")
    request = server.requests[0]
    assert request.path == "/v1/products/lamp%20v1/customers"
    assert request.form == {"grant_type": "client_credentials", "email": "c@x", "password": PASSWORD.reveal()}
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"shop-1:creation-only").decode()
    for status, body, reason in (
        (401, {}, Reason.ACCOUNT_EXISTS),
        (401, {"error": "invalid_client"}, Reason.UNAUTHORIZED),
        (404, {"ok": False, "error": "Product not found."}, Reason.NOT_FOUND),
        (404, b"Not Found", Reason.NOT_FOUND),
    ):
        accounts, _ = open_accounts(body, status)
        assert reason_of(lambda a=accounts: a.create_customer(1, "c", PASSWORD, cancel)) is reason  # type: ignore[misc]


def test_reset_password(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, server = open_accounts({"ok": True, "message": "Password reset email sent."})
    accounts.reset_password("u+1@x", cancel)
    assert (server.requests[0].path, server.requests[0].form) == (
        "/v1/user/password-reset",
        {"username": "u+1@x"},
    )
    accounts, _ = open_accounts(b"Not Found", 404)
    assert reason_of(lambda: accounts.reset_password("u", cancel)) is Reason.NOT_FOUND


def test_token_info_and_revoke(open_accounts: Open, cancel: CancelToken) -> None:
    accounts, server = open_accounts(
        {"expires_at": "2026-12-27T06:31:08.991Z", "client_id": "particle", "orgs": []}
    )
    info = accounts.token_info(Secret(TOKEN_TEXT), cancel)
    assert info.client == "particle"
    assert info.expires_at is not None
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN_TEXT}"
    accounts, _ = open_accounts({"expires_at": None, "client": 7})
    assert accounts.token_info(Secret("t"), cancel).expires_at is None
    accounts, server = open_accounts({"ok": True})
    accounts.revoke(Secret("t"), cancel)
    assert (server.requests[0].method, server.requests[0].path) == ("DELETE", "/v1/access_tokens/current")
