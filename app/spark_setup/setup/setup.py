"""All that is known and decided so far. Frozen: a fact or a decision makes the next one.

`observed.observe` folds a fact in, `decided.decide` a decision. Nothing here knows what comes next.
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import Enum
from typing import TypeVar

from ..core.lazily import dataclass
from . import facts as f
from .decisions import (
    Choose,
    Decision,
    GoOn,
    Name,
    OnlyWifi,
    OtherName,
    Own,
    Ownership,
    Password,
)
from .problems import Problem


class Intent(Enum):
    """What this run shall achieve."""

    CLAIM = "claim"
    WIFI_ONLY = "wifi_only"
    CODE_GIVEN = "code_given"
    """A claim code was made elsewhere and there is no token: the link can be made, not verified."""


@dataclass(frozen=True)
class Limits:
    """Patience, in story seconds (ui.md, user-needs.md; what the device needs: softap-protocol, 6)."""

    hint_s: float = 20
    nothing_found_s: float = 60
    online_s: float = 120
    online_longer_s: float = 240
    updating_s: float = 300
    claim_code_age_s: float = 50 * 60
    wrong_logins: int = 5
    """So many wrong passwords, and setup asks no more: 10 in a row lock the address for 30 minutes."""
    wrong_logins_at_all: int = 9
    """… or so many, if a new password was asked for meanwhile."""
    recheck_s: float = 5
    poll_first_s: float = 1
    poll_s: float = 3
    give_back_s: float = 40
    grace_s: float = 10
    """The least time given to a look that begins after the limit has passed: once more, resume, sleep."""


@dataclass(frozen=True)
class Options:
    """What was settled before the first page: by the brand, the command line, the embedding program."""

    intent: Intent = Intent.CLAIM
    product_id: str | None = None
    prefixes: tuple[str, ...] = ("Photon",)
    has_session: bool = True
    can_sign_in: bool = False
    """Without a session a person may sign in; likewise the next three."""
    can_create_account: bool = False
    can_skip_account: bool = False
    can_enter_code: bool = False
    can_renew: bool = True
    """Whether somebody can be asked for another session once this one has ended."""
    create_first: bool = False
    """Making an account is the first page, not signing in."""
    can_log_out: bool = True
    """A person who signed in may go back to the page of signing in."""
    allow_take_over: bool = True
    allow_wifi_only: bool = True
    skip_network: bool = True
    touch_wifi: bool = True
    """False: the computer can already reach the device (laboratories); no radio is touched."""
    product_devices: frozenset[str] | None = None
    """The ids the product's maker registered, if the session answer told them."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Earlier:
    """A device that was set up before this one, in the same run."""

    outcome: str
    device_id: str | None
    device_name: str | None
    ssid: str | None


F = TypeVar("F", bound=f.Fact)
D = TypeVar("D", bound=Decision)


@dataclass(frozen=True)
class Setup:
    """One setup, as far as it has come."""

    options: Options = field(default_factory=Options)
    facts: tuple[f.Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problem: Problem | None = None
    failures: tuple[str, ...] = ()
    """Codes of the problems met so far, oldest first."""

    closed_on: str | None = None
    """The code of the problem that was open when the person decided to end."""

    held: bool = False
    """The person went back to the first page: it waits for them, although it could go on by itself."""

    retyped: bool = False
    """Other details were typed while the device is not back yet: they are sent as soon as it is."""

    signed_out: bool = False
    """The session has ended, and the person is asked to sign in again."""

    wrong_logins: int = 0

    offered: Choose | None = None
    """The network that was chosen and warned about: what "use it anyway" uses."""

    earlier: tuple[Earlier, ...] = ()
    """The devices of this run that are done."""

    last_choice: Choose | None = None
    last_password: Password | None = None
    """What the device before this one was told: offered for this one, never sent without being asked."""

    interrupted: f.Interrupted | None = None
    slept: f.Slept | None = None

    signed_in: f.SignedIn | None = None
    second_factor: f.SecondFactorWanted | None = None
    sign_in_refused: f.SignInRefused | None = None
    reset_sent: f.ResetSent | None = None
    session_ends: f.SessionEnds | None = None

    recovered: f.Recovered | None = None
    wifi: f.WifiProbed | None = None
    path: f.PathChecked | None = None
    internet: f.InternetAnswers | None = None
    account: f.AccountReady | None = None
    claim_code: f.ClaimCodeReady | None = None
    seen: f.DevicesSeen | None = None

    left: f.OwnNetworkLeft | None = None
    joined: f.DeviceNetworkJoined | None = None
    device: f.DeviceAnswered | None = None
    answering: bool = False
    """The device answered since the last join: `device` is the one that is there now."""
    key: f.KeyReceived | None = None
    networks: f.NetworksSeen | None = None

    code_stored: f.ClaimCodeStored | None = None
    delivered: f.DetailsDelivered | None = None
    sent: f.ConnectSent | None = None
    mode_left: f.SetupModeLeft | None = None
    home: f.OwnNetworkBack | None = None
    internet_back: f.InternetBack | None = None
    came_back: f.CameBack | None = None
    asked: f.CloudAsked | None = None
    owner_asked: f.OwnerAsked | None = None
    updating: f.UpdateSeen | None = None
    online: f.SeenOnline | None = None
    linked: f.Linked | None = None
    named: f.Named | None = None

    def decision(self, kind: type[D]) -> D | None:
        """The newest decision of this kind, or None."""
        return next((d for d in reversed(self.decisions) if isinstance(d, kind)), None)

    def without(self, *kinds: type[Decision]) -> Setup:
        """The same without any decision of these kinds."""
        return replace(self, decisions=tuple(d for d in self.decisions if not isinstance(d, kinds)))

    @property
    def typed(self) -> bool:
        """Whether the person has typed something that is kept: a password, or a name."""
        named = any(isinstance(x, Choose) and x.typed for x in self.decisions)
        words = any(isinstance(x, Password | OtherName | Name) for x in self.decisions)
        return named or words or self.last_password is not None

    @property
    def has_session(self) -> bool:
        """Whether the cloud can be asked in somebody's name."""
        return self.signed_in is not None or (self.options.has_session and not self.signed_out)

    @property
    def code_given(self) -> bool:
        """Whether a claim code is all there is: handed over, or the session server's whole answer."""
        alone = self.claim_code is not None and self.claim_code.source == f.CODE_ALONE
        return alone or self.options.intent is Intent.CODE_GIVEN

    @property
    def claims(self) -> bool:
        """Whether the device is linked, and the cloud asked, in somebody's name."""
        return self.options.intent is Intent.CLAIM and not self.code_given

    @property
    def away(self) -> bool:
        """This computer may have left its own network, and has not been seen back since."""
        return self.options.touch_wifi and self.left is not None and self.home is None

    @property
    def resuming(self) -> bool:
        """Whether the person has yet to decide about a setup that was interrupted."""
        return self.interrupted is not None and self.decision(GoOn) is None

    @property
    def was_mine(self) -> bool:
        """Whether the account listed the device before anything was sent: then its listing proves nothing."""
        if self.interrupted is not None:
            return self.interrupted.was_mine
        return self.account is None or self.device is None or self.device.device_id in self.account.owned

    @property
    def ownership(self) -> Ownership | None:
        """What will be done about the account; None while the person has to be asked (cloud-api, 3).

        Never linked: claim. Linked, and in the account: keep, no code is sent. Linked, and not in it: ask.
        """
        if self.options.intent is Intent.WIFI_ONLY or self.decision(OnlyWifi):
            return Ownership.WIFI_ONLY
        chosen = self.decision(Own)
        if chosen is not None:
            return chosen.choice
        if self.device is None:
            return None
        owned = self._owned
        if not self.device.claimed or (self.code_given and owned is None):
            return Ownership.CLAIM
        return Ownership.KEEP if owned is not None and self.device.device_id in owned else None

    @property
    def _owned(self) -> frozenset[str] | None:
        """The account's devices; None: nobody said."""
        if self.code_given:
            return self.claim_code.owned if self.claim_code is not None else None
        return self.account.owned if self.account is not None else None

    @property
    def sends_claim_code(self) -> bool:
        """Whether the claim code goes to the device."""
        return self.ownership in (Ownership.CLAIM, Ownership.TAKE_OVER)

    @property
    def verifiable(self) -> bool:
        """Whether the cloud can be asked about this device: there is a session, and the device is in it."""
        return (
            self.claims
            and self.has_session
            and self.ownership in (Ownership.CLAIM, Ownership.TAKE_OVER, Ownership.KEEP)
        )
