"""The bench of the field cases: a fake device, a fake cloud, and the program as a process of its own.

`Bench.run` is the bench's default run. Whatever the case, what comes back is checked for what always fails: a
traceback, an end by a signal, a word about QThread, a secret, a file in the current folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .field_cloud import CLAIM_CODE, TOKEN, FieldCloud
from .field_device import FieldDevice

PASSWORD = "correct horse 9"
SECRETS = (TOKEN, CLAIM_CODE, PASSWORD)
PROGRAM = (sys.executable, "-m", "spark_setup")
LIMIT_S = 30.0


@dataclass(frozen=True)
class Ended:
    """What came of a run."""

    code: int
    stdout: str
    stderr: str
    seconds: float
    at: float
    """When it ended (monotonic)."""

    @property
    def result(self) -> dict[str, Any]:
        """The result's one line on stdout."""
        return dict(json.loads(self.stdout.strip().splitlines()[-1]))


class Bench:
    """One folder for inputs, one empty one to run in."""

    def __init__(self, folder: Path, device: FieldDevice, cloud: FieldCloud) -> None:
        self.folder, self.device, self.cloud = folder, device, cloud
        self.here = folder / "here"
        self.here.mkdir()
        self.token_file = folder / "token"
        self.token_file.write_text(TOKEN + "\n")
        self.answers = folder / "answers.toml"
        self.say(network="Home", password=PASSWORD)

    def say(self, **answers: str) -> None:
        """Other answers."""
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in answers.items()]
        self.answers.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def arguments(
        self, *more: str, token: bool = True, speed: float | None = 20.0, result: str | None = "-"
    ) -> list[str]:
        """The default run's command line, and `more`."""
        return [
            *PROGRAM,
            *("--host-wifi", "none", "--device", self.device.address, "--api-url", self.cloud.url),
            *(("--token-file", str(self.token_file)) if token else ()),
            *("--unattended", str(self.answers)),
            *(("--result", result) if result else ()),
            *(("--speed", f"{speed:g}") if speed else ()),
            *more,
        ]

    def run(self, *more: str, env: Mapping[str, str | None] | None = None, **options: Any) -> Ended:
        """The default run, to its end."""
        return self.end(subprocess.Popen(self.arguments(*more, **options), **self.pipes(env)))

    def run_here(self, *more: str, **options: Any) -> Ended:
        """The same in this process: for what does not depend on having one of its own. Quicker."""
        from spark_setup.cli import run

        began, out, err = time.monotonic(), io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(self.arguments(*more, **options)[len(PROGRAM) :])
        ended = Ended(code, out.getvalue(), err.getvalue(), time.monotonic() - began, time.monotonic())
        self.look_over(ended.stdout, ended.stderr)
        assert self.device.malformed() == []
        return ended

    def pipes(self, env: Mapping[str, str | None] | None = None) -> dict[str, Any]:
        """For `Popen`: an empty current folder, our own environment with `env` over it (None: not set)."""
        return {
            "cwd": self.here,
            "env": environment(env),
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        }

    def end(self, process: subprocess.Popen[bytes], limit_s: float = LIMIT_S) -> Ended:
        """Wait for the end, and see that nothing went wrong that is wrong in every case."""
        began = time.monotonic()
        try:
            process.wait(limit_s)
            ended_at = time.monotonic()
            out, err = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"no end within {limit_s} s: {err.decode()[-2000:]}") from None
        ended = Ended(
            process.returncode,
            (out or b"").decode("utf-8", "backslashreplace"),
            (err or b"").decode("utf-8", "backslashreplace"),
            ended_at - began,
            ended_at,
        )
        assert ended.code >= 0, f"ended by signal {-ended.code}: {ended.stderr}"
        self.look_over(ended.stdout, ended.stderr)
        assert self.device.malformed() == []
        assert list(self.here.iterdir()) == [], "a file landed in the current folder"
        return ended

    @staticmethod
    def look_over(*texts: str) -> None:
        """What no output may hold."""
        for text in texts:
            assert "Traceback" not in text, text
            assert "QThread" not in text, text
            for secret in SECRETS:
                assert secret not in text
                assert secret.encode().hex() not in text


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """This process's environment with some of it changed, and none of what changes Python's streams."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    for name, value in (changes or {}).items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env
