"""Standard streams that may not be there (a windowed program, a service, `2>&-`).

When descriptors 0 to 2 are closed, the next socket or file gets one of these numbers, and whatever writes "to
stderr" below Python (Qt, a C library, faulthandler) writes into the talk with the device.
"""

from __future__ import annotations

import os
import sys
from typing import TextIO


def hold_descriptors() -> tuple[int, ...]:
    """Fill closed descriptors among 0, 1, 2 with the null device; answers which. Call it first of all."""
    filled: list[int] = []
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is the one just found closed, as the lower ones are open by now.
            got = os.open(os.devnull, os.O_RDWR)
            if got != number:
                os.dup2(got, number)
                os.close(got)
            filled.append(number)
    return tuple(filled)


def write_line(text: str) -> bool:
    """`text` and a line end to stdout, flushed. False if there is no stdout or nobody reads it.

    What then waits in the stream's buffer goes to the null device: Python flushes once more at its end, and
    would turn the exit code into 120.
    """
    stream = sys.stdout
    if stream is None or stream.closed:
        return False
    try:
        try:
            stream.write(text + "\n")
        except UnicodeEncodeError:  # a console of another code page: signs become escapes, nothing is lost
            code_page = stream.encoding or "ascii"
            stream.write(text.encode(code_page, "backslashreplace").decode(code_page) + "\n")
        stream.flush()
    except (OSError, ValueError):
        _pour_away(stream)
        return False
    return True


def _pour_away(stream: TextIO) -> None:
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # no descriptor of its own: nothing is written at the end
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
