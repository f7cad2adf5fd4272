"""The state URL: what is shown, how a persona is posted, what is refused."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

import pytest

from spark_setup.simulator.state_server import StateServer


class Simulator:
    def __init__(self) -> None:
        self.personas: list[Mapping[str, object]] = []

    def state(self) -> dict[str, object]:
        return {"device": None, "cloud": {"devices": [], "requests": []}}

    def persona(self, values: Mapping[str, object]) -> None:
        if values.get("firmware") == "0":
            raise ValueError("There is no firmware '0'.")
        self.personas.append(values)


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
def server(simulator: Simulator) -> Iterator[StateServer]:
    server = StateServer(simulator.state, simulator.persona)
    server.start()
    yield server
    server.stop()


def ask(server: StateServer, body: bytes | None = None, method: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(server.url, body, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_get(server: StateServer) -> None:
    assert ask(server) == (200, '{"device": null, "cloud": {"devices": [], "requests": []}}')


def test_post(server: StateServer, simulator: Simulator) -> None:
    assert ask(server, b'{"firmware": "0.6.4", "claimed": true}') == (204, "")
    assert ask(server, b"{}") == (204, "")
    assert simulator.personas == [{"firmware": "0.6.4", "claimed": True}, {}]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "This is not JSON.\n"),
        (b"\xff", "This is not JSON.\n"),
        (b"[" * 100_000, "This is not JSON.\n"),
        (b"[]", "A persona is a JSON object.\n"),
        (b'{"firmware": "0"}', "There is no firmware '0'.\n"),
    ],
)
def test_what_is_refused(server: StateServer, simulator: Simulator, body: bytes, sentence: str) -> None:
    assert ask(server, body) == (400, sentence)
    assert simulator.personas == []


def test_unknown_keys_are_named(server: StateServer) -> None:
    status, sentence = ask(server, b'{"firmwear": "2.3.1"}')
    assert status == 400
    assert "'firmwear'" in sentence
    assert "firmware" in sentence


def test_other_methods(server: StateServer) -> None:
    assert ask(server, method="DELETE")[0] == 405
