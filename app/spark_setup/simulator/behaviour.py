"""How a simulated device differs from a healthy one: knobs, as data. Scenarios are made of these.

All times are story seconds: divided by the simulator's speed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from spark_setup.core.lights import State


class Fault(Enum):
    """What goes wrong when a command arrives."""

    SILENT = "silent"
    """Accepts, reads, never answers."""
    HALF = "half"
    """Half of the answer, then closes."""
    RESET = "reset"
    """The connection is reset without an answer."""
    CLOSED = "closed"
    """Closes without an answer."""
    REJECTED = "rejected"
    """The empty answer."""
    VANISH = "vanish"
    """The device's network goes away before the command is executed, for `away_s`."""
    LOST_ANSWER = "lost_answer"
    """Executes the command; the answer does not arrive."""


@dataclass(frozen=True)
class Trouble:
    """A fault and how often it strikes: the first `times` commands of that name, 0 for always."""

    fault: Fault
    times: int = 0


@dataclass(frozen=True)
class Behaviour:
    """The defaults are a healthy Photon with a typical speed."""

    # The device's own network.
    tcp: bool = True
    http: bool = True
    gives_address: bool = True
    """For the radio: whether its DHCP server answers."""
    leaves_listening_after_s: float | None = None
    """Leaves listening mode by itself, as a product may set; a press of the button brings it back."""
    # Conversation.
    troubles: Mapping[str, Trouble] = field(default_factory=dict)
    """By command name; "*" for any command."""
    scan_s: float = 3.0
    empty_scans: int = 0
    """So many scans find nothing (they failed: the answer is the same)."""
    damaged_scans: int = 0
    """So many scans lose what comes after their second network."""
    configure_codes: tuple[int, ...] = ()
    """Codes that the first `configure-ap` commands answer, without storing anything."""
    set_codes: tuple[int, ...] = ()
    """Likewise for `set`."""
    reply_bytes: int = 1400
    """Most bytes the device hands over at once."""
    other_id: str | None = None
    """The id it answers from the second listening session on: somebody swapped the device."""
    other_id_after: str | None = None
    """The command after which `other_id` is answered in the same session."""
    # Joining.
    leave_s: float = 0.2
    join_s: float = 4.0
    join_limit_s: float = 60.0
    dhcp_s: float = 2.0
    dhcp_limit_s: float = 15.0
    away_s: float = 8.0
    returns: bool = True
    """Comes back to listening when its first attempt fails; False: tries for ever, blinking green."""
    pressed_after_s: float | None = None
    """Somebody holds its button so long after it left listening mode; None: nobody does."""
    # The cloud.
    cloud_s: float = 2.0
    handshake_s: float = 1.5
    late_s: float = 0.0
    """More time before it reaches the cloud."""
    stays: State | None = None
    """Gets no further than this state: NO_CLOUD, REACHING_SERVICE, NO_INTERNET, CRASHED …"""
    stays_s: float | None = None
    """Gets further after so long all the same; None: never."""
    update_s: float = 0.0
    """Installs an update for so long at its first connection; 0: none."""
    flaps: int = 0
    """Goes offline and online again so many times after it came online."""
    flap_s: float = 6.0
    confirms_claim: bool = True
    """Whether its claim code is handed to the cloud (up to 0.4.9 a claim can fail without reason)."""


CONFORMANCE = Behaviour(scan_s=0.0)
"""What a persona behaves like: healthy, and a scan takes no time."""
