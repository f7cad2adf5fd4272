"""Where there is no screen: asked before Qt is, which would end the process."""

from __future__ import annotations

import pytest

from spark_setup.core.screen import has_screen, is_seen, platforms


@pytest.mark.parametrize(
    ("environ", "screen", "tried"),
    [
        ({}, False, "offscreen"),
        ({"DISPLAY": ""}, False, "offscreen"),
        ({"DISPLAY": ":0"}, True, "xcb;offscreen"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, True, "wayland;xcb;offscreen"),
        ({"QT_QPA_PLATFORM": "vnc"}, True, None),
    ],
)
def test_linux(environ: dict[str, str], screen: bool, tried: str | None) -> None:
    assert has_screen(environ, "linux") is screen
    assert platforms(environ, "linux") == tried


@pytest.mark.parametrize(
    ("environ", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "minimal:enable_fonts"}, False),
        ({"QT_QPA_PLATFORM": "xcb;offscreen", "DISPLAY": ":0"}, True),
    ],
)
def test_a_window_that_nobody_could_close_is_not_opened(environ: dict[str, str], seen: bool) -> None:
    assert is_seen(environ, "linux") is seen


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_one(system: str) -> None:
    assert has_screen({}, system)
    assert platforms({}, system) is None
