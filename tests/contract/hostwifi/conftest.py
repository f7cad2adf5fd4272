"""The benches: every backend of `hostwifi` with a computer around it, all behind one set of controls."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest

from fakes import corewlan, nm_daemon, nm_mock, wlanapi
from fakes.wifi import FakeRadio, FakeWifi
from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock
from spark_setup.hostwifi.linux_nm import NetworkManagerWifi
from spark_setup.hostwifi.macos_wifi import CoreWlanWifi
from spark_setup.hostwifi.manual import ManualWifi
from spark_setup.hostwifi.port import Adapter, HostWifi, LinkEvent
from spark_setup.hostwifi.windows_wifi import WlanApiWifi
from spark_setup.simulator.air import SimulatedAir
from spark_setup.simulator.device import SimulatedDevice
from spark_setup.simulator.radio import SimulatedRadio


@dataclass
class Bench:
    """One backend and the computer it drives. `on()` names the network: "own", "device", "other" or None."""

    backend: HostWifi
    make: Callable[[], HostWifi]  # the same backend as another process would have it
    on: Callable[[], str | None]
    choose_other: Callable[[], None]  # the person, by the system's own menu
    leave: Callable[[], None]  # the computer drops the device's network by itself
    forget_own: Callable[[], None]  # the person deletes the profile of the own network
    profiles: Callable[[], list[str]]  # what is stored
    joins: bool = True
    comes_back_by_itself: bool = True
    device: bytes = b"Photon-A1B2"
    ifname: str = "wlan9"

    @property
    def adapter(self) -> Adapter:
        adapters = self.backend.probe().adapters
        return adapters[0] if adapters else Adapter("", "", "", None)

    def until(self, network: str | None, timeout: float = 15.0) -> None:
        """Wait until the computer is on this network."""
        deadline = time.monotonic() + timeout
        while self.on() != network:
            assert time.monotonic() < deadline, f"on {self.on()!r}, not {network!r}"
            CancelToken().wait(0.02)


def _fake() -> Iterator[Bench]:
    radio = FakeRadio(air={b"Home": True, b"Photon-A1B2": False, b"Cafe": False})
    backend = FakeWifi(radio)
    names = {b"Home": "own", b"Photon-A1B2": "device", b"Cafe": "other", None: None}
    yield Bench(
        backend,
        lambda: FakeWifi(radio),
        lambda: names[radio.on],
        lambda: setattr(radio, "on", b"Cafe"),
        backend.lose,
        lambda: None,
        lambda: ["Home"],
        comes_back_by_itself=False,
    )


def _simulated() -> Iterator[Bench]:
    clock = Clock(20)
    air = SimulatedAir()
    device = SimulatedDevice(air=air, clock=clock, prefix="Photon", suffix="A1B2")
    device.start()
    radio = SimulatedRadio(air, [device], clock=clock)
    names = {b"Home": "own", b"Photon-A1B2": "device", b"Cafe": "other", None: None}

    def leave() -> None:
        radio.join_by_hand(b"Home")
        radio._tell(LinkEvent.LOST)

    yield Bench(
        radio,
        lambda: radio,
        lambda: names[radio.current],
        lambda: radio.join_by_hand(b"Cafe"),
        leave,
        lambda: None,
        lambda: ["Home"],
        ifname="",
    )
    device.stop()


def _manual() -> Iterator[Bench]:
    yield Bench(
        ManualWifi(), ManualWifi, lambda: "own", lambda: None, lambda: None, lambda: None, list, joins=False
    )


def _wlanapi(automatic: bool) -> Iterator[Bench]:
    service = wlanapi.WlanService(
        air={ap.ssid: ap for ap in _AIR},
        stored={"Home": (b"Home", automatic), "Cafe": (b"Cafe", False)},
    )
    dlls: list[wlanapi.WlanDll] = []

    def make() -> HostWifi:
        dlls.append(wlanapi.WlanDll(service))
        return WlanApiWifi(dlls[-1].functions, interfaces=service.interfaces, wired=lambda wifi: False)

    names = {b"Home": "own", b"Photon-A1B2": "device", b"Cafe": "other"}
    service.choose("Home")
    yield Bench(
        make(),
        make,
        lambda: names[service.on.ap.ssid] if service.on else None,
        lambda: service.choose("Cafe"),
        service.leave,
        lambda: service.stored.pop("Home") and None,
        lambda: list(service.stored),
        comes_back_by_itself=automatic,
        ifname=wlanapi.GUID.lower(),
    )
    service.stop()
    for dll in dlls:
        assert (dll.open, dll.memory) == ({}, {}), "a handle or memory of the service was not given back"


def _corewlan() -> Iterator[Bench]:
    mac = corewlan.Mac(
        air={b"Home": (False, "10.9.0"), b"Photon-A1B2": (True, "192.168.0"), b"Cafe": (True, "10.9.1")},
        known=[b"Home", b"Cafe"],
        on=b"Home",
    )

    def make() -> HostWifi:
        return CoreWlanWifi(
            mac.frameworks(), interfaces=mac.interfaces, run=mac.run, wired=lambda wifi: False, watch_s=0.05
        )

    names = {b"Home": "own", b"Photon-A1B2": "device", b"Cafe": "other", None: None}
    yield Bench(
        make(),
        make,
        lambda: names[mac.on],
        lambda: setattr(mac, "on", b"Cafe"),
        mac.autojoin,
        lambda: mac.known.remove(b"Home"),
        lambda: [ssid.decode() for ssid in mac.known],
        ifname=corewlan.IFNAME,
    )


def _bench_on(
    control: nm_mock.NmMock | nm_daemon.NmDaemon, make: Callable[[], HostWifi], autoconnect: bool
) -> Bench:
    if isinstance(control, nm_mock.NmMock):
        own = control.add_profile("Home", "Home", autoconnect=autoconnect)
        other = control.add_profile("Cafe", "Café", autoconnect=False)
    else:
        own = control.add_profile("Home", "10.9.0.2", autoconnect=autoconnect)
        other = control.add_profile("Cafe", "10.9.1.2", autoconnect=False)
    names = {"Home": "own", "Photon setup": "device", "Cafe": "other"}

    def delete() -> None:
        path = control.nm.profile_of_uuid(own)
        control.bus.call(str(path), "org.freedesktop.NetworkManager.Settings.Connection", "Delete")

    bench = Bench(
        make(),
        make,
        lambda: names.get(control.active_name() or "", control.active_name()),
        lambda: control.activate(other),
        control.leave,
        delete,
        control.profiles,
        comes_back_by_itself=autoconnect,
    )
    control.activate(own)
    bench.until("own")
    return bench


_AIR = (
    wlanapi.Ap(b"Home", secured=True, bssid=b"\x02\0\0\0\0\x02"),
    wlanapi.Ap(b"Photon-A1B2", subnet="192.168.0"),
    wlanapi.Ap(b"Cafe"),
)


@pytest.fixture(scope="session")
def mock_daemon(request: pytest.FixtureRequest) -> str | None:
    return nm_mock.why_not()


@pytest.fixture(scope="session")
def real_daemon_missing() -> str | None:
    return nm_daemon.why_not()


BACKENDS = (
    "fake",
    "simulated",
    "manual",
    "dbusmock",
    "dbusmock-by-hand",
    "networkmanager",
    "networkmanager-by-hand",
    "wlanapi",
    "wlanapi-by-hand",
    "corewlan",
)
"""by-hand: the own profile does not connect automatically."""


@pytest.fixture(params=BACKENDS)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """A computer on its own network, with a device in reach."""
    kind, _, by_hand = str(request.param).partition("-")
    missing = {"dbusmock": nm_mock.why_not, "networkmanager": nm_daemon.why_not}.get(kind, lambda: None)()
    if missing:
        pytest.skip(missing)
    with ExitStack() as stack:
        if kind == "fake":
            yield from _closed(_fake())
        elif kind == "simulated":
            yield from _closed(_simulated())
        elif kind == "manual":
            yield from _closed(_manual())
        elif kind == "corewlan":
            yield from _closed(_corewlan())
        elif kind == "wlanapi":
            yield from _closed(_wlanapi(not by_hand))
        elif kind == "dbusmock":
            mock = stack.enter_context(nm_mock.nm_mock())
            yield from _closed(iter([_bench_on(mock, NetworkManagerWifi, not by_hand)]))
        else:
            daemon = stack.enter_context(nm_daemon.nm_daemon())
            yield from _closed(iter([_bench_on(daemon, nm_daemon.StandInWifi, not by_hand)]))


def _closed(benches: Iterator[Bench]) -> Iterator[Bench]:
    for bench in benches:
        made: list[HostWifi] = []

        def make(inner: Callable[[], HostWifi] = bench.make, made: list[HostWifi] = made) -> HostWifi:
            made.append(inner())
            return made[-1]

        yield replace(bench, make=make)
        for backend in (bench.backend, *made):
            backend.close()
