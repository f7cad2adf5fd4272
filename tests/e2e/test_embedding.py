"""The wizard in somebody else's program: what it reports, what it leaves alone, how it may be torn away."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, QTranslator
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QStyle, QStyleFactory, QWidget
from pytestqt.qtbot import QtBot

from fakes.fresh import module_at
from spark_setup.brand import load
from spark_setup.setup.places import Place
from spark_setup.setup.result import Outcome, SetupResult
from spark_setup.simulator.demo import Demo
from spark_setup.ui.answers import Answers
from spark_setup.ui.autopilot import Autopilot
from spark_setup.ui.controller import AlreadyRunning, SetupController
from spark_setup.ui.wizard import SetupWizard

from .conftest import answers

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "embedding_example.py"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
LIMIT_MS = 60_000
Start = Callable[..., SetupController]


def collect() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    """The host's."""
    made = QMainWindow()
    made.show()
    yield made
    if shiboken6.isValid(made):
        made.deleteLater()
    collect()


@pytest.fixture
def embed(demo: Callable[..., Demo], window: QMainWindow) -> Iterator[Start]:
    """A started controller for a simulated device."""
    made: list[SetupController] = []

    def start(*, modal: bool = False, parent: QWidget | None = window, **more: object) -> SetupController:
        services = demo().services()
        controller = SetupController(load(None), services=services, parent=parent, language="en", **more)  # type: ignore[arg-type]
        made.append(controller)
        controller.inject_session_access_token(TOKEN)
        controller.start(modal=modal)
        return controller

    yield start
    for controller in made:
        if shiboken6.isValid(controller) and controller.result is None and controller.conductor is not None:
            controller.conductor.shut_down()
    collect()


def drive(controller: SetupController, said: Answers | None = None) -> None:
    assert controller.wizard is not None
    Autopilot(controller.wizard, said or answers())
    controller.wizard.refresh()


def wizards() -> list[SetupWizard]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, SetupWizard)]


def steps_running() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "step"]


@pytest.mark.parametrize("modal", [True, False])
def test_the_hosts_loop_goes_on_and_finished_comes_once(embed: Start, qtbot: QtBot, modal: bool) -> None:
    beats: list[int] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(1))
    heart.start(10)
    results: list[SetupResult] = []
    controller = embed(modal=modal, with_person=False)
    assert results == []  # start returned at once
    assert controller.wizard is not None
    assert controller.wizard.isModal() is modal
    controller.finished.connect(results.append)
    drive(controller)
    qtbot.waitUntil(lambda: bool(results), timeout=LIMIT_MS)
    controller.cancel()
    collect()
    QCoreApplication.processEvents()
    assert [r.outcome for r in results] == [Outcome.SUCCESS]
    assert len(beats) > 10
    assert wizards() == []
    assert steps_running() == []


def test_two_in_a_row_and_never_two_at_once(embed: Start, qtbot: QtBot) -> None:
    first = embed(with_person=False)
    with pytest.raises(AlreadyRunning, match="another setup is still running"):
        embed()
    with qtbot.waitSignal(first.finished, timeout=LIMIT_MS):
        drive(first)
    second = embed(with_person=False)  # in the slot or after it: the first one is over
    with qtbot.waitSignal(second.finished, timeout=LIMIT_MS):
        drive(second)
    assert first.result is not None
    assert second.result is not None
    assert second.result.outcome is Outcome.SUCCESS
    with pytest.raises(RuntimeError, match="used once"):
        second.start()


def test_the_next_one_may_start_where_the_first_one_finishes(embed: Start, qtbot: QtBot) -> None:
    first = embed()
    started: list[SetupController] = []
    first.finished.connect(lambda _result: started.append(embed()))
    first.cancel()
    qtbot.waitUntil(lambda: bool(started), timeout=LIMIT_MS)
    with qtbot.waitSignal(started[0].finished, timeout=LIMIT_MS):
        started[0].cancel()


def test_cancel_by_the_host_is_a_cancel(embed: Start, qtbot: QtBot) -> None:
    controller = embed()
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS) as caught:
        controller.cancel()
    assert caught.args[0].outcome is Outcome.USER_CANCEL


def test_the_hosts_last_reference_is_not_the_last(embed: Start, qtbot: QtBot) -> None:
    results: list[SetupResult] = []

    def begin() -> SetupWizard:
        controller = embed(parent=None, with_person=False)
        controller.finished.connect(results.append)
        assert controller.wizard is not None
        return controller.wizard

    wizard = begin()
    gc.collect()
    Autopilot(wizard, answers())
    wizard.refresh()
    qtbot.waitUntil(lambda: bool(results), timeout=LIMIT_MS)
    assert results[0].outcome is Outcome.SUCCESS


# ---------------------------------------- torn away

PHASES = (Place.READY, Place.ONE, Place.JOINING, Place.PASSWORD, Place.PROGRESS, Place.SUCCESS)


def _controller(controller: SetupController, window: QMainWindow) -> None:
    shiboken6.delete(controller)


def _later(controller: SetupController, window: QMainWindow) -> None:
    controller.deleteLater()


def _window(controller: SetupController, window: QMainWindow) -> None:
    shiboken6.delete(window)


def _wizard(controller: SetupController, window: QMainWindow) -> None:
    assert controller.wizard is not None
    controller.wizard.deleteLater()


@pytest.mark.parametrize("place", PHASES)
@pytest.mark.parametrize("tear", [_controller, _later, _window, _wizard])
def test_deleted_in_the_middle(
    embed: Start,
    window: QMainWindow,
    qtbot: QtBot,
    place: Place,
    tear: Callable[[SetupController, QMainWindow], None],
) -> None:
    controller = embed(with_person=False)
    assert controller.wizard is not None
    conductor = controller.conductor
    assert conductor is not None
    results: list[SetupResult] = []
    controller.finished.connect(results.append)
    pilot = Autopilot(controller.wizard, answers())
    controller.wizard.refresh()
    qtbot.waitUntil(lambda: conductor.step.place is place or bool(results), timeout=LIMIT_MS)
    pilot.deleteLater()
    tear(controller, window)
    collect()
    QCoreApplication.processEvents()
    collect()
    assert steps_running() == []
    assert wizards() == []
    if tear is _wizard:  # the controller is there to say so
        assert len(results) == 1
    else:
        assert not shiboken6.isValid(controller)


# ---------------------------------------- what is the host's


class HostTranslator(QTranslator):
    """Says the same to everybody, if it is asked."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return "host" if context == "Host" else ""


def _look_of(application: QApplication) -> tuple[object, ...]:
    palette, style = application.palette(), application.style()
    assert isinstance(style, QStyle)
    return (
        style.objectName(),
        shiboken6.getCppPointer(style)[0],
        palette.cacheKey(),
        application.font().toString(),
        application.styleSheet(),
        application.layoutDirection(),
        application.applicationName(),
        application.organizationName(),
        application.quitOnLastWindowClosed(),
        QCoreApplication.translate("Host", "x"),
    )


def test_style_palette_font_translators_and_signals_stay_the_hosts(embed: Start, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before_style, before_palette = application.style().objectName(), QPalette(application.palette())
    before_font, before_name = QFont(application.font()), application.applicationName()
    handlers = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    translator = HostTranslator()
    try:
        application.setStyle(QStyleFactory.create("Windows"))
        palette = QPalette(application.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor("#123456"))
        application.setPalette(palette)
        application.setFont(QFont("DejaVu Serif", 13))
        application.setApplicationName("Shop")
        application.installTranslator(translator)
        hooks = sys.excepthook, threading.excepthook
        own = _look_of(application)
        controller = embed(with_person=False)
        assert controller.wizard is not None
        seen: list[bool] = []
        controller.wizard.drawn.connect(lambda: seen.append(_look_of(application) == own))
        with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
            drive(controller)
        assert seen
        assert all(seen)
        assert _look_of(application) == own
        assert (sys.excepthook, threading.excepthook) == hooks
        assert {n: signal.getsignal(n) for n in handlers} == handlers
        assert signal.set_wakeup_fd(-1) == -1
    finally:
        application.removeTranslator(translator)
        application.setStyle(before_style)
        application.setPalette(before_palette)
        application.setFont(before_font)
        application.setApplicationName(before_name)


# ---------------------------------------- the session


def test_a_text_that_cannot_be_a_token_is_refused_without_it() -> None:
    controller = SetupController(load(None))
    with pytest.raises(ValueError, match="cannot be a token") as caught:
        controller.inject_session_access_token("two words")
    assert "two words" not in str(caught.value)


def test_a_text_that_cannot_be_a_code_is_refused_without_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no auth\.session_url"):
        SetupController(load(None)).inject_session_code("K7QP-3M2X")
    file = tmp_path / "brand.toml"
    file.write_text('[auth]\nsession_url = "https://setup.northwind.example/session"\n')
    controller = SetupController(load(file))
    for code in ("", "  ", "line\nbreak", "x" * 513):
        with pytest.raises(ValueError, match="cannot be a session code") as caught:
            controller.inject_session_code(code)
        assert "break" not in str(caught.value)


def test_the_time_left_is_shown_before_it_runs_out(
    embed: Start, qtbot: QtBot, demo: Callable[..., Demo]
) -> None:
    services = demo().services()
    services.lifetime.set(datetime.now(UTC) + timedelta(hours=3, minutes=5))
    controller = SetupController(load(None), services=services, language="en")
    controller.inject_session_access_token(TOKEN)
    controller.start()
    assert controller.wizard is not None
    conductor = controller.conductor
    assert conductor is not None
    qtbot.waitUntil(lambda: conductor.setup.account is not None, timeout=LIMIT_MS)
    view = controller.wizard.view
    from spark_setup.ui.pages.ready import ReadyPage

    page = controller.wizard._shelf.at(Place.READY)
    assert isinstance(page, ReadyPage)
    row = page._account(view.setup)
    assert row is not None
    assert row[3] == "Signed in, for 3 more hours"
    with qtbot.waitSignal(controller.finished, timeout=LIMIT_MS):
        controller.cancel()


# ---------------------------------------- the example


@pytest.fixture
def example() -> ModuleType:
    return module_at(EXAMPLE)


def test_the_example_in_the_docs_sets_a_device_up(
    example: ModuleType, demo: Callable[..., Demo], qtbot: QtBot
) -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= 42
    services = demo().services()
    shop = example.Shop(load(None), TOKEN, services=services, with_person=False, language="en")
    qtbot.addWidget(shop)
    shop.show()
    shop.button.click()
    (wizard,) = wizards()
    assert wizard.isModal()
    assert not shop.button.isEnabled()
    Autopilot(wizard, answers(name="Kitchen"))
    wizard.refresh()
    qtbot.waitUntil(shop.button.isEnabled, timeout=LIMIT_MS)
    assert shop.label.text() == "success: Kitchen"
    collect()


def test_the_example_starts_as_its_first_line_says() -> None:
    """`embedding_example.py brand.toml < token`: with a file's name, and without us."""
    brand = ROOT / "resources" / "brand" / "brand.toml"
    program = (
        "import runpy, sys; from PySide6.QtWidgets import QApplication as Q; Q.exec = lambda *_: 0; "
        f"sys.argv = [{str(EXAMPLE)!r}, {str(brand)!r}]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], input=TOKEN, text=True, capture_output=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("how", ["exit", "quit"])
def test_a_host_that_ends_in_the_middle_ends_cleanly(how: str) -> None:
    """A process of its own: nothing is left that aborts it, and nothing is written to its console."""
    program = f"""
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
sys.path.insert(0, {str(EXAMPLE.parent)!r})
from embedding_example import Shop
from spark_setup.brand import load
from spark_setup.simulator.demo import Demo
from spark_setup.simulator.scenarios import find
application = QApplication([])
demo = Demo(find("default"), speed=40)
demo.start()
shop = Shop(load(None), {TOKEN!r}, services=demo.services())
shop.show()
shop.button.click()
QTimer.singleShot(300, application.{how})
code = application.exec()
at_work = [thread.name for thread in threading.enumerate() if thread.name == "step"]
demo.stop()
print("ended", shop.label.text(), at_work, demo.radio.current)
del shop
sys.exit(code)
"""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "ended user_cancel: None [] b'Home'\n"
    assert "QThread" not in done.stderr
    assert "Traceback" not in done.stderr
