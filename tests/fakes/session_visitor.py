"""Somebody who asks the session server, without a network, and a clock that stands still for both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SIGNING_KEY = "a-signing-key-for-tests-of-the-vendor-server"


class Wall:
    """A wall clock that stands still until it is told to go."""

    def __init__(self) -> None:
        self.time = 1_780_000_000.0

    def __call__(self) -> float:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += seconds


@dataclass(frozen=True)
class Answer:
    """What the application said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)

    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """Calls an ASGI application directly: what can be asked thousands of times in a second."""

    def __init__(self, app: Any, address: str = "198.51.100.7") -> None:
        self.app, self.address = app, address

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request."""
        return asyncio.run(self.asking(method, path, body, **headers))

    def post(self, path: str, value: Mapping[str, object], **headers: str) -> Answer:
        """JSON."""
        return self.ask("POST", path, json.dumps(value).encode(), content_type="application/json", **headers)

    async def asking(
        self, method: str, path: str, body: bytes = b"", *, address: str | None = None, **headers: str
    ) -> Answer:
        raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"setup.example"), *raw],
            "client": (address or self.address, 40_000),
            "server": ("setup.example", 80),
        }
        sent: list[dict[str, Any]] = []
        pieces = [body]

        async def receive() -> dict[str, Any]:
            if not pieces:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": pieces.pop(), "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        begun = sent[0]
        return Answer(
            begun["status"],
            [(key.decode(), value.decode()) for key, value in begun["headers"]],
            b"".join(message.get("body", b"") for message in sent[1:]),
        )
