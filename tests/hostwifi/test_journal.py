"""The restore journal: written so that it survives, read so that nothing in it is believed."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.hostwifi.journal import (
    MAX_BYTES,
    JournalFault,
    JournalRecord,
    JournalRefusedError,
    RestoreJournal,
)
from spark_setup.hostwifi.port import Adapter, Reason, Snapshot, WifiError


def record(**changes: object) -> JournalRecord:
    fields: dict[str, object] = {
        "backend": "networkmanager",
        "snapshot": Snapshot("wlan9", "profile", '{"uuid": "x"}', "Home \u2603", b"Photon-\xff"),
        "adapter": Adapter("wlan9", "wlan9", "wlan9", 3),
        "pid": os.getpid(),
        "started": "mark",
        "guard_pid": None,
        "created_at": time.time(),
    }
    return JournalRecord(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def journal(tmp_path: Path) -> RestoreJournal:
    return RestoreJournal.in_folder(tmp_path / "state")


def test_what_was_written_is_read(journal: RestoreJournal) -> None:
    written = record()
    journal.write(written)
    assert journal.read() == written
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert [p.name for p in journal.path.parent.iterdir()] == [journal.path.name]
    journal.remove()
    journal.remove()
    assert journal.read() is None


def refused(journal: RestoreJournal, **how: float) -> JournalFault:
    with pytest.raises(JournalRefusedError) as raised:
        journal.read(**how)
    assert raised.value.reason is Reason.JOURNAL_REFUSED
    return raised.value.fault


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b'{"version": 1}', b"\xff\xfe", b'{"version": 2}', b"[" * 5000],
)
def test_malformed(journal: RestoreJournal, text: bytes) -> None:
    journal.write(record())
    journal.path.write_bytes(text)
    assert refused(journal) is JournalFault.MALFORMED


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("pid",), 0), (("pid",), True), (("pid",), "1"), (("pid",), 2**40), (("created_at",), "now"),
        (("backend",), "x" * 65), (("backend",), None), (("snapshot",), []), (("snapshot", "kind"), "all"),
        (("snapshot", "token"), "x" * 5000), (("snapshot", "joined_ssid"), "zz"),
        (("snapshot", "joined_ssid"), "00" * 33), (("adapter", "ifindex"), -1), (("adapter", "id"), "\ud800"),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_shape(journal: RestoreJournal, place: tuple[str, ...], value: object) -> None:
    data = json.loads(record().encode())
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    journal.write(record())
    journal.path.write_bytes(json.dumps(data).encode())
    assert refused(journal) is JournalFault.MALFORMED


def test_too_large(journal: RestoreJournal) -> None:
    journal.write(record())
    with journal.path.open("ab") as file:
        file.write(b" " * MAX_BYTES)
    assert refused(journal) is JournalFault.TOO_LARGE


def test_stale_and_from_the_future(journal: RestoreJournal) -> None:
    journal.write(record())
    assert refused(journal, now=time.time() + 25 * 3600) is JournalFault.STALE
    assert refused(journal, now=time.time() - 25 * 3600) is JournalFault.STALE
    assert journal.read(now=time.time() + 23 * 3600) is not None


def test_a_symbolic_link_is_foreign(journal: RestoreJournal, tmp_path: Path) -> None:
    journal.write(record())
    journal.path.rename(tmp_path / "elsewhere")
    journal.path.symlink_to(tmp_path / "elsewhere")
    assert refused(journal) is JournalFault.FOREIGN


def test_no_regular_file_is_foreign(journal: RestoreJournal) -> None:
    journal.path.parent.mkdir()
    os.mkfifo(journal.path)
    assert refused(journal) is JournalFault.FOREIGN
    journal.path.unlink()
    journal.path.mkdir()
    assert refused(journal) is JournalFault.FOREIGN


def test_writable_by_others_is_foreign(journal: RestoreJournal) -> None:
    journal.write(record())
    journal.path.chmod(0o622)
    assert refused(journal) is JournalFault.FOREIGN


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_of_another_user_is_foreign(journal: RestoreJournal) -> None:
    journal.write(record())
    os.chown(journal.path, 12345, -1)
    assert refused(journal) is JournalFault.FOREIGN


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for call in (lambda j: j.check_writable(), lambda j: j.write(record())):
        with pytest.raises(WifiError) as raised:
            call(RestoreJournal.in_folder(tmp_path / "file" / "state"))
        assert raised.value.reason is Reason.STATE_NOT_WRITABLE


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(JournalRefusedError):
        JournalRecord.decode(data)
