"""The report of a run: one zip, written offline, shown word for word before it is saved.

    report.json   what was seen and decided, moment by moment; `replay` draws the pages from it
    summary.txt   the lines of "Copy summary"
    computer.txt  what `spark-setup doctor` prints, as far as the wizard has looked
    log.txt       the newest lines of the log

No secret is in it: `Secret`s are never written, every text goes through the redactor, and a redactor that
knows all passwords and claim codes of this run cleans the finished texts once more.
"""

from __future__ import annotations

import io
import json
import secrets
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path

from ..core.files import write_private
from ..core.redact import Redactor
from ..core.secrets import Secret
from ..setup.decisions import Decision
from ..setup.facts import AccountReady, ClaimCodeReady, DeviceAnswered, Fact
from ..setup.networks import is_device
from ..setup.places import step_number
from ..setup.setup import Options, Setup
from ..softap.messages import PublicKey
from .computer import system, versions
from .doctor import looked_at
from .moments import Moment
from .names import ShortNames
from .serial import Plain, Writing, to_plain
from .summary import code_of

FORMAT = 1
MAIN, SUMMARY, COMPUTER, LOG = "report.json", "summary.txt", "computer.txt", "log.txt"
ALPHABET = "234679CDFGHJKMNPQRTVWXY"
"""No sign that looks or sounds like another (0 O, 1 I L, 5 S, 8 B, 2 Z, U V), no vowels: no words."""
REFERENCE_LENGTH = 6


def new_reference() -> str:
    """Six signs that can be read aloud; they tell one report from another, nothing more."""
    return "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))


@dataclass(frozen=True)
class Run:
    """What a report is made of. `moments` is never empty."""

    moments: tuple[Moment, ...]
    summary: Sequence[str]
    log: Sequence[str]
    redactor: Redactor
    brand: str
    language: str
    written: datetime
    light: str = ""
    code: str = ""
    """What the corner of the window says; a page may have a code without a problem."""


@dataclass(frozen=True)
class Report:
    """A finished report: file names and their exact texts."""

    reference: str
    files: Mapping[str, str]
    written: datetime

    @property
    def text(self) -> str:
        """Everything that will be saved, as it is shown before."""
        return "\n".join(f"── {name} ──\n{text}" for name, text in self.files.items())

    def save(self, path: Path) -> None:
        """Write the zip. Raises `OSError`; an old file of that name is then untouched."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.files.items():
                info = zipfile.ZipInfo(name, self.written.timetuple()[:6])
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, text.encode("utf-8"))
        write_private(path, data.getvalue())


def make_report(run: Run, reference: str, *, shorten: bool = False) -> Report:
    """The report of `run`; with `shorten` no network's name is in it, but devices' own networks."""
    for secret in _secrets_of(run):
        run.redactor.add(secret)
    names = _short_names(run) if shorten else ShortNames((), lambda _name: True)
    how = Writing(names.name if shorten else lambda name: name, lambda t: run.redactor.clean(names.text(t)))
    computer = looked_at(run.moments[-1].setup)
    files = {
        SUMMARY: _lines(run.summary, how),
        COMPUTER: _lines(computer.lines() if computer is not None else ["not looked at yet"], how),
        MAIN: _dump(_content(run, reference, how, shorten=shorten)),
        LOG: _lines(run.log, how),
    }
    return Report(reference, files, run.written)


def _lines(lines: Sequence[str], how: Writing) -> str:
    return "\n".join(how.text(line) for line in lines) + "\n"


# ---------------------------------------------------------------- secrets and names


def _values(value: object) -> Iterator[object]:
    """Everything inside a fact, a decision or a problem."""
    yield value
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _values(item)
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _values(getattr(value, field.name))


def _everything(run: Run) -> Iterator[object]:
    seen: set[int] = set()
    for moment in run.moments:
        for value in (*moment.setup.facts, *moment.setup.decisions, moment.setup.problem):
            if id(value) not in seen:
                seen.add(id(value))
                yield from _values(value)


def _secrets_of(run: Run) -> Iterator[Secret]:
    return (value for value in _everything(run) if isinstance(value, Secret))


def _short_names(run: Run) -> ShortNames:
    setup = run.moments[-1].setup
    found = [value for value in _everything(run) if isinstance(value, (bytes, PublicKey))]
    names = {value for value in found if isinstance(value, bytes)}
    names -= {value.der for value in found if isinstance(value, PublicKey)}
    for value in _everything(run):
        for label in (getattr(value, "own_label", None), getattr(value, "label", None)):
            if isinstance(label, str):
                names.add(label.encode("utf-8", "surrogatepass"))
    return ShortNames(names, lambda name: is_device(name, setup))


# ---------------------------------------------------------------- the content


def _content(run: Run, reference: str, how: Writing, *, shorten: bool) -> dict[str, Plain]:
    last = run.moments[-1]
    facts, decisions, options = _Pool(), _Pool(), _Pool()
    moments = [_moment(moment, facts, decisions, options, how) for moment in run.moments]
    ids = frozenset(fact.device_id for fact in facts.items if isinstance(fact, DeviceAnswered))
    return {
        "format": FORMAT,
        "reference": reference,
        "written": run.written.isoformat(timespec="seconds"),
        "names_shortened": shorten,
        "brand": how.text(run.brand),
        "language": run.language,
        "system": how.text(system()),
        "versions": {name: how.text(value) for name, value in versions().items()},
        "page": last.step.place.value,
        "step": step_number(last.step.place, delivered=last.setup.sent is not None),
        "code": run.code or code_of(last),
        "earlier_codes": list(last.setup.failures),
        "light": run.light,
        "facts": [_fact(fact, ids, how) for fact in facts.items],
        "decisions": [_decision(decision, how) for decision in decisions.items],
        "options": [_options(item, ids, how) for item in options.items],
        "moments": moments,
    }


class _Pool:
    """Things that many moments share, each written once."""

    def __init__(self) -> None:
        self.items: list[object] = []
        self._places: dict[int, int] = {}

    def place(self, item: object) -> int:
        """The number under which `item` is written."""
        if id(item) not in self._places:
            self._places[id(item)] = len(self.items)
            self.items.append(item)
        return self._places[id(item)]


def _fact(fact: object, ids: frozenset[str], how: Writing) -> dict[str, Plain]:
    assert isinstance(fact, Fact)
    if isinstance(fact, AccountReady):
        # The account's other devices are nobody's business.
        fact = replace(fact, owned=fact.owned & ids, online_before=fact.online_before & ids)
    elif isinstance(fact, ClaimCodeReady) and fact.owned is not None:
        fact = replace(fact, owned=fact.owned & ids)
    return {"fact": fact.name, **to_plain(fact, how)}


def _options(options: object, ids: frozenset[str], how: Writing) -> Plain:
    assert isinstance(options, Options)
    if options.product_devices is not None:
        options = replace(options, product_devices=options.product_devices & ids)
    return to_plain(options, how)


def _decision(decision: object, how: Writing) -> dict[str, Plain]:
    return {"decision": type(decision).__name__, **to_plain(decision, how)}


def _moment(moment: Moment, facts: _Pool, decisions: _Pool, options: _Pool, how: Writing) -> dict[str, Plain]:
    step = moment.step
    written: dict[str, Plain] = {
        "place": step.place.value,
        "since": round(moment.since, 3),
        "until": round(moment.until, 3),
    }
    if step.work is not None:
        written["work"] = step.work.value
    if step.asks:
        written["asks"] = True
    state: dict[str, Plain] = {}
    for field in fields(Setup):
        value = getattr(moment.setup, field.name)
        if value is None or value is False or value == ():
            continue
        state[field.name] = _field(value, facts, decisions, options, how)
    return {**written, "state": state}


def _field(value: object, facts: _Pool, decisions: _Pool, options: _Pool, how: Writing) -> Plain:
    """A field of the setup: facts and decisions by their number, the rest as it is."""
    if isinstance(value, Fact):
        return facts.place(value)
    if isinstance(value, Decision):
        return decisions.place(value)
    if isinstance(value, Options):
        return options.place(value)
    if isinstance(value, tuple) and any(isinstance(item, (Fact, Decision)) for item in value):
        return [_field(item, facts, decisions, options, how) for item in value]
    return to_plain(value, how)


def _dump(content: Mapping[str, Plain]) -> str:
    """JSON that a person can read: one line for each fact, decision and moment."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join(f"    {_json(item)}" for item in value)
            lines.append(f'  "{key}": [\n{rows}\n  ]')
        else:
            lines.append(f'  "{key}": {_json(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False)
