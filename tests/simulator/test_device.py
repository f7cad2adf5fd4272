"""The device's life: listening, joining, online, and every way back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from spark_setup.core.clock import Clock
from spark_setup.core.lights import State
from spark_setup.simulator.air import WPA2_AES, AirNetwork, SimulatedAir, standard_air
from spark_setup.simulator.behaviour import Behaviour
from spark_setup.simulator.device import SimulatedDevice

from .device_bench import FakeUplink, Make, ask, configure, connect, encrypted, eventually, request

CODE = b"A" * 63


def refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        pass  # taken in the moment in which the port was closed
    return False


def comes_true_soon(check: Callable[[], bool]) -> bool:
    """Whether it becomes so within a tenth of a second."""
    return any(check() or threading.Event().wait(0.01) for _ in range(10))


def set_up(device: SimulatedDevice, password: bytes = b"correct horse 9") -> None:
    ask(device.port, request(b"set", b'{"k":"cc","v":"' + CODE + b'"}'))
    assert configure(device, b"Home", password) == 0
    connect(device)


def test_a_whole_setup_ends_online_and_claimed(make: Make, uplink: FakeUplink, lights: list[State]) -> None:
    appeared: list[bool] = []
    device = make(on_air=appeared.append)
    set_up(device)
    eventually(lambda: device.online, "never online")
    assert uplink.said == [("connect", device.id, CODE.decode())]
    assert lights == [
        State.LISTENING,
        State.JOINING,
        State.ASKING_ADDRESS,
        State.REACHING_SERVICE,
        State.HANDSHAKE,
        State.ONLINE,
    ]
    assert appeared == [True, False]
    state = device.state()
    assert bytes.fromhex(str(state["ssid_hex"])) == b"Home"
    assert bytes.fromhex(str(state["password_hex"])) == b"correct horse 9"
    assert state["claim_code"] == CODE.decode()
    assert (state["listening"], state["led"], state["online"]) == (False, "L7", True)
    assert state["commands"] == ["set", "public-key", "configure-ap", "connect-ap"]
    device.press_button()
    eventually(lambda: device.listening, "the button does not bring it back")
    assert b'"c":"1"' in ask(device.port, request(b"device-id"))
    assert uplink.said[-1] == ("disconnect", device.id)


def test_its_ports_refuse_while_it_is_away_and_are_the_same_when_it_is_back(make: Make) -> None:
    device = make(behaviour=Behaviour(leave_s=0.0, join_limit_s=10**6), clock=Clock(1.0))
    ports = device.port, device.http_port
    assert configure(device, b"Nowhere", sec=0) == 0
    connect(device)
    eventually(lambda: all(map(refused, ports)), "a port still answers")
    device.press_button()
    eventually(lambda: device.listening, "not back")
    assert (device.port, device.http_port) == ports
    assert ask(device.port, request(b"version")) == b'\n\n{"v":2}'


def test_a_wrong_password_brings_it_back_to_listening(make: Make, lights: list[State]) -> None:
    device = make(air=standard_air(refuses_first=True))
    set_up(device, b"wrong password")
    eventually(lambda: lights[-1] is State.LISTENING and len(lights) > 1, "did not come back")
    assert not device.online
    assert State.ASKING_ADDRESS not in lights
    set_up(device, b"another password")
    eventually(lambda: device.online, "the second password is right")


def test_a_device_that_does_not_return_blinks_green_for_ever(make: Make) -> None:
    device = make(
        air=standard_air(refuses_first=True), behaviour=Behaviour(returns=False), clock=Clock(10_000)
    )
    set_up(device, b"wrong password")
    eventually(lambda: device.led is State.JOINING, "not joining")
    # A tenth of a second here is more than a quarter of an hour there.
    assert not comes_true_soon(lambda: device.listening)
    device.press_button()
    eventually(lambda: device.listening, "the button does not bring it back")


def test_connect_without_a_new_configuration_does_not_return(make: Make) -> None:
    device = make(air=standard_air(refuses_first=True), clock=Clock(2000))
    set_up(device, b"wrong password")
    eventually(lambda: device.led is State.JOINING, "not joining")
    eventually(lambda: device.listening, "not back")
    connect(device)
    eventually(lambda: device.led is State.JOINING, "not joining")
    assert not comes_true_soon(lambda: device.listening)


def test_it_comes_online_through_an_older_network(make: Make) -> None:
    air = SimulatedAir((AirNetwork(b"Old", b"old password"), AirNetwork(b"New", b"right password")))
    device = make(air=air)
    assert configure(device, b"Old", b"old password") == 0
    assert configure(device, b"New", b"wrong password") == 0
    connect(device)
    eventually(lambda: device.online, "did not try its older network")
    assert bytes.fromhex(str(device.state()["ssid_hex"])) == b"New"


def test_it_keeps_five_networks_newest_first(make: Make) -> None:
    device = make()
    for name in (b"A", b"B", b"C", b"D", b"E", b"F", b"C"):
        assert configure(device, name, sec=0) == 0
    assert [stored.ssid for stored in device.memory.networks.named()] == [b"F", b"E", b"D", b"C", b"B"]


def test_no_address_counts_as_failure(make: Make, lights: list[State]) -> None:
    device = make(air=SimulatedAir((AirNetwork(b"Home", gives_address=False),)))
    set_up(device)
    eventually(lambda: State.ASKING_ADDRESS in lights and device.listening, "did not come back")


def test_no_cloud_does_not_count_as_failure(make: Make, uplink: FakeUplink) -> None:
    device = make(behaviour=Behaviour(stays=State.NO_INTERNET))
    set_up(device)
    eventually(lambda: device.led is State.NO_INTERNET, "wrong light")
    assert uplink.said == []
    assert device.state()["led"] == "L15"


def test_update_at_the_first_connection(make: Make, uplink: FakeUplink, lights: list[State]) -> None:
    device = make(behaviour=Behaviour(update_s=20.0))
    set_up(device)
    eventually(lambda: [said[0] for said in uplink.said].count("connect") == 2, "no second connection")
    assert [said[0] for said in uplink.said] == [
        "connect",
        "publish",
        "publish",
        "publish",
        "disconnect",
        "connect",
    ]
    assert State.UPDATING in lights


def test_flaps(make: Make, uplink: FakeUplink) -> None:
    device = make(behaviour=Behaviour(flaps=2))
    set_up(device)
    eventually(lambda: [said[0] for said in uplink.said].count("connect") == 3, "did not flap")
    eventually(lambda: device.online, "did not end online")


def test_leaves_listening_by_itself(make: Make) -> None:
    device = make(behaviour=Behaviour(leaves_listening_after_s=20.0))
    eventually(lambda: device.led is State.NOT_CONNECTED, "still listening")
    assert refused(device.port)
    device.press_button()
    eventually(lambda: device.listening, "the button does not bring it back")


def test_swapped_device_has_another_id(make: Make) -> None:
    device = make(behaviour=Behaviour(other_id="0" * 24), air=SimulatedAir())
    first = ask(device.port, request(b"device-id"))
    assert configure(device, b"Nowhere", sec=0) == 0
    connect(device)
    eventually(lambda: device.led is State.JOINING, "not joining")
    eventually(lambda: device.listening, "not back")
    assert ask(device.port, request(b"device-id")) != first


def test_hidden_network_open_is_stored_and_joined(make: Make) -> None:
    device = make(air=SimulatedAir((AirNetwork(b"Secret", sec=0, hidden=True),)))
    assert b"Secret" not in ask(device.port, request(b"scan-ap"))
    assert configure(device, b"Secret", sec=0) == 0
    connect(device)
    eventually(lambda: device.online, "never online")


def test_hidden_wpa2_is_invisible_to_new_firmware(make: Make) -> None:
    device = make(air=SimulatedAir((AirNetwork(b"Secret", sec=WPA2_AES, hidden=True),)))
    assert configure(device, b"Secret", b"correct horse 9") == -2


def test_reset_forgets_everything_at_once(make: Make) -> None:
    device = make()
    set_up(device)
    device.reset({"firmware": "0.6.4", "device_id": "F" * 24, "claimed": True, "has_key": False, "air": []})
    assert device.listening
    assert device.state()["commands"] == []
    assert device.state()["ssid_hex"] is None
    assert ask(device.port, request(b"device-id")) == b'\n\n{"id":"' + b"F" * 24 + b'","c":"1"}'
    assert b"FFFFFFFFFFFF" in ask(device.port, request(b"public-key"))
    assert ask(device.port, request(b"scan-ap")) == b'\n\n{"scans":[]}'


@pytest.mark.parametrize(
    "persona",
    [
        {"firmware": "new"},
        {"device_id": "12"},
        {"key_der_hex": "3000"},
        {"key_der_hex": "zz"},
        {"key_der_hex": f"3081900201000281800{1:0255x}" + "0205" + "ff" * 5 + "020101"},
        {"claimed": "yes"},
        {"air": [{"ssid_hex": "zz"}]},
        {"air": [{"ssid_hex": "00", "rssi": "x"}]},
        {"air": {}},
        {"firmware": 7},
    ],
)
def test_a_persona_that_is_not_understood_changes_nothing(make: Make, persona: dict[str, object]) -> None:
    device = make()
    assert configure(device, b"Home", b"correct horse 9") == 0
    with pytest.raises(ValueError, match=r"."):
        device.reset(persona)
    assert device.state()["ssid_hex"] == b"Home".hex()
    assert device.listening


def test_waiting_connections_are_served_one_after_the_other(make: Make) -> None:
    device = make(behaviour=Behaviour(scan_s=40.0))
    with (
        socket.create_connection(("127.0.0.1", device.port), timeout=5) as scanning,
        socket.create_connection(("127.0.0.1", device.port), timeout=5) as waiting,
    ):
        scanning.sendall(request(b"scan-ap"))
        eventually(lambda: len(device.segments) == 1, "the scan request did not arrive")
        waiting.sendall(request(b"version"))
        waiting.settimeout(0.05)
        with pytest.raises(TimeoutError):
            waiting.recv(100)
        waiting.settimeout(5)
        assert scanning.recv(100).startswith(b"\n\n")
        assert waiting.recv(100) == b'\n\n{"v":2}'


def test_encryption_of_the_default_key_is_understood(make: Make) -> None:
    device = make()
    assert len(encrypted(device, b"x" * 63)) == 256


def test_ports_can_be_taken_again_after_stop() -> None:
    device = SimulatedDevice()
    device.start()
    port = device.port
    device.stop()
    device.stop()
    again = SimulatedDevice(port=port)
    again.stop()
