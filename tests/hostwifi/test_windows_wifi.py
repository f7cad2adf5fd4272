"""The Windows backend on a played wireless service; what every backend promises is in tests/contract."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from fakes.wlanapi import GUID, Ap, WlanDll, WlanService
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi import windows_restore, windows_wifi
from spark_setup.hostwifi import windows_structures as w
from spark_setup.hostwifi.backend import by_name, choose
from spark_setup.hostwifi.port import (
    Adapter,
    JoinMode,
    LinkEvent,
    PermissionState,
    Reason,
    RestoreOutcome,
    Snapshot,
    WifiError,
)
from spark_setup.hostwifi.windows_consent import SWITCHES, Consent, consent_from
from spark_setup.hostwifi.windows_names import Names
from spark_setup.hostwifi.windows_profile import SETUP_PROFILE
from spark_setup.hostwifi.windows_restore import Move, On, Scene, next_move
from spark_setup.hostwifi.windows_wifi import WlanApiWifi
from spark_setup.hostwifi.windows_wlan import WlanClient

DEVICE = b"Photon-A1B2"
GATED = {"WlanScan", "WlanGetAvailableNetworkList", "WlanGetNetworkBssList", "WlanQueryInterface"}


class Computer:
    """A service with a network of its own and a device in reach, and the backend that drives it."""

    def __init__(self) -> None:
        air = (
            Ap(b"Home", secured=True, bssid=b"\2\0\0\0\0\2", khz=5_180_000),
            Ap(DEVICE, subnet="192.168.0"),
        )
        self.service = WlanService(
            air={ap.ssid: ap for ap in air}, stored={"Home": (b"Home", True), "My Photon": (DEVICE, False)}
        )
        self.dlls: list[WlanDll] = []
        self.backends: list[WlanApiWifi] = []
        self.consent = Consent.ALLOWED
        self.service.choose("Home")
        self.wifi = self.another()

    def another(self) -> WlanApiWifi:
        """The backend of another process."""
        self.dlls.append(WlanDll(self.service))
        self.backends.append(
            WlanApiWifi(
                self.dlls[-1].functions,
                interfaces=self.service.interfaces,
                consent=lambda: self.consent,
                wired=lambda wifi: None,
            )
        )
        return self.backends[-1]

    @property
    def adapter(self) -> Adapter:
        return self.wifi.probe().adapters[0]

    @property
    def on(self) -> bytes | None:
        self.service.settle()
        return self.service.on.ap.ssid if self.service.on else None

    def hide_names(self, consent: Consent = Consent.DENIED) -> None:
        self.service.consent, self.consent = False, consent

    def join(self, **options: float) -> Snapshot:
        snapshot = self.wifi.snapshot(self.adapter)
        self.wifi.join(self.adapter, DEVICE, cancel=CancelToken(), **options)
        return replace(snapshot, joined_ssid=DEVICE)

    def refused(self, call: Callable[[], object]) -> Reason:
        with pytest.raises(WifiError) as raised:
            call()
        return raised.value.reason

    def close(self) -> None:
        for backend in self.backends:
            backend.close()
        self.service.stop()
        for dll in self.dlls:
            assert (dll.open, dll.memory) == ({}, {})


@pytest.fixture
def pc() -> Iterator[Computer]:
    computer = Computer()
    yield computer
    computer.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes of a restore in a second."""
    monkeypatch.setattr(windows_restore, "NOTHING_PATIENCE_S", 0.3)
    monkeypatch.setattr(windows_restore, "CONNECT_AGAIN_S", 0.3)
    monkeypatch.setattr(windows_restore, "LEAVE_AGAIN_S", 0.3)


def test_what_is_seen_of_the_own_network(pc: Computer) -> None:
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.AUTO, None)
    assert (seen.own_network.ssid, seen.own_network.band) == (b"Home", "5")
    assert (seen.adapters[0].id, seen.adapters[0].label) == (GUID, "Realtek RTL8822CE 802.11ac")


def test_backends_are_found_by_platform() -> None:
    assert choose("win32").name == "wlanapi"
    assert by_name("wlanapi") is None, "this computer is no Windows"


@pytest.mark.parametrize("code", [w.SERVICE_NOT_ACTIVE, w.SERVICE_DOES_NOT_EXIST, w.RPC_UNAVAILABLE])
def test_no_wireless_service(pc: Computer, code: int) -> None:
    pc.service.refuse["WlanOpenHandle"] = code
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.MANUAL, Reason.SERVICE_MISSING)


def test_no_library_is_no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = WlanApiWifi()
    seen = backend.probe()
    assert (seen.mode, seen.reason) == (JoinMode.MANUAL, Reason.SERVICE_MISSING)
    backend.close()


def test_a_service_that_was_started_anew(pc: Computer) -> None:
    pc.wifi.probe()
    pc.dlls[0].open.clear()  # every handle of the old one is worth nothing
    assert pc.wifi.probe().reason is Reason.SERVICE_MISSING
    assert pc.wifi.probe().mode is JoinMode.AUTO


def test_a_handle_without_notifications_is_given_back(pc: Computer) -> None:
    pc.service.refuse["WlanRegisterNotification"] = 31
    assert pc.wifi.probe().reason is Reason.INTERNAL
    assert pc.dlls[0].open == {}


def test_no_adapter(pc: Computer) -> None:
    adapter = pc.adapter
    pc.service.unplug()
    pc.service.settle()
    assert pc.wifi.probe().reason is Reason.NO_ADAPTER
    assert pc.refused(lambda: pc.wifi.scan(adapter, cancel=CancelToken())) is Reason.NO_ADAPTER
    restored = pc.wifi.restore(Snapshot(GUID, "profile", "Home", None, DEVICE), cancel=CancelToken())
    assert (restored.outcome, restored.reason) == (RestoreOutcome.FAILED, Reason.NO_ADAPTER)


def test_radio_off_and_on_again(pc: Computer) -> None:
    adapter = pc.adapter
    pc.service.radio, pc.service.on = (False, True), None
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason, seen.can_switch_on) == (JoinMode.MANUAL, Reason.RADIO_OFF, True)
    assert pc.refused(lambda: pc.wifi.join(adapter, DEVICE, cancel=CancelToken())) is Reason.RADIO_OFF
    pc.wifi.switch_on(cancel=CancelToken())
    assert pc.wifi.probe().mode is JoinMode.AUTO


def test_a_switch_in_hardware_cannot_be_switched(pc: Computer) -> None:
    pc.service.radio, pc.service.on = (True, False), None
    seen = pc.wifi.probe()
    assert (seen.reason, seen.can_switch_on) == (Reason.RADIO_OFF, False)


def test_switching_on_may_be_refused(pc: Computer) -> None:
    pc.service.radio, pc.service.refuse["WlanSetInterface"] = (False, True), w.ACCESS_DENIED
    assert pc.refused(lambda: pc.wifi.switch_on(cancel=CancelToken())) is Reason.PERMISSION_DENIED


# --- consent


@pytest.mark.parametrize(
    ("build", "values", "consent"),
    [
        (22631, (None, None, None), Consent.ALLOWED),
        (26100, ("Allow", "Allow", "Allow"), Consent.ALLOWED),
        (26100, ("Allow", "Allow", None), Consent.UNASKED),
        (26100, ("Allow", "Prompt", "Allow"), Consent.UNASKED),
        (26100, (None, None, None), Consent.UNASKED),
        (26100, ("Deny", "Allow", "Allow"), Consent.DENIED),
        (26200, ("Allow", None, "deny"), Consent.DENIED),
    ],
)
def test_three_switches(build: int, values: tuple[str | None, ...], consent: Consent) -> None:
    stored = dict(zip(SWITCHES, values, strict=True))
    assert consent_from(build, lambda root, key: stored[root, key]) is consent


def test_a_look_never_makes_windows_ask(pc: Computer) -> None:
    pc.hide_names(Consent.UNASKED)
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.SSID_ONLY, Reason.PERMISSION_NEEDED)
    pc.service.log.clear()
    pc.wifi.probe()
    pc.wifi.snapshot(seen.adapters[0])
    radio_only = pc.service.log.count("WlanQueryInterface")
    assert GATED & set(pc.service.log) == {"WlanQueryInterface"}
    assert radio_only == 1, "the radio's state needs no consent"


def test_the_click_makes_windows_ask_and_the_answer_is_seen(pc: Computer) -> None:
    pc.hide_names(Consent.UNASKED)
    assert pc.wifi.request_permission() is PermissionState.PENDING
    pc.service.consent, pc.consent = True, Consent.ALLOWED
    assert pc.wifi.probe().mode is JoinMode.AUTO
    pc.hide_names()
    assert pc.wifi.request_permission() is PermissionState.DENIED
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.SSID_ONLY, Reason.PERMISSION_DENIED)


def test_a_question_that_holds_the_call_holds_nobody_else(
    pc: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_wifi, "ASK_S", 0.05)
    pc.hide_names(Consent.UNASKED)
    pc.wifi.probe()
    answered = threading.Event()
    ask = Names.ask

    def held(names: Names, guid: str) -> None:
        assert answered.wait(10)
        ask(names, guid)

    monkeypatch.setattr(Names, "ask", held)
    assert pc.wifi.request_permission() is PermissionState.PENDING
    assert pc.wifi.probe().reason is Reason.PERMISSION_NEEDED, "probe is not held up"
    answered.set()
    for thread in threading.enumerate():
        if thread.name == "wifi-ask":
            thread.join(10)


def test_switches_that_say_yes_while_windows_says_no(pc: Computer) -> None:
    pc.hide_names(Consent.ALLOWED)
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.SSID_ONLY, Reason.PERMISSION_NEEDED)
    scan = pc.refused(lambda: pc.wifi.scan(seen.adapters[0], cancel=CancelToken()))
    assert scan is Reason.PERMISSION_NEEDED


def test_on_nothing_is_no_proof_of_consent(pc: Computer) -> None:
    pc.service.on = None
    pc.hide_names(Consent.ALLOWED)
    assert pc.wifi.probe().mode is JoinMode.SSID_ONLY


def test_switches_that_say_no_while_windows_says_yes(pc: Computer) -> None:
    pc.consent = Consent.UNASKED
    assert pc.wifi.probe().mode is JoinMode.SSID_ONLY
    assert pc.wifi.request_permission() is PermissionState.GRANTED
    assert pc.wifi.probe().mode is JoinMode.AUTO


def test_a_name_that_was_typed_is_joined_blindly_and_given_back(pc: Computer) -> None:
    pc.hide_names()
    snapshot = pc.join()
    assert (snapshot.kind, pc.on) == ("unknown", DEVICE)
    restored = pc.wifi.restore(snapshot, cancel=CancelToken())
    assert restored.outcome is RestoreOutcome.ASSUMED
    assert pc.on == b"Home"


def test_another_process_gives_back_blindly(pc: Computer) -> None:
    pc.hide_names()
    snapshot = pc.join()
    assert pc.another().restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.ASSUMED
    assert pc.on == b"Home"


def test_a_network_chosen_meanwhile_is_known_by_the_notification(pc: Computer) -> None:
    """Home has the device's addresses, and names are hidden."""
    pc.service.air[b"Home"] = replace(pc.service.air[b"Home"], subnet="192.168.0")
    pc.hide_names()
    snapshot = pc.join()
    pc.service.choose("Home")
    pc.service.log.clear()
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.ASSUMED
    assert "WlanDisconnect" not in pc.service.log


def test_a_home_router_with_the_devices_addresses(pc: Computer) -> None:
    """Another process, which saw no notification of the join: one break of the link tells them apart."""
    pc.service.air[b"Home"] = replace(pc.service.air[b"Home"], subnet="192.168.0")
    pc.hide_names()
    snapshot = pc.join()
    pc.service.log.clear()
    assert pc.another().restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.ASSUMED
    assert pc.on == b"Home"
    assert pc.service.log.count("WlanDisconnect") == 1


def test_notifications_without_names(pc: Computer) -> None:
    """One break of the link, seen by its notification alone, tells the home router from the device."""
    pc.service.air[b"Home"] = replace(pc.service.air[b"Home"], subnet="192.168.0")
    pc.service.redact = True
    pc.hide_names()
    snapshot = pc.join(timeout=5)
    pc.service.log.clear()
    assert pc.another().restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.ASSUMED
    assert (pc.on, pc.service.log.count("WlanDisconnect")) == (b"Home", 1)


def test_a_connection_that_failed_is_no_place_to_be(pc: Computer) -> None:
    client = WlanClient(pc.dlls[0].functions)
    with client.listening() as notices:
        pc.service.later(lambda: pc.service.tell(w.CONNECTION_COMPLETE, "Home", b"Home"))
        assert notices.get(timeout=5).profile == "Home"
        seen = client.seen_on(GUID)
        assert seen is not None
        assert seen.ssid == b"Home"
        pc.service.later(lambda: pc.service.tell(w.CONNECTION_COMPLETE, "Cafe", b"Cafe", 0x38002))
        assert notices.get(timeout=5).reason == 0x38002
        assert client.seen_on(GUID) is None
    client.close()


def test_a_blind_join_that_windows_refuses_for_consent(pc: Computer) -> None:
    pc.hide_names()
    pc.service.refuse |= {"WlanConnect": w.ACCESS_DENIED, "WlanSetProfile": w.ACCESS_DENIED}
    adapter = pc.adapter
    reason = pc.refused(lambda: pc.wifi.join(adapter, DEVICE, cancel=CancelToken()))
    assert reason is Reason.PERMISSION_DENIED
    assert pc.on == b"Home"


def test_nothing_comes_back_by_itself(pc: Computer, impatient: None) -> None:
    pc.hide_names()
    pc.service.autoconnects = False
    snapshot = pc.join()
    restored = pc.wifi.restore(snapshot, cancel=CancelToken())
    assert (restored.outcome, restored.reason) == (RestoreOutcome.FAILED, Reason.AP_NOT_FOUND)
    assert pc.on is None


# --- joining


def test_nothing_is_stored(pc: Computer) -> None:
    pc.join()
    assert set(pc.service.stored) == {"Home", "My Photon"}
    assert pc.service.on is not None
    assert (pc.service.on.profile, pc.service.on.mode) == (SETUP_PROFILE, w.MODE_TEMPORARY)


def test_where_temporary_profiles_are_refused_one_is_stored_and_deleted(pc: Computer) -> None:
    pc.service.refuse["temporary"] = w.ACCESS_DENIED
    snapshot = pc.join()
    assert SETUP_PROFILE in pc.service.stored
    assert pc.another().restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED
    assert set(pc.service.stored) == {"Home", "My Photon"}, "the person's own profile stays"


def test_where_policy_forbids_both(pc: Computer) -> None:
    pc.service.refuse |= {"temporary": w.ACCESS_DENIED, "WlanSetProfile": w.ACCESS_DENIED}
    assert pc.refused(pc.join) is Reason.JOIN_REFUSED
    assert pc.on == b"Home"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (0x2800B, Reason.AP_NOT_FOUND),
        (0x28002, Reason.AP_NOT_FOUND),
        (0x38003, Reason.JOIN_TIMEOUT),
        (0x38002, Reason.JOIN_REFUSED),
        (0x28003, Reason.JOIN_REFUSED),
    ],
)
def test_why_an_attempt_failed(pc: Computer, code: int, reason: Reason) -> None:
    pc.service.fail_connect.append(code)
    assert pc.refused(pc.join) is reason


def test_a_failed_attempt_without_a_last_word(pc: Computer) -> None:
    pc.service.fail_connect.append(0x2800B)
    pc.service.last_word = False
    started = time.monotonic()
    assert pc.refused(pc.join) is Reason.AP_NOT_FOUND
    assert time.monotonic() - started < 5


def test_a_network_of_the_right_name_with_a_password(pc: Computer) -> None:
    pc.service.air[DEVICE] = Ap(DEVICE, secured=True)
    assert pc.refused(lambda: pc.join(timeout=3)) is Reason.AP_NOT_FOUND
    assert pc.on == b"Home"


def test_what_the_person_chose_during_a_join_is_left_alone(pc: Computer) -> None:
    pc.service.address_comes = False
    threading.Timer(0.3, pc.service.choose, ("Home",)).start()
    assert pc.refused(pc.join) is Reason.LINK_LOST
    assert pc.on == b"Home"
    assert "WlanDisconnect" not in pc.service.log


def test_a_missing_notification_is_made_up_for(pc: Computer) -> None:
    adapter = pc.adapter
    pc.service.mute = True
    pc.wifi.join(adapter, DEVICE, cancel=CancelToken(), timeout=5)
    assert pc.on == DEVICE


def test_no_notification_at_all(pc: Computer) -> None:
    pc.hide_names()
    pc.service.mute = True
    assert pc.refused(lambda: pc.join(timeout=0.5)) is Reason.JOIN_TIMEOUT
    assert pc.on == b"Home", "what was half made is left"


def test_no_address(pc: Computer) -> None:
    pc.service.address_comes = False
    assert pc.refused(lambda: pc.join(timeout=0.5)) is Reason.NO_IPV4
    assert pc.on == b"Home"


def test_the_adapter_is_pulled_while_joining(pc: Computer) -> None:
    pc.service.address_comes = False
    snapshot = pc.wifi.snapshot(pc.adapter)
    threading.Timer(0.1, pc.service.unplug).start()
    with pytest.raises(WifiError) as raised:
        pc.wifi.join(Adapter(GUID, "", GUID, 17), DEVICE, cancel=CancelToken(), timeout=10)
    assert raised.value.reason in (Reason.LINK_LOST, Reason.NO_ADAPTER)
    assert snapshot.kind == "profile"


def test_a_cancelled_join_is_left_within_a_second(pc: Computer) -> None:
    pc.service.address_comes = False
    cancel, adapter = CancelToken(), pc.adapter
    threading.Timer(0.1, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        pc.wifi.join(adapter, DEVICE, cancel=cancel)
    assert time.monotonic() - started < 1.0
    assert pc.on == b"Home"


def test_the_callback_outlives_garbage_collection(pc: Computer) -> None:
    adapter, seen = pc.adapter, threading.Event()
    stop = pc.wifi.watch(adapter, lambda event: seen.set() if event is LinkEvent.CHANGED else None)
    gc.collect()
    pc.service.choose("Home")
    assert seen.wait(5)
    stop()


def test_a_name_of_any_bytes(pc: Computer) -> None:
    odd = b"<&>\"'\x00\xff Photon \xe2\x98\x83"
    pc.service.air[odd] = Ap(odd, subnet="192.168.0")
    pc.wifi.join(pc.adapter, odd, cancel=CancelToken())
    assert pc.on == odd


def test_one_row_a_name_strongest_first(pc: Computer) -> None:
    pc.service.air[b"Far"] = Ap(b"Far", signal=5)
    pc.service.air[b""] = Ap(b"")
    heard = pc.wifi.scan(pc.adapter, cancel=CancelToken())
    assert [ap.ssid for ap in heard] == [b"Home", DEVICE, b"Far"]


def test_scans_are_few(pc: Computer) -> None:
    for _ in range(3):
        pc.wifi.scan(pc.adapter, cancel=CancelToken())
    assert pc.service.log.count("WlanScan") == 1, "each lights the system's location sign"


def test_a_busy_adapter_answers_with_what_it_knows(pc: Computer) -> None:
    pc.service.refuse["WlanScan"] = 170
    assert len(pc.wifi.scan(pc.adapter, cancel=CancelToken())) == 2


# --- giving back


def test_the_old_network_is_connected_to_without_leaving_first(pc: Computer) -> None:
    snapshot = pc.join()
    pc.service.log.clear()
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED
    assert "WlanDisconnect" not in pc.service.log


def test_an_old_network_that_fails_once_is_tried_again(pc: Computer, impatient: None) -> None:
    snapshot = pc.join()
    pc.service.fail_connect.append(0x38002)
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED


def test_an_old_profile_that_was_deleted(pc: Computer, impatient: None) -> None:
    snapshot = pc.join()
    pc.service.stored = {"Cafe": (b"Home", True)}
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.ASSUMED
    assert pc.on == b"Home"


def test_what_a_person_joined_by_hand_is_given_back_too(pc: Computer) -> None:
    snapshot = replace(pc.wifi.snapshot(pc.adapter), joined_ssid=DEVICE)
    pc.service.choose("My Photon")
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED
    assert set(pc.service.stored) == {"Home", "My Photon"}


def test_a_leftover_of_ours_is_left_whatever_was_joined_last(pc: Computer) -> None:
    snapshot = replace(pc.join(), joined_ssid=b"Photon-ZZZZ")
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED


def test_a_leftover_of_ours_is_no_network_to_go_back_to(pc: Computer) -> None:
    pc.join()
    assert pc.another().snapshot(pc.adapter).kind == "unknown"


def test_on_nothing(pc: Computer) -> None:
    pc.service.on = None
    snapshot = pc.join()
    assert snapshot.kind == "none"
    pc.service.autoconnects = False
    assert pc.wifi.restore(snapshot, cancel=CancelToken()).outcome is RestoreOutcome.CONFIRMED
    assert pc.on is None


def scene(kind: str, on: On, **other: object) -> Scene:
    known: dict[str, object] = {
        "radio_on": True,
        "old_exists": True,
        "nothing_for_s": 0.0,
        "since_connect_s": None,
        "since_leave_s": None,
        "link_ended": False,
    }
    return Scene(kind=kind, on=on, **{**known, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen", "move"),
    [
        (scene("profile", "ours", radio_on=False), Move.NOTHING_TO_DO),
        (scene("profile", "on the way"), Move.WAIT),
        (scene("profile", "unknown"), Move.WAIT),
        (scene("profile", "nothing", since_connect_s=1.0), Move.WAIT),
        (scene("profile", "nothing", since_connect_s=9.0), Move.CONNECT_OLD),
        (scene("profile", "other", since_connect_s=9.0), Move.CONNECT_OLD),
        (scene("profile", "other"), Move.NOTHING_TO_DO),
        (scene("profile", "device's address"), Move.CONNECT_OLD),
        (scene("profile", "device's address", since_connect_s=1.0), Move.WAIT),
        (scene("profile", "device's address", since_connect_s=1.0, link_ended=True), Move.ASSUMED),
        (scene("profile", "other address"), Move.ASSUMED),
        (scene("unknown", "ours"), Move.LEAVE),
        (scene("unknown", "ours", since_leave_s=1.0), Move.WAIT),
        (scene("unknown", "device's address"), Move.LEAVE),
        (scene("unknown", "device's address", since_leave_s=1.0), Move.WAIT),
        (scene("unknown", "device's address", since_leave_s=6.0), Move.LEAVE),
        (scene("unknown", "device's address", since_leave_s=1.0, link_ended=True), Move.ASSUMED),
        (scene("unknown", "nothing", since_leave_s=14.0, nothing_for_s=14.0), Move.WAIT),
        (scene("unknown", "nothing", since_leave_s=16.0, nothing_for_s=16.0), Move.NO_NETWORK),
        (scene("none", "nothing"), Move.CONFIRMED),
        (scene("profile", "ours", old_exists=False), Move.LEAVE),
    ],
)
def test_the_next_move(seen: Scene, move: Move) -> None:
    assert next_move(seen) is move


def test_the_way_to_the_internet_is_asked_of_the_system() -> None:
    assert windows_wifi.wired_internet(["{no such}"]) in (True, False)
