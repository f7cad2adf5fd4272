"""Particle's own cloud client (`particle-api-js`, npm) works with the simulated cloud."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spark_setup.simulator.cloud import OWNER_PASSWORD, SimulatedCloud
from spark_setup.simulator.persona import DEFAULT_ID

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("js") / "particle_api.js"
MODULES = ROOT / "build" / "npm" / "node_modules"
NODE = shutil.which("node")
PATIENCE_S = 20.0

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (MODULES / "particle-api-js").is_dir(),
        reason="not installed: npm install --prefix build/npm particle-api-js@12.0.2",
    ),
]


class JsClient:
    """The script, asked one thing at a time; events are kept apart from answers."""

    def __init__(self, options: dict[str, object]) -> None:
        assert NODE is not None
        self._process = subprocess.Popen(
            [NODE, "--no-deprecation", str(SCRIPT), json.dumps(options)],
            env={**os.environ, "NODE_PATH": str(MODULES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            (self._events if "event" in said else self._answers).put(said)

    def ask(self, command: str) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        said = self._answers.get(timeout=PATIENCE_S)
        assert "answer" in said, said
        return said["answer"]

    def event(self) -> dict[str, Any]:
        return self._events.get(timeout=PATIENCE_S)

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    cloud = SimulatedCloud()
    cloud.start()
    yield cloud
    cloud.stop()


@pytest.fixture
def client(cloud: SimulatedCloud) -> Iterator[JsClient]:
    client = JsClient(
        {
            "url": cloud.url,
            "username": cloud.owner,
            "password": OWNER_PASSWORD,
            "device": DEFAULT_ID,
            "product": "temperature-monitor",
            "customer_token": cloud.customer_token.reveal(),
        }
    )
    yield client
    client.close()


def test_it_logs_in_claims_a_device_and_hears_that_it_is_online(
    cloud: SimulatedCloud, client: JsClient
) -> None:
    assert client.ask("wrong_login") == {"status": 400, "description": "User credentials are invalid"}
    assert client.ask("login") == {"token_type": "bearer", "expires_in": 7_776_000, "length": 40}
    assert client.ask("user")["username"] == cloud.owner
    assert client.ask("devices") == []
    claim = client.ask("claim_code")
    assert claim["device_ids"] == []
    assert len(claim["claim_code"]) == 63
    assert client.ask("stream") == {"open": True}

    assert cloud.connect(DEFAULT_ID, claim["claim_code"])
    first = client.event()
    assert first["coreid"] == DEFAULT_ID
    cloud.disconnect(DEFAULT_ID)
    cloud.connect(DEFAULT_ID, None)
    status: list[str] = []
    while "online" not in status:
        event = client.event()
        if event["event"] == "spark/status":
            status.append(event["data"])
    assert status == ["offline", "online"]

    listed = client.ask("devices")
    assert [(row["id"], row["connected"], row["online"]) for row in listed] == [(DEFAULT_ID, True, True)]
    assert client.ask("rename")["name"] == "Kitchen"
    assert client.ask("signal") == {"id": DEFAULT_ID, "connected": True, "signaling": True}
    assert client.ask("remove") == {"ok": True}
    assert cloud.owner_of(DEFAULT_ID) is None


def test_it_gets_a_customers_claim_code(cloud: SimulatedCloud, client: JsClient) -> None:
    claim = client.ask("product_claim_code")
    assert cloud.connect(DEFAULT_ID, claim["claim_code"])
    assert cloud.owner_of(DEFAULT_ID) == cloud.customer
    assert ("POST", "/v1/products/temperature-monitor/device_claims") in [
        (request.method, request.path) for request in cloud.requests
    ]
