"""Asking a device in listening mode: one method per command, values or one reasoned error back.

Knows commands, patience and transports; how a socket gets to the device is its opener's business. It never
repeats anything: that is decided by the engine, which can tell the person. TCP comes first; HTTP only if TCP
could not be connected. Which one is decided by the first answer of a client and then kept.

The first command of a session must be one that always has an answer. After it, old firmware closes every
connection, and an empty answer can be told. So a client whose first command is another asks `version` before.
"""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from ..core.secrets import Secret
from . import codec, http_codec
from .codec import Answer, BodyReader, Command, ObjectReader
from .crypto import encrypt_password, public_key
from .errors import DeviceFaultError, MisuseError, Reason, SoftApError
from .messages import DeviceId, Protection, PublicKey, Scan, protection_of
from .names import unsendable_sign
from .scan import ScanReader
from .transport import exchange, link_error

log = logging.getLogger(__name__)

T = TypeVar("T")

Opener = Callable[[str, float, CancelToken], socket.socket]
"""(service "tcp" or "http", time-out in real seconds, cancel) → a connected socket.

Raises `OSError` (`TimeoutError` among them) and `Cancelled`; the client closes what it got."""

TCP, HTTP = "tcp", "http"


@dataclass(frozen=True)
class Patience:
    """Real seconds that each kind of command may take, from the first byte sent to the last one needed."""

    connect_s: float = 3.0
    answer_s: float = 3.0
    scan_s: float = 35.0
    """The device's scan ends after 30 s at most."""
    configure_s: float = 65.0
    """New firmware makes two such scans before it answers."""


@dataclass(frozen=True)
class _Wire:
    """How one transport dresses requests and answers."""

    request: Callable[[Command, bytes], bytes]
    answer: Callable[[BodyReader], Answer]


_WIRES = {TCP: _Wire(codec.request, codec.TcpAnswer), HTTP: _Wire(http_codec.request, http_codec.HttpAnswer)}
_ALWAYS_ANSWERED = (Command.VERSION, Command.DEVICE_ID)
_ID = re.compile(r"[0-9A-Fa-f]{24}")
_CLAIM_CODE = re.compile(r"[A-Za-z0-9+/]{63}")
_MAX_CODE = 2**31


class DeviceClient:
    """One device. Not for two threads at once: the device serves one command at a time anyway.

    Every method raises `Cancelled` within a second of a cancel, `NoLinkError`, and `DeviceFaultError`
    REJECTED or NOT_UNDERSTOOD; what comes on top is said there. Cancelling does not stop a device that is
    busy with a scan or with `configure-ap`: it answers nobody until that is done.
    """

    def __init__(self, open_socket: Opener, *, patience: Patience | None = None) -> None:
        self._open_socket = open_socket
        self._patience = patience or Patience()
        self._service: str | None = None

    def version(self, cancel: CancelToken) -> int:
        """The protocol's version: 2 in every firmware known."""
        return self._ask(Command.VERSION, lambda fields: _number(fields, "v"), cancel)

    def device_id(self, cancel: CancelToken) -> DeviceId:
        """Who this is. A valid answer is what proves that the address is a device and not a home router."""
        return self._ask(Command.DEVICE_ID, _device_id, cancel)

    def public_key(self, cancel: CancelToken) -> PublicKey:
        """The key for passwords. `DeviceFaultError` BAD_KEY if the device has none that can be used."""
        return self._ask(Command.PUBLIC_KEY, _public_key, cancel)

    def scan(self, cancel: CancelToken) -> Scan:
        """What the device sees, after 1 to 30 s. Rows that were read survive whatever cuts the answer."""
        reader = ScanReader()
        try:
            self._call(Command.SCAN_AP, b"", reader, lambda: None, self._patience.scan_s, cancel)
        except SoftApError as error:
            if not reader.networks:
                raise
            log.info("scan-ap broke off after %d rows: %s", len(reader.networks), error)
            return Scan(tuple(reader.networks), complete=False)
        return Scan(tuple(reader.networks))

    def set_claim_code(self, code: Secret, cancel: CancelToken) -> None:
        """Store the claim code for the next time online. No proof that it works: only the cloud can tell.

        `MisuseError` CLAIM_CODE_INVALID before anything is sent; `DeviceFaultError` CLAIM_CODE_REFUSED.
        """
        if not _CLAIM_CODE.fullmatch(code.reveal()):
            raise MisuseError(Reason.CLAIM_CODE_INVALID, f"{len(code)} characters")
        result = self._ask(Command.SET, _result, cancel, body=codec.claim_code_body(code.reveal()))
        if result != 0:
            raise DeviceFaultError(Reason.CLAIM_CODE_REFUSED, f"r={result}", request_sent=True)

    def configure_ap(
        self,
        *,
        ssid: bytes,
        sec: int,
        channel: int,
        password: Secret | None,
        key: PublicKey | None,
        cancel: CancelToken,
    ) -> None:
        """Store a network as the newest of five. It can take a minute: the device looks for it, twice.

        `password`: the text to send, `crypto.wep_key` of it for WEP; not sent for an open network. Without a
        `key` the device's own is fetched. Storing says nothing about whether the password is right.
        `MisuseError` NAME_CANNOT_BE_SENT or PASSWORD_TOO_LONG before anything is sent; `DeviceFaultError`
        with a reason for each result code, and BAD_KEY.
        """
        sign = unsendable_sign(ssid)
        if sign is not None:
            raise MisuseError(Reason.NAME_CANNOT_BE_SENT, f"{len(ssid)} bytes")
        pwd = None
        if password and protection_of(sec) is not Protection.OPEN:
            pwd = encrypt_password(key or self.public_key(cancel), password)
        body = codec.configure_body(ssid=ssid, sec=sec, channel=channel, pwd=pwd)
        patience_s = self._patience.configure_s
        result = self._ask(Command.CONFIGURE_AP, _result, cancel, body=body, patience_s=patience_s)
        if result != 0:
            raise DeviceFaultError(_refusal(result), f"r={result}", request_sent=True)

    def connect_ap(self, cancel: CancelToken) -> bool:
        """Tell the device to leave its own network and join. True: it said so. False: the answer was lost.

        A lost answer is not a failure, because the device leaves at once: look whether its network goes away.
        Raises only if the request did not leave.
        """
        self._greet(Command.CONNECT_AP, cancel)
        try:
            result = self._ask(Command.CONNECT_AP, _result, cancel, body=codec.CONNECT_BODY)
        except SoftApError as error:
            if not error.request_sent:
                raise
            log.info("connect-ap was sent, its answer is lost: %s", error)
            return False
        return result == 0

    # ---------- one command

    def _ask(
        self,
        command: Command,
        read: Callable[[dict[str, Any]], T],
        cancel: CancelToken,
        *,
        body: bytes = b"",
        patience_s: float | None = None,
    ) -> T:
        reader = ObjectReader()

        def parse() -> T:
            try:
                return read(reader.fields())
            except ValueError as error:
                raise DeviceFaultError(Reason.NOT_UNDERSTOOD, str(error)) from None

        return self._call(command, body, reader, parse, patience_s or self._patience.answer_s, cancel)

    def _call(
        self,
        command: Command,
        body: bytes,
        reader: BodyReader,
        parse: Callable[[], T],
        patience_s: float,
        cancel: CancelToken,
    ) -> T:
        """One command on a connection of its own; the transport that answered is kept from then on."""
        self._greet(command, cancel)
        service, sock = self._connect(cancel)
        wire = _WIRES[service]
        started = Deadline.after(patience_s)
        try:
            with sock:
                exchange(sock, wire.request(command, body), wire.answer(reader), patience_s, cancel)
        except SoftApError as error:
            log.info("%s over %s: %s", command.value, service, error)
            raise
        log.info(
            "%s over %s: answered after %.3f s", command.value, service, patience_s - started.remaining_s
        )
        try:
            answer = parse()
        except SoftApError as error:
            error.request_sent = True
            raise
        self._service = service
        return answer

    def _greet(self, command: Command, cancel: CancelToken) -> None:
        if self._service is None and command not in _ALWAYS_ANSWERED:
            self.version(cancel)

    def _connect(self, cancel: CancelToken) -> tuple[str, socket.socket]:
        first = self._service or TCP
        try:
            return first, self._open(first, cancel)
        except SoftApError as error:
            if self._service is not None or error.reason not in (Reason.REFUSED, Reason.TIMEOUT):
                raise
            tcp_error = error
        try:
            return HTTP, self._open(HTTP, cancel)
        except SoftApError:
            raise tcp_error from None  # what is said is about the service that every firmware has

    def _open(self, service: str, cancel: CancelToken) -> socket.socket:
        cancel.raise_if_cancelled()
        try:
            return self._open_socket(service, self._patience.connect_s, cancel)
        except OSError as error:
            raise link_error(error, request_sent=False) from None


# ---------- reading answers; each raises ValueError for what the protocol does not allow


def _number(fields: dict[str, Any], name: str) -> int:
    value = fields.get(name)
    if type(value) is not int or not -_MAX_CODE <= value < _MAX_CODE:
        raise ValueError(f"no number {name}")
    return value


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"no text {name}")
    return value


def _result(fields: dict[str, Any]) -> int:
    return _number(fields, "r")


def _device_id(fields: dict[str, Any]) -> DeviceId:
    found, claimed = _text(fields, "id"), _text(fields, "c")
    if not _ID.fullmatch(found):
        raise ValueError("id is not 24 hex digits")
    return DeviceId(found.lower(), claimed == "1")


def _public_key(fields: dict[str, Any]) -> PublicKey:
    digits, result = _text(fields, "b"), _result(fields)
    if result != 0:
        raise DeviceFaultError(Reason.BAD_KEY, f"r={result}")
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", digits) is None:
        raise ValueError("b is not hex")
    return public_key(bytes.fromhex(digits))


def _refusal(result: int) -> Reason:
    """What a result code of `configure-ap` other than 0 means (docs/softap.md, "configure-ap")."""
    known = {
        -2: Reason.CANNOT_SEE_NETWORK,
        -3: Reason.NAME_NOT_ACCEPTED,
        -4: Reason.PASSWORD_LENGTH,
        1: Reason.ENTERPRISE_DATA,
    }
    return known.get(result, Reason.NOT_DECRYPTED if result < 0 else Reason.FLASH)
