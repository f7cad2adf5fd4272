"""What a setup came to: the line of JSON that the command line prints and an embedding program receives."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import IntEnum, StrEnum

from ..core.clock import Clock
from ..core.lazily import dataclass
from ..core.meter import Account, Meter
from ..core.ssid import readable
from . import decisions as d
from .facts import CLAIMED_BY_ID
from .networks import chosen
from .problems import Code
from .setup import Earlier, Setup


class Outcome(StrEnum):
    """The closed set of ends. Named after what the mobile SDK's controller reports, and finer."""

    SUCCESS = "success"
    SUCCESS_NOT_CLAIMED = "success_not_claimed"
    SUCCESS_DEVICE_OFFLINE = "success_device_offline"
    DELIVERED_UNVERIFIED = "delivered_unverified"
    USER_CANCEL = "user_cancel"
    FAILURE_NOT_READY = "failure_not_ready"
    FAILURE_NO_DEVICE = "failure_no_device"
    FAILURE_LOST_CONNECTION = "failure_lost_connection_to_device"
    FAILURE_CONFIGURE = "failure_configure"
    FAILURE_CLAIMING = "failure_claiming"
    FAILURE_CANNOT_DISCONNECT = "failure_cannot_disconnect_from_device"


class ExitCode(IntEnum):
    """What the command line exits with."""

    ONLINE = 0
    FAILED = 1
    USAGE = 2
    CANCELLED = 3
    DELIVERED = 4


_O = Outcome
FAILURES: dict[Code, Outcome] = {
    **dict.fromkeys([c for c in Code if c.startswith("S1-")], _O.FAILURE_NOT_READY),
    **dict.fromkeys(
        [
            Code.NO_WIFI,
            Code.WIFI_OFF,
            Code.LOCATION_PERMISSION,
            Code.NETWORK_PERMISSION,
            Code.WIFI_IN_USE,
            Code.NOT_REMEMBERED,
        ],
        _O.FAILURE_NOT_READY,
    ),
    **dict.fromkeys(
        [
            Code.NOTHING_FOUND,
            Code.SEVERAL_FOUND,
            Code.JOIN_REFUSED,
            Code.NO_ADDRESS,
            Code.ADDRESS_CLASH,
        ],
        _O.FAILURE_NO_DEVICE,
    ),
    **dict.fromkeys(
        [
            Code.NO_ANSWER,
            Code.NO_ANSWER_VPN,
            Code.WENT_BACK,
            Code.LOST_WHILE_SENDING,
            Code.OTHER_DEVICE,
        ],
        _O.FAILURE_LOST_CONNECTION,
    ),
    **dict.fromkeys([c for c in Code if c.startswith(("S3-", "S4-"))], _O.FAILURE_CONFIGURE),
    **dict.fromkeys([Code.DETAILS_REFUSED, Code.COULD_NOT_JOIN], _O.FAILURE_CONFIGURE),
    **dict.fromkeys(
        [Code.CLAIM_CODE_NOT_STORED, Code.OTHER_OWNER, Code.NOT_ON_LIST, Code.NOT_LINKED], _O.FAILURE_CLAIMING
    ),
    Code.NOT_BACK: _O.FAILURE_CANNOT_DISCONNECT,
    Code.NOT_SEEN_ONLINE: _O.DELIVERED_UNVERIFIED,
    Code.NO_SERVICE: _O.DELIVERED_UNVERIFIED,
    Code.UPDATING: _O.DELIVERED_UNVERIFIED,
    Code.NAME_NOT_SAVED: _O.SUCCESS,
}


@dataclass(frozen=True)
class SetupResult:
    """What came out, once and only once. All `*_s` are real seconds."""

    outcome: Outcome
    problem: str | None
    device_id: str | None
    device_name: str | None
    ssid: str | None
    facts: tuple[tuple[str, float], ...]
    wifi_restored: bool | None
    wizard_s: float
    device_s: float
    network_s: float
    earlier: tuple[Earlier, ...] = ()
    """Devices that were set up before this one ("Set up another"), oldest first."""

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of the command line for this outcome."""
        match self.outcome:
            case Outcome.SUCCESS | Outcome.SUCCESS_NOT_CLAIMED:
                return ExitCode.ONLINE
            case Outcome.SUCCESS_DEVICE_OFFLINE | Outcome.DELIVERED_UNVERIFIED:
                return ExitCode.DELIVERED
            case Outcome.USER_CANCEL:
                return ExitCode.CANCELLED
            case _:
                return ExitCode.FAILED

    def to_json(self) -> str:
        """One line of JSON, in ASCII: a console or pipe of any code page carries it whole."""
        return json.dumps(asdict(self))


def result_of(setup: Setup, meter: Meter, clock: Clock) -> SetupResult:
    """The result of a setup that ended here, whatever the reason."""
    return SetupResult(
        outcome=outcome_of(setup),
        problem=_last_open(setup),
        device_id=setup.device.device_id if setup.device else None,
        device_name=_name(setup),
        ssid=_ssid(setup),
        facts=tuple((fact.name, round(clock.real(fact.at), 3)) for fact in setup.facts),
        wifi_restored=not setup.away if setup.options.touch_wifi else None,
        wizard_s=round(meter.spent_s(Account.WIZARD), 3),
        device_s=round(meter.spent_s(Account.DEVICE), 3),
        network_s=round(meter.spent_s(Account.NETWORK), 3),
        earlier=setup.earlier,
    )


def outcome_of(setup: Setup) -> Outcome:
    """What this setup came to. Success only for facts: online after the send, and linked."""
    if setup.online is not None and setup.linked is not None and setup.sent is not None:
        return Outcome.SUCCESS
    given_up = setup.decision(d.GiveUp)
    if given_up is not None:
        return _failure(setup, Code(given_up.code))
    if setup.decision(d.Cancel) is not None:
        return Outcome.USER_CANCEL
    if setup.problem is not None and not setup.decision(d.FinishAnyway):
        return _failure(setup, setup.problem.code)
    return Outcome.USER_CANCEL if setup.sent is None else _delivered(setup)


def _failure(setup: Setup, code: Code) -> Outcome:
    outcome = FAILURES[code]
    return _delivered(setup) if outcome is _O.DELIVERED_UNVERIFIED and setup.sent is not None else outcome


def _delivered(setup: Setup) -> Outcome:
    """The details are there, and the device was not seen online.

    That the account lists the device says something only if it did not do so before, and if the device itself
    made the link: one claimed by its id may never have got the details.
    """
    if setup.ownership is d.Ownership.WIFI_ONLY:
        return Outcome.SUCCESS_NOT_CLAIMED
    if setup.code_given:
        return Outcome.DELIVERED_UNVERIFIED
    new = setup.linked is not None and setup.linked.evidence != CLAIMED_BY_ID and not setup.was_mine
    return Outcome.SUCCESS_DEVICE_OFFLINE if new else Outcome.DELIVERED_UNVERIFIED


def _last_open(setup: Setup) -> str | None:
    """The code of the problem that is open, or was when the person decided to end."""
    if setup.problem is not None:
        return setup.problem.code.value
    given_up = setup.decision(d.GiveUp)
    return given_up.code if given_up is not None else setup.closed_on


def _ssid(setup: Setup) -> str | None:
    """The network the device was told, or was about to be."""
    if setup.delivered is not None:
        return readable(setup.delivered.ssid)
    choice = chosen(setup) if setup.networks is not None else setup.decision(d.Choose)
    return readable(choice.ssid) if choice is not None else None


def _name(setup: Setup) -> str | None:
    for known in (setup.named and setup.named.device_name, setup.online and setup.online.cloud_name):
        if known:
            return known
    return setup.linked.cloud_name if setup.linked else None
