"""The simulated device cloud as a whole: a real HTTP server on loopback, and the device's way to it.

It knows documented behaviour only; how it is to misbehave is data (cloud_behaviour.py).
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret

from .cloud_accounts import NINETY_DAYS_S, Account, OAuthClient
from .cloud_behaviour import CloudBehaviour
from .cloud_devices import PHOTON, CloudDeviceRecord, Product
from .cloud_http import CloudHttp, LoggedRequest
from .cloud_state import CloudState
from .persona import DEFAULT_ID

OWNER, OWNER_PASSWORD = "jane@example.com", "correct horse"
CUSTOMER, CUSTOMER_PASSWORD = "customer@example.com", "battery staple"
STRANGER = "somebody@example.org"
PRODUCT_ID, PRODUCT_SLUG = 1319, "temperature-monitor"
PRODUCT_CLIENT, PRODUCT_SECRET = "temperature-monitor-7242", "server-secret-1319"
CREATION_CLIENT, CREATION_SECRET = "temperature-monitor-app-7243", "creation-only-1319"


class SimulatedCloud:
    """One cloud. `start` makes it listen; the simulated device is its `CloudUplink`.

    It begins with a user, another user (who may own a device), a product with a customer, two OAuth clients
    of the product, and `device_ids` as the product's devices.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        behaviour: CloudBehaviour | None = None,
        device_ids: Iterable[str] = (DEFAULT_ID,),
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._host, self._wanted_port, self._tls = host, port, tls
        self._clock = clock or Clock()
        self._state = CloudState(self._clock, behaviour or CloudBehaviour())
        self._state.on_first_connection = self._start_play
        self._http: CloudHttp | None = None
        self._listens = False
        self._computer_online, self._silent = True, False
        self._lock = threading.Lock()
        self._plays: list[tuple[str, CancelToken, threading.Thread]] = []
        self.owner, self.other = OWNER, STRANGER
        self.customer, self.product_id = CUSTOMER, PRODUCT_ID
        self.add_user(OWNER, OWNER_PASSWORD)
        self.add_user(STRANGER, "another password")
        self.add_product(PRODUCT_ID, PRODUCT_SLUG, device_ids=device_ids)
        self.add_client(PRODUCT_CLIENT, PRODUCT_SECRET, PRODUCT_ID)
        self.add_client(CREATION_CLIENT, CREATION_SECRET, PRODUCT_ID, only_creates_customers=True)
        self.add_customer(CUSTOMER, CUSTOMER_PASSWORD)
        self.token = self.issue_token(OWNER)
        """A token of the owner."""
        self.customer_token = self.issue_token(CUSTOMER, product_id=PRODUCT_ID)
        """A token of the product's customer."""

    # Life.

    def start(self) -> None:
        """Listen. Its port answers when this returns."""
        if not self._listens:
            self._http = CloudHttp(self._state, host=self._host, port=self._wanted_port, tls=self._tls)
            self._listens = True
            self._http.set_computer_online(self._computer_online, silent=self._silent)

    def stop(self) -> None:
        """Close every connection and join every thread. Idempotent."""
        with self._lock:
            plays, self._plays = self._plays, []
        for _, cancel, thread in plays:
            cancel.cancel()
            thread.join()
        self._listens = False
        if self._http is not None:
            self._http.stop()

    @property
    def port(self) -> int:
        """Where it listens. Raises RuntimeError before `start`."""
        if self._http is None:
            raise RuntimeError("the simulated cloud was not started")
        return self._http.port

    @property
    def url(self) -> str:
        """Its API's address; with TLS by the name `localhost`."""
        if self._tls is not None:
            return f"https://localhost:{self.port}"
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.port}"

    # What it is told to do.

    @property
    def behaviour(self) -> CloudBehaviour:
        """How it behaves just now."""
        return self._state.behaviour

    @behaviour.setter
    def behaviour(self, behaviour: CloudBehaviour) -> None:
        self._state.behave(behaviour)
        if self._http is not None:
            self._http.follow_behaviour()

    def behave(self, **changes: Any) -> None:
        """Change single knobs of `CloudBehaviour`. Counters of faults start anew."""
        self.behaviour = replace(self.behaviour, **changes)

    def set_computer_online(self, online: bool, *, silent: bool = False) -> None:
        """Whether the wizard's computer reaches the internet: else connections are reset, or get no answer.

        The simulated device's own way is not touched.
        """
        self._computer_online, self._silent = online, silent
        if self._http is not None:
            self._http.set_computer_online(online, silent=silent)

    def close_streams(self) -> None:
        """The server closes every event stream, in order."""
        with self._state.lock:
            self._state.hub.close_all()

    def end_tokens(self) -> None:
        """Every token handed out so far has expired."""
        self._state.end_tokens()

    # Who and what it knows.

    def add_user(self, name: str, password: str, *, otp: str | None = None, old: bool = False) -> None:
        """A user; with `otp` a second factor that takes this one code. `old`: may use `?access_token=`."""
        with self._state.lock:
            self._state.accounts.add(Account(name, password, otp=otp, old=old))

    def add_customer(self, name: str, password: str | None = None, *, product_id: int = PRODUCT_ID) -> None:
        """A customer of a product; without a password a shadow customer."""
        with self._state.lock:
            self._state.accounts.add(Account(name, password, product_id))

    def add_product(
        self, product_id: int, slug: str, *, device_ids: Iterable[str] = (), platform_id: int = PHOTON
    ) -> None:
        """A product and its devices."""
        ids = {each.lower() for each in device_ids}
        with self._state.lock:
            self._state.registry.products[product_id] = Product(product_id, slug, platform_id, ids)

    def add_client(
        self, client_id: str, secret: str, product_id: int, *, only_creates_customers: bool = False
    ) -> None:
        """An OAuth client of a product."""
        with self._state.lock:
            self._state.accounts.add_client(
                OAuthClient(client_id, secret, product_id, only_creates_customers)
            )

    def issue_token(
        self, name: str, *, product_id: int | None = None, ttl_s: float | None = NINETY_DAYS_S
    ) -> Secret:
        """A token of a user or customer. Story seconds; None: it never ends. Raises KeyError."""
        with self._state.lock:
            return Secret(self._state.accounts.issue(self._account(name, product_id), ttl_s=ttl_s).value)

    def issue_claim_code(self, name: str, *, product_id: int | None = None) -> Secret:
        """A claim code made elsewhere, for a user or customer. Raises KeyError."""
        with self._state.lock:
            return Secret(self._state.new_claim_code(self._account(name, product_id)))

    def add_device(
        self,
        device_id: str,
        *,
        owner: str | None = None,
        owner_product_id: int | None = None,
        name: str | None = None,
        online: bool = False,
        product_id: int | None = None,
    ) -> None:
        """A device the cloud knows already; `product_id` adds it to that product. Raises KeyError."""
        key = device_id.lower()
        with self._state.lock:
            account = self._account(owner, owner_product_id) if owner is not None else None
            if product_id is not None:
                self._state.registry.add_to_product(self._state.registry.products[product_id], [key])
            device = self._state.registry.devices[key] = CloudDeviceRecord(key, account, name, online)
            if account is not None or online:
                device.last_handshake = device.last_heard = self._state.wall()

    def add_to_product(self, device_id: str, product_id: int = PRODUCT_ID) -> None:
        """A device may from now on be claimed by the product's customers. Raises KeyError."""
        with self._state.lock:
            self._state.registry.add_to_product(
                self._state.registry.products[product_id], [device_id.lower()]
            )

    def remove_from_product(self, device_id: str, product_id: int = PRODUCT_ID) -> None:
        """The device is not the product's any more. Raises KeyError."""
        with self._state.lock:
            self._state.registry.products[product_id].device_ids.discard(device_id.lower())

    def _account(self, name: str, product_id: int | None) -> Account:
        account = self._state.accounts.find(name, product_id)
        if account is None:
            raise KeyError(name)
        return account

    # The simulated device's way here.

    def connect(self, device_id: str, claim_code: str | None) -> bool:
        """A session of the device begins. True: the device is told that it was claimed."""
        return self._state.connect(device_id.lower(), claim_code)

    def disconnect(self, device_id: str) -> None:
        """The session ended. Idempotent."""
        self._state.disconnect(device_id.lower())

    def publish(self, device_id: str, name: str, data: str) -> None:
        """An event of the device, or of the cloud about it, as its owner sees it."""
        self._state.publish(device_id.lower(), name, data)

    # What happened.

    @property
    def requests(self) -> tuple[LoggedRequest, ...]:
        """The newest requests, oldest first. Kept until the next `start`."""
        return self._http.requests if self._http is not None else ()

    @property
    def transfer_requests(self) -> tuple[tuple[str, str], ...]:
        """(device id, who asks), oldest first."""
        with self._state.lock:
            return tuple(self._state.registry.transfer_requests)

    @property
    def open_streams(self) -> int:
        """How many event streams are open."""
        with self._state.lock:
            return self._state.hub.open

    def owner_of(self, device_id: str) -> str | None:
        """Whose a device is."""
        with self._state.lock:
            device = self._state.registry.devices.get(device_id.lower())
            return device.owner.name if device is not None and device.owner is not None else None

    def is_signaling(self, device_id: str) -> bool:
        """Whether a device shows its rainbow."""
        with self._state.lock:
            device = self._state.registry.devices.get(device_id.lower())
            return device is not None and device.signaling

    def state(self) -> dict[str, object]:
        """The "cloud" object of the state URL (docs/scripts.md)."""
        with self._state.lock:
            devices = [
                {
                    "id": device.id,
                    "owner": device.owner.name if device.owner else None,
                    "name": device.name,
                    "online": device.online,
                }
                for device in self._state.registry.devices.values()
            ]
        return {"devices": devices, "requests": [request.to_json() for request in self.requests]}

    # Played sequences.

    def _start_play(self, device_id: str) -> None:
        cancel = CancelToken()
        thread = threading.Thread(target=self._play, args=(device_id, cancel), name="cloud-play")
        with self._lock:
            self._plays.append((device_id, cancel, thread))
        thread.start()

    def _play(self, device_id: str, cancel: CancelToken) -> None:
        for cue in self.behaviour.plays:
            if self._clock.wait(cue.after_s, cancel):
                return
            self._state.publish(device_id, cue.name, cue.data)
