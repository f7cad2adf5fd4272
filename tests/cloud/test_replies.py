"""Error bodies in all recorded shapes, and statuses, become reasons and harmless sentences."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.cloud.errors import CloudError, MfaRequired, Reason
from spark_setup.cloud.replies import (
    LONGEST_MESSAGE,
    Reply,
    error_message,
    json_object,
    json_value,
    plain,
    refusal,
)
from spark_setup.core.secrets import Secret


def reply(body: Any, status: int = 400, kind: str = "application/json", **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, {"Content-Type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}, raw)


RECORDED = [
    (
        400,
        {"error": "invalid_request", "error_description": "The access token was not found"},
        Reason.UNAUTHORIZED,
        "The access token was not found",
    ),
    (
        401,
        {"error": "invalid_token", "error_description": "The access token provided has expired."},
        Reason.UNAUTHORIZED,
        "The access token provided has expired.",
    ),
    (401, {"error": "expired_token"}, Reason.UNAUTHORIZED, "expired_token"),
    (401, b"", Reason.UNAUTHORIZED, None),
    (
        400,
        {"error": "invalid_grant", "error_description": "User credentials are invalid"},
        Reason.REFUSED,
        "User credentials are invalid",
    ),
    (
        403,
        {
            "error": "Permission Denied",
            "info": "I didn't recognize that device name or ID, try opening https://x",
        },
        Reason.FORBIDDEN,
        "Permission Denied",
    ),
    (
        403,
        {"ok": False, "errors": ["That belongs to someone else. To request a transfer add x"]},
        Reason.FORBIDDEN,
        "That belongs to someone else. To request a transfer add x",
    ),
    (404, {"ok": False, "errors": ["device does not exist"]}, Reason.NOT_FOUND, "device does not exist"),
    (404, {"ok": False, "errors": [["Core isn't online", 404]]}, Reason.NOT_FOUND, "Core isn't online"),
    (404, {}, Reason.NOT_FOUND, None),
    (404, {"ok": False, "error": "Product not found."}, Reason.NOT_FOUND, "Product not found."),
    (408, {"error": "Timed out."}, Reason.TIMEOUT, "Timed out."),
    (
        500,
        {"ok": False, "code": 500, "errors": [{"error": "Timed out, no answer"}]},
        Reason.SERVER,
        "Timed out, no answer",
    ),
    (400, {"ok": False, "errors": [{"error": {"status": "bad thing"}}]}, Reason.REFUSED, "bad thing"),
    (400, {"errors": [{"message": "too long"}]}, Reason.REFUSED, "too long"),
    (400, {"err": "odd"}, Reason.REFUSED, "odd"),
    (402, {"error": "Device limit reached"}, Reason.REFUSED, "Device limit reached"),
    (429, {}, Reason.RATE_LIMITED, None),
    (529, b"slow down", Reason.RATE_LIMITED, None),
    (503, {"error": "server_error", "error_description": "Wrong password"}, Reason.SERVER, "Wrong password"),
    (
        400,
        {"error": "unauthorized", "error_description": "API users are not allowed"},
        Reason.REFUSED,
        "API users are not allowed",
    ),
]


@pytest.mark.parametrize(("status", "body", "reason", "message"), RECORDED, ids=range(len(RECORDED)))
def test_recorded_errors(status: int, body: Any, reason: Reason, message: str | None) -> None:
    with pytest.raises(CloudError) as caught:
        json_value(reply(body, status, X_Request_Id="r-1"))
    error = caught.value
    assert (error.status, error.reason, error.message, error.request_id) == (status, reason, message, "r-1")


def test_a_second_factor_is_a_turn_of_its_own() -> None:
    body = {"error": "mfa_required", "error_description": "x", "mfa_token": "eyJ0"}
    error = refusal(reply(body, 403))
    assert isinstance(error, MfaRequired)
    assert error.mfa_token == Secret("eyJ0")
    assert "eyJ0" not in f"{error}{error!r}"
    assert refusal(reply({"error": "mfa_required"}, 403)).reason is Reason.FORBIDDEN


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, Reason.BAD_REPLY),
        (401, Reason.BAD_REPLY),
        (502, Reason.SERVER),
        (511, Reason.BAD_REPLY),
        (407, Reason.PROXY),
    ],
)
def test_a_web_page_is_not_the_service_speaking(status: int, reason: Reason) -> None:
    error = refusal(reply(b"<html><h1>Log in to Hotel</h1>", status, "text/html; charset=utf-8"))
    assert (error.reason, error.message) == (reason, None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>", "text/html"),
        (b'{"a":1}', "text/html"),
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"nonsense", "text/plain"),
    ],
)
def test_success_without_json_is_a_bad_reply(body: bytes, kind: str) -> None:
    with pytest.raises(CloudError) as caught:
        json_value(reply(body, 200, kind))
    assert caught.value.reason is Reason.BAD_REPLY
    assert caught.value.__context__ is None  # the parser's exception holds the whole body


def test_what_a_success_may_look_like() -> None:
    assert json_value(reply(b"", 204)) == {}
    assert json_value(reply(b"\xef\xbb\xbf[1]", 201, "")) == [1]
    assert json_object(reply({"ok": True}, 200)) == {"ok": True}
    with pytest.raises(CloudError):
        json_object(reply([1], 200))
    with pytest.raises(CloudError):
        json_value(reply({}, 199))


def test_a_200_that_says_no() -> None:
    with pytest.raises(CloudError) as caught:
        json_value(reply({"ok": False, "errors": ["username must be an email address"]}, 200))
    assert (caught.value.reason, caught.value.message) == (
        Reason.REFUSED,
        "username must be an email address",
    )


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 30.0),
        ("7", 7.0),
        ("0", 1.0),
        ("-3", 1.0),
        ("1e9", 3600.0),
        ("rubbish", 30.0),
        ("nan", 30.0),
        ("Tue, 24 Nov 2026 14:32:54 GMT", 60.0),
    ],
)
def test_retry_after(header: str | None, seconds: float) -> None:
    headers = {"Date": "Tue, 24 Nov 2026 14:31:54 GMT"} | ({"Retry_After": header} if header else {})
    assert refusal(reply({}, 429, **headers)).retry_after_s == seconds
    assert refusal(reply({}, 503, **headers)).retry_after_s is None


def test_messages_are_one_harmless_line() -> None:
    message = error_message({"error": "a\x1b[31m\r\n\u202eb" + "x" * 1000})
    assert message is not None
    assert message.startswith("a [31m b")
    assert len(message) == LONGEST_MESSAGE
    assert plain("\u0000 \n") is None


def test_a_secret_that_the_server_repeats_is_cut_out() -> None:
    echoed = Reply(400, {}, b'{"error":"no such token: tok-123!"}', secrets=(Secret("tok-123"), Secret("")))
    assert refusal(echoed).message == "no such token: ***!"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["error", "errors", "err", "info", "error_description", "mfa_token", "status"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, st.integers(200, 599))
def test_any_json_gives_a_value_or_our_error(body: Any, status: int) -> None:
    message = None
    try:
        json_value(reply(body, status))
    except CloudError as error:
        message = error.message
    assert message is None or (len(message) <= LONGEST_MESSAGE and message.isprintable())


def test_a_body_does_not_print() -> None:
    assert "0123abcd" not in repr(reply({"access_token": "0123abcd"}, 200))
