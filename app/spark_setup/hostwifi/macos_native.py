"""CoreWLAN and CoreLocation as plain Python: every Objective-C call of the program, and no decision.

Imported on any system; the frameworks only by `load`, on macOS. In pyobjc a method that takes an NSError**
returns (result, error). Names of networks are None without location permission, and in an unsigned program.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .port import Band

_SECURITY_NONE = 0  # kCWSecurityNone
_BANDS: dict[int, Band] = {1: "2.4", 2: "5"}  # kCWChannelBand2GHz, kCWChannelBand5GHz


class Location(Enum):
    """CLAuthorizationStatus."""

    UNASKED = 0
    RESTRICTED = 1
    DENIED = 2
    ALWAYS = 3
    WHEN_IN_USE = 4


class NativeFailure(Exception):  # noqa: N818 - of the system, translated at this room's door
    """An NSError. `code` as in CoreWLANTypes.h: -3900 invalid parameter, -3905 timeout, …"""

    def __init__(self, what: str, code: int) -> None:
        super().__init__(f"{what}: {code}")
        self.code = code


@dataclass(frozen=True)
class Frameworks:
    """What is imported. Tests put objects of their own here."""

    wifi_client: Callable[[], Any]  # CWWiFiClient.sharedWiFiClient
    location_manager: Callable[[], Any]  # a new CLLocationManager
    delegate: Callable[[], Any]  # a new object for its delegate
    pool: Callable[[], AbstractContextManager[Any]] = contextlib.nullcontext


@dataclass(frozen=True)
class HeardMac:
    """A network that was heard. `native` is the CWNetwork, to associate with."""

    ssid: bytes | None
    rssi: int
    open: bool
    native: Any


class Native:
    """The calls. From any thread, but `ask_location` on the main thread only."""

    def __init__(self, frameworks: Frameworks) -> None:
        self._frameworks = frameworks
        self._asking: tuple[Any, Any] | None = None  # manager and delegate: both must stay alive

    def default_name(self) -> str | None:
        """The name of the Wi-Fi interface ("en0", or another), None if there is none."""
        with self._frameworks.pool():
            interface = self._frameworks.wifi_client().interface()
            name = interface.interfaceName() if interface is not None else None
            return None if name is None else str(name)

    def power(self, name: str) -> bool:
        """Whether the radio is on."""
        with self._frameworks.pool():
            return bool(self._interface(name).powerOn())

    def set_power(self, name: str, on: bool) -> None:
        """Switch the radio; needs no administrator unless the owner asked for that."""
        with self._frameworks.pool():
            done, error = self._interface(name).setPower_error_(on, None)
            _check("setPower", done, error)

    def ssid(self, name: str) -> bytes | None:
        """The network's name; None: none, or hidden from this program."""
        with self._frameworks.pool():
            return _bytes(self._interface(name).ssidData())

    def band(self, name: str) -> Band | None:
        """The band in use."""
        with self._frameworks.pool():
            channel = self._interface(name).wlanChannel()
            return None if channel is None else _BANDS.get(int(channel.channelBand()))

    def scan(self, name: str, ssid: bytes | None) -> list[HeardMac]:
        """All networks, or those of one name. Takes seconds and cannot be interrupted."""
        with self._frameworks.pool():
            found, error = self._interface(name).scanForNetworksWithSSID_error_(ssid, None)
            _check("scan", found is not None, error)
            return [
                HeardMac(
                    _bytes(n.ssidData()), int(n.rssiValue()), bool(n.supportsSecurity_(_SECURITY_NONE)), n
                )
                for n in found
            ]

    def associate(self, name: str, heard: HeardMac) -> None:
        """Join an open network. Takes seconds and cannot be interrupted."""
        with self._frameworks.pool():
            interface = self._interface(name)
            done, error = interface.associateToNetwork_password_error_(heard.native, None, None)
            _check("associate", done, error)

    def disassociate(self, name: str) -> None:
        """Leave the network."""
        with self._frameworks.pool():
            self._interface(name).disassociate()

    def location(self) -> Location:
        """What the person allowed; asks nobody."""
        with self._frameworks.pool():
            status = int(self._frameworks.location_manager().authorizationStatus())
            return Location(status) if status in range(5) else Location.UNASKED

    def ask_location(self) -> None:
        """Make macOS ask, if it never did. On the main thread while its event loop runs."""
        if self._asking is None:
            manager, delegate = self._frameworks.location_manager(), self._frameworks.delegate()
            manager.setDelegate_(delegate)
            self._asking = manager, delegate
        self._asking[0].requestWhenInUseAuthorization()
        self._asking[0].startUpdatingLocation()  # some versions list the program in Settings only then
        self._asking[0].stopUpdatingLocation()

    def _interface(self, name: str) -> Any:
        interface = self._frameworks.wifi_client().interfaceWithName_(name)
        if interface is None:
            raise NativeFailure("no such interface", 0)
        return interface


def load() -> Frameworks:
    """The frameworks of this computer. Raises `ImportError`."""
    if sys.platform == "darwin":
        import CoreLocation
        import CoreWLAN
        import Foundation
        import objc

        name = "SparkSetupLocationDelegate"
        try:  # a class of Objective-C exists once in a process
            delegate = objc.lookUpClass(name)
        except objc.nosuchclass_error:
            methods = {"locationManagerDidChangeAuthorization_": lambda self, manager: None}
            delegate = type(name, (Foundation.NSObject,), methods)
        return Frameworks(
            CoreWLAN.CWWiFiClient.sharedWiFiClient,
            lambda: CoreLocation.CLLocationManager.alloc().init(),
            lambda: delegate.alloc().init(),
            objc.autorelease_pool,
        )
    raise ImportError("CoreWLAN exists on macOS only")


def _bytes(data: Any) -> bytes | None:
    return None if data is None else bytes(data)


def _check(what: str, done: Any, error: Any) -> None:
    if not done:
        raise NativeFailure(what, int(error.code()) if error is not None else 0)
