"""The program with somebody at its window who closes it when told to: `field_closer.py x|cancel OPTION…`.

A byte on standard input is the word to close. Where the wizard asks first, *Leave* is pressed. The moment of
the last press is written to the file that SPARK_SETUP_TEST_PRESSED names (monotonic seconds).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QAbstractButton

from spark_setup.cli import run
from spark_setup.core.ending import end_process
from spark_setup.ui.wizard import SetupWizard


def close(window: SetupWizard, how: str) -> None:
    """Press what a person presses."""
    if how == "x":
        window.close()
    else:
        window.cancel_button.click()
    if window.leaving.asking:
        leave = [b for b in window.findChildren(QAbstractButton) if "leaving.leave" in b.objectName()]
        leave[0].click()
    Path(os.environ["SPARK_SETUP_TEST_PRESSED"]).write_text(str(time.monotonic()))


def main() -> int:
    """Run the program with a listener on standard input."""
    how, *arguments = sys.argv[1:]
    start = SetupWizard.start

    def started(self: SetupWizard) -> None:
        start(self)
        listener = QSocketNotifier(0, QSocketNotifier.Type.Read, self)

        def told() -> None:
            listener.setEnabled(False)
            close(self, how)

        listener.activated.connect(told)

    SetupWizard.start = started  # type: ignore[method-assign]
    return run(arguments)


if __name__ == "__main__":
    end_process(main())
