"""The whole two-legged flow in real processes: shop page, code, wizard, session server, cloud, device."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fakes.browser import Browser, chromium

PATIENT = False


pytest.importorskip("uvicorn", reason="the extra `server` is not installed")

USER, PASSWORD = "jane@northwind.example", "northwind demo"
SPEED = "20"


class Simulation:
    """`spark-setup simulate all`, in a process of its own."""

    def __init__(self, what: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "spark_setup", "simulate", what, "--speed", SPEED],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._process.communicate()[1]
        self.ready: dict[str, Any] = json.loads(line)
        self.folder = folder

    def state(self) -> dict[str, Any]:
        with urllib.request.urlopen(self.ready["state_url"], timeout=30) as answer:
            value: dict[str, Any] = json.load(answer)
        return value

    def stop(self) -> tuple[int, str]:
        self._process.send_signal(signal.SIGTERM)
        _, said = self._process.communicate(timeout=30)
        return self._process.returncode, said

    def wizard(self, *arguments: str) -> tuple[int, dict[str, Any], str]:
        """The real wizard, unattended: exit code, result, what it logged."""
        answers, log = self.folder / "answers.toml", self.folder / "wizard.log"
        answers.write_text('network = "Home"\npassword = "correct horse 9"\nname = "Kitchen"\n')
        ready = self.ready
        done = subprocess.run(
            [
                *(sys.executable, "-m", "spark_setup", *arguments),
                *("--brand", ready["brand"], "--api-url", ready["api_url"], "--speed", SPEED),
                *("--device", ready["device"], "--device-http", ready["device_http"]),
                *("--host-wifi", "none", "--unattended", str(answers), "--log-file", str(log)),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout.splitlines()[-1]), log.read_text()


@pytest.fixture
def simulation(tmp_path: Path) -> Iterator[Simulation]:
    made = Simulation("all", tmp_path)
    yield made
    code, said = made.stop()
    assert (code, said) == (0, "")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("Chromium is not installed (make lab brings it)")
    folder = tmp_path / "profile"
    folder.mkdir()
    with Browser(program, folder) as made:
        yield made


def owner(simulation: Simulation) -> object:
    return simulation.state()["cloud"]["devices"][0]["owner"]


def test_from_the_shops_button_to_the_customers_device(simulation: Simulation, browser: Browser) -> None:
    browser.go(simulation.ready["vendor_url"] + "/demo")
    browser.fill("input[name=name]", USER)
    browser.fill("input[name=password]", PASSWORD)
    browser.click("#sign-in")
    browser.click("#get-code")
    link = browser.evaluate("document.querySelector('#open').href")
    code = browser.evaluate("document.querySelector('#code').textContent")
    assert link == f"northwind-setup://start?code={code}"

    exit_code, result, log = simulation.wizard(link)
    assert (exit_code, result["outcome"], result["device_name"]) == (0, "success", "Kitchen")
    assert owner(simulation) == USER
    paths = [request["path"] for request in simulation.state()["cloud"]["requests"]]
    assert f"/v1/products/{simulation.ready['product_id']}/device_claims" in paths
    assert code not in log
    assert code.replace("-", "") not in log

    exit_code, result, _ = simulation.wizard("--session-code", code.lower())
    assert (exit_code, result["problem"]) == (1, "S1-04")


def test_a_code_that_was_never_issued_is_s1_04(simulation: Simulation) -> None:
    exit_code, result, log = simulation.wizard("--session-code", "K7QP-" * 6 + "K7QP")
    assert (exit_code, result["problem"]) == (1, "S1-04")
    assert "problem S1-04 code_unknown" in log


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["northwind-setup://start?code=x", "--token-file", "t"], "a link goes with none"),
        (["https://start?code=x"], "does not begin with northwind-setup"),
        (["--session-code", "x"], "no auth.session_url"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    brand = tmp_path / "brand.toml"
    brand.write_text('[auth]\nurl_scheme = "northwind-setup"\n')
    done = subprocess.run(
        [sys.executable, "-m", "spark_setup", "--brand", str(brand), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_simulate_vendor_is_cloud_and_session_server(tmp_path: Path) -> None:
    simulation = Simulation("vendor", tmp_path)
    try:
        assert simulation.ready["device"] is None
        assert simulation.ready["api_url"]
        brand = Path(simulation.ready["brand"]).read_text()
        assert f'session_url = "{simulation.ready["vendor_url"]}/session"' in brand
        with urllib.request.urlopen(simulation.ready["vendor_url"] + "/healthz", timeout=30) as answer:
            assert json.load(answer) == {"ok": True}
    finally:
        assert simulation.stop() == (0, "")


def test_simulate_without_the_extra_says_so(tmp_path: Path) -> None:
    code = (
        "import spark_setup.vendor.extra as e; e._NEEDED = ('no_such_module',)\n"
        "from spark_setup.cli import run; run(['simulate', 'all'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert ready["vendor_url"] is None
    assert ready["api_url"]
    assert "pip install '.[server]'" in said
