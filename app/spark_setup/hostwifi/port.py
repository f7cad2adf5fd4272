"""The door to the computer's own Wi-Fi: what the story may ask of it, whatever the operating system is.

Implemented by one file per backend, by `ManualWifi` and by the simulated radio. Knows no device protocol, no
cloud and no words for people. Nothing here depends on being allowed to read a network's name: Windows and
macOS hide it without location consent, so `None` is an answer and identity is proved by the prober.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Literal, Protocol

from ..core.cancel import CancelToken
from ..core.lazily import dataclass

Band = Literal["2.4", "5"]


class JoinMode(Enum):
    """How much the computer's Wi-Fi can be driven."""

    AUTO = "auto"
    SSID_ONLY = "ssid_only"  # can join a name that the person typed, cannot list names
    MANUAL = "manual"


class Reason(Enum):
    """Why a `WifiError` was raised, or why a capability is less than `AUTO`."""

    NO_ADAPTER = "no_adapter"
    RADIO_OFF = "radio_off"
    SERVICE_MISSING = "service_missing"
    PERMISSION_NEEDED = "permission_needed"
    PERMISSION_DENIED = "permission_denied"
    AP_NOT_FOUND = "ap_not_found"
    JOIN_REFUSED = "join_refused"
    JOIN_TIMEOUT = "join_timeout"
    NO_IPV4 = "no_ipv4"
    LINK_LOST = "link_lost"
    UNSUPPORTED = "unsupported"
    INTERNAL = "internal"
    BUSY = "busy"  # another wizard of this person has the Wi-Fi
    STATE_NOT_WRITABLE = "state_not_writable"  # nothing can be remembered for a restore at the next start
    JOURNAL_REFUSED = "journal_refused"  # a restore journal was found that must not be acted on
    STILL_ON_DEVICE = "still_on_device"  # of a restore: the device still answers over this computer's Wi-Fi


class WifiError(Exception):
    """The one error of this room. `reason` says what to do; `detail` is for the log, English, no secrets."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Adapter:
    """One Wi-Fi adapter. `id` is the backend's own name for it, `ifname` the network stack's."""

    id: str
    label: str
    ifname: str
    ifindex: int | None


@dataclass(frozen=True)
class AccessPoint:
    """A network that the computer hears. `ssid` is bytes; `text` is for display and proves nothing."""

    ssid: bytes
    text: str
    signal: int | None  # per cent
    secured: bool


@dataclass(frozen=True)
class Snapshot:
    """What the adapter was on before the first change; JSON-serialisable, without secrets.

    `token` is the backend's own. `joined_ssid` is filled in by the session before each join: a restore acts
    only if the adapter is on that network, or on none.
    """

    adapter_id: str
    kind: Literal["profile", "unknown", "none"]
    token: str
    label: str | None
    joined_ssid: bytes | None = None


@dataclass(frozen=True)
class Link:
    """A joined network as sockets need it. `ifname` "" means: do not bind (simulated radio, laboratory)."""

    adapter: Adapter
    ifname: str
    ifindex: int
    ipv4: str


@dataclass(frozen=True)
class OwnNetwork:
    """The network the computer is on. Every field is None when it cannot be known."""

    ssid: bytes | None = None
    label: str | None = None
    band: Band | None = None


@dataclass(frozen=True)
class Capability:
    """What `probe` saw. `reason` is why the mode is not `AUTO` (or None)."""

    mode: JoinMode
    reason: Reason | None
    adapters: tuple[Adapter, ...]
    own_network: OwnNetwork = OwnNetwork()
    wired_internet: bool | None = None  # None: unknown
    can_switch_on: bool = False  # with RADIO_OFF: `switch_on` may be offered


class PermissionState(Enum):
    """Answer of `request_permission`."""

    GRANTED = "granted"
    DENIED = "denied"
    PENDING = "pending"


class RestoreOutcome(Enum):
    """How a restore ended."""

    CONFIRMED = "confirmed"  # the same network as before is active
    ASSUMED = "assumed"  # off the device's network and on another one whose name cannot be read
    NOTHING_TO_DO = "nothing_to_do"  # nothing was changed, or the person chose another network meanwhile
    FAILED = "failed"


@dataclass(frozen=True)
class Restored:
    """Answer of `restore`. `reason` is set with `FAILED`."""

    outcome: RestoreOutcome
    reason: Reason | None = None

    @property
    def given_back(self) -> bool:
        """Whether the computer is off the device's network, as far as can be known."""
        return self.outcome is not RestoreOutcome.FAILED


class LinkEvent(Enum):
    """What `watch` reports."""

    LOST = "lost"
    CHANGED = "changed"


class HostWifi(Protocol):
    """The computer's Wi-Fi. Blocking calls for worker threads, serialised by the backend's own lock.

    Every call raises `WifiError` and nothing else, apart from `Cancelled` where a token is passed; a
    cancelled call ends within a second. `timeout` is in real seconds.
    """

    @property
    def name(self) -> str:
        """The backend's stable name; the restore journal keeps it, the guard finds the backend by it."""
        ...

    def probe(self) -> Capability:
        """What can be done. No prompt, no side effect, never raises."""
        ...

    def request_permission(self) -> PermissionState:
        """Ask the system to ask the person. On the main thread, after a click only; returns at once."""
        ...

    def switch_on(self, *, cancel: CancelToken) -> None:
        """Switch the radio on, after a click only. Raises `WifiError`: UNSUPPORTED, PERMISSION_DENIED."""
        ...

    def scan(self, a: Adapter, *, cancel: CancelToken, timeout: float = 15) -> list[AccessPoint]:
        """The networks in reach, strongest first, one row per name."""
        ...

    def snapshot(self, a: Adapter) -> Snapshot:
        """What the adapter is on; called before any change."""
        ...

    def join(self, a: Adapter, ssid: bytes, *, cancel: CancelToken, timeout: float = 40) -> Link:
        """Join the open network `ssid` and wait for an IPv4 address. Leaves nothing stored."""
        ...

    def watch(self, a: Adapter, callback: Callable[[LinkEvent], None]) -> Callable[[], None]:
        """Report changes of the link, on a thread of the backend's own, until the returned stop is called."""
        ...

    def restore(self, s: Snapshot, *, cancel: CancelToken, timeout: float = 40) -> Restored:
        """Give the snapshot's network back. Idempotent, callable from another process.

        Acts only if the adapter is on `s.joined_ssid`, or on nothing.
        """
        ...

    def close(self) -> None:
        """Let go of the system. Idempotent."""
        ...
