"""The brand's links, once the wizard runs: a second program that was started by a link hands it to the first.

A local socket in a folder of this person alone carries one line. Links hold one-time codes, never tokens.
What comes in is foreign text all the same, and does nothing but bring a code.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ..core.paths import state_dir
from ..core.secrets import Secret
from ..setup.services import Services
from ..setup.sessions import CodeSession, code_in_link
from .brought import bring_code
from .controller import SetupController

LONGEST_LINK = 2048
PATIENCE_MS = 2000
_DONE = b"taken\n"
_LONGEST_PATH = 100  # a local socket's path has 107 signs at most
_log = logging.getLogger(__name__)


class Links(QObject):
    """Links of one scheme: `hand_over` to a wizard that runs; else be it, and `take` what others bring."""

    def __init__(self, scheme: str, parent: QObject | None = None, *, name: str | None = None) -> None:
        """`name` of the socket; by default one for this scheme, in this person's own folder."""
        super().__init__(parent)
        self._scheme = scheme
        self._name = name if name is not None else _socket_name(scheme)
        self._server: QLocalServer | None = None
        self._controller: SetupController | None = None
        self._services: Services | None = None
        self._on_code: Callable[[Secret], None] = lambda _code: None

    def hand_over(self, link: str) -> bool:
        """Give a link to a wizard that runs already. False: there is none, or it does not answer in time."""
        if self._name is None or len(link.encode()) > LONGEST_LINK:
            return False
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(link.replace("\n", " ").encode() + b"\n")
        socket.waitForBytesWritten(PATIENCE_MS)
        while not socket.canReadLine():
            if not socket.waitForReadyRead(PATIENCE_MS):
                return False
        taken = bytes(socket.readLine().data()) == _DONE
        socket.disconnectFromServer()
        return taken

    def take(
        self, controller: SetupController, services: Services, on_code: Callable[[Secret], None]
    ) -> bool:
        """Listen for links from now on. False: another wizard does, or there is no place for the socket.

        `on_code` hears of every code before it is used.
        """
        self._controller, self._services, self._on_code = controller, services, on_code
        if self._name is None:
            return False
        # Asked first: Qt puts a new socket in the place of one that is listened to.
        if self._somebody_listens():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            _log.info("no links are taken: %s", server.serverError().name)
            server.deleteLater()
            return False
        server.newConnection.connect(self._connected)
        self._server = server
        return True

    def close(self) -> None:
        """Listen no more. Idempotent."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            server.deleteLater()

    def _somebody_listens(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name or "")
        there = socket.waitForConnected(PATIENCE_MS)
        socket.abort()
        return there

    def _connected(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(LONGEST_LINK + 2)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_LINK:
                socket.abort()
            return
        line = bytes(socket.readLine().data())
        socket.write(_DONE)
        socket.flush()
        socket.disconnectFromServer()
        self._took(line.decode("utf-8", "replace").strip())

    def _took(self, link: str) -> None:
        controller, services = self._controller, self._services
        if controller is None or services is None or controller.wizard is None:
            return
        controller.wizard.raise_()
        controller.wizard.activateWindow()
        try:
            code = code_in_link(link, self._scheme)
        except ValueError as error:
            _log.info("a link was handed over and not used: %s", error)
            return
        if code is None or controller.conductor is None or controller.conductor.over:
            return
        if not isinstance(services.session_source, CodeSession):
            return
        _log.info("a link brought a new code")
        self._on_code(code)
        bring_code(code, controller.conductor, services.session_source)


def _socket_name(scheme: str) -> str | None:
    """In a folder that only this person can enter: elsewhere somebody else could listen in our place."""
    folder = state_dir().path
    if folder is None:
        return None
    key = hashlib.sha256(f"{folder}\0{scheme}".encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return f"spark-setup-{key}"
    path = str(folder / f"links-{key}")
    return path if len(path.encode()) <= _LONGEST_PATH else None
