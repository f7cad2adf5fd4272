"""The program at a moment when something it talks to stays silent, and somebody who closes it then (H09)."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType

from .field_bench import PROGRAM, Bench, Ended
from .field_cloud import FieldCloud, Manners
from .field_device import FieldDevice

MOMENTS = ("join", "scan", "online", "claim-code")
_CLOSER = str(Path(__file__).with_name("field_closer.py"))


class Closing:
    """One run: `start`, `wait_for_moment`, `close`, `end`."""

    def __init__(self, folder: Path, moment: str) -> None:
        self.moment = moment
        self._pressed = folder / "pressed"
        silent_at = {"join": "device-id", "scan": "scan-ap"}.get(moment, "")
        self.device = FieldDevice(silent_at=silent_at, silent_after_connect=moment == "online")
        manners = Manners(stream="silent", no_claim_code=moment == "claim-code", listed_after_s=3600.0)
        self.cloud = FieldCloud(self.device, manners)
        self.bench = Bench(folder, self.device, self.cloud)
        self._how = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: threading.Thread | None = None
        self._closed_at = self.ended_at = 0.0

    def __enter__(self) -> Closing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        if self._watch is not None:
            self._watch.join(5)
        self.device.stop()
        self.cloud.stop()

    def start(self, how: str) -> None:
        """Start the program, with somebody at its window."""
        self._how = how
        arguments = self.bench.arguments(speed=None)[len(PROGRAM) :]
        env: dict[str, str | None] = {"SPARK_SETUP_TEST_PRESSED": str(self._pressed)}
        pipes = {**self.bench.pipes(env), "stdin": subprocess.PIPE}
        self._process = subprocess.Popen([PROGRAM[0], _CLOSER, how, *arguments], **pipes)
        self._watch = threading.Thread(target=self._see_end, args=(self._process,), name="field-closing")
        self._watch.start()

    def _see_end(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        self.ended_at = time.monotonic()

    def wait_for_moment(self) -> None:
        """Until what stays silent was asked."""
        match self.moment:
            case "join":
                self.device.wait_for("device-id")
            case "scan":
                self.device.wait_for("scan-ap")
            case "online":
                self.cloud.wait_for("/v1/devices/events")
            case _:
                self.cloud.wait_for("/v1/device_claims")

    def close(self) -> None:
        """Close it now."""
        assert self._process is not None
        self._closed_at = time.monotonic()
        if self._how.startswith("sig"):
            self._process.send_signal(getattr(signal, self._how.upper()))
            return
        assert self._process.stdin is not None
        self._process.stdin.write(b"!")
        self._process.stdin.flush()

    def end(self) -> Ended:
        """What came of it."""
        assert self._process is not None
        process, self._process = self._process, None
        ended = self.bench.end(process, 15.0)
        assert self._watch is not None
        self._watch.join(5)
        return ended

    @property
    def took_s(self) -> float:
        """From the close to the end of the process; where the wizard asked, from *Leave*."""
        pressed = self._closed_at if self._how.startswith("sig") else float(self._pressed.read_text())
        return self.ended_at - pressed
