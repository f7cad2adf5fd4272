"""What the device remembers: who it is, its key, its claim, its networks. Survives listening sessions."""

from __future__ import annotations

from dataclasses import dataclass

from .device_key import DeviceKey
from .stored import StoredNetworks


@dataclass
class Memory:
    """`key` None: its memory is erased. `claimed` and `claim_code` as softap-protocol.md, section 4."""

    device_id: str
    key: DeviceKey | None
    claimed: bool
    networks: StoredNetworks
    claim_code: bytes | None = None

    def facts(self) -> dict[str, object]:
        """Its part of the state URL: the newest network, byte for byte, and the claim code."""
        stored = self.networks.first
        return {
            "id": self.device_id.lower(),
            "ssid_hex": stored.ssid.hex() if stored else None,
            "password_hex": stored.password.hex() if stored else None,
            "security": stored.sec if stored else None,
            "channel": stored.channel if stored else None,
            "claim_code": self.claim_code.decode("latin-1") if self.claim_code else None,
        }
