"""What a test says to a simulated device, and a cloud that only notes."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from spark_setup.simulator.device import SimulatedDevice

PATIENCE_S = 8.0


def eventually(check: Callable[[], bool], what: str) -> None:
    """Look again and again until it is so; fails the test after a while."""
    deadline = time.monotonic() + PATIENCE_S
    nap = threading.Event()
    while not check():
        assert time.monotonic() < deadline, what
        nap.wait(0.005)


def request(name: bytes, body: bytes = b"") -> bytes:
    return b"%s\n%d\n\n%s" % (name, len(body), body)


def ask(port: int, data: bytes, *, timeout_s: float = 5.0) -> bytes:
    """Send in one piece and read to the end of the stream, or to the end of the JSON."""
    reply = b""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout_s) as connection:
        connection.sendall(data)
        while not re.search(rb"\}$", reply) and (more := connection.recv(65536)):
            reply += more
    return reply


def answer(device: SimulatedDevice, name: bytes, body: bytes = b"") -> Any:
    return json.loads(ask(device.port, request(name, body)))


def encrypted(device: SimulatedDevice, password: bytes) -> bytes:
    der = bytes.fromhex(answer(device, b"public-key")["b"])[:162]
    key = load_der_public_key(der)
    assert isinstance(key, rsa.RSAPublicKey)
    return key.encrypt(password, padding.PKCS1v15()).hex().encode()


def configure(device: SimulatedDevice, ssid: bytes, password: bytes = b"", sec: int = 4194308) -> int:
    body = b'{"idx":0,"ssid":"%s","sec":%d,"ch":6' % (ssid, sec)
    if password:
        body += b',"pwd":"%s"' % encrypted(device, password)
    code = answer(device, b"configure-ap", body + b"}")["r"]
    assert isinstance(code, int)
    return code


def connect(device: SimulatedDevice) -> None:
    assert answer(device, b"connect-ap", b'{"idx":0}') == {"r": 0}


@dataclass
class FakeUplink:
    """A cloud that notes what the device did, and confirms every claim code."""

    said: list[tuple[str, ...]] = field(default_factory=list)

    def connect(self, device_id: str, claim_code: str | None) -> bool:
        self.said.append(("connect", device_id, claim_code or ""))
        return claim_code is not None

    def disconnect(self, device_id: str) -> None:
        self.said.append(("disconnect", device_id))

    def publish(self, device_id: str, name: str, data: str) -> None:
        self.said.append(("publish", device_id, name, data))


Make = Callable[..., SimulatedDevice]
