"""What tests of the simulated cloud share: a clock moved by hand, HTTP calls, a reader of streams."""

from __future__ import annotations

import base64
import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import SimulatedCloud

DEVICE = "3b0021001747353236343033"
PATIENCE_S = 10.0


@dataclass(frozen=True)
class HandClock(Clock):
    """Story time that also moves when a test says so."""

    extra: list[float] = field(default_factory=lambda: [0.0])

    def now(self) -> float:
        return super().now() + self.extra[0]

    def advance(self, story_s: float) -> None:
        self.extra[0] += story_s


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    cloud: SimulatedCloud,
    method: str,
    path: str,
    *,
    token: Secret | str | None = None,
    form: Mapping[str, str] | None = None,
    json_body: object = None,
    basic: tuple[str, str] | None = None,
    timeout: float = PATIENCE_S,
) -> Answer:
    """One call on a connection of its own."""
    headers: dict[str, str] = {}
    body: bytes | None = None
    if token is not None:
        headers["Authorization"] = f"Bearer {token.reveal() if isinstance(token, Secret) else token}"
    if basic is not None:
        headers["Authorization"] = "Basic " + base64.b64encode(":".join(basic).encode()).decode()
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form).encode()
    if json_body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(json_body).encode()
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=timeout)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    finally:
        connection.close()


class RawStream:
    """An event stream as bytes: nothing is parsed away."""

    def __init__(
        self, cloud: SimulatedCloud, token: Secret, path: str = "/v1/devices/events", *, wait: bool = True
    ) -> None:
        self._socket = socket.create_connection(("127.0.0.1", cloud.port), timeout=PATIENCE_S)
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token.reveal()}\r\n\r\n"
        self._socket.sendall(request.encode())
        self.data = b""
        if wait:
            self.until(b":ok\n\n\r\n")

    def until(self, wanted: bytes) -> bytes:
        """Read until `wanted` came."""
        while wanted not in self.data:
            more = self._socket.recv(65536)
            assert more, f"closed after {self.data!r}"
            self.data += more
        return self.data

    def rest(self) -> bytes:
        """Everything until the server closes."""
        while more := self._socket.recv(65536):
            self.data += more
        return self.data

    def says_nothing(self, seconds: float = 0.3) -> bool:
        self._socket.settimeout(seconds)
        try:
            self.data += self._socket.recv(65536)
        except TimeoutError:
            return True
        finally:
            self._socket.settimeout(PATIENCE_S)
        return False

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> RawStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def claim(cloud: SimulatedCloud, token: Secret, path: str = "/v1/device_claims") -> str:
    """A fresh claim code."""
    code = ask(cloud, "POST", path, token=token).json["claim_code"]
    assert isinstance(code, str)
    return code
