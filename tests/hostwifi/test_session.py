"""The session on a scripted radio: protected before the first change, given back whatever happened."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fakes.wifi import FakeRadio, FakeWifi
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.journal import JournalFault, RestoreJournal
from spark_setup.hostwifi.lock import WifiLock
from spark_setup.hostwifi.port import JoinMode, Reason, RestoreOutcome, WifiError
from spark_setup.hostwifi.prober import Prober
from spark_setup.hostwifi.session import WifiSession
from spark_setup.hostwifi.session_state import SessionState

DEVICE = b"Photon-A1B2"
S = SessionState


class Desk:
    """A computer, a state folder and one wizard's session on it."""

    def __init__(self, state_dir: Path) -> None:
        self.state_dir = state_dir
        self.radio = FakeRadio()
        self.wifi = FakeWifi(self.radio)
        self.states: list[SessionState] = []
        self.interfaces: list[Interface] = []
        self.session = self.another(self.wifi, self.states.append)
        self.cancel = CancelToken()

    def another(self, wifi: FakeWifi | None = None, on_state=None) -> WifiSession:  # type: ignore[no-untyped-def]
        prober = Prober(interfaces=lambda: list(self.interfaces))
        return WifiSession(
            wifi or FakeWifi(self.radio), self.state_dir, prober=prober, guard=None, on_state=on_state
        )

    @property
    def journal(self) -> RestoreJournal:
        return RestoreJournal.in_folder(self.state_dir)

    def appear(self, ifname: str = "wlan9") -> None:
        """The person joined by hand: the interface has an address in the device's subnet."""
        self.interfaces.append(Interface(ifname, 9, "192.168.0.100"))


@pytest.fixture
def desk(tmp_path: Path):
    desk = Desk(tmp_path / "state")
    yield desk
    desk.session.close()


def test_the_whole_way(desk: Desk) -> None:
    assert desk.session.probe().mode is JoinMode.AUTO
    assert DEVICE in [ap.ssid for ap in desk.session.scan(desk.cancel)]
    assert not desk.journal.path.exists()
    link = desk.session.join(DEVICE, desk.cancel)
    assert desk.session.link is link
    stored = desk.journal.read()
    assert stored is not None
    assert (stored.snapshot.label, stored.snapshot.joined_ssid) == ("Home", DEVICE)
    assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.CONFIRMED
    assert desk.radio.on == b"Home"
    assert not desk.journal.path.exists()
    assert desk.states == [
        S.CHECKED, S.SCANNING, S.CHECKED, S.PROTECTED, S.JOINING, S.LINKED,
        S.RESTORING, S.RESTORED,
    ]  # fmt: skip


def test_the_journal_is_on_disk_before_the_first_change(desk: Desk) -> None:
    seen: list[bool] = []
    join = desk.wifi.join

    def looking(*args, **kwargs):  # type: ignore[no-untyped-def]
        seen.append(desk.journal.path.exists())
        return join(*args, **kwargs)

    desk.wifi.join = looking  # type: ignore[method-assign]
    desk.session.join(DEVICE, desk.cancel)
    assert seen == [True]


def test_restore_without_a_change_is_nothing_to_do(desk: Desk) -> None:
    for _ in range(2):
        assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.NOTHING_TO_DO
    assert desk.radio.log == []


def test_a_failed_join_can_be_given_back(desk: Desk) -> None:
    desk.wifi.fail_join = WifiError(Reason.JOIN_REFUSED)
    with pytest.raises(WifiError):
        desk.session.join(DEVICE, desk.cancel)
    assert desk.session.touched
    assert desk.session.restore(desk.cancel).given_back
    assert desk.session.join(DEVICE, desk.cancel).ipv4 == "192.168.0.100"
    assert desk.session.restore(desk.cancel).given_back


def test_an_address_of_another_network_is_no_link(desk: Desk) -> None:
    desk.wifi.ipv4 = "169.254.7.7"
    with pytest.raises(WifiError) as raised:
        desk.session.join(DEVICE, desk.cancel)
    assert raised.value.reason is Reason.NO_IPV4
    assert desk.session.restore(desk.cancel).given_back


def test_a_restore_that_failed_is_tried_again_and_keeps_the_journal(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    desk.wifi.fail_restore = Reason.AP_NOT_FOUND
    assert not desk.session.restore(desk.cancel).given_back
    assert desk.session.state is S.RESTORE_FAILED
    assert desk.journal.path.exists()
    assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.CONFIRMED
    assert not desk.journal.path.exists()


def test_cancel_in_a_join_then_restore(desk: Desk) -> None:
    desk.wifi.slow = True
    threading.Timer(0.05, desk.cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        desk.session.join(DEVICE, desk.cancel)
    assert time.monotonic() - started < 1.0
    assert desk.session.restore(CancelToken()).given_back


def test_a_lost_link_is_joined_again_once_by_itself(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    desk.wifi.lose()
    assert desk.session.state is S.LINK_LOST
    assert desk.session.ensure_link(desk.cancel).ipv4 == "192.168.0.100"
    assert desk.radio.on == DEVICE
    desk.wifi.lose()
    with pytest.raises(WifiError) as raised:
        desk.session.ensure_link(desk.cancel)
    assert raised.value.reason is Reason.LINK_LOST
    desk.session.join(DEVICE, desk.cancel)  # the person presses "Connect again"
    assert desk.session.state is S.LINKED
    assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.CONFIRMED


def test_the_snapshot_is_taken_once(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    desk.radio.air[b"Photon-ZZZZ"] = False
    desk.session.join(b"Photon-ZZZZ", desk.cancel)
    desk.session.restore(desk.cancel)
    assert desk.radio.on == b"Home"


def test_already_on_a_devices_network_nothing_goes_back_there(desk: Desk) -> None:
    desk.radio.on = DEVICE
    desk.session.join(DEVICE, desk.cancel)
    stored = desk.journal.read()
    assert stored is not None
    assert stored.snapshot.kind == "unknown"
    assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.ASSUMED


def test_an_earlier_journal_still_knows_where_this_computer_belongs(desk: Desk, expected_warnings) -> None:
    desk.session.join(DEVICE, desk.cancel)
    desk.session.close()
    desk.session = desk.another()
    desk.wifi.fail_restore = None
    first = FakeWifi(desk.radio)
    first.fail_restore = Reason.JOIN_TIMEOUT
    desk.session = desk.another(first)
    recovery = desk.session.recover(desk.cancel)
    assert recovery is not None
    assert recovery.restored is not None
    assert not recovery.restored.given_back
    desk.session.join(DEVICE, desk.cancel)
    assert desk.session.restore(desk.cancel).given_back
    assert desk.radio.on == b"Home"


def test_two_wizards_the_second_says_so_and_touches_nothing(desk: Desk) -> None:
    desk.session.probe()
    second = desk.another()
    calls = (
        second.probe,
        lambda: second.scan(desk.cancel),
        lambda: second.join(DEVICE, desk.cancel),
        lambda: second.find_by_hand(lambda o, c: "id", desk.cancel),
        lambda: second.switch_on(desk.cancel),
    )
    for call in calls:
        with pytest.raises(WifiError) as raised:
            call()
        assert raised.value.reason is Reason.BUSY
    assert desk.radio.log == []
    second.close()
    desk.session.join(DEVICE, desk.cancel)  # the first is not disturbed
    desk.session.restore(desk.cancel)
    desk.session.close()
    third = desk.another()
    assert third.probe().mode is JoinMode.AUTO
    third.close()


def test_recover_gives_back_what_a_dead_wizard_left(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    desk.session.close()
    following = desk.another()
    recovery = following.recover(desk.cancel)
    assert recovery is not None
    assert recovery.restored is not None
    assert recovery.restored.outcome is RestoreOutcome.CONFIRMED
    assert recovery.label == "Home"
    assert desk.radio.on == b"Home"
    assert following.recover(desk.cancel) is None
    following.close()


def test_recover_while_the_first_wizard_lives_is_busy(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    second = desk.another()
    with pytest.raises(WifiError) as raised:
        second.recover(desk.cancel)
    assert raised.value.reason is Reason.BUSY
    assert desk.radio.on == DEVICE
    second.close()


def test_recover_refuses_a_bad_journal_and_says_why(desk: Desk, expected_warnings) -> None:
    expected_warnings("not acted on")
    desk.journal.path.parent.mkdir()
    desk.journal.path.write_text("{")
    recovery = desk.session.recover(desk.cancel)
    assert recovery is not None
    assert recovery.fault is JournalFault.MALFORMED
    assert not desk.journal.path.exists()
    assert desk.radio.log == []


def test_recover_leaves_a_foreign_journal_alone(desk: Desk, tmp_path: Path, expected_warnings) -> None:
    expected_warnings("not acted on")
    desk.session.join(DEVICE, desk.cancel)
    desk.session.close()
    desk.journal.path.rename(tmp_path / "x")
    desk.journal.path.symlink_to(tmp_path / "x")
    following = desk.another()
    recovery = following.recover(desk.cancel)
    assert recovery is not None
    assert recovery.fault is JournalFault.FOREIGN
    assert (tmp_path / "x").exists()
    following.close()


def test_a_journal_of_another_kind_of_run(desk: Desk) -> None:
    desk.session.join(DEVICE, desk.cancel)
    stored = desk.journal.read()
    assert stored is not None
    desk.session.close()
    desk.journal.write(replace(stored, backend="simulated-elsewhere"))
    following = desk.another()
    recovery = following.recover(desk.cancel)
    assert recovery is not None
    assert recovery.fault is JournalFault.OTHER_BACKEND
    following.close()


def test_by_hand_the_device_itself_proves_both_ways(desk: Desk) -> None:
    desk.appear()
    desk.radio.on = DEVICE
    answers = iter([None, "id", "id", None])
    link = desk.session.find_by_hand(lambda opener, cancel: next(answers), desk.cancel)
    assert link.adapter == desk.wifi.adapter  # the backend's own, by the interface's name
    assert desk.session.state is S.DEVICE_VERIFIED
    restored = desk.session.restore(desk.cancel)
    assert restored.given_back
    assert next(answers, "all asked") == "all asked"


def test_by_hand_the_person_who_does_not_return_is_told(desk: Desk) -> None:
    desk.appear()
    desk.session.find_by_hand(lambda opener, cancel: "id", desk.cancel)
    restored = desk.session.restore(desk.cancel, timeout=0.1)
    assert restored.reason is Reason.STILL_ON_DEVICE
    desk.interfaces.clear()
    assert desk.session.restore(desk.cancel, timeout=0.1).given_back


def test_what_was_joined_by_hand_is_given_back_where_names_can_be_read(desk: Desk) -> None:
    def person_joins(opener, cancel):  # type: ignore[no-untyped-def]
        if not joined:
            joined.append(True)
            desk.radio.on = DEVICE
        return "id" if desk.radio.on == DEVICE else None

    joined: list[bool] = []

    desk.appear()
    desk.session.find_by_hand(person_joins, desk.cancel)
    assert desk.session.restore(desk.cancel).given_back


class TestStateFolder:
    """Read-only, full or missing: said before the Wi-Fi is touched, and the setup can go on."""

    @pytest.fixture
    def desk(self, tmp_path: Path):
        (tmp_path / "file").write_text("")
        desk = Desk(tmp_path / "file" / "state")
        yield desk
        desk.session.close()

    def test_it_is_said_before_anything_is_touched(self, desk: Desk, expected_warnings) -> None:
        expected_warnings("no lock")
        assert desk.session.probe().mode is JoinMode.AUTO
        assert desk.session.storage_problem() is Reason.STATE_NOT_WRITABLE
        with pytest.raises(WifiError) as raised:
            desk.session.join(DEVICE, desk.cancel)
        assert raised.value.reason is Reason.STATE_NOT_WRITABLE
        assert desk.radio.log == []
        assert not desk.session.touched

    def test_the_setup_goes_on_and_gives_back(self, desk: Desk, expected_warnings) -> None:
        expected_warnings("no lock", "nothing is stored")
        desk.session.accept_storage_problem()
        desk.session.join(DEVICE, desk.cancel)
        assert desk.session.restore(desk.cancel).outcome is RestoreOutcome.CONFIRMED

    def test_without_any_folder(self, expected_warnings) -> None:
        wifi = FakeWifi()
        session = WifiSession(wifi, None, guard=None)
        assert session.storage_problem() is Reason.STATE_NOT_WRITABLE
        session.accept_storage_problem()
        session.join(DEVICE, CancelToken())
        assert session.restore(CancelToken()).given_back
        session.close()


def test_a_good_folder_is_no_problem(desk: Desk) -> None:
    assert desk.session.storage_problem() is None
    assert list(desk.state_dir.iterdir()) == []


def test_the_lock_of_a_folder_that_takes_no_files(tmp_path: Path) -> None:
    (tmp_path / "wifi.lock").mkdir()  # no file can be made there, for root neither
    first, second = WifiLock(tmp_path), WifiLock(tmp_path)
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()


def test_a_closed_session_says_so(desk: Desk) -> None:
    desk.session.close()
    desk.session.close()
    with pytest.raises(WifiError) as raised:
        desk.session.scan(desk.cancel)
    assert raised.value.reason is Reason.INTERNAL
