"""A scenario is data: what device, cloud or radio do differently, and what should happen.

It never sets a result.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .air import SimulatedAir, standard_air
from .behaviour import Behaviour
from .cloud_behaviour import CloudBehaviour, WrongCertificate
from .persona import Persona
from .radio_behaviour import RadioBehaviour


@dataclass(frozen=True)
class Scenario:
    """One arrangement. `expects`: the code that should come up (empty: none, it should succeed)."""

    name: str
    line: str
    expects: str = ""
    air: SimulatedAir = field(default_factory=standard_air)
    device: Behaviour = field(default_factory=Behaviour)
    persona: Persona = field(default_factory=Persona)
    second: bool = False
    """A second device is in reach."""
    owner: str = ""
    """Who owns the device beforehand: "mine", "other" or nobody."""
    in_product: bool = True
    cloud: CloudBehaviour = field(default_factory=CloudBehaviour)
    radio: RadioBehaviour = field(default_factory=RadioBehaviour)
    remembers: bool = True
    """False: there is no folder in which the computer's own network could be written down."""
    certificate: WrongCertificate | None = None
    """The cloud speaks TLS, and the first `wrong_handshakes` connections meet this certificate."""
    wrong_handshakes: int = 4
    renewals_refused: int | None = None
    """The embedding program renews an ended session, but not the first so many times; None: it never does."""
    product: bool = False
    """Product mode: a customer's session, made for the product."""
    names_devices: bool = False
    """The session answer names the product's devices."""
