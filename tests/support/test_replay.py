"""What was saved is shown again, in the same order; what is no report is refused in one sentence."""

from __future__ import annotations

import contextlib
import copy
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spark_setup.setup import decisions as d
from spark_setup.support.moments import Moment
from spark_setup.support.replay import DECISIONS, FACTS, Reason, ReportError, load
from spark_setup.support.report import Run, make_report

Made = Callable[..., Run]


@pytest.fixture
def saved(run: Made, tmp_path: Path) -> Path:
    path = tmp_path / "report.zip"
    make_report(run(), "K7Q2MD").save(path)
    return path


def states(moments: tuple[Moment, ...]) -> list[tuple[str, str, list[str]]]:
    return [(m.step.place.value, m.code, [fact.name for fact in m.setup.facts]) for m in moments]


def test_the_same_pages_codes_and_facts_in_the_same_order(saved: Path, moments: tuple[Moment, ...]) -> None:
    replay = load(saved)
    assert states(replay.moments) == states(moments)
    assert [(m.since, m.until, m.step) for m in replay.moments] == [
        (m.since, m.until, m.step) for m in moments
    ]
    assert replay.reference == "K7Q2MD"
    pages = [(m.step.place.value, m.code) for m in replay.pages]
    assert pages == [
        ("ready", ""),
        ("join.one", ""),
        ("join.joining", ""),
        ("password", ""),
        ("progress", ""),
        ("wrong_password", "S6-01"),
        ("progress", ""),
    ]


def test_everything_but_secrets_is_there_again(saved: Path, moments: tuple[Moment, ...]) -> None:
    again, then = load(saved, left_out="left out").moments[-1].setup, moments[-1].setup
    assert again.networks == then.networks
    assert again.device == then.device
    assert again.seen == then.seen
    assert again.failures == then.failures
    assert again.decision(d.Choose) == then.decision(d.Choose)
    password = again.decision(d.Password)
    assert password is not None
    assert password.text.reveal() == "left out"


def test_shortened_names_replay_as_well(run: Made, tmp_path: Path, moments: tuple[Moment, ...]) -> None:
    path = tmp_path / "short.zip"
    make_report(run(), "K7Q2MD", shorten=True).save(path)
    replay = load(path)
    assert [m.step for m in replay.moments] == [m.step for m in moments]
    assert replay.names_shortened


def test_every_fact_and_decision_can_be_read() -> None:
    from spark_setup.setup import decisions, facts

    named = {k for k in vars(facts).values() if isinstance(k, type) and issubclass(k, facts.Fact)}
    assert set(FACTS.values()) >= named - {facts.Fact}
    assert len(DECISIONS) > 20
    assert decisions.Light in DECISIONS.values()


# ---------------------------------------------------------------- what is no report


def packed(path: Path, text: str | bytes, name: str = "report.json") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return path


def refused(path: Path) -> Reason:
    with pytest.raises(ReportError) as error:
        load(path)
    sentence = str(error.value)
    assert sentence.startswith(path.name)
    assert "\n" not in sentence
    return error.value.reason


def test_files_that_are_no_report(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    assert refused(tmp_path / "nowhere.zip") is Reason.NOT_THERE
    assert refused(tmp_path) is Reason.NOT_THERE
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert refused(path) is Reason.NOT_A_ZIP
    path.write_bytes(b"")
    assert refused(path) is Reason.NOT_A_ZIP
    assert refused(packed(path, "{}", "other.json")) is Reason.NO_REPORT
    assert refused(packed(path, "{")) is Reason.DAMAGED
    assert refused(packed(path, b"\xff\xfe\x00")) is Reason.NOT_A_ZIP
    assert refused(packed(path, "[" * 100_000)) is Reason.DAMAGED
    assert refused(packed(path, '{"format": 99}')) is Reason.NEWER
    assert refused(packed(path, '{"format": "1"}')) is Reason.DAMAGED
    assert refused(packed(path, '{"format": 1, "facts": NaN}')) is Reason.DAMAGED
    assert refused(packed(path, '{"format": 1' + "0" * 5000 + "}")) in (Reason.DAMAGED, Reason.NEWER)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", b" " * (64 << 20))
    assert path.stat().st_size < 1 << 20
    assert refused(path) is Reason.TOO_LARGE


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = packed(tmp_path / "liar.zip", b" " * (64 << 20))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert refused(path) in (Reason.TOO_LARGE, Reason.NOT_A_ZIP, Reason.DAMAGED)


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bz2.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("report.json", " " * 100_000)
    assert refused(path) is Reason.NOT_A_ZIP


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(5 << 20)
    assert refused(path) is Reason.TOO_LARGE


def test_two_reports_in_one_file_are_none(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("report.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("report.json", "{}")
    assert refused(path) is Reason.NO_REPORT


# ---------------------------------------------------------------- a report that was tampered with

ODD: list[Any] = [None, True, -1, 10**30, 1e308, "", "x" * 5000, "\ud800", [], [[]], {}, {"a": 1}, "S9-99"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_tampered_reports_never_end_in_anything_but_a_sentence(
    saved: Path, tmp_path: Path, data: st.DataObject
) -> None:
    with zipfile.ZipFile(saved) as archive:
        content = json.loads(archive.read("report.json"))
    for _ in range(data.draw(st.integers(1, 3))):
        tamper(content, data)
    path = packed(tmp_path / "tampered.zip", json.dumps(content))
    with contextlib.suppress(ReportError):
        assert load(path).moments


def tamper(node: Any, data: st.DataObject) -> None:
    """Walk down at random and put something odd there."""
    while True:
        keys = sorted(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        child = node[key]
        if isinstance(child, (dict, list)) and child and data.draw(st.booleans()):
            node = child
            continue
        node[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
        return


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("moments", 0, "state", "facts"), [999]),
        (("moments", 0, "state", "facts"), [True]),
        (("moments", 0, "state", "options"), -1),
        (("moments", 0, "place"), "nowhere"),
        (("moments", 0, "until"), -5),
        (("moments", 9, "state", "wifi"), 1),
        (("facts", 0, "fact"), "unheard_of"),
        (("facts", 0, "own_ssid"), "hex:zz"),
        (("decisions", 0, "decision"), "Decision"),
        (("moments",), []),
    ],
)
def test_every_place_is_checked(saved: Path, tmp_path: Path, where: tuple[Any, ...], value: Any) -> None:
    with zipfile.ZipFile(saved) as archive:
        content = json.loads(archive.read("report.json"))
    node = content
    for key in where[:-1]:
        node = node[key]
    node[where[-1]] = value
    assert refused(packed(tmp_path / "x.zip", json.dumps(content))) is Reason.DAMAGED
