"""The developer's commands stand once, and the locks hold what the project says."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from fakes.fresh import module_at

ROOT = Path(__file__).parents[2]
LOCKS = {name: ROOT / "packaging" / f"{name}.lock" for name in ("requirements", "dev")}


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    return module_at(ROOT / "packaging" / "dev.py")


def locked(name: str) -> dict[str, str]:
    """Name and version of every package in a lock file."""
    rows = re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", LOCKS[name].read_text(), re.M)
    return dict(rows)


def plain(requirement: str) -> str:
    return re.split(r"[\[<>=!; ]", requirement)[0].lower().replace("_", "-")


def test_make_has_every_command_and_no_other(dev: ModuleType) -> None:
    (line,) = re.findall(r"^COMMANDS := (.+)$", (ROOT / "Makefile").read_text(), re.M)
    assert set(line.split()) == set(dev.COMMANDS)


def test_pre_commit_runs_every_check_and_no_other(dev: ModuleType) -> None:
    entries = re.findall(
        r"entry: python3 packaging/dev.py lint (\w+)", (ROOT / ".pre-commit-config.yaml").read_text()
    )
    assert entries == list(dev.LINT)


def test_dev_needs_nothing_but_python() -> None:
    """Isolated, without site-packages, as on a fresh machine."""
    command = [sys.executable, "-I", "-S", str(ROOT / "packaging" / "dev.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "lab" in done.stdout


def test_an_unknown_check_is_a_sentence(dev: ModuleType) -> None:
    with pytest.raises(dev.Failed, match="no check called pylint"):
        dev.lint(["pylint"])


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    shipped, tools = locked("requirements"), locked("dev")
    assert {plain(r) for r in project["dependencies"]} <= set(shipped)
    extras = [r for rows in project["optional-dependencies"].values() for r in rows]
    assert {plain(r) for r in extras} <= set(tools)
    assert shipped.items() <= tools.items()  # developers test what is shipped
    assert shipped["pyside6-essentials"] == "6.11.3"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    text = LOCKS[name].read_text()
    assert "://" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
    assert len(blocks) == len(locked(name))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
