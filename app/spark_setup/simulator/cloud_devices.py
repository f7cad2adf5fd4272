"""Devices, products and claim codes of the simulated cloud. No HTTP here; guarded by the cloud's one lock."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .cloud_accounts import Account

CLAIM_CODE_LENGTH = 63
PHOTON = 6
HEARTBEAT_S = 25.0
"""How often a connected Wi-Fi device is heard of."""
_DEVICE_ID = re.compile("[0-9a-f]{24}")


@dataclass(eq=False)
class Product:
    """A product; only devices in `device_ids` may be claimed by its customers."""

    id: int
    slug: str
    platform_id: int = PHOTON
    device_ids: set[str] = field(default_factory=set)


@dataclass(eq=False)
class CloudDeviceRecord:
    """What the cloud knows of one device. `connected_at` is in story seconds."""

    id: str
    owner: Account | None = None
    name: str | None = None
    online: bool = False
    platform_id: int = PHOTON
    last_handshake: datetime | None = None
    last_heard: datetime | None = None
    connected_at: float | None = None
    connections: int = 0
    signaling: bool = False
    quarantined: bool = False
    played: bool = False

    def heard(self, now: datetime, heartbeat_s: float) -> datetime | None:
        """When it was heard of last: a connected one every `heartbeat_s` real seconds."""
        if self.last_heard is None or not self.online:
            return self.last_heard
        beats = max(0, int((now - self.last_heard).total_seconds() / heartbeat_s))
        return self.last_heard + timedelta(seconds=beats * heartbeat_s)


@dataclass(eq=False)
class ClaimCode:
    """One claim code: single use, for an account."""

    account: Account
    expires_at: float
    used: bool = False


def new_claim_code() -> str:
    """63 characters of the base64 alphabet, with + and / among them (as in most real ones)."""
    while True:
        code = base64.b64encode(secrets.token_bytes(48)).decode()[:CLAIM_CODE_LENGTH]
        if "+" in code and "/" in code:
            return code


def is_device_id(text: str) -> bool:
    """Whether `text` is an id as the cloud wants it: 24 hex digits, lower case."""
    return _DEVICE_ID.fullmatch(text) is not None


class Registry:
    """All devices, products and claim codes."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.devices: dict[str, CloudDeviceRecord] = {}
        self.products: dict[int, Product] = {}
        self._codes: dict[str, ClaimCode] = {}
        self.transfer_requests: list[tuple[str, str]] = []
        """(device id, who asks)."""

    def product(self, id_or_slug: str | int) -> Product | None:
        """A product by its id or slug."""
        word = str(id_or_slug)
        return next((p for p in self.products.values() if word in (str(p.id), p.slug)), None)

    def product_of(self, device_id: str) -> Product | None:
        """The product that a device was added to."""
        return next((p for p in self.products.values() if device_id in p.device_ids), None)

    def device(self, device_id: str) -> CloudDeviceRecord:
        """The record of a device, made if it is new."""
        return self.devices.setdefault(device_id, CloudDeviceRecord(device_id))

    def owned_by(self, account: Account) -> list[CloudDeviceRecord]:
        """Its devices, the newest handshake first, as the real list is sorted."""
        mine = [d for d in self.devices.values() if d.owner is account]
        return sorted(
            mine, key=lambda d: d.last_handshake.timestamp() if d.last_handshake else 0.0, reverse=True
        )

    def add_to_product(self, product: Product, device_ids: Iterable[str]) -> list[str]:
        """Add devices and end their quarantine; those that were not in it before."""
        new = [each for each in device_ids if each not in product.device_ids]
        product.device_ids.update(new)
        for each in new:
            if each in self.devices:
                self.devices[each].quarantined = False
        return new

    def claim_code(self, account: Account, lasts_s: float) -> str:
        """A fresh claim code for `account`."""
        code = new_claim_code()
        self._codes[code] = ClaimCode(account, self._now() + lasts_s)
        return code

    def redeem(self, code: str) -> ClaimCode | None:
        """The claim that `code` stands for, if it is known, fresh and unused. Does not use it up."""
        found = self._codes.get(code)
        if found is None or found.used or found.expires_at <= self._now():
            return None
        return found

    def revoke_codes(self, account: Account) -> None:
        """A removed customer's pending codes are worth nothing."""
        self._codes = {code: claim for code, claim in self._codes.items() if claim.account is not account}
