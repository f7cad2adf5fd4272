"""The simulated device answers as the firmware's own code did: every recorded vector, over raw sockets."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spark_setup.simulator.device import SimulatedDevice

DATA = Path(__file__).parents[1] / "data" / "softap-vectors.json"
QUIET_S, SERVES_S = 1.2, 1.0

_RECORDING: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
VECTORS: list[dict[str, Any]] = _RECORDING["vectors"]


@pytest.fixture
def device() -> Iterator[SimulatedDevice]:
    device = SimulatedDevice()
    device.start()
    yield device
    device.stop()


def exchange(port: int, request: bytes, quiet_s: float = QUIET_S) -> tuple[bytes, str]:
    """Send in one piece; read until the device closes ("eof") or nothing came for a while ("open")."""
    reply = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        connection.settimeout(quiet_s)
        while True:
            try:
                data = connection.recv(65536)
            except TimeoutError:
                return bytes(reply), "open"
            if not data:
                return bytes(reply), "eof"
            reply += data


def complete_answer(port: int, request: bytes) -> bytes:
    """An earlier request of the session: read up to the end of its JSON, then closed by the client."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        connection.settimeout(QUIET_S)
        reply = b""
        while not reply.endswith(b"}") and (data := connection.recv(65536)):
            reply += data
        return reply


def serves_next(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=SERVES_S) as connection:
            connection.sendall(b"version\n0\n\n")
            connection.settimeout(SERVES_S)
            reply = b""
            while not reply.endswith(b"}") and (data := connection.recv(4096)):
                reply += data
            return reply == b'\n\n{"v":2}'
    except OSError:
        return False


def sign(reply: bytes) -> tuple[bytes, int]:
    match = re.fullmatch(rb'(\n\n\{"r":)(-?\d+)\}', reply)
    assert match, reply
    code = int(match[2])
    return match[1], (code > 0) - (code < 0)


def stored(state: dict[str, Any]) -> dict[str, Any] | None:
    if state["ssid_hex"] is None:
        return None
    return {
        "ssid_hex": state["ssid_hex"],
        "password_hex": state["password_hex"],
        "sec": state["security"],
        "ch": state["channel"],
    }


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['id']} {v['firmware']} {v['name']}")
def test_answers_as_recorded(device: SimulatedDevice, vector: dict[str, Any]) -> None:
    device.reset(
        {
            "firmware": vector["firmware"],
            "device_id": _RECORDING["device_id"],
            "key_der_hex": _RECORDING["test_key_pkcs1_der_hex"],
            "has_key": vector["has_key"],
            "claimed": vector["claimed"],
            "air": vector["air"],
        }
    )
    for request in vector["before"]:
        complete_answer(device.port, bytes.fromhex(request))
    began = time.monotonic()
    reply, end = exchange(device.port, bytes.fromhex(vector["request_hex"]))
    took_s = time.monotonic() - began
    expected = bytes.fromhex(vector["reply_hex"])
    if vector["compare"] == "r_sign":
        assert sign(reply) == sign(expected)
    else:
        assert reply == expected
    assert end == vector["end"]
    if end == "eof":
        assert took_s < 1.0
    assert device.listening is not vector["left_listening"]
    assert serves_next(device.port) is vector["serves_next"]
    state = device.state()
    assert state["listening"] is not vector["left_listening"]
    assert stored(state) == vector["stored"]
    assert state["claim_code"] == vector["claim_code"]
