"""Manual mode, names of setup networks, the chooser."""

from __future__ import annotations

import queue

import pytest

from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.backend import by_name, choose
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.manual import ManualWifi
from spark_setup.hostwifi.names import SetupNetworks
from spark_setup.hostwifi.port import (
    Adapter,
    JoinMode,
    LinkEvent,
    Reason,
    RestoreOutcome,
    Snapshot,
)


def test_the_watch_sees_the_address_come_and_go() -> None:
    around: list[Interface] = [Interface("wlan0", 3, "192.168.0.100")]
    wifi = ManualWifi(interfaces=lambda: list(around), watch_s=0.01)
    events: queue.Queue[LinkEvent] = queue.Queue()
    stop = wifi.watch(Adapter("wlan0", "wlan0", "wlan0", 3), events.put)
    around.clear()
    assert events.get(timeout=5) is LinkEvent.LOST
    around.append(Interface("wlan0", 3, "10.0.0.1"))
    assert events.get(timeout=5) is LinkEvent.CHANGED
    stop()
    wifi.close()


def test_restore_changes_nothing() -> None:
    restored = ManualWifi().restore(Snapshot("", "unknown", "", None), cancel=CancelToken())
    assert restored.outcome is RestoreOutcome.NOTHING_TO_DO


def test_the_reason_for_manual_mode_is_kept() -> None:
    assert ManualWifi(Reason.UNSUPPORTED).probe().reason is Reason.UNSUPPORTED
    assert ManualWifi().probe().reason is None


def test_the_chooser() -> None:
    assert choose("linux").name == "networkmanager"
    assert choose("linux", mode="manual").name == "manual"
    other = choose("haiku")
    assert other.probe().mode is JoinMode.MANUAL
    assert other.probe().reason is Reason.UNSUPPORTED
    assert by_name("nobody") is None


@pytest.mark.parametrize(
    ("ssid", "matches"),
    [
        (b"Photon-A1B2", True), (b"photon-a", True), (b"PHOTON-123456", True), (b"Photon-1234567", False),
        (b"Photon-", False), (b"Photon", False), (b"MyPhoton-A1B2", False),
        (b"Photon-\xff\n", True), (b"", False),
    ],
)  # fmt: skip
def test_names_of_devices(ssid: bytes, matches: bool) -> None:
    assert SetupNetworks().matches(ssid) is matches


def test_a_products_own_names() -> None:
    assert SetupNetworks(("Northwind", "Brew (2)")).matches(b"Brew (2)-1")
    assert SetupNetworks(("Künstlich",)).matches("Künstlich-AB".encode())
    assert SetupNetworks(pattern="thing[0-9]+").matches(b"Thing42")
    assert not SetupNetworks(pattern="thing[0-9]+").matches(b"Photon-A1B2")
