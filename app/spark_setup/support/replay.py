"""A saved report, read back into the moments that the customer saw.

The file comes from anybody: it is read in bounded pieces, every value is checked against the type of its
place, and whatever does not fit is one sentence. Nothing of it is ever executed, unpacked to disk or dialled.
"""

from __future__ import annotations

import json
import math
import stat
import zipfile
import zlib
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn

from ..setup import decisions, facts
from ..setup.decisions import Decision
from ..setup.facts import Fact
from ..setup.places import Place
from ..setup.setup import Options, Setup
from ..setup.story import Step, Work
from .moments import FIRST, LAST, Moment
from .report import FORMAT, MAIN
from .serial import Plain, Unreadable, from_plain, hints_of, structure

LARGEST_FILE, LARGEST_TEXT, MOST_ENTRIES = 4 << 20, 16 << 20, 16
_LATEST_S = 1e7


class Reason(Enum):
    """Why a file is no report."""

    NOT_THERE = "not_there"
    NOT_A_ZIP = "not_a_zip"
    TOO_LARGE = "too_large"
    NO_REPORT = "no_report"
    NEWER = "newer"
    DAMAGED = "damaged"


class ReportError(Exception):
    """A file that cannot be replayed. `str()` is one sentence with the file's name."""

    def __init__(self, path: Path, reason: Reason, cause: str) -> None:
        super().__init__(f"{path.name}: {cause}")
        self.path, self.reason = path, reason


@dataclass(frozen=True)
class Replay:
    """What a customer saw. `moments` is never empty."""

    reference: str
    written: datetime
    brand: str
    names_shortened: bool
    moments: tuple[Moment, ...]

    @property
    def pages(self) -> tuple[Moment, ...]:
        """One moment for each state of a page: place and open code; the last of each, at its fullest."""
        found: list[Moment] = []
        for moment in self.moments:
            if moment.step.place is Place.END:
                continue
            same = found and (found[-1].step.place, found[-1].code) == (moment.step.place, moment.code)
            if same:
                found[-1] = moment
            else:
                found.append(moment)
        return tuple(found)


def load(path: Path, left_out: str = "") -> Replay:
    """The report at `path`; `left_out` stands wherever it holds no secret. Raises `ReportError`."""
    text = _read(path)
    try:
        content = json.loads(text, parse_constant=_no_constant)
        return _Reading(content, left_out).replay()
    except Unreadable as error:
        raise ReportError(path, Reason.DAMAGED, f"The report is damaged: {error}.") from None
    except _Newer as error:
        raise ReportError(path, Reason.NEWER, str(error)) from None
    except (ValueError, RecursionError):
        raise ReportError(path, Reason.DAMAGED, "The report is damaged: it is not JSON.") from None


# ---------------------------------------------------------------- the zip


def _read(path: Path) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReportError(path, Reason.NOT_THERE, "This is not a file.")
        if status.st_size > LARGEST_FILE:
            raise ReportError(path, Reason.TOO_LARGE, "The file is too large for a report.")
        with zipfile.ZipFile(path) as archive:
            return _main_text(path, archive)
    except OSError as error:
        cause = f"The file cannot be read ({error.strerror or type(error).__name__})."
        raise ReportError(path, Reason.NOT_THERE, cause) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise ReportError(path, Reason.NOT_A_ZIP, "The file is not a report, or it is damaged.") from None


def _main_text(path: Path, archive: zipfile.ZipFile) -> str:
    entries = [info for info in archive.infolist() if info.filename == MAIN]
    if len(entries) != 1 or len(archive.infolist()) > MOST_ENTRIES:
        raise ReportError(path, Reason.NO_REPORT, f"There is no {MAIN} in the file.")
    (info,) = entries
    # Other methods can grow a small piece without bound before anybody can look at its size.
    if info.flag_bits & 0x1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ReportError(path, Reason.NOT_A_ZIP, "The file is packed in a way that reports are not.")
    with archive.open(info) as file:
        data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise ReportError(path, Reason.TOO_LARGE, "The report in the file is too large.")
    return data.decode("utf-8")


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number")


# ---------------------------------------------------------------- the content


class _Newer(Exception):  # noqa: N818 - a verdict
    pass


FACTS = {
    kind.name: kind for kind in vars(facts).values() if isinstance(kind, type) and issubclass(kind, Fact)
}
DECISIONS = {
    kind.__name__: kind
    for kind in vars(decisions).values()
    if isinstance(kind, type) and issubclass(kind, Decision)
}


class _Reading:
    """One report being read."""

    def __init__(self, content: Plain, left_out: str) -> None:
        if not isinstance(content, dict):
            raise Unreadable("it is not an object")
        self._content, self._left_out = content, left_out
        version = content.get("format")
        if isinstance(version, int) and version > FORMAT:
            raise _Newer("The report was made by a newer version of this program.")
        if version != FORMAT:
            raise Unreadable("its format is unknown")
        self._facts = [self._named("fact", FACTS, item) for item in self._list("facts")]
        self._decisions = [self._named("decision", DECISIONS, item) for item in self._list("decisions")]
        self._options = [structure(Options, item, left_out) for item in self._list("options")]

    def replay(self) -> Replay:
        content = self._content
        moments = tuple(self._moment(item) for item in self._list("moments"))
        if not moments:
            raise Unreadable("nothing was seen")
        return Replay(
            reference=self._read(str, content.get("reference")),
            written=self._read(datetime, content.get("written")),
            brand=self._read(str, content.get("brand")),
            names_shortened=content.get("names_shortened") is True,
            moments=moments,
        )

    def _read(self, hint: Any, value: Plain) -> Any:
        return from_plain(hint, value, self._left_out)

    def _list(self, key: str) -> list[Plain]:
        found = self._content.get(key)
        if not isinstance(found, list) or len(found) > max(2000, FIRST + LAST):
            raise Unreadable(f"the list of {key} is missing or too long")
        return found

    def _named(self, key: str, kinds: dict[str, type[Any]], item: Plain) -> Any:
        name = item.get(key) if isinstance(item, dict) else None
        kind = kinds.get(name) if isinstance(name, str) else None
        if kind is None or kind in (Fact, Decision):
            raise Unreadable(f"it holds an unknown {key}")
        return structure(kind, {k: value for k, value in item.items() if k != key}, self._left_out)

    def _moment(self, item: Plain) -> Moment:
        if not isinstance(item, dict):
            raise Unreadable("a moment is not an object")
        since, until = self._time(item.get("since")), self._time(item.get("until"))
        work = item.get("work")
        step = Step(
            self._read(Place, item.get("place")),
            None if work is None else self._read(Work, work),
            asks=item.get("asks") is True,
        )
        return Moment(self._setup(item.get("state")), step, since, max(since, until))

    def _time(self, value: Plain) -> float:
        seconds: float = self._read(float, value)
        if not math.isfinite(seconds) or not 0 <= seconds <= _LATEST_S:
            raise Unreadable("a time is out of bounds")
        return seconds

    def _setup(self, state: Plain) -> Setup:
        if not isinstance(state, dict):
            raise Unreadable("a moment has no state")
        hints, given = hints_of(Setup), {}
        for field in fields(Setup):
            if field.name in state:
                given[field.name] = self._field(field.name, hints[field.name], state[field.name])
        if not isinstance(given.get("options"), Options):
            raise Unreadable("a moment has no options")
        return Setup(**given)

    def _field(self, name: str, hint: Any, value: Plain) -> Any:
        if name == "options":
            return self._at(self._options, value)
        if name in ("facts", "decisions"):
            pool: list[Any] = self._facts if name == "facts" else self._decisions
            if not isinstance(value, list) or len(value) > len(pool):
                raise Unreadable(f"the {name} of a moment are missing")
            return tuple(self._at(pool, place) for place in value)
        kinds = [kind for kind in getattr(hint, "__args__", (hint,)) if isinstance(kind, type)]
        if any(issubclass(kind, Fact) for kind in kinds):
            return self._of(tuple(kinds), self._at(self._facts, value))
        if any(issubclass(kind, Decision) for kind in kinds):
            return self._of(tuple(kinds), self._at(self._decisions, value))
        return self._read(hint, value)

    def _at(self, pool: list[Any], place: Plain) -> Any:
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < len(pool):
            raise Unreadable("a moment points to something that is not there")
        return pool[place]

    def _of(self, kinds: tuple[type, ...], found: Any) -> Any:
        if not isinstance(found, kinds):
            raise Unreadable("a moment points to something else")
        return found
