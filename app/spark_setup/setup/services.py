"""What a step may use: one frozen set of clients. The production set is built in `production`.

The simulator builds the same set with real clients and a simulated radio; tests build it with scripted ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from ..core.asleep import asleep_s
from ..core.cancel import CancelToken
from ..core.clock import Clock
from ..core.lazily import dataclass
from ..core.meter import Meter
from ..core.secrets import Secret
from ..hostwifi.sockets import Opener
from .awake import Awake
from .early import EarlyStream
from .lifetime import Lifetime
from .ports import AccountService, Cloud, Device, SessionSource, Wifi


@dataclass(frozen=True)
class Around:
    """What lies between this computer and the device's address, as far as it can be told."""

    vpn: str | None = None
    clash: str | None = None
    local_network_denied: bool = False


@dataclass(frozen=True)
class Services:
    """Everything outside the engine. `wifi` is None where no radio may be touched, `cloud` if no session."""

    clock: Clock
    client: Callable[[Opener], Device]
    """A client that speaks to whatever the opener reaches."""
    opener: Opener
    """Opens sockets to the device, bound to the current link."""
    cloud: Cloud | None
    wifi: Wifi | None
    glancing: Callable[[Opener], Device] | None = None
    """A client with little patience, to see whether the device is still there; None: the ordinary one."""
    around: Callable[[], Around] = Around
    api_host: str = "api.particle.io"
    given_code: Secret | None = None
    session_source: SessionSource | None = None
    """Opened before the first question to the cloud; None: the session, if any, is there."""
    accounts: AccountService | None = None
    """Where a person may sign in, if there is no session."""
    lifetime: Lifetime = field(default_factory=Lifetime)
    """When the session ends, as far as somebody said so."""
    renew: Callable[[CancelToken], bool] | None = None
    """Asks the product maker's server, or the embedding program, for a fresh session. True: there is one."""
    use_token: Callable[[Secret], None] | None = None
    """Asks the cloud with this token from now on; None: with none, or with another client's."""
    meter: Meter = field(default_factory=Meter)
    awake: Awake = field(default_factory=Awake)
    """Keeps this computer from sleeping while a device is on its way."""
    asleep: Callable[[], float] = asleep_s
    """How long this computer has slept so far, in real seconds; only differences mean something."""
    early: EarlyStream = field(default_factory=EarlyStream)
    """Events collected since before the send, on a computer with a cable."""
    closers: tuple[Callable[[], None], ...] = ()

    def open_device(self) -> Device:
        """A client for the device behind the current link, with a conversation of its own."""
        return self.client(self.opener)

    def glance(self) -> Device:
        """A client that only looks whether anybody answers."""
        return (self.glancing or self.client)(self.opener)

    def close(self) -> None:
        """Let go of everything, in order. Idempotent as its parts are."""
        self.awake.close()
        self.early.close()
        for closer in self.closers:
            closer()
