"""The simulated cloud on the wire: gates, faults, limits, answers, streams, and the log of requests."""

from __future__ import annotations

import json
import re
import secrets
import ssl
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from http import HTTPStatus

from . import cloud_api_accounts, cloud_api_brewskey, cloud_api_devices
from . import cloud_replies as say
from .cloud_behaviour import Answer, CloudBehaviour, Damage, Fault, Flavour, Reach
from .cloud_events import Subscription
from .cloud_limits import Limiter
from .cloud_replies import Reply
from .cloud_request import Request
from .cloud_routes import Result, answer
from .cloud_state import CloudState
from .cloud_stream import StreamPlayer
from .http_connection import ConnectionOver, HttpConnection
from .http_server import Gate, HttpServer

_LOG_LENGTH = 2000
_PARTICLE = (*cloud_api_accounts.ROUTES, *cloud_api_devices.ROUTES)
_SECRET_IN_PATH = re.compile(r"(?<=/access_tokens/)(?!current$)[^/]+")
_GATES = {Reach.REFUSED: Gate.REFUSED, Reach.SILENT: Gate.SILENT, Reach.RESETS: Gate.RESETS}


@dataclass(frozen=True)
class LoggedRequest:
    """One request: never a token. `status` None: it got no answer."""

    method: str
    path: str
    status: int | None
    authorization: bool

    def to_json(self) -> dict[str, object]:
        """For the state URL."""
        return {
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "authorization": self.authorization,
        }


class FaultBook:
    """Which fault strikes a call, and how often each has."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: dict[int, int] = {}

    def strike(self, faults: tuple[Fault, ...], request: Request) -> Fault | None:
        """The first fault that strikes this request."""
        with self._lock:
            for place, fault in enumerate(faults):
                if not fault.fits(request.method, request.path):
                    continue
                met = self._met.get(place, 0)
                self._met[place] = met + 1
                if met >= fault.skip and (not fault.times or met < fault.skip + fault.times):
                    return fault
        return None

    def forget(self) -> None:
        """Everything may happen again."""
        with self._lock:
            self._met.clear()


class CloudHttp:
    """Listens from construction to `stop`."""

    def __init__(self, state: CloudState, *, host: str, port: int, tls: ssl.SSLContext | None = None) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._log: deque[LoggedRequest] = deque(maxlen=_LOG_LENGTH)
        self._limiter = Limiter(state.clock.now)
        self._faults = FaultBook()
        self._computer_online, self._silent_offline = True, False
        self._server = HttpServer(self._serve, host=host, port=port, tls=tls, name="cloud")
        self.port = self._server.port
        self.follow_behaviour()

    @property
    def requests(self) -> tuple[LoggedRequest, ...]:
        """The newest requests, oldest first."""
        with self._lock:
            return tuple(self._log)

    def stop(self) -> None:
        """Close everything and join every thread. Idempotent."""
        with self._state.lock:
            self._state.hub.close_all()
        self._server.stop()

    def follow_behaviour(self) -> None:
        """The behaviour was changed."""
        self._faults.forget()
        self._set_gate()

    def set_computer_online(self, online: bool, *, silent: bool) -> None:
        """Whether the wizard's computer reaches the internet."""
        self._computer_online, self._silent_offline = online, silent
        self._set_gate()

    def _set_gate(self) -> None:
        gate = _GATES.get(self._state.behaviour.reach, Gate.OPEN)
        if not self._computer_online:
            gate = Gate.SILENT if self._silent_offline else Gate.RESETS
        self._server.set_gate(gate)

    # One request.

    def _serve(self, connection: HttpConnection, request: Request) -> bool:
        behaviour = self._state.behaviour
        fault = self._faults.strike(behaviour.faults, request)
        late_s = behaviour.head_delay_s + (fault.delay_s if fault else 0.0)
        if late_s:
            self._stay(connection, self._state.clock.real(late_s))
        if fault is not None and isinstance(fault.what, Answer):
            given = _as_reply(fault.what)
            self._note(request, given.status)
            return self._send(connection, given)
        result = self._result(request, behaviour)
        if isinstance(result, Subscription):
            self._play(connection, request, result)
            return False
        if fault is not None and isinstance(fault.what, Damage):
            return self._damage(connection, request, result, fault.what)
        self._note(request, result.status)
        return self._send(connection, result)

    def _result(self, request: Request, behaviour: CloudBehaviour) -> Result:
        limits, peer = behaviour.limits, request.peer
        brewskey = behaviour.flavour is Flavour.BREWSKEY
        if brewskey:
            return answer(cloud_api_brewskey.ROUTES, request, self._state, cloud_api_brewskey.UNKNOWN)
        if not self._limiter.allows(peer, request.method, request.path, limits):
            return say.TOO_MANY
        result = answer(_PARTICLE, request, self._state, say.NOT_FOUND)
        if isinstance(result, Subscription):
            with self._state.lock:
                open_now = self._state.hub.open
            if not self._limiter.allows_stream(peer, open_now, limits):
                return Reply(limits.stream_status, say.TOO_MANY.body)
        elif request.path == "/oauth/token":
            self._limiter.login_ended(peer, limits, succeeded=result.status in (200, 403))
        return result

    def _play(self, connection: HttpConnection, request: Request, subscription: Subscription) -> None:
        self._note(request, 200)
        player = StreamPlayer(
            connection,
            subscription,
            self._state.behaviour,
            self._state.clock,
            lambda more: self._head(200, more),
            lambda: self._server.pass_gate(connection),
        )
        self._state.subscribe(subscription)
        try:
            player.play()
        finally:
            self._state.unsubscribe(subscription)

    def _damage(self, connection: HttpConnection, request: Request, reply: Reply, damage: Damage) -> bool:
        self._note(request, None)
        if damage is Damage.SILENT:
            connection.drain()
        elif damage is Damage.RESET:
            connection.end(reset=True)
        elif damage is Damage.HALF:
            body = reply.body or b""
            more = (("Content-Type", reply.content_type), ("Content-Length", str(len(body))))
            connection.send(self._head(reply.status, more) + body[: len(body) // 2])
        return False

    def _stay(self, connection: HttpConnection, seconds: float) -> None:
        """Wait, but not for somebody who has left."""
        while seconds > 0:
            self._server.pass_gate(connection)
            if connection.peer_left():
                raise ConnectionOver
            connection.wait(min(0.1, seconds))
            seconds -= 0.1

    # Writing.

    def _send(self, connection: HttpConnection, reply: Reply) -> bool:
        if reply.body is None:
            connection.send(self._head(reply.status, reply.headers))
            return True
        more = (("Content-Type", reply.content_type), ("Content-Length", str(len(reply.body))))
        connection.send(self._head(reply.status, (*more, *reply.headers)) + reply.body)
        return True

    def _head(self, status: int, more: tuple[tuple[str, str], ...]) -> bytes:
        headers: dict[str, str] = {"Access-Control-Allow-Origin": "*", "Connection": "keep-alive"}
        behaviour = self._state.behaviour
        if behaviour.flavour is Flavour.BREWSKEY:
            headers["X-Powered-By"] = "Express"
        else:
            headers["X-Request-Id"] = secrets.token_hex(16)
        date = behaviour.date_header
        headers["Date"] = format_datetime(self._state.wall(), usegmt=True) if date is None else date
        return _written(status, {**headers, **dict(more)})

    def _note(self, request: Request, status: int | None) -> None:
        path = _SECRET_IN_PATH.sub("***", request.path)
        with self._lock:
            self._log.append(LoggedRequest(request.method, path, status, "authorization" in request.headers))


def _written(status: int, headers: Mapping[str, str]) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"  # 529
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{k}: {v}" for k, v in headers.items() if v)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _as_reply(given: Answer) -> Reply:
    body = given.body if isinstance(given.body, bytes) else json.dumps(given.body).encode()
    return Reply(given.status, body, given.content_type, given.headers)
