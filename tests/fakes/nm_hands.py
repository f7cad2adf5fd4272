"""What somebody else does with NetworkManager, over its bus."""

from __future__ import annotations

from spark_setup.hostwifi.nm_bus import NM, NmBus
from spark_setup.hostwifi.nm_objects import NM_PATH, NmReader

IFNAME = "wlan9"


class NmHands:
    """On the one adapter of a daemon, real or played."""

    bus: NmBus
    nm: NmReader

    def activate(self, profile_uuid: str) -> None:
        """Choose a stored profile."""
        device = self.nm.device_named(IFNAME)
        assert device is not None
        profile = self.nm.profile_of_uuid(profile_uuid)
        self.bus.call(NM_PATH, NM, "ActivateConnection", "ooo", (profile, device.path, "/"))

    def leave(self) -> None:
        """End the active connection."""
        device = self.nm.device_named(IFNAME)
        assert device is not None
        assert device.active is not None
        self.bus.call(NM_PATH, NM, "DeactivateConnection", "o", (device.active,))

    def active_name(self) -> str | None:
        """The name of the fully active profile."""
        device = self.nm.device_named(IFNAME)
        active = self.nm.active(device.active) if device else None
        return active.label if active is not None and active.state == 2 else None
