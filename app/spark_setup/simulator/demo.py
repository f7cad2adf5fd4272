"""Device, cloud and radio in one process: what `--demo` shows and the end-to-end tests drive.

The clients are the production ones, over real sockets on loopback. Only the radio is swapped.
"""

from __future__ import annotations

from ..core.clock import Clock
from ..core.meter import Meter
from ..hostwifi.names import SetupNetworks
from ..hostwifi.prober import Prober
from ..hostwifi.session import WifiSession
from ..setup.production import device_client, glancing_client
from ..setup.services import Around, Services
from .cloud import STRANGER, SimulatedCloud
from .device import SimulatedDevice
from .persona import Persona
from .radio import DeviceAddresses, SimulatedRadio
from .scenarios import SECOND_ID, Scenario

SUFFIX, SECOND_SUFFIX = "U8BS", "JZ6B"


class Demo:
    """One scenario, running. `start`, hand `services()` to a controller, `stop`."""

    def __init__(self, scenario: Scenario, *, prefix: str = "Northwind", speed: float = 1.0) -> None:
        self.scenario = scenario
        self.clock = Clock(speed)
        self.cloud = SimulatedCloud(behaviour=scenario.cloud, clock=self.clock)
        self.device = SimulatedDevice(
            air=scenario.air,
            persona=scenario.persona,
            behaviour=scenario.device,
            clock=self.clock,
            uplink=self.cloud,
            on_air=lambda _there: self._air_changed(),
            prefix=prefix,
            suffix=SUFFIX,
        )
        self.devices = [self.device]
        if scenario.second:
            self.devices.append(
                SimulatedDevice(
                    air=scenario.air,
                    persona=Persona(device_id=SECOND_ID),
                    clock=self.clock,
                    uplink=self.cloud,
                    prefix=prefix,
                    suffix=SECOND_SUFFIX,
                )
            )
        self.radio = SimulatedRadio(
            scenario.air,
            self.devices,
            behaviour=scenario.radio,
            clock=self.clock,
            on_internet=self.cloud.set_computer_online,
        )
        self.prefix = prefix
        self._closers: list[Services] = []

    def start(self) -> None:
        """Everything listens."""
        self.cloud.start()
        self._own()
        for device in self.devices:
            device.start()

    def stop(self) -> None:
        """Everything is joined. Idempotent."""
        for services in self._closers:
            services.close()
        for device in self.devices:
            device.stop()
        self.cloud.stop()

    def services(self) -> Services:
        """Real clients, and a radio that is simulated."""
        from ..cloud.client import CloudClient

        session = WifiSession(
            self.radio,
            None,
            prober=Prober(addresses=DeviceAddresses(self.radio)),
            setup_networks=SetupNetworks(prefixes=(self.prefix,)),
            guard=None,
        )
        session.accept_storage_problem()
        cloud = CloudClient(self.cloud.url, token=self.cloud.token)
        services = Services(
            clock=self.clock,
            client=device_client,
            opener=session.opener(),
            glancing=glancing_client,
            cloud=cloud,
            wifi=session,
            around=self._around,
            api_host="api.particle.io",
            meter=Meter(),
            closers=(session.close, cloud.close, self.radio.close),
        )
        self._closers.append(services)
        return services

    def _own(self) -> None:
        if self.scenario.owner:
            owner = self.cloud.owner if self.scenario.owner == "mine" else STRANGER
            self.cloud.add_device(self.device.id, owner=owner)

    def _around(self) -> Around:
        b = self.radio.behaviour
        return Around(
            vpn=self.radio.vpn(), clash=self.radio.clash(), local_network_denied=b.local_network_denied
        )

    def _air_changed(self) -> None:
        self.radio.lost()
