"""Tokens and accounts: grants, expiries, refusals with the recorded bodies, limits."""

from __future__ import annotations

import re

import pytest

from spark_setup.core.clock import Clock
from spark_setup.simulator.cloud import (
    CREATION_CLIENT,
    CREATION_SECRET,
    CUSTOMER,
    CUSTOMER_PASSWORD,
    OWNER,
    OWNER_PASSWORD,
    PRODUCT_CLIENT,
    PRODUCT_SECRET,
    SimulatedCloud,
)

from .cloud_bench import Answer, HandClock, ask

PUBLIC = ("particle", "particle")
PRODUCT = (PRODUCT_CLIENT, PRODUCT_SECRET)


def log_in(cloud: SimulatedCloud, password: str = OWNER_PASSWORD, **more: str) -> Answer:
    form = {"grant_type": "password", "username": OWNER, "password": password, **more}
    return ask(cloud, "POST", "/oauth/token", form=form, basic=PUBLIC)


def test_a_login_gives_a_token_for_90_days(cloud: SimulatedCloud) -> None:
    answer = log_in(cloud)
    assert answer.status == 200
    assert answer.json["token_type"] == "bearer"
    assert answer.json["expires_in"] == 7_776_000
    assert re.fullmatch("[0-9a-f]{40}", answer.json["access_token"])
    assert re.fullmatch("[0-9a-f]{40}", answer.json["refresh_token"])
    assert ask(cloud, "GET", "/v1/user", token=answer.json["access_token"]).json["username"] == OWNER


def test_the_client_may_be_given_in_the_form(cloud: SimulatedCloud) -> None:
    form = {"grant_type": "password", "username": OWNER, "password": OWNER_PASSWORD}
    form |= {"client_id": "particle-api", "client_secret": "particle-api"}
    assert ask(cloud, "POST", "/oauth/token", form=form).status == 200


def test_only_a_form_is_taken_at_the_token_endpoint(cloud: SimulatedCloud) -> None:
    fields = {"grant_type": "password", "username": OWNER, "password": OWNER_PASSWORD}
    answer = ask(cloud, "POST", "/oauth/token", json_body=fields, basic=PUBLIC)
    assert answer.status == 400
    assert answer.json["error"] == "invalid_request"


def test_wrong_password_unknown_user_and_wrong_client(cloud: SimulatedCloud) -> None:
    wrong = {"error": "invalid_grant", "error_description": "User credentials are invalid"}
    assert log_in(cloud, "wrong").json == wrong
    assert log_in(cloud, username="nobody@example.com").json == wrong
    form = {"grant_type": "password", "username": OWNER, "password": OWNER_PASSWORD}
    answer = ask(cloud, "POST", "/oauth/token", form=form, basic=("particle", "wrong"))
    assert (answer.status, answer.json["error"]) == (400, "invalid_client")


def test_ten_failures_in_a_row_lock_the_address_for_30_minutes(
    cloud: SimulatedCloud, hand_clock: HandClock
) -> None:
    for _ in range(9):
        assert log_in(cloud, "wrong").status == 400
    assert log_in(cloud).status == 200  # a success ends the row
    for _ in range(10):
        assert log_in(cloud, "wrong").status == 400
    assert log_in(cloud).status == 429
    hand_clock.advance(1790)
    assert log_in(cloud).status == 429
    hand_clock.advance(20)
    assert log_in(cloud).status == 200


def test_100_logins_in_five_minutes_are_the_most(cloud: SimulatedCloud, hand_clock: HandClock) -> None:
    assert [log_in(cloud).status for _ in range(101)].count(200) == 100
    hand_clock.advance(301)
    assert log_in(cloud).status == 200


def test_the_second_factor(cloud: SimulatedCloud) -> None:
    cloud.add_user("mfa@example.com", "pw", otp="123456")
    answer = log_in(cloud, "pw", username="mfa@example.com")
    assert (answer.status, answer.json["error"]) == (403, "mfa_required")
    form = {"grant_type": "urn:custom:mfa-otp", "mfa_token": answer.json["mfa_token"], "otp": "000000"}
    wrong = ask(cloud, "POST", "/oauth/token", form=form, basic=PUBLIC)
    assert (wrong.status, wrong.json["error"]) == (400, "invalid_grant")
    right = ask(cloud, "POST", "/oauth/token", form={**form, "otp": "123456"}, basic=PUBLIC)
    assert ask(cloud, "GET", "/v1/devices", token=right.json["access_token"]).json == []
    assert ask(cloud, "POST", "/oauth/token", form={**form, "otp": "123456"}, basic=PUBLIC).status == 400


def test_a_token_lives_as_long_as_was_asked(cloud: SimulatedCloud, hand_clock: HandClock) -> None:
    answer = log_in(cloud, expires_in="60")
    assert answer.json["expires_in"] == 60
    for_ever = log_in(cloud, expires_in="0").json
    assert for_ever["expires_in"] == 0
    hand_clock.advance(61)
    expired = ask(cloud, "GET", "/v1/devices", token=answer.json["access_token"])
    assert expired.status == 401
    assert expired.json == {
        "error": "invalid_token",
        "error_description": "The access token provided has expired.",
    }
    assert log_in(cloud, expires_in="9" * 5000).json["expires_in"] == 7_776_000
    current = ask(cloud, "GET", "/v1/access_tokens/current", token=for_ever["access_token"])
    assert current.json == {"expires_at": None, "client": "particle", "scopes": [], "orgs": []}


def test_what_is_written_about_times_is_real_time() -> None:
    cloud = SimulatedCloud(clock=Clock(20.0))
    cloud.start()
    try:
        assert log_in(cloud, expires_in="60").json["expires_in"] == 60
    finally:
        cloud.stop()


def test_no_token_and_a_wrong_token(cloud: SimulatedCloud) -> None:
    missing = ask(cloud, "GET", "/v1/devices")
    assert missing.status == 400  # as recorded: not 401
    assert missing.json == {
        "error": "invalid_request",
        "error_description": "The access token was not found",
    }
    wrong = ask(cloud, "GET", "/v1/devices", token="0" * 40)
    assert (wrong.status, wrong.json["error"]) == (401, "invalid_token")


def test_a_token_in_the_query_only_for_old_accounts(cloud: SimulatedCloud) -> None:
    cloud.add_user("old@example.com", "pw", old=True)
    old = cloud.issue_token("old@example.com").reveal()
    assert ask(cloud, "GET", f"/v1/devices?access_token={old}").status == 200
    assert ask(cloud, "GET", f"/v1/devices?access_token={cloud.token.reveal()}").status == 400


def test_a_token_can_be_ended(cloud: SimulatedCloud) -> None:
    assert ask(cloud, "DELETE", "/v1/access_tokens/current", token=cloud.token).json == {"ok": True}
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 401
    login = (OWNER, OWNER_PASSWORD)
    token = log_in(cloud).json["access_token"]
    listed = ask(cloud, "GET", "/v1/access_tokens", basic=login).json
    assert [row["token"] for row in listed] == [token]
    assert ask(cloud, "DELETE", f"/v1/access_tokens/{token}", basic=login).json == {"ok": True}
    assert ask(cloud, "GET", "/v1/access_tokens", basic=login).json == []
    assert ask(cloud, "GET", "/v1/access_tokens", basic=(OWNER, "x")).json["errors"] == ["Bad password"]
    assert ask(cloud, "GET", "/v1/access_tokens", basic=("x", "x")).json["errors"] == ["Unknown user"]
    assert not any(token in request.path for request in cloud.requests)


def test_signing_up(cloud: SimulatedCloud) -> None:
    fields = {"username": "new@example.com", "password": "pw"}
    assert ask(cloud, "POST", "/v1/users", json_body=fields).json == {"ok": True}
    again = ask(cloud, "POST", "/v1/users", form=fields)
    assert again.status == 200  # as recorded: a failure with status 200
    assert again.json["ok"] is False
    assert log_in(cloud, "pw", username="new@example.com").status == 200
    reset = ask(cloud, "POST", "/v1/user/password-reset", form={"username": OWNER})
    assert reset.json == {"ok": True, "message": "Password reset email sent."}


def test_a_vendor_makes_a_shadow_customer_and_gets_its_token(cloud: SimulatedCloud) -> None:
    form = {"email": "shadow-7", "no_password": "true"}
    made = ask(cloud, "POST", "/v1/products/temperature-monitor/customers", form=form, basic=PRODUCT)
    assert (made.status, made.json["scope"]) == (201, "customer=shadow-7")
    again = ask(cloud, "POST", "/v1/products/1319/customers", form=form, basic=PRODUCT)
    assert again.status == 401
    scoped = {"grant_type": "client_credentials", "scope": "customer=shadow-7"}
    found = ask(cloud, "POST", "/oauth/token", form=scoped, basic=PRODUCT)
    assert found.json["scope"] == "customer=shadow-7"
    code = ask(cloud, "POST", "/v1/products/1319/device_claims", token=found.json["access_token"])
    assert code.status == 200


def test_a_customer_signs_up_with_the_creation_only_client(cloud: SimulatedCloud) -> None:
    app = (CREATION_CLIENT, CREATION_SECRET)
    form = {"grant_type": "client_credentials", "email": "kim@example.com", "password": "pw"}
    assert ask(cloud, "POST", "/v1/products/1319/customers", form=form, basic=app).status == 201
    login = {"grant_type": "password", "username": "kim@example.com", "password": "pw"}
    assert ask(cloud, "POST", "/oauth/token", form=login, basic=app).status == 200
    scoped = {"grant_type": "client_credentials", "scope": "customer=kim@example.com"}
    assert ask(cloud, "POST", "/oauth/token", form=scoped, basic=app).status == 400


def test_a_product_token_changes_and_removes_customers(cloud: SimulatedCloud) -> None:
    form = {"grant_type": "client_credentials"}
    team = ask(cloud, "POST", "/oauth/token", form=form, basic=PRODUCT).json["access_token"]
    path = f"/v1/products/1319/customers/{CUSTOMER}"
    assert ask(cloud, "PUT", path, json_body={"password": "new"}, token=cloud.customer_token).status == 400
    assert ask(cloud, "PUT", path, json_body={"password": "new"}, token=team).json == {"ok": True}
    login = {"grant_type": "password", "username": CUSTOMER, "password": CUSTOMER_PASSWORD}
    assert ask(cloud, "POST", "/oauth/token", form=login, basic=PRODUCT).status == 400
    assert ask(cloud, "POST", "/oauth/token", form={**login, "password": "new"}, basic=PRODUCT).status == 200
    assert ask(cloud, "DELETE", path, token=team).status == 204
    assert ask(cloud, "GET", "/v1/devices", token=cloud.customer_token).status == 401


def test_refresh_works_for_product_clients_once_and_for_14_days(
    cloud: SimulatedCloud, hand_clock: HandClock
) -> None:
    login = {"grant_type": "password", "username": CUSTOMER, "password": CUSTOMER_PASSWORD}
    first = ask(cloud, "POST", "/oauth/token", form=login, basic=PRODUCT).json["refresh_token"]

    def renew(refresh: str, basic: tuple[str, str] = PRODUCT) -> Answer:
        form = {"grant_type": "refresh_token", "refresh_token": refresh}
        return ask(cloud, "POST", "/oauth/token", form=form, basic=basic)

    second = renew(first)
    assert second.status == 200
    assert renew(first).status == 400
    assert renew(log_in(cloud).json["refresh_token"], PUBLIC).status == 400
    hand_clock.advance(15 * 86400)
    assert renew(second.json["refresh_token"]).status == 400


def test_an_account_cannot_be_made_twice(cloud: SimulatedCloud) -> None:
    with pytest.raises(ValueError, match="already exists"):
        cloud.add_user(OWNER, "pw")
