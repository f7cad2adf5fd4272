"""H09: the window is closed while a device or a cloud is silent. Twenty times each: `make soak`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fakes.field_closings import MOMENTS, Closing

LIMIT_S = 3.0
SILENT_S = 1.0
"""The silence of each has lasted at least so long when it is closed."""


@pytest.fixture
def closings(tmp_path: Path) -> Iterator[Callable[..., list[Closing]]]:
    """Programs, each with somebody at its window, side by side: most of the time they only wait."""
    with ExitStack() as stack:

        def start(*wanted: tuple[str, str]) -> list[Closing]:
            made = []
            for moment, how in wanted:
                folder = tmp_path / f"{moment}-{how}"
                folder.mkdir()
                made.append(stack.enter_context(Closing(folder, moment)))
                made[-1].start(how)
            return made

        yield start


@pytest.mark.parametrize("how", ["x", "cancel", "sigterm"])
def test_h09_closing_while_something_is_silent(closings: Callable[..., list[Closing]], how: str) -> None:
    _close(closings(*((moment, how) for moment in MOMENTS)))


def test_h09_a_terminal_that_is_left(closings: Callable[..., list[Closing]]) -> None:
    _close(closings(("scan", "sighup"), ("online", "sigint")))


def _close(running: list[Closing]) -> None:
    for closing in running:
        closing.wait_for_moment()
    threading.Event().wait(SILENT_S)
    for closing in running:
        closing.close()
    for closing in running:
        ended = closing.end()
        assert ended.code == 3, (closing.moment, ended.stderr)
        assert ended.result["outcome"] == "user_cancel"
        assert closing.took_s <= LIMIT_S, closing.moment
        print(f"{closing.moment} {closing.took_s:.2f} s gone")  # for `make soak`
