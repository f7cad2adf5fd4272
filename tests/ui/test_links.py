"""A link that reaches a running wizard: handed over by a second program, used where a new code is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from spark_setup.cloud.sessions import SessionAnswer
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.setup import story
from spark_setup.setup.decisions import Decision, EnterCode
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem
from spark_setup.setup.sessions import CodeSession
from spark_setup.setup.setup import Options, Setup
from spark_setup.setup.story import Step
from spark_setup.ui.links import LONGEST_LINK, Links

SCHEME = "northwind-setup"
LINK = f"{SCHEME}://start?code=K7QP-3M2X"

FOREIGN = ["https://example.com/?code=x", f"{SCHEME}://start", f"{SCHEME}://x?code=y", "\x00"]

HAND_OVER = """
import sys
from PySide6.QtCore import QCoreApplication
application = QCoreApplication(sys.argv)
from spark_setup.ui.links import Links
sys.exit(0 if Links("northwind-setup", name=sys.argv[1]).hand_over(sys.argv[2]) else 9)
"""


class Server:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def exchange(self, code: str, cancel: CancelToken) -> SessionAnswer:
        self.asked.append(code)
        return SessionAnswer(Secret(f"token-{len(self.asked)}"))

    def renew(self, renewal_token: Secret, cancel: CancelToken) -> SessionAnswer:
        raise AssertionError("there is no renewal token")


class Wizard:
    """As much of a running wizard as a link reaches."""

    def __init__(self, problem: Code | None, place: Place) -> None:
        self.server = Server()
        self.tokens: list[Secret] = []
        self.session = CodeSession(self.server, None, self.tokens.append)
        self.services = SimpleNamespace(session_source=self.session)
        self.went_on = 0
        self.raised = 0
        self.codes: list[Secret] = []
        setup = Setup(options=Options())
        self.setup = story.failed(setup, Problem(problem)) if problem else setup
        self.decided: list[Decision] = []
        self.conductor = SimpleNamespace(
            step=Step(place),
            over=False,
            renewed=self._renewed,
            decide=self.decided.append,
        )
        self.wizard = SimpleNamespace(raise_=self._raise, activateWindow=lambda: None)

    def _renewed(self) -> None:
        after = story.renewed(self.setup)
        self.went_on += after is not self.setup
        self.setup = after

    def _raise(self) -> None:
        self.raised += 1


@pytest.fixture
def name(tmp_path: Path) -> str:
    return str(tmp_path / "links")


@pytest.fixture
def running(qtbot: QtBot, name: str) -> Iterator[Callable[..., Wizard]]:
    made: list[Links] = []

    def start(problem: Code | None = Code.SESSION_EXPIRED, place: Place = Place.EXPIRED) -> Wizard:
        wizard = Wizard(problem, place)
        links = Links(SCHEME, name=name)
        made.append(links)
        controller: Any = wizard
        services: Any = wizard.services
        assert links.take(controller, services, wizard.codes.append)
        return wizard

    yield start
    for links in made:
        links.close()


def hand_over(name: str, link: str) -> subprocess.Popen[bytes]:
    """A second program, started by the link."""
    return subprocess.Popen([sys.executable, "-c", HAND_OVER, name, link], env=dict(os.environ))


def test_a_link_from_another_program_brings_the_way_on(
    running: Callable[..., Wizard], qtbot: QtBot, name: str
) -> None:
    wizard = running()
    second = hand_over(name, LINK)
    qtbot.waitUntil(lambda: wizard.went_on > 0, timeout=30_000)
    assert second.wait(30) == 0
    assert wizard.went_on == 1
    assert wizard.setup.problem is None
    assert wizard.raised == 1
    assert wizard.codes == [Secret("K7QP-3M2X")]
    cancel = CancelToken()
    wizard.session.open(cancel)
    wizard.session.open(cancel)
    assert wizard.server.asked == ["K7QP-3M2X"]
    assert wizard.tokens == [Secret("token-1")]


def test_while_nothing_is_wrong_the_code_is_kept_for_later(
    running: Callable[..., Wizard], qtbot: QtBot, name: str
) -> None:
    wizard = running(None)
    second = hand_over(name, LINK)
    qtbot.waitUntil(lambda: bool(wizard.codes), timeout=30_000)
    assert second.wait(30) == 0
    assert wizard.went_on == 0
    assert wizard.session.renew(CancelToken())
    assert wizard.tokens == [Secret("token-1")]


@pytest.mark.parametrize(
    "link", ["https://example.com/?code=x", f"{SCHEME}://start", f"{SCHEME}://x?code=y", "\x00"]
)
def test_a_foreign_line_only_raises_the_window(
    running: Callable[..., Wizard], qtbot: QtBot, name: str, link: str
) -> None:
    wizard = running()
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(5000)
    socket.write(link.encode() + b"\n")
    socket.flush()
    qtbot.waitUntil(lambda: wizard.raised == 1)
    socket.abort()
    assert wizard.went_on == 0
    assert wizard.codes == []


def test_a_line_without_an_end_is_cut_off(running: Callable[..., Wizard], qtbot: QtBot, name: str) -> None:
    wizard = running()
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(5000)
    socket.write(b"x" * (LONGEST_LINK + 100))
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert wizard.raised == 0


def test_without_a_running_wizard_nobody_takes_it(qtbot: QtBot, name: str) -> None:
    assert not Links(SCHEME, name=name).hand_over(LINK)


def test_the_second_wizard_does_not_listen_and_a_dead_ones_place_is_taken(
    running: Callable[..., Wizard], qtbot: QtBot, name: str
) -> None:
    Path(name).touch()  # what a program that died leaves behind
    running()
    other: Any = Wizard(None, Place.READY)
    links = Links(SCHEME, name=name)
    assert not links.take(other, other.services, other.codes.append)


def test_the_socket_is_this_persons_alone(running: Callable[..., Wizard], name: str) -> None:
    running()
    assert Path(name).stat().st_mode & 0o077 == 0


def test_the_default_place_is_in_the_persons_own_folder() -> None:
    from spark_setup.core.paths import state_dir
    from spark_setup.ui.links import _socket_name

    folder = state_dir().path
    assert folder is not None
    mine, other = _socket_name(SCHEME), _socket_name("other")
    assert mine != other
    if sys.platform != "win32":
        assert mine is not None
        assert Path(mine).parent == folder
        assert folder.stat().st_mode & 0o077 == 0


def test_a_link_in_the_place_of_signing_in_is_a_code_that_was_typed(
    running: Callable[..., Wizard], qtbot: QtBot, name: str
) -> None:
    wizard = running(None, Place.SIGNIN_CODE)
    second = hand_over(name, LINK)
    qtbot.waitUntil(lambda: bool(wizard.decided), timeout=30_000)
    assert second.wait(30) == 0
    assert wizard.decided == [EnterCode(Secret("K7QP-3M2X"))]
    assert wizard.went_on == 0
