"""Each REST call: what it sends, what it makes of good, odd and hostile answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from spark_setup.cloud.client import CloudClient, CloudDevice
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Request, answer

ID = "1f0036000847343432313031"
CODE = "A" * 31 + "+" + "b" * 30 + "/"


class Desk:
    """A server that gives one answer, and a client of it."""

    def __init__(self, make_server: Callable[..., Any]) -> None:
        self._make_server = make_server
        self.server: Any = None
        self.client: CloudClient

    def answers(self, body: Any, status: int = 200, **options: Any) -> CloudClient:
        self.server = self._make_server(answer(body, status, **options))
        self.client = CloudClient(self.server.url, token=Secret(TOKEN_TEXT), timeout=10)
        self._clients.append(self.client)
        return self.client

    _clients: list[CloudClient]

    @property
    def asked(self) -> Request:
        (request,) = self.server.requests
        assert isinstance(request, Request)
        return request

    @property
    def asked_line(self) -> str:
        return f"{self.asked.method} {self.asked.path} {self.asked.body.decode()}".strip()


@pytest.fixture
def desk(make_server: Callable[..., Any]) -> Any:
    desk = Desk(make_server)
    desk._clients = []
    yield desk
    for client in desk._clients:
        client.close()


def bad(call: Callable[[], object], reason: Reason) -> CloudError:
    with pytest.raises(CloudError) as caught:
        call()
    assert caught.value.reason is reason
    assert TOKEN_TEXT not in str(caught.value)
    return caught.value


def test_claim_code_of_a_user(desk: Desk, cancel: CancelToken) -> None:
    code = desk.answers({"claim_code": CODE, "device_ids": [ID.upper(), None, 7]}).claim_code(cancel)
    assert (code.code, code.device_ids) == (Secret(CODE), frozenset({ID}))
    assert desk.asked_line == "POST /v1/device_claims"
    assert desk.asked.headers["authorization"] == f"Bearer {TOKEN_TEXT}"
    assert CODE not in repr(code)


@pytest.mark.parametrize(
    ("product", "path"),
    [(1319, "1319"), ("my-lamp-v1", "my-lamp-v1"), ("a/../b?c#d é", "a%2F..%2Fb%3Fc%23d%20%C3%A9")],
)
def test_claim_code_of_a_products_customer(
    product: str | int, path: str, desk: Desk, cancel: CancelToken
) -> None:
    desk.answers({"claim_code": CODE}, 201).claim_code(cancel, product_id=product)
    assert desk.asked_line == f"POST /v1/products/{path}/device_claims"


@pytest.mark.parametrize("product", ["", ".", ".."])
def test_a_product_that_would_be_another_address(product: str, desk: Desk, cancel: CancelToken) -> None:
    client = desk.answers({"claim_code": CODE})
    bad(lambda: client.claim_code(cancel, product_id=product), Reason.MISUSE)
    assert desk.server.connections == 0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"claim_code": None},
        {"claim_code": CODE[:-1]},
        {"claim_code": CODE + "A"},
        {"claim_code": CODE[:-1] + "="},
        {"claim_code": [CODE]},
        {"claim_code": CODE[:-1] + "\n"},
        {"claim_code": CODE[:-2] + "\\/"},
        [],
        [CODE],
        "x",
        None,
        7,
    ],
    ids=range(13),
)
def test_a_code_that_a_device_cannot_store(body: Any, desk: Desk, cancel: CancelToken) -> None:
    error = bad(lambda: desk.answers(body).claim_code(cancel), Reason.BAD_REPLY)
    assert CODE[:20] not in str(error)


def test_devices_as_recorded_in_2016_and_2020(desk: Desk, cancel: CancelToken) -> None:
    old = {
        "id": ID.upper(),
        "name": "PowerPhoton",
        "last_app": None,
        "last_heard": "2016-08-21T05:30:06.221Z",
        "product_id": 6,
        "connected": True,
        "platform_id": 6,
        "status": "normal",
    }
    new = {
        "id": "53ff6f0650723",
        "name": "plumber_laser",
        "online": False,
        "connected": False,
        "product_id": "1319",
        "system_firmware_version": "1.5.0",
        "owner": "kit@example.com",
        "functions": None,
    }
    listed = desk.answers([old, None, new], headers=("Date: Tue, 24 Nov 2026 14:31:54 GMT",)).devices(cancel)
    assert listed.devices == (
        CloudDevice(ID, "PowerPhoton", True, datetime(2016, 8, 21, 5, 30, 6, 221000, UTC), 6, 6),
        CloudDevice(
            "53ff6f0650723",
            "plumber_laser",
            False,
            product_id=1319,
            owner="kit@example.com",
            firmware="1.5.0",
        ),
    )
    assert listed.server_time == datetime(2026, 11, 24, 14, 31, 54, tzinfo=UTC)
    assert listed.find(ID.upper()) == listed.devices[0]
    assert listed.find("00") is None


@pytest.mark.parametrize(
    ("fields", "online"),
    [
        ({"online": True}, True),
        ({"connected": True, "online": False}, True),
        ({"online": None, "connected": False}, False),
        ({}, None),
        ({"online": "yes"}, None),
        ({"online": 1}, None),
    ],
)
def test_online_is_either_word_and_unknown_otherwise(
    fields: dict[str, Any], online: bool | None, desk: Desk, cancel: CancelToken
) -> None:
    assert desk.answers([{"id": ID, **fields}]).devices(cancel).devices[0].online is online


def test_entries_of_any_type_do_no_harm(desk: Desk, cancel: CancelToken) -> None:
    rows = [
        None,
        1,
        "x",
        [],
        {},
        {"id": None},
        {"id": 5},
        {"id": " "},
        {"id": ID, "name": {"a": 1}, "last_heard": 1e99, "product_id": 1.5, "platform_id": True, "owner": 3},
    ]
    assert desk.answers(rows).devices(cancel).devices == (CloudDevice(ID),)


@pytest.mark.parametrize("body", [{"devices": [{"id": ID}]}, [{"id": ID}]])
def test_a_list_or_an_object_that_holds_one(body: Any, desk: Desk, cancel: CancelToken) -> None:
    assert desk.answers(body).devices(cancel).devices == (CloudDevice(ID),)


@pytest.mark.parametrize("body", [{}, {"devices": {}}, "x", 7, None, True, b"<html>", b"", b"[", b'[{"id":'])
def test_no_list(body: Any, desk: Desk, cancel: CancelToken) -> None:
    bad(lambda: desk.answers(body).devices(cancel), Reason.BAD_REPLY)


def test_one_device(desk: Desk, cancel: CancelToken) -> None:
    assert desk.answers({"id": ID, "online": True}).device(ID.upper(), cancel).online is True
    assert desk.asked_line == f"GET /v1/devices/{ID}"
    bad(lambda: desk.answers({"id": "other"}).device(ID, cancel), Reason.BAD_REPLY)
    bad(lambda: desk.answers([]).device(ID, cancel), Reason.BAD_REPLY)
    bad(
        lambda: desk.answers({"error": "Permission Denied", "info": "x"}, 403).device(ID, cancel),
        Reason.FORBIDDEN,
    )
    bad(
        lambda: desk.answers({"error": "No device found", "ok": False}, 404).device(ID, cancel),
        Reason.NOT_FOUND,
    )


def test_claim_by_id(desk: Desk, cancel: CancelToken) -> None:
    desk.answers({"user_id": "u", "id": ID, "connected": True, "ok": True}).claim(ID.upper(), cancel)
    assert desk.asked.form == {"id": ID}
    assert desk.asked.headers["content-type"] == "application/x-www-form-urlencoded"
    desk.answers({"ok": True}).claim(ID, cancel, request_transfer=True)
    assert desk.asked.form == {"id": ID, "request_transfer": "true"}
    clone = {"error": "The device belongs to someone else.", "ok": False}
    bad(lambda: desk.answers(clone, 400).claim(ID, cancel), Reason.FORBIDDEN)
    bad(lambda: desk.answers({}, 400).claim(ID, cancel), Reason.REFUSED)
    theirs = {"ok": False, "errors": ["That belongs to someone else."]}
    assert (
        bad(lambda: desk.answers(theirs, 403).claim(ID, cancel), Reason.FORBIDDEN).message
        == theirs["errors"][0]
    )  # type: ignore[index]


def test_rename(desk: Desk, cancel: CancelToken) -> None:
    assert desk.answers({"name": "fried", "id": ID}).rename(ID, "Fried & <é>", cancel) == "fried"
    assert desk.asked.form == {"name": "Fried & <é>"}
    assert desk.asked.method == "PUT"
    assert desk.answers({"id": ID}).rename(ID, "x", cancel) == "x"
    assert desk.answers({"name": 5}).rename(ID, "x", cancel) == "x"
    hostile = desk.answers({"name": "a\u202e\nb" + "x" * 5000}).rename(ID, "x", cancel)
    assert hostile.startswith("a bxxx")
    assert len(hostile) == 128
    family = "\U0001f468\u200d\U0001f467"  # what we sent ourselves comes back as it is
    assert desk.answers({"name": family}).rename(ID, family, cancel) == family


def test_signal_ping_unclaim_user(desk: Desk, cancel: CancelToken) -> None:
    desk.answers({"id": ID, "connected": True, "signaling": True}).signal(ID, True, cancel)
    assert desk.asked_line == f"PUT /v1/devices/{ID} signal=1"
    desk.answers({"id": ID, "ok": True}).signal(ID, False, cancel)
    assert desk.asked.form == {"signal": "0"}
    assert desk.answers({"online": False, "ok": True}).ping(ID, cancel) is False
    assert desk.answers({"connected": True}).ping(ID, cancel) is True
    assert desk.answers({}).ping(ID, cancel) is None
    desk.answers(b"", 204).unclaim(ID, cancel)
    assert desk.asked_line == f"DELETE /v1/devices/{ID}"
    assert desk.answers({"username": "a@b.c"}).user(cancel) == "a@b.c"
    assert desk.answers({"username": ["a"]}).user(cancel) is None


def test_an_odd_device_id_stays_one_segment(desk: Desk, cancel: CancelToken) -> None:
    desk.answers(b"", 204).unclaim("../user?x=1", cancel)
    assert desk.asked_line == "DELETE /v1/devices/..%2Fuser%3Fx%3D1"


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (400, "application/json", {}),
        (401, "application/json", b""),
        (404, "text/plain", b"Not Found"),
        (500, "application/json", {}),
    ],
)
def test_reachable_takes_any_word_of_the_service(
    status: int, kind: str, body: Any, desk: Desk, cancel: CancelToken
) -> None:
    date = "Date: Tue, 24 Nov 2026 14:31:54 GMT"
    found = desk.answers(body, status, kind=kind, headers=(date,)).reachable(cancel)
    assert found == datetime(2026, 11, 24, 14, 31, 54, tzinfo=UTC)
    assert "authorization" not in desk.asked.headers


def test_reachable_is_not_fooled_by_a_hotels_page(desk: Desk, cancel: CancelToken) -> None:
    bad(lambda: desk.answers(b"<html>", kind="text/html").reachable(cancel), Reason.BAD_REPLY)
    bad(lambda: desk.answers(b"<html>", 511, kind="text/html").reachable(cancel), Reason.BAD_REPLY)
    bad(lambda: desk.answers(b"", 302, headers=("Location: http://x/",)).reachable(cancel), Reason.REDIRECT)


def test_a_rate_limit_says_how_long(desk: Desk, cancel: CancelToken) -> None:
    client = desk.answers({}, 429, headers=("Retry-After: 12",))
    assert bad(lambda: client.devices(cancel), Reason.RATE_LIMITED).retry_after_s == 12


def test_a_token_that_comes_later_and_one_that_changes(desk: Desk, cancel: CancelToken) -> None:
    client = desk.answers([])
    client.set_token(None)
    bad(lambda: client.devices(cancel), Reason.MISUSE)
    client.set_token(Secret("fresh"))
    client.devices(cancel)
    assert desk.asked.headers["authorization"] == "Bearer fresh"


def test_every_step_may_fail_and_then_succeed(make_server: Callable[..., Any], cancel: CancelToken) -> None:
    """Half an answer, HTML, 500, silence of the line, then the device: the same client goes on."""
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n[",
        answer(b"<html>", kind="text/html"),
        answer({}, 500),
        None,
        answer([{"id": ID}]),
    ]

    def script(talk: Any) -> bytes | None:
        data = answers.pop(0)
        if data is not None and b"99" in data:
            talk.send(data)
            return None
        return data

    client = CloudClient(make_server(script).url, token=Secret("t"), timeout=5)
    reasons = []
    for _ in range(4):
        with pytest.raises(CloudError) as caught:
            client.devices(cancel)
        reasons.append(caught.value.reason)
    assert reasons == [Reason.UNREACHABLE, Reason.BAD_REPLY, Reason.SERVER, Reason.UNREACHABLE]
    assert client.devices(cancel).devices == (CloudDevice(ID),)
    client.close()
