"""How this computer's simulated Wi-Fi misbehaves: data that scenarios are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ..hostwifi.port import Band, JoinMode, Reason
from .consent import ConsentBehaviour


@dataclass(frozen=True)
class RadioBehaviour:
    """How this computer's Wi-Fi differs from a healthy one. Times in story seconds."""

    own_ssid: bytes | None = b"Home"
    own_band: Band = "2.4"
    wired: bool = False
    adapter: bool = True
    adapter_after: int = 0
    """Without an adapter: somebody plugs one in after so many looks; 0: never."""
    busy: int = 0
    """So many looks find that another program has it."""
    unresolved: int = 0
    """So many look-ups of a name fail: there is no internet."""
    switched_on: bool = True
    can_switch_on: bool = True
    mode: JoinMode = JoinMode.AUTO
    mode_reason: Reason | None = None
    names_readable: bool = True
    consent: ConsentBehaviour | None = None
    """Names are hidden until the system has asked the person; None: nothing has to be asked."""
    names_hidden: int = 0
    """So many scans are refused, until the permission is there."""
    scan_s: float = 1.2
    join_s: float = 2.5
    restore_s: float = 2.0
    hears_device: bool = True
    hears_after_s: float = 0.0
    """The device is heard so long after the first scan."""
    join_refusals: int = 0
    """So many joins are refused."""
    no_address: int = 0
    """So many joins end without an address."""
    drops: int = 0
    """So many times the computer leaves the device's network by itself, as soon as it talks to the device."""
    restore_failures: int = 0
    """So many restores fail."""
    vpn: str | None = None
    vpn_clears_after: int = 0
    """The VPN is off from the so-many-th look on; 0: never."""
    clash: str | None = None
    clash_clears_after: int = 0
    local_network_denied: int = 0
    """So many connections to the device are refused by the system, until the permission is there."""
    joins_by_hand_after_s: float | None = None
    """In manual mode the person joins the device's network after so long (None: never)."""
    returns_by_hand_after_s: float | None = 3.0
    """In manual mode the person joins the own network again so long after setup asks (None: never)."""
