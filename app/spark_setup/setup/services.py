"""What a step may use: one frozen set of clients. The production set is built here and nowhere else.

The simulator builds the same set with real clients and a simulated radio; tests build it with scripted ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ..core.cancel import CancelToken
from ..core.clock import Clock
from ..core.meter import Meter
from ..core.secrets import Secret
from ..softap.messages import DeviceId, PublicKey, Scan

if TYPE_CHECKING:
    from ..cloud.client import ClaimCode, DeviceList
    from ..cloud.events import CloudEvent
    from ..hostwifi.port import AccessPoint, Capability, Link, Restored
    from ..hostwifi.surroundings import Surroundings


class Device(Protocol):
    """A device in listening mode. Errors: `SoftApError`, `Cancelled`."""

    def version(self, cancel: CancelToken) -> int: ...
    def device_id(self, cancel: CancelToken) -> DeviceId: ...
    def public_key(self, cancel: CancelToken) -> PublicKey: ...
    def scan(self, cancel: CancelToken) -> Scan: ...
    def set_claim_code(self, code: Secret, cancel: CancelToken) -> None: ...
    def configure_ap(
        self,
        *,
        ssid: bytes,
        sec: int,
        channel: int,
        password: Secret | None,
        key: PublicKey | None,
        cancel: CancelToken,
    ) -> None: ...
    def connect_ap(self, cancel: CancelToken) -> bool: ...


class Cloud(Protocol):
    """The device cloud, as one customer sees it. Errors: `CloudError`, `Cancelled`."""

    def claim_code(self, cancel: CancelToken, *, product_id: str | int | None = None) -> ClaimCode: ...
    def devices(self, cancel: CancelToken) -> DeviceList: ...
    def claim(self, device_id: str, cancel: CancelToken, *, request_transfer: bool = False) -> None: ...
    def rename(self, device_id: str, name: str, cancel: CancelToken) -> str: ...
    def events(self, cancel: CancelToken, *, device_id: str | None = None) -> Iterator[CloudEvent]: ...
    def reachable(self, cancel: CancelToken) -> datetime | None: ...


class Wifi(Protocol):
    """This computer's own Wi-Fi in one session (hostwifi.session). Errors: `WifiError`, `Cancelled`."""

    @property
    def link(self) -> Link | None: ...
    def probe(self) -> Capability: ...
    def surroundings(self) -> Surroundings: ...
    def scan(self, cancel: CancelToken) -> list[AccessPoint]: ...
    def join(self, ssid: bytes, cancel: CancelToken) -> Link: ...
    def find_by_hand(self, prove: Callable[[Link], str | None], cancel: CancelToken) -> Link: ...
    def restore(self, cancel: CancelToken) -> Restored: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Services:
    """Everything outside the engine. `wifi` is None where no radio may be touched, `cloud` without a session."""

    clock: Clock
    open_device: Callable[[Link | None], Device]
    """A client for the device behind this link; its sockets are bound to it."""
    cloud: Cloud | None
    wifi: Wifi | None
    api_host: str = "api.particle.io"
    given_code: Secret | None = None
    renew: Callable[[CancelToken], bool] | None = None
    """Asks the product maker's server, or the embedding program, for a fresh session. True: there is one."""
    meter: Meter = field(default_factory=Meter)
    close: Callable[[], None] = lambda: None
