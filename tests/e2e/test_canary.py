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
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from fakes.patient_clock import PatientClock
from spark_setup.brand import load
from spark_setup.cli import options_from, parser
from spark_setup.core.secrets import Secret
from spark_setup.launch.given import session_given
from spark_setup.setup.places import Place
from spark_setup.setup.production import production_for_code, production_for_person
from spark_setup.setup.result import Outcome
from spark_setup.simulator.cloud import PRODUCT_SECRET
from spark_setup.simulator.cloud_behaviour import TokenEnd
from spark_setup.simulator.scenarios import find
from spark_setup.simulator.serve import Servers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import account_settings

from .conftest import SPEED, Run, answers
from .laboratory import CUSTOMER, code_of, controller_of, target_of
from .person import Person

PATIENT = False


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


def found(
    texts: dict[str, str], secrets: dict[str, str], *, look_alikes: bool = True
) -> list[tuple[str, str]]:
    """Which secret stands where; anything that looks like a token or a claim code counts as well."""
    leaks = [
        (where, name)
        for where, text in texts.items()
        for name, secret in secrets.items()
        if any(form.lower() in text.lower() for form in forms(secret))
    ]
    if not look_alikes:
        return leaks
    leaks += [(where, "a token") for where, text in texts.items() if TOKEN_LIKE.search(text)]
    leaks += [(where, "a claim code") for where, text in texts.items() if CODE_LIKE.search(text)]
    return leaks


class Watch:
    """Looks at a process, its children and a folder as long as the process lives."""

    def __init__(self, pid: int, folder: Path) -> None:
        self._process, self._folder = psutil.Process(pid), folder
        self._files: dict[str, tuple[int, int]] = {}
        self.texts: dict[str, str] = {}
        self.core_limits: dict[int, tuple[int, int]] = {}
        """How large a core dump of each process may be, as last seen."""
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
        # Of a process that is about to be gone there are no words any more.
        self.texts["argv"] = " ".join(self._process.cmdline()) or self.texts.get("argv", "")
        for child in (self._process, *self._process.children(recursive=True)):
            try:
                if sys.platform == "linux":
                    self.core_limits[child.pid] = child.rlimit(psutil.RLIMIT_CORE)
                if child is self._process:
                    continue
                self.texts[f"child {child.pid} argv"] = " ".join(child.cmdline())
                self.texts[f"child {child.pid} environment"] = repr(child.environ())
            except psutil.Error:
                continue

    def _note_files(self) -> None:
        for path in self._folder.rglob("*"):
            key = str(path.relative_to(self._folder))
            try:
                is_now = path.stat()
                seen = is_now.st_size, is_now.st_mtime_ns
                if not path.is_file() or self._files.get(key) == seen:
                    continue
                self._files[key] = seen
                text = path.read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            if text and text not in self.texts.get(key, ""):
                self.texts[key] = self.texts.get(key, "") + text

    def end(self) -> dict[str, str]:
        """Everything that was seen."""
        self._thread.join()
        self._note_files()
        assert set(self.core_limits.values()) <= {(0, 0)}
        return self.texts


def _pause() -> None:
    threading.Event().wait(0.01)


@contextmanager
def core_dumps_allowed() -> Iterator[None]:
    """Programs started meanwhile begin with the largest limit there is."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    largest = (resource.RLIM_INFINITY,) * 2 if os.geteuid() == 0 else (before[1],) * 2
    resource.setrlimit(resource.RLIMIT_CORE, largest)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


class Overheard:
    """The session server, and every token that it gave away."""

    def __init__(self) -> None:
        self.tokens: list[str] = []

    def serve(self, values: object, environ: object) -> object:
        """Makes the server, for `Servers`."""
        from spark_setup.vendor.app import create_app
        from spark_setup.vendor.config import from_values
        from spark_setup.vendor.embedded import EmbeddedServer

        config = from_values(values, environ=environ)  # type: ignore[arg-type]
        return EmbeddedServer(config, app=lambda c: self._listening(create_app(c)))  # type: ignore[arg-type]

    def _listening(self, app: Any) -> Any:
        async def overhear(scope: Any, receive: Any, send: Any) -> None:
            async def noting(message: Any) -> None:
                if message["type"] == "http.response.body" and b"renewal_token" in message["body"]:
                    answer = json.loads(message["body"])
                    self.tokens += [answer["access_token"], answer["renewal_token"]]
                await send(message)

            await app(scope, receive, noting)

        return overhear


@pytest.fixture
def overheard() -> Overheard:
    pytest.importorskip("uvicorn", reason="the extra `server` is not installed")
    return Overheard()


@pytest.fixture
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Servers]:
    """The simulator; with the session server if the test overhears it."""
    folder, vendor = tmp_path / "servers", None
    folder.mkdir()
    if "overheard" in request.fixturenames:
        vendor = request.getfixturevalue("overheard").serve
    made = Servers("all", find("default"), "127.0.0.1", 0, SPEED, folder, vendor=vendor)
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
        'url_scheme = "northwind-setup"\n'
        + (f'session_url = "{running.vendor.session_url}"\n' if running.vendor is not None else "")
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


def test_a_run_with_a_token_in_the_environment_that_crashes(
    program: Callable[..., tuple[subprocess.Popen[str], Watch]], running: Servers, tmp_path: Path
) -> None:
    with core_dumps_allowed():
        process, watch = program(SPARK_SETUP_TOKEN=token_of(running))
    log, ends = tmp_path / "left" / "wizard.log", time.monotonic() + 60
    while "details_delivered" not in (log.read_text() if log.exists() else ""):
        assert time.monotonic() < ends
        assert process.poll() is None
        _pause()
    process.send_signal(signal.SIGABRT)
    said, complained = process.communicate(timeout=30)
    texts = {**watch.end(), "stdout": said, "stderr": complained}
    assert any("setup" in name and name.endswith(".json") for name in texts), texts.keys()  # the journal
    assert found(texts, secrets_of(running)) == []


@pytest.mark.parametrize("other", ["", "--token-file", "--claim-code-file", "--session-code", "--demo"])
def test_programs_started_by_the_wizard_do_not_get_its_token(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even if something else was used and the variable only stood there."""
    given, there = tmp_path / "given", "c0ffee12" * 5
    given.write_text("b" * 63 if other == "--claim-code-file" else "0ther" * 4)
    brand = tmp_path / "brand.toml"
    brand.write_text('[auth]\nsession_url = "https://shop.example/session"\n')
    monkeypatch.setenv("SPARK_SETUP_TOKEN", there)
    words = {"": [], "--session-code": [other, "K7QP"], "--demo": [other]}.get(other, [other, str(given)])
    session = session_given(options_from(parser().parse_args(words)), load(brand))
    if not other:
        assert session.token is not None
        assert session.token.reveal() == there
    child = [sys.executable, "-c", "import os; print(os.environ)"]
    assert there not in subprocess.run(child, capture_output=True, text=True, check=True).stdout


# ---------------------------------------- one-time codes, and the session server


def secrets_of_a_code(servers: Servers, overheard: Overheard, code: str) -> dict[str, str]:
    """What may be nowhere, once the session of `code` was renewed."""
    assert servers.vendor is not None
    assert len(overheard.tokens) >= 4, "an exchange and a renewal"
    return {
        **{f"token {number}": token for number, token in enumerate(overheard.tokens)},
        "code": code,
        "code without dashes": code.replace("-", ""),
        "Wi-Fi password": WIFI_PASSWORD,
        "creation client secret": CLIENT_SECRET,
        "server's client secret": PRODUCT_SECRET,
        "server's signing key": servers.vendor.signing_key.reveal(),
        "shop password": servers.vendor.password,
        "claim code": claim_code_of(servers),
    }


def kept_by(servers: Servers, folder: Path) -> dict[str, str]:
    """What the session server keeps: its database, with what is still to be written into it."""
    files = [path for path in (folder / "servers").iterdir() if path.name.startswith("setup-codes.db")]
    kept = {path.name: path.read_bytes().decode("latin-1") for path in files}
    assert CUSTOMER in "".join(kept.values())
    return kept


def said_by(caplog: pytest.LogCaptureFixture) -> str:
    """The raw log, before any redactor: nobody writes a secret in the first place."""
    return "\n".join(f"{r.getMessage()} {r.args!r} {r.exc_text or ''}" for r in caplog.records)


def test_a_run_with_a_link_whose_session_is_renewed(
    program: Callable[..., tuple[subprocess.Popen[str], Watch]],
    running: Servers,
    overheard: Overheard,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The program's own words hold the code, which is spent before anybody reads them; nothing else may."""
    caplog.set_level(logging.DEBUG)
    assert running.cloud is not None
    running.cloud.behave(token_end=TokenEnd.CLAIM_CODE)
    code = code_of(running).reveal()
    process, watch = program(f"northwind-setup://start?code={code}")
    said, complained = process.communicate(timeout=120)
    texts = {**watch.end(), "stdout": said, "stderr": complained, "server's log": said_by(caplog)}
    assert process.returncode == 0, complained
    assert "code exchanged for customer" in texts["server's log"]
    secrets = secrets_of_a_code(running, overheard, code)
    assert set(found(texts, secrets)) == {("argv", "code")}
    assert found(kept_by(running, tmp_path), secrets, look_alikes=False) == []


def test_the_report_of_a_session_that_began_with_a_code(
    running: Servers,
    overheard: Overheard,
    tmp_path: Path,
    wizard: Callable[..., Run],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert running.cloud is not None
    assert running.vendor is not None
    running.cloud.behave(token_end=TokenEnd.DEVICE_CONNECTED, closes_streams_of_dead_tokens=True)
    code = code_of(running).reveal()
    services = production_for_code(
        target_of(running),
        session_url=running.vendor.session_url,
        code=Secret(code),
        clock=PatientClock(SPEED),
    )
    reports: list[str] = []
    run = wizard(services, answers(password=WIFI_PASSWORD), pilot=reporting(reports))
    services.close()
    assert run.result.outcome is Outcome.SUCCESS
    assert reports
    texts = {"report": "\n".join(reports), "log": said_by(caplog), "result": run.result.to_json()}
    assert "connect_sent" in texts["report"]
    assert found(texts, secrets_of_a_code(running, overheard, code)) == []


def reporting(reports: list[str]) -> Callable[..., Autopilot]:
    """An autopilot that makes the report while the device comes online, and at the end."""

    class Reporting(Autopilot):
        def _consider(self) -> None:
            if self._wizard.conductor.step.place in (Place.PROGRESS, Place.SUCCESS):
                reports.append(self._wizard.help.reporting.report().text)
            super()._consider()

    return Reporting


# ---------------------------------------- signing in


def test_who_signs_in_leaves_nothing_behind(
    running: Servers, qtbot: QtBot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The raw log, before any redactor: nobody writes a secret in the first place. Then the report."""
    caplog.set_level(logging.DEBUG)
    assert running.cloud is not None
    running.cloud.add_user(EMAIL, ACCOUNT_PASSWORD, otp=DIGITS)
    brand = load(None)
    tokens: list[str] = []
    services = production_for_person(
        target_of(running),
        account_settings(brand),
        on_token=lambda t: tokens.append(t.reveal()),
        clock=PatientClock(SPEED),
    )
    controller = controller_of(brand, services)
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
    texts = {"log": said_by(caplog), "stdout": out, "stderr": err, "report": reports[0]}
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
