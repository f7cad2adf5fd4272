"""D-Bus calls to NetworkManager, and nothing else: the thin layer that only a real bus can test.

No decisions are taken here. What comes back is plain Python (variants unwrapped); what goes wrong is a
`BusError` with the D-Bus error's name. Waits in ticks, so that a cancelled call ends at once.
"""

from __future__ import annotations

import itertools
import socket
import time
from collections import deque
from typing import Any

import jeepney
from jeepney.bus import get_bus
from jeepney.fds import FileDescriptor
from jeepney.io.blocking import prep_socket

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

    def __init__(self, bus_name: str = NM, *, with_files: bool = False) -> None:
        self._bus_name = bus_name
        self._with_files = with_files  # whether replies may carry open files
        self._socket: socket.socket | None = None
        self._parser = jeepney.Parser()
        self._serials = itertools.count(1)
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
        connection, self._socket = self._socket, None
        self._parser = jeepney.Parser()
        self._subscribed.clear()
        self._signals.clear()
        if connection is not None:
            connection.close()

    def _request(
        self, message: jeepney.Message, cancel: CancelToken | None, timeout: float
    ) -> tuple[Any, ...]:
        if self._socket is None:
            self._open(cancel)
        serial = next(self._serials)
        self._send(message.serialise(serial))
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

    def _open(self, cancel: CancelToken | None) -> None:
        # jeepney's own connection says hello without a time limit: a bus that hangs would hang the wizard.
        try:
            self._socket = prep_socket(get_bus("SYSTEM"), self._with_files, timeout=1.0)
        except (OSError, KeyError, ValueError, RuntimeError, jeepney.AuthenticationError) as error:
            raise BusError(NO_BUS, type(error).__name__) from error
        address = jeepney.DBusAddress("/org/freedesktop/DBus", bus_name=_BUS, interface=_BUS)
        try:
            self._request(jeepney.new_method_call(address, "Hello"), cancel, 5.0)
        except BaseException:
            self.close()
            raise

    def _send(self, data: bytes) -> None:
        try:
            if self._socket is None:
                raise BusError(NO_BUS)
            self._socket.settimeout(5.0)
            self._socket.sendall(data)
        except OSError as error:
            self.close()
            raise BusError(NO_BUS, type(error).__name__) from error

    def _receive(self, timeout: float) -> jeepney.Message | None:
        message = self._parser.get_next_message()
        if message is None:
            try:
                if self._socket is None:
                    raise BusError(NO_BUS)
                self._socket.settimeout(max(0.001, timeout))
                data, files, _, _ = socket.recv_fds(self._socket, self._parser.bytes_desired(), 4)
            except TimeoutError:
                return None
            except OSError as error:
                self.close()
                raise BusError(NO_BUS, type(error).__name__) from error
            if not data:
                self.close()
                raise BusError(NO_BUS, "closed")
            self._parser.add_data(data, [FileDescriptor(number) for number in files])
            message = self._parser.get_next_message()
        if message is None:
            return None
        fields = message.header.fields
        path, member = fields.get(jeepney.HeaderFields.path), fields.get(jeepney.HeaderFields.member)
        known = (path, fields.get(jeepney.HeaderFields.interface), member) in self._subscribed
        if message.header.message_type is jeepney.MessageType.signal and known:
            self._signals.append((path, member, message.body))
        return message
