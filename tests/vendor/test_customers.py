"""Shadow customers at the simulated cloud: created, found, never confused with the product's own token."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.sessions import SessionAnswer
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import PRODUCT_CLIENT, PRODUCT_ID, PRODUCT_SECRET, SimulatedCloud
from spark_setup.simulator.cloud_request import Request
from spark_setup.simulator.http_connection import HttpConnection
from spark_setup.simulator.http_server import HttpServer
from spark_setup.vendor.customers import COOL_DOWN_S, Customers
from spark_setup.vendor.errors import Reason, VendorError


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def customers_of(url: str, *, secret: str = PRODUCT_SECRET, clock: Clock | None = None) -> Customers:
    return Customers(
        url,
        product=str(PRODUCT_ID),
        client_id=PRODUCT_CLIENT,
        client_secret=Secret(secret),
        token_s=3600,
        now=clock or Clock(),
    )


@pytest.fixture
def customers(cloud: SimulatedCloud) -> Iterator[Customers]:
    made = customers_of(cloud.url)
    yield made
    made.close()


def paths(cloud: SimulatedCloud) -> list[str]:
    return [request.path for request in cloud.requests]


def owns_nothing_yet(cloud: SimulatedCloud, answer: SessionAnswer, cancel: CancelToken) -> bool:
    client = CloudClient(cloud.url, token=answer.token)
    try:
        return client.devices(cancel).devices == ()
    finally:
        client.close()


def test_a_new_customer_is_created(cloud: SimulatedCloud, customers: Customers, cancel: CancelToken) -> None:
    answer = customers.token("new@example.com")
    assert answer.scope == "customer=new@example.com"
    assert paths(cloud) == [f"/v1/products/{PRODUCT_ID}/customers"]
    assert owns_nothing_yet(cloud, answer, cancel)


def test_a_customer_who_is_there_is_found(cloud: SimulatedCloud, customers: Customers) -> None:
    customers.token("new@example.com")
    again = customers.token("new@example.com")
    assert again.scope == "customer=new@example.com"
    assert paths(cloud)[1:] == [f"/v1/products/{PRODUCT_ID}/customers", "/oauth/token"]
    known = customers.token("new@example.com", known=True)
    assert known.token != again.token
    assert paths(cloud)[3:] == ["/oauth/token"]


def test_the_token_lives_as_long_as_asked(customers: Customers) -> None:
    customers.token("new@example.com")
    answer = customers.token("new@example.com")
    assert answer.expires_at is not None


def test_a_wrong_client_is_asked_for_once_a_minute_only(
    cloud: SimulatedCloud, expected_warnings: object
) -> None:
    expected_warnings("refuses the product's client")  # type: ignore[operator]
    clock = Clock()
    customers = customers_of(cloud.url, secret="wrong", clock=clock)
    for _ in range(5):
        with pytest.raises(VendorError) as caught:
            customers.token("new@example.com")
        assert caught.value.reason is Reason.MISCONFIGURED
    assert len(paths(cloud)) == 1
    clock.time += COOL_DOWN_S
    with pytest.raises(VendorError):
        customers.token("new@example.com")
    assert len(paths(cloud)) == 2
    customers.close()


def test_a_cloud_that_is_away_is_said_to_be(cloud: SimulatedCloud, customers: Customers) -> None:
    cloud.stop()
    with pytest.raises(VendorError) as caught:
        customers.token("new@example.com")
    assert caught.value.reason is Reason.UNAVAILABLE
    assert caught.value.retry_after_s is not None


class Careless:
    """A cloud that hands out whatever it likes."""

    def __init__(self, **answer: object) -> None:
        self.answer = {"access_token": "f" * 40, "token_type": "bearer", **answer}
        self.exists = False

    def __call__(self, connection: HttpConnection, request: Request) -> bool:
        exists = self.exists and "customers" in request.path
        body = json.dumps({"error": "exists"} if exists else self.answer).encode()
        head = f"HTTP/1.1 {401 if exists else 200} X\r\nContent-Type: application/json\r\n"
        connection.send(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return True


@pytest.mark.parametrize("scope", [None, "", "customer=", "customer=other@example.com"])
def test_a_token_that_may_be_the_products_own_is_not_handed_on(scope: str | None) -> None:
    careless = Careless(scope=scope)
    careless.exists = True
    server = HttpServer(careless, host="127.0.0.1", port=0, name="careless")
    customers = customers_of(f"http://127.0.0.1:{server.port}")
    try:
        with pytest.raises(VendorError) as caught:
            customers.token("new@example.com")
        assert caught.value.reason is Reason.MISCONFIGURED
        assert "f" * 40 not in str(caught.value)
    finally:
        customers.close()
        server.stop()


def test_an_address_that_is_not_safe_is_refused() -> None:
    with pytest.raises(VendorError) as caught:
        customers_of("http://cloud.example")
    assert caught.value.reason is Reason.CONFIG
