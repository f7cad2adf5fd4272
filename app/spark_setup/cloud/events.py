"""What the cloud tells by itself: device events over server-sent events, reconnected for as long as asked.

Theory of operation. One stream of all events of the account is open at a time, and filtered here: newer
firmware says `particle/…` as well as `spark/…`, and the cloud limits connections, not events. The cloud sends
a blank line after 9 to 12 s without an event; silence beyond `silence_s` means the stream is dead, or held
back by something in between (antivirus, a compressing proxy). There are no event ids, so what happens
during a reconnect is lost: whoever listens polls after each `on_open`. Every end but a 401 is
followed by a pause of 2, 4 … 30 s; only a stream that has lived a while starts the pauses anew, so that
a server that says nothing sees at most ten openings in five minutes.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from ..core.cancel import CancelToken
from ..core.clock import Backoff
from ..core.secrets import Secret
from .errors import CloudError, Reason
from .moments import moment
from .sse import blocks

if TYPE_CHECKING:
    from .transport import Stream, Transport

_log = logging.getLogger(__name__)
CLOUD_ITSELF = "particle-internal"  # the device id of the safe-mode updater's events
_EVENTS_PATH = "/v1/devices/events"


class Meaning(Enum):
    """What a system event says."""

    ONLINE = "online"
    OFFLINE = "offline"
    AUTO_UPDATE = "auto-update"  # product firmware is about to be sent
    FLASH_STARTED = "flash started"
    FLASH_SUCCESS = "flash success"  # transferred; not yet running
    FLASH_FAILED = "flash failed"
    SAFE_MODE = "safe mode"  # needs a newer Device OS, and will get it
    UPDATER = "updater"  # the cloud sends system parts
    APP_HASH = "app hash"  # a new application runs
    LAST_RESET = "last reset"
    DIAGNOSTICS = "diagnostics"
    UPDATES = "updates"  # particle/device/updates/…
    OTHER = "other"


_STATUS = {"online": Meaning.ONLINE, "offline": Meaning.OFFLINE, "auto-update": Meaning.AUTO_UPDATE}
_FLASH = {"started": Meaning.FLASH_STARTED, "success": Meaning.FLASH_SUCCESS, "failed": Meaning.FLASH_FAILED}
_BY_NAME = {
    "spark/status/safe-mode": Meaning.SAFE_MODE,
    "particle/status/safe-mode": Meaning.SAFE_MODE,
    "spark/safe-mode-updater/updating": Meaning.UPDATER,
    "spark/device/app-hash": Meaning.APP_HASH,
    "spark/device/last_reset": Meaning.LAST_RESET,
    "spark/device/diagnostics/update": Meaning.DIAGNOSTICS,
}


@dataclass(frozen=True)
class CloudEvent:
    """One event. `device_id` is lower case ("" if not said); `published_at` is on the cloud's clock."""

    name: str
    data: str
    device_id: str
    published_at: datetime | None

    @property
    def meaning(self) -> Meaning:
        """What it says. Data is compared stripped: flash states end in a blank in every capture."""
        data = self.data.strip().lower()
        if self.name in ("spark/status", "particle/status"):
            return _STATUS.get(data, Meaning.OTHER)
        if self.name in ("spark/flash/status", "particle/flash/status"):
            return _FLASH.get(data, Meaning.OTHER)
        if self.name.startswith("particle/device/updates/"):
            return Meaning.UPDATES
        return _BY_NAME.get(self.name, Meaning.OTHER)

    def concerns(self, device_id: str) -> bool:
        """Whether a person who watches `device_id` wants to know."""
        return self.device_id == device_id.lower() or (
            self.device_id == CLOUD_ITSELF and self.meaning is Meaning.UPDATER
        )


def event_from(name: str, data: str) -> CloudEvent | None:
    """An event from its name and its JSON; None if that is not what an event looks like."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not name:
        return None
    device_id = value.get("coreid")
    return CloudEvent(
        name=name,
        data=_text(value.get("data")),
        device_id=device_id.strip().lower() if isinstance(device_id, str) else "",
        published_at=moment(value.get("published_at")),
    )


@dataclass(frozen=True)
class StreamPatience:
    """Real seconds. `settled_s`: a stream that lived this long with bytes makes the pauses short again."""

    silence_s: float = 20.0
    first_pause_s: float = 2.0
    longest_pause_s: float = 30.0
    settled_s: float = 60.0
    rate_limit_pause_s: float = 30.0


class EventStream:
    """Opens, reads and reopens the stream. One use: `events`."""

    def __init__(
        self, transport: Transport, token: Callable[[], Secret | None], patience: StreamPatience
    ) -> None:
        self._transport, self._token, self._patience = transport, token, patience

    def events(
        self,
        cancel: CancelToken,
        *,
        device_id: str | None = None,
        on_open: Callable[[datetime | None], None] | None = None,
    ) -> Iterator[CloudEvent]:
        """See `CloudClient.events`."""
        pauses = Backoff(self._patience.first_pause_s, limit_s=self._patience.longest_pause_s)
        while True:
            opened = time.monotonic()
            shortest_pause_s = 0.0
            try:
                for event in self._one_stream(cancel, on_open):
                    if device_id is None or event.concerns(device_id):
                        yield event
                _log.info("event stream ended by the server after %.0f s", time.monotonic() - opened)
            except CloudError as error:
                if error.reason in (Reason.UNAUTHORIZED, Reason.MISUSE):
                    raise
                _log.info("event stream ended after %.0f s: %s", time.monotonic() - opened, error)
                if error.reason is Reason.RATE_LIMITED:
                    shortest_pause_s = max(self._patience.rate_limit_pause_s, error.retry_after_s or 0.0)
            if time.monotonic() - opened >= self._patience.settled_s:
                pauses.reset()
            if cancel.wait(max(pauses.next_s(), shortest_pause_s)):
                cancel.raise_if_cancelled()

    def _one_stream(
        self, cancel: CancelToken, on_open: Callable[[datetime | None], None] | None
    ) -> Iterator[CloudEvent]:
        from sseclient import SSEClient

        silence_s = self._patience.silence_s
        with self._transport.stream(
            _EVENTS_PATH, cancel, token=self._token(), accept="text/event-stream", silence_s=silence_s
        ) as stream:
            kind = stream.headers.get("Content-Type", "").split(";")[0].strip().lower()
            if stream.status != 200 or kind != "text/event-stream":
                raise CloudError(Reason.BAD_REPLY, f"no event stream but {kind[:40]!r}", status=stream.status)
            if on_open is not None:
                on_open(stream.server_time)
            for raw in SSEClient(blocks(_chunks(stream))).events():
                event = event_from(raw.event, raw.data)
                if event is None:
                    _log.info("an event that is not understood, %d characters", len(raw.data))
                else:
                    yield event


def _chunks(stream: Stream) -> Iterator[bytes]:
    while chunk := stream.read_some():
        yield chunk


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)
