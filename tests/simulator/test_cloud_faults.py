"""Everything a cloud can do wrong, switched on one at a time; and the computer's own network taken away."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from spark_setup.core.clock import Clock
from spark_setup.simulator import cloud_behaviour as knobs
from spark_setup.simulator.cloud import SimulatedCloud
from spark_setup.simulator.cloud_behaviour import Answer, CloudBehaviour, Damage, Fault, Reach, TokenEnd

from .cloud_bench import DEVICE, RawStream, ask, claim

CLAIMS = "/v1/device_claims"


def strike(cloud: SimulatedCloud, *faults: Fault) -> None:
    cloud.behave(faults=faults)


@pytest.mark.parametrize(
    ("what", "status"),
    [
        (knobs.SERVER_ERROR, 500),
        (knobs.UNAVAILABLE, 503),
        (knobs.DEVICE_LIMIT, 402),
        (knobs.NO_PRODUCT, 404),
        (knobs.TOKEN_EXPIRED, 401),
        (knobs.RATE_LIMITED, 429),
        (Answer(529), 529),
    ],
)
def test_another_answer(cloud: SimulatedCloud, what: Answer, status: int) -> None:
    strike(cloud, Fault(what, "POST", "*device_claims"))
    answer = ask(cloud, "POST", CLAIMS, token=cloud.token)
    assert (answer.status, answer.json) == (status, what.body)
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200


def test_a_web_page_and_a_redirect(cloud: SimulatedCloud) -> None:
    strike(cloud, Fault(knobs.WEB_PAGE, times=1), Fault(knobs.redirect("http://127.0.0.1:9/steal")))
    page = ask(cloud, "GET", "/v1/devices", token=cloud.token)
    assert (page.status, page.headers["Content-Type"]) == (502, "text/html")
    sent = ask(cloud, "GET", "/v1/devices", token=cloud.token)
    assert (sent.status, sent.headers["Location"]) == (302, "http://127.0.0.1:9/steal")


def test_a_fault_can_let_calls_through_and_end(cloud: SimulatedCloud) -> None:
    strike(cloud, Fault(knobs.SERVER_ERROR, path="/v1/devices", skip=1, times=2))
    statuses = [ask(cloud, "GET", "/v1/devices", token=cloud.token).status for _ in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


def test_resets_silence_and_halves(cloud: SimulatedCloud) -> None:
    strike(cloud, Fault(Damage.RESET, times=1), Fault(Damage.CLOSED, times=1), Fault(Damage.HALF, times=1))
    with pytest.raises(ConnectionResetError):
        ask(cloud, "GET", "/v1/devices", token=cloud.token)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(cloud, "GET", "/v1/devices", token=cloud.token)
    with pytest.raises(http.client.IncompleteRead):
        ask(cloud, "POST", CLAIMS, token=cloud.token)
    strike(cloud, Fault(Damage.SILENT))
    with pytest.raises(TimeoutError):
        ask(cloud, "GET", "/v1/devices", token=cloud.token, timeout=0.3)
    assert [request.status for request in cloud.requests] == [None] * 4


def test_answers_can_be_late() -> None:
    cloud = SimulatedCloud(clock=Clock(10.0), behaviour=CloudBehaviour(head_delay_s=5.0))
    cloud.start()
    try:
        before = time.monotonic()
        assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200
        assert time.monotonic() - before >= 0.45
    finally:
        cloud.stop()


def test_tokens_can_end_at_the_claim_code_or_after_some_calls(cloud: SimulatedCloud) -> None:
    cloud.behave(token_end=TokenEnd.CLAIM_CODE)
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200
    assert ask(cloud, "POST", CLAIMS, token=cloud.token).status == 401
    fresh = cloud.issue_token(cloud.owner)
    assert ask(cloud, "POST", CLAIMS, token=fresh).status == 200
    cloud.behave(token_end=TokenEnd.NEVER, token_ends_after=2)
    statuses = [ask(cloud, "GET", "/v1/devices", token=fresh).status for _ in range(4)]
    assert statuses == [200, 200, 401, 401]
    assert ask(cloud, "GET", "/v1/devices", token=cloud.issue_token(cloud.owner)).status == 200


def test_its_clock_can_be_wrong(cloud: SimulatedCloud) -> None:
    cloud.behave(clock_skew_s=86400.0)
    cloud.connect(DEVICE, claim(cloud, cloud.token))
    answer = ask(cloud, "GET", "/v1/devices", token=cloud.token)
    ahead_s = parsedate_to_datetime(answer.headers["Date"]).timestamp() - time.time()
    assert 86390 < ahead_s < 86410
    cloud.behave(date_header="yesterday")
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).headers["Date"] == "yesterday"
    cloud.behave(date_header="")
    assert "Date" not in ask(cloud, "GET", "/v1/devices", token=cloud.token).headers


def test_claims_can_fail_without_reason(cloud: SimulatedCloud) -> None:
    cloud.behave(ignores_claim_codes=True)
    assert not cloud.connect(DEVICE, claim(cloud, cloud.token))
    assert cloud.owner_of(DEVICE) is None


def test_everything_is_limited(cloud: SimulatedCloud) -> None:
    cloud.behave(limits=knobs.RateLimits(everything=3))
    statuses = [ask(cloud, "GET", "/v1/devices", token=cloud.token).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize("reach", [Reach.REFUSED, Reach.RESETS, Reach.SILENT])
def test_it_can_be_out_of_reach_and_back_under_the_same_address(cloud: SimulatedCloud, reach: Reach) -> None:
    port = cloud.port
    cloud.behave(reach=reach)
    error: type[Exception] = {
        Reach.REFUSED: ConnectionRefusedError,
        Reach.RESETS: ConnectionError,
        Reach.SILENT: TimeoutError,
    }[reach]
    with pytest.raises(error):
        ask(cloud, "GET", "/v1/devices", token=cloud.token, timeout=0.3)
    cloud.behave(reach=Reach.ANSWERS)
    assert cloud.port == port
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200
    assert len(cloud.requests) == 1


def test_a_reset_is_a_reset(cloud: SimulatedCloud) -> None:
    cloud.behave(reach=Reach.RESETS)
    address = ("127.0.0.1", cloud.port)
    with pytest.raises(ConnectionResetError), socket.create_connection(address, timeout=10) as sock:
        sock.recv(1)


def test_a_computer_that_leaves_the_internet_loses_its_connections(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    with RawStream(cloud, cloud.token) as stream:
        cloud.set_computer_online(False)
        with pytest.raises(ConnectionResetError):
            stream.rest()
        with pytest.raises(ConnectionError):
            ask(cloud, "GET", "/v1/devices", token=cloud.token)
        cloud.connect(DEVICE, None)  # the device has its own way
    cloud.set_computer_online(True)
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).json[0]["online"] is True


def test_or_they_fall_silent(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    with RawStream(cloud, cloud.token) as stream:
        cloud.set_computer_online(False, silent=True)
        cloud.publish(DEVICE, "spark/status", "online")
        assert stream.says_nothing()
        with pytest.raises(TimeoutError):
            ask(cloud, "GET", "/v1/devices", token=cloud.token, timeout=0.3)
        cloud.set_computer_online(True)
        assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200
        with pytest.raises(ConnectionResetError):  # what waited so long is of no use any more
            stream.rest()


def test_stop_takes_less_than_a_second_whatever_is_open() -> None:
    cloud = SimulatedCloud(behaviour=CloudBehaviour(faults=(Fault(Damage.SILENT, path="/v1/user"),)))
    cloud.start()
    port, before = cloud.port, set(threading.enumerate())
    streams = [RawStream(cloud, cloud.token) for _ in range(5)]
    idle = socket.create_connection(("127.0.0.1", port))
    silent = socket.create_connection(("127.0.0.1", port))
    silent.sendall(b"GET /v1/user HTTP/1.1\r\n\r\n")
    started = time.monotonic()
    cloud.stop()
    assert time.monotonic() - started < 1.0
    cloud.stop()
    assert not [t for t in set(threading.enumerate()) - before if t.is_alive()]
    for sock in (idle, silent):
        sock.close()
    for stream in streams:
        stream.close()
    again = SimulatedCloud(port=port)
    again.start()  # the port is free at once
    again.stop()


def test_one_connection_serves_many_requests_chunked_bodies_and_expectations(cloud: SimulatedCloud) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=10)
    bearer = {"Authorization": f"Bearer {cloud.token.reveal()}"}
    cloud.add_device(DEVICE, owner=cloud.owner)
    try:
        for _ in range(3):
            connection.request("GET", "/v1/devices", headers=bearer)
            assert connection.getresponse().read().startswith(b"[{")
        pieces = iter([b"name=", b"in+pieces"])
        form = {"Content-Type": "application/x-www-form-urlencoded", "Expect": "100-continue"}
        path = f"/v1/devices/{DEVICE}"
        connection.request("PUT", path, pieces, {**bearer, **form}, encode_chunked=True)
        assert b'"in pieces"' in connection.getresponse().read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: \xb2\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"A" * 70000,
    ],
)
def test_rubbish_ends_the_connection_and_nothing_else(cloud: SimulatedCloud, rubbish: bytes) -> None:
    with socket.create_connection(("127.0.0.1", cloud.port), timeout=10) as sock:
        sock.sendall(rubbish)
        with contextlib.suppress(ConnectionResetError):  # there was more than the server wanted to read
            assert sock.recv(10) == b""
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 200


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context and that of a client which trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = parsedate_to_datetime("Wed, 01 Jan 2020 00:00:00 GMT")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2099))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, encoding = tmp_path / "server.pem", serialization.Encoding.PEM
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem.write_bytes(certificate.public_bytes(encoding) + key.private_bytes(encoding, form, plain))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cadata=certificate.public_bytes(encoding).decode())


@pytest.fixture
def secure(tls: tuple[ssl.SSLContext, Any]) -> Iterator[SimulatedCloud]:
    cloud = SimulatedCloud(tls=tls[0])
    cloud.start()
    yield cloud
    cloud.stop()


def test_tls(secure: SimulatedCloud, tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    assert secure.url.startswith("https://localhost:")
    connection = http.client.HTTPSConnection("localhost", secure.port, context=tls[1], timeout=10)
    bearer = {"Authorization": f"Bearer {secure.token.reveal()}"}
    try:
        connection.request("GET", "/v1/devices", headers=bearer)
        assert connection.getresponse().read() == b"[]"
        connection.request("GET", "/v1/devices/events", headers=bearer)
        response = connection.getresponse()
        assert response.readline() == b":ok\n"
        secure.add_device(DEVICE, owner=secure.owner)
        secure.publish(DEVICE, "spark/status", "online")
        assert response.readline() + response.readline() == b"\nevent: spark/status\n"
        response.close()
    finally:
        connection.close()


def test_a_handshake_that_never_comes_does_not_hold_up_the_end(secure: SimulatedCloud) -> None:
    with socket.create_connection(("127.0.0.1", secure.port)) as sock:
        started = time.monotonic()
        secure.stop()
        assert time.monotonic() - started < 1.0
        with contextlib.suppress(ConnectionResetError):  # where it was not even accepted yet
            assert sock.recv(1) == b""


def test_a_client_that_does_not_trust_it_sends_nothing(secure: SimulatedCloud) -> None:
    connection = http.client.HTTPSConnection(
        "localhost", secure.port, context=ssl.create_default_context(), timeout=10
    )
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/v1/devices")
    connection.close()
    assert secure.requests == ()
