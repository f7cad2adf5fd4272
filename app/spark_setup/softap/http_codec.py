"""The same commands and answers as HTTP/1.1, for devices whose TCP port does not answer. No sockets here.

Firmware's server is small: it wants the request line and the headers in one segment, `Content-Length` spelled
so, and answers `404` to `Content-Type: application/json` without running the command. It sends its answers in
chunks of a few bytes. A rejected request is a `200` with an empty body.
"""

from __future__ import annotations

import re

from .codec import BodyReader, Command, Verdict

MAX_HEAD_BYTES = 8 * 1024
MAX_CHUNK_LINE_BYTES = 128

_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3})(?: [^\r\n]*)?")
_LENGTH = re.compile(rb"[0-9]{1,9}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?")


def request(command: Command, body: bytes = b"", *, host: str = "192.168.0.1") -> bytes:
    """The whole request in one buffer: `POST` if there is a body, else `GET`; asks the server to close."""
    method = "POST" if body else "GET"
    lines = [f"{method} /{command.value} HTTP/1.1", f"Host: {host}", "Connection: close"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class HttpAnswer:
    """An answer over HTTP: status and headers, then the object, chunked, counted or up to the end.

    Any status but 200, a body that is encoded, and framing that contradicts itself are DAMAGED. The answer is
    complete with its object; the chunks that follow are not waited for.
    """

    def __init__(self, body: BodyReader, *, max_head: int = MAX_HEAD_BYTES) -> None:
        self._body = body
        self._max_head = max_head
        self._buffer = bytearray()
        self._step = self._read_head
        self._left = 0
        self._any = False
        self._verdict = Verdict.MORE

    def feed(self, data: bytes) -> Verdict:
        """Take the next bytes; MORE, COMPLETE, EMPTY or DAMAGED."""
        if self._verdict is Verdict.MORE:
            self._buffer += data
            while True:
                before = len(self._buffer), self._step
                self._verdict = self._step()
                if self._verdict is not Verdict.MORE or before == (len(self._buffer), self._step):
                    break
        return self._verdict

    def at_end(self) -> Verdict:
        """EMPTY if the body reaches up to the end and there was none, else CUT."""
        return Verdict.EMPTY if self._step == self._read_to_end and not self._any else Verdict.CUT

    # Each step takes what it can off the buffer. No progress and MORE means: wait for bytes.

    def _read_head(self) -> Verdict:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            too_long = len(self._buffer) > self._max_head + 3
            start = bytes(self._buffer[:7])
            return Verdict.DAMAGED if too_long or not b"HTTP/1.".startswith(start) else Verdict.MORE
        lines = bytes(self._buffer[:end]).split(b"\r\n")
        del self._buffer[: end + 4]
        status = _STATUS.fullmatch(lines[0])
        if status is None or end > self._max_head:
            return Verdict.DAMAGED
        if status[1].startswith(b"1") and status[1] != b"101":
            return Verdict.MORE  # interim: the real head follows
        if status[1] != b"200":
            return Verdict.DAMAGED
        return self._choose_framing(lines[1:])

    def _choose_framing(self, lines: list[bytes]) -> Verdict:
        headers: dict[bytes, set[bytes]] = {}
        for line in lines:
            name, colon, value = line.partition(b":")
            if not colon:
                return Verdict.DAMAGED
            headers.setdefault(name.strip().lower(), set()).add(value.strip().lower())
        coding = headers.get(b"transfer-encoding")
        lengths = headers.get(b"content-length")
        if headers.get(b"content-encoding", {b"identity"}) != {b"identity"}:
            return Verdict.DAMAGED
        if coding is not None:
            self._step = self._read_chunk_line
            return Verdict.MORE if coding == {b"chunked"} else Verdict.DAMAGED
        if lengths is None:
            self._step = self._read_to_end
            return Verdict.MORE
        (length, *others) = lengths
        if others or not _LENGTH.fullmatch(length):
            return Verdict.DAMAGED
        self._left = int(length)
        self._step = self._read_counted
        return Verdict.MORE if self._left else Verdict.EMPTY

    def _read_to_end(self) -> Verdict:
        return self._pass_on(len(self._buffer))

    def _read_counted(self) -> Verdict:
        verdict = self._pass_on_left()
        return self._all_said() if verdict is Verdict.MORE and not self._left else verdict

    def _read_chunk_line(self) -> Verdict:
        end = self._buffer.find(b"\r\n")
        if end > MAX_CHUNK_LINE_BYTES or (end < 0 and len(self._buffer) > MAX_CHUNK_LINE_BYTES + 1):
            return Verdict.DAMAGED
        if end < 0:
            return Verdict.MORE
        size = _CHUNK.fullmatch(bytes(self._buffer[:end]))
        del self._buffer[: end + 2]
        if size is None:
            return Verdict.DAMAGED
        self._left = int(size[1], 16)
        self._step = self._read_chunk
        return Verdict.MORE if self._left else self._all_said()

    def _read_chunk(self) -> Verdict:
        if self._left:
            return self._pass_on_left()
        end = bytes(self._buffer[:2])
        if len(end) == 2:
            del self._buffer[:2]
            self._step = self._read_chunk_line
        return Verdict.MORE if b"\r\n".startswith(end) else Verdict.DAMAGED

    def _pass_on_left(self) -> Verdict:
        size = min(self._left, len(self._buffer))
        self._left -= size
        return self._pass_on(size)

    def _pass_on(self, size: int) -> Verdict:
        piece = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._any = self._any or bool(piece.strip())
        return self._body.feed(piece)

    def _all_said(self) -> Verdict:
        return Verdict.DAMAGED if self._any else Verdict.EMPTY
