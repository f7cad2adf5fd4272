"""A cloud as the field cases' bench describes it: claim codes, the list of devices, the event stream.

Plain `http.server`, with its own HTML page for every other path. Keeps every request with its headers.
"""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .field_device import DEVICE_ID, FieldDevice

TOKEN = "0123456789abcdef0123456789abcdef01234567"
CLAIM_CODE = "A" * 31 + "+" + "b" * 30 + "/"
GZIP_HEAD = bytes.fromhex("1f8b0800000000000003")


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass
class Manners:
    """How it behaves. `stream`: "alive" (a blank line now and then), "silent" or "gzip" (H04, A and B)."""

    stream: str = "alive"
    no_claim_code: bool = False
    """The request for a claim code is never answered."""
    listed_after_s: float = 0.0
    """When the device is in the list, counted from its `connect-ap`."""
    name: str | None = None
    session: Mapping[str, Any] | None = None
    """What `POST /session` answers: then this is the product maker's server as well."""
    moved_to: str = ""
    """Where every request is sent on to."""
    rename: tuple[int, Mapping[str, Any]] = field(default=(200, {"ok": True}))


class FieldCloud:
    """Serves on loopback until `stop`."""

    def __init__(
        self, device: FieldDevice, manners: Manners | None = None, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self.device, self.manners = device, manners or Manners()
        self.requests: list[Asked] = []
        self.listed_at: float | None = None
        """When the list first showed the device (monotonic)."""
        self.over = threading.Event()
        self.changed = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _handler_for(self))
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            # The handshake belongs to the thread of the connection, or a refused one would stop the others.
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="field-cloud")
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """What `--api-url` wants."""
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def streams(self) -> list[Asked]:
        """The openings of the event stream."""
        return [r for r in self.requests if r.path == "/v1/devices/events"]

    def wait_for(self, path: str, timeout_s: float = 20.0) -> None:
        """Until `path` was asked for."""
        with self.changed:
            there = self.changed.wait_for(lambda: any(r.path == path for r in self.requests), timeout_s)
        assert there, f"{path} was never asked for"

    def stop(self) -> None:
        """Close everything."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def __enter__(self) -> FieldCloud:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def devices(self) -> list[Mapping[str, Any]]:
        """The list as it is now."""
        since = self.device.connected_at
        if since is None or time.monotonic() - since < self.manners.listed_after_s:
            return []
        self.listed_at = self.listed_at or time.monotonic()
        heard = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        return [{"id": DEVICE_ID.lower(), "name": self.manners.name, "online": True, "last_heard": heard}]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, *_: object) -> None:
        """The other side hung up: what these tests are about."""


def _handler_for(cloud: FieldCloud) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def log_message(self, *_: object) -> None:
            """Quiet."""

        def do_GET(self) -> None:
            self._serve()

        do_POST = do_PUT = do_GET  # noqa: N815 - the library calls them by these names

        def _serve(self) -> None:
            self.close_connection = True
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.path, dict(self.headers.items()), body, time.monotonic())
            with cloud.changed:
                cloud.requests.append(asked)
                cloud.changed.notify_all()
            if cloud.manners.moved_to:
                self.send_response(307)
                self.send_header("Location", cloud.manners.moved_to)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            match self.command, self.path:
                case "POST", "/v1/device_claims":
                    if cloud.manners.no_claim_code:
                        cloud.over.wait()
                        return
                    self._json(200, {"claim_code": CLAIM_CODE, "device_ids": []})
                case "GET", "/v1/devices":
                    self._json(200, cloud.devices())
                case "GET", "/v1/devices/events":
                    self._stream()
                case "POST", "/session" if cloud.manners.session is not None:
                    self._json(200, cloud.manners.session)
                case "PUT", _:
                    self._json(*cloud.manners.rename)
                case _:
                    self.send_error(404)

        def _json(self, status: int, value: object) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            if cloud.manners.stream == "gzip":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            if cloud.manners.stream == "gzip":
                self._chunk(GZIP_HEAD)
            while not cloud.over.wait(0.2 if cloud.manners.stream == "alive" else None):
                self._chunk(b"\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler
