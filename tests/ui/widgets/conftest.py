"""What the tests of widgets share: a theme, a shown window, a recorder of announcements."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fakes.seen import Show
from spark_setup.ui import announce
from spark_setup.ui.theme import Scheme, Theme, dress


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """Light, smallest body: 14 px, s = 1."""
    return Theme.build(Scheme.LIGHT)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that was announced, in order; assertive ones begin with "!"."""
    heard: list[str] = []

    def record(widget: QWidget, text: str, *, assertive: bool = False) -> None:
        heard.append(f"!{text}" if assertive else text)

    monkeypatch.setattr(announce, "say", record)
    return heard


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Put widgets into a window, dress it, show it and make it active."""
    kept: list[QWidget] = []

    def make(
        *widgets: QWidget, theme: Theme, width: int = 640, height: int = 480, rtl: bool = False
    ) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        if rtl:
            window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window.resize(width, height)
        dress(window, theme)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        kept.append(window)
        return window

    yield make
    kept.clear()
