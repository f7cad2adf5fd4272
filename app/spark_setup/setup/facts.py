"""What was observed. A tick on the screen is drawn from one of these and from nothing else.

Facts are the only thing a step hands back: the setup is what all facts and decisions so far add up to, the
log is their list, a report holds them, a replay draws the pages from them. A field that would hold a secret
is a `Secret`, so that no log or report can carry it.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from ..core.lazily import dataclass
from ..core.secrets import Secret
from ..softap.messages import Network, PublicKey

CLAIMED_BY_ID = "claimed_by_id"
"""Evidence of `Linked`: made by the device's id. The device itself need not have done a thing."""


class HostMode(Enum):
    """What can be done with this computer's own Wi-Fi."""

    AUTO = "auto"
    NAME_ONLY = "name_only"
    MANUAL = "manual"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that was seen at `at` story seconds after the start. Subclasses say what, and how we know."""

    name: ClassVar[str] = ""
    at: float


class Refused(Enum):
    """Why an account service said no to what a person typed. None of these has a code."""

    WRONG_PASSWORD = "wrong_password"
    WRONG_DIGITS = "wrong_digits"
    EXISTS = "exists"
    LOCKED = "locked"
    """Too many tries: it answers again in a while."""
    CODE_USED = "code_used"
    CODE_EXPIRED = "code_expired"
    CODE_UNKNOWN = "code_unknown"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Fact):
    """An account service did not accept what was typed. `message`: its own words, foreign text."""

    name: ClassVar[str] = "sign_in_refused"
    why: Refused
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class SecondFactorWanted(Fact):
    """The password was right; `ticket` goes along with the code of the authenticator."""

    name: ClassVar[str] = "second_factor_wanted"
    ticket: Secret


@dataclass(frozen=True, kw_only=True)
class SignedIn(Fact):
    """There is a session now, because a person signed in or brought a code."""

    name: ClassVar[str] = "signed_in"


@dataclass(frozen=True, kw_only=True)
class ResetSent(Fact):
    """The account service took the wish for a new password. Whether the address is known, it never says."""

    name: ClassVar[str] = "reset_sent"


@dataclass(frozen=True, kw_only=True)
class SessionEnds(Fact):
    """When the session ends, on this computer's clock."""

    name: ClassVar[str] = "session_ends"
    ends: datetime


NOT_ASKED, REFUSED = "permission_needed", "permission_denied"
"""Reasons of a Wi-Fi that is less than automatic: nobody was asked, or somebody said no."""


@dataclass(frozen=True, kw_only=True)
class WifiProbed(Fact):
    """This computer's Wi-Fi: what setup may do with it, and which network it is on (None: unreadable)."""

    name: ClassVar[str] = "wifi_probed"
    mode: HostMode
    reason: str | None = None
    own_ssid: bytes | None = None
    own_label: str | None = None
    own_band: str | None = None
    wired: bool = False
    backend: str = ""
    adapters: tuple[str, ...] = ()

    @property
    def names_withheld(self) -> bool:
        """Whether networks could be listed if the person let the system show their names."""
        return self.mode is HostMode.NAME_ONLY and self.reason in (NOT_ASKED, REFUSED)

    @property
    def refused(self) -> bool:
        """Whether the person, or somebody before, forbade it: only the system's settings help."""
        return self.reason == REFUSED


@dataclass(frozen=True, kw_only=True)
class Recovered(Fact):
    """An earlier run had not given this computer its own network back (read from its journal).

    `outcome`: "confirmed", "assumed" or "nothing_to_do" (it is back now, or had been), "failed" (it is not),
    "refused" (what that run wrote down could not be trusted, so nothing was done).
    """

    name: ClassVar[str] = "recovered"
    outcome: str
    label: str | None = None


@dataclass(frozen=True, kw_only=True)
class PathChecked(Fact):
    """What lies between this computer and the device's address: a VPN, a second network with that address."""

    name: ClassVar[str] = "path_checked"
    vpn: str | None = None
    clash: str | None = None


@dataclass(frozen=True, kw_only=True)
class InternetAnswers(Fact):
    """The service's host answered a request."""

    name: ClassVar[str] = "internet_answers"
    host: str


@dataclass(frozen=True, kw_only=True)
class AccountReady(Fact):
    """The cloud accepted the session and listed the devices of its owner.

    `cloud_time` is the cloud's own clock at `at`: it lets evidence of the cloud be compared with the moment
    of sending without trusting this computer's date.
    """

    name: ClassVar[str] = "account_ready"
    owned: frozenset[str]
    cloud_time: datetime | None = None
    online_before: frozenset[str] = frozenset()


CODE_ALONE = "session_server"
"""Source of a claim code that was the session server's whole answer: no token came with it."""


@dataclass(frozen=True, kw_only=True)
class ClaimCodeReady(Fact):
    """A claim code (63 characters, good for one hour) is here."""

    name: ClassVar[str] = "claim_code_ready"
    code: Secret
    source: str
    owned: frozenset[str] | None = None
    """The devices its owner has already, if whoever handed it over said so."""


@dataclass(frozen=True)
class Candidate:
    """A network in reach of this computer that looks like a device in listening mode."""

    ssid: bytes
    suffix: str
    signal: int | None = None


@dataclass(frozen=True, kw_only=True)
class DevicesSeen(Fact):
    """Networks of devices that this computer sees, strongest first."""

    name: ClassVar[str] = "devices_seen"
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class OwnNetworkLeft(Fact):
    """This computer is about to leave its own network, which was written down so that it can return."""

    name: ClassVar[str] = "own_network_left"
    label: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeviceNetworkJoined(Fact):
    """This computer has an address in the device's network."""

    name: ClassVar[str] = "device_network_joined"
    ssid: bytes | None
    ipv4: str


@dataclass(frozen=True, kw_only=True)
class DeviceAnswered(Fact):
    """The device told its id (lower case) over its own protocol. `claimed` is only a hint (cloud-api, 3)."""

    name: ClassVar[str] = "device_answered"
    device_id: str
    claimed: bool


@dataclass(frozen=True, kw_only=True)
class KeyReceived(Fact):
    """The device's public key, under which the Wi-Fi password is encrypted."""

    name: ClassVar[str] = "key_received"
    key: PublicKey


@dataclass(frozen=True, kw_only=True)
class NetworksSeen(Fact):
    """The networks the device sees. Not `complete`: the answer was damaged, rows may be missing."""

    name: ClassVar[str] = "networks_seen"
    networks: tuple[Network, ...]
    complete: bool = True


@dataclass(frozen=True, kw_only=True)
class TriedAgain(Fact):
    """A call was repeated: try `number` of at most `limit`."""

    name: ClassVar[str] = "tried_again"
    what: str
    number: int
    limit: int


@dataclass(frozen=True, kw_only=True)
class ClaimCodeStored(Fact):
    """The device confirmed the claim code."""

    name: ClassVar[str] = "claim_code_stored"


@dataclass(frozen=True, kw_only=True)
class DetailsDelivered(Fact):
    """The device confirmed that it stored the Wi-Fi details."""

    name: ClassVar[str] = "details_delivered"
    ssid: bytes


@dataclass(frozen=True, kw_only=True)
class ConnectSent(Fact):
    """The device was told to join. Not `confirmed`: its answer was lost, which is no failure."""

    name: ClassVar[str] = "connect_sent"
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class SetupModeLeft(Fact):
    """The device gave up its own network (`network_gone`) or its address went silent (`address_silent`)."""

    name: ClassVar[str] = "setup_mode_left"
    evidence: str


@dataclass(frozen=True, kw_only=True)
class OwnNetworkBack(Fact):
    """This computer is off the device's network. `confirmed`: on the very network that it had before."""

    name: ClassVar[str] = "own_network_back"
    label: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class InternetBack(Fact):
    """The service answers again."""

    name: ClassVar[str] = "internet_back"


@dataclass(frozen=True, kw_only=True)
class LinkLost(Fact):
    """The device cannot be reached any more, though nobody asked to leave it.

    `sending`: it happened while the device was told the details; joining again is then part of sending.
    """

    name: ClassVar[str] = "link_lost"
    sending: bool = False


@dataclass(frozen=True, kw_only=True)
class CameBack(Fact):
    """The device is in setup mode again: it could not join. Evidence: `network_seen` or `device_id`."""

    name: ClassVar[str] = "came_back"
    evidence: str


@dataclass(frozen=True, kw_only=True)
class OwnerAsked(Fact):
    """The service took the wish, and asks the device's present owner."""

    name: ClassVar[str] = "owner_asked"


@dataclass(frozen=True, kw_only=True)
class CloudAsked(Fact):
    """How often the cloud was asked for this device since the send. Replaces the one before."""

    name: ClassVar[str] = "cloud_asked"
    times: int


@dataclass(frozen=True, kw_only=True)
class UpdateSeen(Fact):
    """The cloud said that the device is being updated."""

    name: ClassVar[str] = "update_seen"
    evidence: str


@dataclass(frozen=True, kw_only=True)
class SeenOnline(Fact):
    """The cloud saw this device online after the send, by `event` or by `list`."""

    name: ClassVar[str] = "seen_online"
    evidence: str
    cloud_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Linked(Fact):
    """The device is in the owner's list (`list`), or was claimed by its id (`claimed_by_id`)."""

    name: ClassVar[str] = "linked"
    evidence: str
    cloud_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Named(Fact):
    """The cloud stored a name when it was asked for `wish`; what it made of it may differ."""

    name: ClassVar[str] = "named"
    device_name: str
    wish: str


@dataclass(frozen=True, kw_only=True)
class Slept(Fact):
    """The computer was asleep for about `seconds`."""

    name: ClassVar[str] = "slept"
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Interrupted(Fact):
    """An earlier run was broken off (read from its journal). `at` is before the start: negative."""

    name: ClassVar[str] = "interrupted"
    place: str
    was_mine: bool = False
    """The device was in the account before that run sent anything."""
