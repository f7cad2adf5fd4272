"""Sessions: answers in every shape, the product maker's server, renewal that works and fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.sessions import (
    SessionServer,
    answer_from,
)
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, answer

MakeServer = Callable[..., Any]
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CODE = "A" * 63


@pytest.fixture
def make_session_server(make_server: MakeServer) -> Iterator[Callable[..., tuple[SessionServer, Any]]]:
    made: list[SessionServer] = []

    def make(reply: Any) -> tuple[SessionServer, Any]:
        server = make_server(reply)
        made.append(SessionServer(server.url + "/spark/session", timeout=5))
        return made[-1], server

    yield make
    for session_server in made:
        session_server.close()


@pytest.mark.parametrize(
    ("fields", "left_s"),
    [
        ({"expires_in": 3600}, 3600),
        ({"expires_in": "3600"}, 3600),
        ({"expires_in": NOW.timestamp() + 3600}, 3600),
        ({"expires_at": (NOW.timestamp() + 3600) * 1000}, 3600),
        ({"expires_at": "2026-11-25T13:00:00.000Z"}, 3600),
        ({"expires_in": 0}, None),
        ({"expires_at": None}, None),
        ({}, None),
    ],
)
def test_expiry_in_every_shape(fields: dict[str, Any], left_s: float | None) -> None:
    found = answer_from({"access_token": TOKEN_TEXT, "token_type": "Bearer", **fields}, now=NOW)
    assert found is not None
    assert found.token is not None
    assert found.expires_at == (None if left_s is None else NOW + timedelta(seconds=left_s))


def test_everything_an_answer_may_hold() -> None:
    found = answer_from(
        {
            "access_token": TOKEN_TEXT,
            "renewal_token": "r-1",
            "claim_code": CODE,
            "product_id": 1319,
            "scope": "customer=a@b.c",
            "device_ids": ["AB", None, " cd "],
            "owned_device_ids": ["EF"],
        },
        now=NOW,
    )
    assert found is not None
    assert (found.token, found.renewal_token) == (Secret(TOKEN_TEXT), Secret("r-1"))
    assert found.claim_code is not None
    assert (found.claim_code.code, found.claim_code.device_ids) == (Secret(CODE), frozenset({"ef"}))
    assert found.owned_ids == {"ef"}
    assert (found.product_id, found.scope, found.device_ids) == (
        "1319",
        "customer=a@b.c",
        frozenset({"ab", "cd"}),
    )
    for secret in (TOKEN_TEXT, "r-1", CODE):
        assert secret not in repr(found)


def test_a_claim_code_without_a_token() -> None:
    found = answer_from({"claim_code": CODE}, now=NOW)
    assert found is not None
    assert found.token is None
    assert found.owned_ids is None, "not said, which is not the same as none"
    assert found.claim_code is not None


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"access_token": None},
        {"access_token": ""},
        {"access_token": "a b"},
        {"access_token": "a\n"},
        {"access_token": 5},
        {"claim_code": "short"},
    ],
)
def test_neither_token_nor_code(value: dict[str, Any]) -> None:
    assert answer_from(value, now=NOW) is None


def test_a_code_is_exchanged(
    make_session_server: Callable[..., tuple[SessionServer, Any]], cancel: CancelToken
) -> None:
    session_server, server = make_session_server(answer({"access_token": TOKEN_TEXT, "expires_in": 60}))
    found = session_server.exchange(" ABCD-1234\n", cancel)
    assert found.token == Secret(TOKEN_TEXT)
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/spark/session")
    assert json.loads(request.body) == {"code": "ABCD-1234"}
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (410, {"error": "code_used"}, Reason.CODE_USED),
        (410, {"error": "code_expired"}, Reason.CODE_EXPIRED),
        (
            404,
            {"error": "unknown_code", "error_description": "We do not know SECRET-CODE"},
            Reason.CODE_UNKNOWN,
        ),
        (429, {"error": "rate_limited"}, Reason.RATE_LIMITED),
        (404, b"Not Found", Reason.NOT_FOUND),
        (500, {}, Reason.SERVER),
        (200, {"ok": True}, Reason.BAD_REPLY),
        (200, b"<html>", Reason.BAD_REPLY),
        (302, b"", Reason.REDIRECT),
    ],
)
def test_a_code_that_is_not_exchanged(
    status: int,
    body: Any,
    reason: Reason,
    make_session_server: Callable[..., tuple[SessionServer, Any]],
    cancel: CancelToken,
) -> None:
    session_server, _ = make_session_server(answer(body, status))
    with pytest.raises(CloudError) as caught:
        session_server.exchange("SECRET-CODE", cancel)
    assert caught.value.reason is reason
    assert "SECRET-CODE" not in f"{caught.value}{caught.value.message}"


@pytest.mark.parametrize("code", ["", " \n", "a\x00b", "x" * 1000])
def test_what_cannot_be_a_code_is_not_sent(
    code: str, make_session_server: Callable[..., tuple[SessionServer, Any]], cancel: CancelToken
) -> None:
    session_server, server = make_session_server(answer({}))
    with pytest.raises(CloudError) as caught:
        session_server.exchange(code, cancel)
    assert caught.value.reason is Reason.CODE_UNKNOWN
    assert server.connections == 0


def test_a_session_is_renewed_until_the_server_refuses(
    make_session_server: Callable[..., tuple[SessionServer, Any]], cancel: CancelToken
) -> None:
    answers = [
        answer({"access_token": "t2", "renewal_token": "r2"}),
        answer({"access_token": "t3"}),
        answer({"error": "renewal_refused"}, 401),
    ]
    session_server, server = make_session_server(lambda _talk: answers.pop(0))
    renewed = session_server.renew(Secret("r1"), cancel)
    assert (renewed.token, renewed.renewal_token) == (Secret("t2"), Secret("r2"))
    assert session_server.renew(Secret("r2"), cancel).renewal_token is None
    with pytest.raises(CloudError) as caught:
        session_server.renew(Secret("r2"), cancel)
    assert caught.value.reason is Reason.UNAUTHORIZED
    assert [json.loads(r.body) for r in server.requests] == [
        {"renewal_token": "r1"},
        {"renewal_token": "r2"},
        {"renewal_token": "r2"},
    ]
    assert {r.path for r in server.requests} == {"/spark/session/renew"}


def test_a_session_url_on_plain_http_is_refused() -> None:
    with pytest.raises(CloudError) as caught:
        SessionServer("http://shop.example.com/session")
    assert caught.value.reason is Reason.MISUSE
