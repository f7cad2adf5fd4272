"""The rules of the house find what they are for, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import pytest

from fakes.fresh import module_at

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def house() -> ModuleType:
    return module_at(ROOT / ".ci" / "check_house.py")


def first(source: str, kind: type[ast.AST]) -> ast.AST:
    return next(node for node in ast.walk(ast.parse(source)) if isinstance(node, kind))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("except:\n    pass", True),
        ("except Exception:\n    return None", True),
        ("except Exception as error:\n    pass", True),
        ("except Exception as error:\n    results.put(error)", False),
        ("except BaseException:\n    raise", False),
        ("except Exception:\n    log.exception('what')", False),
        ("except OSError:\n    pass", False),
    ],
)
def test_an_exception_that_is_swallowed(house: ModuleType, body: str, wrong: bool) -> None:
    source = "def f():\n  try:\n    g()\n" + "\n".join(f"  {line}" for line in body.split("\n"))
    assert house.swallows(first(source, ast.ExceptHandler)) is wrong


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ('tr(f"Join {name}")', True),
        ('self.tr("Join " + name)', True),
        ('QCoreApplication.translate("Page", "Join {}".format(name))', True),
        ('self.tr("Join %s" % name)', True),
        ('self.tr("Join {name}").format(name=name)', False),
        ("painter.translate(2 * x, 0)", False),
    ],
)
def test_a_text_built_from_pieces(house: ModuleType, call: str, wrong: bool) -> None:
    calls = [node for node in ast.walk(ast.parse(call)) if isinstance(node, ast.Call)]
    assert any(house.built_from_pieces(node) for node in calls) is wrong


def test_qt_below_its_floor(house: ModuleType) -> None:
    assert house.imports_qt(first("from PySide6.QtCore import QObject", ast.ImportFrom))
    assert house.imports_qt(first("import PySide6", ast.Import))
    assert not house.imports_qt(first("import queue", ast.Import))


def test_a_line_against_a_rule_is_found_where_the_rule_holds(house: ModuleType, tmp_path: Path) -> None:
    for name in ("pages/one.py", "fakes/two.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("import time\ntime.sleep(1)\n")
    rule = house.Rule(re.compile(r"time\.sleep"), "no", tmp_path, but_not=("fakes/",))
    (found,) = house.lines_against_rules([rule])
    assert (found.file.name, found.line) == ("one.py", 2)
