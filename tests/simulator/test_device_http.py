"""HTTP 80 of the simulated device, by raw sockets, http.client and curl."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator

import pytest

from spark_setup.simulator.behaviour import Behaviour, Fault, Trouble
from spark_setup.simulator.device import SimulatedDevice
from spark_setup.simulator.persona import Persona

from .device_bench import Make, eventually

CURL = shutil.which("curl")


@pytest.fixture(params=["2.3.1", "0.6.4"])
def device(request: pytest.FixtureRequest, make: Make) -> SimulatedDevice:
    return make(persona=Persona(firmware=request.param))


@pytest.fixture
def client(device: SimulatedDevice) -> Iterator[http.client.HTTPConnection]:
    client = http.client.HTTPConnection("127.0.0.1", device.http_port, timeout=5)
    yield client
    client.close()


def raw(device: SimulatedDevice, data: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", device.http_port), timeout=5)
    connection.sendall(data)
    return connection


def test_reply_head_and_kept_connection(client: http.client.HTTPConnection) -> None:
    for _ in range(2):
        client.request("GET", "/version")
        reply = client.getresponse()
        assert reply.status == 200
        assert reply.getheader("Content-Type") == "application/json"
        assert reply.getheader("Access-Control-Allow-Origin") == "*"
        assert reply.getheader("Transfer-Encoding") == "chunked"
        assert json.loads(reply.read()) == {"v": 2}
        assert client.sock is not None


def test_close_is_done_when_asked_for(device: SimulatedDevice) -> None:
    with raw(device, b"GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") as connection:
        data = b""
        while more := connection.recv(4096):
            data += more
    assert data.endswith(b'7\r\n{"v":2}\r\n0\r\n\r\n')


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_body(client: http.client.HTTPConnection, device: SimulatedDevice, method: str) -> None:
    client.request(method, "/set", body=b'{"k":"cc","v":"' + b"B" * 63 + b'"}')
    assert json.loads(client.getresponse().read()) == {"r": 0}
    assert device.state()["claim_code"] == "B" * 63


def test_rejected_is_an_empty_200(client: http.client.HTTPConnection) -> None:
    client.request("POST", "/configure-ap", body=b'{"ssid":"Open","foo":1}')
    reply = client.getresponse()
    assert (reply.status, reply.read()) == (200, b"")


def test_json_content_type_is_not_found_and_does_nothing(
    client: http.client.HTTPConnection, device: SimulatedDevice
) -> None:
    body = b'{"k":"cc","v":"' + b"B" * 63 + b'"}'
    client.request("POST", "/set", body=body, headers={"Content-Type": "application/json"})
    reply = client.getresponse()
    assert (reply.status, reply.read()) == (404, b"")
    assert device.state()["claim_code"] is None
    assert device.commands == ()


@pytest.mark.parametrize("path", ["/", "/device-info", "/DEVICE-ID", "//device-id", "/ant-internal"])
def test_other_paths_are_not_found(client: http.client.HTTPConnection, path: str) -> None:
    client.request("GET", path)
    reply = client.getresponse()
    assert reply.status == 404
    reply.read()


@pytest.mark.parametrize(
    "data",
    [
        b"OPTIONS /set HTTP/1.1\r\nHost: x\r\n\r\n",
        b"HEAD /version HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /version HTTP/1.0\r\n\r\n",
    ],
)
def test_no_answer(device: SimulatedDevice, data: bytes) -> None:
    with raw(device, data) as connection:
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(100)


def test_length_in_another_spelling_is_not_seen(make: Make) -> None:
    device = make()
    body = b'{"k":"cc","v":"' + b"B" * 63 + b'"}'
    head = b"POST /set HTTP/1.1\r\nHost: x\r\ncontent-length: %d\r\nConnection: close\r\n\r\n" % len(body)
    with raw(device, head + body) as connection:
        assert connection.recv(4096).endswith(b"\r\n\r\n0\r\n\r\n")
    assert device.state()["claim_code"] is None


@pytest.mark.parametrize("length", [b"\xb2", b"-1", b"9" * 5000], ids=["superscript", "sign", "long"])
def test_a_length_that_is_none_ends_the_connection_and_nothing_else(
    client: http.client.HTTPConnection, device: SimulatedDevice, length: bytes
) -> None:
    with raw(device, b"POST /set HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\n") as connection:
        assert connection.recv(100) == b""
    client.request("GET", "/version")
    assert client.getresponse().read() == b'{"v":2}'


def test_connect_ap_over_http_leaves(client: http.client.HTTPConnection, device: SimulatedDevice) -> None:
    client.request("POST", "/configure-ap", body=b'{"ssid":"Caf\xc3\xa9 Lumi\xc3\xa8re","sec":0,"ch":1}')
    assert json.loads(client.getresponse().read()) == {"r": 0}
    client.request("POST", "/connect-ap", body=b'{"idx":0}')
    assert json.loads(client.getresponse().read()) == {"r": 0}
    eventually(lambda: device.online, "never online")


def test_one_command_at_a_time_on_both_ports(make: Make) -> None:
    device = make(behaviour=Behaviour(scan_s=60.0))
    with socket.create_connection(("127.0.0.1", device.port), timeout=5) as scanning:
        scanning.sendall(b"scan-ap\n0\n\n")
        eventually(lambda: len(device.commands) == 1, "not scanning")
        with raw(device, b"GET /version HTTP/1.1\r\n\r\n") as waiting:
            waiting.settimeout(0.05)
            with pytest.raises(TimeoutError):
                waiting.recv(100)


def test_half_answer(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"version": Trouble(Fault.HALF)}))
    client = http.client.HTTPConnection("127.0.0.1", device.http_port, timeout=5)
    client.request("GET", "/version")
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        client.getresponse().read()
    client.close()


def test_reset_over_http(make: Make) -> None:
    device = make(behaviour=Behaviour(troubles={"scan-ap": Trouble(Fault.RESET)}))
    with raw(device, b"GET /scan-ap HTTP/1.1\r\n\r\n") as connection, pytest.raises(ConnectionResetError):
        connection.recv(100)


@pytest.mark.skipif(CURL is None, reason="curl is not installed")
def test_curl(device: SimulatedDevice) -> None:
    assert CURL is not None

    def curl(*arguments: str) -> str:
        command = [CURL or "", "-sS", "--noproxy", "*", "--max-time", "10", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    url = f"http://127.0.0.1:{device.http_port}"
    assert json.loads(curl(f"{url}/version")) == {"v": 2}
    assert json.loads(curl(f"{url}/device-id")) == {"id": device.id.upper(), "c": "0"}
    assert json.loads(curl(f"{url}/public-key"))["r"] == 0
    assert '"ssid":"Café "5G""' in curl(f"{url}/scan-ap")
    code = "C" * 63
    assert json.loads(curl("-d", '{"k":"cc","v":"' + code + '"}', f"{url}/set")) == {"r": 0}
    body = '{"idx":0,"ssid":"Café Lumière","sec":0,"ch":1}'
    assert json.loads(curl("--data-binary", body, f"{url}/configure-ap")) == {"r": 0}
    refused = curl("-o", "/dev/null", "-w", "%{http_code}", "--json", body, f"{url}/configure-ap")
    assert refused == "404"
    assert json.loads(curl("-d", '{"idx":0}', f"{url}/connect-ap")) == {"r": 0}
    eventually(lambda: device.online, "never online")
    assert device.state()["claim_code"] == code
