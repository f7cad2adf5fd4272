"""What the command line says about a run, and where its complaints go."""

from __future__ import annotations

import sys
from dataclasses import field
from pathlib import Path

from ..core.lazily import dataclass

USAGE = 2


@dataclass(frozen=True)
class WizardOptions:
    """What the command line says about a run of the wizard."""

    url: str | None = field(repr=False)
    """May hold a session code."""
    brand: Path | None
    token_file: str | None
    session_code: str | None = field(repr=False)
    claim_code_file: str | None
    wifi_only: bool
    demo: str | None
    speed: float | None
    replay: Path | None
    unattended: Path | None
    screenshots: Path | None
    result: str | None
    api_url: str | None
    device: tuple[str, int]
    device_http: tuple[str, int]
    host_wifi: str
    log_file: Path | None
    verbose: bool
    language: str | None


def complain(sentence: str) -> int:
    """One sentence on stderr, where there is one; exit code 2.

    It may quote an argument, and somebody may have given a token where its file is wanted.
    """
    from ..core.redact import without_tokens

    sentence = without_tokens(sentence).replace("\n", "\\n")
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"spark-setup: {sentence}\n")
    except (OSError, ValueError):
        pass
    return USAGE
