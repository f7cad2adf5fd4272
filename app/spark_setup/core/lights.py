"""The status light of a Photon or P1: which light means which state, and how it moves.

The table of user-needs.md, section 4.2 (Particle's status-light page, the LEDSignal table, firmware source).
Codes L1 to L22 are read aloud on the telephone and never change their meaning: a brand may give a state
another light, and the code stays with the state. Only names here; words for people are texts of the wizard.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from .lazily import dataclass


class Hue(Enum):
    """Colours of the light, with the colour that shows them on a screen."""

    BLUE = "#2340FF"
    GREEN = "#14B84A"
    CYAN = "#12C9DE"
    MAGENTA = "#DE1CC0"
    YELLOW = "#EDB900"
    WHITE = "#F4F6F8"
    ORANGE = "#FF8A1F"
    RED = "#E5291F"


class Movement(Enum):
    """How the light moves."""

    BLINK = "blink"
    FAST_BLINK = "fast_blink"
    FLICKER = "flicker"
    BREATHE = "breathe"
    STEADY = "steady"
    BURSTS = "bursts"
    """A flickering colour, then a pause with counted flashes of another."""
    SOS = "sos"
    """Three short, three long, three short, then counted flashes."""
    RAINBOW = "rainbow"
    OFF = "off"


class State(Enum):
    """What the device is doing, as far as its light tells; the value is the brand file's name for it."""

    LISTENING = "listening"
    JOINING = "joining"
    ASKING_ADDRESS = "asking_address"
    NO_CLOUD = "no_cloud"
    REACHING_SERVICE = "reaching_service"
    HANDSHAKE = "handshake"
    ONLINE = "online"
    UPDATING = "updating"
    SAFE_MODE = "safe_mode"
    PROGRAMMING_MODE = "programming_mode"
    WIFI_OFF = "wifi_off"
    NOT_CONNECTED = "not_connected"
    ERASED = "erased"
    DECRYPTION_ERROR = "decryption_error"
    NO_INTERNET = "no_internet"
    SERVICE_UNREACHABLE = "service_unreachable"
    AUTHENTICATION_ERROR = "authentication_error"
    HANDSHAKE_ERROR = "handshake_error"
    CRASHED = "crashed"
    HUNG = "hung"
    SIGNAL = "signal"
    DARK = "dark"


CODES: Mapping[State, str] = MappingProxyType({state: f"L{n}" for n, state in enumerate(State, 1)})
"""The code of each state: "L1" for LISTENING, in the order of the table."""

_RHYTHM: Mapping[Movement, tuple[int, int]] = MappingProxyType(
    {
        Movement.BLINK: (300, 300),
        Movement.FAST_BLINK: (100, 100),
        Movement.FLICKER: (50, 50),
        Movement.BREATHE: (1250, 1250),
        Movement.STEADY: (1000, 0),
        Movement.BURSTS: (50, 50),
        Movement.SOS: (150, 150),
        Movement.RAINBOW: (3000, 0),
        Movement.OFF: (0, 1000),
    }
)
_FLICKERS, _PAUSE_MS, _FLASH_MS, _LONG_MS = 7, 700, 300, 450


@dataclass(frozen=True)
class Shine:
    """The light at one moment: its colour, and how bright (0 to 1)."""

    hue: Hue | None
    level: float


@dataclass(frozen=True)
class Segment:
    """A piece of the light's period, for drawing a timing strip. Breathing and rainbow are one segment."""

    ms: int
    hue: Hue | None


@dataclass(frozen=True)
class Light:
    """One light: how it moves, in which colour, and with how many counted flashes of `flash`.

    `hue` is None where the colour is not told: OFF, RAINBOW, and STEADY meaning "any colour" (L20).
    `flashes` is 0 where the number is what the person is asked for (L19).
    """

    movement: Movement
    hue: Hue | None = None
    flash: Hue | None = None
    flashes: int = 0

    @property
    def on_ms(self) -> int:
        """Milliseconds lit in one beat: 300 blinking, 100 fast; half a breath."""
        return _RHYTHM[self.movement][0]

    @property
    def off_ms(self) -> int:
        """Milliseconds dark in one beat."""
        return _RHYTHM[self.movement][1]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """One whole period, piece by piece."""
        beat = (Segment(self.on_ms, self.hue), Segment(self.off_ms, None))
        if self.movement is Movement.BREATHE:
            return (Segment(self.on_ms + self.off_ms, self.hue),)
        if self.movement is Movement.BURSTS:
            flash = (Segment(_FLASH_MS, self.flash), Segment(_FLASH_MS, None))
            return beat * _FLICKERS + (Segment(_PAUSE_MS, None),) + flash * self.flashes + _pause()
        if self.movement is Movement.SOS:
            long = (Segment(_LONG_MS, self.hue), Segment(self.off_ms, None))
            flash = (Segment(_FLASH_MS, self.flash), Segment(_FLASH_MS, None))
            return beat * 3 + long * 3 + beat * 3 + _pause() + flash * self.flashes + _pause()
        return tuple(segment for segment in beat if segment.ms)

    @property
    def period_ms(self) -> int:
        """How long until it looks the same again."""
        return sum(segment.ms for segment in self.segments)

    def at(self, ms: float) -> Shine:
        """How it looks `ms` milliseconds after the start of a period; periods repeat."""
        place = ms % self.period_ms
        if self.movement is Movement.BREATHE:
            return Shine(self.hue, (1 - math.cos(2 * math.pi * place / self.period_ms)) / 2)
        if self.movement is Movement.RAINBOW:
            wheel = (Hue.RED, Hue.ORANGE, Hue.YELLOW, Hue.GREEN, Hue.CYAN, Hue.BLUE, Hue.MAGENTA)
            return Shine(wheel[int(place * len(wheel) / self.period_ms)], 1.0)
        if self.movement is Movement.STEADY:
            return Shine(self.hue, 1.0)
        for segment in self.segments:
            if place < segment.ms:
                return Shine(segment.hue, 1.0 if segment.hue else 0.0)
            place -= segment.ms
        return Shine(None, 0.0)


def _pause() -> tuple[Segment, ...]:
    return (Segment(_PAUSE_MS, None),)


def _bursts(count: int, flash: Hue) -> Light:
    return Light(Movement.BURSTS, Hue.CYAN, flash, count)


DEFAULT_MAP: Mapping[State, Light] = MappingProxyType(
    {
        State.LISTENING: Light(Movement.BLINK, Hue.BLUE),
        State.JOINING: Light(Movement.BLINK, Hue.GREEN),
        State.ASKING_ADDRESS: Light(Movement.FAST_BLINK, Hue.GREEN),
        State.NO_CLOUD: Light(Movement.BREATHE, Hue.GREEN),
        State.REACHING_SERVICE: Light(Movement.BLINK, Hue.CYAN),
        State.HANDSHAKE: Light(Movement.FAST_BLINK, Hue.CYAN),
        State.ONLINE: Light(Movement.BREATHE, Hue.CYAN),
        State.UPDATING: Light(Movement.BLINK, Hue.MAGENTA),
        State.SAFE_MODE: Light(Movement.BREATHE, Hue.MAGENTA),
        State.PROGRAMMING_MODE: Light(Movement.BLINK, Hue.YELLOW),
        State.WIFI_OFF: Light(Movement.BREATHE, Hue.WHITE),
        State.NOT_CONNECTED: Light(Movement.BREATHE, Hue.BLUE),
        State.ERASED: Light(Movement.FLICKER, Hue.BLUE),
        State.DECRYPTION_ERROR: _bursts(1, Hue.ORANGE),
        State.NO_INTERNET: _bursts(2, Hue.ORANGE),
        State.SERVICE_UNREACHABLE: _bursts(3, Hue.ORANGE),
        State.AUTHENTICATION_ERROR: _bursts(1, Hue.MAGENTA),
        State.HANDSHAKE_ERROR: _bursts(1, Hue.RED),
        State.CRASHED: Light(Movement.SOS, Hue.RED, Hue.RED),
        State.HUNG: Light(Movement.STEADY),
        State.SIGNAL: Light(Movement.RAINBOW),
        State.DARK: Light(Movement.OFF),
    }
)
"""What each state looks like on a device whose maker changed nothing."""

_MOVEMENTS: Mapping[str, Movement] = MappingProxyType(
    {
        "blinking": Movement.BLINK,
        "flashing": Movement.BLINK,
        "slowly blinking": Movement.BLINK,
        "slow blinking": Movement.BLINK,
        "fast blinking": Movement.FAST_BLINK,
        "quickly blinking": Movement.FAST_BLINK,
        "flickering": Movement.FLICKER,
        "breathing": Movement.BREATHE,
        "fading": Movement.BREATHE,
        "steady": Movement.STEADY,
        "solid": Movement.STEADY,
    }
)
_HUES: Mapping[str, Hue] = MappingProxyType(
    {hue.name.lower(): hue for hue in Hue}
    | {
        "dark blue": Hue.BLUE,
        "light blue": Hue.CYAN,
        "turquoise": Hue.CYAN,
        "purple": Hue.MAGENTA,
        "pink": Hue.MAGENTA,
        "violet": Hue.MAGENTA,
        "amber": Hue.ORANGE,
    }
)
MOVEMENT_WORDS = tuple(_MOVEMENTS)
HUE_WORDS = tuple(_HUES)


def parse_hue(text: str) -> Hue | None:
    """A colour as a brand file writes it: "cyan", "light blue", "Orange"; None if there is no such name."""
    return _HUES.get(" ".join(text.lower().split()))


def parse_light(text: str) -> Light | None:
    """A light as a brand file writes it: "steady white", "fast blinking dark blue", "off", "rainbow".

    None if it cannot be understood; MOVEMENT_WORDS and HUE_WORDS say what can.
    """
    words = " ".join(text.lower().replace("-", " ").split())
    if words in ("off", "dark", "no light"):
        return Light(Movement.OFF)
    if words == "rainbow":
        return Light(Movement.RAINBOW)
    for name, movement in _MOVEMENTS.items():
        hue = parse_hue(words.removeprefix(name)) if words.startswith(name + " ") else None
        if hue is not None:
            return Light(movement, hue)
    return None


def shared_lights(lights: Mapping[State, Light]) -> tuple[tuple[State, State], ...]:
    """Pairs of states that look alike, so that a person cannot tell which it is."""
    pairs: list[tuple[State, State]] = []
    first: dict[Light, State] = {}
    for state, light in lights.items():
        if light in first:
            pairs.append((first[light], state))
        else:
            first[light] = state
    return tuple(pairs)
