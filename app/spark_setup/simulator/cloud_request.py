"""One HTTP request, read from bytes. No sockets here."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from ..core.digits import whole_number

HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 4 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"


class BadRequest(Exception):  # noqa: N818 - an event of the protocol
    """Bytes that are no HTTP request."""


@dataclass(frozen=True)
class Request:
    """`headers` have lower-case names; `path` is as it came, without the query."""

    method: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    peer: str = ""

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's segments, decoded one by one: `spark%2Fstatus` stays one."""
        return tuple(unquote(segment) for segment in self.path.strip("/").split("/"))

    @property
    def kind(self) -> str:
        """The body's content type."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def keeps_alive(self) -> bool:
        """Whether the connection may serve another request."""
        return "close" not in self.headers.get("connection", "").lower()

    def fields(self) -> Mapping[str, object]:
        """The body's fields, JSON or form; nothing for a body that is neither."""
        if self.kind == FORM:
            return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))
        try:
            value = json.loads(self.body or b"{}")
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def text(self, name: str) -> str | None:
        """One field as text; numbers and flags too, as the service takes them."""
        value = self.fields().get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, str | int) else None

    def basic(self) -> tuple[str, str] | None:
        """User and password of HTTP Basic."""
        scheme, _, code = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            user, colon, password = base64.b64decode(code.strip(), validate=True).decode().partition(":")
        except ValueError:  # not base64, not even ASCII, or no UTF-8 in it
            return None
        return (user, password) if colon else None

    def bearer(self) -> str | None:
        """The token in the Authorization header."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None


def parse_head(head: bytes, peer: str) -> Request:
    """A request without its body, from everything before the empty line. Raises BadRequest."""
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequest
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise BadRequest
        headers[name.lower()] = value.strip()
    if words[2] == "HTTP/1.0":
        headers.setdefault("connection", "close")
    try:
        parts = urlsplit(words[1])
    except ValueError as error:
        raise BadRequest from error
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(words[0].upper(), parts.path or "/", query, headers, peer=peer)


def body_length(request: Request) -> int | None:
    """How long the body is; None: chunked. Raises BadRequest."""
    if "chunked" in request.headers.get("transfer-encoding", "").lower():
        return None
    length = whole_number(request.headers.get("content-length", "0"))
    if length is None or length > BODY_LIMIT:
        raise BadRequest
    return length
