"""Networks in words: notes, strengths and names for a screen reader. Shared by list and pages."""

from __future__ import annotations

from ...core.ssid import readable
from ...setup.networks import Row, Strength
from ...setup.problems import Code
from ...softap.messages import Protection
from ...softap.names import unsendable_sign
from ..naming import sign_words
from ..widgets.network_rows import NetworkRow, RowKind
from ..words import Words, isolate

_STRENGTHS = {
    Strength.STRONG: "strength.strong",
    Strength.GOOD: "strength.good",
    Strength.FAIR: "strength.fair",
    Strength.WEAK: "strength.weak",
}


def strength_words(row: Row, words: Words) -> str:
    """The signal at the device in a word."""
    return words("strength.none" if row.strength is None else _STRENGTHS[row.strength])


def list_row(row: Row, own_label: str, words: Words) -> NetworkRow:
    """A row as the list shows it."""
    name = readable(row.ssid)
    note = _note(row, own_label, words)
    strength = "" if row.strength is None else strength_words(row, words)
    locked = row.protection is not Protection.OPEN
    values = {
        "net": isolate(name),
        "strength": strength_words(row, words),
        "lock": words("network.row.locked" if locked else "network.row.unlocked"),
        "note": note,
    }
    if row.trouble is not None:
        spoken = words("network.row.unusable.spoken", **values)
    else:
        spoken = words("network.row.note.spoken" if note else "network.row.spoken", **values)
    return NetworkRow(
        key(row),
        name,
        RowKind.NETWORK if row.trouble is None else RowKind.UNUSABLE,
        note,
        strength,
        None if row.strength is None else row.strength.bars,
        locked,
        spoken,
    )


def key(row: Row) -> str:
    """Identifies a row: its name's bytes and its protection."""
    return f"{row.ssid.hex()}/{row.protection.value}"


def _note(row: Row, own_label: str, words: Words) -> str:
    """What is to be said about a row. Blanks around a name are said in every case: nobody sees them."""
    kind, blanks = _kind_note(row, own_label, words), blanks_note(row.ssid, words)
    if not (kind and blanks):
        return blanks or kind
    return f"{blanks}. {kind}"


def blanks_note(ssid: bytes, words: Words) -> str:
    """How many blanks a name begins and ends with; "" for none."""
    name = ssid.decode("utf-8", "surrogateescape")
    start, end = len(name) - len(name.lstrip()), len(name) - len(name.rstrip())
    if start and end and name.strip():
        return words("network.row.space_both", start=str(start), end=str(end))
    if start:
        return words("network.row.space_start", start, n=str(start))
    return words("network.row.space_end", end, n=str(end)) if end else ""


def _kind_note(row: Row, own_label: str, words: Words) -> str:
    if row.trouble is Code.NOT_VISIBLE:
        return words("network.row.own.band" if row.own else "network.row.unusable")
    if row.trouble is Code.ENTERPRISE:
        return words("network.row.enterprise")
    if row.trouble is Code.NAME_NOT_STORABLE:
        return words("network.row.sign", sign=sign_words(words, unsendable_sign(row.ssid) or ""))
    if row.own:
        return words("network.row.own")
    if row.sibling_of is not None:
        return words("network.row.sibling", own=isolate(readable(row.sibling_of)) or own_label)
    if row.protection is Protection.OPEN:
        return words("network.row.open")
    return words("network.row.wep") if row.protection is Protection.WEP else ""
