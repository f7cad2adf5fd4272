"""How many codes a second the session server exchanges, with the simulated cloud behind it, and how fast.

Part of `make bench`. Server and cloud are processes of their own; each customer has an address of its own, as
behind a proxy, or the limits for one address would be measured.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

CUSTOMERS, CLIENTS = 600, 8
KEY = "the-signing-key-of-the-bench-only"
CLIENT, CLIENT_SECRET = "temperature-monitor-7242", "server-secret-1319"  # of the simulated cloud


class _Client(threading.local):
    """One connection a thread."""

    def __init__(self, netloc: str) -> None:
        self.connection = http.client.HTTPConnection(netloc, timeout=60)

    def post(self, number: int, path: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        address = f"10.0.{number // 250}.{number % 250}"
        self.connection.request(
            "POST", path, body, {"Content-Type": "application/json", "X-Forwarded-For": address, **headers}
        )
        answer = self.connection.getresponse()
        said: dict[str, Any] = json.loads(answer.read())
        if answer.status not in (200, 201):
            raise SystemExit(f"{path} answered {answer.status}: {said}")
        return said


def measure(add: Callable[[str, float], None]) -> None:
    """Issue the codes, then exchange them all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cloud = _start(folder, "-m", "spark_setup", "simulate", "cloud")
        try:
            config = folder / "vendor.toml"
            config.write_text(_config(_line(cloud)["api_url"], folder))
            server = _start(folder, "-m", "spark_setup.vendor", "--config", str(config))
            try:
                _exchange(_line(server)["url"].removeprefix("http://"), add)
            finally:
                _end(server)
        finally:
            _end(cloud)


def _config(api_url: str, folder: Path) -> str:
    return (
        f'[server]\nport = 0\ntrusted_proxies = ["127.0.0.1"]\ndatabase = "sqlite:///{folder / "codes.db"}"\n'
        f'[cloud]\napi_url = "{api_url}"\nproduct = 1319\nclient_id = "{CLIENT}"\n'
    )


def _exchange(netloc: str, add: Callable[[str, float], None]) -> None:
    from spark_setup.core.secrets import Secret
    from spark_setup.vendor.users import sign

    client = _Client(netloc)

    def issue(number: int) -> str:
        body = json.dumps({"customer": f"customer-{number}@bench.example"}).encode()
        headers = {"X-Setup-Signature": sign(Secret(KEY), "POST", "/codes", body)}
        return str(client.post(number, "/codes", body, headers)["code"])

    def exchange(number: int) -> float:
        began = time.perf_counter()
        client.post(number, "/session", json.dumps({"code": codes[number]}).encode(), {})
        return (time.perf_counter() - began) * 1000

    with ThreadPoolExecutor(CLIENTS) as pool:
        codes = list(pool.map(issue, range(CUSTOMERS)))
        began = time.perf_counter()
        took_ms = list(pool.map(exchange, range(CUSTOMERS)))
        add("session_exchanges_per_s", CUSTOMERS / (time.perf_counter() - began))
    add("session_exchange_p50_ms", statistics.median(took_ms))
    add("session_exchange_p99_ms", statistics.quantiles(took_ms, n=100)[98])


def _start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    secrets = {"SPARK_VENDOR_CLIENT_SECRET": CLIENT_SECRET, "SPARK_VENDOR_SIGNING_KEY": KEY}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, **secrets},
        )


def _line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=30)
