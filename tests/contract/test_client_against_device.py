"""The SoftAP client against the simulated device: both generations of firmware, TCP and HTTP.

- a whole setup: id, key, scan, claim code, configure, connect; what is stored is what was given
- every request is one segment, as the device's kernel counted it
- names of any bytes come back from a scan as they are in the air, and are stored as they are
- silence, half answers, resets, rejections have their reasons; the same client then gets through
"""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.simulator.behaviour import CONFORMANCE, Behaviour, Fault, Trouble
from spark_setup.simulator.device import SimulatedDevice
from spark_setup.softap.client import DeviceClient, Opener, Patience
from spark_setup.softap.crypto import wep_key
from spark_setup.softap.errors import Reason, SoftApError
from spark_setup.softap.names import unsendable_sign

CODE = "A" * 31 + "+" + "b" * 30 + "/"
NEW, OLD = "2.3.1", "0.6.4"
ID = "1f0036000847343432313031"
NAMES = [
    b"Home",
    b'Bob "the AP"',
    b"a\\b",
    "Café".encode(),
    b"\xff\xfe\x80",
    b'","rssi":-1,"sec":0',
    b"skynet ",
    b"x" * 32,
]
PATIENCE = Patience(answer_s=2, scan_s=5, configure_s=5)

Setting = tuple[SimulatedDevice, DeviceClient]


def air(*names: bytes, sec: int = 4194308) -> list[dict[str, object]]:
    return [
        {"ssid_hex": n.hex(), "rssi": -50 - i, "sec": sec, "ch": 6, "mdr": 54000} for i, n in enumerate(names)
    ]


def opener(device: SimulatedDevice, services: tuple[str, ...]) -> Opener:
    ports = {"tcp": device.port, "http": device.http_port}

    def open_socket(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
        if service not in services:
            raise ConnectionRefusedError(111, "not in this test")
        return socket.create_connection(("127.0.0.1", ports[service]), timeout)

    return open_socket


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def make_setting() -> Iterator[Callable[..., Setting]]:
    """A fresh device and a client for it; `behaviour` may be given, all else is its persona."""
    devices: list[SimulatedDevice] = []

    def make(*services: str, behaviour: Behaviour = CONFORMANCE, **persona: object) -> Setting:
        device = SimulatedDevice(behaviour=behaviour)
        devices.append(device)
        device.reset({"device_id": ID.upper(), "air": air(*NAMES), **persona})
        return device, DeviceClient(opener(device, services or ("tcp",)), patience=PATIENCE)

    yield make
    for device in devices:
        device.stop()


def one_segment_each(device: SimulatedDevice) -> bool:
    return set(Counter(s.connection for s in device.segments).values()) == {1}


@pytest.mark.parametrize("service", ["tcp", "http"])
@pytest.mark.parametrize("firmware", [NEW, OLD])
def test_whole_setup(make_setting: Any, cancel: CancelToken, firmware: str, service: str) -> None:
    device, client = make_setting(service, firmware=firmware)
    found = client.device_id(cancel)
    assert (found.id, found.claimed) == (ID, False)
    assert client.version(cancel) == 2
    key = client.public_key(cancel)
    scan = client.scan(cancel)
    assert scan.complete
    assert [n.ssid for n in scan.networks] == NAMES
    home = scan.networks[0]
    client.set_claim_code(Secret(CODE), cancel)
    client.configure_ap(
        ssid=home.ssid,
        sec=home.sec,
        channel=home.channel,
        password=Secret("correct horse 9"),
        key=key,
        cancel=cancel,
    )
    assert device.state()["claim_code"] == CODE
    assert device.memory.networks.first.password == b"correct horse 9"
    assert client.connect_ap(cancel) in (True, False)
    assert [c.name for c in device.commands] == [
        "device-id", "version", "public-key", "scan-ap", "set", "configure-ap", "connect-ap",
    ]  # fmt: skip
    assert {s.service for s in device.segments} == {service}
    assert one_segment_each(device)


@pytest.mark.parametrize("service", ["tcp", "http"])
@pytest.mark.parametrize("firmware", [NEW, OLD])
@pytest.mark.parametrize(
    "ssid", [n for n in NAMES if unsendable_sign(n) is None] + [b"a\\u00e9", b'Bob \\"5G\\"', b"n\n\t\x01x"]
)
def test_stored_name_is_byte_for_byte(
    make_setting: Any, cancel: CancelToken, firmware: str, service: str, ssid: bytes
) -> None:
    device, client = make_setting(service, firmware=firmware, air=air(ssid, sec=0))
    assert client.scan(cancel).networks[0].ssid == ssid
    client.configure_ap(ssid=ssid, sec=0, channel=6, password=None, key=None, cancel=cancel)
    assert device.state()["ssid_hex"] == ssid.hex()
    assert one_segment_each(device)


@pytest.mark.parametrize("firmware", [NEW, OLD])
def test_wep_key_arrives_as_the_radio_takes_it(make_setting: Any, cancel: CancelToken, firmware: str) -> None:
    device, client = make_setting(firmware=firmware, air=air(b"Old", sec=1))
    client.configure_ap(
        ssid=b"Old", sec=1, channel=6, password=wep_key(Secret("abcde")), key=None, cancel=cancel
    )
    assert device.memory.networks.first.password.startswith(b"\x00\x05abcde")


@pytest.mark.parametrize("firmware", [NEW, OLD])
def test_device_without_a_key(make_setting: Any, cancel: CancelToken, firmware: str) -> None:
    _, client = make_setting(firmware=firmware, has_key=False)
    with pytest.raises(SoftApError) as caught:
        client.public_key(cancel)
    assert caught.value.reason is Reason.BAD_KEY


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        (b"Nowhere", "x" * 8, Reason.CANNOT_SEE_NETWORK),
        (b"Home", "x" * 7, Reason.PASSWORD_LENGTH),
    ],
)
def test_what_new_firmware_refuses(
    make_setting: Any, cancel: CancelToken, name: bytes, password: str, reason: Reason
) -> None:
    device, client = make_setting(firmware=NEW)
    with pytest.raises(SoftApError) as caught:
        client.configure_ap(
            ssid=name, sec=4194308, channel=6, password=Secret(password), key=None, cancel=cancel
        )
    assert caught.value.reason is reason
    assert device.state()["ssid_hex"] is None


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.HALF, Reason.CLOSED),
        (Fault.RESET, Reason.RESET),
        (Fault.CLOSED, Reason.CLOSED),
        (Fault.REJECTED, Reason.REJECTED),
    ],
)
@pytest.mark.parametrize("firmware", [NEW, OLD])
def test_fault_has_its_reason_and_the_next_try_succeeds(
    make_setting: Any, cancel: CancelToken, firmware: str, fault: Fault, reason: Reason
) -> None:
    behaviour = Behaviour(troubles={"set": Trouble(fault, times=1)})
    device, client = make_setting(firmware=firmware, behaviour=behaviour)
    client.device_id(cancel)
    with pytest.raises(SoftApError) as caught:
        client.set_claim_code(Secret(CODE), cancel)
    assert caught.value.reason is reason
    client.set_claim_code(Secret(CODE), cancel)
    assert device.state()["claim_code"] == CODE


@pytest.mark.parametrize("firmware", [NEW, OLD])
def test_lost_answer_to_connect_is_no_failure(make_setting: Any, cancel: CancelToken, firmware: str) -> None:
    behaviour = Behaviour(troubles={"connect-ap": Trouble(Fault.CLOSED)})
    _, client = make_setting(firmware=firmware, behaviour=behaviour)
    assert client.connect_ap(cancel) is False


def test_old_firmware_survives_a_hundred_commands(make_setting: Any, cancel: CancelToken) -> None:
    """It would hang for ever after one request in two segments, or one header cut off."""
    device, client = make_setting(firmware=OLD)
    for _ in range(50):
        client.device_id(cancel)
        client.set_claim_code(Secret(CODE), cancel)
    assert not device.hung
    assert len(device.commands) == 100
    assert one_segment_each(device)
