"""Logging: without a console, with a full disk, and never with a secret."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spark_setup.core import log
from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret

CANARY = "correct horse 9"
TOKEN = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def redactor() -> Redactor:
    redactor = Redactor()
    redactor.add(Secret(CANARY))
    return redactor


@pytest.fixture(autouse=True)
def levels_restored() -> Iterator[None]:
    root, own = logging.getLogger(), logging.getLogger(log.NAME)
    before = (root.level, own.level, list(root.handlers))
    yield
    assert (root.level, own.level, list(root.handlers)) == before


def test_lines_reach_the_file_without_secrets(
    tmp_path: Path, redactor: Redactor, expected_warnings: Callable[..., None]
) -> None:
    expected_warnings("refused with")
    file = tmp_path / "deep" / "setup.log"
    with log.set_up(redactor, file=file):
        logger = logging.getLogger("spark_setup.softap.client")
        logger.info("password %s for %s", CANARY, "Home")
        logger.debug("not at this level")
        try:
            raise ValueError(f"bad header Bearer {TOKEN}")
        except ValueError:
            logger.exception("refused with %r", CANARY.encode().hex())
    text = file.read_text(encoding="utf-8")
    assert "password [secret] for Home" in text
    assert "Traceback" in text
    assert "not at this level" not in text
    for canary in (CANARY, TOKEN, CANARY.encode().hex()):
        assert canary not in text


@pytest.mark.parametrize(("level", "lines"), [("debug", 2), ("info", 1), ("warning", 0)])
def test_as_much_is_logged_as_the_brand_wants(
    tmp_path: Path, redactor: Redactor, level: str, lines: int
) -> None:
    file = tmp_path / "setup.log"
    with log.set_up(redactor, file=file, level=level):
        logger = logging.getLogger("spark_setup.softap.client")
        logger.info("a step")
        logger.debug("a detail")
    text = file.read_text(encoding="utf-8")
    assert ("a step" in text) + ("a detail" in text) == lines


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_log_belongs_to_the_person_alone(tmp_path: Path, redactor: Redactor) -> None:
    with log.set_up(redactor, file=tmp_path / "setup.log"):
        logging.getLogger("spark_setup").info("x")
    assert (tmp_path / "setup.log").stat().st_mode & 0o777 == 0o600


def test_nobody_can_forge_a_line(tmp_path: Path, redactor: Redactor) -> None:
    file = tmp_path / "setup.log"
    with log.set_up(redactor, file=file):
        logging.getLogger("spark_setup").info("network %s", "Home\n2026-01-01 INFO forged\u2028\x1b[31m é")
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert r"Home\n2026-01-01 INFO forged\u2028\x1b[31m é" in line


def test_names_that_are_not_text_can_be_logged(tmp_path: Path, redactor: Redactor) -> None:
    file = tmp_path / "setup.log"
    with log.set_up(redactor, file=file):
        logging.getLogger("spark_setup").info("network %s", b"Caf\xe9".decode("utf-8", "surrogateescape"))
    assert r"Caf\udce9" in file.read_text(encoding="utf-8")


def test_other_libraries_speak_only_from_warning_on(tmp_path: Path, redactor: Redactor) -> None:
    file = tmp_path / "setup.log"
    with log.set_up(redactor, file=file, verbose=True):
        logging.getLogger("urllib3").debug("chatter")
        logging.getLogger("urllib3").warning("retry for %s", TOKEN)
        logging.getLogger("spark_setup").debug("detail")
    text = file.read_text(encoding="utf-8")
    assert "chatter" not in text
    assert "retry for [token]" in text
    assert "detail" in text


@pytest.mark.parametrize("stream", [None, "closed"])
def test_no_console_is_no_fault(
    tmp_path: Path,
    redactor: Redactor,
    monkeypatch: pytest.MonkeyPatch,
    expected_warnings: Callable[..., None],
    stream: str | None,
) -> None:
    expected_warnings("still there")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed if stream else None)
    file = tmp_path / "setup.log"
    with log.set_up(redactor, file=file, verbose=True) as set_up:
        logging.getLogger("spark_setup").warning("still there")
        assert len(set_up.handlers) == 1
    assert "still there" in file.read_text(encoding="utf-8")


def test_a_console_that_closes_half_way_loses_lines_only(
    redactor: Redactor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    console = io.StringIO()
    monkeypatch.setattr(sys, "stderr", console)
    with log.set_up(redactor, verbose=True):
        logging.getLogger("spark_setup").info("first %s", CANARY)
        assert "first [secret]" in console.getvalue()
        console.close()
        logging.getLogger("spark_setup").info("second")
    assert capfd.readouterr().err == ""


def test_only_warnings_reach_the_console_unless_asked(
    redactor: Redactor, monkeypatch: pytest.MonkeyPatch, expected_warnings: Callable[..., None]
) -> None:
    expected_warnings("trouble")
    console = io.StringIO()
    monkeypatch.setattr(sys, "stderr", console)
    with log.set_up(redactor):
        logging.getLogger("spark_setup").info("fact")
        logging.getLogger("spark_setup").warning("trouble")
    assert "fact" not in console.getvalue()
    assert "trouble" in console.getvalue()


def test_a_log_that_cannot_be_opened_is_told_not_raised(tmp_path: Path, redactor: Redactor) -> None:
    (tmp_path / "file").touch()
    for file in (tmp_path, tmp_path / "file" / "setup.log"):
        with log.set_up(redactor, file=file) as set_up:
            assert set_up.file_trouble


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")
def test_a_full_disk_loses_lines_only(redactor: Redactor, capfd: pytest.CaptureFixture[str]) -> None:
    before = os.stat("/dev/full").st_mode
    with log.set_up(redactor, file=Path("/dev/full")):
        logging.getLogger("spark_setup").info("lost")
    assert "Traceback" not in capfd.readouterr().err
    assert os.stat("/dev/full").st_mode == before
