"""What can be made to go wrong in the talk with the device, and what old firmware does wrong by itself."""

from __future__ import annotations

import socket

import pytest

from spark_setup.core.clock import Clock
from spark_setup.core.lights import State
from spark_setup.simulator.behaviour import Behaviour, Fault, Trouble
from spark_setup.simulator.device import SimulatedDevice
from spark_setup.simulator.persona import Persona

from .device_bench import Make, answer, ask, configure, connect, eventually, request

OLD = Persona(firmware="0.6.4")
VERSION = b'\n\n{"v":2}'


def silent(connection: socket.socket) -> bool:
    connection.settimeout(0.3)
    try:
        connection.recv(100)
    except TimeoutError:
        return True
    return False


def dial(device: SimulatedDevice) -> socket.socket:
    return socket.create_connection(("127.0.0.1", device.port), timeout=5)


def test_old_firmware_does_not_close_the_first_connection(make: Make) -> None:
    device = make(persona=OLD)
    with dial(device) as first, dial(device) as second:
        first.sendall(request(b"version"))
        assert first.recv(100) == VERSION
        assert silent(first)
        second.sendall(request(b"version"))
        assert second.recv(100) == VERSION
        second.settimeout(5)
        assert second.recv(100) == b""


@pytest.mark.parametrize("firmware", ["0.6.4", "2.3.1"])
def test_a_request_in_two_segments(make: Make, firmware: str) -> None:
    device = make(persona=Persona(firmware=firmware))
    ask(device.port, request(b"version"))
    with dial(device) as split:
        split.sendall(b"device-")
        eventually(lambda: len(device.segments) == 2, "the first segment did not arrive")
        split.sendall(b"id\n0\n\n")
        split.settimeout(5)
        assert b'"id"' in split.recv(200)
    if firmware == "2.3.1":
        assert answer(device, b"version") == {"v": 2}
        return
    eventually(lambda: device.hung, "old firmware has to loop for ever")
    with dial(device) as after:
        after.sendall(request(b"version"))
        assert silent(after)
    device.reset({"firmware": "0.6.4"})
    assert answer(device, b"version") == {"v": 2}


@pytest.mark.parametrize("firmware", ["0.6.4", "2.3.1"])
def test_a_header_that_is_never_finished(make: Make, firmware: str) -> None:
    device = make(persona=Persona(firmware=firmware))
    ask(device.port, request(b"version"))
    with dial(device) as started:
        started.sendall(b"device-id\n0")
        eventually(lambda: len(device.segments) == 2, "the header did not arrive")
        with dial(device) as blocked:
            blocked.sendall(request(b"version"))
            assert silent(blocked)
    if firmware == "0.6.4":
        eventually(lambda: device.hung, "old firmware has to loop for ever")
    else:
        assert answer(device, b"version") == {"v": 2}


def test_a_connection_without_a_byte_does_no_harm(make: Make) -> None:
    device = make(persona=OLD)
    dial(device).close()
    assert answer(device, b"version") == {"v": 2}
    assert not device.hung


@pytest.mark.parametrize(
    ("fault", "reply"),
    [(Fault.CLOSED, b""), (Fault.REJECTED, b"\n\n"), (Fault.HALF, b'\n\n{"')],
)
def test_answers_that_go_wrong(make: Make, fault: Fault, reply: bytes) -> None:
    device = make(behaviour=Behaviour(troubles={"version": Trouble(fault, times=1)}))
    got = ask(device.port, request(b"version"))
    assert got == (VERSION[: len(VERSION) // 2] if fault is Fault.HALF else reply)
    assert ask(device.port, request(b"version")) == VERSION
    assert [command.name for command in device.commands] == ["version", "version"]


def test_silence(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"*": Trouble(Fault.SILENT)}))
    with dial(device) as connection:
        connection.sendall(request(b"version"))
        assert silent(connection)


def test_reset(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"scan-ap": Trouble(Fault.RESET)}))
    with pytest.raises(ConnectionResetError):
        ask(device.port, request(b"scan-ap"))
    assert answer(device, b"version") == {"v": 2}


def test_its_network_vanishes_and_comes_back(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"configure-ap": Trouble(Fault.VANISH, times=1)}))
    with dial(device) as connection:
        connection.sendall(request(b"configure-ap", b'{"ssid":"Home","sec":0}'))
        eventually(lambda: not device.listening, "still there")
        assert silent(connection) or connection.fileno() > 0
    eventually(lambda: device.listening, "not back")
    assert device.state()["ssid_hex"] is None
    assert configure(device, b"Home", sec=0) == 0


def test_a_lost_answer_to_connect_is_no_failure(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"connect-ap": Trouble(Fault.LOST_ANSWER)}))
    assert configure(device, b"Home", b"correct horse 9") == 0
    with dial(device) as connection:
        connection.sendall(request(b"connect-ap", b'{"idx":0}'))
        eventually(lambda: device.online, "never online")


def test_codes_of_its_own(make: Make) -> None:
    device = make(behaviour=Behaviour(configure_codes=(5, -2), set_codes=(-1,)))
    codes = [configure(device, b"Home", sec=0) for _ in range(3)]
    assert codes == [5, -2, 0]
    body = b'{"k":"cc","v":"' + b"A" * 63 + b'"}'
    assert [answer(device, b"set", body)["r"] for _ in range(2)] == [-1, 0]


def test_empty_scans_first(make: Make) -> None:
    device = make(behaviour=Behaviour(empty_scans=1))
    assert ask(device.port, request(b"scan-ap")) == b'\n\n{"scans":[]}'
    assert b"Home" in ask(device.port, request(b"scan-ap"))


def test_without_tcp_or_http(make: Make) -> None:
    device = make(behaviour=Behaviour(tcp=False))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", device.port), timeout=2)
    device = make(behaviour=Behaviour(http=False))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", device.http_port), timeout=2)


def test_id_changes_within_a_session(make: Make) -> None:
    device = make(behaviour=Behaviour(other_id="A" * 24, other_id_after="scan-ap"))
    first = answer(device, b"device-id")["id"]
    ask(device.port, request(b"scan-ap"))
    assert answer(device, b"device-id")["id"] == "A" * 24 != first


def test_stop_ends_a_scan(make: Make) -> None:
    device = make(behaviour=Behaviour(scan_s=10**6), clock=Clock(1.0))
    with dial(device) as connection:
        connection.sendall(request(b"scan-ap"))
        eventually(lambda: len(device.commands) == 1, "not scanning")
        device.stop()
    assert device.led is State.DARK


def test_nothing_configured_comes_back_but_not_at_once(make: Make) -> None:
    device = make()
    connect(device)
    assert not device.listening
    eventually(lambda: device.listening, "not back")
