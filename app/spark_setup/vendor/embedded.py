"""The server on a thread of this process: beside the simulated cloud, and in tests."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping

import uvicorn
from starlette.types import ASGIApp

from .app import create_app
from .config import Config, from_values
from .errors import Reason, VendorError
from .serve import listening, url_of, uvicorn_config


class EmbeddedServer:
    """One server. `start` returns when it answers; `stop` joins everything."""

    def __init__(self, config: Config, *, app: Callable[[Config], ASGIApp] = create_app) -> None:
        self._config, self._make = config, app
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._url = ""

    def start(self) -> None:
        """Listen. Raises OSError if the port is taken, VendorError."""
        bound = listening(self._config)
        try:
            self._url = url_of(bound)
            app = self._make(self._config)
        except BaseException:
            bound.close()
            raise
        server = self._server = _Server(uvicorn_config(app, self._config))
        self._thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="session-server")
        self._thread.start()
        if not server.ready.wait(30):
            self.stop()
            raise VendorError(Reason.UNAVAILABLE, "the session server did not start")

    def stop(self) -> None:
        """Close every connection and join the thread. Idempotent."""
        server, self._server = self._server, None
        thread, self._thread = self._thread, None
        if server is not None:
            server.should_exit = True
        if thread is not None:
            thread.join()

    @property
    def url(self) -> str:
        """Its address, without a trailing slash."""
        return self._url


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the program around us."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so when it answers."""
        await super().startup(sockets=sockets)
        self.ready.set()


def embedded(values: Mapping[str, object], environ: Mapping[str, str]) -> EmbeddedServer:
    """A server for a configuration shaped like the file. Raises VendorError(CONFIG)."""
    return EmbeddedServer(from_values(values, environ=environ))
