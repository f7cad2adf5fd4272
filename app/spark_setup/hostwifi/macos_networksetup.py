"""The second way to join on macOS: `networksetup -setairportnetwork`, which needs no list of names.

It ends with 0 whether it joined or not, so its text is what counts. It says nothing after a join; what it
says otherwise is English in every language of the system, and may change with any release: a sentence that is
not known here is no proof of anything, and the address decides.
"""

from __future__ import annotations

import logging
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from enum import Enum

from ..core.cancel import CancelToken

PROGRAM = "/usr/sbin/networksetup"
LIMIT_S = 30.0
TICK_S = 0.1
MAX_TEXT = 4000

Run = Callable[[Sequence[str], CancelToken], str | None]
"""(command, cancel) → what it printed; None if it could not be run or did not end. Raises `Cancelled`."""

_log = logging.getLogger(__name__)


class Verdict(Enum):
    """What the text means."""

    JOINED = "joined"
    NOT_FOUND = "not_found"
    TRY_AGAIN = "try_again"  # a scan or an association that failed for the moment
    RADIO_OFF = "radio_off"
    NO_ADAPTER = "no_adapter"
    FORBIDDEN = "forbidden"  # only an administrator may
    UNKNOWN = "unknown"


_SENTENCES: tuple[tuple[str, Verdict], ...] = (
    ("could not find network", Verdict.NOT_FOUND),
    ("failed to join network", Verdict.TRY_AGAIN),
    ("error: -39", Verdict.TRY_AGAIN),
    ("power is currently off", Verdict.RADIO_OFF),
    ("power is off", Verdict.RADIO_OFF),
    ("is not a wi-fi interface", Verdict.NO_ADAPTER),
    ("not a recognized network service", Verdict.NO_ADAPTER),
    ("requires admin", Verdict.FORBIDDEN),
    ("requires administrator", Verdict.FORBIDDEN),
    ("must run this as root", Verdict.FORBIDDEN),
    ("not authorized", Verdict.FORBIDDEN),
)


def verdict_on(text: str) -> Verdict:
    """Classify what was printed."""
    plain = text.casefold()
    if not plain.strip():
        return Verdict.JOINED
    return next((verdict for words, verdict in _SENTENCES if words in plain), Verdict.UNKNOWN)


def command(ifname: str, ssid: bytes) -> list[str] | None:
    """The command line to join an open network; None for a name that cannot be an argument."""
    try:
        text = ssid.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text or not text else [PROGRAM, "-setairportnetwork", ifname, text]


def run(arguments: Sequence[str], cancel: CancelToken) -> str | None:
    """Run it; killed after `LIMIT_S` real seconds, or when cancelled."""
    try:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C", "LANG": "C"},
        )
    except OSError as error:
        _log.info("networksetup cannot be run: %s", error.strerror)
        return None
    with process:
        until = time.monotonic() + LIMIT_S
        try:
            while True:
                try:
                    output, _ = process.communicate(timeout=TICK_S)
                except subprocess.TimeoutExpired:
                    cancel.raise_if_cancelled()
                    if time.monotonic() >= until:
                        return None
                else:
                    return output.decode("utf-8", "replace")[:MAX_TEXT]
        finally:
            if process.poll() is None:
                process.kill()
