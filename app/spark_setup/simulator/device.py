"""A simulated Photon: listens on loopback as a real one at 192.168.0.1, joins, goes online or comes back.

The whole device from outside: life cycle, light, state, persona. What it says is firmware.py's, how
ap_*.py's.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.lights import CODES, State

from .air import SimulatedAir, standard_air
from .ap_listener import Listener
from .behaviour import Behaviour
from .firmware import Generation
from .joining import Air, CloudUplink, Journey
from .later import Later
from .listening import Counters, Ending, ListeningSession, Setting
from .memory import Memory
from .persona import Persona
from .stored import StoredNetworks
from .wire import Command, Segment, WireLog

_log = logging.getLogger(__name__)
SUFFIX_SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class SimulatedDevice:
    """One device. `start` puts it into listening mode; everything else it does by itself, on its own threads.

    `on_air(appears)` is called when its network appears and goes, `on_light(state)` when its light changes;
    both on a thread of the device, and must not call back into `stop` or `reset`.
    """

    def __init__(
        self,
        *,
        air: SimulatedAir | None = None,
        persona: Persona | None = None,
        behaviour: Behaviour | None = None,
        clock: Clock | None = None,
        uplink: CloudUplink | None = None,
        on_air: Callable[[bool], None] | None = None,
        on_light: Callable[[State], None] | None = None,
        prefix: str = "Photon",
        suffix: str | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        http_port: int = 0,
    ) -> None:
        self._born = persona or Persona()
        self._behaviour = behaviour or Behaviour()
        self._air = air if air is not None else standard_air()
        self._clock, self._uplink = clock or Clock(), uplink
        self._on_air, self._on_light = on_air, on_light
        self._suffix = suffix or "".join(secrets.choice(SUFFIX_SYMBOLS) for _ in range(6))
        self.ap_ssid = f"{prefix}-{self._suffix}".encode()
        """The name of the device's own network."""
        self.host = host
        self._tcp = Listener(host, port)
        try:
            self._http = Listener(host, http_port)
        except OSError:
            self._tcp.release()
            raise
        self._log = WireLog()
        self._gate = threading.Lock()  # one start, stop or reset at a time
        self._lock = threading.RLock()
        self._life = CancelToken()
        self._phase = CancelToken()
        self._thread: threading.Thread | None = None
        self._session: ListeningSession | None = None
        self._dangling: list[socket.socket] = []
        self._led, self._online = State.DARK, False
        self.presses = 0
        """How often its button was held."""
        self._be(self._born, self._air)

    # What it is.

    @property
    def port(self) -> int:
        """Port of the TCP service (5609 on a real device); the same for the device's whole life."""
        return self._tcp.port

    @property
    def http_port(self) -> int:
        """Port of the HTTP service (80 on a real device)."""
        return self._http.port

    @property
    def id(self) -> str:
        """Its id, in lower case as the cloud has it."""
        return self._memory.device_id.lower()

    @property
    def led(self) -> State:
        """What its light says just now."""
        return self._led

    @property
    def listening(self) -> bool:
        """Whether its own network is there."""
        with self._lock:
            return self._session is not None and not self._session.firmware.left

    @property
    def hung(self) -> bool:
        """Whether its command thread loops for ever (old firmware): only a reset helps."""
        with self._lock:
            return self._session is not None and self._session.hung

    @property
    def online(self) -> bool:
        """Whether it is connected to the cloud."""
        return self._online

    @property
    def gives_address(self) -> bool:
        """Whether its DHCP server answers: for the radio."""
        return self._behaviour.gives_address

    @property
    def memory(self) -> Memory:
        """What it remembers."""
        return self._memory

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Every piece it received, oldest first (bounded)."""
        return self._log.segments

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command it executed, oldest first (bounded)."""
        return self._log.commands

    def state(self) -> dict[str, object]:
        """The "device" object of the state URL (docs/scripts.md)."""
        return {
            **self._memory.facts(),
            "listening": self.listening,
            "led": CODES[self._led],
            "online": self._online,
            "commands": [command.name for command in self.commands],
        }

    # What one can do with it.

    def start(self) -> None:
        """Listening mode. Its ports answer when this returns."""
        with self._gate:
            self._begin()

    def stop(self) -> None:
        """Switch it off; its ports are free again. Idempotent."""
        with self._gate:
            self._end()
            self._tcp.release()
            self._http.release()

    def reset(self, persona: Mapping[str, object]) -> None:
        """Start over as `POST state_url` says: nothing stored, scans take no time.

        Every key is optional; raises ValueError for a persona that is not understood, and then changes
        nothing.
        """
        wanted, air = self._born.changed(persona)
        with self._gate:
            self._end()
            self._behaviour = replace(self._behaviour, scan_s=0.0)
            self._log.clear()
            self._be(wanted, air if air is not None else self._air)
            self._begin()

    def press_button(self) -> None:
        """Hold SETUP for three seconds: back to listening mode, wherever it is."""
        with self._lock:
            self.presses += 1
            if not self.listening:
                self._phase.cancel()

    def swap(self, device_id: str) -> None:
        """Somebody unplugged it and plugged another one in: what answers now has this id."""
        self._memory.device_id = device_id
        self._behaviour = replace(self._behaviour, other_id=None, other_id_after=None)

    def use_air(self, air: SimulatedAir) -> None:
        """Somebody changed the networks around it; counts from the next listening session or attempt."""
        self._air = air
        self._around.networks = air

    # Its life.

    def _be(self, persona: Persona, air: SimulatedAir) -> None:
        self._generation = Generation.of(persona.firmware)
        self._memory = Memory(persona.device_id, persona.usable_key, persona.claimed, StoredNetworks())
        self._around = Air(air, {})
        self._counters = Counters()
        self._connected_before = False

    def _begin(self) -> None:
        self._life = CancelToken()
        self._listen()
        self._thread = threading.Thread(target=self._live, args=(self._life,), name="device-life")
        self._thread.start()

    def _end(self) -> None:
        self._life.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._silence()
        self._hang_up()
        self._light(State.DARK)

    def _hang_up(self) -> None:
        """Connections of an earlier session end when the device is back, or off."""
        dangling, self._dangling = self._dangling, []
        for connection in dangling:
            connection.close()

    def _listen(self) -> None:
        self._hang_up()
        setting = Setting(
            self._generation,
            self._memory,
            self._around.networks,
            self._behaviour,
            self._clock,
            self._log,
            self._counters,
        )
        with self._lock:
            self._session = ListeningSession(setting, self._tcp, self._http)
            self._phase = self._life.child()
        self._light(State.LISTENING)
        if self._on_air is not None:
            self._on_air(True)

    def _silence(self) -> None:
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            self._dangling += session.close()
            if self._on_air is not None:
                self._on_air(False)

    def _live(self, life: CancelToken) -> None:
        try:
            while True:
                configured, ending = self._listening(life)
                self._away(configured, ending, life)
                if self._behaviour.other_id and not self._behaviour.other_id_after:
                    self._memory.device_id = self._behaviour.other_id
                self._listen()
        except Cancelled:
            return

    def _listening(self, life: CancelToken) -> tuple[bool, Ending]:
        session = self._session
        assert session is not None
        ending = session.wait(life)
        if ending is Ending.LEFT and self._clock.wait(self._behaviour.leave_s, life):
            raise Cancelled
        self._silence()
        _log.info("simulated device left listening mode: %s", ending.value)
        return session.firmware.configured, ending

    def _away(self, configured: bool, ending: Ending, life: CancelToken) -> None:
        """Until it goes back to listening, by itself or because the button was pressed."""
        phase, person = self._phase, Later(self._clock)
        if self._behaviour.pressed_after_s is not None:
            person.after(self._behaviour.pressed_after_s, self.press_button)
        try:
            if ending is Ending.VANISHED:
                self._light(State.DARK)
                self._clock.wait(self._behaviour.away_s, phase)
            elif ending is Ending.TIMED_OUT:
                self._light(State.NOT_CONNECTED)
                while not phase.wait(3600.0):
                    pass
            else:
                self._journey().run(
                    may_return=configured, first_connection=not self._connected_before, cancel=phase
                )
        except Cancelled:
            _log.info("simulated device: back to listening by its button, or switched off")
        finally:
            person.end()
        life.raise_if_cancelled()

    def _journey(self) -> Journey:
        return Journey(
            self._memory,
            self._around,
            self._behaviour,
            self._clock,
            self._uplink,
            light=self._light,
            on_online=self._set_online,
        )

    def _set_online(self, online: bool) -> bool:
        """Returns whether it was online before."""
        before, self._online = self._online, online
        self._connected_before = self._connected_before or online
        return before

    def _light(self, state: State) -> None:
        if state is not self._led:
            self._led = state
            if self._on_light is not None:
                self._on_light(state)
