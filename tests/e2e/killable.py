"""Real wizards, each a process of its own that can be killed, beside a device and a cloud that live on.

Run by test_killed.py as a process. It imports everything once and forks: a line `FOLDER KILL` on stdin is
one wizard, the answer its exit code (negative: the signal). The folder is the computer: `ready.json` says
where device and cloud are, `listening` is there while the device's network is, `radio` holds the name of the
network the computer is in, whoever is killed. KILL is a place or the name of a fact, `-` for neither; the
process kills itself there with SIGKILL: at a place when it is drawn, at a fact when it is written down and
nobody else knows of it.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from spark_setup.brand import load
from spark_setup.cloud.client import CloudClient
from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret
from spark_setup.hostwifi.names import SetupNetworks
from spark_setup.hostwifi.prober import Prober
from spark_setup.hostwifi.session import WifiSession
from spark_setup.setup.facts import Fact
from spark_setup.setup.journal import Journal
from spark_setup.setup.production import device_client, glancing_client
from spark_setup.setup.services import Services
from spark_setup.setup.setup import Setup
from spark_setup.simulator.air import standard_air
from spark_setup.simulator.demo import LOOPBACK
from spark_setup.simulator.device_sockets import DeviceAddresses
from spark_setup.simulator.radio import SimulatedRadio
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController

LATER = (
    *(
        f"spark_setup.setup.steps.{name}"
        for name in ("check", "finish", "inspecting", "join", "online", "search")
    ),
    *(f"spark_setup.setup.steps.{name}" for name in ("keeping", "permission", "send", "sign_in")),
    *(f"spark_setup.ui.pages.{name}" for name in ("device", "joining", "network", "password", "progress")),
    *(f"spark_setup.ui.pages.{name}" for name in ("ready", "result", "resume", "success", "wrong_password")),
    *("spark_setup.softap.client", "cryptography.hazmat.primitives.asymmetric.rsa", "sseclient"),
)
"""What the program imports when it needs it: each of the wizards would do so anew."""

PASSWORD, OTHER_PASSWORD = "correct horse 9", "another one 7"


class Remote:
    """What a radio needs to know of a device in another process."""

    gives_address = True

    def __init__(self, folder: Path, ready: dict[str, Any]) -> None:
        self._sign = folder / "listening"
        self.ap_ssid = b"Northwind-U8BS"
        self.port, self.http_port = (int(ready[key].rpartition(":")[2]) for key in ("device", "device_http"))

    @property
    def listening(self) -> bool:
        return self._sign.exists()


class LastingRadio(SimulatedRadio):
    """The computer stays in the network it is in, whatever becomes of the process."""

    def __init__(self, folder: Path, device: Remote, clock: Clock) -> None:
        self._file, self._remote, self._begun = folder / "radio", device, False
        super().__init__(standard_air(), [device], clock=clock)  # type: ignore[list-item]
        self._begun = True

    @property
    def _current(self) -> bytes | None:  # type: ignore[override]
        ssid = self._file.read_bytes() or None
        return None if ssid == self._remote.ap_ssid and not self._remote.listening else ssid

    @_current.setter
    def _current(self, ssid: bytes | None) -> None:
        if self._begun:
            self._file.write_bytes(ssid or b"")


class DeadlyJournal(Journal):
    """Kills the process as soon as a fact of this name is on the disk."""

    def __init__(self, folder: Path, at: str) -> None:
        super().__init__(folder)
        self._at = at

    def recording(self, setup: Setup, clock: Clock, report: Callable[[Fact], None]) -> Callable[[Fact], None]:
        def hand_on(fact: Fact) -> None:
            if fact.name == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
            report(fact)

        return super().recording(setup, clock, hand_on)


def services(folder: Path, ready: dict[str, Any], speed: float) -> Services:
    clock = Clock(speed)
    radio = LastingRadio(folder, Remote(folder, ready), clock)
    session = WifiSession(
        radio,
        folder,
        prober=Prober("127.0.0.0/8", DeviceAddresses(radio.device_here), lambda: [LOOPBACK]),
        setup_networks=SetupNetworks(prefixes=("Northwind",)),
        guard=None,  # tests/lab has it; here the next start gives back
    )
    cloud = CloudClient(ready["api_url"], token=Secret(ready["token"]), direct=True)
    return Services(
        clock=clock,
        client=device_client,
        opener=radio.guarded(session.opener()),
        glancing=glancing_client,
        cloud=cloud,
        wifi=session,
        closers=(session.close, cloud.close, radio.close),
    )


def wizard(folder: Path, at: str) -> int:
    """One run to its end, or until it is killed."""
    ready = json.loads((folder / "ready.json").read_text())
    application = QApplication([])
    brand = load(None)
    controller = SetupController(
        brand,
        services=services(folder, ready, float(ready["speed"])),
        options=options_of(brand, has_session=True),
        language="en",
        with_person=False,
        journal=DeadlyJournal(folder, at),
    )
    controller.finished.connect(lambda result: (folder / "result").write_text(result.to_json()))
    controller.finished.connect(lambda result: application.exit(int(result.exit_code)))
    controller.start()
    assert controller.wizard is not None
    places: list[str] = []

    def drawn() -> None:
        assert controller.conductor is not None
        place = controller.conductor.step.place.value
        if place not in places:
            places.append(place)
            (folder / "places").write_text("\n".join(places))
        if place == at:
            os.kill(os.getpid(), signal.SIGKILL)

    controller.wizard.drawn.connect(drawn)
    retry = (Answers(password=Secret(OTHER_PASSWORD)),)
    Autopilot(controller.wizard, Answers(network="Home", password=Secret(PASSWORD), retry=retry))
    controller.wizard.refresh()
    return application.exec()


def main() -> int:
    for name in LATER:
        importlib.import_module(name)
    for line in sys.stdin:
        folder, at = line.split()
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os._exit(wizard(Path(folder), at))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
