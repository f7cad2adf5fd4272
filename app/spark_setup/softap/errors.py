"""The room's one error family, split by who has to change something.

    SoftApError              never raised itself
    ├── NoLinkError          bytes did not get through: the radio, the system, a device that is busy or gone
    ├── DeviceFaultError     the device answered, and said no or something nobody understands
    └── MisuseError          we asked for what cannot be sent; nothing left this computer

Each carries a `reason`. Socket errors and those of `cryptography` never leave the room as themselves;
`core.cancel.Cancelled` does, and anything else is a bug. Texts are for the log: no payloads, no secrets.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar


class Reason(Enum):
    """What happened, for a table and not for a person. Codes in brackets: `r` in the device's answer."""

    NO_ROUTE = "no_route"
    """No way to the device: no address, interface gone, local network not permitted (macOS)."""
    PERMISSION = "permission"
    """The system forbids this connection: a firewall, or a right that is missing."""
    REFUSED = "refused"
    """Somebody is at the address and nothing listens at the port."""
    TIMEOUT = "timeout"
    """No connection, or no complete answer, within the time of this command."""
    RESET = "reset"
    """The connection was torn down in the middle."""
    CLOSED = "closed"
    """The device closed without an answer, or after half of one."""

    REJECTED = "rejected"
    """The empty answer: refused as a whole, nothing was stored."""
    NOT_UNDERSTOOD = "not_understood"
    """Not JSON, fields missing or of a wrong type, too large, an HTTP status that is not 200."""
    CANNOT_SEE_NETWORK = "cannot_see_network"
    """(-2) The device's own scan did not find the network."""
    NAME_NOT_ACCEPTED = "name_not_accepted"
    """(-3) Name empty or over 32 bytes, or body not understood."""
    PASSWORD_LENGTH = "password_length"
    """(-4) Password of a length that the protection does not allow, or missing."""
    ENTERPRISE_DATA = "enterprise_data"
    """(1) Enterprise data incomplete or too long."""
    NOT_DECRYPTED = "not_decrypted"
    """(other negative) The password was encrypted for another key: fetch the key again and repeat."""
    FLASH = "flash"
    """(other positive) The device could not store it: repeat."""
    CLAIM_CODE_REFUSED = "claim_code_refused"
    """`set` answered something else than 0."""
    BAD_KEY = "bad_key"
    """The device's public key cannot be used: it has none, or it is not RSA with 1024 bits."""

    CLAIM_CODE_INVALID = "claim_code_invalid"
    """Not 63 characters of the base64 alphabet; the device would cut or accept it without a word."""
    NAME_CANNOT_BE_SENT = "name_cannot_be_sent"
    """The device's JSON reader cannot take this name (`names.unsendable_sign`)."""
    PASSWORD_TOO_LONG = "password_too_long"
    """Over 64 bytes: old firmware cuts it silently."""
    WEP_KEY_INVALID = "wep_key_invalid"
    """Neither 5 or 13 characters nor 10 or 26 hex digits."""


class SoftApError(Exception):
    """Base of everything this room raises. Catch it; to make one, use a child or `softap_error`."""

    reasons: ClassVar[frozenset[Reason]] = frozenset()

    def __init__(self, reason: Reason, detail: str = "", *, request_sent: bool = False) -> None:
        if type(self) is SoftApError:
            raise TypeError(
                "SoftApError says nothing about blame: use NoLinkError, DeviceFaultError or MisuseError"
            )
        if reason not in self.reasons:
            raise TypeError(f"{reason} is no {type(self).__name__}")
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.request_sent = request_sent
        """Whether any byte of the request left: if so, the device may have done what it was asked."""


class NoLinkError(SoftApError):
    """The bytes did not get through. Repeating may help; asking the person to move nearer may, too."""

    reasons = frozenset(
        {Reason.NO_ROUTE, Reason.PERMISSION, Reason.REFUSED, Reason.TIMEOUT, Reason.RESET, Reason.CLOSED}
    )


class DeviceFaultError(SoftApError):
    """The device's answer, as far as there was one, says no. Repeating the same rarely helps."""

    reasons = frozenset(
        {
            Reason.REJECTED,
            Reason.NOT_UNDERSTOOD,
            Reason.CANNOT_SEE_NETWORK,
            Reason.NAME_NOT_ACCEPTED,
            Reason.PASSWORD_LENGTH,
            Reason.ENTERPRISE_DATA,
            Reason.NOT_DECRYPTED,
            Reason.FLASH,
            Reason.CLAIM_CODE_REFUSED,
            Reason.BAD_KEY,
        }
    )


class MisuseError(SoftApError):
    """Asked for something that cannot be sent. Nothing was; check with the room's predicates beforehand."""

    reasons = frozenset(
        {
            Reason.CLAIM_CODE_INVALID,
            Reason.NAME_CANNOT_BE_SENT,
            Reason.PASSWORD_TOO_LONG,
            Reason.WEP_KEY_INVALID,
        }
    )


def softap_error(reason: Reason, detail: str = "", *, request_sent: bool = False) -> SoftApError:
    """The error for `reason`, of the right family."""
    family = next(f for f in (NoLinkError, DeviceFaultError, MisuseError) if reason in f.reasons)
    return family(reason, detail, request_sent=request_sent)
