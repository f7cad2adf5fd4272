"""A private PostgreSQL cluster, the session server on both databases, the simulated cloud behind it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra `server` is not installed")
pytest.importorskip("sqlalchemy", reason="the extra `server` is not installed")

import sqlalchemy as sa

from fakes.session_visitor import SIGNING_KEY, Wall
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.simulator.cloud import PRODUCT_CLIENT, PRODUCT_ID, PRODUCT_SECRET, SimulatedCloud
from spark_setup.vendor.config import Config
from spark_setup.vendor.embedded import EmbeddedServer
from spark_setup.vendor.limits import Limits

GENEROUS = Limits(misses=100_000, all_misses=100_000, requests=1_000_000, codes_of_one=1_000_000)


# ---------------------------------------- PostgreSQL


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    which = shutil.which("initdb")
    return Path(which).resolve().parent if which else None


def _unprivileged() -> tuple[list[str], str]:
    """How to become somebody who may run a cluster, and who that is: initdb refuses root."""
    if os.geteuid() != 0:
        return [], pwd.getpwuid(os.geteuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return ["runuser", "-u", name, "--"], name
    pytest.skip("there is no unprivileged user to run PostgreSQL as")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a cluster of our own; it listens on a socket in its folder and on no port."""
    binaries = _binaries() if sys.platform != "win32" else None
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (make lab brings it)")
    become, user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data = folder / "data"
    try:
        if become:
            shutil.chown(folder, user)
        folder.chmod(0o700)

        def call(*command: str) -> None:
            done = subprocess.run(
                [*become, *command], cwd="/", capture_output=True, text=True, timeout=120, check=False
            )
            assert done.returncode == 0, done.stderr + done.stdout

        call(str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "-N")
        settings = (
            f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
        )
        log = str(folder / "log")
        call(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            call(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _emptied(url: str) -> Secret:
    engine = sa.create_engine(url)
    with engine.begin() as db:
        db.execute(sa.text("drop schema public cascade"))
        db.execute(sa.text("create schema public"))
    engine.dispose()
    return Secret(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Secret:
    """An empty database, of each kind."""
    if request.param == "postgresql":
        return _emptied(request.getfixturevalue("postgres"))
    return Secret(f"sqlite:///{tmp_path / 'codes.db'}")


@pytest.fixture
def sqlite(tmp_path: Path) -> Secret:
    """An empty SQLite database."""
    return Secret(f"sqlite:///{tmp_path / 'codes.db'}")


# ---------------------------------------- time, cloud, server


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def cancel() -> Iterator[CancelToken]:
    token = CancelToken()
    yield token
    token.cancel()


@pytest.fixture
def cloud() -> Iterator[SimulatedCloud]:
    made = SimulatedCloud()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def config(cloud: SimulatedCloud, sqlite: Secret) -> Config:
    """A server for the simulated cloud's product."""
    return Config(
        product=str(PRODUCT_ID),
        client_id=PRODUCT_CLIENT,
        client_secret=Secret(PRODUCT_SECRET),
        api_url=cloud.url,
        database=sqlite,
        url_scheme="northwind-setup",
        signing_key=Secret(SIGNING_KEY),
        demo_users={"jane@northwind.example": Secret("northwind demo")},
        host="127.0.0.1",
        port=0,
        limits=GENEROUS,
    )


@pytest.fixture
def serve() -> Iterator[Callable[..., EmbeddedServer]]:
    """Starts real servers on loopback."""
    running: list[EmbeddedServer] = []

    def start(config: Config, **more: Any) -> EmbeddedServer:
        made = EmbeddedServer(config, **more)
        made.start()
        running.append(made)
        return made

    yield start
    for made in running:
        made.stop()
