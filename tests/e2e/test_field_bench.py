"""The fakes of the field cases do what the bench says: else its cases would prove nothing."""

from __future__ import annotations

import contextlib
import json
import socket
import time
import urllib.error
import urllib.request
import zlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import padding

from fakes.field_bench import Bench
from fakes.field_cloud import CLAIM_CODE, TOKEN, FieldCloud, Manners
from fakes.field_device import DEVICE_ID, FieldDevice, key
from fakes.field_socks import FieldSocks

from .field import cloud, device

__all__ = ["cloud", "device"]


def _ask(device: FieldDevice, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", device.port), 5) as sock:
        sock.sendall(request)
        answer = b""
        while piece := sock.recv(4096):
            answer += piece
        return answer


def test_the_device_answers_one_command_and_closes(device: FieldDevice) -> None:
    assert _ask(device, b"device-id\n0\n\n") == b"\n\n" + json.dumps({"id": DEVICE_ID, "c": "0"}).encode()
    assert device.commands == ["device-id"]
    assert device.malformed() == []


def test_the_device_reads_a_password_back(device: FieldDevice) -> None:
    hidden = key().public_key().encrypt(b"correct horse 9", padding.PKCS1v15())
    body = json.dumps({"ssid": "Home", "pwd": hidden.hex()}).encode()
    assert _ask(device, b"configure-ap\n%d\n\n%s" % (len(body), body)) == b'\n\n{"r": 0}'
    assert device.password() == b"correct horse 9"


def test_the_device_keeps_what_is_malformed(device: FieldDevice) -> None:
    with socket.create_connection(("127.0.0.1", device.port), 5) as sock:
        sock.sendall(b"2026-11-25 INFO a line of a log\n")
        sock.shutdown(socket.SHUT_WR)
        sock.recv(100)
    assert len(device.malformed()) == 1


def test_a_silent_device_accepts_and_never_answers() -> None:
    with FieldDevice(silent_at="scan-ap") as device:
        assert _ask(device, b"version\n0\n\n")
        with socket.create_connection(("127.0.0.1", device.port), 5) as sock:
            sock.sendall(b"scan-ap\n0\n\n")
            device.wait_for("scan-ap")
            sock.settimeout(0.2)
            with pytest.raises(TimeoutError):
                sock.recv(1)


def _call(cloud: FieldCloud, path: str, method: str = "GET") -> object:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(cloud.url + path, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=5) as reply:
        return json.load(reply)


def test_the_cloud_lists_the_device_some_time_after_connect_ap(device: FieldDevice) -> None:
    with FieldCloud(device, Manners(listed_after_s=0.3)) as cloud:
        assert _call(cloud, "/v1/device_claims", "POST") == {"claim_code": CLAIM_CODE, "device_ids": []}
        assert _call(cloud, "/v1/devices") == []
        _ask(device, b"connect-ap\n11\n\n" + b'{"idx": 0} ')
        assert _call(cloud, "/v1/devices") == []
        limit = time.monotonic() + 5
        while not (found := _call(cloud, "/v1/devices")) and time.monotonic() < limit:
            pass
        assert isinstance(found, list)
        assert found[0]["online"] is True
        assert cloud.requests[0].headers["Authorization"] == f"Bearer {TOKEN}"
        with pytest.raises(urllib.error.HTTPError):
            _call(cloud, "/v1/user")


@pytest.mark.parametrize("variant", ["silent", "gzip"])
def test_a_silent_stream_has_a_head_and_no_event(device: FieldDevice, variant: str) -> None:
    with FieldCloud(device, Manners(stream=variant)) as cloud:
        with socket.create_connection(("127.0.0.1", cloud.port), 5) as sock:
            sock.sendall(b"GET /v1/devices/events HTTP/1.1\r\nHost: x\r\n\r\n")
            sock.settimeout(0.3)
            seen = b""
            with contextlib.suppress(TimeoutError):
                while piece := sock.recv(4096):
                    seen += piece
                pytest.fail("it ended")
        head, _, body = seen.partition(b"\r\n\r\n")
        assert b"200" in head.splitlines()[0]
        assert b"text/event-stream" in head
        if variant == "gzip":
            assert body == b"a\r\n" + bytes.fromhex("1f8b0800000000000003") + b"\r\n"
            assert zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body[3:13]) == b""
        else:
            assert body == b""


def test_the_proxy_carries_bytes_and_notes_the_target(device: FieldDevice) -> None:
    with FieldSocks() as proxy, socket.create_connection(("127.0.0.1", proxy.port), 5) as sock:
        sock.sendall(b"\x05\x01\x00")
        assert sock.recv(2) == b"\x05\x00"
        target = socket.inet_aton("127.0.0.1") + device.port.to_bytes(2, "big")
        sock.sendall(b"\x05\x01\x00\x01" + target)
        assert sock.recv(10)[:2] == b"\x05\x00"
        sock.sendall(b"version\n0\n\n")
        assert sock.recv(100) == b'\n\n{"v": 2}'
        assert proxy.targets == [("127.0.0.1", device.port)]


def test_the_bench_sees_what_always_fails(tmp_path: Path, device: FieldDevice, cloud: FieldCloud) -> None:
    bench = Bench(tmp_path, device, cloud)
    for text in (TOKEN, CLAIM_CODE.encode().hex(), "Traceback (most recent call last)", "QThread: Destroyed"):
        with pytest.raises(AssertionError):
            bench.look_over(f"a line with {text} in it")
