"""From the exceptions of the floor below to problems: one table a room.

A reason that a table does not name is a bug; a test walks the tables for gaps.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..cloud.errors import CloudError
from ..cloud.errors import Reason as CloudReason
from ..hostwifi.port import Reason as WifiReason
from ..hostwifi.port import WifiError
from ..softap.errors import Reason as DeviceReason
from ..softap.errors import SoftApError
from .problems import Code, Problem

CLOUD: Mapping[CloudReason, Code] = {
    CloudReason.NO_INTERNET: Code.NO_INTERNET,
    CloudReason.UNREACHABLE: Code.SERVICE_UNREACHABLE,
    CloudReason.TIMEOUT: Code.SERVICE_UNREACHABLE,
    CloudReason.PROXY: Code.SERVICE_UNREACHABLE,
    CloudReason.REDIRECT: Code.SERVICE_UNREACHABLE,
    CloudReason.SERVER: Code.SERVICE_UNREACHABLE,
    CloudReason.BAD_REPLY: Code.SERVICE_UNREACHABLE,
    CloudReason.RATE_LIMITED: Code.SERVICE_UNREACHABLE,
    CloudReason.TLS_UNTRUSTED: Code.NOT_TRUSTED,
    CloudReason.TLS_SELF_SIGNED: Code.NOT_TRUSTED,
    CloudReason.TLS_NAME: Code.NOT_TRUSTED,
    CloudReason.TLS_OLD: Code.NOT_TRUSTED,
    CloudReason.TLS_DATE: Code.WRONG_DATE,
    CloudReason.UNAUTHORIZED: Code.SESSION_EXPIRED,
    CloudReason.MFA_REQUIRED: Code.SESSION_EXPIRED,
    CloudReason.WRONG_CREDENTIALS: Code.SESSION_EXPIRED,
    CloudReason.WRONG_ONE_TIME_CODE: Code.SESSION_EXPIRED,
    CloudReason.ACCOUNT_EXISTS: Code.SESSION_EXPIRED,
    CloudReason.CODE_USED: Code.SESSION_EXPIRED,
    CloudReason.CODE_EXPIRED: Code.SESSION_EXPIRED,
    CloudReason.CODE_UNKNOWN: Code.SESSION_EXPIRED,
    CloudReason.MISUSE: Code.SERVICE_UNREACHABLE,
    CloudReason.FORBIDDEN: Code.CLAIM_CODE_REFUSED,
    CloudReason.NOT_FOUND: Code.CLAIM_CODE_REFUSED,
    CloudReason.REFUSED: Code.CLAIM_CODE_REFUSED,
}

WIFI: Mapping[WifiReason, Code] = {
    WifiReason.NO_ADAPTER: Code.NO_WIFI,
    WifiReason.RADIO_OFF: Code.WIFI_OFF,
    WifiReason.PERMISSION_NEEDED: Code.LOCATION_PERMISSION,
    WifiReason.PERMISSION_DENIED: Code.LOCATION_PERMISSION,
    WifiReason.AP_NOT_FOUND: Code.NOTHING_FOUND,
    WifiReason.JOIN_REFUSED: Code.JOIN_REFUSED,
    WifiReason.JOIN_TIMEOUT: Code.JOIN_REFUSED,
    WifiReason.NO_IPV4: Code.NO_ADDRESS,
    WifiReason.LINK_LOST: Code.WENT_BACK,
    WifiReason.SERVICE_MISSING: Code.JOIN_REFUSED,
    WifiReason.UNSUPPORTED: Code.JOIN_REFUSED,
    WifiReason.INTERNAL: Code.JOIN_REFUSED,
    WifiReason.BUSY: Code.WIFI_IN_USE,
    WifiReason.STATE_NOT_WRITABLE: Code.NOT_REMEMBERED,
    WifiReason.JOURNAL_REFUSED: Code.JOIN_REFUSED,
    WifiReason.STILL_ON_DEVICE: Code.NOT_BACK,
}

REFUSED: Mapping[DeviceReason, Code] = {
    DeviceReason.CANNOT_SEE_NETWORK: Code.NOT_VISIBLE,
    DeviceReason.NAME_NOT_ACCEPTED: Code.NAME_NOT_STORABLE,
    DeviceReason.NAME_CANNOT_BE_SENT: Code.NAME_NOT_STORABLE,
    DeviceReason.PASSWORD_LENGTH: Code.PASSWORD_LENGTH,
    DeviceReason.PASSWORD_TOO_LONG: Code.PASSWORD_LENGTH,
    DeviceReason.WEP_KEY_INVALID: Code.PASSWORD_LENGTH,
    DeviceReason.ENTERPRISE_DATA: Code.ENTERPRISE,
    DeviceReason.CLAIM_CODE_REFUSED: Code.CLAIM_CODE_NOT_STORED,
    DeviceReason.CLAIM_CODE_INVALID: Code.CLAIM_CODE_NOT_STORED,
}
"""What the device said no to. Whatever is not named here is S5-01."""


def from_cloud(error: CloudError) -> Problem:
    """The problem for a call to the cloud that failed."""
    values = {"message": error.message or "", "proxy": error.proxy or "", "host": error.host or ""}
    return Problem(CLOUD[error.reason], reason=error.reason.value, values=values)


def from_wifi(error: WifiError) -> Problem:
    """The problem for a call to this computer's own Wi-Fi that failed."""
    return Problem(WIFI.get(error.reason, Code.JOIN_REFUSED), reason=error.reason.value)


def is_lost(error: SoftApError) -> bool:
    """Whether nobody can say what the device got: no link, no answer, half an answer."""
    return error.reason in (
        DeviceReason.NO_ROUTE,
        DeviceReason.PERMISSION,
        DeviceReason.REFUSED,
        DeviceReason.TIMEOUT,
        DeviceReason.RESET,
        DeviceReason.CLOSED,
    )


def from_refusal(error: SoftApError, **values: str) -> Problem:
    """The problem for an answer in which the device said no."""
    return Problem(REFUSED.get(error.reason, Code.DETAILS_REFUSED), reason=error.reason.value, values=values)
