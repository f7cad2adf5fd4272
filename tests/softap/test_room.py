"""The room's walls, looked at from a fresh interpreter: what is loaded with it, and what fits its door."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_CHECK = """
import importlib, pkgutil, sys
import spark_setup.softap as room
for module in pkgutil.iter_modules(room.__path__):
    importlib.import_module(f"{room.__name__}.{module.name}")
foreign = [
    name for name in sys.modules
    if name.split(".")[0] in ("PySide6", "requests", "cryptography", "jeepney")
    or (name.startswith("spark_setup.") and name.split(".")[1] not in ("softap", "core"))
]
sys.exit(" ".join(foreign) or 0)
"""


def test_loads_core_and_nothing_else() -> None:
    """`cryptography` neither: it waits for the first password."""
    run = subprocess.run([sys.executable, "-c", _CHECK], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("module", ["codec", "scan", "http_codec", "names", "messages", "crypto"])
def test_codec_needs_no_socket(module: str) -> None:
    code = f"import sys, spark_setup.softap.{module}; sys.exit('socket' in sys.modules)"
    # -S: the site's own start-up files may import anything.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-S", "-c", code], check=False, env=environment)
    assert run.returncode == 0
