"""The one way out to the cloud: a request that can be cancelled, is bounded in time and size, and never
follows a redirect.

requests prepares and sends, through an adapter of ours; its Session is not used, because it would follow
redirects, read .netrc (which replaces our Authorization) and let REQUESTS_CA_BUNDLE choose whom to trust.
"""

from __future__ import annotations

import base64
import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.poolmanager import PoolManager
from urllib3.response import BaseHTTPResponse

from .. import __version__
from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.secrets import Secret
from .connections import Trust, Wire, pool_classes
from .errors import CloudError, Reason
from .moments import header_date
from .proxies import Proxy, proxy_for
from .replies import Reply, plain, refusal
from .sockets import TICK_S, Resolver, Watch, looked_up, system_resolver
from .translation import LIBRARY_ERRORS, translated
from .urls import checked_base_url

CALL_LIMIT_S = 31.0  # what the phone SDKs allow
BODY_LIMIT = 1 << 20
_log = logging.getLogger(__name__)
_CAN_BE_A_HEADER = re.compile(r"[!-~]+")


class Stream:
    """An answer whose body is read piece by piece, under the watch of its call."""

    def __init__(
        self, response: requests.Response, wire: Wire, watch: Watch, host: str, proxy: str | None
    ) -> None:
        self._raw: BaseHTTPResponse = response.raw
        self._wire, self._watch, self._host, self._proxy = wire, watch, host, proxy
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers

    @property
    def server_time(self) -> Any:
        """The server's clock when it answered."""
        return header_date(self.headers)

    def read_some(self) -> bytes:
        """What has arrived, at least one byte; b"" at the end. Raises CloudError, Cancelled."""
        try:
            with self._wire.running(self._watch):
                self._watch.check()
                return self._raw.read1(65536, decode_content=True) or b""
        except LIBRARY_ERRORS as error:
            failure = translated(error, host=self._host, proxy=self._proxy)
        raise failure


class Transport:
    """Sends requests to one base URL. Thread-safe; connections are kept and used again.

    Raises `CloudError` for whatever goes wrong on the way, `Cancelled` within a tick after a cancel.
    A status is an answer, not an error: look at it with `replies`. Redirects are an error.
    """

    def __init__(
        self,
        base_url: str,
        *,
        trust: Trust | None = None,
        resolver: Resolver = system_resolver,
        direct: bool = False,
    ) -> None:
        """`direct`: past any proxy, for a server in this very process."""
        self._direct = direct
        self.base_url = checked_base_url(base_url)
        self.host = urlsplit(self.base_url).hostname or ""
        self._wire = Wire(trust or Trust(), resolver)
        self._adapter = _Adapter(self._wire)

    def call(
        self,
        method: str,
        path: str,
        cancel: CancelToken,
        *,
        form: Mapping[str, str] | None = None,
        json: Mapping[str, object] | None = None,
        token: Secret | None = None,
        basic: tuple[str, Secret] | None = None,
        timeout: float = CALL_LIMIT_S,
        body_limit: int = BODY_LIMIT,
        secrets: tuple[Secret, ...] = (),
    ) -> Reply:
        """One exchange, whole. `timeout` (real seconds) covers everything from name lookup to last byte.

        `secrets` (and the token) are cut out of what the server says back.
        """
        watch = Watch(cancel, Deadline.after(timeout), timeout)
        headers = {"Accept": "application/json", **_authorization(token, basic)}
        if token is not None:
            secrets = (*secrets, token)
        with self._open(method, path, watch, headers, data=form, json=json) as stream:
            body = bytearray()
            while piece := stream.read_some():
                body += piece
                if len(body) > body_limit:
                    raise CloudError(Reason.BAD_REPLY, "too large", status=stream.status, host=self.host)
            return Reply(stream.status, stream.headers, bytes(body), self.host, stream._proxy, secrets)

    @contextmanager
    def stream(
        self,
        path: str,
        cancel: CancelToken,
        *,
        token: Secret | None,
        accept: str,
        silence_s: float,
        head_s: float = CALL_LIMIT_S,
    ) -> Iterator[Stream]:
        """An answer without end. Status 400 or more raises.

        Real seconds: silence longer than `silence_s` is TIMEOUT, and so is a head, or a refusal, that is not
        there whole after `head_s`.
        """
        watch = Watch(cancel, Deadline.after(head_s), silence_s)
        headers = {"Accept": accept, "Cache-Control": "no-cache", **_authorization(token, None)}
        with self._open("GET", path, watch, headers) as stream:
            if stream.status >= 400:
                raise refusal(
                    Reply(
                        stream.status,
                        stream.headers,
                        _beginning(stream),
                        self.host,
                        stream._proxy,
                        (token,) if token else (),
                    )
                )
            watch.lift()
            yield stream

    def close(self) -> None:
        """Close the connections that are kept. Calls that run are not disturbed: cancel them."""
        self._adapter.close()

    @contextmanager
    def _open(
        self, method: str, path: str, watch: Watch, headers: Mapping[str, str], **content: Any
    ) -> Iterator[Stream]:
        began = time.monotonic()
        url = self.base_url + path
        proxy = None if self._direct else self._proxy_for(url, watch)
        name = proxy.name if proxy else None
        try:
            response = self._send(method, url, watch, headers, proxy, content)
        except CloudError as failure:
            _log.info("%s %s: %s after %.2f s", method, path, failure.reason.value, time.monotonic() - began)
            raise
        try:
            status, request_id = response.status_code, plain(response.headers.get("X-Request-Id"), 64)
            took = time.monotonic() - began
            _log.info("%s %s: %d in %.2f s, request id %s", method, path, status, took, request_id)
            if 300 <= status < 400:
                _log.info("sent on to %s, not followed", _host_of(response.headers.get("Location")))
                raise CloudError(Reason.REDIRECT, status=status, request_id=request_id, host=self.host)
            yield Stream(response, self._wire, watch, self.host, name)
        finally:
            response.close()

    def _proxy_for(self, url: str, watch: Watch) -> Proxy | None:
        """macOS looks the service's name up to see whether it is one of the exceptions: that may hang."""
        try:
            return looked_up(lambda: proxy_for(url), watch)
        except LIBRARY_ERRORS as error:
            failure = translated(error, host=self.host, proxy=None)
        raise failure

    def _send(
        self,
        method: str,
        url: str,
        watch: Watch,
        headers: Mapping[str, str],
        proxy: Proxy | None,
        content: Mapping[str, Any],
    ) -> requests.Response:
        try:
            request = requests.Request(method, url, headers={**_OWN_HEADERS, **headers}, **content).prepare()
            if method in ("POST", "PUT") and request.body is None:
                request.headers["Content-Length"] = "0"
            proxies = {"http": proxy.url, "https": proxy.url} if proxy else {}
            with self._wire.running(watch):
                watch.check()
                return self._adapter.send(request, stream=True, timeout=TICK_S, verify=True, proxies=proxies)
        except LIBRARY_ERRORS as error:
            failure = translated(error, host=self.host, proxy=proxy.name if proxy else None)
        raise failure  # outside the handler: the library's exception, with its texts, is not attached


_OWN_HEADERS = {
    "User-Agent": f"spark-setup/{__version__}",
    "X-Particle-Tool": f"spark-setup@{__version__}",
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
}


class _Adapter(HTTPAdapter):
    """requests' adapter with our connections behind it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__()

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **options)
        self.poolmanager.pool_classes_by_scheme = pool_classes(self._wire)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        if proxy in self.proxy_manager:
            return self.proxy_manager[proxy]
        socks = Proxy(proxy).socks
        if socks is not None:
            manager = self.proxy_manager[proxy] = PoolManager()
        else:
            manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = pool_classes(self._wire, socks)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Always verify, against what `Trust` says; requests would add certifi's list."""
        conn.cert_reqs = "CERT_REQUIRED"


def _authorization(token: Secret | None, basic: tuple[str, Secret] | None) -> dict[str, str]:
    if token is not None:
        if not _CAN_BE_A_HEADER.fullmatch(token.reveal()):
            raise CloudError(Reason.MISUSE, "the token holds signs that no token has")
        return {"Authorization": f"Bearer {token.reveal()}"}
    if basic is not None:
        pair = f"{basic[0]}:{basic[1].reveal()}".encode()
        return {"Authorization": "Basic " + base64.b64encode(pair).decode("ascii")}
    return {}


def _host_of(location: object) -> str:
    """Where a redirect leads, as far as a log may know: the rest of the address may hold a secret."""
    try:
        return plain(urlsplit(str(location)).hostname, 100) or "this host"
    except ValueError:
        return "an address that cannot be read"


def _beginning(stream: Stream, limit: int = 65536) -> bytes:
    """What a refused stream says, as far as it says anything."""
    body = bytearray()
    try:
        while len(body) < limit and (piece := stream.read_some()):
            body += piece
    except CloudError:
        return bytes(body)
    return bytes(body)
