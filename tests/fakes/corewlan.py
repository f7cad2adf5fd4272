"""CoreWLAN and CoreLocation played by objects with the same Objective-C methods; networksetup by its texts.

`Mac` is the computer: one, whatever process asks it. Methods that take an NSError** return (result, error),
as pyobjc's do. Nothing here is fast or slow by itself; `slow_s` makes native calls take real time.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.interfaces import Interface
from spark_setup.hostwifi.macos_native import Frameworks

IFNAME = "en0"


class FakeData(bytes):
    """NSData: bytes() of it is its content."""


class FakeError:
    """NSError."""

    def __init__(self, code: int) -> None:
        self._code = code

    def code(self) -> int:
        return self._code


@dataclass
class Mac:
    """Everything a test may turn."""

    air: dict[bytes, tuple[bool, str]] = field(default_factory=dict)  # ssid → (open, subnet)
    known: list[bytes] = field(default_factory=list)  # preferred networks, best first
    on: bytes | None = None
    power: bool = True
    has_wifi: bool = True
    location: int = 4  # CLAuthorizationStatus
    signed: bool = True  # unsigned programs are shown no names, whatever the permission says
    answers_prompt: int | None = None  # what the person says when asked
    autojoins_after: str = "disassociate"  # or "power", or "never"
    directed_scan_without_location: bool = True
    associate_error: int | None = None
    scan_error: int | None = None
    power_error: int | None = None
    address_comes: bool = True
    slow_s: float = 0.0
    networksetup: list[str] = field(default_factory=list)  # what it says next; then it does its work
    log: list[str] = field(default_factory=list)
    managers: list[Any] = field(default_factory=list)

    def frameworks(self) -> Frameworks:
        return Frameworks(lambda: FakeClient(self), lambda: FakeManager(self), FakeDelegate)

    @property
    def shows_names(self) -> bool:
        return self.signed and self.location in (3, 4)

    def interfaces(self) -> list[Interface]:
        found = [Interface("lo0", 1, "127.0.0.1")]
        on = self.on
        if self.power and on is not None and self.address_comes:
            found.append(Interface(IFNAME, 11, f"{self.air[on][1]}.100"))
        return found

    def autojoin(self) -> None:
        self.on = next((ssid for ssid in self.known if ssid in self.air and self.power), None)

    def take_time(self) -> None:
        threading.Event().wait(self.slow_s)

    def run(self, arguments: Sequence[str], cancel: CancelToken) -> str | None:
        """networksetup: what it prints; it ends with 0 always."""
        assert list(arguments[:2]) == ["/usr/sbin/networksetup", "-setairportnetwork"]
        ifname, name = arguments[2:]
        self.log.append(f"networksetup {name}")
        assert ifname == IFNAME
        if self.networksetup:
            return self.networksetup.pop(0)
        if name.encode() not in self.air:
            return f"Could not find network {name}.\n"
        self.on = name.encode()
        return ""


class FakeManager:
    """CLLocationManager."""

    def __init__(self, mac: Mac) -> None:
        self._mac, self._delegate, self._thread = mac, None, threading.current_thread()

    def authorizationStatus(self) -> int:
        return self._mac.location

    def setDelegate_(self, delegate: Any) -> None:
        self._delegate = delegate
        self._mac.managers.append(self)

    def requestWhenInUseAuthorization(self) -> None:
        assert threading.current_thread() is threading.main_thread()
        assert self._delegate is not None
        self._mac.log.append("prompt")
        if self._mac.location == 0 and self._mac.answers_prompt is not None:
            self._mac.location = self._mac.answers_prompt

    def startUpdatingLocation(self) -> None:
        assert threading.current_thread() is threading.main_thread()

    def stopUpdatingLocation(self) -> None:
        assert threading.current_thread() is threading.main_thread()


class FakeDelegate:
    """The delegate that has to stay alive."""


class FakeClient:
    """CWWiFiClient."""

    def __init__(self, mac: Mac) -> None:
        self._mac = mac

    def interface(self) -> FakeInterface | None:
        return FakeInterface(self._mac) if self._mac.has_wifi else None

    def interfaceWithName_(self, name: str) -> FakeInterface | None:
        return FakeInterface(self._mac) if self._mac.has_wifi and name == IFNAME else None


class FakeInterface:
    """CWInterface."""

    def __init__(self, mac: Mac) -> None:
        self._mac = mac

    def interfaceName(self) -> str:
        return IFNAME

    def powerOn(self) -> bool:
        return self._mac.power

    def setPower_error_(self, on: bool, error: None) -> tuple[bool, FakeError | None]:
        mac = self._mac
        mac.log.append(f"power {'on' if on else 'off'}")
        if mac.power_error is not None:
            return False, FakeError(mac.power_error)
        came_on, mac.power = on and not mac.power, on
        if not on:
            mac.on = None
        if came_on and mac.autojoins_after in ("disassociate", "power"):
            mac.autojoin()
        return True, None

    def ssidData(self) -> FakeData | None:
        on = self._mac.on
        return FakeData(on) if on is not None and self._mac.shows_names else None

    def wlanChannel(self) -> FakeChannel | None:
        return FakeChannel(1) if self._mac.on else None

    def scanForNetworksWithSSID_error_(
        self, ssid: bytes | None, error: None
    ) -> tuple[frozenset[FakeNetwork] | None, FakeError | None]:
        mac = self._mac
        mac.log.append("scan" if ssid is None else "directed scan")
        mac.take_time()
        if mac.scan_error is not None:
            return None, FakeError(mac.scan_error)
        if ssid is not None and not mac.shows_names and not mac.directed_scan_without_location:
            return frozenset(), None
        return frozenset(FakeNetwork(mac, s) for s in mac.air if ssid in (None, s)), None

    def associateToNetwork_password_error_(
        self, network: FakeNetwork, password: None, error: None
    ) -> tuple[bool, FakeError | None]:
        mac = self._mac
        assert password is None
        mac.log.append("associate")
        mac.take_time()
        if mac.associate_error is not None:
            return False, FakeError(mac.associate_error)
        mac.on = network.name
        return True, None

    def disassociate(self) -> None:
        self._mac.log.append("disassociate")
        self._mac.on = None
        if self._mac.autojoins_after == "disassociate":
            self._mac.autojoin()


class FakeChannel:
    """CWChannel."""

    def __init__(self, band: int) -> None:
        self._band = band

    def channelBand(self) -> int:
        return self._band


class FakeNetwork:
    """CWNetwork."""

    def __init__(self, mac: Mac, name: bytes) -> None:
        self._mac, self.name = mac, name

    def ssidData(self) -> FakeData | None:
        return FakeData(self.name) if self._mac.shows_names else None

    def rssiValue(self) -> int:
        return -40 - 10 * list(self._mac.air).index(self.name)

    def supportsSecurity_(self, security: int) -> bool:
        assert security == 0
        return self._mac.air[self.name][0]
