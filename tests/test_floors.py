"""The floors of the house: a room imports only from floors below it, and only `ui` and `cli` know Qt.

Seen twice: in a fresh interpreter per room (what importing really loads), and in the source (what a function
would load later, and what only a type checker sees).
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from fakes.fresh import told_by

PACKAGE = Path(__file__).parents[1] / "app" / "spark_setup"
FLOORS = {
    **dict.fromkeys(["core"], 1),
    **dict.fromkeys(["brand"], 2),
    **dict.fromkeys(["softap", "cloud", "hostwifi"], 3),
    **dict.fromkeys(["setup"], 4),
    **dict.fromkeys(["support", "simulator", "vendor"], 5),
    **dict.fromkeys(["ui"], 6),
    **dict.fromkeys(["cli", "launch", "__main__"], 7),
}
DOOR = ("cli", "launch", "__main__")  # one room: the command line
QT = ("PySide6", "shiboken6")
HEAVY = ("requests", "cryptography", *QT)

IMPORT_ALL = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def rooms() -> list[str]:
    """Every room that exists: a folder or a file of the package."""
    found = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    return sorted(found + [path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"])


def files(room: str) -> list[Path]:
    """The modules of a room."""
    alone = PACKAGE / f"{room}.py"
    return [alone] if alone.exists() else sorted((PACKAGE / room).rglob("*.py"))


def module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def loaded_by(names: list[str]) -> list[str]:
    """What a fresh interpreter holds after importing these."""
    loaded: list[str] = told_by(IMPORT_ALL, json.dumps(names))
    return loaded


def forbidden_to(room: str, modules: list[str]) -> list[str]:
    """Those of the modules that this room must not know."""
    wrong = []
    for name in modules:
        parts = name.split(".")
        if parts[0] in QT and FLOORS[room] < FLOORS["ui"]:
            wrong.append(name)
        other = parts[1] if parts[0] == "spark_setup" and len(parts) > 1 else room
        if other == room or other not in FLOORS or (room in DOOR and other in DOOR):
            continue
        if FLOORS[other] >= FLOORS[room]:
            wrong.append(name)
    return wrong


def imports_of(source: str, package: list[str]) -> list[str]:
    """Absolute names of everything a module imports, at the top, inside functions, or for types only."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = [*base, *([node.module] if node.module else [])]
            found += [".".join([*stem, alias.name]) for alias in node.names]
    return found


def test_every_room_has_its_floor() -> None:
    assert set(rooms()) <= set(FLOORS)


@pytest.mark.parametrize("room", rooms())
def test_importing_a_room_loads_only_floors_below(room: str) -> None:
    loaded = loaded_by([module_name(file) for file in files(room)])
    assert forbidden_to(room, loaded) == []


@pytest.mark.parametrize("room", rooms())
def test_no_line_of_a_room_reaches_up(room: str) -> None:
    wrong = {}
    for file in files(room):
        package = list(file.relative_to(PACKAGE.parent).parts[:-1])
        names = imports_of(file.read_text(encoding="utf-8"), package)
        wrong[str(file.relative_to(PACKAGE))] = forbidden_to(room, names)
    assert {file: names for file, names in wrong.items() if names} == {}


@pytest.mark.parametrize("room", [room for room in rooms() if (PACKAGE / room).is_dir()])
def test_the_door_of_a_room_is_light(room: str) -> None:
    """Opening the door loads no neighbour and nothing that takes a tenth of a second."""
    loaded = loaded_by([f"spark_setup.{room}"])
    own = ("spark_setup", room), ("spark_setup", "core")
    others = [n for n in loaded if n.startswith("spark_setup.") and tuple(n.split(".")[:2]) not in own]
    assert others == []
    assert [name for name in loaded if name.split(".")[0] in HEAVY] == []


@pytest.mark.parametrize("name", ["cli", "__main__"])
def test_the_command_line_starts_light(name: str) -> None:
    """`--version` and a refusal of wrong options do not wait for Qt, nor for the network's libraries."""
    if not (PACKAGE / f"{name}.py").exists():
        pytest.skip(f"{name}.py is not written yet")
    loaded = loaded_by([f"spark_setup.{name}"])
    assert [module for module in loaded if module.split(".")[0] in HEAVY] == []


def test_these_checks_can_fail() -> None:
    known = ["spark_setup.cloud.client", "spark_setup.core", "json", "PySide6.QtCore", "spark_setup.softap"]
    assert forbidden_to("softap", known) == ["spark_setup.cloud.client", "PySide6.QtCore"]
    assert forbidden_to("ui", known) == []
    lazy = "def f():\n    from ..cloud import client\n    from .. import ui\n    from . import codec\n"
    imports = imports_of(lazy, ["spark_setup", "softap"])
    assert imports == ["spark_setup.cloud.client", "spark_setup.ui", "spark_setup.softap.codec"]
    assert forbidden_to("softap", imports) == imports[:2]
