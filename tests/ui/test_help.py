"""The drawer, what its buttons do, the report dialog, about; all of it offline and beside the page."""

from __future__ import annotations

import base64
import logging
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from fakes.shown import OPTIONS, Recording, not_seen, sample, showing
from spark_setup.setup import decisions as d
from spark_setup.setup.problems import Way
from spark_setup.setup.story import Work
from spark_setup.support.moments import Moment
from spark_setup.support.replay import load
from spark_setup.support.samples import samples
from spark_setup.ui import announce
from spark_setup.ui.dialogs.about import AboutDialog
from spark_setup.ui.dialogs.report import ReportDialog
from spark_setup.ui.help import Help
from spark_setup.ui.wizard import SetupWizard

from .conftest import Shown

Open = Callable[..., SetupWizard]


@pytest.fixture
def wizard(active: Shown) -> Open:
    """Shows a moment; without one a device that was not seen online."""

    def show(moment: Moment | None = None, **how: object) -> SetupWizard:
        return active(moment or showing(not_seen(), since=21.0), **how)

    return show


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(announce, "say", lambda _w, text, assertive=False: heard.append(text))
    return heard


def texts(window: SetupWizard) -> str:
    return "\n".join(label.text() for label in window.help.drawer.findChildren(QLabel))


def press(window: SetupWizard, name: str) -> None:
    button = window.help.drawer.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


# ---------------------------------------------------------------- the drawer


def test_f1_opens_and_closes(wizard: Open, qtbot: QtBot) -> None:
    window = wizard()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help.visible
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not window.help.visible


@pytest.mark.parametrize("name", ["frame.code", "frame.help"])
def test_chip_and_help_open_it(wizard: Open, name: str) -> None:
    window = wizard()
    button = window.findChild(QAbstractButton, name)
    assert button is not None
    button.click()
    assert window.help.visible


def test_it_shows_what_support_asks_for(wizard: Open) -> None:
    window = wizard()
    window.help.show()
    shown = texts(window)
    for wanted in ("S6-02", "3b0021 001747 353236", "343033", "Home", "2.4 GHz, strong signal"):
        assert wanted in shown
    assert "Home-5G" in shown, "the computer's own network"
    assert "Not asked yet" in shown
    assert "Wi-Fi details delivered" in shown, "the time line"


def test_escape_closes_it_and_the_focus_returns(wizard: Open, qtbot: QtBot) -> None:
    window = wizard()
    before = window.primary_button
    before.setFocus()
    window.help.show()
    assert window.help.drawer.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.help.visible
    assert QApplication.focusWidget() is before
    assert not window.leaving.asking, "Esc closed the drawer and nothing else"


def test_escape_on_the_page_closes_the_drawer_first(wizard: Open) -> None:
    window = wizard()
    window.help.show()
    window.reject()
    assert not window.help.visible
    assert not window.leaving.asking


def test_it_lies_beside_the_page_where_there_is_room(wizard: Open) -> None:
    window = wizard()
    drawer, body = window.help.drawer, window.body
    edge = window.width() - body.mapTo(window, body.rect().topRight()).x()
    window.help.show()
    right = body.mapTo(window, body.rect().topRight()).x()
    assert right > drawer.x(), "over the page in a window of the usual size"
    window.resize(1180, window.height())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    right = body.mapTo(window, body.rect().topRight()).x()
    assert right < drawer.x()
    assert drawer.geometry().right() == window.width() - 1
    window.help.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert window.width() - body.mapTo(window, body.rect().topRight()).x() == edge


def test_it_leaves_the_footer_free(wizard: Open) -> None:
    window = wizard()
    window.help.show()
    assert window.help.drawer.geometry().bottom() < window.footer.top()
    assert window.footer.top() <= window.chip.mapTo(window, window.chip.rect().topLeft()).y()


def test_it_follows_what_happens(wizard: Open) -> None:
    window = wizard()
    window.help.show()
    assert isinstance(window.conductor, Recording)
    window.conductor.decide(d.Light("L4"))
    assert window.help.drawer.code.text() == "S6-06"
    assert "L4, slowly fading green" in texts(window)


def test_opening_is_spoken(wizard: Open, spoken: list[str]) -> None:
    window = wizard()
    window.help.show()
    assert "Details for support, code S 6 - 0 2" in spoken


# ---------------------------------------------------------------- copy, give back, guide


def test_copy_summary(wizard: Open, spoken: list[str]) -> None:
    window = wizard()
    window.help.show()
    press(window, "drawer.copy")
    lines = QApplication.clipboard().text().splitlines()
    assert 8 <= len(lines) <= 15
    assert "S6-02" in lines[1]
    assert "3b0021 001747 353236 343033" in lines[2]
    assert "Copied" in spoken
    button = window.help.drawer.findChild(QAbstractButton, "drawer.copy")
    assert button is not None
    assert button.text() == "Copied"


def test_the_summary_of_every_page_says_where_it_is(wizard: Open) -> None:
    for place in ("ready", "password", "network", "result.success"):
        window = wizard(sample(place))
        window.help.copy_summary()
        assert f"page {place}" in QApplication.clipboard().text()


def test_summary_and_report_say_what_the_corner_says(wizard: Open) -> None:
    window = wizard(sample("owner", "S5-05"))
    assert isinstance(window.conductor, Recording)
    from dataclasses import replace

    setup = replace(window.conductor.setup, problem=None)
    claimed = replace(setup, device=replace(setup.device, claimed=True))  # type: ignore[type-var]
    window.conductor.put(claimed.without(d.Choose, d.Own))
    assert window.chip.text() == "S5-04", "a page with a code and without a problem"
    window.help.copy_summary()
    assert "S5-04" in QApplication.clipboard().text()
    assert '"code": "S5-04"' in window.help.reporting.report().text


def test_giving_back_what_was_never_taken_is_explained(wizard: Open, spoken: list[str]) -> None:
    window = wizard()
    window.help.show()
    press(window, "drawer.wifi")
    assert window.help.drawer.note.isVisible()
    assert "Nothing to give back" in window.help.drawer.note.text()
    assert any("Nothing to give back" in line for line in spoken)
    assert not window.conductor.over


def test_giving_back_lets_the_device_go(wizard: Open) -> None:
    window = wizard(sample("password"))
    assert window.conductor.setup.away
    window.help.show()
    press(window, "drawer.wifi")
    assert window.conductor.step.work is Work.GIVE_BACK
    assert not window.conductor.over


def test_the_guide_is_opened_as_a_private_file(wizard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    window = wizard()
    window.help.show()
    press(window, "drawer.guide")
    (path,) = opened
    assert Path(path).stat().st_mode & 0o077 == 0
    assert "L22" in Path(path).read_text(encoding="utf-8")


def test_a_guide_that_nothing_opens_is_said(wizard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window = wizard()
    window.help.show()
    press(window, "drawer.guide")
    assert "could not be opened" in window.help.drawer.note.text()


# ---------------------------------------------------------------- the report


def report_of(window: SetupWizard) -> ReportDialog:
    window.help.show()
    press(window, "drawer.save")
    dialog = window.help.dialog
    assert isinstance(dialog, ReportDialog)
    return dialog


def test_everything_is_shown_before_it_is_saved(wizard: Open, tmp_path: Path, spoken: list[str]) -> None:
    dialog = report_of(wizard())
    shown = dialog.text.toPlainText()
    dialog.save_to(tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name).decode() in shown
    assert "Passwords" in dialog.lead.text()
    assert "a sample only" not in shown, "the password"
    assert dialog.reference.text() == dialog.report.reference
    assert dialog.reference.text() in dialog.words("report.file", reference=dialog.report.reference)
    assert any(" ".join(dialog.report.reference) in line for line in spoken)
    assert dialog.show_file.isVisible()


def test_what_was_saved_can_be_replayed(wizard: Open, tmp_path: Path) -> None:
    window = wizard()
    assert isinstance(window.conductor, Recording)
    window.conductor.decide(d.Light("L4"))
    report_of(window).save_to(tmp_path / "r.zip")
    replay = load(tmp_path / "r.zip")
    pages = [(moment.step.place.value, moment.code) for moment in replay.pages]
    assert pages == [("progress.not_seen", "S6-02"), ("progress.no_service", "S6-06")]


def test_names_can_be_shortened(wizard: Open) -> None:
    dialog = report_of(wizard())
    assert "Home-5G" in dialog.text.toPlainText()
    dialog.shorten.click()
    assert "Home-5G" not in dialog.text.toPlainText()
    assert "Ho…" in dialog.text.toPlainText()


def test_a_folder_that_cannot_be_written_is_said(wizard: Open, tmp_path: Path) -> None:
    dialog = report_of(wizard())
    dialog.save_to(tmp_path / "nowhere" / "r.zip")
    assert "could not be written" in dialog.saved_line.text()
    assert dialog.save.isVisible()
    dialog.save_to(tmp_path / "r.zip")
    assert dialog.saved_line.text() == "Saved. Reference"


def test_the_text_can_be_copied(wizard: Open) -> None:
    dialog = report_of(wizard())
    dialog.copy.click()
    assert QApplication.clipboard().text() == dialog.report.text


@pytest.mark.parametrize("place", ["result.offline"])
def test_pages_lead_straight_to_the_report(wizard: Open, place: str) -> None:
    window = wizard(sample(place))
    button = window.findChild(QAbstractButton, "result.details")
    assert button is not None
    button.click()
    assert isinstance(window.help.dialog, ReportDialog)


def test_closing_gives_the_focus_back(wizard: Open, qtbot: QtBot) -> None:
    window = wizard()
    window.primary_button.setFocus()
    window.help.save_details()
    dialog = window.help.dialog
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.help.dialog is None
    qtbot.waitUntil(lambda: window.focusWidget() is window.primary_button)


def test_scenario_12_diagnostics_are_useful_and_clean(
    wizard: Open, tmp_path: Path, expected_warnings: Callable[..., None]
) -> None:
    """Every code in turn, secrets planted: a report within 3 s, full, and without any of them in any form."""
    secrets = ("a sample only", "x" * 63, "northwind-token-0815", "maria@northwind.example")
    expected_warnings("sent ")
    window = wizard(sample("ready"))
    assert isinstance(window.conductor, Recording)
    for secret in secrets:
        window.help.reporting.redactor.add(secret)
        for form in (
            secret,
            secret.encode().hex(),
            base64.b64encode(secret.encode()).decode(),
            quote(secret),
        ):
            logging.getLogger("spark_setup.test").warning("sent %s", form)
    for moment in samples(OPTIONS):
        window.conductor.put(moment.setup)
        began = time.monotonic()
        window.help.reporting.begin()
        report = window.help.reporting.report()
        report.save(tmp_path / "r.zip")
        assert time.monotonic() - began < 3
        for wanted in (moment.code, moment.step.place.value, "setup"):
            assert wanted in report.text
        if moment.setup.device is not None:
            assert moment.setup.device.device_id in report.text
        for secret in secrets:
            encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
            for form in (secret, secret.encode().hex(), encoded, quote(secret)):
                assert form not in report.text
    assert len(load(tmp_path / "r.zip").pages) > 40


# ---------------------------------------------------------------- about, ways out, the end


def test_about_names_the_parts_and_their_licences(wizard: Open) -> None:
    window = wizard()
    window.help.show_about()
    dialog = window.help.dialog
    assert isinstance(dialog, AboutDialog)
    parts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert parts[0].startswith("spark-setup ")
    for wanted in ("PySide6", "requests", "cryptography"):
        assert any(part.startswith(wanted) for part in parts)
    row = next(row for row, part in enumerate(parts) if part.startswith("requests"))
    dialog.list.setCurrentRow(row)
    assert "Apache" in dialog.text.toPlainText()


def test_the_note_for_the_administrator_has_the_device_id(wizard: Open) -> None:
    window = wizard()
    window.help.open(Way.COPY_NOTE)
    text = QApplication.clipboard().text()
    assert "5683" in text
    assert "3b0021001747353236343033" in text


def test_the_end_leaves_nothing_behind(wizard: Open) -> None:
    window = wizard()
    window.help.save_details()
    window.help.light.ask()
    window.help.show()
    handlers = len(logging.getLogger("spark_setup").handlers)
    window.help.end()
    assert len(logging.getLogger("spark_setup").handlers) == handlers - 1
    assert window.help.dialog is None
    assert window.help.light.dialog is None
    assert not window.help.visible


def test_a_report_knows_the_secrets_of_the_run(qtbot: QtBot) -> None:
    from fakes.shown import look
    from spark_setup.core.redact import Redactor
    from spark_setup.ui.wizard import SetupWizard as Wizard

    redactor = Redactor()
    redactor.add("northwind-secret-token")
    conductor = Recording(showing(not_seen()))
    window = Wizard(conductor, look(), redactor=redactor)
    qtbot.addWidget(window)
    conductor.start()
    help_: Help = window.help
    logging.getLogger("spark_setup.x").error("got northwind-secret-token")
    assert "northwind-secret-token" not in help_.reporting.report().text
    assert "got [secret]" in help_.reporting.report().text
    help_.end()
    conductor.cancel()


@pytest.fixture(autouse=True)
def _logged(request: pytest.FixtureRequest, expected_warnings: Callable[..., None]) -> None:
    if request.node.name == "test_a_report_knows_the_secrets_of_the_run":
        expected_warnings("got northwind")
