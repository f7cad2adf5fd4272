"""An rpm whose files are packed as well as xz can: a quarter smaller than nfpm's own.

nfpm packs with the xz of Go, which has no filter for machine code. Only the payload changes, and what the two
headers say about it and about each other; every such value has the same length as before. The format is that
of rpm's docs/manual/format.md (v4).
"""

from __future__ import annotations

import hashlib
import lzma
import struct
from collections.abc import Sequence
from typing import Any

LEAD = 96
MAGIC = b"\x8e\xad\xe8\x01"
INT32, STRING, BINARY, STRING_ARRAY = 4, 6, 7, 8

# Of the signature header.
SIG_SHA1, SIG_SHA256, SIG_SIZE, SIG_MD5 = 269, 273, 1000, 1004
# Of the header.
COMPRESSOR, PAYLOAD_DIGEST = 1125, 5092


class Header:
    """One of the two headers, as it lies in the file."""

    def __init__(self, data: bytes, start: int) -> None:
        if data[start : start + 4] != MAGIC:
            raise ValueError("this is no rpm")
        rows, size = struct.unpack_from(">II", data, start + 8)
        self.end = start + 16 + rows * 16 + size
        self.data = bytearray(data[start : self.end])
        self._store = 16 + rows * 16
        entries = [struct.unpack_from(">IIII", self.data, 16 + row * 16) for row in range(rows)]
        self._entries = {tag: (kind, offset) for tag, kind, offset, _count in entries}

    def text(self, tag: int) -> str | None:
        """The (first) string of this tag; None if it is not there."""
        if tag not in self._entries:
            return None
        start = self._store + self._entries[tag][1]
        return self.data[start : self.data.index(0, start)].decode()

    def put(self, tag: int, value: bytes | int) -> None:
        """Another value of the same length, where the tag is there."""
        if tag not in self._entries:
            return
        kind, offset = self._entries[tag]
        new = struct.pack(">I", value) if isinstance(value, int) else value
        if kind in (STRING, STRING_ARRAY) and len(self.text(tag) or "") != len(new):
            raise ValueError(f"the value of tag {tag} would be longer or shorter")
        start = self._store + offset
        self.data[start : start + len(new)] = new


def repacked(rpm: bytes, filters: Sequence[dict[str, Any]]) -> bytes:
    """The same package, its files packed with these filters. Raises `ValueError` for one not packed by xz."""
    signature = Header(rpm, LEAD)
    header = Header(rpm, -(-signature.end // 8) * 8)
    if header.text(COMPRESSOR) != "xz":
        raise ValueError(f"the files are packed with {header.text(COMPRESSOR)}, not with xz")
    payload = lzma.compress(
        lzma.decompress(rpm[header.end :]), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=[*filters]
    )
    header.put(PAYLOAD_DIGEST, hashlib.sha256(payload).hexdigest().encode())
    head = bytes(header.data)
    signature.put(SIG_SHA1, hashlib.sha1(head, usedforsecurity=False).hexdigest().encode())
    signature.put(SIG_SHA256, hashlib.sha256(head).hexdigest().encode())
    signature.put(SIG_SIZE, len(head) + len(payload))
    signature.put(SIG_MD5, hashlib.md5(head + payload, usedforsecurity=False).digest())
    gap = bytes(-(LEAD + len(signature.data)) % 8)
    return rpm[:LEAD] + bytes(signature.data) + gap + head + payload
