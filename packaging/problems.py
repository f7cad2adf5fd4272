"""The support agent's sheet: every code with title, cause, ways out, page and scenario, from code and texts.

python packaging/problems.py            write docs/problems.md
python packaging/problems.py --check    exit 1 if that would change anything
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "docs" / "problems.md"
ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")

HEAD = """# Problem codes

What stands bottom left of the window. Generated from code and texts by `python packaging/problems.py`: do
not edit. `{…}` is filled in on the screen. **Main way out**: the coloured button, bottom right; the others
stand in the panel. Severity: *info* is no failure, *warn* is undecided, *bad* is a failure. *re-checks*:
looked at again every 5 seconds, and gone as soon as it is solved. Every code can be seen with
`spark-setup --demo CODE`; where the person has to do something for it, `--list-scenarios` says what.
"""


def main(arguments: list[str]) -> int:
    """Write or check the sheet."""
    sys.path.insert(0, str(ROOT / "app"))
    made = sheet()
    if "--check" in arguments:
        current = SHEET.read_text(encoding="utf-8") if SHEET.exists() else ""
        if current != made:
            print("docs/problems.md is out of step: run python packaging/problems.py")
            return 1
        return 0
    SHEET.write_text(made, encoding="utf-8")
    return 0


def sheet() -> str:
    """The whole document."""
    from spark_setup.setup.problems import KINDS, Code

    steps: dict[str, list[Code]] = {}
    for code in Code:
        steps.setdefault(code.value[1], []).append(code)
    parts = [HEAD]
    for number, codes in steps.items():
        parts.append(f"\n## S{number} {_text(f'rail.{number}')}\n")
        parts.append("| Code | Title | Cause | Main way out | Others | Page | Severity | Scenarios |")
        parts.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
        parts += [_row(code, KINDS[code]) for code in codes]
    return "\n".join(parts) + "\n"


def _row(code: object, kind: object) -> str:
    from spark_setup.setup.problems import Code, Kind

    assert isinstance(code, Code)
    assert isinstance(kind, Kind)
    ways = [_text(f"way.{way.value}") for way in kind.ways]
    severity = f"{kind.severity.value}, re-checks" if kind.rechecks else kind.severity.value
    cells = (
        f"**{code.value}**",
        _variants(code, "title"),
        _variants(code, "cause"),
        f"**{ways[0]}**",
        " · ".join(ways[1:]),
        f"`{kind.place.value}`",
        severity,
        ", ".join(f"`{name}`" for name in _scenarios(code.value)),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _variants(code: object, part: str) -> str:
    """The sentence, and what else it can say."""
    from spark_setup.setup.problems import Code
    from spark_setup.ui.texts import TEXTS

    assert isinstance(code, Code)
    key = f"problem.{code.value}.{part}"
    usual = _text(key)
    others = [_text(name) for name in TEXTS if name.startswith(f"{key}.")]
    return "<br>".join((usual, *(f"*or:* {text}" for text in others if text != usual)))


def _scenarios(code: str) -> list[str]:
    from spark_setup.simulator.scenarios import SCENARIOS

    return [scenario.name for scenario in SCENARIOS.values() if scenario.expects == code]


def _text(key: str) -> str:
    from spark_setup.ui.texts import TEXTS

    return " ".join(TEXTS[key].translate(ISOLATES).split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
