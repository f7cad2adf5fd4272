"""The real program in the laboratory: only the radio is a veth. Run by test_real_wizard.py as a process.

    real_wizard.py FOLDER ENDING OPTIONS …     OPTIONS are spark-setup's own

ENDING `none`: nothing is pressed here (unattended). Else a person presses until a network or a password is
asked for, on the device's network; then `joined` is printed and the wizard ends as ENDING says, after
`ending TIME` (monotonic seconds).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from fakes.nm_daemon import StandInWifi
from spark_setup import cli
from spark_setup.hostwifi import backend
from spark_setup.launch import run as launch
from spark_setup.setup.places import Place
from spark_setup.setup.steps import keeping
from spark_setup.ui import conductor
from spark_setup.ui.wizard import SetupWizard

PATIENCE_MS = 30_000


class LabWifi(StandInWifi):
    """Hears the simulated device while it is in setup mode."""

    listening = Path()

    @property
    def heard(self) -> tuple[bytes, ...]:  # type: ignore[override]
        return (b"Northwind-A1B2",) if self.listening.exists() else ()


class Fell(BaseException):
    """What no step may raise."""


class Presser(QObject):
    """The person at the screen."""

    def __init__(self, wizard: SetupWizard, ending: str) -> None:
        super().__init__(wizard)
        self._wizard, self._ending = wizard, ending
        self._done: set[str] = set()
        wizard.drawn.connect(self._look)
        QTimer.singleShot(PATIENCE_MS, self._give_up)
        self._look()

    def _look(self) -> None:
        place = self._wizard.conductor.step.place
        if place is Place.ONE and "join" not in self._done:
            self._done.add("join")
            QTimer.singleShot(0, self._wizard.primary_button.click)
        if place in (Place.NETWORK, Place.PASSWORD) and "end" not in self._done:
            self._done.add("end")
            print("joined", flush=True)
            QTimer.singleShot(200, self._end)

    def _give_up(self) -> None:
        if "end" not in self._done:
            print("never joined", flush=True)
            self._wizard.conductor.give_up()

    def _end(self) -> None:
        print("ending", time.monotonic(), flush=True)
        if self._ending == "window":
            self._wizard.close()
        elif self._ending == "cancel":
            self._wizard.cancel_button.click()
        elif self._ending == "log-off":
            from fakes.log_off import log_off

            log_off()
            print("logged off", time.monotonic(), flush=True)
        elif self._ending == "quit":
            QApplication.quit()
        elif self._ending == "exception":
            FALL.append(True)


FALL: list[bool] = []


def run(folder: Path, ending: str, options: list[str]) -> int:
    LabWifi.listening = folder / "listening"
    backend.choose = lambda *_args, **_kw: LabWifi()
    # How long a page is seen that leaves by itself has nothing to do with how a wizard ends.
    conductor.DWELL_S = 0.0
    if ending != "none":
        launch._drive = lambda _options, _answers, wizard: Presser(wizard, ending)  # type: ignore[assignment]
    lost = keeping.is_link_lost

    def fall(wifi: object) -> bool:
        if FALL:
            raise Fell
        return lost(wifi)  # type: ignore[arg-type]

    keeping.is_link_lost = fall
    return cli.run(options)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
