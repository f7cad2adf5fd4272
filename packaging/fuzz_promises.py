"""What the wizard promises at every moment, whoever presses whatever: each breach is a find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from fuzz_hands import Hands
from spark_setup.setup import decisions as d
from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome, SetupResult
from spark_setup.setup.story import Work
from spark_setup.simulator.cloud import STRANGER
from spark_setup.simulator.demo import Demo
from spark_setup.ui.pages.base import Page
from spark_setup.ui.pages.table import page_for
from spark_setup.ui.pages.wrong_password import WrongPasswordPage
from spark_setup.ui.rail_words import current_step
from spark_setup.ui.widgets.marks import State
from spark_setup.ui.widgets.progress_row import RowWidget
from spark_setup.ui.wizard import SetupWizard

W = TypeVar("W", bound=QWidget)
BESIDE = ("frame.code", "frame.help", "frame.cancel", "frame.back", "drawer.")
"""Buttons that lead nowhere but beside the page, back or out."""


EVIDENCE = {
    "ready.internet": "internet_answers",
    "ready.account": "account_ready",
    "ready.wifi": "wifi_probed",
    "ready.path": "path_checked",
    "ready.device": "devices_seen",
    "join.left": "own_network_left",
    "join.joined": "device_network_joined",
    "join.answers": "device_answered",
    "join.networks": "networks_seen",
    "progress.delivered": "details_delivered",
    "progress.left": "setup_mode_left",
    "progress.online": "seen_online",
    "progress.linked": "linked",
}
"""The fact that each tick is drawn from."""


class Broken(AssertionError):  # noqa: N818 - what the search was for
    """A promise that was not kept."""


class Promises:
    """Of one wizard. `check` when the event loop has had its turn; `at_the_end` with the result."""

    def __init__(self, wizard: SetupWizard, demo: Demo, journal: Path, secrets: list[str]) -> None:
        self._wizard, self._demo, self._journal, self._secrets = wizard, demo, journal, secrets
        self._place: Place | None = None

    def check(self, hands: Hands) -> None:
        """Everything that can be said of this moment. `hands` know what was typed, and where."""
        wizard = self._wizard
        ends = wizard.conductor.over or wizard.conductor.step.place is Place.END
        if ends or wizard.current is None:
            return
        page = wizard.current
        self._agrees(page)
        self._leads_on(page)
        self._has_focus()
        self._keeps(hands, page)
        self._honest(page)
        self._discreet()
        modal = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isModal()]
        _promise(len(modal) < 2, f"{len(modal)} modal windows")

    # ------------------------------------------------------------------ the picture

    def _agrees(self, page: Page) -> None:
        """Page, story, header, rail, chip and panel tell the same."""
        wizard, view = self._wizard, self._wizard.view
        place, problem = view.step.place, view.setup.problem
        _promise(type(page) is page_for(place), f"{type(page).__name__} stands at {place.value}")
        _promise(page.view is not None and page.view.step.place is place, "the page shows another place")
        n = current_step(view)
        code = problem.code.value if problem is not None else page.code(view) or f"S{n}"
        _promise(wizard.chip.text() == code, f"chip {wizard.chip.text()} for {code}")
        _promise(str(n) in wizard.windowTitle() or wizard.leaving.at_an_end, "the window's title")
        _promise(wizard.body.header.title.text() != "", "no title")
        own = problem is not None and page.handles(problem)
        panel = wizard.leaving.asking or (problem is not None and not own)
        _promise(wizard.body.panel.isVisible() is panel, f"panel for {code}")

    def _leads_on(self, page: Page) -> None:
        """Something to press or to fill in; or a wait that can be left."""
        wizard, step = self._wizard, self._wizard.conductor.step
        ways = [b for b in _seen(wizard, QAbstractButton) if not b.objectName().startswith(BESIDE)]
        inputs = [w for kind in (QLineEdit, QAbstractItemView) for w in _seen(page, kind)]
        primary = wizard.primary_button
        if primary.isVisible() and not primary.isEnabled():
            saving = step.work is Work.RENAME or not step.asks
            _promise(bool(primary.accessibleDescription()) or saving, "a primary greyed without a reason")
        if step.asks:
            _promise(bool(ways or inputs), "nothing to press")
            return
        _promise(step.work is not None, "waits for nothing")
        offer = wizard._offered(page)
        leaves = offer.cancel is not None or offer.quiet is not None or step.work is Work.RENAME
        _promise(leaves or bool(ways), "a wait that cannot be left")

    def _has_focus(self) -> None:
        if not self._wizard.isActiveWindow():
            return
        focused = QApplication.focusWidget()
        _promise(focused is not None, "the focus is nowhere")
        assert focused is not None
        _promise(focused.isVisible(), f"the focus is on {focused.objectName()!r}, which is hidden")

    # ------------------------------------------------------------------ what was typed

    def _keeps(self, hands: Hands, page: Page) -> None:
        """No failure takes a text away; a refused password is there to be corrected."""
        typed, place = hands.typed, self._wizard.conductor.step.place
        if place is not self._place:
            self._place = place
            typed.clear()
            sent = self._wizard.conductor.setup.decision(d.Password)
            untouched = "wrong_password.field" not in hands.known
            if isinstance(page, WrongPasswordPage) and sent is not None and untouched:
                _promise(page.field.text() == sent.text.reveal(), "the refused password is gone")
        for edit, text in list(typed.items()):
            if not shiboken6.isValid(edit) or not edit.isVisible():
                del typed[edit]
            else:
                _promise(edit.text() == text, f"the text in {edit.objectName()} changed by itself")

    def _discreet(self) -> None:
        """What was typed into a password field is in no label, title, journal, and on no clipboard."""
        wizard = self._wizard
        labels = [label.text() for label in _seen(wizard, QLabel)]
        kept = self._journal.read_text(encoding="utf-8") if self._journal.exists() else ""
        said = "\n".join((*labels, wizard.windowTitle(), kept))
        _promise(not any(s in said for s in self._secrets), "a password is shown")

    def report_is_discreet(self) -> None:
        """The report of this moment can be made, and holds no secret."""
        text = self._wizard.help.reporting.report().text
        token = self._demo.cloud.token.reveal()
        _promise(not any(s in text for s in (*self._secrets, token)), "a secret in the report")

    # ------------------------------------------------------------------ honesty

    def _honest(self, page: Page) -> None:
        setup = self._wizard.conductor.setup
        if page.celebrates:
            facts = setup.sent is not None and setup.online is not None and setup.linked is not None
            _promise(facts, "a success without its facts")
            self._online_and_owned()
        known = {fact.name for fact in setup.facts}
        for row in _seen(self._wizard.body, RowWidget):
            proof = EVIDENCE.get(row.objectName(), "")
            if row.row.state is State.DONE and proof:
                _promise(proof in known, f"a tick at {row.objectName()} without its fact")

    def _online_and_owned(self) -> None:
        """The simulated cloud's own word."""
        setup, cloud = self._wizard.conductor.setup, self._demo.cloud
        device = setup.device.device_id if setup.device is not None else ""
        owner = cloud.owner_of(device)
        _promise(owner is not None and owner != STRANGER, f"success, and it is {owner}'s")
        asked = [x for x in cloud.state()["devices"] if x["id"] == device]  # type: ignore[attr-defined]
        _promise(bool(asked), "success, and the cloud does not know the device")

    def at_the_end(self, result: SetupResult) -> None:
        """The window is gone, the Wi-Fi is where the result says, nothing is left."""
        radio = self._demo.radio
        if result.outcome is Outcome.SUCCESS:
            self._online_and_owned()
        if result.wifi_restored:
            _promise(radio.current == radio.behaviour.own_ssid, f"restored, and it is on {radio.current!r}")
        _promise(not self._journal.exists(), "the journal is still there")
        _promise(not any(s in result.to_json() for s in self._secrets), "a password in the result")
        json.loads(result.to_json())


def _promise(kept: bool, what: str) -> None:
    if not kept:
        raise Broken(what)


def _seen(parent: QWidget, kind: type[W]) -> list[W]:
    return [w for w in parent.findChildren(kind) if w.isVisible() and w.isEnabled()]
