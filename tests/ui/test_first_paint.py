"""What the first paint does without. Heavy things are loaded after it, while the person reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED, *arguments],
        env={**os.environ, "HOME": str(tmp_path), "SPARK_SETUP_TOKEN": "0" * 40},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    waited_ms, modules = json.loads(done.stdout.splitlines()[-1])
    assert waited_ms == 0, "it began without having been painted"
    assert [name for name in modules if name in unwanted] == []
