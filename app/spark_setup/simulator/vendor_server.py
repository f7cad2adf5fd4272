"""The product maker's session server beside the simulated cloud: what it is told, and where it is.

The server itself is the real one (spark_setup.vendor), handed in by whoever starts the simulator: this room
does not know its neighbours.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from ..core.secrets import Secret
from .cloud import PRODUCT_CLIENT, PRODUCT_SECRET, SimulatedCloud


class Running(Protocol):
    """A server on a thread. Raises OSError if its port is taken."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    @property
    def url(self) -> str: ...


Host = Callable[[Mapping[str, object], Mapping[str, str]], Running]
"""Makes the server from its configuration (docs/two-legged.md) and the secrets of its environment."""


class VendorServer:
    """The session server of the simulated cloud's product. Its shop page has one user."""

    def __init__(
        self,
        cloud: SimulatedCloud,
        host: str,
        port: int,
        *,
        serve: Host,
        folder: Path,
        title: str,
        url_scheme: str,
    ) -> None:
        """`folder` keeps its database."""
        self._cloud, self._host, self._port = cloud, host, port
        self._serve, self._folder, self._title, self._scheme = serve, folder, title, url_scheme
        self._running: Running | None = None
        name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "shop"
        self.user, self.password = f"jane@{name}.example", f"{name} demo"
        self.signing_key = Secret(secrets.token_urlsafe(32))
        """What the product maker's own server would sign with, at `/codes`."""

    def start(self) -> None:
        """Listen; the cloud has to listen already. Raises OSError if the port is taken."""
        if self._running is not None:
            return
        values: dict[str, object] = {
            "server": {
                "host": self._host,
                "port": self._port,
                "database": f"sqlite:///{(self._folder / 'setup-codes.db').as_posix()}",
            },
            "cloud": {
                "api_url": self._cloud.url,
                "product": self._cloud.product_id,
                "client_id": PRODUCT_CLIENT,
            },
            "codes": {"url_scheme": self._scheme},
            "demo": {"title": self._title, "users": {self.user: self.password}},
        }
        environ = {
            "SPARK_VENDOR_CLIENT_SECRET": PRODUCT_SECRET,
            "SPARK_VENDOR_SIGNING_KEY": self.signing_key.reveal(),
        }
        running = self._serve(values, environ)
        running.start()
        self._running = running

    def stop(self) -> None:
        """Close every connection and join every thread. Idempotent."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    @property
    def url(self) -> str:
        """Its address. Raises RuntimeError before `start`."""
        if self._running is None:
            raise RuntimeError("the session server was not started")
        return self._running.url

    @property
    def session_url(self) -> str:
        """Where the wizard exchanges codes: `auth.session_url` of the brand file."""
        return self.url + "/session"
