"""The measured processes of packaging/bench.py: `bench_child.py NOTES bare|wizard|exchange [OPTION…]`.

What was seen is written to the file NOTES as one JSON object. Moments are those of the monotonic clock, which
all processes of a computer share, so that the parent can subtract the moment at which it started this one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

BEAT_MS = 5
CLAIM_CODE = "A" * 63
ROUNDS = 30


class Notes:
    """What this process saw."""

    def __init__(self, file: str) -> None:
        self.file, self.seen = Path(file), dict[str, Any]()

    def write(self) -> None:
        """Replace what was written before."""
        self.file.write_text(json.dumps(self.seen))


def watch_windows(notes: Notes, *, stop_at_first_paint: bool) -> None:
    """Note the first paint of a window and the longest stall after it, once the event loop runs."""
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        """Filters events until the first paint; then only a timer beats."""

        def __init__(self) -> None:
            super().__init__()
            self.last = 0.0
            self.timer = QTimer(self)
            self.timer.setTimerType(Qt.TimerType.PreciseTimer)
            self.timer.setInterval(BEAT_MS)
            self.timer.timeout.connect(self.beat)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            painted = event.type() == QEvent.Type.Paint and isinstance(watched, QWidget)
            if painted and "first_paint" not in notes.seen:
                # The event comes before the painting: what is posted now runs after it.
                notes.seen["first_paint"] = 0.0
                QTimer.singleShot(0, self, self.painted)
            return False

        def painted(self) -> None:
            notes.seen["first_paint"] = self.last = time.monotonic()
            notes.seen["stall_ms"] = 0.0
            notes.write()
            application = QApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
            if stop_at_first_paint:
                import os

                os._exit(0)
            self.timer.start()

        def beat(self) -> None:
            now = time.monotonic()
            notes.seen["stall_ms"] = max(notes.seen["stall_ms"], (now - self.last) * 1000 - BEAT_MS)
            self.last = now

    run_loop = QApplication.exec

    def watched_loop(*_: object) -> int:
        watch = Watch()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watch)
        try:
            return run_loop()
        finally:
            watch.timer.stop()
            notes.write()

    QApplication.exec = watched_loop  # type: ignore[method-assign]


def bare(notes: Notes) -> int:
    """A wizard of three pages with nothing on them: what Qt and Python cost without us."""
    watch_windows(notes, stop_at_first_paint=True)
    from bench_bare import main

    return main()


def wizard(notes: Notes, arguments: list[str]) -> int:
    """Ours, as the command line starts it; `--until-painted` first ends it there."""
    until_painted = arguments[:1] == ["--until-painted"]
    sys.argv = ["spark-setup", *arguments[until_painted:]]
    watch_windows(notes, stop_at_first_paint=until_painted)
    from spark_setup.__main__ import main

    return main()


def exchange(notes: Notes) -> int:
    """Our client and, if it is there, Particle's: the same five commands with the same device, in turn."""
    import shutil
    import socket
    import subprocess

    from spark_setup.core.cancel import CancelToken
    from spark_setup.core.secrets import Secret
    from spark_setup.simulator.behaviour import CONFORMANCE
    from spark_setup.simulator.device import SimulatedDevice
    from spark_setup.softap.client import DeviceClient

    device, cancel = SimulatedDevice(behaviour=CONFORMANCE), CancelToken()
    air = [{"ssid_hex": b"Home".hex(), "rssi": -50, "sec": 4194308, "ch": 6, "mdr": 54000}]

    def opener(service: str, timeout: float, token: CancelToken) -> socket.socket:
        return socket.create_connection(("127.0.0.1", device.port), timeout)

    def ours() -> float:
        client = DeviceClient(opener)
        began = time.perf_counter()
        scan = client.scan(cancel)
        key = client.public_key(cancel)
        client.set_claim_code(Secret(CLAIM_CODE), cancel)
        home = scan.networks[0]
        client.configure_ap(
            ssid=home.ssid,
            sec=home.sec,
            channel=home.channel,
            password=Secret("correct horse 9"),
            key=key,
            cancel=cancel,
        )
        client.connect_ap(cancel)
        return (time.perf_counter() - began) * 1000

    node = shutil.which("node")
    script = Path(__file__).with_name("bench_exchange.js")
    modules = script.parent.parent / "build" / "npm" / "node_modules"
    if node is not None and (modules / "@particle" / "softap-setup").is_dir():
        theirs = subprocess.Popen(
            [node, "--no-deprecation", str(script), str(modules), CLAIM_CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    else:
        theirs = None
    notes.seen.update(softap_exchange_ms=[], softap_exchange_js_ms=[])
    try:
        for round_ in range(ROUNDS + 3):
            device.reset({"firmware": "2.3.1", "air": air})
            seen = {"softap_exchange_ms": ours()}
            if theirs is not None:
                assert theirs.stdin is not None
                assert theirs.stdout is not None
                device.reset({"firmware": "2.3.1", "air": air})
                theirs.stdin.write(f"{device.port}\n")
                theirs.stdin.flush()
                seen["softap_exchange_js_ms"] = float(theirs.stdout.readline())
            for name, value in seen.items() if round_ >= 3 else ():  # the first ones warm up
                notes.seen[name].append(value)
    finally:
        device.stop()
        if theirs is not None:
            theirs.communicate()
    notes.write()
    return 0


def main() -> int:
    """Be the process that was asked for."""
    notes, what, arguments = Notes(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if what == "bare":
        return bare(notes)
    return wizard(notes, arguments) if what == "wizard" else exchange(notes)


if __name__ == "__main__":
    sys.exit(main())
