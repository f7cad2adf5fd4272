"""What the steps ask of the rooms below: a device, a cloud, this computer's Wi-Fi, an account, a session.

The clients of those rooms are these by shape alone; the scripted ones of the tests as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from ..hostwifi.sockets import Opener
from ..softap.messages import DeviceId, PublicKey, Scan

if TYPE_CHECKING:
    from ..cloud.client import ClaimCode, DeviceList
    from ..cloud.events import CloudEvent
    from ..hostwifi.port import AccessPoint, Capability, Link, PermissionState, Restored
    from ..hostwifi.port import Reason as WifiReason
    from ..hostwifi.prober import Prove
    from ..hostwifi.recovery import Recovery
    from ..hostwifi.session_state import SessionState


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
    def events(
        self,
        cancel: CancelToken,
        *,
        device_id: str | None = None,
        on_open: Callable[[datetime | None], None] | None = None,
    ) -> Iterator[CloudEvent]: ...
    def reachable(self, cancel: CancelToken) -> datetime | None: ...


class Wifi(Protocol):
    """This computer's own Wi-Fi in one session (hostwifi.session). Errors: `WifiError`, `Cancelled`."""

    @property
    def backend_name(self) -> str: ...
    @property
    def state(self) -> SessionState: ...
    @property
    def link(self) -> Link | None: ...
    def opener(self) -> Opener: ...
    def probe(self) -> Capability: ...
    def recover(self, cancel: CancelToken) -> Recovery | None: ...
    def is_on_device(self, prove: Prove[DeviceId], cancel: CancelToken) -> bool: ...
    def leave_device(self, prove: Prove[DeviceId], cancel: CancelToken) -> Restored: ...
    def request_permission(self) -> PermissionState:
        """On the main thread, after a click only; returns at once."""

    def switch_on(self, cancel: CancelToken) -> None: ...
    def storage_problem(self) -> WifiReason | None: ...
    def accept_storage_problem(self) -> None: ...
    def scan(self, cancel: CancelToken) -> list[AccessPoint]: ...
    def join(self, ssid: bytes, cancel: CancelToken) -> Link: ...
    def ensure_link(self, cancel: CancelToken) -> Link: ...
    def find_by_hand(
        self, prove: Prove[DeviceId], cancel: CancelToken, *, patience_s: float | None = None
    ) -> Link: ...
    def restore(self, cancel: CancelToken, *, timeout: float = 40) -> Restored: ...
    def close(self) -> None: ...


class AccountService(Protocol):
    """Signs a person in; the session then is the cloud client's. Errors: `CloudError`, `Cancelled`."""

    def log_in(self, email: Secret, password: Secret, cancel: CancelToken) -> None:
        """Raises MfaRequired, CloudError(WRONG_CREDENTIALS)."""

    def second_factor(self, ticket: Secret, digits: Secret, cancel: CancelToken) -> None: ...
    def create(self, email: Secret, password: Secret, cancel: CancelToken) -> None: ...
    def reset_password(self, email: Secret, cancel: CancelToken) -> None: ...
    def enter_code(self, code: Secret, cancel: CancelToken) -> None: ...


class SessionSource(Protocol):
    """Where the session comes from when it is not there yet. Errors: `CloudError`, `Cancelled`."""

    def open(self, cancel: CancelToken) -> None:
        """Get the session for the cloud client, unless it is there already."""

    @property
    def given_code(self) -> Secret | None:
        """A claim code that came in the place of a session: the cloud cannot be asked."""

    @property
    def product_id(self) -> str | None: ...
    @property
    def product_devices(self) -> frozenset[str] | None: ...
