"""A service that has gone mad: thousands of small damages, and never anything but `CloudError` comes out."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Callable
from typing import Any

import pytest

from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.errors import CloudError
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Talk, answer

GOOD = answer([{"id": "1f0036000847343432313031", "online": True, "last_heard": "2026-11-24T14:31:54.085Z"}])
ROUNDS = 400


def _damaged(chance: random.Random) -> bytes:
    data = bytearray(GOOD)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(data) - 1))
        kind = chance.randrange(4)
        if len(data) < 40:
            break
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 20)]
        elif kind == 2:
            data[at:at] = chance.randbytes(chance.randint(1, 20))
        else:
            del data[at + 1 :]
    return bytes(data)


def test_damaged_answers(
    make_server: Callable[..., Any], cancel: CancelToken, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(20261125)

    def script(talk: Talk) -> None:
        talk.sock.recv(65536)
        talk.send(_damaged(chance))

    client = CloudClient(make_server(on_connect=script).url, token=Secret(TOKEN_TEXT), timeout=5)
    outcomes = {"device": 0, "error": 0}
    for _ in range(ROUNDS):
        try:
            client.devices(cancel)
        except CloudError as error:
            outcomes["error"] += 1
            text = str(error)
            assert TOKEN_TEXT not in text
            assert text.isprintable()
        else:
            outcomes["device"] += 1
    client.close()
    # urllib3 alone logs a damaged head, payload and traceback included.
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert min(outcomes.values()) > ROUNDS / 20


def _any_value(chance: random.Random, depth: int = 3) -> Any:
    simple = [None, True, 0, -1, 1e308, 10**400, "", "x" * 500, "\u202e\x00", "2026-11-24T14:31:54Z", []]
    if depth == 0 or chance.random() < 0.5:
        return chance.choice(simple)
    keys = [
        "id",
        "name",
        "online",
        "connected",
        "last_heard",
        "product_id",
        "devices",
        "claim_code",
        "device_ids",
        "ok",
    ]
    if chance.random() < 0.5:
        return [_any_value(chance, depth - 1) for _ in range(3)]
    return {key: _any_value(chance, depth - 1) for key in chance.sample(keys, 4)}


def test_valid_json_of_any_shape(make_server: Callable[..., Any], cancel: CancelToken) -> None:
    chance = random.Random(7)

    def script(_talk: Talk) -> bytes:
        status = chance.choice([200, 200, 200, 201, 400, 403, 404, 500])
        return answer(json.dumps(_any_value(chance)).encode(), status)

    client = CloudClient(make_server(script).url, token=Secret(TOKEN_TEXT), timeout=5)
    calls: list[Callable[[], object]] = [
        lambda: client.devices(cancel),
        lambda: client.device("1f", cancel),
        lambda: client.claim_code(cancel),
        lambda: client.rename("1f", "n", cancel),
        lambda: client.claim("1f", cancel),
        lambda: client.ping("1f", cancel),
        lambda: client.user(cancel),
        lambda: client.reachable(cancel),
    ]
    refused = 0
    for turn in range(ROUNDS):
        try:
            calls[turn % len(calls)]()
        except CloudError:
            refused += 1
    client.close()
    assert ROUNDS / 10 < refused < ROUNDS
