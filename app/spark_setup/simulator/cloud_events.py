"""Events and who hears them. No HTTP here: a stream is a subscription with a queue."""

from __future__ import annotations

import json
import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .cloud_accounts import Account, Token

CLOUD_ITSELF = "particle-internal"
UPDATER = "spark/safe-mode-updater/updating"


def iso(moment: datetime) -> str:
    """As the cloud writes times: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Event:
    """One event on its way to the streams of `owner` (None: nobody's; a product's own streams hear it)."""

    name: str
    data: str
    device_id: str
    published_at: datetime
    owner: Account | None = field(repr=False)
    product_id: int | None = None

    @property
    def core_id(self) -> str:
        """What the stream calls the device: the updater speaks in its own name."""
        return CLOUD_ITSELF if self.name == UPDATER else self.device_id

    def lines(self) -> tuple[bytes, bytes]:
        """The two lines as Particle's service writes them since 2024."""
        fields: dict[str, object] = {
            "data": self.data,
            "ttl": 60,
            "published_at": iso(self.published_at),
            "coreid": self.core_id,
        }
        if self.product_id is not None:
            fields["productID"] = self.product_id
        return self._lines(fields)

    def old_lines(self) -> tuple[bytes, bytes]:
        """The two lines as the clone writes them."""
        return self._lines(
            {
                "coreid": self.core_id,
                "data": self.data,
                "published_at": iso(self.published_at),
                "ttl": 60,
            }
        )

    def _lines(self, fields: dict[str, object]) -> tuple[bytes, bytes]:
        name = self.name.replace("\r", " ").replace("\n", " ")
        body = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
        return f"event: {name}\n".encode(), f"data: {body}\n\n".encode()


@dataclass(eq=False)
class Subscription:
    """One open stream. Without filter it hears everything of its token's account."""

    token: Token
    prefix: str = ""
    device_id: str | None = None
    product_id: int | None = None
    queue: queue.SimpleQueue[Event | None] = field(default_factory=queue.SimpleQueue, repr=False)
    """None: the stream is to be closed."""

    def wants(self, event: Event) -> bool:
        """Whether this stream hears `event`."""
        if not event.name.startswith(self.prefix):
            return False
        if self.device_id is not None and event.device_id != self.device_id:
            return False
        if self.product_id is not None:
            return event.product_id == self.product_id
        return event.owner is not None and event.owner is self.token.account


class EventHub:
    """Hands events to the streams. Guarded by the cloud's one lock."""

    def __init__(self, is_good: Callable[[Token], bool]) -> None:
        self._is_good = is_good
        self._open: list[Subscription] = []

    @property
    def open(self) -> int:
        """How many streams are open."""
        return len(self._open)

    def add(self, subscription: Subscription) -> None:
        """A stream was opened."""
        self._open.append(subscription)

    def remove(self, subscription: Subscription) -> None:
        """A stream was closed. Idempotent."""
        if subscription in self._open:
            self._open.remove(subscription)

    def publish(self, event: Event) -> None:
        """To every stream that wants it. A stream lives on when its token has ended."""
        for subscription in self._open:
            if subscription.wants(event):
                subscription.queue.put(event)

    def close_all(self) -> None:
        """The server closes every stream."""
        for subscription in self._open:
            subscription.queue.put(None)

    def close_dead(self) -> None:
        """The server closes the streams whose token has ended."""
        for subscription in self._open:
            if not self._is_good(subscription.token):
                subscription.queue.put(None)
