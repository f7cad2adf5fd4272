"""What the device saw on the wire, for tests and for the state URL. Bounded; thread-safe."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

_KEEP = 2000


@dataclass(frozen=True)
class Segment:
    """One piece as it was received: `connection` counts from 1 over the life of the device."""

    service: str
    connection: int
    data: bytes


@dataclass(frozen=True)
class Command:
    """One command that was executed, or met a fault. `body` is None where none was read."""

    service: str
    connection: int
    name: str
    body: bytes | None


class WireLog:
    """The newest segments and commands, in order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._segments: deque[Segment] = deque(maxlen=_KEEP)
        self._commands: deque[Command] = deque(maxlen=_KEEP)
        self._connections = 0

    def connection(self) -> int:
        """A number for a new connection."""
        with self._lock:
            self._connections += 1
            return self._connections

    def segment(self, service: str, connection: int, data: bytes) -> None:
        """Keep a received piece."""
        with self._lock:
            self._segments.append(Segment(service, connection, data))

    def command(self, service: str, connection: int, name: str, body: bytes | None) -> None:
        """Keep a command."""
        with self._lock:
            self._commands.append(Command(service, connection, name, body))

    def clear(self) -> None:
        """Forget everything: the device starts over."""
        with self._lock:
            self._segments.clear()
            self._commands.clear()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What was received, oldest first."""
        with self._lock:
            return tuple(self._segments)

    @property
    def commands(self) -> tuple[Command, ...]:
        """What was executed, oldest first."""
        with self._lock:
            return tuple(self._commands)
