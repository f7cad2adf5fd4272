"""The command code of two firmware versions: what a body means to them, what they store, what they answer.

Source: the firmware's own code (softap.cpp, wlan_hal.cpp), and the recording in
tests/data/softap-vectors.json. Knows no sockets: transports hand it a name and a body, and write the pieces
it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from . import commands
from .air import ENTERPRISE_BIT, OPEN, WEP, WPA2_BIT, WPA_BIT, AirNetwork
from .commands import Pieces
from .device_key import BAD_INPUT, erased_public_der, hex_decode
from .jsmn import Kind, c_number, c_string, tokenize
from .memory import Memory
from .wanted import Wanted, code_of

CANNOT_SEE, BAD_NAME, BAD_KEY_LENGTH, BAD_IDENTITY = -2, -3, -4, 1
"""Result codes of `configure-ap` on new firmware (softap-protocol.md, section 4)."""

NAMES = ("version", "device-id", "public-key", "scan-ap", "configure-ap", "set", "connect-ap")
"""Every command that answers. `ant-internal` and `ant-external` act without an answer."""

_HEX_BYTES, _OLD_KEY_ROOM, _CODE_ROOM = 256, 65, 63

_SET_KEYS = {b"k": Kind.STRING, b"v": Kind.STRING}
_OLD_KEYS = {
    b"idx": Kind.PRIMITIVE,
    b"ssid": Kind.STRING,
    b"pwd": Kind.STRING,
    b"ch": Kind.PRIMITIVE,
    b"sec": Kind.PRIMITIVE,
}
_NEW_KEYS = {
    **_OLD_KEYS,
    b"eap": Kind.PRIMITIVE,
    b"oi": Kind.STRING,
    b"ii": Kind.STRING,
    b"crt": Kind.STRING,
    b"ek": Kind.STRING,
    b"key": Kind.STRING,
    b"ca": Kind.STRING,
}


class Generation(Enum):
    """The two generations of SoftAP code, by the version whose code was recorded."""

    OLD = "0.6.4"
    NEW = "2.3.1"

    @classmethod
    def of(cls, version: str) -> Generation:
        """Old is everything up to 0.6.4; raises ValueError for what is no version."""
        parts = tuple(int(part) for part in version.split("-")[0].split("."))
        return cls.OLD if parts < (0, 7) else cls.NEW


@dataclass(frozen=True)
class Radio:
    """What the command code needs of the radio: one scan, blocking for as long as a scan lasts."""

    scan: Callable[[], tuple[AirNetwork, ...]]


class Rejected(Exception):  # noqa: N818 - an outcome, not a fault
    """The body was not understood: nothing is stored, and the answer is empty."""


class _Failed(Exception):  # noqa: N818 - a result code on its way out, never leaves this module
    """A check of new firmware said no."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Firmware:
    """The commands of one listening session. One at a time: the caller serialises."""

    def __init__(self, generation: Generation, memory: Memory, radio: Radio) -> None:
        self._generation, self._memory, self._radio = generation, memory, radio
        self._transport_key = False
        self.configured = False
        """Whether a `configure-ap` was stored in this session."""
        self.left = False
        """Whether `connect-ap` was answered: the device gives up its network."""

    def run(self, name: str, body: bytes | None) -> Pieces:
        """Execute a command of NAMES; raises `Rejected`. `body` None: it could not be read."""
        if name == "version":
            return commands.VERSION
        if name == "device-id":
            return commands.device_id(self._memory.device_id, claimed=self._memory.claimed)
        if name == "public-key":
            key = self._memory.key
            return commands.public_key(key.public_der() if key else erased_public_der())
        if name == "scan-ap":
            return commands.scan(self._radio.scan())
        if name == "connect-ap":
            self.left = True
            return commands.result(0)
        if not body and self._generation is Generation.NEW:
            raise Rejected  # reading nothing is an error there; old firmware takes it for `{}`
        if name == "set":
            return commands.result(self._set(_read(body, _SET_KEYS)))
        if self._generation is Generation.OLD:
            return commands.result(self._configure_old(_read(body, _OLD_KEYS)))
        return commands.result(self._configure_new(_read(body, _NEW_KEYS)))

    def _set(self, values: list[tuple[bytes, bytes]]) -> int:
        """Keys are compared by their first two characters, values cut to 63."""
        given = dict(values)
        key, code = given.get(b"k", b"")[:2], given.get(b"v", b"")[:_CODE_ROOM]
        if key != b"cc" or not code:
            return -1
        self._memory.claim_code = code
        return 0

    def _decrypt(self, digits: bytes, limit: int) -> bytes | int:
        if self._memory.key is None:
            return BAD_INPUT
        return self._memory.key.decrypt(hex_decode(digits, _HEX_BYTES), limit)

    def _configure_old(self, values: list[tuple[bytes, bytes]]) -> int:
        """Stores whatever it was given, unless the password could not be decrypted."""
        ssid, room, sec, channel, failure = b"", bytearray(_OLD_KEY_ROOM), 0, 0, 0
        for key, text in values:
            if key == b"ssid":
                ssid = text[:32]
            elif key == b"pwd":
                plain = self._decrypt(text, _OLD_KEY_ROOM)
                failure = plain if isinstance(plain, int) else 0
                if isinstance(plain, bytes):
                    room[: len(plain)] = plain
            elif key == b"sec":
                sec = c_number(text)
            elif key == b"ch":
                channel = c_number(text)
        if failure < 0:
            return failure
        self._store(ssid, c_string(bytes(room)), sec, channel)
        return 0

    def _configure_new(self, values: list[tuple[bytes, bytes]]) -> int:
        wanted = Wanted()
        for key, text in values:
            if key == b"ssid":
                wanted.ssid = text or wanted.ssid
            elif key == b"pwd":
                wanted.take_password(text, self._decrypt)
            elif key == b"ek" and len(text) >= 2:
                wanted.outcome = code_of(self._decrypt(text, len(text)))
                self._transport_key = True
            elif key in (b"sec", b"ch", b"eap"):
                wanted.numbers[key] = c_number(text)
            elif key in (b"ii", b"crt", b"ca", b"key"):
                wanted.take_identity(key, text)
        if wanted.private_key:
            wanted.private_key = wanted.private_key // 2 if self._transport_key else 0
            wanted.outcome = 1 if self._transport_key else wanted.outcome
        try:
            return wanted.outcome if wanted.outcome < 0 else self._check_and_store(wanted)
        except _Failed as failed:
            return failed.code

    def _check_and_store(self, wanted: Wanted) -> int:
        """Two passes over the same checks, each with a scan of its own: the second one stores."""
        self._protection(wanted)
        if eap := wanted.numbers[b"eap"]:
            if not wanted.identity_complete(eap):
                return BAD_IDENTITY
            self._memory.networks.identity = True
        sec = self._protection(wanted)
        self._store(wanted.ssid, wanted.password, sec, wanted.numbers[b"ch"])
        return 0

    def _protection(self, wanted: Wanted) -> int:
        """The protection to store, if name and password fit it; raises `_Failed` with a result code.

        Open and WEP as told; for all else what the radio itself sees last under that name.
        """
        if not wanted.ssid or len(wanted.ssid) > 32:
            raise _Failed(BAD_NAME)
        sec = wanted.numbers[b"sec"]
        if sec & WEP:
            sec = WEP
        elif sec != OPEN:
            seen = [row for row in self._radio.scan() if row.ssid == wanted.ssid]
            if not seen or not seen[-1].rssi:
                raise _Failed(CANNOT_SEE)
            sec = seen[-1].sec
        personal = sec & (WPA_BIT | WPA2_BIT) and not sec & ENTERPRISE_BIT
        size = len(wanted.password)
        if (sec & WEP and not 5 <= size <= 58) or (personal and not 8 <= size <= 64):
            raise _Failed(BAD_KEY_LENGTH)
        return sec

    def _store(self, ssid: bytes, password: bytes, sec: int, channel: int) -> None:
        single = self._generation is Generation.NEW
        self._memory.networks.add(ssid, password, sec, channel, single_enterprise=single)
        self.configured = True


def _read(body: bytes | None, keys: Mapping[bytes, Kind]) -> list[tuple[bytes, bytes]]:
    """The known keys and their values in order; raises `Rejected` for anything else.

    Walks the tokens as the firmware does: the first one is the object whatever it is, then key, value, key,
    value, into nested ones too; a token that malformed text left out counts as a value of no kind.
    """
    if body is None:
        raise Rejected
    text = c_string(body)
    tokens = tokenize(text)
    values: list[tuple[bytes, bytes]] = []
    index, left, key = 0, 1, b""
    while left > 0 and index <= len(tokens):
        token = tokens[index] if index < len(tokens) else None
        if token is not None and token.kind in (Kind.OBJECT, Kind.ARRAY):
            left += token.size * 2
        if index % 2:
            key = text[token.start : token.end] if token else b""
            if key not in keys:
                raise Rejected
        elif index:
            if token is None or token.kind is not keys[key]:
                raise Rejected
            values.append((key, text[token.start : token.end]))
        index, left = index + 1, left - 1
    return values
