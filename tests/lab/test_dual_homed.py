"""Router and device both at 192.168.0.1: what is meant for the device never reaches the router.

In namespaces with veth, a client without capabilities, rp_filter 0, 1 and 2. With a strict filter the bound
connect ends in silence (NetworkManager is asked to loosen it, see the next test), but never at the router.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fakes import nm_daemon
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.nm_profile import Settings

SCRIPT = Path(__file__).with_name("dual_homed.py")


def run(rp_filter: int) -> dict[str, object]:
    if missing := nm_daemon.why_not():
        pytest.skip(missing)
    as_root = [] if os.geteuid() == 0 else ["-r"]
    command = ["unshare", *as_root, "-n", "-m", sys.executable, str(SCRIPT), str(rp_filter)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("rp_filter", [0, 1, 2])
def test_not_one_byte_reaches_the_router(rp_filter: int) -> None:
    answer = run(rp_filter)
    assert answer["plain"] == "router"  # what every program that does not bind would do
    assert answer["router_packets_of_bound"] == 0
    assert answer["router_has_secret"] is False
    assert answer["clash"] == "cable0"
    assert answer["vpn"] is None
    if rp_filter == 1:
        assert answer["strict"] is True
        assert answer["bound"] == "timeout"
    else:
        assert answer["strict"] is False
        assert answer["bound"] == "device"
        assert answer["device_has_secret"] is True
        assert answer["prober"] == "wifi0"


class LooseningWifi(nm_daemon.StandInWifi):
    """As on a computer with a strict filter."""

    def _profile(self, ssid: bytes, ifname: str) -> Settings:
        settings = super()._profile(ssid, ifname)
        settings["connection"]["mptcp-flags"] = ("u", 0x2E)
        return settings


def test_networkmanager_loosens_a_strict_filter_while_our_profile_is_up() -> None:
    if missing := nm_daemon.why_not():
        pytest.skip(missing)
    with nm_daemon.nm_daemon() as daemon:
        daemon.set_rp_filter(1)
        daemon.activate(daemon.add_profile("Home", "10.9.0.2", autoconnect=True))
        daemon.wait_for("Home")
        backend = LooseningWifi()
        adapter = backend.probe().adapters[0]
        assert daemon.rp_filter() == 1
        backend.join(adapter, nm_daemon.DEVICE_SSID, cancel=CancelToken())
        assert daemon.rp_filter() == 2
        backend.close()
        daemon.wait_for("Home")
        assert daemon.rp_filter() == 1
