"""Pictures of the wizard: `make screens` writes every page and every code, light and dark, in each language.

    python packaging/screens.py [--out build/screens] [--scenario NAME …] [--language en …] [--scale 1.0]

Drives the real wizard against the simulated device, cloud and radio, offscreen.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication

from spark_setup.brand import load
from spark_setup.core.secrets import Secret
from spark_setup.setup.problems import Code
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import SCENARIOS, find
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.controller import SetupController, options_of
from spark_setup.ui.screenshots import Photographer
from spark_setup.ui.theme import Scheme

PASSWORD = Secret("correct horse 9")
HAPPY = Answers(network="Home", password=PASSWORD, name="Kitchen")
ANSWERS: dict[str, Answers] = {
    "default": HAPPY,
    "list": Answers(network="Café", password=PASSWORD),
    "claimed-other": Answers(network="Home", password=PASSWORD, decision="take_over"),
    "hidden": Answers(network="Attic", security="wpa2", password=PASSWORD),
    "open": Answers(network="Café Lumière"),
    "crowd": Answers(network="Neighbour 12", password=PASSWORD),
    "five-ghz": Answers(network="Home", password=PASSWORD),
    "late": Answers(network="Home", password=PASSWORD, retry=(Answers(),)),
    "keeps-trying": Answers(
        network="Home", password=PASSWORD, retry=(Answers(password=Secret("another one 7")),)
    ),
    "S2-06": Answers(network="Home", password=PASSWORD, device="JZ6B"),
    "S3-03": Answers(network="Home", password=PASSWORD),
    "S3-04": Answers(network="Office", password=PASSWORD),
    "S3-05": Answers(network="Attic", password=Secret("thirteen-keys"), retry=(Answers(),)),
    "S4-01": Answers(network="Home", password=Secret("short")),
    "S4-02": Answers(network='Café "5G"', password=PASSWORD),
    "S5-04": Answers(network="Home", password=PASSWORD),
    "S5-05": Answers(network="Home", password=PASSWORD, retry=(Answers(decision="wifi_only"),)),
    "not-in-product": Answers(network="Home", password=PASSWORD, retry=(Answers(decision="wifi_only"),)),
    "S6-01": Answers(network="Home", password=PASSWORD, retry=(Answers(password=Secret("another one 7")),)),
    "S6-03": Answers(network="Home", password=PASSWORD, retry=(Answers(),)),
    "S6-06": Answers(network="Home", password=PASSWORD, led=("L15",), retry=(Answers(),)),
    "S7-01": Answers(network="Home", password=PASSWORD, name="Kitchen"),
}
EVERYTHING = (
    "default",
    "list",
    "five-ghz",
    "hidden",
    "by-hand",
    "permission",
    *(code.value for code in Code),
)


def main() -> int:
    """Write the pictures; prints the folders."""
    options = _options()
    application = QApplication(sys.argv[:1])
    for language in options.language:
        right_to_left = QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft
        application.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        for scheme in Scheme:
            folder = options.out / f"{language}-{scheme.value}"
            for name in options.scenario or EVERYTHING:
                shoot(application, name, folder, language, scheme, options)
            print(folder)
    return 0


def shoot(
    application: QApplication,
    name: str,
    folder: Path,
    language: str,
    scheme: Scheme,
    options: argparse.Namespace,
) -> None:
    """One scenario, from the first page to the last."""
    scenario = find(name if name in SCENARIOS else "default")
    demo = Demo(scenario, speed=options.speed)
    demo.start()
    brand = load(None)
    controller = SetupController(
        brand,
        services=demo.services(),
        options=options_of(brand, has_session=True),
        language=language,
        scheme=scheme,
        text_scale=options.scale,
        with_person=False,
    )
    controller.finished.connect(lambda _result: application.quit())
    controller.start()
    assert controller.wizard is not None
    Photographer(controller.wizard, folder)
    if options.size:
        width, height = map(int, options.size.split("x"))
        controller.wizard.resize(width, height)
    Autopilot(controller.wizard, ANSWERS.get(name, HAPPY))
    controller.wizard.refresh()
    application.exec()
    demo.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/screens"))
    parser.add_argument("--scenario", nargs="*", default=[])
    parser.add_argument("--language", nargs="*", default=["en", "de"])
    parser.add_argument("--speed", type=float, default=30.0)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
