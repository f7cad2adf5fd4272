"""Particle's own client (`@particle/softap-setup`, npm) runs its whole setup against the simulated device."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from spark_setup.core.clock import Clock
from spark_setup.simulator.air import SimulatedAir, standard_air
from spark_setup.simulator.device import SimulatedDevice
from spark_setup.simulator.persona import Persona

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("js") / "softap_setup.js"
MODULES = ROOT / "build" / "npm" / "node_modules"
CLAIM_CODE = "MDMAaZ09+/" + "b" * 20 + "/+Zz9" + "Q" * 28
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (MODULES / "@particle" / "softap-setup").is_dir(),
        reason="not installed: npm install --prefix build/npm @particle/softap-setup@4.1.2",
    ),
]


@pytest.fixture(params=["2.3.1", "0.6.4"])
def device(request: pytest.FixtureRequest) -> Iterator[SimulatedDevice]:
    # Its JSON parser cannot read a scan with a quotation mark in a name: an air without one.
    air = SimulatedAir(tuple(network for network in standard_air().networks if b'"' not in network.ssid))
    device = SimulatedDevice(air=air, persona=Persona(firmware=request.param), clock=Clock(50.0))
    device.start()
    yield device
    device.stop()


@pytest.mark.parametrize("protocol", ["tcp", "http"])
def test_particles_client_sets_the_device_up(device: SimulatedDevice, protocol: str) -> None:
    port = device.port if protocol == "tcp" else device.http_port
    options = {
        "port": port,
        "protocol": protocol,
        "claim_code": CLAIM_CODE,
        "ssid": "Home",
        "password": "correct horse 9",
    }
    assert NODE is not None
    done = subprocess.run(
        [NODE, "--no-deprecation", str(SCRIPT), json.dumps(options)],
        env={**os.environ, "NODE_PATH": str(MODULES)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["info"] == {"id": device.id, "claimed": False}
    assert [row["ssid"] for row in seen["networks"]].index("Home") == 0
    assert seen["key"].startswith("-----BEGIN PUBLIC KEY-----")
    assert seen["configured"] == {"r": 0}
    state = device.state()
    assert state["ssid_hex"] == b"Home".hex()
    assert state["password_hex"] == b"correct horse 9".hex()
    assert state["security"] == 4194308
    assert state["claim_code"] == CLAIM_CODE
    assert not device.hung
    names = [command.name for command in device.commands if command.service == protocol]
    assert names[-5:] == ["scan-ap", "public-key", "set", "configure-ap", "connect-ap"]
