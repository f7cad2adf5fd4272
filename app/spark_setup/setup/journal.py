"""The setup journal: what a resume needs after the program was killed. One small file, no secrets in it.

It is written on the worker thread, before a fact is handed on: what the device was told is on the disk before
the next thing is said to it. It is removed at the end. The restore journal, which gives the computer its
network back, is another file and belongs to `hostwifi`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from ..core.clock import Clock
from ..core.files import write_private
from ..core.lazily import dataclass
from . import decisions as d
from . import facts as f
from . import story
from .decisions import Ownership
from .networks import chosen, network_to_join
from .observed import observe
from .places import Place
from .setup import Options, Setup

NAME = "setup.json"
VERSION = 1
MAX_BYTES = 16_384
MAX_AGE_S = 24 * 3600.0
"""Older than a day, and it is a new setup: whatever happened then, the person begins anew."""

_log = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{24}")
_HEX = re.compile(r"(?:[0-9a-f]{2}){1,32}")


class JournalError(ValueError):
    """A journal that is not one of ours, damaged, or from another version. The text is for the log."""


@dataclass(frozen=True)
class Entry:
    """What an interrupted setup had come to. Times are POSIX seconds of this computer's clock."""

    place: str
    saved: float
    device_id: str | None = None
    was_mine: bool = False
    ownership: str | None = None
    device_network: str | None = None
    """The device's own network, as hex, if this computer joined it by name."""
    ssid: str | None = None
    """The network for the device, as hex."""
    sec: int = 0
    channel: int = 0
    delivered: float | None = None
    """When the device confirmed the details. From then on it may have been told to join."""
    mode_left: bool = False


# ---------------------------------------- setup → entry → text


def entry_of(setup: Setup, clock: Clock, wall: float) -> Entry | None:
    """What is worth remembering of `setup` now; None before anything was touched."""
    now = clock.now()
    device, choice = setup.device, chosen(setup) if setup.networks else setup.decision(d.Choose)
    if device is None and setup.left is None:
        return None
    told = setup.delivered
    joined = network_to_join(setup)
    return Entry(
        place=story.next_step(setup, now).place.value,
        saved=wall,
        device_id=device.device_id if device is not None else None,
        was_mine=device is not None and setup.was_mine,
        ownership=setup.ownership.value if setup.ownership is not None else None,
        device_network=joined.hex() if joined else None,
        ssid=choice.ssid.hex() if choice is not None else None,
        sec=choice.sec if choice is not None else 0,
        channel=choice.channel if choice is not None else 0,
        delivered=wall - clock.real(max(0.0, now - told.at)) if told is not None else None,
        mode_left=setup.mode_left is not None,
    )


def to_json(entry: Entry) -> str:
    """The text of the file."""
    return json.dumps({"version": VERSION, **asdict(entry)}, indent=1) + "\n"


def from_json(text: str) -> Entry:
    """Read the text of a journal; nothing in it is trusted. Raises `JournalError`."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise JournalError("not JSON") from None
    if not isinstance(raw, dict) or raw.pop("version", None) != VERSION:
        raise JournalError("no journal of this version")
    known = set(Entry.__dataclass_fields__)
    if set(raw) != known:
        raise JournalError(f"fields that are missing or unknown: {len(known ^ set(raw))}")
    for name, check in _CHECKS.items():
        if not check(raw[name]):
            raise JournalError(f"{name} is not what it should be")
    entry = Entry(**raw)
    if entry.delivered is not None and (entry.device_id is None or entry.ssid is None):
        raise JournalError("delivered, but to nobody or nothing")
    return entry


def _is_moment(value: object) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and 0 <= value < 1e11  # type: ignore[arg-type, operator]


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: value is None or (isinstance(value, str) and pattern.fullmatch(value) is not None)


_CHECKS: dict[str, Callable[[object], bool]] = {
    "place": lambda value: value in [place.value for place in Place],
    "saved": _is_moment,
    "device_id": _matches(_ID),
    "was_mine": lambda value: isinstance(value, bool),
    "ownership": lambda value: value is None or value in [o.value for o in Ownership],
    "device_network": _matches(_HEX),
    "ssid": _matches(_HEX),
    "sec": lambda value: _is_whole(value, -(2**31), 2**32 - 1),
    "channel": lambda value: _is_whole(value, 0, 255),
    "delivered": lambda value: value is None or _is_moment(value),
    "mode_left": lambda value: isinstance(value, bool),
}


# ---------------------------------------- entry → setup


def resumed(entry: Entry, options: Options, clock: Clock, wall: float) -> Setup:
    """The setup that the person is asked about: with what the device got, if it got anything.

    Whether it was told to join after that cannot be known: as with a lost answer, the cloud decides.
    """
    at = _story_time(entry.saved, clock, wall)
    setup = observe(Setup(options=options), f.Interrupted(at=at, place=entry.place, was_mine=entry.was_mine))
    if entry.delivered is None or entry.device_id is None or entry.ssid is None:
        return setup
    told_at = _story_time(entry.delivered, clock, wall)
    ssid = bytes.fromhex(entry.ssid)
    known: list[f.Fact] = [
        f.DeviceAnswered(at=told_at, device_id=entry.device_id, claimed=False),
        f.DetailsDelivered(at=told_at, ssid=ssid),
        f.ConnectSent(at=told_at, confirmed=False),
    ]
    if entry.mode_left:
        known.append(f.SetupModeLeft(at=told_at, evidence="journal"))
    for fact in known:
        setup = observe(setup, fact)
    return replace(setup, decisions=_decided(entry, ssid))


def _story_time(moment: float, clock: Clock, wall: float) -> float:
    """The story second of `moment`, before the start; never in the future, whatever was done to the date."""
    return clock.now() - max(0.0, wall - moment) / clock.real(1.0)


def _decided(entry: Entry, ssid: bytes) -> tuple[d.Decision, ...]:
    decided: list[d.Decision] = []
    if entry.device_network is not None:
        decided.append(d.Consent(bytes.fromhex(entry.device_network)))
    if entry.ownership == Ownership.WIFI_ONLY.value:
        decided.append(d.OnlyWifi())
    elif entry.ownership is not None:
        decided.append(d.Own(Ownership(entry.ownership)))
    return (*decided, d.Choose(ssid, entry.sec, entry.channel))


# ---------------------------------------- the file


class Journal:
    """The file. What cannot be written or read is logged and goes without: it never stops a setup."""

    def __init__(self, folder: Path | None, wall: Callable[[], float] = time.time, *, key: str = "") -> None:
        """`folder` None: nothing is kept. `key` tells setups apart that may run side by side."""
        self._path = folder / _name(key) if folder is not None else None
        self._wall = wall
        self._lock = threading.Lock()
        self._kept: Entry | None = None
        self._over = False

    def recording(
        self, setup: Setup, clock: Clock, report: Callable[[f.Fact], None]
    ) -> Callable[[f.Fact], None]:
        """A `report` for one step, begun with `setup`: each fact is on the disk before it is handed on."""
        box = [setup]

        def record(fact: f.Fact) -> None:
            with self._lock:
                box[0] = story.saw(box[0], fact)
                entry = entry_of(box[0], clock, self._wall())
                if entry is not None:
                    self._keep(entry)
                elif not box[0].resuming and not self._over:
                    self._remove()  # what an earlier run left, and nobody goes on with
            report(fact)

        return record

    def read(self) -> Entry | None:
        """What an earlier run left, if it is ours, whole and not too old."""
        if self._path is None:
            return None
        try:
            with self._path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise JournalError("far too large")
            entry = from_json(data.decode("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.info("the setup journal is not used: %s", type(error).__name__)
            return None
        return entry if abs(self._wall() - entry.saved) <= MAX_AGE_S else None

    def forget(self) -> None:
        """The setup has ended: nothing is left to resume."""
        with self._lock:
            self._over = True
            self._remove()

    def _keep(self, entry: Entry) -> None:
        if self._path is None or self._over or (self._kept and _timeless(entry) == _timeless(self._kept)):
            return
        try:
            write_private(self._path, to_json(entry))
        except OSError as error:
            _log.warning("the setup journal could not be written: %s", type(error).__name__)
        else:
            self._kept = entry

    def _remove(self) -> None:
        if self._path is None:
            return
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the setup journal could not be removed: %s", type(error).__name__)


def _name(key: str) -> str:
    if not key:
        return NAME
    return f"setup-{hashlib.sha256(key.encode('utf-8')).hexdigest()[:12]}.json"


def _timeless(entry: Entry) -> Entry:
    """An entry without what changes from moment to moment."""
    return replace(entry, saved=0.0, delivered=None if entry.delivered is None else 0.0)
