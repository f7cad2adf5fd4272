"""The macOS backend on played Objective-C objects; what every backend promises is in tests/contract."""

from __future__ import annotations

import ast
import inspect
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from fakes.corewlan import IFNAME, Mac
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi import macos_joining, macos_native, macos_restore, macos_restoring
from spark_setup.hostwifi.backend import choose
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.macos_networksetup import Verdict, command, run, verdict_on
from spark_setup.hostwifi.macos_privacy import local_network_denied
from spark_setup.hostwifi.macos_restore import Move, On, Scene, next_move
from spark_setup.hostwifi.macos_wifi import CoreWlanWifi
from spark_setup.hostwifi.port import (
    Adapter,
    JoinMode,
    PermissionState,
    Reason,
    Restored,
    RestoreOutcome,
    Snapshot,
    WifiError,
)
from spark_setup.hostwifi.session import WifiSession

DEVICE = b"Photon-A1B2"
ADAPTER = Adapter(IFNAME, IFNAME, IFNAME, 11)
FAILED = "Failed to join network Photon-A1B2.\nError: -3905  tmpErr\n"


class Computer:
    """A Mac on its own network with a device in reach, and the backend that drives it."""

    def __init__(self) -> None:
        self.mac = Mac(
            air={b"Home": (False, "10.9.0"), DEVICE: (True, "192.168.0")}, known=[b"Home"], on=b"Home"
        )
        self.backends: list[CoreWlanWifi] = []
        self.wifi = self.another()

    def another(self) -> CoreWlanWifi:
        """The backend of another process."""
        mac = self.mac
        self.backends.append(
            CoreWlanWifi(
                mac.frameworks(),
                interfaces=mac.interfaces,
                run=mac.run,
                wired=lambda wifi: None,
                watch_s=0.05,
                pauses_s=(0.01,),
            )
        )
        return self.backends[-1]

    def join(self, **options: Any) -> Snapshot:
        snapshot = self.wifi.snapshot(ADAPTER)
        self.wifi.join(ADAPTER, DEVICE, cancel=CancelToken(), **options)
        return replace(snapshot, joined_ssid=DEVICE)

    def give_back(self, snapshot: Snapshot, timeout: float = 5) -> Restored:
        return self.another().restore(snapshot, cancel=CancelToken(), timeout=timeout)

    def refused(self, call: Callable[[], object]) -> Reason:
        with pytest.raises(WifiError) as raised:
            call()
        return raised.value.reason


@pytest.fixture
def pc(monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    monkeypatch.setattr(macos_restore, "PATIENCE_S", 0.3)
    monkeypatch.setattr(macos_restore, "LEAVE_AGAIN_S", 0.3)
    monkeypatch.setattr(macos_restoring, "POWER_OFF_S", 0.05)
    monkeypatch.setattr(macos_joining, "UNPROVED_S", 0.3)
    computer = Computer()
    yield computer
    for backend in computer.backends:
        backend.close()


# --- what is seen


def test_what_is_seen_of_the_own_network(pc: Computer) -> None:
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.AUTO, None)
    assert (seen.own_network.ssid, seen.own_network.band) == (b"Home", "2.4")
    assert choose("darwin").name == pc.wifi.name == "corewlan"


def test_no_frameworks() -> None:
    backend = CoreWlanWifi()
    seen = backend.probe()
    assert (seen.mode, seen.reason) == (JoinMode.MANUAL, Reason.SERVICE_MISSING)
    assert backend.request_permission() is PermissionState.DENIED
    backend.close()


def test_no_adapter(pc: Computer) -> None:
    pc.mac.has_wifi = False
    assert pc.wifi.probe().reason is Reason.NO_ADAPTER
    assert pc.refused(lambda: pc.wifi.scan(ADAPTER, cancel=CancelToken())) is Reason.NO_ADAPTER
    assert pc.refused(lambda: pc.wifi.switch_on(cancel=CancelToken())) is Reason.NO_ADAPTER


def test_radio_off_and_on_again(pc: Computer) -> None:
    pc.mac.power = False
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason, seen.can_switch_on) == (JoinMode.MANUAL, Reason.RADIO_OFF, True)
    assert pc.refused(lambda: pc.wifi.join(ADAPTER, DEVICE, cancel=CancelToken())) is Reason.RADIO_OFF
    pc.mac.power_error = -3930
    assert pc.refused(lambda: pc.wifi.switch_on(cancel=CancelToken())) is Reason.PERMISSION_DENIED
    pc.mac.power_error = None
    pc.wifi.switch_on(cancel=CancelToken())
    assert pc.wifi.probe().mode is JoinMode.AUTO


# --- location


@pytest.mark.parametrize(
    ("status", "reason"),
    [(0, Reason.PERMISSION_NEEDED), (1, Reason.PERMISSION_DENIED), (2, Reason.PERMISSION_DENIED)],
)
def test_without_location_a_typed_name_can_be_joined(pc: Computer, status: int, reason: Reason) -> None:
    pc.mac.location = status
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.SSID_ONLY, reason)
    assert seen.own_network.ssid is None
    assert pc.refused(lambda: pc.wifi.scan(ADAPTER, cancel=CancelToken())) is reason
    assert "prompt" not in pc.mac.log
    snapshot = pc.join()
    assert (pc.mac.on, snapshot.kind) == (DEVICE, "unknown")
    assert pc.give_back(snapshot).outcome is RestoreOutcome.ASSUMED
    assert pc.mac.on == b"Home"


def test_the_prompt_and_what_the_person_says(pc: Computer) -> None:
    pc.mac.location, pc.mac.answers_prompt = 0, None
    assert pc.wifi.request_permission() is PermissionState.PENDING
    assert pc.wifi.probe().reason is Reason.PERMISSION_NEEDED
    pc.mac.answers_prompt = 4
    assert pc.wifi.request_permission() is PermissionState.GRANTED
    assert pc.wifi.probe().mode is JoinMode.AUTO
    pc.mac.location = 2
    assert pc.wifi.request_permission() is PermissionState.DENIED
    assert pc.mac.log.count("prompt") == 2
    assert len(pc.mac.managers) == 1, "the manager and its delegate are kept"


def test_a_session_hands_the_question_on(pc: Computer) -> None:
    pc.mac.location, pc.mac.answers_prompt = 0, 4
    session = WifiSession(pc.wifi, None, guard=None)
    assert session.probe().mode is JoinMode.SSID_ONLY
    assert session.request_permission() is PermissionState.GRANTED
    assert session.probe().mode is JoinMode.AUTO
    session.close()


def test_a_permission_that_is_worth_nothing(pc: Computer) -> None:
    """An unsigned program: allowed, and still shown no names."""
    pc.mac.signed = False
    seen = pc.wifi.probe()
    assert (seen.mode, seen.reason) == (JoinMode.SSID_ONLY, Reason.PERMISSION_NEEDED)
    assert pc.refused(lambda: pc.wifi.scan(ADAPTER, cancel=CancelToken())) is Reason.PERMISSION_NEEDED


# --- joining


def test_errors_of_corewlan_are_made_up_for_by_networksetup(pc: Computer) -> None:
    for code in (-3900, -3905):
        pc.mac.associate_error, pc.mac.networksetup = code, [FAILED, FAILED]
        snapshot = pc.join()
        assert pc.mac.log.count("networksetup Photon-A1B2") == 3
        assert pc.give_back(snapshot).outcome is RestoreOutcome.CONFIRMED
        pc.mac.log.clear()


def test_another_error_is_a_refusal(pc: Computer) -> None:
    pc.mac.associate_error = -3930
    assert pc.refused(pc.join) is Reason.JOIN_REFUSED
    assert pc.mac.on == b"Home"


def test_a_directed_scan_that_needs_location(pc: Computer) -> None:
    pc.mac.location, pc.mac.directed_scan_without_location = 2, False
    pc.join()
    assert pc.mac.on == DEVICE
    assert "associate" not in pc.mac.log


def test_scans_that_fail(pc: Computer) -> None:
    pc.mac.scan_error = 16
    assert pc.refused(lambda: pc.wifi.scan(ADAPTER, cancel=CancelToken())) is Reason.INTERNAL
    assert pc.refused(pc.join) is Reason.AP_NOT_FOUND
    pc.mac.location = 2
    pc.join()
    assert pc.mac.on == DEVICE


@pytest.mark.parametrize(
    ("texts", "reason", "attempts"),
    [
        ([FAILED] * 9, Reason.JOIN_REFUSED, 5),
        (["Could not find network Photon-A1B2.\n"] * 9, Reason.AP_NOT_FOUND, 5),
        (["en0 is not a Wi-Fi interface.\n"], Reason.NO_ADAPTER, 1),
        (["Wi-Fi power is currently off.\n"], Reason.RADIO_OFF, 1),
        (["** Error: Command requires admin privileges.\n"], Reason.JOIN_REFUSED, 1),
        (["Das Netzwerk wurde nicht gefunden.\n"], Reason.JOIN_REFUSED, 1),
    ],
)
def test_what_networksetup_says(pc: Computer, texts: list[str], reason: Reason, attempts: int) -> None:
    pc.mac.associate_error, pc.mac.networksetup = -3905, texts
    assert pc.refused(pc.join) is reason
    assert pc.mac.log.count("networksetup Photon-A1B2") == attempts
    assert pc.mac.on == b"Home"


def test_an_unknown_sentence_and_an_address_all_the_same(pc: Computer) -> None:
    pc.mac.associate_error, pc.mac.networksetup = -3905, ["Joined, with pleasure.\n"]
    threading.Timer(0.1, lambda: setattr(pc.mac, "on", DEVICE)).start()
    pc.join()
    assert pc.mac.on == DEVICE


def test_the_address_of_the_network_before_is_no_proof(pc: Computer) -> None:
    pc.mac.air[b"Home"] = (False, "192.168.0")
    pc.mac.associate_error, pc.mac.networksetup = -3905, ["Something.\n"]
    assert pc.refused(pc.join) is Reason.JOIN_REFUSED


def test_no_address(pc: Computer) -> None:
    pc.mac.address_comes = False
    assert pc.refused(lambda: pc.join(timeout=0.4)) is Reason.NO_IPV4
    assert pc.mac.on == b"Home"


def test_a_cancelled_join_is_left_while_macos_goes_on(pc: Computer) -> None:
    pc.mac.slow_s = 1.5
    cancel, snapshot = CancelToken(), pc.wifi.snapshot(ADAPTER)
    threading.Timer(2.0, cancel.cancel).start()  # in the middle of the association
    with pytest.raises(Cancelled):
        pc.wifi.join(ADAPTER, DEVICE, cancel=cancel)
    left = time.monotonic()
    assert pc.mac.on == b"Home"
    restored = pc.wifi.restore(replace(snapshot, joined_ssid=DEVICE), cancel=CancelToken())
    assert time.monotonic() - left > 0.5, "it waited for the association to end"
    assert restored.outcome is RestoreOutcome.CONFIRMED
    assert pc.mac.log[-1] == "disassociate"


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\0b", b""])
def test_names_that_networksetup_cannot_be_given(pc: Computer, name: bytes) -> None:
    assert command("en0", name) is None
    pc.mac.air[name], pc.mac.associate_error = (True, "192.168.0"), -3905
    refused = pc.refused(lambda: pc.wifi.join(ADAPTER, name, cancel=CancelToken()))
    assert refused is Reason.UNSUPPORTED


def test_a_name_is_one_argument() -> None:
    assert command("en0", b"My 'Photon' $(x)") == [
        "/usr/sbin/networksetup",
        "-setairportnetwork",
        "en0",
        "My 'Photon' $(x)",
    ]


def test_the_real_runner() -> None:
    assert run(["/bin/echo", "Could not find network"], CancelToken()) == "Could not find network\n"
    assert run(["/no/such/program"], CancelToken()) is None
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        run(["/bin/sleep", "20"], cancel)
    assert time.monotonic() - started < 1.0


def test_silence_is_a_join() -> None:
    assert verdict_on(" \n") is Verdict.JOINED
    assert verdict_on("?") is Verdict.UNKNOWN


# --- giving back


def test_macos_does_not_come_back_until_its_radio_is_switched(pc: Computer) -> None:
    snapshot = pc.join()
    pc.mac.autojoins_after = "power"
    assert pc.give_back(snapshot).outcome is RestoreOutcome.CONFIRMED
    assert pc.mac.log[-3:] == ["disassociate", "power off", "power on"]


def test_macos_does_not_come_back_at_all(pc: Computer) -> None:
    snapshot = pc.join()
    pc.mac.autojoins_after = "never"
    restored = pc.give_back(snapshot, timeout=1.5)
    assert (restored.outcome, restored.reason) == (RestoreOutcome.FAILED, Reason.JOIN_TIMEOUT)
    assert pc.mac.log.count("power off") == 1
    assert pc.mac.power, "the radio is never left off"


def test_a_radio_that_may_not_be_switched(pc: Computer) -> None:
    snapshot = pc.join()
    pc.mac.autojoins_after, pc.mac.power_error = "power", -3930
    restored = pc.give_back(snapshot, timeout=1)
    assert (restored.outcome, restored.reason) == (RestoreOutcome.FAILED, Reason.JOIN_TIMEOUT)


def test_another_network_than_before_is_not_called_the_same(pc: Computer) -> None:
    pc.mac.air[b"Cafe"] = (True, "10.9.1")
    snapshot = pc.join()
    pc.mac.known = [b"Cafe"]
    assert pc.give_back(snapshot).outcome is RestoreOutcome.ASSUMED


def test_permission_taken_away_meanwhile(pc: Computer) -> None:
    snapshot = pc.join()
    pc.mac.location = 2
    assert snapshot.kind == "profile"
    assert pc.give_back(snapshot).outcome is RestoreOutcome.ASSUMED
    assert pc.mac.on == b"Home"


def test_a_home_router_with_the_devices_addresses(pc: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    pc.mac.location, pc.mac.autojoins_after = 2, "power"
    pc.mac.air[b"Home"] = (False, "192.168.0")
    snapshot = pc.join()
    assert pc.give_back(snapshot).outcome is RestoreOutcome.ASSUMED
    assert pc.mac.on == b"Home"


def test_on_nothing_before(pc: Computer) -> None:
    pc.mac.on, pc.mac.known = None, []
    snapshot = pc.join()
    assert snapshot.kind == "none"
    assert pc.give_back(snapshot).outcome is RestoreOutcome.CONFIRMED
    assert pc.mac.on is None


def test_a_snapshot_that_is_none_of_ours(pc: Computer) -> None:
    wrong = Snapshot(IFNAME, "profile", "{uuid}", None)
    assert pc.refused(lambda: pc.give_back(wrong)) is Reason.JOURNAL_REFUSED


def scene(kind: str, on: On, **other: object) -> Scene:
    known: dict[str, object] = {
        "radio_on": True,
        "without_link_s": 0.0,
        "since_leave_s": None,
        "power_cycled": False,
        "was_without_link": False,
    }
    return Scene(kind=kind, on=on, **{**known, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen", "move"),
    [
        (scene("profile", "ours", radio_on=False), Move.NOTHING_TO_DO),
        (scene("profile", "other"), Move.NOTHING_TO_DO),
        (scene("unknown", "other"), Move.ASSUMED),
        (scene("profile", "ours", since_leave_s=1.0), Move.WAIT),
        (scene("profile", "ours", since_leave_s=6.0), Move.POWER_CYCLE),
        (scene("profile", "ours", since_leave_s=6.0, power_cycled=True), Move.LEAVE),
        (scene("unknown", "device's address"), Move.LEAVE),
        (scene("unknown", "device's address", since_leave_s=1.0), Move.WAIT),
        (scene("unknown", "device's address", since_leave_s=1.0, was_without_link=True), Move.ASSUMED),
        (scene("unknown", "no address", without_link_s=9.0), Move.WAIT),
        (scene("unknown", "no address", without_link_s=11.0), Move.POWER_CYCLE),
        (scene("unknown", "no address", without_link_s=11.0, power_cycled=True), Move.WAIT),
        (scene("none", "no address"), Move.ASSUMED),
        (scene("none", "nothing"), Move.CONFIRMED),
    ],
)
def test_the_next_move(seen: Scene, move: Move) -> None:
    assert next_move(seen) is move


# --- around it


def test_a_denied_local_network_looks_like_no_route() -> None:
    joined = [Interface("en0", 11, "192.168.0.100")]
    assert local_network_denied(joined, platform="darwin")
    assert not local_network_denied([], platform="darwin"), "no address: the network is lost"
    assert not local_network_denied(joined, errno=61, platform="darwin")
    assert not local_network_denied(joined, platform="linux")


def test_the_untested_part_is_thin() -> None:
    """What only a Mac can test: calls of Objective-C, without decisions that tests could miss."""
    tree = ast.parse(inspect.getsource(macos_native))
    native = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Native")
    lines = {n.lineno for n in ast.walk(native) if isinstance(n, ast.stmt)}
    assert len(lines) < 80
