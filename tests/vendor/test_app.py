"""The application as HTTP sees it: statuses, headers, limits, and what 10,000 guesses get."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from fakes.session_visitor import SIGNING_KEY, Answer, Visitor, Wall
from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import SimulatedCloud
from spark_setup.vendor.app import create_app
from spark_setup.vendor.codes import new_code
from spark_setup.vendor.config import Config
from spark_setup.vendor.errors import Reason, VendorError
from spark_setup.vendor.guard import BODY_LIMIT
from spark_setup.vendor.limits import Limits
from spark_setup.vendor.users import Asked, sign

BODY = b'{"customer": "jane@example.com"}'


class Pauses:
    """Notes how long answers are held back, instead of waiting."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def visit(config: Config, wall: Wall, pauses: Pauses) -> Iterator[Callable[..., Visitor]]:
    """Makes applications and somebody who calls them."""
    made: list[Starlette] = []

    def make(**changes: object) -> Visitor:
        more = {name: changes.pop(name) for name in ("user_check",) if name in changes}
        app = create_app(dataclasses.replace(config, **changes), now=wall, pause=pauses, **more)  # type: ignore[arg-type]
        made.append(app)
        return Visitor(app)

    yield make
    for app in made:
        app.state.close()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    return visit()


def get_code(visitor: Visitor, wall: Wall, body: bytes = BODY) -> str:
    header = sign(Secret(SIGNING_KEY), "POST", "/codes", body, now=wall())
    answer = visitor.ask("POST", "/codes", body, content_type="application/json", x_setup_signature=header)
    assert answer.status == 201, answer.body
    return str(answer.json()["code"])


def test_code_session_renewal(visitor: Visitor, wall: Wall) -> None:
    code = get_code(visitor, wall)
    session = visitor.post("/session", {"code": code.lower()})
    assert session.status == 200
    value = session.json()
    assert value["scope"] == "customer=jane@example.com"
    assert value["product_id"] == "1319"
    assert value["expires_in"] > 0
    assert "refresh_token" not in value
    assert "device_ids" not in value
    renewed = visitor.post("/session/renew", {"renewal_token": value["renewal_token"]})
    assert renewed.status == 200
    assert renewed.json()["access_token"] != value["access_token"]
    assert renewed.json()["renewal_token"] != value["renewal_token"]


def test_refusals_are_the_protocols(visitor: Visitor, wall: Wall) -> None:
    used, old = get_code(visitor, wall), get_code(visitor, wall)
    visitor.post("/session", {"code": used})
    wall.pass_by(601)
    cases = {
        ("/session", "code", used): (410, "code_used"),
        ("/session", "code", old): (410, "code_expired"),
        ("/session", "code", new_code()): (404, "unknown_code"),
        ("/session", "code", "not a code"): (404, "unknown_code"),
        ("/session/renew", "renewal_token", "nobody's"): (401, "renewal_refused"),
    }
    for (path, name, word), (status, error) in cases.items():
        answer = visitor.post(path, {name: word})
        assert (answer.status, answer.json()["error"]) == (status, error)
        assert word not in answer.body.decode()


def test_the_link_carries_the_code_and_no_token(visitor: Visitor, wall: Wall) -> None:
    header = sign(Secret(SIGNING_KEY), "POST", "/codes", BODY, now=wall())
    value = visitor.ask(
        "POST", "/codes", BODY, content_type="application/json", x_setup_signature=header
    ).json()
    assert value["link"] == f"northwind-setup://start?code={value['code']}"
    assert value["expires_in"] == 600


def test_a_code_is_not_lost_when_the_cloud_is_away(
    visit: Callable[..., Visitor], wall: Wall, cloud: SimulatedCloud
) -> None:
    visitor = visit()
    code = get_code(visitor, wall)
    cloud.set_computer_online(False)
    away = visitor.post("/session", {"code": code})
    assert (away.status, away.json()["error"]) == (503, "temporarily_unavailable")
    assert away.header("retry-after")
    cloud.set_computer_online(True)
    assert visitor.post("/session", {"code": code}).status == 200


def test_device_ids_are_told_if_there_are_some(visit: Callable[..., Visitor], wall: Wall) -> None:
    visitor = visit(device_ids=lambda: frozenset({"b" * 24, "a" * 24}))
    value = visitor.post("/session", {"code": get_code(visitor, wall)}).json()
    assert value["device_ids"] == ["a" * 24, "b" * 24]
    visitor = visit(device_ids=lambda: frozenset(f"{n:024x}" for n in range(10_001)))
    assert "device_ids" not in visitor.post("/session", {"code": get_code(visitor, wall)}).json()


def test_a_product_makers_own_check_decides(visit: Callable[..., Visitor]) -> None:
    def check(asked: Asked) -> str:
        if asked.headers.get("cookie") != "shop=jane":
            raise VendorError(Reason.NOT_SIGNED_IN)
        return "jane@example.com"

    visitor = visit(user_check=check)
    assert visitor.post("/codes", {}).status == 401
    assert visitor.post("/codes", {}, cookie="shop=jane").status == 201


def test_without_a_check_there_are_no_codes_to_get(visit: Callable[..., Visitor]) -> None:
    visitor = visit(signing_key=None, demo_users={})
    assert visitor.post("/codes", {}).status == 404
    assert visitor.ask("GET", "/demo").status == 404


def test_it_can_be_mounted(config: Config, wall: Wall, pauses: Pauses) -> None:
    inner = create_app(config, now=wall, pause=pauses)
    visitor = Visitor(Starlette(routes=[Mount("/setup", inner)]))
    header = sign(Secret(SIGNING_KEY), "POST", "/setup/codes", BODY, now=wall())
    issued = visitor.ask(
        "POST", "/setup/codes", BODY, content_type="application/json", x_setup_signature=header
    )
    assert issued.status == 201
    assert visitor.post("/setup/session", {"code": issued.json()["code"]}).status == 200
    inner.state.close()


def test_every_answer_bears_the_security_headers(visitor: Visitor, visit: Callable[..., Visitor]) -> None:
    for method, path in (("GET", "/healthz"), ("GET", "/nowhere"), ("POST", "/session"), ("GET", "/demo")):
        answer = visitor.ask(method, path)
        assert answer.header("cache-control") == "no-store"
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("referrer-policy") == "no-referrer"
        assert "frame-ancestors 'none'" in (answer.header("content-security-policy") or "")
        assert answer.header("access-control-allow-origin") is None
        assert answer.header("strict-transport-security") is None
        assert (answer.header("set-cookie") is not None) == (path == "/demo")
    secure = visit(public_url="https://setup.example").ask("GET", "/demo")
    assert secure.header("strict-transport-security")
    assert "Secure" in (secure.header("set-cookie") or "")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 4000, "application/json", 400),
        (b'{"code": 7}', "application/json", 400),
        (json.dumps({"code": "x" * 513}).encode(), "application/json", 400),
        (b"x" * (BODY_LIMIT + 1), "application/json", 413),
        (b'{"code": "x"}', "text/plain", 415),
        (b"code=x", "application/x-www-form-urlencoded", 415),
        (b'{"code": "x"}', "application/json; charset=utf-8", 404),
    ],
)
def test_bodies_are_bounded_and_of_one_type(visitor: Visitor, body: bytes, kind: str, status: int) -> None:
    assert visitor.ask("POST", "/session", body, content_type=kind).status == status


def test_a_body_that_does_not_come_is_given_up(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spark_setup.vendor.guard.BODY_LIMIT_S", 0.05)

    async def ask() -> int:
        statuses: list[int] = []

        async def receive() -> dict[str, object]:
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(int(str(message["status"])))

        headers = [(b"content-type", b"application/json")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/session",
            "root_path": "",
            "query_string": b"",
            "headers": headers,
            "client": ("192.0.2.1", 1),
            "scheme": "http",
        }
        await visitor.app(scope, receive, send)  # type: ignore[arg-type]
        return statuses[0]

    assert asyncio.run(ask()) == 408


def test_a_fault_of_ours_says_nothing(
    visit: Callable[..., Visitor], expected_warnings: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    def check(asked: Asked) -> str:
        raise RuntimeError(f"a text with a secret: {asked.body!r}")

    expected_warnings("RuntimeError in check")
    with caplog.at_level(logging.INFO):
        answer = visit(user_check=check).post("/codes", {"customer": "s3cret"})
    assert (answer.status, answer.json()["error"]) == (500, "internal")
    assert "s3cret" not in caplog.text + answer.body.decode()


def test_the_log_names_no_path_that_does_not_exist(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        visitor.ask("GET", "/K7QP-a-code-pasted-into-the-address")
    assert "K7QP" not in caplog.text
    assert "(unknown path): 404" in caplog.text


# ---------------------------------------- guessing


async def guessing(visitor: Visitor, count: int, address: Callable[[int], str]) -> AsyncIterator[Answer]:
    for number in range(count):
        body = json.dumps({"code": new_code()}).encode()
        yield await visitor.asking(
            "POST", "/session", body, content_type="application/json", address=address(number)
        )


def one_of(addresses: int) -> Callable[[int], str]:
    return lambda number: f"10.9.{number % addresses // 250}.{number % addresses % 250}"


@pytest.mark.parametrize("addresses", [1, 500])
def test_10_000_guesses_get_nothing_and_are_slowed(
    visit: Callable[..., Visitor], wall: Wall, pauses: Pauses, addresses: int
) -> None:
    limits = Limits()
    visitor = visit(limits=dataclasses.replace(limits, requests=1_000_000))
    code = get_code(visitor, wall)

    async def guess() -> Counter[int]:
        outcomes: Counter[int] = Counter()
        async for answer in guessing(visitor, 10_000, one_of(addresses)):
            outcomes[answer.status] += 1
            assert answer.status != 429 or answer.header("retry-after")
        return outcomes

    outcomes = asyncio.run(guess())
    assert set(outcomes) == {404, 429}
    # Looked at: 10 of one address; of 500 addresses each once, until everybody together is too many.
    assert outcomes[404] <= (limits.misses + 1 if addresses == 1 else 600)
    assert len(pauses.seconds) == outcomes[404]
    assert sum(pauses.seconds) >= outcomes[404] * (1.0 if addresses == 1 else 0.1)
    # Somebody who has not guessed is served all the while.
    assert visitor.post("/session", {"code": code}).status == 200


def test_answers_are_held_back_in_real_time_but_not_too_many(config: Config) -> None:
    limits = dataclasses.replace(Limits(), held_back=3, first_delay_s=0.2)
    app = create_app(dataclasses.replace(config, limits=limits))
    visitor = Visitor(app)

    async def guess() -> list[int]:
        async with asyncio.timeout(30):
            tasks = [
                asyncio.ensure_future(anext(guessing(visitor, 1, lambda _n, k=k: f"10.8.0.{k}")))  # type: ignore[misc]
                for k in range(8)
            ]
            begun = asyncio.get_running_loop().time()
            answers = await asyncio.gather(*tasks)
            assert asyncio.get_running_loop().time() - begun >= 0.2
            return [answer.status for answer in answers]

    statuses = Counter(asyncio.run(guess()))
    app.state.close()
    assert statuses == {404: 3, 429: 5}
    assert threading.active_count() < 50
