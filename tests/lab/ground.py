"""Lays the laboratory out: the real NetworkManager, a device and a router with the same address."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fakes import nm_daemon

HERE = Path(__file__).parent


def why_not() -> str | None:
    """Why it cannot be laid out here, or None."""
    if os.geteuid() != 0:
        return "the laboratory of the real wizard needs root"
    return nm_daemon.why_not()


class Neighbour:
    """A process of world.py in a namespace of its own."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            ["unshare", "-n", sys.executable, str(HERE / "world.py"), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.read() == "here"

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.kill()
        self.process.wait(10)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


class Ground:
    """The computer's namespace is the daemon's; `wizard` runs in it."""

    def __init__(self, daemon: nm_daemon.NmDaemon, folder: Path) -> None:
        self.daemon, self.folder = daemon, folder
        self.pid = daemon._process.pid
        self.neighbours: list[Neighbour] = []
        self.device = self._neighbour("device", str(self.pid), str(folder))
        self._inside("ip", "link", "set", "air9", "netns", str(self.device.process.pid))
        self.device.say("go")
        word, self.cloud_url = self.device.read().split()
        assert word == "ready"

    def _neighbour(self, *words: str) -> Neighbour:
        self.neighbours.append(Neighbour(*words))
        return self.neighbours[-1]

    def _inside(self, *command: str) -> None:
        subprocess.run([*self._enter(), *command], check=True)

    def _enter(self) -> list[str]:
        return ["nsenter", "-t", str(self.pid), "-n", "-m", "--"]

    def lay_cable(self) -> None:
        """A cable to a router that is 192.168.0.1 too, managed by NetworkManager, with the default route."""
        router = self._neighbour("router", str(self.folder))
        peer = ("peer", "name", "far0", "netns", str(router.process.pid))
        self._inside("ip", "link", "add", "cable0", "type", "veth", *peer)
        router.say("go")
        assert router.read() == "ready"
        self._inside("ip", "link", "set", "cable0", "up")
        self._inside("ip", "addr", "add", "192.168.0.2/24", "dev", "cable0", "metric", "100")
        self._inside("ip", "route", "add", "default", "via", "192.168.0.1", "dev", "cable0", "metric", "100")

    def state(self) -> dict[str, dict[str, object]]:
        """Of device and cloud."""
        self.device.say("state")
        answer = json.loads(self.device.read())
        assert isinstance(answer, dict)
        return answer

    def reset(self) -> None:
        """The device as it came out of the box."""
        self.device.say("reset")
        assert self.device.read() == "reset"

    def packets(self, name: str) -> list[bytes]:
        """What came in at "router" or "device" so far."""
        return [bytes.fromhex(line) for line in (self.folder / name).read_text().splitlines()]

    def wizard(self, state: Path, ending: str, *options: str) -> subprocess.Popen[str]:
        """The real program, as a process group of its own."""
        state.mkdir(exist_ok=True)
        home = {"HOME": str(state), "XDG_STATE_HOME": str(state), "XDG_RUNTIME_DIR": str(state)}
        environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
        token = ("--token-file", str(self.folder / "token"), "--api-url", self.cloud_url, "--speed", "20")
        log = ("--log-file", str(state / "log"), "--result", str(state / "result"))
        with (state / "stderr").open("w") as stderr:
            return subprocess.Popen(
                [*self._enter(), sys.executable, str(HERE / "real_wizard.py"),
                 str(self.folder), ending, *token, *log, *options],
                stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment, start_new_session=True,
            )  # fmt: skip

    def close(self) -> None:
        for neighbour in self.neighbours:
            neighbour.close()


@contextlib.contextmanager
def laid_out(folder: Path) -> Iterator[Ground]:
    """Everything but the cable."""
    with nm_daemon.nm_daemon() as daemon:
        ground = Ground(daemon, folder)
        try:
            yield ground
        finally:
            ground.close()
