"""What a test looks at from outside: GET the simulator's state, POST a persona to start the device over.

The contract is in docs/scripts.md. It knows neither device nor cloud, only two callables.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from .cloud_request import Request
from .http_connection import HttpConnection
from .http_server import HttpServer

State = Callable[[], Mapping[str, object]]
Persona = Callable[[Mapping[str, object]], None]
PERSONA_KEYS = frozenset({"firmware", "device_id", "key_der_hex", "has_key", "claimed", "air"})


class StateServer:
    """One address, any path. `persona` may raise ValueError with a sentence: it becomes a 400."""

    def __init__(self, state: State, persona: Persona, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._state, self._persona = state, persona
        self._host, self._wanted_port = host, port
        self._server: HttpServer | None = None

    def start(self) -> None:
        """Listen. Raises OSError if the port is taken."""
        if self._server is None:
            self._server = HttpServer(self._serve, host=self._host, port=self._wanted_port, name="state")

    def stop(self) -> None:
        """Close every connection and join every thread. Idempotent."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    @property
    def url(self) -> str:
        """Its address. Raises RuntimeError before `start`."""
        if self._server is None:
            raise RuntimeError("the state server was not started")
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._server.port}/state"

    def _serve(self, connection: HttpConnection, request: Request) -> bool:
        status, body, kind = self._answer(request)
        phrase = {200: "OK", 204: "No Content", 400: "Bad Request", 405: "Method Not Allowed"}[status]
        head = f"HTTP/1.1 {status} {phrase}\r\n"
        if status != 204:
            head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        connection.send(head.encode() + b"\r\n" + (b"" if request.method == "HEAD" else body))
        return True

    def _answer(self, request: Request) -> tuple[int, bytes, str]:
        if request.method in ("GET", "HEAD"):
            return 200, json.dumps(self._state()).encode(), "application/json"
        if request.method != "POST":
            return 405, b"GET the state, or POST a persona.\n", "text/plain; charset=utf-8"
        try:
            self._persona(_persona(request.body))
        except ValueError as error:
            return 400, f"{error}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8"
        return 204, b"", ""


def _persona(body: bytes) -> Mapping[str, object]:
    """The persona in a body. Raises ValueError with a sentence."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("This is not JSON.") from None
    if not isinstance(value, dict):
        raise ValueError("A persona is a JSON object.")
    unknown = sorted(set(value) - PERSONA_KEYS)
    if unknown:
        known = ", ".join(sorted(PERSONA_KEYS))
        raise ValueError(f"A persona has no key {unknown[0]!r}; it may have: {known}.")
    return value
