"""What people read about the program against the program: nothing is named that is not there, or the other
way round."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
from pathlib import Path

import pytest

from spark_setup import cli
from spark_setup.setup import facts
from spark_setup.setup.result import Outcome, SetupResult
from spark_setup.setup.setup import Earlier
from spark_setup.simulator.scenario import Scenario
from spark_setup.simulator.serve import Servers
from spark_setup.simulator.state_server import PERSONA_KEYS
from spark_setup.support import report
from spark_setup.ui.answers import DECISIONS, Answers
from spark_setup.ui.pages.hidden import SECURITY
from spark_setup.ui.words import LANGUAGES
from spark_setup.vendor.config import _KEYS as KEYS

ROOT = Path(__file__).parents[1]
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SCRIPTS = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
OUR_VARIABLE = re.compile(r"\b(?:SPARK_(?:SETUP|VENDOR)|WINDOWS|MACOS)_[A-Z_]{4,}\b")
OF_OUR_OWN = {"SPARK_SETUP_STAGE", "SPARK_VENDOR_CONFIG"}  # handed from one of our processes to the next


def words_of(text: str) -> set[str]:
    """What stands between back-ticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def section(title: str) -> str:
    return SCRIPTS.partition(f"## {title}\n")[2].partition("\n## ")[0]


def fields_of(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def test_every_answer_is_explained() -> None:
    told = words_of(section("Runs that nobody watches"))
    assert fields_of(Answers) - {"retry"} <= told
    assert {*SECURITY, *DECISIONS} <= told


def test_every_field_of_a_result_and_every_outcome_with_its_exit_code() -> None:
    told = section("The result")
    assert fields_of(SetupResult) | fields_of(Earlier) <= words_of(told)
    assert {fact.name for fact in facts.Fact.__subclasses__()} <= words_of(told)
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| (\d) \|$", told, re.M))
    empty = SetupResult(Outcome.SUCCESS, None, None, None, None, (), None, 0.0, 0.0, 0.0)
    codes = {o.value: str(int(dataclasses.replace(empty, outcome=o).exit_code)) for o in Outcome}
    assert rows == codes


def test_what_simulate_says_and_takes(tmp_path: Path) -> None:
    told = words_of(section("Servers to develop against"))
    servers = Servers("all", Scenario("default", ""), "127.0.0.1", 0, 1.0, tmp_path)
    servers.start()
    try:
        assert set(servers.ready()) <= told
        assert servers.device is not None
        assert servers.cloud is not None
        assert {*servers.device.state(), *servers.cloud.state(), *PERSONA_KEYS} <= told
    finally:
        servers.stop()


def test_every_key_of_the_session_server() -> None:
    paper = (ROOT / "docs" / "two-legged.md").read_text(encoding="utf-8")
    sample = paper.partition("# vendor.toml\n")[2].partition("```")[0]
    for table, keys in KEYS.items():
        part = sample.partition(f"[{table}]")[2].partition("\n[")[0]
        assert [key for key in keys if not re.search(rf"\b{key}\b", part)] == []


def test_every_file_of_a_report() -> None:
    files = {report.MAIN, report.SUMMARY, report.COMPUTER, report.LOG}
    assert files == {name for name in words_of(section("The report")) if "." in name and " " not in name}


def test_every_variable_is_told_once_and_read_somewhere() -> None:
    read = set()
    for folder in ("app", "packaging"):
        for file in (ROOT / folder).rglob("*.py"):
            read |= set(OUR_VARIABLE.findall(file.read_text(encoding="utf-8")))
    told = set(OUR_VARIABLE.findall(SCRIPTS))
    assert told == {name for name in read if "TEST" not in name} - OF_OUR_OWN - {"SPARK_SETUP_PACKAGING"}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_what_a_sample_imports_is_there(paper: Path) -> None:
    for sample in re.findall(r"^```python\n(.*?)^```", paper.read_text("utf-8"), re.M | re.S):
        for node in ast.walk(ast.parse(sample)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("spark_setup"):
                module = importlib.import_module(str(node.module))
                assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


def test_every_option_has_a_line_of_help() -> None:
    shown = [action for action in cli.parser()._actions if action.help != "==SUPPRESS=="]
    assert [action.dest for action in shown if not action.help] == []
    spoken = next(str(action.help) for action in shown if action.dest == "language")
    assert all(re.search(rf"\b{language}\b", spoken) for language in LANGUAGES)


OWN_PAPERS = [("softap", "softap"), ("cloud", "cloud"), ("hostwifi", "host-wifi")]


@pytest.mark.parametrize(("room", "paper"), OWN_PAPERS)
def test_a_rooms_own_paper_names_all_its_modules(room: str, paper: str) -> None:
    told = {word.removesuffix(".py") for word in words_of((ROOT / "docs" / f"{paper}.md").read_text("utf-8"))}
    stars = tuple(word.removesuffix("*") for word in told if word.endswith("_*"))
    modules = {file.stem for file in (ROOT / "app" / "spark_setup" / room).glob("[!_]*.py")}
    assert {name for name in modules - told if not name.startswith(stars or ("*",))} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_what_a_paper_names_exists(paper: Path) -> None:
    """Options of our programs, links, and files that it points to."""
    text = paper.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [link for link in links if not (paper.parent / link).exists()] == []
    source = ROOT / "app" / "spark_setup"
    places = (ROOT, source, source / "hostwifi", source / "setup")
    is_file = re.compile(r"[\w./-]+/[\w.-]+\.(py|md|toml|yml|lock)")
    named = {word for word in words_of(text) if is_file.fullmatch(word)}
    missing = {word for word in named if not any((place / word).exists() for place in places)}
    assert missing == set()
    ours = " ".join(re.findall(r"spark-setup [^\n`]*", text))
    known = {option for action in cli.parser()._actions for option in action.option_strings}
    known |= {"--wifi-guard", "--ready-file", "--json", "--out", "--speed", "--host", "--port"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours)) <= known
