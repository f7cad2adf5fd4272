"""The one profile that NetworkManager is given: volatile, open, never the way to the internet."""

from __future__ import annotations

import getpass
import json
import os
import uuid
from dataclasses import dataclass
from typing import Any

PROFILE_ID = "Photon setup"
"""How our profile is recognised, together with being volatile; what the system's menu shows."""

OPTIONS = {"persist": ("s", "volatile"), "bind-activation": ("s", "dbus-client")}
"""Nothing is written to the disk, and the connection ends with our connection to the bus, however it ends."""

DHCP_TIMEOUT_S = 20
# enabled 2, also-without-sysctl 4, also-without-default-route 8, subflow 0x20: makes NetworkManager >= 1.40
# loosen a strict rp_filter on the interface for as long as the profile is up (measured, host-wifi.md 6).
_MPTCP_FLAGS = 0x2E

Settings = dict[str, dict[str, tuple[str, Any]]]


def setup_profile(ssid: bytes, *, loosen_rp_filter: bool, user: str | None = None) -> Settings:
    """Settings for an open network `ssid`. `never-default` and `ignore-auto-dns` keep a cable's internet and
    DNS alive and the device's own DNS (which answers everything with itself) out of the system."""
    connection: dict[str, tuple[str, Any]] = {
        "id": ("s", PROFILE_ID),
        "type": ("s", "802-11-wireless"),
        "uuid": ("s", str(uuid.uuid4())),
        "autoconnect": ("b", False),
        # Exactly one user: then polkit is asked for `settings.modify.own`, which needs no administrator.
        "permissions": ("as", [f"user:{user or current_user()}:"]),
    }
    if loosen_rp_filter:
        connection["mptcp-flags"] = ("u", _MPTCP_FLAGS)
    return {
        "connection": connection,
        "802-11-wireless": {"ssid": ("ay", ssid), "mode": ("s", "infrastructure")},
        "ipv4": {
            "method": ("s", "auto"),
            "never-default": ("b", True),
            "ignore-auto-dns": ("b", True),
            "may-fail": ("b", False),
            "dhcp-timeout": ("i", DHCP_TIMEOUT_S),
        },
        "ipv6": {"method": ("s", "disabled")},
    }


def current_user() -> str:
    """The login name by the process's own identity; the environment may say anything."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


def can_loosen_rp_filter(version: str) -> bool:
    """Whether this NetworkManager knows `mptcp-flags` (1.40)."""
    numbers = [int(part) if part.isdigit() else 0 for part in version.split(".")[:2]]
    return numbers >= [1, 40]


@dataclass(frozen=True)
class OldProfile:
    """A snapshot's token: what the adapter was on. `autoconnect` None: unknown."""

    uuid: str
    autoconnect: bool | None

    def encode(self) -> str:
        """As text for the journal."""
        return json.dumps({"uuid": self.uuid, "autoconnect": self.autoconnect})

    @classmethod
    def decode(cls, token: str) -> OldProfile | None:
        """The inverse of `encode`; None for anything that is not a token of ours."""
        try:
            data = json.loads(token)
            name = str(uuid.UUID(data["uuid"]))
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        autoconnect = data.get("autoconnect")
        return cls(name, autoconnect if isinstance(autoconnect, bool) else None)
