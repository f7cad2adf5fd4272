"""What the first paint does without. Heavy things are loaded after it, while the person reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from fakes.fresh import told_by
from spark_setup.cli import options_from, parser
from spark_setup.launch.application import opening_for

HEAVY = (
    *("requests", "urllib3", "http.client", "ssl", "truststore", "cryptography", "jeepney"),
    *("PySide6.QtNetwork", "importlib.metadata", "platform"),
    *(
        "spark_setup.setup.steps.join",
        "spark_setup.setup.steps.online",
        "spark_setup.support.report",
    ),
    *("spark_setup.ui.dialogs", "spark_setup.ui.details", "spark_setup.ui.guide", "spark_setup.ui.relabel"),
    *("spark_setup.ui.widgets.drawer", "spark_setup.ui.widgets.led_helper", "spark_setup.ui.links"),
    *("spark_setup.ui.pages.network", "spark_setup.ui.pages.success", "spark_setup.ui.autopilot"),
)
UNTIL_PAINTED = """
import json, os, sys
from spark_setup.ui.wizard import SetupWizard

def begin(wizard):
    print(json.dumps([wizard._first.interval(), sorted(sys.modules)]), flush=True)
    os._exit(0)

SetupWizard._begin = begin
from spark_setup.cli import run
run(sys.argv[1:])
"""
REAL = ("--api-url", "http://127.0.0.1:9", "--host-wifi", "none", "--device", "127.0.0.1:9")


def told(program: str, *arguments: str, home: Path) -> Any:
    """What this start of the program says."""
    environment = {**os.environ, "HOME": str(home), "SPARK_SETUP_TOKEN": "0" * 40}
    return told_by(program, *arguments, env=environment)


# A simulated cloud and device are servers, and make themselves keys.
OF_THE_DEMO = {"requests", "urllib3", "http.client", "ssl", "cryptography", "platform"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [(REAL, {*HEAVY, "spark_setup.simulator"}), (("--demo",), {*HEAVY} - OF_THE_DEMO)],
    ids=["real", "demo"],
)
def test_nothing_heavy_is_loaded_before_the_window_is_painted(
    arguments: tuple[str, ...], unwanted: set[str], tmp_path: Path
) -> None:
    waited_ms, modules = told(UNTIL_PAINTED, *arguments, home=tmp_path)
    assert waited_ms == 0, "it began without having been painted"
    assert [name for name in modules if name in unwanted] == []


# ------------------------------------------------------------------ the icon before it

UNTIL_BEGUN = """
import json, os, sys
sys._MEIPASS = sys.argv[1]
from spark_setup.launch import application
from spark_setup.cli import run

seen = {}
find = application.opening_for

def opening_for(options):
    opening = seen["opening"] = find(options)
    seen["ours"] = sorted(name for name in sys.modules if name.startswith("spark_setup."))
    seen["painted"] = opening._painted
    from spark_setup.ui.wizard import SetupWizard

    def begin(wizard):
        before = opening.isVisible()
        wizard.begun.emit()
        print(json.dumps([seen["ours"], seen["painted"], before, opening.isVisible()]), flush=True)
        os._exit(0)

    SetupWizard._begin = begin
    return opening

application.opening_for = opening_for
run(sys.argv[2:])
"""
BEFORE_THE_ICON = {
    *("cli", "core", "core.lazily", "core.screen", "core.streams", "core.usage"),
    *("launch", "launch.application", "launch.options", "ui", "ui.opening"),
}


@pytest.fixture
def icon(tmp_path: Path) -> Path:
    folder = tmp_path / "spark_setup" / "resources"
    folder.mkdir(parents=True)
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0b6780"))
    picture.save(str(folder / "opening.png"))
    return folder / "opening.png"


def test_the_icon_is_there_before_the_program_is_loaded_and_gone_with_the_first_page(
    icon: Path, tmp_path: Path
) -> None:
    loaded, painted, before, after = told(UNTIL_BEGUN, str(tmp_path), *REAL, home=tmp_path)
    assert {name.removeprefix("spark_setup.") for name in loaded} <= BEFORE_THE_ICON
    assert (painted, before, after) == (True, True, False)


def test_the_icon_is_in_the_middle_of_its_card(icon: Path, qtbot: QtBot) -> None:
    opening = opening_for(options_from(parser().parse_args([])), icon)
    assert opening is not None
    qtbot.addWidget(opening)
    card = opening.grab().toImage()
    ratio = card.devicePixelRatio()
    middle, edge = round(card.width() / 2), round(20 * ratio)
    assert card.pixelColor(middle, middle) == QColor("#0b6780")
    assert card.pixelColor(edge, edge) == opening.palette().window().color()


@pytest.mark.parametrize(
    "arguments",
    [
        ["northwind-setup://start?code=x"],
        ["--unattended", "a.toml"],
        ["--replay", "r.zip"],
        ["--screenshots", "d"],
    ],
    ids=["link", "unattended", "replay", "pictures"],
)
def test_nothing_is_shown_where_nobody_watches_or_it_may_not_stay(arguments: list[str], icon: Path) -> None:
    assert opening_for(options_from(parser().parse_args(arguments)), icon) is None


def test_nothing_is_shown_outside_the_packaged_program() -> None:
    assert opening_for(options_from(parser().parse_args([]))) is None
