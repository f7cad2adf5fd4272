"""docs/parity.md: every line of the list, once, and every test that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "parity.md"
ROW = re.compile(r"^\| M(\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
LINK = re.compile(r"\[(test_\w+)\]\(([^)]+)\)")
COUNT = 62


def test_every_line_is_proved_or_explained() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, *_ in rows] == list(range(1, COUNT + 1))
    for number, _what, proof, here in rows:
        links = LINK.findall(proof)
        assert links or (proof.strip() == "—" and len(here.strip()) > 40), f"M{number} is neither"


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for name, path in LINK.findall(PAGE.read_text(encoding="utf-8")):
        file = (PAGE.parent / path).resolve()
        known = file.is_relative_to(ROOT / "tests") and file.exists()
        if not known or f"def {name}(" not in file.read_text(encoding="utf-8"):
            missing.append(f"{path}::{name}")
    assert missing == []
