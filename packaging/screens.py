"""Pictures of the wizard: `make screens` writes every page and every code, light and dark, in each language.

    python packaging/screens.py [--out build/screens] [--scenario NAME …] [--language en …] [--scale 1.0]

Drives the real wizard against the simulated device, cloud and radio, offscreen.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication

from spark_setup.brand import load
from spark_setup.core.secrets import Secret
from spark_setup.setup import story
from spark_setup.setup.facts import Interrupted
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import SCENARIOS, find
from spark_setup.support.moments import Moment
from spark_setup.support.samples import account_samples, samples
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.brand_words import words_for
from spark_setup.ui.controller import SetupController
from spark_setup.ui.pages.base import Look
from spark_setup.ui.rerun import Rerun
from spark_setup.ui.screenshots import Photographer, picture_name
from spark_setup.ui.system_theme import theme_for
from spark_setup.ui.theme import Scheme
from spark_setup.ui.wizard import SetupWizard

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
            if not options.scenario:
                shoot_the_rest(folder, language, scheme, options)
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
    resize(controller.wizard, options)
    Autopilot(controller.wizard, ANSWERS.get(name, HAPPY))
    controller.wizard.refresh()
    application.exec()
    demo.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def resize(wizard: SetupWizard, options: argparse.Namespace) -> None:
    """To the size that was asked for, if one was."""
    if options.size:
        width, height = map(int, options.size.split("x"))
        wizard.resize(width, height)


def shoot_the_rest(folder: Path, language: str, scheme: Scheme, options: argparse.Namespace) -> None:
    """The pages that no scenario leads to (signing in, resuming, the support team), from invented facts."""
    brand = load(None)
    alone = replace(options_of(brand, has_session=False), can_sign_in=True, can_create_account=True)
    known = samples(options_of(brand, has_session=True))
    waiting = next(m.setup for m in known if m.setup.sent and not m.setup.problem)
    at_support = Problem(Code.NOT_SEEN_ONLINE, reason="L19", place=Place.SUPPORT, values={"limit_s": "120"})
    resumed = replace(waiting, interrupted=Interrupted(at=-60.0, place="progress", was_mine=False))
    more = [story.failed(waiting, at_support), resumed]
    moments = [
        *account_samples(replace(alone, can_skip_account=True, can_enter_code=True)),
        *known,
        *(Moment(setup, story.next_step(setup, 141.0), 0.0, 141.0) for setup in more),
    ]
    names = {picture_name(m.setup, m.step): m for m in moments if m.code != Code.OTHER_OWNER}
    missing = [moment for name, moment in names.items() if not (folder / f"{name}.png").exists()]
    words = words_for(brand, language, "api.particle.io")
    theme = theme_for(brand, scheme, options.scale, reduced_motion=True)
    rerun = Rerun(missing)
    wizard = SetupWizard(rerun, Look(brand, words, theme))
    wizard.show()
    Photographer(wizard, folder)
    resize(wizard, options)
    for rerun.at in range(len(missing)):
        rerun.show_moment()
        wizard.refresh()
    wizard.help.end()
    rerun.cancel()
    wizard.deleteLater()
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
