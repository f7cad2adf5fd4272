"""NetworkManager played by python-dbusmock on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spark_setup.hostwifi.nm_bus import NM, BusError, NmBus
from spark_setup.hostwifi.nm_objects import NM_PATH, SETTINGS, SETTINGS_PATH, NmReader

from .nm_hands import IFNAME, NmHands

TEMPLATE = Path(__file__).with_name("nm_mock_template.py")
DEBIAN_PYTHON = "/usr/bin/python3"
EXTRA = "org.spark_setup.Mock"

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_destination="*"/><allow receive_type="method_call"/>
<allow eavesdrop="false"/></policy></busconfig>
"""


def why_not() -> str | None:
    """Why this machine cannot run it, or None."""
    if shutil.which("dbus-daemon") is None:
        return "dbus-daemon is not installed (make lab)"
    probe = subprocess.run([DEBIAN_PYTHON, "-c", "import dbusmock"], capture_output=True, check=False)
    return None if probe.returncode == 0 else "python3-dbusmock is not installed (make lab)"


@contextmanager
def private_bus(config: str = _CONFIG) -> Iterator[Path]:
    """A D-Bus daemon of our own that the whole process takes for the system bus; its folder."""
    folder = Path(tempfile.mkdtemp(prefix="bus-", dir="/tmp"))
    (folder / "bus.conf").write_text(config.format(folder=folder))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    try:
        until(lambda: (folder / "bus").exists(), "the bus socket")
        yield folder
    finally:
        daemon.kill()
        daemon.wait(10)
        if before is None:
            os.environ.pop("DBUS_SYSTEM_BUS_ADDRESS", None)
        else:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def dbusmock(template: str, bus_name: str = NM) -> Iterator[None]:
    """Run a template on the current system bus until the block ends."""
    process = subprocess.Popen(
        [DEBIAN_PYTHON, "-m", "dbusmock", "--system", "--template", template],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={"DBUS_SYSTEM_BUS_ADDRESS": os.environ["DBUS_SYSTEM_BUS_ADDRESS"], "PATH": os.environ["PATH"]},
    )  # fmt: skip
    bus = NmBus(bus_name)
    try:
        until(bus.has_owner, "dbusmock", process)
        bus.close()
        yield
    finally:
        bus.close()
        process.kill()
        process.communicate(timeout=10)


def until(ready: Any, what: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until `ready()`; for helper processes to start."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        try:
            if ready():
                return
        except BusError:
            pass
        if process is not None and process.poll() is not None:
            raise AssertionError((process.communicate()[1] or b"").decode()[-2000:])
        time.sleep(0.02)
    raise AssertionError(f"{what} did not get ready")


class NmMock(NmHands):
    """The controls of the played NetworkManager."""

    def __init__(self) -> None:
        self.bus = NmBus()
        self.nm = NmReader(self.bus)
        until(lambda: self.nm.device_named(IFNAME) is not None, "the mock's device")

    def _extra(self, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        return self.bus.call(NM_PATH, EXTRA, method, signature, body)

    def add_profile(self, name: str, ssid: str, *, autoconnect: bool) -> str:
        return str(self._extra("AddProfile", "ssb", (name, ssid, autoconnect))[0])

    def permissions(self, **answers: str) -> None:
        named = {f"{NM}.{k.replace('__', '.').replace('_', '-')}": v for k, v in answers.items()}
        self._extra("SetPermissions", "a{ss}", (named,))

    def fail_next(self, reason: int) -> None:
        self._extra("FailNext", "u", (reason,))

    def unplug(self) -> None:
        self._extra("RemoveDevices")

    def radio(self, on: bool) -> None:
        self.bus.call(
            NM_PATH, "org.freedesktop.DBus.Properties", "Set", "ssv", (NM, "WirelessEnabled", ("b", on))
        )

    def profiles(self) -> list[str]:
        (paths,) = self.bus.call(SETTINGS_PATH, SETTINGS, "ListConnections")
        names = [self.nm.profile_settings(str(p)).get("connection", {}).get("id") for p in paths]
        return sorted(str(n) for n in names if n)

    def close(self) -> None:
        self.bus.close()


@contextmanager
def nm_mock() -> Iterator[NmMock]:
    """A bus, the mock on it, its controls."""
    with private_bus(), dbusmock(str(TEMPLATE)):
        mock = NmMock()
        try:
            yield mock
        finally:
            mock.close()
