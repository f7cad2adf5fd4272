"""The system's own settings: opened where there are some, said in the log where not."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spark_setup.setup.problems import Way
from spark_setup.ui.settings import open_settings


@pytest.mark.skipif(sys.platform != "linux", reason="how Linux does it")
def test_the_desktops_own_panel_is_opened_and_lives_on(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "gnome-control-center"
    program.write_text(f'#!/bin/sh\necho "$1" > {told}.part && mv {told}.part {told}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    open_settings(Way.OPEN_DATE_SETTINGS)
    qtbot.waitUntil(told.exists, timeout=10_000)
    assert told.read_text() == "datetime\n"


def test_where_there_are_none_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    open_settings(Way.OPEN_WIFI_SETTINGS)
    open_settings(Way.OPEN_NETWORK_SETTINGS)
    assert [r.message for r in caplog.records] == [
        "open_wifi_settings: this system's settings could not be opened",
        "open_network_settings: this system's settings could not be opened",
    ]
