"""The bytes of an event stream, made safe for sseclient-py. No sockets here: bytes in, blocks out.

sseclient-py 1.9.0 melts events whose line ends are mixed, loses the first event after a byte-order mark, dies
of invalid UTF-8, dispatches an event that was cut off, and has no limit of size (all tried). So it is given
whole blocks only: LF line ends, valid UTF-8, limited, each ended by its blank line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

EVENT_LIMIT = 64 * 1024
_NAMED = re.compile(rb"^event:", re.MULTILINE)


def blocks(chunks: Iterable[bytes], *, limit: int = EVENT_LIMIT) -> Iterator[bytes]:
    """Each event's lines and its blank line, from chunks that were cut anywhere.

    A block of more than `limit` bytes is left out; what follows it is read again. Blank lines alone
    (keep-alives) give nothing, nor does a block without a name, which sseclient-py would call `message`:
    every event of the cloud has one. An unfinished block at the end gives nothing.
    """
    block = bytearray()
    too_large = False
    for line in lines(chunks, limit=limit):
        if line is None or len(block) + len(line) + 1 > limit:
            too_large = True
            block.clear()
        elif line:
            if not too_large:
                block += line + b"\n"
        else:
            if not too_large and _NAMED.search(block):
                yield bytes(block).decode("utf-8", "replace").encode() + b"\n"
            block.clear()
            too_large = False


def lines(chunks: Iterable[bytes], *, limit: int) -> Iterator[bytes | None]:
    """Lines without their ends (LF, CR LF or CR, also where a chunk ends between CR and LF).

    None stands for a line longer than `limit`. A byte-order mark at the start is removed.
    """
    line = bytearray()
    too_long = skip_lf = False
    for received in _without_mark(chunks):
        chunk = received.removeprefix(b"\n") if skip_lf else received
        # Once a byte has come, it is decided: the LF that belonged to the CR, or the start of another line.
        skip_lf = chunk.endswith(b"\r") or (skip_lf and not received)
        *ended, rest = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for piece in ended:
            too_long = too_long or len(line) + len(piece) > limit
            yield None if too_long else bytes(line + piece)
            line.clear()
            too_long = False
        if len(line) + len(rest) > limit:
            too_long = True
            line.clear()
        elif not too_long:
            line += rest


def _without_mark(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks without a byte-order mark, even one that arrives in pieces."""
    start: bytes | None = b""
    for chunk in chunks:
        if start is None:
            yield chunk
            continue
        start += chunk
        if len(start) < len(codecs.BOM_UTF8) and codecs.BOM_UTF8.startswith(start):
            continue
        yield start.removeprefix(codecs.BOM_UTF8)
        start = None
    if start:
        yield start
