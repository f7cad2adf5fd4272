"""Bad input on the command line: one sentence, exit code 2, never a traceback, never a token."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spark_setup.cli import options_from, parser, run

TOKEN = "0123456789abcdef0123456789abcdef01234567"
LAB = ("--host-wifi", "none", "--device", "127.0.0.1:9")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--device", "photon.local"), "no IPv4 address"),
        (("--device", "999.1.1.1:5609"), "no IPv4 address"),
        (("--device-http", "1.2.3"), "no IPv4 address"),
        (("--device", "[::1]:5609"), "HOST:PORT"),
        (("--device", "127.0.0.1:٣"), "HOST:PORT"),
        (("--device", "127.0.0.1:" + "9" * 5000), "HOST:PORT"),
        (("--device", "127.0.0.1:0"), "HOST:PORT"),
        (("--api-url", "http://[x", "--speed", "5"), "--speed"),
        (("--api-url", "http://10.0.0.1", "--speed", "5"), "--speed"),
        (("--scenario", "open"), "--scenario"),
        (("--language", "klingon"), "en"),
        (("--language", "../de"), "en"),
        (("--language", ""), "en"),
        (("--token", "x"), "--token"),
        (("--no\nsuch",), r"--no\nsuch"),
        (("--wifi-guard",), "journal"),
        (("doctor", "--api-url", "http://[x"), "--api-url"),
        (("doctor", "--api-url", "http://10.0.0.1"), "--api-url"),
        (("simulate", "device", "--host", "a..b"), "a..b"),
        (("simulate", "device", "--host", "x" * 300), "x"),
    ],
)
def test_one_sentence(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.parametrize("arguments", [(f"--token={TOKEN}",), ("--token", TOKEN), ("--token-file", TOKEN)])
def test_a_token_where_a_file_is_wanted_is_not_repeated(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPARK_SETUP_TOKEN", raising=False)
    assert run((*LAB, *arguments)) == 2
    assert TOKEN not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("127.0.0.1:7", ("127.0.0.1", 7)),
        ("localhost:7", ("127.0.0.1", 7)),
        ("192.168.0.1", ("192.168.0.1", 5609)),
    ],
)
def test_the_devices_address(word: str, address: tuple[str, int]) -> None:
    options = options_from(parser().parse_args(["--device", word]))
    assert options.device == address
    assert options.device_http == (address[0], 80)


@pytest.mark.parametrize("place", ["", "."])
def test_a_folder_is_no_place_for_the_result(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(("--demo", "--result", place, "--screenshots", "shots")) == 2
    assert "it is a folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_code_does_not_print() -> None:
    options = options_from(parser().parse_args(["--session-code", "once-only"]))
    assert "once-only" not in repr(options)
    options = options_from(parser().parse_args(["brand-setup://start?code=once-only"]))
    assert "once-only" not in repr(options)


def test_every_loopback_address_may_be_fast() -> None:
    for url in ("http://127.8.9.1:3", "http://[::1]:3", "http://localhost.:3"):
        assert options_from(parser().parse_args(["--api-url", url, "--speed", "5"])).speed == 5


@pytest.mark.parametrize("url", ["", "http://[x"])
@pytest.mark.parametrize("source", ["--wifi-only", "--claim-code-file"])
def test_an_address_of_the_cloud_is_checked_although_nobody_will_dial_it(
    source: str, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = tmp_path / "code"
    code.write_text(json.dumps({"claim_code": "A" * 63}))
    answers = tmp_path / "a.toml"
    answers.write_text('network = "Home"\n')
    given = (source,) if source == "--wifi-only" else (source, str(code))
    assert run((*LAB, *given, "--unattended", str(answers), "--api-url", url)) == 2
    assert "--api-url: this address cannot be used" in capsys.readouterr().err
