"""The restore journal: what must be given back, on disk before the first change, deleted after the last.

Read again by the guard process and by the next start of the wizard, so nothing in it is believed unchecked.
No secrets. The setup journal (what a resume needs) is another file and another room's.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Literal

from ..core.lazily import dataclass
from .port import Adapter, Reason, Snapshot, WifiError

JOURNAL_NAME = "wifi-restore.json"
MAX_BYTES = 16 * 1024
MAX_AGE_S = 24 * 3600.0
"""Older than a day: the person has chosen networks since, and a restore would be an intrusion."""

_VERSION = 1
_KINDS: Mapping[str, Literal["profile", "unknown", "none"]] = {
    "profile": "profile",
    "unknown": "unknown",
    "none": "none",
}


class JournalFault(Enum):
    """Why a journal is not acted on."""

    FOREIGN = "foreign"  # another user's, writable by others, a symbolic link, or no file at all
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    STALE = "stale"
    UNREADABLE = "unreadable"
    OWNER_ALIVE = "owner_alive"  # of a wizard that is still running
    OTHER_BACKEND = "other_backend"  # written by a kind of run that this one cannot undo


class JournalRefusedError(WifiError):
    """A journal exists and must not be acted on. `fault` says why."""

    def __init__(self, fault: JournalFault, detail: str = "") -> None:
        super().__init__(Reason.JOURNAL_REFUSED, f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault


@dataclass(frozen=True)
class JournalRecord:
    """What one run changed. `created_at` is Unix time; `started` tells a reused pid apart (None: unknown)."""

    backend: str
    snapshot: Snapshot
    adapter: Adapter
    pid: int
    started: str | None
    guard_pid: int | None
    created_at: float

    def joining(self, ssid: bytes | None) -> JournalRecord:
        """The same record with the network that is about to be joined."""
        return replace(self, snapshot=replace(self.snapshot, joined_ssid=ssid))

    def encode(self) -> bytes:
        """One line of JSON."""
        snapshot, adapter = self.snapshot, self.adapter
        data = {
            "version": _VERSION,
            "backend": self.backend,
            "pid": self.pid,
            "started": self.started,
            "guard_pid": self.guard_pid,
            "created_at": self.created_at,
            "adapter": {
                "id": adapter.id,
                "label": adapter.label,
                "ifname": adapter.ifname,
                "ifindex": adapter.ifindex,
            },
            "snapshot": {
                "adapter_id": snapshot.adapter_id,
                "kind": snapshot.kind,
                "token": snapshot.token,
                "label": snapshot.label,
                "joined_ssid": None if snapshot.joined_ssid is None else snapshot.joined_ssid.hex(),
            },
        }
        return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> JournalRecord:
        """The inverse of `encode`. Raises `JournalRefusedError` (TOO_LARGE, MALFORMED)."""
        if len(data) > MAX_BYTES:
            raise JournalRefusedError(JournalFault.TOO_LARGE, f"more than {MAX_BYTES} bytes")
        try:
            return _record_from(_Fields(json.loads(data)))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise JournalRefusedError(JournalFault.MALFORMED, type(error).__name__) from error


class RestoreJournal:
    """The file. Written aside, flushed to the disk, then renamed; mode 0600."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def in_folder(cls, state_dir: Path) -> RestoreJournal:
        """The journal of a state folder."""
        return cls(state_dir / JOURNAL_NAME)

    def check_writable(self) -> None:
        """Prove that a journal can be stored, without leaving one. Raises `WifiError(STATE_NOT_WRITABLE)`."""
        aside = self._write_aside(b" " * 4096)
        aside.unlink(missing_ok=True)

    def write(self, record: JournalRecord) -> None:
        """Store `record` so that it survives a power cut. Raises `WifiError(STATE_NOT_WRITABLE)`."""
        aside = self._write_aside(record.encode())
        try:
            os.replace(aside, self.path)
            _flush_folder(self.path.parent)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise WifiError(Reason.STATE_NOT_WRITABLE, error.strerror or "rename failed") from error

    def read(self, *, now: float | None = None) -> JournalRecord | None:
        """The checked record, or None if there is no journal. Raises `JournalRefusedError`."""
        data = self._read_bytes()
        if data is None:
            return None
        record = JournalRecord.decode(data)
        age_s = (time.time() if now is None else now) - record.created_at
        if abs(age_s) > MAX_AGE_S:
            raise JournalRefusedError(JournalFault.STALE, f"{age_s:.0f} s old")
        return record

    def remove(self) -> None:
        """Delete the journal if there is one. Raises `WifiError(STATE_NOT_WRITABLE)`."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise WifiError(Reason.STATE_NOT_WRITABLE, error.strerror or "cannot delete") from error

    def _read_bytes(self) -> bytes | None:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        flags |= getattr(os, "O_BINARY", 0)
        try:
            if self.path.is_symlink():  # O_NOFOLLOW says the same where it exists
                raise JournalRefusedError(JournalFault.FOREIGN, "a symbolic link")
            handle = os.open(self.path, flags)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise JournalRefusedError(JournalFault.UNREADABLE, error.strerror or "") from error
        try:
            _refuse_foreign(os.fstat(handle))
        except BaseException:
            os.close(handle)
            raise
        with os.fdopen(handle, "rb") as file:  # of a folder it would make neither a file nor a closed handle
            try:
                return file.read(MAX_BYTES + 1)
            except OSError as error:
                raise JournalRefusedError(JournalFault.UNREADABLE, error.strerror or "") from error

    def _write_aside(self, data: bytes) -> Path:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".wifi-restore-", dir=self.path.parent)  # 0600 by itself
        except OSError as error:
            raise WifiError(Reason.STATE_NOT_WRITABLE, error.strerror or "cannot create") from error
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise WifiError(Reason.STATE_NOT_WRITABLE, error.strerror or "cannot write") from error
        return aside


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there; the rename itself is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_foreign(info: os.stat_result) -> None:
    if not stat.S_ISREG(info.st_mode):
        raise JournalRefusedError(JournalFault.FOREIGN, "not a regular file")
    if sys.platform != "win32":  # there the folder in the person's profile decides
        if info.st_uid != os.getuid():
            raise JournalRefusedError(JournalFault.FOREIGN, "owned by another user")
        if info.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise JournalRefusedError(JournalFault.FOREIGN, "writable by others")


class _Fields:
    """A JSON object whose fields are taken out by type; a wrong type raises `TypeError`."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, Mapping):
            raise TypeError("not an object")
        self._data = data

    def text(self, key: str, limit: int = 1024) -> str:
        value = self._data[key]
        if not isinstance(value, str) or len(value) > limit:
            raise TypeError(key)
        value.encode()  # a lone surrogate raises ValueError: no system call could take it
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self._data[key] is None else self.text(key)

    def number(self, key: str) -> int:
        value = self._data[key]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**32:
            raise TypeError(key)
        return value

    def number_or_none(self, key: str) -> int | None:
        return None if self._data[key] is None else self.number(key)

    def moment(self, key: str) -> float:
        value = self._data[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**40:
            raise TypeError(key)
        return float(value)

    def inner(self, key: str) -> _Fields:
        return _Fields(self._data[key])


def _record_from(fields: _Fields) -> JournalRecord:
    if fields.number("version") != _VERSION:
        raise ValueError("another version")
    adapter, snapshot = fields.inner("adapter"), fields.inner("snapshot")
    joined = snapshot.text_or_none("joined_ssid")
    ssid = None if joined is None else bytes.fromhex(joined)
    if ssid is not None and len(ssid) > 32:
        raise ValueError("joined_ssid")
    pid = fields.number("pid")
    if pid == 0:
        raise ValueError("pid")
    return JournalRecord(
        backend=fields.text("backend", 64),
        snapshot=Snapshot(
            adapter_id=snapshot.text("adapter_id"),
            kind=_KINDS[snapshot.text("kind")],
            token=snapshot.text("token", 4096),
            label=snapshot.text_or_none("label"),
            joined_ssid=ssid,
        ),
        adapter=Adapter(
            id=adapter.text("id"),
            label=adapter.text("label"),
            ifname=adapter.text("ifname"),
            ifindex=adapter.number_or_none("ifindex"),
        ),
        pid=pid,
        started=fields.text_or_none("started"),
        guard_pid=fields.number_or_none("guard_pid"),
        created_at=fields.moment("created_at"),
    )
