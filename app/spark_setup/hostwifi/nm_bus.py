"""D-Bus calls to NetworkManager, and nothing else: the thin layer that only a real bus can test.

No decisions are taken here. What comes back is plain Python (variants unwrapped); what goes wrong is a
`BusError` with the D-Bus error's name. Waits in ticks, so that a cancelled call ends at once.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import jeepney
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from ..core.cancel import CancelToken

NM = "org.freedesktop.NetworkManager"
NO_BUS = "no-bus"
NO_REPLY = "no-reply"
TICK_S = 0.2

_BUS = "org.freedesktop.DBus"


class BusError(Exception):
    """A call failed. `name`: the D-Bus error's name, or NO_BUS, or NO_REPLY."""

    def __init__(self, name: str, message: str = "") -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


class NmBus:
    """One connection to the system bus. For one thread at a time; opened by the first call."""

    def __init__(self, bus_name: str = NM) -> None:
        self._bus_name = bus_name
        self._connection: DBusConnection | None = None
        self._signals: deque[tuple[Any, ...]] = deque(maxlen=256)
        self._subscribed: set[tuple[str, str, str]] = set()

    def call(
        self,
        path: str,
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        cancel: CancelToken | None = None,
        timeout: float = 10.0,
    ) -> tuple[Any, ...]:
        """The reply's values. Raises `BusError`, `Cancelled`."""
        address = jeepney.DBusAddress(path, bus_name=self._bus_name, interface=interface)
        return self._request(
            jeepney.new_method_call(address, method, signature or None, body), cancel, timeout
        )

    def properties(self, path: str, interface: str) -> dict[str, Any]:
        """All properties of one interface, unwrapped. Raises `BusError`."""
        (values,) = self.call(path, "org.freedesktop.DBus.Properties", "GetAll", "s", (interface,))
        return {key: value for key, (_, value) in values.items()}

    def has_owner(self) -> bool:
        """Whether the service runs; asking does not start it. Raises `BusError`."""
        address = jeepney.DBusAddress("/org/freedesktop/DBus", bus_name=_BUS, interface=_BUS)
        message = jeepney.new_method_call(address, "NameHasOwner", "s", (self._bus_name,))
        return bool(self._request(message, None, 5.0)[0])

    def subscribe(self, path: str, interface: str, member: str) -> None:
        """From now on collect this signal for `next_signal`. Raises `BusError`."""
        if (path, interface, member) in self._subscribed:
            return
        rule = jeepney.MatchRule(type="signal", path=path, interface=interface, member=member).serialise()
        address = jeepney.DBusAddress("/org/freedesktop/DBus", bus_name=_BUS, interface=_BUS)
        self._request(jeepney.new_method_call(address, "AddMatch", "s", (rule,)), None, 5.0)
        self._subscribed.add((path, interface, member))

    def next_signal(self, timeout: float) -> tuple[Any, ...] | None:
        """(path, member, values) of the next signal, or None after `timeout`. Raises `BusError(NO_BUS)`."""
        deadline = time.monotonic() + timeout
        while not self._signals and (left := deadline - time.monotonic()) > 0:
            self._receive(left)
        return self._signals.popleft() if self._signals else None

    def close(self) -> None:
        """Idempotent. NetworkManager ends what was bound to this connection."""
        connection, self._connection = self._connection, None
        self._subscribed.clear()
        self._signals.clear()
        if connection is not None:
            connection.close()

    def _request(
        self, message: jeepney.Message, cancel: CancelToken | None, timeout: float
    ) -> tuple[Any, ...]:
        try:
            if self._connection is None:
                self._connection = open_dbus_connection("SYSTEM")
            serial = next(self._connection.outgoing_serial)
            self._connection.send(message, serial=serial)
        except (OSError, KeyError, ValueError, jeepney.AuthenticationError) as error:
            self.close()
            raise BusError(NO_BUS, type(error).__name__) from error
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if cancel is not None:
                cancel.raise_if_cancelled()
            reply = self._receive(TICK_S)
            if reply is not None and reply.header.fields.get(jeepney.HeaderFields.reply_serial) == serial:
                if reply.header.message_type is jeepney.MessageType.error:
                    name = str(reply.header.fields.get(jeepney.HeaderFields.error_name))
                    raise BusError(name, str(reply.body[0]) if reply.body else "")
                return tuple(reply.body)
        raise BusError(NO_REPLY)

    def _receive(self, timeout: float) -> jeepney.Message | None:
        if self._connection is None:
            raise BusError(NO_BUS)
        try:
            message = self._connection.receive(timeout=timeout)
        except TimeoutError:
            return None
        except OSError as error:
            self.close()
            raise BusError(NO_BUS, type(error).__name__) from error
        fields = message.header.fields
        path, member = fields.get(jeepney.HeaderFields.path), fields.get(jeepney.HeaderFields.member)
        known = (path, fields.get(jeepney.HeaderFields.interface), member) in self._subscribed
        if message.header.message_type is jeepney.MessageType.signal and known:
            self._signals.append((path, member, message.body))
        return message
