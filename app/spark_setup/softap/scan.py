"""Reading a scan: exact rows from bytes that are often no JSON. No sockets here.

The device puts SSIDs between quotes as they are, so a neighbour called `Bob "the AP"` or `a\\b` breaks every
JSON parser. Rows are matched one after another instead, the SSID as *short* as possible. That is exact, not
a guess: what ends a row is at least 34 bytes long and an SSID at most 32, and the two cannot overlap,
because in a row's end only its first quote is followed by a comma. Blanks between tokens do not change that.
"""

from __future__ import annotations

import re

from .codec import BLANKS, MAX_ANSWER_BYTES, Verdict
from .messages import Network

MAX_NETWORKS = 512

# Firmware writes no blanks; tools that imitate a device do.
_GAP = rb"[ \t\r\n]{0,16}"
_INTEGER = rb"(-?[0-9]{1,11})"


def _member(name: bytes) -> bytes:
    return _GAP + b"," + _GAP + b'"' + name + b'"' + _GAP + b":" + _GAP + _INTEGER


_ROW = re.compile(
    _GAP + rb"\{" + _GAP + rb'"ssid"' + _GAP + b":" + _GAP + rb'"(.{0,32}?)"'
    + _member(b"rssi") + _member(b"sec") + _member(b"ch") + _member(b"mdr") + _GAP + rb"\}",
    re.DOTALL,
)  # fmt: skip
_MAX_ROW_BYTES = 512
"""Longer than any match of `_ROW`: when so much has come without a match, none will come."""

_HEAD = b'{"scans":['
_ROW_HEAD = b'{"ssid":"'
_TAIL = b"]}"


class ScanReader:
    """Body reader for `scan-ap`. `networks` grows row by row and stays valid whatever comes later."""

    def __init__(self, *, limit: int = MAX_ANSWER_BYTES, max_networks: int = MAX_NETWORKS) -> None:
        self.networks: list[Network] = []
        self._buffer = bytearray()
        self._limit, self._max_networks = limit, max_networks
        self._seen = 0
        self._step = self._read_head
        self._verdict = Verdict.MORE

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes; MORE, COMPLETE or DAMAGED. Too many rows or bytes: DAMAGED."""
        if self._verdict is Verdict.MORE:
            room = self._limit - self._seen
            self._seen += len(data)
            self._buffer += data[:room]
            self._verdict = self._advance()
            if self._verdict is Verdict.MORE and self._seen > self._limit:
                self._verdict = Verdict.DAMAGED
        return self._verdict

    def _advance(self) -> Verdict:
        """Take steps as long as each one used up bytes."""
        while True:
            before = len(self._buffer), self._step
            verdict = self._step()
            if verdict is not Verdict.MORE or before == (len(self._buffer), self._step):
                return verdict

    def _read_head(self) -> Verdict:
        verdict = self._swallow(_HEAD)
        if verdict is Verdict.COMPLETE:
            self._step = self._read_first
            return Verdict.MORE
        return verdict

    def _read_first(self) -> Verdict:
        if self._next_byte() == _TAIL[:1]:
            return self._swallow(_TAIL)
        return self._read_row()

    def _read_next(self) -> Verdict:
        if self._next_byte() == b",":
            if self._swallow(b",") is Verdict.COMPLETE:
                self._step = self._read_row
            return Verdict.MORE
        return self._swallow(_TAIL)

    def _read_row(self) -> Verdict:
        match = _ROW.match(self._buffer)
        if match is None:
            if len(self._buffer) >= _MAX_ROW_BYTES or not self._begins_like(_ROW_HEAD):
                return Verdict.DAMAGED
            return Verdict.MORE
        if len(self.networks) >= self._max_networks:
            return Verdict.DAMAGED
        ssid, rssi, sec, channel, mdr = match.groups()
        self.networks.append(Network(bytes(ssid), int(rssi), int(sec), int(channel), int(mdr)))
        del self._buffer[: match.end()]
        self._step = self._read_next
        return Verdict.MORE

    def _next_byte(self) -> bytes:
        return bytes(self._buffer.lstrip(BLANKS)[:1])

    def _begins_like(self, token: bytes) -> bool:
        """Whether the buffer, blanks aside, begins with `token` or is still a beginning of it."""
        have = bytes(self._buffer).translate(None, BLANKS)
        return have.startswith(token) or token.startswith(have)

    def _swallow(self, token: bytes) -> Verdict:
        """Take `token` off the buffer, with blanks before and inside it; MORE while it is not all there."""
        at = 0
        for position, byte in enumerate(self._buffer):
            if byte in BLANKS:
                continue
            if byte != token[at]:
                return Verdict.DAMAGED
            at += 1
            if at == len(token):
                del self._buffer[: position + 1]
                return Verdict.COMPLETE
        return Verdict.MORE
