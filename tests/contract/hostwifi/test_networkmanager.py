"""NetworkManager's own ways to say no, on the mock; and what only the real daemon can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from fakes import nm_daemon, nm_mock
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.linux_nm import NetworkManagerWifi
from spark_setup.hostwifi.nm_bus import BusError, NmBus
from spark_setup.hostwifi.nm_objects import NM_PATH, SETTINGS, SETTINGS_PATH
from spark_setup.hostwifi.nm_profile import OldProfile, can_loosen_rp_filter, setup_profile
from spark_setup.hostwifi.port import Adapter, JoinMode, Reason, RestoreOutcome, WifiError

DEVICE = b"Photon-A1B2"
CANCEL = CancelToken()


@pytest.fixture
def mock() -> Iterator[nm_mock.NmMock]:
    if missing := nm_mock.why_not():
        pytest.skip(missing)
    with nm_mock.nm_mock() as mock:
        mock.activate(mock.add_profile("Home 1", "Home", autoconnect=True))
        yield mock


@pytest.fixture
def daemon() -> Iterator[nm_daemon.NmDaemon]:
    if missing := nm_daemon.why_not():
        pytest.skip(missing)
    with nm_daemon.nm_daemon() as daemon:
        yield daemon


@pytest.fixture
def wifi() -> Iterator[NetworkManagerWifi]:
    backend = NetworkManagerWifi()
    yield backend
    backend.close()


def reason_of(call) -> Reason:  # type: ignore[no-untyped-def]
    with pytest.raises(WifiError) as raised:
        call()
    return raised.value.reason


def test_no_bus(wifi: NetworkManagerWifi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    capability = wifi.probe()
    assert (capability.mode, capability.reason) == (JoinMode.MANUAL, Reason.SERVICE_MISSING)
    assert reason_of(lambda: wifi.scan(Adapter("w", "w", "w", 1), cancel=CANCEL)) is Reason.SERVICE_MISSING


def test_a_bus_without_networkmanager(wifi: NetworkManagerWifi) -> None:
    if missing := nm_mock.why_not():
        pytest.skip(missing)
    with nm_mock.private_bus():
        assert wifi.probe().reason is Reason.SERVICE_MISSING
        wifi.close()


def test_own_network_and_band(mock: nm_mock.NmMock, wifi: NetworkManagerWifi) -> None:
    own = wifi.probe().own_network
    assert (own.ssid, own.label, own.band) == (b"Home", "Home", "2.4")


def test_radio_off_and_on_again(mock: nm_mock.NmMock, wifi: NetworkManagerWifi) -> None:
    mock.radio(False)
    mock.permissions(enable_disable_wifi="yes")
    capability = wifi.probe()
    assert (capability.mode, capability.reason, capability.can_switch_on) == (
        JoinMode.MANUAL,
        Reason.RADIO_OFF,
        True,
    )
    adapter = capability.adapters[0]
    assert reason_of(lambda: wifi.scan(adapter, cancel=CANCEL)) is Reason.RADIO_OFF
    assert reason_of(lambda: wifi.join(adapter, DEVICE, cancel=CANCEL)) is Reason.RADIO_OFF
    wifi.switch_on(cancel=CANCEL)
    assert wifi.probe().mode is JoinMode.AUTO
    assert wifi.join(adapter, DEVICE, cancel=CANCEL).ipv4 == "192.168.0.100"


@pytest.mark.parametrize("answer", ["auth", "no"])
@pytest.mark.parametrize("which", ["network_control", "wifi__scan", "settings__modify__own"])
def test_polkit_refuses(mock: nm_mock.NmMock, wifi: NetworkManagerWifi, which: str, answer: str) -> None:
    mock.permissions(**{which: answer})
    capability = wifi.probe()
    assert (capability.mode, capability.reason) == (JoinMode.MANUAL, Reason.PERMISSION_DENIED)
    mock.permissions(network_control="yes")
    assert wifi.probe().mode is JoinMode.AUTO


def test_a_refusal_that_was_not_announced(mock: nm_mock.NmMock, wifi: NetworkManagerWifi) -> None:
    adapter = wifi.probe().adapters[0]
    mock.permissions(network_control="no")
    assert reason_of(lambda: wifi.join(adapter, DEVICE, cancel=CANCEL)) is Reason.PERMISSION_DENIED
    assert mock.active_name() == "Home 1"


@pytest.mark.parametrize(
    ("device_reason", "reason"),
    [(5, Reason.NO_IPV4), (17, Reason.NO_IPV4), (53, Reason.AP_NOT_FOUND), (8, Reason.JOIN_REFUSED)],
)
def test_why_a_join_failed(
    mock: nm_mock.NmMock, wifi: NetworkManagerWifi, device_reason: int, reason: Reason
) -> None:
    adapter = wifi.probe().adapters[0]
    mock.fail_next(device_reason)
    assert reason_of(lambda: wifi.join(adapter, DEVICE, cancel=CANCEL)) is reason
    assert wifi.join(adapter, DEVICE, cancel=CANCEL).ipv4 == "192.168.0.100"


def test_the_adapter_is_unplugged(mock: nm_mock.NmMock, wifi: NetworkManagerWifi) -> None:
    adapter = wifi.probe().adapters[0]
    snapshot = wifi.snapshot(adapter)
    mock.unplug()
    assert wifi.probe().reason is Reason.NO_ADAPTER
    assert reason_of(lambda: wifi.join(adapter, DEVICE, cancel=CANCEL)) is Reason.NO_ADAPTER
    assert wifi.restore(snapshot, cancel=CANCEL).reason is Reason.NO_ADAPTER


def test_switched_off_meanwhile_is_the_persons_choice(mock: nm_mock.NmMock, wifi: NetworkManagerWifi) -> None:
    adapter = wifi.probe().adapters[0]
    snapshot = wifi.snapshot(adapter)
    mock.leave()
    mock.radio(False)
    assert wifi.restore(replace(snapshot, joined_ssid=DEVICE), cancel=CANCEL).outcome is (
        RestoreOutcome.NOTHING_TO_DO
    )


def test_a_profile_of_the_persons_own_on_the_devices_network_is_left(
    mock: nm_mock.NmMock, wifi: NetworkManagerWifi
) -> None:
    """Joined by hand: the profile is saved and not ours, but the network is the device's."""
    adapter = wifi.probe().adapters[0]
    snapshot = replace(wifi.snapshot(adapter), joined_ssid=DEVICE)
    mock.activate(mock.add_profile("Photon-A1B2", "Photon-A1B2", autoconnect=False))
    assert wifi.restore(snapshot, cancel=CANCEL).outcome is RestoreOutcome.CONFIRMED
    assert mock.active_name() == "Home 1"
    assert "Photon-A1B2" in mock.profiles()  # the person's: not deleted


def test_closing_the_connection_to_the_bus_ends_the_profile(
    mock: nm_mock.NmMock, wifi: NetworkManagerWifi
) -> None:
    wifi.join(wifi.probe().adapters[0], DEVICE, cancel=CANCEL)
    wifi.close()
    nm_mock.until(lambda: mock.active_name() == "Home 1", "the own network")
    assert mock.profiles() == ["Home 1"]


class TestRealDaemon:
    """What the mock can only claim."""

    def test_it_takes_our_profile_as_it_is(self, daemon: nm_daemon.NmDaemon) -> None:
        profile = setup_profile(b'Caf\xe9 "5G"\x00\xff', loosen_rp_filter=True)
        body = (profile, 0x2, {})  # in memory
        reply = daemon.bus.call(SETTINGS_PATH, SETTINGS, "AddConnection2", "a{sa{sv}}ua{sv}", body)
        stored = daemon.nm.profile_settings(str(reply[0]))
        assert bytes(stored["802-11-wireless"]["ssid"]) == b'Caf\xe9 "5G"\x00\xff'
        assert stored["ipv4"]["never-default"] is True
        assert stored["ipv4"]["ignore-auto-dns"] is True
        assert stored["connection"]["mptcp-flags"] == 0x2E
        assert stored["connection"]["autoconnect"] is False
        assert len(stored["connection"]["permissions"]) == 1

    def test_without_a_wifi_device(self, daemon: nm_daemon.NmDaemon, wifi: NetworkManagerWifi) -> None:
        assert wifi.probe().reason is Reason.NO_ADAPTER  # the veth is no Wi-Fi to the real backend
        with pytest.raises(BusError) as raised:
            daemon.bus.call(
                NM_PATH,
                "org.freedesktop.NetworkManager",
                "AddAndActivateConnection2",
                "a{sa{sv}}ooa{sv}",
                (setup_profile(DEVICE, loosen_rp_filter=False), "/", "/", {}),
            )
        assert raised.value.name.startswith("org.freedesktop.NetworkManager")

    def test_nobody_gives_an_address(self, daemon: nm_daemon.NmDaemon) -> None:
        daemon.activate(daemon.add_profile("Home", "10.9.0.2", autoconnect=True))
        backend = nm_daemon.StandInWifi()
        adapter = backend.probe().adapters[0]
        assert (
            reason_of(lambda: backend.join(adapter, nm_daemon.SILENT_SSID, cancel=CANCEL)) is Reason.NO_IPV4
        )
        daemon.wait_for("Home")
        assert daemon.profiles() == ["Home"]
        backend.close()

    def test_nothing_is_stored_by_a_setup(self, daemon: nm_daemon.NmDaemon) -> None:
        daemon.activate(daemon.add_profile("Home", "10.9.0.2", autoconnect=True))
        daemon.wait_for("Home")
        before = daemon.stored()
        backend = nm_daemon.StandInWifi()
        adapter = backend.probe().adapters[0]
        snapshot = backend.snapshot(adapter)
        backend.join(adapter, DEVICE, cancel=CANCEL)
        assert backend.restore(replace(snapshot, joined_ssid=DEVICE), cancel=CANCEL).given_back
        backend.close()
        assert daemon.stored() == before

    def test_the_old_profile_was_deleted_meanwhile(self, daemon: nm_daemon.NmDaemon) -> None:
        home = daemon.add_profile("Home", "10.9.0.2", autoconnect=False)
        daemon.activate(home)
        daemon.wait_for("Home")
        daemon.add_profile("Office", "10.9.2.2", autoconnect=True)
        backend = nm_daemon.StandInWifi()
        adapter = backend.probe().adapters[0]
        snapshot = backend.snapshot(adapter)
        backend.join(adapter, DEVICE, cancel=CANCEL)
        daemon.delete_profile(home)
        restored = backend.restore(replace(snapshot, joined_ssid=DEVICE), cancel=CANCEL)
        assert restored.outcome is RestoreOutcome.ASSUMED
        assert daemon.active_name() == "Office"
        backend.close()


def test_a_service_that_hangs_is_left_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bus that takes the connection and says nothing."""
    import socket
    import tempfile

    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/bus")
        server.listen()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={folder}/bus")
        bus = NmBus()
        with pytest.raises(BusError):
            bus.has_owner()
        bus.close()


@pytest.mark.parametrize(
    ("version", "can"), [("1.42.4", True), ("1.40.0", True), ("1.39.90", False), ("2.0", True), ("", False)]
)
def test_mptcp_flags_by_version(version: str, can: bool) -> None:
    assert can_loosen_rp_filter(version) is can


@pytest.mark.parametrize("token", ["", "{}", "[]", '{"uuid": 1}', '{"uuid": "../../x"}', "null"])
def test_a_token_that_is_not_ours(token: str) -> None:
    assert OldProfile.decode(token) is None


def test_a_token_of_ours() -> None:
    old = OldProfile("474acf0a-1cd5-4a7c-9f3d-2f1a3e1b6c00", None)
    assert OldProfile.decode(old.encode()) == old
