"""What the person decided. Back withdraws the newest one."""

from __future__ import annotations

from enum import Enum

from ..core.lazily import dataclass
from ..core.secrets import Secret
from .places import Place


class Ownership(Enum):
    """What to do about a device that was linked to an account before."""

    CLAIM = "claim"
    KEEP = "keep"
    TAKE_OVER = "take_over"
    WIFI_ONLY = "wifi_only"


@dataclass(frozen=True)
class Decision:
    """Base of everything a person can decide."""


@dataclass(frozen=True)
class GoOn(Decision):
    """Go on: from the first page although no device was seen yet, or with a setup that was interrupted."""


@dataclass(frozen=True)
class StartAgain(Decision):
    """Forget the setup that was interrupted, and begin a new one."""


@dataclass(frozen=True)
class AccountPage(Decision):
    """Another page about the account: a place that begins with "signin". The address goes along."""

    page: Place
    email: Secret | None = None


@dataclass(frozen=True)
class SignIn(Decision):
    """Sign in. An address is personal: it is kept as secret as the password."""

    email: Secret
    password: Secret


@dataclass(frozen=True)
class SecondFactor(Decision):
    """The code of the authenticator."""

    digits: Secret


@dataclass(frozen=True)
class CreateAccount(Decision):
    """Make an account, and be signed in."""

    email: Secret
    password: Secret


@dataclass(frozen=True)
class ResetPassword(Decision):
    """Have a link sent to this address."""

    email: Secret


@dataclass(frozen=True)
class EnterCode(Decision):
    """A one-time code of the product's maker, which stands for a session."""

    code: Secret


ACCOUNT = (SignIn, SecondFactor, CreateAccount, ResetPassword, EnterCode)
"""What is asked of an account service. Used up by its answer: what was typed is asked once."""


@dataclass(frozen=True)
class SwitchWifiOn(Decision):
    """Switch this computer's Wi-Fi on. Used up by the next look at it: only a click switches the radio."""


@dataclass(frozen=True)
class SwitchBack(Decision):
    """Leave the device's network that this computer is in before setup began. Used up by the next look."""


@dataclass(frozen=True)
class SaysConnected(Decision):
    """The person says that they joined the device's network by hand. Used up by the next look."""


@dataclass(frozen=True)
class Consent(Decision):
    """Leave the own network for this device's network."""

    ssid: bytes


@dataclass(frozen=True)
class JoinByHand(Decision):
    """Join the device's network in the system's own Wi-Fi menu."""


@dataclass(frozen=True)
class LetSetupJoin(Decision):
    """Back from joining by hand to joining by itself."""


@dataclass(frozen=True)
class AskedSystem(Decision):
    """The person let setup ask the system for a permission; `answered` at once, or only by a later look."""

    answered: bool


@dataclass(frozen=True)
class OtherName(Decision):
    """The device's network has a name that was typed."""

    ssid: bytes


@dataclass(frozen=True)
class AskName(Decision):
    """The person wants to type the name of the device's network."""


@dataclass(frozen=True)
class Own(Decision):
    """What to do about ownership."""

    choice: Ownership


@dataclass(frozen=True)
class WantsList(Decision):
    """The person wants to see the list of networks, even where it could be skipped."""


@dataclass(frozen=True)
class WantsHidden(Decision):
    """The network is not in the list: its name will be typed."""


@dataclass(frozen=True)
class Choose(Decision):
    """The network the device shall join: name, security code (softap, 4), channel (0: unknown)."""

    ssid: bytes
    sec: int
    channel: int
    typed: bool = False


@dataclass(frozen=True)
class Password(Decision):
    """The password of that network, as typed."""

    text: Secret


@dataclass(frozen=True)
class UseAnyway(Decision):
    """Go on in spite of a warning with this code."""

    code: str


@dataclass(frozen=True)
class OnlyWifi(Decision):
    """Set up the Wi-Fi and leave the account alone."""


@dataclass(frozen=True)
class AcceptDevice(Decision):
    """Go on with another device than the one setup began with."""

    device_id: str


@dataclass(frozen=True)
class WaitLonger(Decision):
    """Keep waiting: the limit becomes `limit_s` story seconds after the send."""

    limit_s: float


@dataclass(frozen=True)
class Light(Decision):
    """What the light does, by its code (L1 to L22)."""

    code: str


@dataclass(frozen=True)
class FinishAnyway(Decision):
    """End although the device was not seen online."""


@dataclass(frozen=True)
class Name(Decision):
    """The name for the device; None keeps the one it has."""

    text: str | None


@dataclass(frozen=True)
class SetUpAnother(Decision):
    """This device is done; another one is next. `name` is saved first; None keeps the one it has."""

    name: str | None = None


@dataclass(frozen=True)
class Close(Decision):
    """The last page was read."""


@dataclass(frozen=True)
class Cancel(Decision):
    """Stop, and give the Wi-Fi back."""


@dataclass(frozen=True)
class GiveUp(Decision):
    """Nobody is there to take a way out of the problem with this code: end, and give the Wi-Fi back."""

    code: str


@dataclass(frozen=True)
class ScanAgain(Decision):
    """Let the device scan once more."""


@dataclass(frozen=True)
class AskOwner(Decision):
    """The account that has the device shall be asked to give it away (by the service, in an e-mail)."""


@dataclass(frozen=True)
class LookOnceMore(Decision):
    """Back from an end that was not seen online to waiting."""
