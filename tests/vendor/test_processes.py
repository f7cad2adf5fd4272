"""Real processes: `python -m spark_setup.vendor` as a product maker runs it, two of them on one database."""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fakes.session_visitor import SIGNING_KEY
from spark_setup.core.cancel import CancelToken
from spark_setup.core.redact import _forms
from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import PRODUCT_CLIENT, PRODUCT_SECRET, SimulatedCloud
from spark_setup.vendor.users import sign

Start = Callable[..., "Process"]
CUSTOMER = "canary@example.com"


class Process:
    """One server process and what it wrote."""

    def __init__(self, arguments: list[str], environ: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as file:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "spark_setup.vendor", *arguments],
                stdout=subprocess.PIPE,
                stderr=file,
                env={**os.environ, **environ},
                text=True,
            )

    def url(self) -> str:
        assert self.popen.stdout is not None
        line = self.popen.stdout.readline()
        assert line, self.log.read_text()
        return str(json.loads(line)["url"])

    def end(self) -> int:
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        try:
            self.popen.wait(30)
        finally:
            if self.popen.poll() is None:
                self.popen.kill()
                self.popen.wait()
            assert self.popen.stdout is not None
            self.popen.stdout.close()
        return self.popen.returncode


@pytest.fixture
def start(tmp_path: Path, cloud: SimulatedCloud) -> Iterator[Start]:
    running: list[Process] = []

    def start(database: Secret, *arguments: str, environ: dict[str, str] | None = None) -> Process:
        (tmp_path / "vendor.toml").write_text(
            f'[server]\nport = 0\n[cloud]\napi_url = "{cloud.url}"\nproduct = {cloud.product_id}\n'
            f'client_id = "{PRODUCT_CLIENT}"\ntoken_s = 3600\n[codes]\nurl_scheme = "northwind-setup"\n'
            '[demo.users]\n"jane@northwind.example" = "northwind demo"\n'
        )
        secrets = {
            "SPARK_VENDOR_CLIENT_SECRET": PRODUCT_SECRET,
            "SPARK_VENDOR_SIGNING_KEY": SIGNING_KEY,
            "SPARK_VENDOR_DATABASE": database.reveal(),
        }
        process = Process(
            ["--config", str(tmp_path / "vendor.toml"), *arguments],
            secrets if environ is None else environ,
            tmp_path / f"log-{len(running)}",
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.end()


def post(url: str, value: object, **headers: str) -> tuple[int, dict[str, object]]:
    parts = urllib.parse.urlsplit(url)
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    with contextlib.closing(http.client.HTTPConnection(parts.netloc, timeout=60)) as connection:
        connection.request("POST", parts.path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def get_code(url: str, customer: str = CUSTOMER) -> str:
    body = json.dumps({"customer": customer}).encode()
    header = sign(Secret(SIGNING_KEY), "POST", "/codes", body)
    status, value = post(url + "/codes", body, **{"X-Setup-Signature": header})
    assert status == 201, value
    return str(value["code"])


def test_two_processes_never_exchange_a_code_twice(start: Start, database: Secret) -> None:
    processes = [start(database), start(database)]
    urls = [process.url() for process in processes]
    code = get_code(urls[0])

    def one(number: int) -> object:
        status, value = post(urls[number % 2] + "/session", {"code": code})
        return value.get("error", status)

    with ThreadPoolExecutor(40) as pool:
        outcomes = Counter(pool.map(one, range(200)))
    assert outcomes[200] == 1
    assert set(outcomes) <= {200, "code_used", "rate_limited"}
    assert outcomes["code_used"] >= 100
    assert [process.end() for process in processes] == [0, 0]


def test_no_secret_in_log_or_database(start: Start, database: Secret, tmp_path: Path) -> None:
    process = start(database)
    url = process.url()
    code, other = get_code(url), get_code(url)
    _, session = post(url + "/session", {"code": code})
    _, renewed = post(url + "/session/renew", {"renewal_token": session["renewal_token"]})
    refusals = [
        post(url + "/session", {"code": code}),
        post(url + "/session", {"code": "K7QP-" * 6 + "K7QP"}),
        post(url + "/session/renew", {"renewal_token": "canary-renewal-token"}),
        post(url + "/codes", {"customer": CUSTOMER}, **{"X-Setup-Signature": "canary-signature"}),
        post(url + "/nowhere/" + code, {}),
    ]
    netloc = url.removeprefix("http://")
    with contextlib.closing(http.client.HTTPConnection(netloc, timeout=30)) as connection:
        connection.request("GET", "/session?code=" + code, headers={"Authorization": "Bearer canary-bearer"})
        connection.getresponse().read()
    held = dump(database, tmp_path)
    assert process.end() == 0
    log = process.log.read_bytes()
    assert b"code exchanged for customer" in log
    assert CUSTOMER.encode() in held  # the dump is one: what must be there is there
    canaries = [
        *(str(answer[name]) for answer in (session, renewed) for name in ("access_token", "renewal_token")),
        *(form for each in (code, other) for form in (each, each.replace("-", ""))),
        *(PRODUCT_SECRET, SIGNING_KEY, "northwind demo"),
        *("canary-renewal-token", "canary-signature", "canary-bearer", "K7QP-K7QP"),
    ]
    said = json.dumps(refusals).encode()
    for canary in canaries:
        for form in {form.encode().lower() for form in _forms(canary)}:
            assert form not in held.lower(), canary
            assert form not in log.lower(), canary
            assert form not in said.lower(), canary
    assert CUSTOMER.encode() not in log
    for canary in (PRODUCT_SECRET, SIGNING_KEY):
        assert canary not in " ".join(map(str, process.popen.args))  # type: ignore[arg-type]


def dump(database: Secret, tmp_path: Path) -> bytes:
    """Every byte that the database holds: SQLite's files, or every row of PostgreSQL's tables."""
    url = database.reveal()
    if url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("codes.db*")))
    import sqlalchemy as sa

    engine = sa.create_engine(url)
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.connect() as db:
        rows = [tuple(row) for table in tables.sorted_tables for row in db.execute(sa.select(table))]
    engine.dispose()
    assert rows
    return repr(rows).encode()


def test_the_canary_finds_what_it_looks_for() -> None:
    log = b"a log with " + base64.b64encode(b"xxtoken: " + b"0123456789abcdef")
    assert any(form.encode() in log for form in _forms("0123456789abcdef"))


def test_check_says_that_all_is_well(start: Start, sqlite: Secret) -> None:
    process = start(sqlite, "--check")
    process.popen.wait(30)
    assert process.popen.returncode == 0


def test_a_missing_secret_is_one_sentence(start: Start, sqlite: Secret) -> None:
    process = start(sqlite, environ={})
    process.popen.wait(30)
    said = process.log.read_text()
    assert process.popen.returncode == 2
    assert said.count("\n") == 1
    assert "client secret is missing" in said
    assert "Traceback" not in said


def test_without_the_extra_it_says_what_to_install(sqlite: Secret) -> None:
    code = (
        "import sys; sys.modules['uvicorn'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'uvicorn' else find(name, *more)\n"
        "from spark_setup.vendor.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2
    assert "pip install '.[server]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_several_workers_by_one_command(start: Start, sqlite: Secret, tmp_path: Path) -> None:
    """uvicorn's own workers: they read the file again, and all serve one database."""
    probe = socket.socket()  # kept: nobody else gets its port
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
    start(sqlite, "--check").popen.wait(30)
    config = (tmp_path / "vendor.toml").read_text().replace("port = 0", f"port = {port}\nworkers = 2")
    (tmp_path / "workers.toml").write_text(config)
    process = Process(
        ["--config", str(tmp_path / "workers.toml")],
        {
            "SPARK_VENDOR_CLIENT_SECRET": PRODUCT_SECRET,
            "SPARK_VENDOR_SIGNING_KEY": SIGNING_KEY,
            "SPARK_VENDOR_DATABASE": sqlite.reveal(),
        },
        tmp_path / "workers.log",
    )
    try:
        url = f"http://127.0.0.1:{port}"
        cancel = CancelToken()
        for _ in range(300):
            with contextlib.suppress(OSError):
                code = get_code(url)
                break
            assert process.popen.poll() is None, process.log.read_text()
            cancel.wait(0.1)
        assert post(url + "/session", {"code": code})[0] == 200
        assert post(url + "/session", {"code": code})[1]["error"] == "code_used"
    finally:
        process.end()
        probe.close()
