"""The computer's own Wi-Fi through the real pages: by hand, by cable, alone, lost on the way, given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from fakes import close_box, log_off
from spark_setup.brand import load
from spark_setup.core.cancel import CancelToken
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code
from spark_setup.setup.result import Outcome
from spark_setup.setup.services import Services
from spark_setup.simulator.demo import Demo
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController
from spark_setup.ui.hands import type_into
from spark_setup.ui.pages.password import PasswordPage

from .conftest import Run

DEVICE = "Northwind-U8BS"


class Watched:
    """A demo that notes how many requests the cloud had answered when this computer left and came back."""

    def __init__(self, demo: Demo, *, offline: bool = True) -> None:
        self.demo = demo
        self.marks: list[tuple[bool, int, int]] = []

        def on_internet(online: bool) -> None:
            hub = demo.cloud._state.hub
            self.marks.append((online, len(demo.cloud.requests), hub.open))
            if offline:
                demo.cloud.set_computer_online(online)

        demo.radio._on_internet = on_internet


@pytest.fixture
def person(qtbot: QtBot) -> Callable[..., Run]:
    """A wizard with nobody who presses: the test does."""

    def start(services: Services) -> Run:
        brand = load(None)
        controller = SetupController(
            brand,
            services=services,
            options=options_of(brand, has_session=True),
            language="en",
            with_person=False,
        )
        run = Run(controller)
        controller.start()
        run.wizard.drawn.connect(run.note)
        run.wizard.refresh()
        runs.append(run)
        return run

    runs: list[Run] = []
    yield start  # type: ignore[misc]
    for run in runs:
        if run.controller.result is None and run.controller.conductor is not None:
            run.controller.conductor.shut_down()


def at(run: Run, place: Place) -> Callable[[], bool]:
    return lambda: run.wizard.conductor.step.place is place


def press(run: Run, name: str) -> None:
    button = run.wizard.findChild(QAbstractButton, name)
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    button.click()


def to_password(run: Run, qtbot: QtBot) -> PasswordPage:
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    press(run, "frame.primary")
    qtbot.waitUntil(at(run, Place.PASSWORD), timeout=20_000)
    page = run.wizard.current
    assert isinstance(page, PasswordPage)
    return page


# ---------------------------------------- by hand


def test_by_hand_through_the_pages(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    """The person joins and returns in the system's menu; both are noticed, nothing is asked about it."""
    running = demo("by-hand")
    run = wizard(running.services())
    assert run.result.outcome is Outcome.SUCCESS
    assert run.result.wifi_restored is True
    assert run.places[:3] == ["ready", "join.manual", "join.joining"]
    assert running.radio.history == [f"by hand {DEVICE}", "by hand Home"]


def test_i_am_connected_is_answered(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    running = demo("by-hand")
    running.radio.behaviour = replace(running.radio.behaviour, joins_by_hand_after_s=None)
    run = person(running.services())
    qtbot.waitUntil(at(run, Place.READY), timeout=20_000)
    qtbot.waitUntil(lambda: run.wizard.conductor.step.asks, timeout=20_000)
    press(run, "frame.primary")
    qtbot.waitUntil(at(run, Place.MANUAL), timeout=20_000)
    press(run, "frame.primary")
    qtbot.waitUntil(lambda: run.wizard.conductor.setup.problem is not None, timeout=20_000)
    problem = run.wizard.conductor.setup.problem
    assert problem is not None
    assert (problem.code, problem.place) == (Code.NO_ANSWER, Place.MANUAL)
    assert run.wizard.primary_button.text().startswith("I am connected")
    # The program goes on looking: now the person is there, and nothing more has to be pressed.
    running.radio.join_by_hand(DEVICE.encode())
    qtbot.waitUntil(at(run, Place.NETWORK), timeout=20_000)
    assert run.wizard.conductor.setup.problem is None
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        run.controller.cancel()
    assert running.radio.current == b"Home"


def test_by_hand_nobody_is_done_before_the_return(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    """Cancelled while on the device's network: setup stays until the person has left it."""
    running = demo("by-hand")
    running.radio.behaviour = replace(
        running.radio.behaviour, joins_by_hand_after_s=0.1, returns_by_hand_after_s=None
    )
    run = person(running.services())
    qtbot.waitUntil(lambda: run.wizard.conductor.step.asks, timeout=20_000)
    press(run, "frame.primary")
    qtbot.waitUntil(at(run, Place.NETWORK), timeout=20_000)
    run.controller.cancel()
    qtbot.waitUntil(at(run, Place.CANCELLED), timeout=20_000)
    assert run.controller.result is None
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        running.radio.join_by_hand(b"Home")
    assert run.result.outcome is Outcome.USER_CANCEL


# ---------------------------------------- one way out, or two


def test_single_homed_no_cloud_call_from_join_to_restored(
    demo: Callable[..., Demo], wizard: Callable[..., Run]
) -> None:
    """The cloud is left reachable here, so that every call would be counted."""
    running = demo()
    watched = Watched(running, offline=False)
    run = wizard(running.services())
    assert run.result.outcome is Outcome.SUCCESS
    left = next(mark for mark in watched.marks if not mark[0])
    back = next(mark for mark in watched.marks if mark[0])
    assert left[1] > 0
    assert back[1:] == left[1:], "the cloud was called from the device's network"
    assert left[2] == 0, "a stream was left open"


def test_cable_opens_the_stream_before_the_device_is_told(
    demo: Callable[..., Demo], wizard: Callable[..., Run]
) -> None:
    running = demo("cable")
    streams: list[int] = []
    told = running.device._on_air

    def on_air(there: bool) -> None:
        if not there:
            streams.append(running.cloud._state.hub.open)
        if told is not None:
            told(there)

    running.device._on_air = on_air
    run = wizard(running.services())
    assert run.result.outcome is Outcome.SUCCESS
    assert streams[0] == 1
    assert [r.path for r in running.cloud.requests].count("/v1/devices/events") == 1


# ---------------------------------------- left by itself


def test_went_back_once_is_mended_without_a_word(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    """On the password page: what is typed stays, the computer is brought back, no page is left."""
    running = demo()
    run = person(running.services())
    page = to_password(run, qtbot)
    type_into(page.field.edit, "half a passw")
    running.radio.drop(DEVICE.encode())
    assert running.radio.current == b"Home"
    qtbot.waitUntil(lambda: running.radio.current == DEVICE.encode(), timeout=20_000)
    qtbot.waitUntil(lambda: run.wizard.conductor.setup.answering, timeout=20_000)
    assert run.wizard.conductor.step.place is Place.PASSWORD
    assert run.wizard.conductor.setup.problem is None
    assert page.field.text() == "half a passw"
    # A second time it is said, on the same page, with the text kept.
    running.radio.drop(DEVICE.encode())
    qtbot.waitUntil(lambda: run.wizard.conductor.setup.problem is not None, timeout=20_000)
    problem = run.wizard.conductor.setup.problem
    assert problem is not None
    assert (problem.code, problem.place) == (Code.WENT_BACK, Place.PASSWORD)
    assert run.wizard.body.panel.isVisible()
    press(run, "frame.primary")  # Connect again
    qtbot.waitUntil(at(run, Place.PASSWORD), timeout=20_000)
    qtbot.waitUntil(lambda: run.wizard.conductor.setup.answering, timeout=20_000)
    assert page.field.text() == "half a passw"
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        run.controller.cancel()
    assert running.radio.current == b"Home"


# ---------------------------------------- at the start


def test_still_on_the_devices_network(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    running = demo()
    running.radio.join_by_hand(DEVICE.encode())
    run = person(running.services())
    qtbot.waitUntil(lambda: run.wizard.conductor.setup.problem is not None, timeout=20_000)
    problem = run.wizard.conductor.setup.problem
    assert problem is not None
    assert (problem.code, problem.place) == (Code.NOT_BACK, Place.READY)
    assert run.wizard.primary_button.text() == "Switch back"
    press(run, "frame.primary")
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    assert run.wizard.conductor.setup.problem is None
    run.controller.cancel()


def test_on_the_devices_network_with_a_cable_is_no_problem(
    demo: Callable[..., Demo], wizard: Callable[..., Run]
) -> None:
    running = demo("cable")
    running.radio.join_by_hand(DEVICE.encode())
    run = wizard(running.services())
    assert run.result.outcome is Outcome.SUCCESS
    assert run.result.problem is None


# ---------------------------------------- awake


class Bed:
    def __init__(self) -> None:
        self.said: list[str] = []

    def hold(self, cancel: CancelToken | None = None) -> bool:
        self.said.append("hold")
        return True

    def release(self) -> None:
        self.said.append("release")


def test_awake_from_join_to_online(demo: Callable[..., Demo], wizard: Callable[..., Run]) -> None:
    from spark_setup.setup.awake import Awake

    bed = Bed()
    run = wizard(replace(demo().services(), awake=Awake(bed)))
    assert run.result.outcome is Outcome.SUCCESS
    assert bed.said == ["hold", "release"]


def test_awake_ends_with_a_cancel(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    from spark_setup.setup.awake import Awake

    bed = Bed()
    run = person(replace(demo().services(), awake=Awake(bed)))
    to_password(run, qtbot)
    assert bed.said == ["hold"]
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        run.controller.cancel()
    assert bed.said == ["hold", "release"]


# ---------------------------------------- ends


def test_give_me_back_my_wifi(demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot) -> None:
    """From the password page: the own network is back, setup stands where the person may begin again."""
    running = demo()
    run = person(running.services())
    conductor = run.wizard.conductor
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    assert conductor.give_back_wifi() is False
    to_password(run, qtbot)
    assert conductor.give_back_wifi() is True
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    assert running.radio.current == b"Home"
    assert conductor.setup.home is not None
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        run.controller.cancel()


@pytest.mark.parametrize("how", ["quit", "loop ends", "log-off", "window", "close box", "stop"])
def test_ends_by_another_hand(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot, how: str
) -> None:
    """No question is asked, and the Wi-Fi is given back before the application goes."""
    if how in ("log-off", "close box") and (missing := log_off.why_not()):
        pytest.skip(missing)
    running = demo()
    run = person(running.services())
    to_password(run, qtbot)
    application = QCoreApplication.instance()
    assert application is not None
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        if how == "quit":
            QApplication.closeAllWindows()  # `quit` itself would end the loop of the tests: test_embedding.py
            assert run.controller.result is not None
        elif how == "loop ends":
            application.aboutToQuit.emit()
            assert run.controller.result is not None
        elif how == "log-off":
            log_off.log_off()
            assert run.controller.result is not None
        elif how == "window":
            assert run.wizard.close() is True
            assert run.controller.result is not None
        elif how == "close box":
            assert close_box.press(run.wizard) is False  # a person may see that it takes a moment
        else:
            run.controller.farewell.cancel()
    assert run.result.outcome is Outcome.USER_CANCEL
    assert run.result.wifi_restored is True
    assert running.radio.current == b"Home"


def test_log_off_waits_a_quarter_of_a_minute_and_no_longer(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    running = demo()
    running.radio.behaviour = replace(running.radio.behaviour, restore_failures=99)
    run = person(running.services())
    to_password(run, qtbot)
    farewell = run.controller.farewell
    assert farewell is not None
    assert farewell._limit.interval() == 15_000
    farewell._limit.setInterval(300)
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        farewell.wait()
    assert run.result.wifi_restored is False


def test_signals_of_the_host_are_let_go(
    demo: Callable[..., Demo], person: Callable[..., Run], qtbot: QtBot
) -> None:
    run = person(demo().services())
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        run.controller.cancel()
    assert run.controller.farewell is not None
    assert run.controller.farewell._application is None


class Fell(BaseException):
    """What no step may raise."""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_falls_over_gives_back(
    demo: Callable[..., Demo],
    person: Callable[..., Run],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    expected_warnings: Callable[..., None],
) -> None:
    from spark_setup.setup.steps import inspecting

    def fall(*_: object) -> None:
        raise Fell

    expected_warnings("a step fell over")
    monkeypatch.setattr(inspecting, "inspect", fall)
    running = demo()
    run = person(running.services())
    qtbot.waitUntil(at(run, Place.ONE), timeout=20_000)
    with qtbot.waitSignal(run.controller.finished, timeout=20_000):
        press(run, "frame.primary")
    assert running.radio.current == b"Home"
    assert run.result.problem == "S2-09"
    assert run.result.wifi_restored is True
