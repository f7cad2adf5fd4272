"""One event stream on the wire: chunked SSE with keep-alives, or a fault (cloud-api.md, 5.1 and 7)."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable

from spark_setup.core.clock import Clock

from .cloud_behaviour import CloudBehaviour, Flavour, StreamFault
from .cloud_events import Event, Subscription
from .http_connection import TICK_S, ConnectionOver, HttpConnection

GZIP_HEAD = bytes.fromhex("1f8b0800000000000003")
_SHORTEST_KEEP_ALIVE_S = 0.1
"""Real time: a stream on a fast clock must not keep a processor busy."""


def chunk(data: bytes) -> bytes:
    """One piece of a chunked body."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


class StreamPlayer:
    """Plays one subscription on one connection until either side ends it."""

    def __init__(
        self,
        connection: HttpConnection,
        subscription: Subscription,
        behaviour: CloudBehaviour,
        clock: Clock,
        head: Callable[[tuple[tuple[str, str], ...]], bytes],
        look_around: Callable[[], None],
    ) -> None:
        self._connection, self._subscription = connection, subscription
        self._behaviour, self._clock = behaviour, clock
        self._head, self._look_around = head, look_around
        self._brewskey = behaviour.flavour is Flavour.BREWSKEY
        self._head_sent = False
        self._sent_at = self._opened_at = time.monotonic()

    def play(self) -> None:
        """Ends with the stream closed in order; raises ConnectionOver when the peer left."""
        fault = self._behaviour.stream_fault
        late = fault is StreamFault.LATE_HEAD or self._brewskey
        if fault in (StreamFault.SILENT, StreamFault.SILENT_GZIP):
            self._fall_silent(zipped=fault is StreamFault.SILENT_GZIP)
        if not late:
            self._send_head()
            self._send(b":ok\n\n")
        while not self._is_old():
            event = self._next()
            if event is None:
                break
            self._look_around()  # an event that was on its way does not come through either
            self._show(event)
        if self._head_sent:
            self._connection.send(b"0\r\n\r\n")

    def _next(self) -> Event | None:
        """The next event, with keep-alives while there is none. None: the server closes."""
        while not self._is_old():
            try:
                return self._subscription.queue.get(timeout=min(TICK_S, self._until_keep_alive_s()))
            except queue.Empty:
                self._look_around()
                if self._connection.peer_left():
                    raise ConnectionOver from None
                if self._until_keep_alive_s() <= 0.001:
                    self._send(b"\n")
        return None

    def _until_keep_alive_s(self) -> float:
        pause_s = max(_SHORTEST_KEEP_ALIVE_S, self._clock.real(self._behaviour.keep_alive_s))
        return max(0.001, self._sent_at + pause_s - time.monotonic())

    def _is_old(self) -> bool:
        lasts_s = self._behaviour.stream_lasts_s
        return lasts_s is not None and time.monotonic() - self._opened_at >= self._clock.real(lasts_s)

    def _show(self, event: Event) -> None:
        name, data = event.old_lines() if self._brewskey else event.lines()
        if self._brewskey or self._behaviour.splits_segments:
            self._send(name)
            self._send(data)
        else:
            self._send(name + data)

    def _send(self, data: bytes) -> None:
        if not self._head_sent:
            self._send_head()
        self._connection.send(chunk(data))
        self._sent_at = time.monotonic()

    def _send_head(self, *more: tuple[str, str]) -> None:
        kind = (("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache"))
        extra = (("X-Accel-Buffering", "no"),) if self._brewskey else ()
        self._connection.send(self._head((*kind, *extra, *more, ("Transfer-Encoding", "chunked"))))
        self._head_sent = True

    def _fall_silent(self, *, zipped: bool) -> None:
        self._send_head(*((("Content-Encoding", "gzip"),) if zipped else ()))
        if zipped:
            self._send(GZIP_HEAD)
        while not self._connection.peer_left():
            self._look_around()
            self._connection.wait(TICK_S)
        raise ConnectionOver
