"""The real NetworkManager daemon for tests: namespaces of its own, a veth named wlan9 standing in for Wi-Fi.

Only the daemon lives in the namespaces; the test talks to it over the bus socket. Nothing reaches this
machine's network: the namespace has no way out.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spark_setup.hostwifi.linux_nm import NetworkManagerWifi
from spark_setup.hostwifi.nm_bus import BusError, NmBus
from spark_setup.hostwifi.nm_objects import SETTINGS, SETTINGS_PATH, Device, HeardAp, NmReader

from .nm_hands import IFNAME, NmHands

SCRIPT = Path(__file__).with_name("nm_daemon.sh")
DEVICE_SSID = b"Photon-A1B2"
SILENT_SSID = b"Photon-MUTE"  # joined, but nobody gives an address


def why_not() -> str | None:
    """Why this machine cannot run it, or None."""
    for program in ("NetworkManager", "dbus-daemon", "ip", "unshare"):
        if shutil.which(program) is None:
            return f"{program} is not installed (make lab)"
    probe = subprocess.run([*_unshare(), "true"], capture_output=True, check=False)
    return None if probe.returncode == 0 else "namespaces are refused on this machine"


def _unshare() -> list[str]:
    as_root = [] if os.geteuid() == 0 else ["-r"]
    return ["unshare", *as_root, "-n", "-m"]  # no pid namespace: the daemon looks its callers up by pid


class NmDaemon(NmHands):
    """A running daemon. `address` is its bus."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._process, self._folder = process, folder
        self.address = f"unix:path={folder}/bus"
        self.bus = NmBus()
        self.nm = NmReader(self.bus)

    def wait_ready(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                if self.bus.has_owner() and self.nm.device_named(IFNAME) is not None:
                    return
            except BusError:
                pass
            assert self._process.poll() is None, "the daemon ended: " + self.log()[-2000:]
            time.sleep(0.05)  # real daemon start; not an assertion about time
        raise AssertionError("NetworkManager did not get ready: " + self.log()[-2000:])

    def log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")

    @property
    def root(self) -> Path:
        """The daemon's file system, seen from outside."""
        return Path(f"/proc/{self._process.pid}/root")

    def stored(self) -> list[str]:
        """Profiles on the daemon's disk and in its runtime folder."""
        folders = ("etc/NetworkManager/system-connections", "run/NetworkManager/system-connections")
        return sorted(p.name for f in folders if (self.root / f).is_dir() for p in (self.root / f).iterdir())

    def rp_filter(self) -> int:
        """The effective filter of the stand-in, inside."""
        read = [self._inside("cat", f"/proc/sys/net/ipv4/conf/{name}/rp_filter") for name in ("all", IFNAME)]
        return max(int(value) for value in read)

    def set_rp_filter(self, value: int) -> None:
        for name in ("all", "default", IFNAME):
            self._inside("sh", "-c", f"echo {value} > /proc/sys/net/ipv4/conf/{name}/rp_filter")

    def _inside(self, *command: str) -> str:
        pid = str(self._process.pid)
        as_user = [] if os.geteuid() == 0 else ["-U", "--preserve-credentials"]
        enter = ["nsenter", "-t", pid, *as_user, "-n", "-m"]
        return subprocess.run([*enter, *command], capture_output=True, text=True, check=True).stdout

    def add_profile(self, name: str, address: str, *, autoconnect: bool) -> str:
        """A stored profile for the stand-in; returns its UUID."""
        settings = ethernet_profile(name, address, autoconnect=autoconnect)
        self.bus.call(SETTINGS_PATH, SETTINGS, "AddConnection", "a{sa{sv}}", (settings,))
        return str(settings["connection"]["uuid"][1])

    def delete_profile(self, profile_uuid: str) -> None:
        path = self.nm.profile_of_uuid(profile_uuid)
        assert path is not None
        self.bus.call(path, f"{SETTINGS}.Connection", "Delete")

    def profiles(self) -> list[str]:
        """Names of all profiles, stored or not."""
        (paths,) = self.bus.call(SETTINGS_PATH, SETTINGS, "ListConnections")
        names = [self.nm.profile_settings(str(p)).get("connection", {}).get("id") for p in paths]
        return sorted(str(n) for n in names if n and n != "lo")

    def wait_for(self, name: str | None, timeout: float = 15.0) -> float:
        """Wait until the profile `name` is active; how long it took, in seconds."""
        started = time.monotonic()
        while time.monotonic() - started < timeout:
            if self.active_name() == name:
                return time.monotonic() - started
            time.sleep(0.02)  # polls a daemon in another namespace
        raise AssertionError(f"{name!r} is not active but {self.active_name()!r}: {self.log()[-1500:]}")

    def clear(self) -> None:
        """Back to no profile at all."""
        (paths,) = self.bus.call(SETTINGS_PATH, SETTINGS, "ListConnections")
        for path in paths:
            if self.nm.profile_settings(str(path)).get("connection", {}).get("id") != "lo":
                self.bus.call(str(path), f"{SETTINGS}.Connection", "Delete")
        self.wait_for(None)

    def close(self) -> None:
        self.bus.close()
        os.killpg(self._process.pid, signal.SIGKILL)  # its own session: the bus and the daemon
        self._process.wait(10)


@contextmanager
def nm_daemon() -> Iterator[NmDaemon]:
    """Start it; `DBUS_SYSTEM_BUS_ADDRESS` points at it inside the block."""
    folder = Path(tempfile.mkdtemp(prefix="nm-", dir="/tmp"))
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*_unshare(), "sh", str(SCRIPT), str(folder)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    daemon = NmDaemon(process, folder)
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = daemon.address
    try:
        daemon.wait_ready()
        yield daemon
    finally:
        daemon.close()
        if before is None:
            os.environ.pop("DBUS_SYSTEM_BUS_ADDRESS", None)
        else:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before
        shutil.rmtree(folder, ignore_errors=True)


def ethernet_profile(name: str, address: str | None, *, autoconnect: bool) -> dict[str, dict[str, Any]]:
    """Settings for the veth; `address` None: DHCP that nobody answers."""
    ipv4: dict[str, tuple[str, Any]] = {
        "method": ("s", "auto"),
        "dhcp-timeout": ("i", 1),
        "may-fail": ("b", False),
    }
    if address is not None:
        rows = [{"address": ("s", address), "prefix": ("u", 24)}]
        ipv4 = {"method": ("s", "manual"), "address-data": ("aa{sv}", rows)}
    return {
        "connection": {
            "id": ("s", name),
            "type": ("s", "802-3-ethernet"),
            "uuid": ("s", str(uuid.uuid4())),
            "autoconnect": ("b", autoconnect),
            "interface-name": ("s", IFNAME),
        },
        "ipv4": ipv4,
        "ipv6": {"method": ("s", "disabled")},
    }


class StandInWifi(NetworkManagerWifi):
    """The production backend with a veth for a radio: what is heard and the profile's medium differ."""

    heard = (DEVICE_SSID, SILENT_SSID)

    def _is_wifi(self, device: Device) -> bool:
        return device.label == IFNAME

    def _heard(self, device_path: str) -> list[HeardAp]:
        return [HeardAp("/", ssid, 70, True, 2462) for ssid in self.heard]

    def _profile(self, ssid: bytes, ifname: str) -> dict[str, dict[str, tuple[str, Any]]]:
        address = None if ssid == SILENT_SSID else "192.168.0.100"
        settings = super()._profile(ssid, ifname)
        wired = ethernet_profile("unused", address, autoconnect=False)
        del settings["802-11-wireless"]
        settings["connection"]["type"] = ("s", "802-3-ethernet")
        settings["ipv4"] = wired["ipv4"]
        return settings
