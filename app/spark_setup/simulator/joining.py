"""What the device does after it left listening mode: joins Wi-Fi, asks for an address, goes to the cloud.

Plays the states of the light with their times. Blocking, on the device's own thread; ends by Cancelled (a
button was pressed, the device is started over) or by giving up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.lights import State

from .air import AirNetwork, SimulatedAir
from .behaviour import Behaviour
from .memory import Memory
from .stored import StoredNetwork

_log = logging.getLogger(__name__)
_TRY_S, _NOT_FOUND_S, _SHORTEST_ABSENCE_S = 10.0, 3.0, 4.0
FLASH_STATUS, STATUS = "spark/flash/status", "spark/status"


class CloudUplink(Protocol):
    """The device's way to the (simulated) cloud."""

    def connect(self, device_id: str, claim_code: str | None) -> bool | None:
        """A session starts: the device shows its claim code. True: the cloud confirmed the claim."""

    def disconnect(self, device_id: str) -> None:
        """The session ended."""

    def publish(self, device_id: str, name: str, data: str) -> None:
        """An event of this device, as the cloud would show it to the owner."""


@dataclass
class Air:
    """The air as the device meets it: remembers which first passwords were refused."""

    networks: SimulatedAir
    refused: dict[bytes, bytes]

    def join(self, stored: StoredNetwork, *, identity: bool) -> AirNetwork | None:
        """The access point that lets the device in, or None."""
        for network in self.networks.find(stored.ssid):
            if not network.lets_in(stored.sec, stored.password, identity=identity):
                continue
            if network.refuses_first:
                first = self.refused.setdefault(stored.ssid, stored.password)
                if first == stored.password:
                    continue
            return network
        return None


@dataclass(frozen=True)
class Journey:
    """One life away from listening mode."""

    memory: Memory
    air: Air
    behaviour: Behaviour
    clock: Clock
    uplink: CloudUplink | None
    light: Callable[[State], None]
    on_online: Callable[[bool], bool]
    """Notes whether the device is online, and tells whether it was."""

    def run(self, *, may_return: bool, first_connection: bool, cancel: CancelToken) -> None:
        """Ends when the device goes back to listening by itself; else only by Cancelled.

        `may_return`: a network was stored in this listening session, and this is the first attempt.
        """
        self.light(State.JOINING)
        if not self.memory.networks.named():
            # Nothing to try: listening again at once, but not so fast that nobody notices.
            self._pause(max(5.0, _SHORTEST_ABSENCE_S * self.clock.speed), cancel)
            return
        joined = self._join(cancel)
        while not joined:
            if may_return and self.behaviour.returns:
                _log.info("simulated device could not join: back to listening")
                return
            joined = self._join(cancel)
        self._cloud(first_connection=first_connection, cancel=cancel)

    def _join(self, cancel: CancelToken) -> bool:
        """One attempt: all stored networks, newest first, then the address."""
        self.light(State.JOINING)
        left = self.behaviour.join_limit_s
        networks = self.memory.networks
        for stored in networks.named():
            known = bool(self.air.networks.find(stored.ssid))
            network = self.air.join(stored, identity=networks.identity)
            if network is not None:
                self._pause(min(left, self.behaviour.join_s), cancel)
                return self._address(network, cancel)
            spent = min(left, _TRY_S if known else _NOT_FOUND_S)
            self._pause(spent, cancel)
            left -= spent
        self._pause(left, cancel)
        return False

    def _address(self, network: AirNetwork, cancel: CancelToken) -> bool:
        self.light(State.ASKING_ADDRESS)
        if not network.gives_address:
            self._pause(self.behaviour.dhcp_limit_s, cancel)
            return False
        self._pause(self.behaviour.dhcp_s, cancel)
        return True

    def _cloud(self, *, first_connection: bool, cancel: CancelToken) -> None:
        behaviour = self.behaviour
        try:
            self._go_online(cancel)
            if first_connection and behaviour.update_s:
                self._update(cancel)
            for _ in range(behaviour.flaps):
                self._pause(behaviour.flap_s, cancel)
                self._go_offline()
                self.light(State.REACHING_SERVICE)
                self._pause(behaviour.flap_s, cancel)
                self._go_online(cancel)
            self._for_ever(cancel)
        finally:
            self._go_offline()

    def _go_online(self, cancel: CancelToken) -> None:
        self.light(State.REACHING_SERVICE)
        self._pause(self.behaviour.cloud_s + self.behaviour.late_s, cancel)
        if self.behaviour.stays is not None:
            self.light(self.behaviour.stays)
            if self.behaviour.stays_s is None:
                self._for_ever(cancel)
            self._pause(self.behaviour.stays_s or 0.0, cancel)
        self.light(State.HANDSHAKE)
        self._pause(self.behaviour.handshake_s, cancel)
        code = self.memory.claim_code if self.behaviour.confirms_claim else None
        if self.uplink is not None:
            confirmed = self.uplink.connect(self._id, code.decode("latin-1") if code else None)
            self.memory.claimed = self.memory.claimed or bool(confirmed)
        self.on_online(True)
        self.light(State.ONLINE)

    def _go_offline(self) -> None:
        if self.on_online(False) and self.uplink is not None:
            self.uplink.disconnect(self._id)

    def _update(self, cancel: CancelToken) -> None:
        """An update at the first connection, with the events that the owner sees (cloud-api.md, 5.2)."""
        self._publish(STATUS, "auto-update")
        self._publish(FLASH_STATUS, "started ")
        self.light(State.UPDATING)
        self._pause(min(4.0, self.behaviour.update_s), cancel)
        self._publish(FLASH_STATUS, "success ")
        self._go_offline()
        self._pause(max(0.0, self.behaviour.update_s - 4.0), cancel)
        self._pause(self.behaviour.join_s, cancel)
        self._go_online(cancel)

    def _publish(self, name: str, data: str) -> None:
        if self.uplink is not None:
            self.uplink.publish(self._id, name, data)

    @property
    def _id(self) -> str:
        return self.memory.device_id.lower()

    def _pause(self, story_s: float, cancel: CancelToken) -> None:
        if self.clock.wait(story_s, cancel):
            raise Cancelled

    def _for_ever(self, cancel: CancelToken) -> None:
        while not cancel.wait(3600.0):
            pass
        raise Cancelled
