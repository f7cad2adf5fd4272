"""The room is light until somebody asks for a client, and knows no other room."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("requests", "urllib3", "truststore", "ssl", "sseclient", "http.client")


def _loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "spark_setup.cloud",
        "spark_setup.cloud.errors",
        "spark_setup.cloud.devices",
        "spark_setup.cloud.tokens",
        "spark_setup.cloud.claim_codes",
        "spark_setup.cloud.urls",
    ],
)
def test_light_modules(module: str) -> None:
    assert not set(HEAVY) & _loaded_by(module)


@pytest.mark.parametrize("module", ["client", "accounts", "sessions"])
def test_no_other_room_and_no_qt(module: str) -> None:
    loaded = _loaded_by(f"spark_setup.cloud.{module}")
    ours = {name.split(".")[1] for name in loaded if name.startswith("spark_setup.")}
    assert ours <= {"cloud", "core", "brand"}
    assert not any(name.startswith("PySide6") for name in loaded)
    assert "sseclient" not in loaded  # waits for the first stream
