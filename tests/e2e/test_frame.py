"""The frame as a person meets it: keys, focus, Back, Cancel, names for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from spark_setup.brand import load
from spark_setup.setup.places import Place
from spark_setup.simulator.demo import Demo
from spark_setup.ui import announce, system_theme
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController
from spark_setup.ui.hands import type_into
from spark_setup.ui.theme import Scheme
from spark_setup.ui.wizard import SetupWizard

LIMIT_MS = 20_000


@pytest.fixture
def opened(demo: Callable[..., Demo], qtbot: QtBot) -> Iterator[Callable[..., SetupController]]:
    """Opens a wizard that a person would drive."""
    made: list[SetupController] = []

    def open_wizard(scenario: str = "default", **changes: object) -> SetupController:
        brand = load(None)
        running = demo(scenario)
        controller = SetupController(
            brand,
            services=running.services(),
            options=options_of(brand, has_session=True),
            **{"language": "en", "with_person": False, "scheme": Scheme.LIGHT, **changes},  # type: ignore[arg-type]
        )
        made.append(controller)
        controller.start()
        wizard = controller.wizard
        assert wizard is not None
        wizard.activateWindow()
        qtbot.waitUntil(wizard.isActiveWindow, timeout=LIMIT_MS)
        return controller

    yield open_wizard
    for controller in made:
        if controller.result is None:
            with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
                controller.cancel()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at(controller: SetupController, qtbot: QtBot, place: Place) -> SetupWizard:
    """Wait until the wizard shows `place`."""
    conductor = controller.conductor
    assert conductor is not None
    qtbot.waitUntil(lambda: conductor.step.place is place, timeout=LIMIT_MS)
    assert controller.wizard is not None
    return controller.wizard


def find(wizard: SetupWizard, name: str) -> QAbstractButton:
    found = wizard.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def enter(wizard: SetupWizard) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Return)


def test_scenario_14_keyboard_alone(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    """Enter · password · Enter · Enter: the fifteen strokes of the happy path."""
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    field = wizard.current.first_focus()  # type: ignore[union-attr]
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "correct hors")
    enter(wizard)
    at(controller, qtbot, Place.SUCCESS)
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
        enter(wizard)
    assert controller.result is not None
    assert controller.result.exit_code == 0


def test_escape_cancels_without_a_question(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
        QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert controller.result is not None
    assert controller.result.exit_code == 3


def test_closing_gives_the_wifi_back(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
        wizard.close()
    assert controller.result is not None
    assert controller.result.outcome.value == "user_cancel"
    assert controller.result.wifi_restored is True


def test_leaving_after_the_send_is_asked_once(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    controller = opened("S6-02")
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    type_into(wizard.current.first_focus(), "correct horse 9")  # type: ignore[union-attr,arg-type]
    enter(wizard)
    conductor = controller.conductor
    assert conductor is not None
    qtbot.waitUntil(lambda: conductor.setup.internet_back is not None, timeout=LIMIT_MS)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.leaving.asking
    assert "already has the details" in wizard.body.panel.cause.text()
    enter(wizard)
    assert not wizard.leaving.asking
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
        find(wizard, "leaving.leave").click()
    assert controller.result is not None
    assert controller.result.exit_code == 3


def test_back_from_the_password_leads_to_the_list_and_keeps_the_text(
    opened: Callable[..., SetupController], qtbot: QtBot
) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    type_into(wizard.current.first_focus(), "half typed")  # type: ignore[union-attr,arg-type]
    QTest.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    at(controller, qtbot, Place.NETWORK)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    field = wizard.current.first_focus()  # type: ignore[union-attr]
    assert isinstance(field, QLineEdit)
    assert field.text() == "half typed"
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_back_from_the_list_lets_the_device_go(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    find(wizard, "frame.back").click()
    at(controller, qtbot, Place.NETWORK)
    find(wizard, "frame.back").click()
    at(controller, qtbot, Place.ONE)
    conductor = controller.conductor
    assert conductor is not None
    assert not conductor.setup.away


def test_scenario_14_page_changes_are_spoken(
    opened: Callable[..., SetupController], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        announce, "say", lambda _widget, text, *, assertive=False: said.append((text, assertive))
    )
    controller = opened("S4-01")
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    assert any(text.startswith("Step 2 of 7, Is this your Temperature Monitor?") for text, _ in said)
    assert any("code U 8 B S, Very near" in text for text, _ in said)
    type_into(wizard.current.first_focus(), "short")  # type: ignore[union-attr,arg-type]
    enter(wizard)
    problems = [text for text, assertive in said if assertive]
    assert len(problems) == 1
    assert problems[0].startswith("This password has 5 characters")
    assert "S 4 0 1" in problems[0]


def visible_controls(wizard: SetupWizard) -> list[QWidget]:
    return [
        w
        for w in wizard.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and isinstance(w, (QAbstractButton, QLineEdit))
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_control_has_a_name_and_every_mnemonic_is_unique(
    opened: Callable[..., SetupController], qtbot: QtBot, language: str
) -> None:
    controller = opened(language=language)
    for place in (Place.ONE, Place.PASSWORD, Place.NETWORK):
        wizard = at(controller, qtbot, place)
        controls = visible_controls(wizard)
        for control in controls:
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface.text(QAccessible.Text.Name), control.objectName()
            assert control.objectName(), control
        letters = [
            c.text().replace("&&", "").lower().partition("&")[2][:1]
            for c in controls
            if isinstance(c, QAbstractButton) and "&" in c.text().replace("&&", "")
        ]
        assert len(letters) == len(set(letters))
        if place is Place.ONE:
            enter(wizard)
        elif place is Place.PASSWORD:
            find(wizard, "frame.back").click()


def test_focus_goes_to_the_one_field_or_the_heading(
    opened: Callable[..., SetupController], qtbot: QtBot
) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    assert wizard.focusWidget() is wizard.body.header.title
    enter(wizard)
    at(controller, qtbot, Place.PASSWORD)
    field = wizard.current.first_focus()  # type: ignore[union-attr]
    assert wizard.focusWidget() is field


def test_owner_page_has_no_default_button(opened: Callable[..., SetupController], qtbot: QtBot) -> None:
    controller = opened("claimed-other")
    wizard = at(controller, qtbot, Place.ONE)
    enter(wizard)
    at(controller, qtbot, Place.OWNER)
    enter(wizard)
    conductor = controller.conductor
    assert conductor is not None
    assert conductor.step.place is Place.OWNER
    assert wizard.chip.text() == "S5-04"


class StrayWindows(QObject):
    """Notes everything that becomes a window of its own: it would flash, and take the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, SetupWizard):
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_flashes_up_as_a_window(
    opened: Callable[..., SetupController], qtbot: QtBot
) -> None:
    strays = StrayWindows()
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(strays)
    try:
        controller = opened("S6-01", ribbon="frame.demo")
        wizard = at(controller, qtbot, Place.ONE)
        enter(wizard)
        at(controller, qtbot, Place.PASSWORD)
        find(wizard, "frame.back").click()
        at(controller, qtbot, Place.NETWORK)
        enter(wizard)
        at(controller, qtbot, Place.PASSWORD)
        type_into(wizard.current.first_focus(), "correct horse 9")  # type: ignore[union-attr,arg-type]
        enter(wizard)
        at(controller, qtbot, Place.WRONG_PASSWORD)
        type_into(wizard.current.first_focus(), "another one 7")  # type: ignore[union-attr,arg-type]
        enter(wizard)
        at(controller, qtbot, Place.SUCCESS)
        assert strays.seen == []
        assert wizard.isActiveWindow()
    finally:
        application.removeEventFilter(strays)


def test_narrow_window_swaps_the_rail_for_the_strip(
    opened: Callable[..., SetupController], qtbot: QtBot
) -> None:
    controller = opened()
    wizard = at(controller, qtbot, Place.ONE)
    wizard.resize(1000, 640)
    assert wizard.rail.isVisible()
    assert not wizard.body.strip.isVisible()
    wizard.resize(730, 560)
    assert not wizard.rail.isVisible()
    assert wizard.body.strip.isVisible()


@pytest.mark.parametrize("asked", [None, Scheme.LIGHT])
def test_the_system_is_followed_unless_a_scheme_was_asked_for(
    opened: Callable[..., SetupController],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    asked: Scheme | None,
) -> None:
    wizard = at(opened(scheme=asked), qtbot, Place.ONE)
    assert not wizard.look.theme.dark
    monkeypatch.setattr(system_theme, "system_scheme", lambda: Scheme.DARK)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QCoreApplication.processEvents()
    assert wizard.look.theme.dark is (asked is None)
