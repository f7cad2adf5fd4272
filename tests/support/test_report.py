"""A report is full, clean in every form, shown as it is saved, and private."""

from __future__ import annotations

import base64
import json
import logging
import sys
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spark_setup.core.redact import Redactor
from spark_setup.setup.setup import Setup
from spark_setup.support.moments import LogTail, Moment, Recorder
from spark_setup.support.report import ALPHABET, Run, make_report, new_reference
from spark_setup.support.summary import LINES, Words, summary

from .conftest import BSSID, EMAIL, ID, OTHER_ID, PASSWORD, SECRETS, TOKEN


def forms(secret: str) -> Iterator[str]:
    """How a secret may lie in a file."""
    data = secret.encode()
    yield secret
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    yield data.hex()
    yield data.hex().upper()
    for offset in range(3):
        # Of base64 only the letters that the secret alone decides can be looked for.
        whole = base64.b64encode(bytes(offset) + data).decode()
        yield whole[-(-offset * 8 // 6) : (offset + len(data)) * 8 // 6]
    yield urllib.parse.quote(secret)
    yield urllib.parse.quote(secret, safe="")
    yield urllib.parse.quote_plus(secret)


def test_no_canary_in_any_form(run: Callable[..., Run], tmp_path: Path) -> None:
    planted = [form for secret in SECRETS for form in forms(secret)]
    log = [f"something failed near {form} today" for form in planted] + [f"seen {BSSID}"]
    report = make_report(run(log=log, summary=[f"Name {EMAIL}", PASSWORD]), "K7Q2MD")
    report.save(tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        saved = "\n".join(archive.read(name).decode() for name in archive.namelist())
    for form in planted:
        assert form.lower() not in saved.lower(), form
    assert BSSID not in saved
    assert saved.count("[secret]") >= len(planted)


def test_canaries_are_found_if_nobody_cleans(run: Callable[..., Run]) -> None:
    """The search of the test above can fail."""
    assert PASSWORD in "".join(forms(PASSWORD))
    made = make_report(run(summary=["nothing secret"], log=["a line about Home"]), "K7Q2MD")
    assert "a line about Home" in made.text


def test_other_devices_of_the_account_stay_private(run: Callable[..., Run]) -> None:
    report = make_report(run(), "K7Q2MD")
    assert ID in report.text
    assert OTHER_ID not in report.text


def test_what_is_shown_is_what_is_saved(run: Callable[..., Run], tmp_path: Path) -> None:
    report = make_report(run(), "K7Q2MD")
    report.save(tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert archive.namelist() == ["summary.txt", "computer.txt", "report.json", "log.txt"]
        for name in archive.namelist():
            assert archive.read(name).decode() in report.text
            assert archive.read(name).decode() == report.files[name]
    if sys.platform != "win32":
        assert (tmp_path / "report.zip").stat().st_mode & 0o777 == 0o600


def test_the_state_is_told_at_the_top(run: Callable[..., Run]) -> None:
    content = json.loads(make_report(run(light="L2"), "K7Q2MD").files["report.json"])
    assert content["reference"] == "K7Q2MD"
    assert content["code"] == "S5"
    assert content["earlier_codes"] == ["S6-01"]
    assert content["light"] == "L2"
    assert content["versions"]["setup"]
    assert [fact["fact"] for fact in content["facts"]][:2] == ["wifi_probed", "path_checked"]


def test_the_doctors_text_is_in_it(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://maria:hidden-word@proxy.example:3128")
    text = make_report(run(), "K7Q2MD").files["computer.txt"]
    lines = {line[4:20].strip(): line[:2] for line in text.splitlines()[1:-1]}
    looked = ["service", "proxy", "Wi-Fi", "permission", "own network", "internet comes", "VPN"]
    assert list(lines)[: len(looked)] == looked
    assert "proxy.example:3128" in text
    assert "hidden-word" not in text
    assert "Setup would find and join the device's network by itself" in text


def test_a_run_without_anything_is_still_a_report(tmp_path: Path) -> None:
    recorder = Recorder()
    from spark_setup.setup.places import Place
    from spark_setup.setup.story import Step

    recorder.note(Setup(), Step(Place.READY), 0.0, 0.0)
    made = Run(recorder.moments(1.0), [], [], Redactor(), "", "en", datetime(2026, 1, 1, tzinfo=UTC))
    report = make_report(made, new_reference())
    report.save(tmp_path / "empty.zip")
    assert json.loads(report.files["report.json"])["page"] == "ready"


def test_names_are_shortened_everywhere(run: Callable[..., Run]) -> None:
    log = ["joining 'Home' (486f6d65) as Home", "Homeward is a word of its own kind"]
    report = make_report(run(log=log, summary=["Network chosen: Home"]), "K7Q2MD", shorten=True)
    content = json.loads(report.files["report.json"])
    assert "Home" not in report.text.replace("Homeward", "")
    assert "486f6d65" not in report.text
    assert "Ho…" in report.files["summary.txt"]
    assert "Northwind-U8BS" in report.text, "the device's own network tells the desk which device it is"
    assert content["names_shortened"] is True


def test_a_short_name_stays_the_same_name(run: Callable[..., Run]) -> None:
    """The network that the computer is on and the one the device sees are still one."""
    content = json.loads(make_report(run(), "K7Q2MD", shorten=True).files["report.json"])
    by_name = {fact["fact"]: fact for fact in content["facts"]}
    assert by_name["wifi_probed"]["own_ssid"] == by_name["networks_seen"]["networks"][0]["ssid"] == "Ho…"


def test_references_can_be_read_aloud() -> None:
    made = {new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(len(reference) == 6 and set(reference) <= set(ALPHABET) for reference in made)
    for alike in ("0O", "1IL", "5S", "8B", "2Z", "UV"):
        assert len(set(ALPHABET) & set(alike)) <= 1
    assert not set(ALPHABET) & set("AEIOU")


# ---------------------------------------------------------------- moments


def test_questions_to_the_cloud_make_no_moments(moments: tuple[Moment, ...]) -> None:
    asked = [m.setup.asked.times for m in moments if m.setup.asked]
    assert asked.count(1) == 0, "the second question took the place of the first"
    assert max(asked) == 2


def test_a_long_run_keeps_its_beginning_and_its_end() -> None:
    from spark_setup.setup.facts import Slept
    from spark_setup.setup.places import Place
    from spark_setup.setup.story import Step, saw

    recorder, setup = Recorder(), Setup()
    for n in range(1000):
        setup = saw(setup, Slept(at=float(n), seconds=1.0))
        recorder.note(setup, Step(Place.READY), 0.0, float(n))
    kept = recorder.moments(1000.0)
    assert len(kept) == 400
    assert (len(kept[0].setup.facts), len(kept[-1].setup.facts)) == (1, 1000)


def test_the_log_tail_is_clean_and_bounded() -> None:
    redactor = Redactor()
    redactor.add(TOKEN)
    tail = LogTail(redactor, lines=3)
    logger = logging.getLogger("spark_setup.somewhere")
    tail.attach()
    try:
        for n in range(5):
            logger.warning("line %d with %s", n, TOKEN)
    finally:
        tail.detach()
    logger.warning("not kept")
    assert len(tail.lines()) == 3
    assert all("with [secret]" in line for line in tail.lines())


@pytest.fixture(autouse=True)
def _logged(request: pytest.FixtureRequest, expected_warnings: Callable[..., None]) -> None:
    if request.node.name == "test_the_log_tail_is_clean_and_bounded":
        expected_warnings("line ", "not kept")


# ---------------------------------------------------------------- summary


def plain_words() -> Words:
    """Keys and values, so that the test sees what is said and not how."""
    return Words(
        lambda key, values: " ".join([key, *values.values()]), lambda key: not key.startswith("fact.")
    )


def test_fifteen_lines_at_most(moments: tuple[Moment, ...]) -> None:
    lines = summary(moments[-1], plain_words(), system="Debian 12", versions="1.0", light="L2 blinking green")
    assert len(lines) <= LINES
    text = "\n".join(lines)
    for wanted in ("S5", "3b0021 001747 353236 343033", "U8BS", "Home", "Debian 12", "L2", "S6-01"):
        assert wanted in text
    assert "came_back" in lines[-1]
    assert PASSWORD not in text


def test_a_summary_at_the_very_start(moments: tuple[Moment, ...]) -> None:
    lines = summary(moments[0], plain_words(), system="Debian 12", versions="1.0", light="")
    assert any("drawer.unknown" in line for line in lines)
