"""Device, cloud and radio in one process: what `--demo` shows and the end-to-end tests drive.

The clients are the production ones, over real sockets on loopback. Only the radio is swapped.
"""

from __future__ import annotations

import ssl
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..brand import load
from ..cloud.deferred import DeferredClient
from ..core.cancel import CancelToken
from ..core.clock import Clock
from ..core.meter import Meter
from ..core.secrets import Secret
from ..hostwifi.interfaces import Interface
from ..hostwifi.names import SetupNetworks
from ..hostwifi.prober import Prober
from ..hostwifi.session import WifiSession
from ..setup.production import device_client, glancing_client
from ..setup.services import Around, Services
from .cloud import CUSTOMER, PRODUCT_ID, STRANGER, SimulatedCloud
from .device import SimulatedDevice
from .device_sockets import DeviceAddresses
from .persona import Persona
from .radio import SimulatedRadio
from .scenario import Scenario
from .scenarios import SECOND_ID

LOOPBACK = Interface("", 0, "127.0.0.1")
"""Where the device is looked for when the person joined by hand; no name means: not bound."""
if TYPE_CHECKING:
    from ..cloud.client import CloudClient

SUFFIX, SECOND_SUFFIX = "U8BS", "JZ6B"


@dataclass(frozen=True)
class ProductSession:
    """The session as the product maker's server answered it: for which product, which devices it names."""

    product_id: str
    product_devices: frozenset[str] | None
    given_code: Secret | None = None
    owned_devices: frozenset[str] | None = None

    def open(self, cancel: CancelToken) -> None:
        """It is there."""


class Demo:
    """One scenario, running. `start`, hand `services()` to a controller, `stop`."""

    def __init__(
        self,
        scenario: Scenario,
        *,
        prefix: str | None = None,
        speed: float = 1.0,
        remembers: bool = True,
        product_id: int | None = None,
    ) -> None:
        """`prefix` of the devices' networks: by default that of the built-in brand. Not `remembers`: this
        computer has no place for notes, and the person is told so. A demo writes none itself: its Wi-Fi ends
        with it. `product_id`: the brand's product, whose customer the person then is."""
        self.scenario = scenario
        self._remembers = remembers and scenario.remembers
        self.clock = Clock(speed)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        tls, self._trusted = self._tls(scenario)
        self.cloud = SimulatedCloud(behaviour=scenario.cloud, clock=self.clock, tls=tls)
        self._product = product_id or (PRODUCT_ID if scenario.product else None)
        if product_id is not None:
            self._make_product(product_id)
        if not scenario.in_product:
            self.cloud.remove_from_product(scenario.persona.device_id, self._product or PRODUCT_ID)
        self._owner = CUSTOMER if self._product else self.cloud.owner
        self.token = self._fresh_token()
        """The person's."""
        self.prefix = prefix or load(None).product.network_prefix
        self.devices = self._devices()
        self.device = self.devices[0]
        self.radio = SimulatedRadio(
            scenario.air,
            self.devices,
            behaviour=scenario.radio,
            clock=self.clock,
            on_internet=self.cloud.set_computer_online,
        )
        self._closers: list[Services] = []
        self._renewals = 0

    def _devices(self) -> list[SimulatedDevice]:
        scenario = self.scenario
        devices = [
            SimulatedDevice(
                air=scenario.air,
                persona=scenario.persona,
                behaviour=scenario.device,
                clock=self.clock,
                uplink=self.cloud,
                on_air=lambda _there: self._air_changed(),
                prefix=self.prefix,
                suffix=SUFFIX,
            )
        ]
        if scenario.second:
            devices.append(
                SimulatedDevice(
                    air=scenario.air,
                    persona=Persona(device_id=SECOND_ID),
                    clock=self.clock,
                    uplink=self.cloud,
                    prefix=self.prefix,
                    suffix=SECOND_SUFFIX,
                )
            )
        return devices

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
        if self._folder is not None:
            self._folder.cleanup()

    def _make_product(self, product_id: int) -> None:
        """The brand's, with a customer, instead of the one that every simulated cloud has."""
        own = self.scenario.persona.device_id
        self.cloud.remove_from_product(own)
        self.cloud.add_product(product_id, "of-the-brand", device_ids=(own, SECOND_ID))
        self.cloud.add_customer(CUSTOMER, product_id=product_id)

    def _fresh_token(self) -> Secret:
        return self.cloud.issue_token(self._owner, product_id=self._product)

    def let_go(self) -> None:
        """Another account that held the device has released it; it is online."""
        self.cloud.add_device(self.device.id, online=True)

    def _client(self, api_url: str, token: Secret | None) -> CloudClient:
        from ..cloud.client import CloudClient
        from ..cloud.connections import Trust

        trust, resolver = Trust(self._trusted), self.radio.resolve
        return CloudClient(api_url, token=token, trust=trust, resolver=resolver, direct=True)

    def services(self) -> Services:
        """Real clients, and a radio that is simulated."""
        session = WifiSession(
            self.radio,
            None,
            prober=Prober("127.0.0.0/8", DeviceAddresses(self.radio.device_here), lambda: [LOOPBACK]),
            setup_networks=SetupNetworks(prefixes=(self.prefix,)),
            guard=None,
        )
        if self._remembers:
            session.accept_storage_problem()
        cloud = DeferredClient(
            self.cloud.url.replace("127.0.0.1", "localhost"), token=self.token, make=self._client
        )

        def renew(_cancel: CancelToken) -> bool:
            self._renewals += 1
            if self._renewals <= (self.scenario.renewals_refused or 0):
                return False
            cloud.set_token(self._fresh_token())
            return True

        services = Services(
            clock=self.clock,
            client=device_client,
            opener=self.radio.guarded(session.opener()),
            glancing=glancing_client,
            cloud=cloud,
            wifi=session,
            around=self._around,
            api_host="api.particle.io",
            session_source=self._session() if self.scenario.product else None,
            renew=renew if self.scenario.renewals_refused is not None else None,
            meter=Meter(),
            closers=(session.close, cloud.close, self.radio.close),
        )
        self._closers.append(services)
        return services

    def _session(self) -> ProductSession:
        """The product's devices do not include this one, if the session names them."""
        named = frozenset({SECOND_ID}) if self.scenario.names_devices else None
        return ProductSession(str(self._product), named)

    def _tls(self, scenario: Scenario) -> tuple[ssl.SSLContext | None, str | None]:
        if scenario.certificate is None:
            return None, None
        from .certificates import wrong_at_first

        self._folder = tempfile.TemporaryDirectory(prefix="spark-setup-demo-")
        context, trusted = wrong_at_first(
            Path(self._folder.name), scenario.certificate, scenario.wrong_handshakes
        )
        return context, str(trusted)

    def _own(self) -> None:
        if self.scenario.owner:
            mine = self.scenario.owner == "mine"
            owner, product = (self._owner, self._product) if mine else (STRANGER, None)
            self.cloud.add_device(self.device.id, owner=owner, owner_product_id=product)

    def _around(self) -> Around:
        return Around(
            vpn=self.radio.vpn(),
            clash=self.radio.clash(),
            local_network_denied=self.radio.local_network_denied,
        )

    def _air_changed(self) -> None:
        self.radio.lost()
