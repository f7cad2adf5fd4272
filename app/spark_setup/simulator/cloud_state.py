"""Everything the simulated cloud knows, and what happens when a device connects. No HTTP here.

One lock guards it all; its methods are called by the HTTP threads and by the simulated device's.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from spark_setup.core.clock import Clock

from .cloud_accounts import Account, Accounts, Standing, Token
from .cloud_behaviour import CloudBehaviour, Flavour, TokenEnd
from .cloud_devices import HEARTBEAT_S, ClaimCode, CloudDeviceRecord, Registry
from .cloud_events import Event, EventHub, Subscription

_log = logging.getLogger(__name__)
STATUS = "spark/status"
BREWSKEY_CODE_S = 300.0


class CloudState:
    """Accounts, devices and events behind one lock."""

    def __init__(self, clock: Clock, behaviour: CloudBehaviour) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.accounts = Accounts(clock.now)
        self.registry = Registry(clock.now)
        self.hub = EventHub(self.accounts.is_good)
        self.on_first_connection: Callable[[str], None] = lambda _: None
        """Called with the device's id, without the lock."""
        self._behaviour = behaviour
        self._token_calls = 0
        self._tokens_ended = False

    @property
    def behaviour(self) -> CloudBehaviour:
        """How it behaves just now."""
        with self.lock:
            return self._behaviour

    def behave(self, behaviour: CloudBehaviour) -> None:
        """Behave otherwise from now on; what happens once may happen again."""
        with self.lock:
            self._behaviour = behaviour
            self._token_calls, self._tokens_ended = 0, False

    def wall(self) -> datetime:
        """The cloud's own clock: real time, wrong by the skew."""
        return datetime.now(UTC) + timedelta(seconds=self.behaviour.clock_skew_s)

    # Tokens.

    def authenticate(self, value: str | None) -> tuple[Standing, Token | None]:
        """What a token is worth; counts, and ends tokens that are to end by count."""
        with self.lock:
            limit = self._behaviour.token_ends_after
            if limit is not None and self._token_calls >= limit:
                self._end_tokens_once()
            self._token_calls += 1 if value else 0
            return self.accounts.look_up(value)

    def moment_came(self, moment: TokenEnd) -> None:
        """Something happened that may end the tokens."""
        with self.lock:
            if self._behaviour.token_end is moment:
                self._end_tokens_once()

    def _end_tokens_once(self) -> None:
        if not self._tokens_ended:
            self._tokens_ended = True
            self.end_tokens()

    def end_tokens(self) -> None:
        """Every token handed out so far has expired."""
        with self.lock:
            self.accounts.end_all()
            if self._behaviour.closes_streams_of_dead_tokens:
                self.hub.close_dead()

    # Streams.

    def subscribe(self, subscription: Subscription) -> None:
        """A stream was opened."""
        with self.lock:
            self.hub.add(subscription)
        self.moment_came(TokenEnd.STREAM_OPENED)

    def unsubscribe(self, subscription: Subscription) -> None:
        """A stream was closed."""
        with self.lock:
            self.hub.remove(subscription)

    # Devices.

    def listed(self, account: Account) -> list[CloudDeviceRecord]:
        """What the list of devices shows to `account`."""
        with self.lock:
            behaviour, now = self._behaviour, self.clock.now()
            if not behaviour.lists_devices:
                return []
            return [
                device
                for device in self.registry.owned_by(account)
                if device.connected_at is None or now - device.connected_at >= behaviour.listing_delay_s
            ]

    def last_heard(self, device: CloudDeviceRecord) -> datetime | None:
        """When a device was heard of last."""
        return device.heard(self.wall(), self.clock.real(HEARTBEAT_S))

    def new_claim_code(self, account: Account) -> str:
        """A fresh claim code for `account`."""
        with self.lock:
            lasts_s = self._behaviour.claim_code_s
            if self._behaviour.flavour is Flavour.BREWSKEY:
                lasts_s = min(lasts_s, BREWSKEY_CODE_S)
            return self.registry.claim_code(account, lasts_s)

    def set_owner(self, device: CloudDeviceRecord, owner: Account | None) -> None:
        """Somebody claimed or gave up a device; a new owner finds no name of the old one's."""
        with self.lock:
            if device.owner is not owner:
                device.owner, device.name = owner, None

    # The simulated device's side.

    def connect(self, device_id: str, claim_code: str | None) -> bool:
        """A session begins. True: the device is told that it was claimed."""
        with self.lock:
            device = self.registry.device(device_id)
            device.online, device.connected_at = True, self.clock.now()
            device.connections += 1
            device.last_handshake = device.last_heard = self.wall()
            before = device.owner
            claim = self.registry.redeem(claim_code) if claim_code else None
            claimed = claim is not None and self._claim(device, claim)
            told_early = before if not self._behaviour.first_online_reaches_owner else device.owner
            self._tell(device, STATUS, "online", told_early)
            for name, data in self._behaviour.events_after_connect:
                self._tell(device, name, data, device.owner)
            plays = bool(self._behaviour.plays) and not device.played
            device.played = device.played or plays
        _log.info("simulated device %s… connected, claimed: %s", device_id[:6], claimed)
        self.moment_came(TokenEnd.DEVICE_CONNECTED)
        if plays:
            self.on_first_connection(device_id)
        return claimed

    def disconnect(self, device_id: str) -> None:
        """The session ended. Idempotent."""
        with self.lock:
            device = self.registry.devices.get(device_id)
            if device is not None and device.online:
                device.last_heard = self.last_heard(device)
                device.online = device.signaling = False
                self._tell(device, STATUS, "offline", device.owner)

    def publish(self, device_id: str, name: str, data: str) -> None:
        """An event of a device, or of the cloud about it. `spark/status` also changes its state."""
        with self.lock:
            device = self.registry.device(device_id)
            if name == STATUS and data.strip() == "online":
                device.online, device.connected_at = True, self.clock.now()
                device.last_handshake = self.wall()
            if name == STATUS and data.strip() == "offline":
                device.last_heard = self.last_heard(device)
                device.online = device.signaling = False
            else:
                device.last_heard = self.wall()
            self._tell(device, name, data, device.owner)

    def _tell(self, device: CloudDeviceRecord, name: str, data: str, owner: Account | None) -> None:
        product = self.registry.product_of(device.id)
        self.hub.publish(
            Event(name, data, device.id, self.wall(), owner, product.id if product is not None else None)
        )

    def _claim(self, device: CloudDeviceRecord, claim: ClaimCode) -> bool:
        """Claim by code, with the rules of cloud-api.md 3.1 and 6. Nobody is told when it is not made."""
        account, behaviour = claim.account, self._behaviour
        if behaviour.ignores_claim_codes or not self.accounts.exists(account):
            return False
        product = self.registry.product_of(device.id)
        if account.is_customer and (product is None or product.id != account.product_id):
            device.quarantined = True
            if not behaviour.claims_in_quarantine:
                return False
        if device.owner is not None and device.owner is not account:
            if behaviour.flavour is Flavour.BREWSKEY:
                return False
            if device.owner.is_customer and product is not None and not behaviour.product_takeover:
                return False
        claim.used = True
        self.set_owner(device, account)
        return True
