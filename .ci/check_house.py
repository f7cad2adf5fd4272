#!/usr/bin/env python3
"""The rules of the house that no other tool checks: a pattern or a shape, and the reason.

A breach fails. Sizes are only listed: a long module wants another look, not a trick to get under a number.
Run by `make lint`. Imports nothing but Python.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP, TESTS = ROOT / "app" / "spark_setup", ROOT / "tests"
BELOW_QT = ("core", "brand", "softap", "cloud", "hostwifi", "setup", "support", "simulator", "vendor")
BANNED_NAMES = ("utils", "common", "helpers", "logic")
LONGEST_MODULE, LONGEST_PAGE, LONGEST_FUNCTION = 300, 250, 50


@dataclass(frozen=True)
class Rule:
    """A line that must not be there, in the files that `where` finds below `folder`."""

    pattern: re.Pattern[str]
    reason: str
    folder: Path
    where: str = "**/*.py"
    but_not: tuple[str, ...] = ()  # paths below the folder that begin so


RULES = (
    Rule(re.compile(r"\btime\.sleep\("), "wait on the clock or the token, both can be cancelled", APP),
    Rule(
        re.compile(r"\bprocessEvents\("),
        "slots would run inside each other",
        APP,
        but_not=("ui/opening.py",),  # shown before anything of ours has a slot
    ),
    Rule(
        re.compile(r"\.terminate\(\)"),
        "a thread or process that is shot leaves its work half done: cancel and join",
        APP,
        but_not=("hostwifi/inhibit.py",),  # a program of the system whose only work is to wait
    ),
    Rule(re.compile(r"\b(TODO|FIXME|XXX)\b"), "do it, or write an issue", APP),
    Rule(re.compile(r"\bQMessageBox\b"), "modal boxes: a question is a page or a panel", APP),
    Rule(
        re.compile(r"\bqtbot\.wait\("), "a fixed wait is too short or too long: waitUntil, waitSignal", TESTS
    ),
    Rule(
        re.compile(r"\btime\.sleep\("),
        "a fixed wait is too short or too long: wait for what is meant",
        TESTS,
        but_not=("fakes/",),  # stand-ins poll real daemons of other programs
    ),
    Rule(
        re.compile(r"@flaky|mark\.flaky|reruns="),
        "a test that is repeated until it is green tests nothing",
        TESTS,
    ),
)


@dataclass(frozen=True)
class Finding:
    """One place and what is wrong with it."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        place = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{place}:{self.line}: {self.text}"


def lines_against_rules(rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """Every line that a rule finds."""
    for rule in rules:
        for file in sorted(rule.folder.glob(rule.where)):
            if file.relative_to(rule.folder).as_posix().startswith(rule.but_not):
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if rule.pattern.search(line):
                    yield Finding(file, number, f"{line.strip()[:60]} ({rule.reason})")


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether it catches everything and neither raises, nor hands the exception on, nor logs it whole."""
    caught = handler.type
    everything = caught is None or (
        isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException")
    )
    if not everything:
        return False
    if any(isinstance(node, ast.Raise) for node in ast.walk(handler)):
        return False
    names = {node.id for node in ast.walk(handler) if isinstance(node, ast.Name)}
    logged = any(isinstance(node, ast.Attribute) and node.attr == "exception" for node in ast.walk(handler))
    return not logged and (handler.name is None or handler.name not in names)


def imports_qt(node: ast.AST) -> bool:
    """Whether this is an import of Qt."""
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] == "PySide6" for alias in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "PySide6"


def built_from_pieces(node: ast.AST) -> bool:
    """Whether a text for translators is put together before it is translated."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in ("tr", "translate", "QT_TRANSLATE_NOOP"):
        return False
    return any(
        isinstance(argument, ast.JoinedStr)
        or (isinstance(argument, ast.BinOp) and any(map(is_text, ast.walk(argument))))
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
        for argument in node.args
    )


def is_text(node: ast.AST) -> bool:
    """Whether this is a literal text."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def shapes(file: Path, tree: ast.AST) -> Iterator[Finding]:
    """What is wrong with a module's syntax tree."""
    below_qt = file.relative_to(APP).parts[0].removesuffix(".py") in BELOW_QT
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        if isinstance(node, ast.ExceptHandler) and swallows(node):
            yield Finding(file, line, "catches everything and swallows it")
        if below_qt and imports_qt(node):
            yield Finding(file, line, "imports Qt below the wizard's floor")
        if built_from_pieces(node):
            yield Finding(file, line, "a text built before it is translated never reaches the translators")


def breaches() -> Iterator[Finding]:
    """Everything that fails."""
    yield from lines_against_rules()
    for file in sorted(APP.rglob("*.py")):
        if file.stem in BANNED_NAMES:
            yield Finding(file, 1, "a file of this name collects everything: name it by what it does")
        yield from shapes(file, ast.parse(file.read_text(encoding="utf-8")))
    for name in ("packaging/__init__.py", "tests/__init__.py"):
        if (ROOT / name).exists():
            yield Finding(
                ROOT / name, 1, "would hide the library of the same name, or the tests' import mode"
            )


def sizes() -> Iterator[Finding]:
    """What wants another look."""
    for file in sorted(APP.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        limit = LONGEST_PAGE if file.parent.name == "pages" else LONGEST_MODULE
        if text.count("\n") > limit:
            yield Finding(file, 1, f"{text.count(chr(10))} lines (aim: {limit})")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield Finding(file, node.lineno, f"{node.name}: {length} lines (aim: {LONGEST_FUNCTION})")


def main() -> int:
    """Print what was found; 1 if there is a breach."""
    for finding in sizes():
        print(f"look again: {finding}")
    found = list(breaches())
    for finding in found:
        print(f"breach: {finding}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
