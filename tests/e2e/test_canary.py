"""Secrets stay where they belong: each one is looked for in everything that a run leaves behind."""

from __future__ import annotations

import base64
import json
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from spark_setup.brand import load
from spark_setup.core.clock import Clock
from spark_setup.setup.places import Place
from spark_setup.setup.production import Target, production_for_person
from spark_setup.setup.result import Outcome
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.controller import SetupController, account_settings, options_of

from .conftest import SPEED, answers
from .person import Person

WIFI_PASSWORD, REFRESH = "correct horse canary 9", "5ca1ab1e" * 5
CLIENT_SECRET, ACCOUNT_PASSWORD, DIGITS = "creation-canary-secret-77", "account canary 31", "271828"
EMAIL = "canary.person@example.com"
TOKEN_LIKE = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{40}(?![0-9A-Za-z])")
CODE_LIKE = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{63}(?![A-Za-z0-9+/])")


def forms(secret: str) -> Iterator[str]:
    """How it may be written."""
    raw = secret.encode()
    yield secret
    yield json.dumps(secret)[1:-1]
    yield raw.hex()
    yield base64.b64encode(raw).decode().rstrip("=")
    yield urllib.parse.quote(secret, safe="")
    yield urllib.parse.quote_plus(secret)


def found(texts: dict[str, str], secrets: dict[str, str]) -> list[tuple[str, str]]:
    """Which secret stands where; anything that looks like a token or a claim code counts as well."""
    leaks = [
        (where, name)
        for where, text in texts.items()
        for name, secret in secrets.items()
        if any(form.lower() in text.lower() for form in forms(secret))
    ]
    leaks += [(where, "a token") for where, text in texts.items() if TOKEN_LIKE.search(text)]
    leaks += [(where, "a claim code") for where, text in texts.items() if CODE_LIKE.search(text)]
    return leaks


class Watch:
    """Looks at a process, its children and a folder as long as the process lives."""

    def __init__(self, pid: int, folder: Path) -> None:
        self._process, self._folder = psutil.Process(pid), folder
        self.texts: dict[str, str] = {}
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while True:
            try:
                if self._process.status() == psutil.STATUS_ZOMBIE:
                    return
                self._note_processes()
            except psutil.Error:
                return
            finally:
                self._note_files()
            _pause()

    def _note_processes(self) -> None:
        self.texts["argv"] = " ".join(self._process.cmdline())
        for child in self._process.children(recursive=True):
            try:
                self.texts[f"child {child.pid} argv"] = " ".join(child.cmdline())
                self.texts[f"child {child.pid} environment"] = repr(child.environ())
            except psutil.Error:
                continue

    def _note_files(self) -> None:
        for path in self._folder.rglob("*"):
            try:
                text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            except OSError:
                continue
            key = str(path.relative_to(self._folder))
            if text and text not in self.texts.get(key, ""):
                self.texts[key] = self.texts.get(key, "") + text

    def end(self) -> dict[str, str]:
        """Everything that was seen."""
        self._thread.join()
        self._note_files()
        return self.texts


def _pause() -> None:
    threading.Event().wait(0.01)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Servers]:
    made = Servers("all", find("default"), "127.0.0.1", 0, SPEED, tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def program(running: Servers, tmp_path: Path) -> Callable[..., tuple[subprocess.Popen[str], Watch]]:
    """The program with everything it may write in one folder, and its inputs in another."""
    inputs, left = tmp_path / "inputs", tmp_path / "left"
    inputs.mkdir()
    left.mkdir()
    brand = inputs / "brand.toml"
    brand.write_text(
        'product_mode = true\nproduct_id = 1319\n[product]\nnetwork_prefix = "Northwind"\n'
        f'[auth]\ncreation_client_id = "northwind-app"\ncreation_client_secret = "{CLIENT_SECRET}"\n'
    )
    (inputs / "answers.toml").write_text(
        f'network = "Home"\npassword = "{WIFI_PASSWORD}"\nname = "Kitchen"\n'
    )
    ready = running.ready()

    def start(*arguments: str, **environment: str) -> tuple[subprocess.Popen[str], Watch]:
        folders = ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "spark_setup", *arguments, "--verbose"),
                *("--brand", str(brand), "--api-url", str(ready["api_url"]), "--speed", str(SPEED)),
                *("--device", str(ready["device"]), "--device-http", str(ready["device_http"])),
                *("--host-wifi", "none", "--unattended", str(inputs / "answers.toml")),
                *("--log-file", str(left / "wizard.log"), "--result", str(left / "result.json")),
                *("--screenshots", str(tmp_path / "pictures")),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=left,
            env={
                **os.environ,
                **dict.fromkeys(folders, str(left)),
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": str(Path(__file__).parents[2] / "app"),
                **environment,
            },
        )
        return process, Watch(process.pid, left)

    return start


def token_of(servers: Servers) -> str:
    assert servers.cloud is not None
    return servers.cloud.customer_token.reveal()


def claim_code_of(servers: Servers) -> str:
    assert servers.device is not None
    return str(servers.device.state()["claim_code"])


def secrets_of(servers: Servers) -> dict[str, str]:
    return {
        "token": token_of(servers),
        "refresh token": REFRESH,
        "Wi-Fi password": WIFI_PASSWORD,
        "client secret": CLIENT_SECRET,
        "claim code": claim_code_of(servers),
    }


def test_the_canary_is_found_where_it_is() -> None:
    for form in forms(WIFI_PASSWORD):
        assert found({"log": f"x{form}y"}, {"password": WIFI_PASSWORD}) == [("log", "password")]
    assert found({"log": f"{REFRESH} {'a' * 63}"}, {}) == [("log", "a token"), ("log", "a claim code")]


def test_a_run_with_a_token_file(
    program: Callable[..., tuple[subprocess.Popen[str], Watch]], running: Servers, tmp_path: Path
) -> None:
    session = tmp_path / "inputs" / "session.json"
    answer = {"access_token": token_of(running), "refresh_token": REFRESH, "expires_in": 3600}
    session.write_text(json.dumps(answer))
    process, watch = program("--token-file", str(session))
    said, complained = process.communicate(timeout=120)
    texts = {**watch.end(), "stdout": said, "stderr": complained}
    assert process.returncode == 0, complained
    assert {"wizard.log", "result.json", "argv"} <= texts.keys()
    assert "connect_sent" in texts["wizard.log"]
    assert found(texts, secrets_of(running)) == []


def test_a_run_with_a_token_in_the_environment_that_is_killed(
    program: Callable[..., tuple[subprocess.Popen[str], Watch]], running: Servers, tmp_path: Path
) -> None:
    process, watch = program(SPARK_SETUP_TOKEN=token_of(running))
    log, ends = tmp_path / "left" / "wizard.log", time.monotonic() + 60
    while "details_delivered" not in (log.read_text() if log.exists() else ""):
        assert time.monotonic() < ends
        assert process.poll() is None
        _pause()
    process.send_signal(signal.SIGKILL)
    said, complained = process.communicate(timeout=30)
    texts = {**watch.end(), "stdout": said, "stderr": complained}
    assert any("setup" in name and name.endswith(".json") for name in texts), texts.keys()  # the journal
    assert found(texts, secrets_of(running)) == []


def test_programs_started_by_the_wizard_do_not_get_its_token(
    running: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spark_setup.cli import options_from, parser
    from spark_setup.launch.given import session_given

    monkeypatch.setenv("SPARK_SETUP_TOKEN", token_of(running))
    options = options_from(parser().parse_args([]))
    session = session_given(options, load(None))
    assert session.token is not None
    assert session.token.reveal() == token_of(running)
    child = [sys.executable, "-c", "import os; print(os.environ)"]
    assert token_of(running) not in subprocess.run(child, capture_output=True, text=True, check=True).stdout


def test_who_signs_in_leaves_nothing_behind(
    running: Servers, qtbot: QtBot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The raw log, before any redactor: nobody writes a secret in the first place. Then the report."""
    caplog.set_level(logging.DEBUG)
    assert running.cloud is not None
    assert running.device is not None
    running.cloud.add_user(EMAIL, ACCOUNT_PASSWORD, otp=DIGITS)
    brand, device = load(None), running.device
    target = Target(
        running.cloud.url,
        "none",
        {"tcp": (device.host, device.port), "http": (device.host, device.http_port)},
        ("Northwind",),
    )
    tokens: list[str] = []
    services = production_for_person(
        target, account_settings(brand), on_token=lambda t: tokens.append(t.reveal()), clock=Clock(SPEED)
    )
    controller = SetupController(
        brand,
        services=services,
        options=options_of(brand, has_session=False, touch_wifi=False),
        language="en",
        with_person=False,
    )
    controller.start()
    person = Person(qtbot, controller)
    person.comes_to(Place.SIGNIN)
    person.types(signin__email=EMAIL, signin__password="not the canary")
    person.presses()
    person.waits(lambda: bool(person.panel))
    person.types(signin__email=EMAIL, signin__password=ACCOUNT_PASSWORD)
    person.presses()
    person.comes_to(Place.SIGNIN_MFA)
    person.types(signin__mfa__code=DIGITS)
    person.presses()
    Autopilot(person.wizard, answers(password=WIFI_PASSWORD))
    person.wizard.refresh()
    reports: list[str] = []
    person.wizard.drawn.connect(
        lambda: (
            reports.append(person.wizard.help.reporting.report().text)
            if person.place is Place.SUCCESS and not reports
            else None
        )
    )
    person.waits(lambda: bool(person.results))
    assert person.results[0].outcome is Outcome.SUCCESS
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    out, err = capfd.readouterr()
    records = "\n".join(f"{r.getMessage()} {r.args!r} {r.exc_text or ''}" for r in caplog.records)
    texts = {"log": records, "stdout": out, "stderr": err, "report": reports[0]}
    texts["result"] = person.results[0].to_json()
    assert tokens
    secrets = {
        "token": tokens[0],
        "account password": ACCOUNT_PASSWORD,
        "wrong password": "not the canary",
        "digits": DIGITS,
        "Wi-Fi password": WIFI_PASSWORD,
        "claim code": claim_code_of(running),
        "e-mail": EMAIL,
    }
    assert found(texts, secrets) == []
