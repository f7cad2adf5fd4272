"""The wizard's own client against the real server over real sockets, the simulated cloud behind it."""

from __future__ import annotations

import dataclasses
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.sessions import SessionAnswer, SessionServer
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup.sessions import CodeSession
from spark_setup.simulator.cloud import SimulatedCloud
from spark_setup.vendor.codes import new_code
from spark_setup.vendor.config import Config
from spark_setup.vendor.customers import Customers
from spark_setup.vendor.embedded import EmbeddedServer
from spark_setup.vendor.limits import Limits
from spark_setup.vendor.sessions import Rules, Sessions
from spark_setup.vendor.store import Store

Serve = Callable[..., EmbeddedServer]


@pytest.fixture
def client() -> Iterator[Callable[[EmbeddedServer], SessionServer]]:
    made: list[SessionServer] = []

    def of(server: EmbeddedServer) -> SessionServer:
        made.append(SessionServer(server.url + "/session"))
        return made[-1]

    yield of
    for each in made:
        each.close()


@pytest.fixture
def issue(config: Config) -> Iterator[Callable[..., str]]:
    """Hands out codes as the product maker's server would, through the same database."""
    import time

    opened: list[Store] = []

    def issue(config: Config = config, customer: str = "jane@example.com") -> str:
        store = Store(config.database, time.time)
        opened.append(store)
        tokens = _NoTokens()
        sessions = Sessions(store, tokens, Rules(config.product, codes_of_one=10_000))
        return sessions.issue(customer).code.reveal()

    yield issue
    for store in opened:
        store.close()


class _NoTokens:
    def token(self, customer: str, *, known: bool = False) -> SessionAnswer:
        raise AssertionError("nobody is to ask for a token here")


def reason_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(CloudError) as caught:
        call()
    return caught.value.reason


def test_exchange_and_renew(
    config: Config,
    serve: Serve,
    client: Callable[[EmbeddedServer], SessionServer],
    issue: Callable[..., str],
    cloud: SimulatedCloud,
    cancel: CancelToken,
) -> None:
    server = client(serve(dataclasses.replace(config, device_ids=lambda: frozenset({"a" * 24}))))
    answer = server.exchange(f"  {issue().lower()} ", cancel)
    assert answer.token is not None
    assert answer.renewal_token is not None
    assert answer.product_id == str(cloud.product_id)
    assert answer.scope == "customer=jane@example.com"
    assert answer.device_ids == {"a" * 24}
    assert answer.expires_at is not None
    device_cloud = CloudClient(cloud.url, token=answer.token)
    assert len(device_cloud.claim_code(cancel, product_id=answer.product_id).code) == 63
    cloud.end_tokens()
    assert reason_of(lambda: device_cloud.devices(cancel)) is Reason.UNAUTHORIZED
    fresh = server.renew(answer.renewal_token, cancel)
    assert fresh.token is not None
    assert fresh.renewal_token not in (None, answer.renewal_token)
    device_cloud.set_token(fresh.token)
    assert device_cloud.devices(cancel).devices == ()
    device_cloud.close()


def test_the_clients_reasons(
    config: Config,
    serve: Serve,
    client: Callable[[EmbeddedServer], SessionServer],
    issue: Callable[..., str],
    cloud: SimulatedCloud,
    cancel: CancelToken,
) -> None:
    server = client(serve(config))
    used = issue()
    server.exchange(used, cancel)
    assert reason_of(lambda: server.exchange(used, cancel)) is Reason.CODE_USED
    assert reason_of(lambda: server.exchange(new_code(), cancel)) is Reason.CODE_UNKNOWN
    assert reason_of(lambda: server.renew(Secret("nobodys"), cancel)) is Reason.UNAUTHORIZED
    cloud.set_computer_online(False)
    late = issue()
    assert reason_of(lambda: server.exchange(late, cancel)) is Reason.SERVER
    cloud.set_computer_online(True)
    assert server.exchange(late, cancel).token is not None


def test_an_old_code_and_too_many_tries(
    config: Config,
    serve: Serve,
    client: Callable[[EmbeddedServer], SessionServer],
    issue: Callable[..., str],
    cancel: CancelToken,
) -> None:
    import time

    from spark_setup.vendor.app import create_app

    old = issue()
    few = dataclasses.replace(config, limits=Limits(misses=1, first_delay_s=0.01))
    server = client(serve(few, app=lambda c: create_app(c, now=lambda: time.time() + 601)))
    assert reason_of(lambda: server.exchange(old, cancel)) is Reason.CODE_EXPIRED
    assert reason_of(lambda: server.exchange(new_code(), cancel)) is Reason.CODE_UNKNOWN
    with pytest.raises(CloudError) as caught:
        server.exchange(new_code(), cancel)
    assert caught.value.reason is Reason.RATE_LIMITED
    assert 1 <= (caught.value.retry_after_s or 0) <= 31


def test_the_engines_session_renews_itself(
    config: Config,
    serve: Serve,
    client: Callable[[EmbeddedServer], SessionServer],
    issue: Callable[..., str],
    cancel: CancelToken,
) -> None:
    used: list[Secret] = []
    running = serve(config)
    session = CodeSession(client(running), Secret(issue()), used.append)
    session.open(cancel)
    session.open(cancel)
    assert session.product_id == config.product
    assert session.renew(cancel)
    assert session.renew(cancel)
    assert len({token.reveal() for token in used}) == len(used) == 3


def test_of_200_tries_at_two_workers_one_gets_the_session(
    config: Config,
    database: Secret,
    serve: Serve,
    client: Callable[[EmbeddedServer], SessionServer],
    issue: Callable[..., str],
    cancel: CancelToken,
) -> None:
    config = dataclasses.replace(config, database=database)
    workers = [client(serve(config)), client(serve(config))]
    codes = [issue(config) for _ in range(4)]
    begin = threading.Barrier(50)

    def one(number: int) -> object:
        if number < 50:
            begin.wait(30)
        try:
            answer = workers[number % 2].exchange(codes[number // 50], cancel)
        except CloudError as error:
            return error.reason
        assert answer.token is not None
        return codes[number // 50]

    with ThreadPoolExecutor(50) as pool:
        outcomes = Counter(pool.map(one, range(200)))
    assert outcomes == {**dict.fromkeys(codes, 1), Reason.CODE_USED: 196}


def test_two_renewals_at_once_both_succeed_and_stay_in_the_family(
    config: Config, database: Secret, cloud: SimulatedCloud
) -> None:
    """The wizard's stream and its poll may both find the token ended."""
    import time

    store = Store(database, time.time)
    customers = Customers(
        cloud.url,
        product=config.product,
        client_id=config.client_id,
        client_secret=config.client_secret,
        token_s=3600,
    )
    sessions = Sessions(store, customers, Rules(config.product))
    first = sessions.exchange(sessions.issue("jane").code.reveal())
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(sessions.renew, [str(first["renewal_token"])] * 2))
    assert both[0]["renewal_token"] != both[1]["renewal_token"]
    assert sessions.renew(str(both[0]["renewal_token"]))
    customers.close()
    store.close()


@pytest.mark.parametrize("trusted", [True, False])
def test_only_a_trusted_proxy_says_who_asks(config: Config, serve: Serve, trusted: bool) -> None:
    import http.client
    import json

    limits = dataclasses.replace(Limits(), misses=1, first_delay_s=0.01)
    proxies = ("127.0.0.1",) if trusted else ()
    server = serve(dataclasses.replace(config, limits=limits, trusted_proxies=proxies))
    statuses = []
    for address in ("198.51.100.1", "198.51.100.2", "198.51.100.1"):
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        connection.request("POST", "/session", json.dumps({"code": new_code()}), headers)
        statuses.append(connection.getresponse().status)
        connection.close()
    assert statuses == ([404, 404, 429] if trusted else [404, 429, 429])
