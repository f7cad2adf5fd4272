r"""Bytes of the SoftAP protocol on TCP 5609, without sockets, clocks or threads.

Theory of operation. A request is `<command>\n<body length in bytes>\n\n<body>`, made as *one* buffer: old
firmware takes every segment for a request of its own. An answer is `\n\n` and one JSON object, then the
device closes, except that old firmware keeps the first connection open; so an answer is complete when its
object is, and the end of the stream is only a second sign.

Two layers read an answer. A *body reader* (`ObjectReader`, or `scan.ScanReader`) takes the object's bytes in
any split and says after each piece where it stands. A *framing* (`TcpAnswer`, or `http_codec.HttpAnswer`)
strips what its transport puts around the object, and knows what the end of the stream means. Both speak in
`Verdict`s; nothing here raises for what a peer sends.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import Any, NoReturn, Protocol

MAX_ANSWER_BYTES = 64 * 1024
"""An answer longer than this is none: a scan of 100 networks with long names has 8.8 KB."""
MAX_DEPTH = 8
"""Firmware nests three levels."""

BLANKS = b" \t\r\n"


class Command(Enum):
    """Every command this client sends. `ant-internal` and `ant-external` exist too and must never be sent."""

    VERSION = "version"
    DEVICE_ID = "device-id"
    PUBLIC_KEY = "public-key"
    SCAN_AP = "scan-ap"
    CONFIGURE_AP = "configure-ap"
    SET = "set"
    CONNECT_AP = "connect-ap"


class Verdict(Enum):
    """Where an answer stands."""

    MORE = "more"
    """Not decided: feed on."""
    COMPLETE = "complete"
    """The object is complete; the connection can be closed at once. What follows is not looked at."""
    EMPTY = "empty"
    """The peer has said all, and it was nothing: rejected."""
    DAMAGED = "damaged"
    """This can no longer become an answer, or it is too large."""
    CUT = "cut"
    """The stream ended without an answer, or inside of one."""


class BodyReader(Protocol):
    """Reads one JSON object in pieces. Blanks before it are skipped; bytes after it are ignored."""

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes; MORE, COMPLETE or DAMAGED. The last two are final."""


class Answer(Protocol):
    """A whole answer as one transport frames it."""

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes from the connection. Anything but MORE is final."""

    def at_end(self) -> Verdict:
        """What it means that the connection ended here: EMPTY, CUT or DAMAGED."""


# ---------- requests


def request(command: Command, body: bytes = b"") -> bytes:
    """The whole request in one buffer. A command without a body announces 0 bytes."""
    return b"%s\n%d\n\n%s" % (command.value.encode("ascii"), len(body), body)


def configure_body(*, ssid: bytes, sec: int, channel: int, pwd: str | None) -> bytes:
    """Body of `configure-ap`. `ssid` goes raw between the quotes: ask `names.unsendable_sign` first.

    `pwd` (hex, encrypted) is left out for an open network: old firmware answers an empty one with an error.
    """
    tail = b"" if pwd is None else b',"pwd":"%s"' % pwd.encode("ascii")
    return b'{"idx":0,"ssid":"%s","sec":%d,"ch":%d%s}' % (ssid, sec, channel, tail)


def claim_code_body(code: str) -> bytes:
    r"""Body of `set` for a claim code. No JSON library: the backslash of a `\/` would be stored."""
    return b'{"k":"cc","v":"%s"}' % code.encode("ascii")


CONNECT_BODY = b'{"idx":0}'
"""Body of `connect-ap`; firmware never reads it."""


# ---------- answers


class TcpAnswer:
    r"""An answer on TCP: the object, after `\n\n`. An answer of nothing but `\n\n` means "rejected"."""

    def __init__(self, body: BodyReader) -> None:
        self._body = body
        self._line_feeds = 0
        self._in_body = False

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes; MORE, COMPLETE or DAMAGED."""
        if not self._in_body:
            rest = data.lstrip(BLANKS)
            self._line_feeds += data[: len(data) - len(rest)].count(b"\n")
            self._in_body = bool(rest)
        return self._body.feed(data)

    def at_end(self) -> Verdict:
        """EMPTY after `\\n\\n` alone, else CUT."""
        return Verdict.EMPTY if self._line_feeds >= 2 and not self._in_body else Verdict.CUT


class ObjectReader:
    """Collects one JSON object and tells when its last brace has come. `fields()` reads it."""

    def __init__(self, *, limit: int = MAX_ANSWER_BYTES, max_depth: int = MAX_DEPTH) -> None:
        self._text = bytearray()
        self._limit, self._max_depth = limit, max_depth
        self._seen = 0
        self._depth = 0
        self._in_string = self._escaped = False
        self._verdict = Verdict.MORE

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes; MORE, COMPLETE or DAMAGED."""
        for byte in data:
            if self._verdict is not Verdict.MORE:
                break
            self._seen += 1
            self._verdict = self._take(byte) if self._seen <= self._limit else Verdict.DAMAGED
        return self._verdict

    def _take(self, byte: int) -> Verdict:
        if self._depth == 0:
            if byte in BLANKS:
                return Verdict.MORE
            if byte != 0x7B:  # {
                return Verdict.DAMAGED
        self._text.append(byte)
        if self._in_string:
            if self._escaped:
                self._escaped = False
            elif byte == 0x5C:  # backslash
                self._escaped = True
            elif byte == 0x22:  # "
                self._in_string = False
        elif byte == 0x22:
            self._in_string = True
        elif byte in b"{[":
            self._depth += 1
        elif byte in b"}]":
            self._depth -= 1
        if self._depth > self._max_depth:
            return Verdict.DAMAGED
        return Verdict.COMPLETE if self._depth == 0 else Verdict.MORE

    def fields(self) -> dict[str, Any]:
        """Its members, after COMPLETE. Raises `ValueError` for bad JSON, NaN and a key that comes twice.

        The message never quotes what was read.
        """
        try:
            found: dict[str, Any] = json.loads(  # it begins with a brace: `_take` saw to that
                self._text.decode("utf-8"), object_pairs_hook=_without_twins, parse_constant=_no_number
            )
        except (ValueError, RecursionError):
            raise ValueError("no JSON object") from None
        return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key comes twice")
    return members


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
