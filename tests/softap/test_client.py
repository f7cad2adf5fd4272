"""One command, one answer: values, reasons, and which transport is asked."""

from __future__ import annotations

import json
import logging
import socket
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_der_private_key

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.softap.client import DeviceClient, Patience
from spark_setup.softap.errors import DeviceFaultError, MisuseError, NoLinkError, Reason, SoftApError
from spark_setup.softap.messages import DeviceId, Network, PublicKey, Scan

ID = b'\n\n{"id":"3B0021001747353236343033","c":"1"}'
V2 = b'\n\n{"v":2}'
OK = b'\n\n{"r":0}'
CODE = "A" * 31 + "+" + "b" * 30 + "/"
EMPTY = b"\n\n"


def http(body: bytes, status: bytes = b"200 OK") -> bytes:
    """`body` as the device's HTTP server sends it: two bytes a chunk."""
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" % status
    parts = [body[at : at + 2] for at in range(0, len(body), 2)]
    return head + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


@pytest.fixture
def padded_key(vectors: dict[str, Any]) -> bytes:
    """The answer to public-key of a device that holds the recording's test key."""
    vector = next(v for v in vectors["vectors"] if v["name"] == "public-key: device with a key")
    return bytes.fromhex(vector["reply_hex"])


@pytest.fixture
def private_key(vectors: dict[str, Any]) -> rsa.RSAPrivateKey:
    key = load_der_private_key(bytes.fromhex(vectors["test_key_pkcs1_der_hex"]), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def reason(caught: pytest.ExceptionInfo[SoftApError]) -> Reason:
    return caught.value.reason


class TestCommands:
    def test_version(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        client, _ = make_client(server := make_server(V2))
        assert client.version(cancel) == 2
        assert server.heard[0].request == b"version\n0\n\n"

    @pytest.mark.parametrize(("c", "claimed"), [(b"1", True), (b"0", False), (b"", False), (b"2", False)])
    def test_device_id_is_lower_case(
        self, make_server: Any, make_client: Any, cancel: CancelToken, c: bytes, claimed: bool
    ) -> None:
        client, _ = make_client(make_server(ID.replace(b'"1"', b'"%s"' % c)))
        assert client.device_id(cancel) == DeviceId("3b0021001747353236343033", claimed)

    @pytest.mark.parametrize(
        "body",
        [
            b"{}",
            b'{"id":"3B0021001747353236343033"}',
            b'{"c":"1"}',
            b'{"id":"3B00210017473532363430","c":"1"}',
            b'{"id":"3B002100174735323634303333","c":"1"}',
            b'{"id":"3B002100174735323634303G","c":"1"}',
            b'{"id":"3B0021001747353236343033\\n","c":"1"}',
            b'{"id":3,"c":"1"}',
            b'{"id":"3B0021001747353236343033","c":1}',
            b'{"id":null,"c":"1"}',
            b'{"id":"3B0021001747353236343033","id":"3B0021001747353236343034","c":"1"}',
            b'{"id":["3B0021001747353236343033"],"c":"1"}',
        ],
    )
    def test_device_id_that_is_none(
        self, make_server: Any, make_client: Any, cancel: CancelToken, body: bytes
    ) -> None:
        client, _ = make_client(make_server(b"\n\n" + body))
        with pytest.raises(DeviceFaultError) as caught:
            client.device_id(cancel)
        assert reason(caught) is Reason.NOT_UNDERSTOOD
        assert caught.value.request_sent

    @pytest.mark.parametrize(
        "value", [b'"2"', b"2.0", b"true", b"null", b"[2]", b"99999999999", b"1e9", b"NaN"]
    )
    def test_version_that_is_none(
        self, make_server: Any, make_client: Any, cancel: CancelToken, value: bytes
    ) -> None:
        client, _ = make_client(make_server(b'\n\n{"v":%s}' % value))
        with pytest.raises(DeviceFaultError) as caught:
            client.version(cancel)
        assert reason(caught) is Reason.NOT_UNDERSTOOD

    def test_public_key_is_trimmed(
        self, make_server: Any, make_client: Any, cancel: CancelToken, padded_key: bytes
    ) -> None:
        client, _ = make_client(make_server(V2, padded_key))
        assert len(client.public_key(cancel).der) == 162

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            (b'{"b":"","r":0}', Reason.NOT_UNDERSTOOD),
            (b'{"b":"308","r":0}', Reason.NOT_UNDERSTOOD),
            (b'{"b":"zz","r":0}', Reason.NOT_UNDERSTOOD),
            (b'{"b":"3081"}', Reason.NOT_UNDERSTOOD),
            (b'{"r":0}', Reason.NOT_UNDERSTOOD),
            (b'{"b":"3081","r":0}', Reason.BAD_KEY),
            (b'{"b":"ffff","r":0}', Reason.BAD_KEY),
            (b'{"b":"3081","r":-1}', Reason.BAD_KEY),
        ],
    )
    def test_public_key_that_is_none(
        self, make_server: Any, make_client: Any, cancel: CancelToken, answer: bytes, expected: Reason
    ) -> None:
        client, _ = make_client(make_server(V2, b"\n\n" + answer))
        with pytest.raises(DeviceFaultError) as caught:
            client.public_key(cancel)
        assert reason(caught) is expected
        assert caught.value.request_sent

    def test_device_without_a_key(
        self, make_server: Any, make_client: Any, cancel: CancelToken, vectors: dict[str, Any]
    ) -> None:
        vector = next(v for v in vectors["vectors"] if v["name"] == "public-key: device without a key")
        client, _ = make_client(make_server(V2, bytes.fromhex(vector["reply_hex"])))
        with pytest.raises(DeviceFaultError) as caught:
            client.public_key(cancel)
        assert reason(caught) is Reason.BAD_KEY

    def test_scan(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        row = b'{"ssid":"Bob "the AP"","rssi":-50,"sec":4194308,"ch":6,"mdr":54000}'
        client, _ = make_client(make_server(V2, b'\n\n{"scans":[%s,%s]}' % (row, row)))
        network = Network(b'Bob "the AP"', -50, 4194308, 6, 54000)
        assert client.scan(cancel) == Scan((network, network), complete=True)

    def test_set_claim_code(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        client, _ = make_client(server := make_server(V2, OK))
        client.set_claim_code(Secret(CODE), cancel)
        assert server.heard[1].request == b'set\n80\n\n{"k":"cc","v":"' + CODE.encode() + b'"}'

    @pytest.mark.parametrize(
        "code",
        ["", "A" * 62, "A" * 64, "A" * 62 + "=", "A" * 62 + '"', "A" * 62 + "é", CODE + "\n", "-" * 63],
    )
    def test_claim_code_is_checked_before_anything_is_dialled(
        self, make_server: Any, make_client: Any, cancel: CancelToken, code: str
    ) -> None:
        client, dialler = make_client(make_server())
        with pytest.raises(MisuseError) as caught:
            client.set_claim_code(Secret(code), cancel)
        assert reason(caught) is Reason.CLAIM_CODE_INVALID
        assert dialler.dialled == []

    @pytest.mark.parametrize("r", [-1, 1, -16640])
    def test_claim_code_refused(
        self, make_server: Any, make_client: Any, cancel: CancelToken, r: int
    ) -> None:
        client, _ = make_client(make_server(V2, b'\n\n{"r":%d}' % r))
        with pytest.raises(DeviceFaultError) as caught:
            client.set_claim_code(Secret(CODE), cancel)
        assert reason(caught) is Reason.CLAIM_CODE_REFUSED


class TestConfigure:
    def configure(self, client: DeviceClient, cancel: CancelToken, **changes: Any) -> None:
        asked: dict[str, Any] = {"ssid": b"Home", "sec": 4194308, "channel": 6, "password": None, "key": None}
        client.configure_ap(**{**asked, **changes}, cancel=cancel)

    def test_password_reaches_the_device(
        self,
        make_server: Any,
        make_client: Any,
        cancel: CancelToken,
        padded_key: bytes,
        private_key: rsa.RSAPrivateKey,
    ) -> None:
        client, _ = make_client(server := make_server(V2, padded_key, OK))
        self.configure(client, cancel, password=Secret("correct horse 9"), key=client.public_key(cancel))
        body = json.loads(server.heard[2].request.split(b"\n\n", 1)[1])
        assert list(body) == ["idx", "ssid", "sec", "ch", "pwd"]
        assert (body["ssid"], body["sec"], body["ch"]) == ("Home", 4194308, 6)
        assert private_key.decrypt(bytes.fromhex(body["pwd"]), PKCS1v15()) == b"correct horse 9"

    def test_key_is_fetched_when_there_is_none(
        self, make_server: Any, make_client: Any, cancel: CancelToken, padded_key: bytes
    ) -> None:
        client, _ = make_client(server := make_server(V2, padded_key, OK))
        self.configure(client, cancel, password=Secret("correct horse 9"))
        assert server.commands == ["version", "public-key", "configure-ap"]

    @pytest.mark.parametrize("password", [None, Secret(""), Secret("not needed")])
    def test_open_network_has_no_pwd(
        self, make_server: Any, make_client: Any, cancel: CancelToken, password: Secret | None
    ) -> None:
        client, _ = make_client(server := make_server(V2, OK))
        self.configure(client, cancel, ssid=b"skynet ", sec=0, channel=11, password=password)
        assert server.heard[1].request == (b'configure-ap\n42\n\n{"idx":0,"ssid":"skynet ","sec":0,"ch":11}')

    @pytest.mark.parametrize(
        ("r", "expected"),
        [
            (-2, Reason.CANNOT_SEE_NETWORK),
            (-3, Reason.NAME_NOT_ACCEPTED),
            (-4, Reason.PASSWORD_LENGTH),
            (1, Reason.ENTERPRISE_DATA),
            (-1, Reason.NOT_DECRYPTED),
            (-5, Reason.NOT_DECRYPTED),
            (-16640, Reason.NOT_DECRYPTED),
            (-17408, Reason.NOT_DECRYPTED),
            (2, Reason.FLASH),
            (1000, Reason.FLASH),
        ],
    )
    def test_result_codes(
        self, make_server: Any, make_client: Any, cancel: CancelToken, r: int, expected: Reason
    ) -> None:
        client, _ = make_client(make_server(V2, b'\n\n{"r":%d}' % r))
        with pytest.raises(DeviceFaultError) as caught:
            self.configure(client, cancel)
        assert reason(caught) is expected

    def test_empty_answer_means_rejected(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        client, _ = make_client(make_server(V2, EMPTY))
        with pytest.raises(DeviceFaultError) as caught:
            self.configure(client, cancel)
        assert reason(caught) is Reason.REJECTED

    @pytest.mark.parametrize("ssid", [b"", b'Bob "5G"', b"a\\q", b"a\0b", b"S" * 33])
    def test_name_is_checked_before_anything_is_dialled(
        self, make_server: Any, make_client: Any, cancel: CancelToken, ssid: bytes
    ) -> None:
        client, dialler = make_client(make_server())
        with pytest.raises(MisuseError) as caught:
            self.configure(client, cancel, ssid=ssid)
        assert reason(caught) is Reason.NAME_CANNOT_BE_SENT
        assert dialler.dialled == []

    def test_password_is_checked_before_anything_is_dialled(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        client, dialler = make_client(make_server())
        with pytest.raises(MisuseError) as caught:
            self.configure(client, cancel, password=Secret("é" * 33), key=PublicKey(b""))
        assert reason(caught) is Reason.PASSWORD_TOO_LONG
        assert dialler.dialled == []


class TestConnect:
    def test_confirmed(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        client, _ = make_client(server := make_server(V2, OK))
        assert client.connect_ap(cancel) is True
        assert server.heard[1].request == b'connect-ap\n9\n\n{"idx":0}'

    @pytest.mark.parametrize("end", ["close", "reset", "hold"])
    @pytest.mark.parametrize("size", range(len(OK)))
    def test_lost_answer_is_no_failure(
        self, make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, size: int, end: str
    ) -> None:
        if end == "hold" and size not in (0, 2, 5):
            end = "close"  # waiting for the deadline at every byte would only take time
        patience = Patience(answer_s=0.5)
        client, _ = make_client(make_server(V2, turn((OK[:size],), end=end)), patience=patience)
        assert client.connect_ap(cancel) is False

    @pytest.mark.parametrize("answer", [b"\n\n{}", b'\n\n{"r":"0"}', b"<html>", b'\n\n{"r":1}'])
    def test_odd_answer_is_no_confirmation(
        self, make_server: Any, make_client: Any, cancel: CancelToken, answer: bytes
    ) -> None:
        client, _ = make_client(make_server(V2, answer))
        assert client.connect_ap(cancel) is False

    def test_refused_connection_is_a_failure(
        self, make_client: Any, make_server: Any, cancel: CancelToken
    ) -> None:
        client, dialler = make_client(make_server(V2))
        client.version(cancel)
        dialler._addresses["tcp"] = None
        with pytest.raises(NoLinkError) as caught:
            client.connect_ap(cancel)
        assert (reason(caught), caught.value.request_sent) == (Reason.REFUSED, False)

    def test_lost_greeting_is_a_failure(
        self, make_client: Any, make_server: Any, cancel: CancelToken
    ) -> None:
        """The `version` before it was lost, not connect-ap: nothing was told to the device."""
        client, _ = make_client(server := make_server(b"\n\n{"))
        with pytest.raises(NoLinkError) as caught:
            client.connect_ap(cancel)
        assert reason(caught) is Reason.CLOSED
        assert server.commands == ["version"]


class TestSession:
    def test_first_command_always_has_an_answer(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        client, _ = make_client(server := make_server(V2, b'\n\n{"scans":[]}', OK))
        client.scan(cancel)
        client.connect_ap(cancel)
        assert server.commands == ["version", "scan-ap", "connect-ap"]

    def test_device_id_needs_no_greeting(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        client, _ = make_client(server := make_server(ID, OK))
        client.device_id(cancel)
        client.connect_ap(cancel)
        assert server.commands == ["device-id", "connect-ap"]

    def test_one_request_is_one_send_and_arrives_in_one_read(
        self, make_server: Any, make_client: Any, cancel: CancelToken, padded_key: bytes
    ) -> None:
        client, dialler = make_client(server := make_server(ID, padded_key, b'\n\n{"scans":[]}', OK, OK, OK))
        client.device_id(cancel)
        key = client.public_key(cancel)
        client.scan(cancel)
        client.set_claim_code(Secret(CODE), cancel)
        client.configure_ap(
            ssid=b"Home", sec=4194308, channel=6, password=Secret("x" * 64), key=key, cancel=cancel
        )
        client.connect_ap(cancel)
        assert server.commands == ["device-id", "public-key", "scan-ap", "set", "configure-ap", "connect-ap"]
        for heard in server.heard:
            assert len(heard.reads) == 1
        assert dialler.sends == [heard.request for heard in server.heard]

    def test_secrets_stay_out_of_the_log(
        self, make_server: Any, make_client: Any, cancel: CancelToken, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        client, _ = make_client(make_server(V2, b'\n\n{"r":-1}'))
        with pytest.raises(DeviceFaultError) as caught:
            client.set_claim_code(Secret(CODE), cancel)
        assert caplog.records
        assert CODE not in caplog.text
        assert CODE not in str(caught.value)

    def test_failure_is_in_the_log_with_its_reason(
        self, make_server: Any, make_client: Any, cancel: CancelToken, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        client, _ = make_client(make_server(EMPTY))
        with pytest.raises(DeviceFaultError):
            client.version(cancel)
        assert "version over tcp: rejected" in caplog.text


class TestTransports:
    def test_tcp_is_asked_first_and_alone(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        client, dialler = make_client(make_server(ID), make_server(http(b"")))
        client.device_id(cancel)
        assert dialler.dialled == ["tcp"]

    def test_http_when_tcp_is_refused_and_then_always(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        server = make_server(http(ID[2:]), http(b'{"scans":[]}'), http(OK[2:]), http(OK[2:]))
        client, dialler = make_client(None, server)
        assert client.device_id(cancel).claimed
        assert client.scan(cancel) == Scan(())
        client.set_claim_code(Secret(CODE), cancel)
        assert client.connect_ap(cancel)
        assert dialler.dialled == ["tcp", "http", "http", "http", "http"]
        assert [h.request.split(b" HTTP")[0] for h in server.heard] == [
            b"GET /device-id",
            b"GET /scan-ap",
            b"POST /set",
            b"POST /connect-ap",
        ]
        assert all(b"application/json" not in h.request for h in server.heard)
        assert dialler.sends == [h.request for h in server.heard]

    def test_http_when_tcp_is_silent(self, make_server: Any, cancel: CancelToken) -> None:
        http_server = make_server(http(V2[2:]))

        def open_socket(service: str, timeout: float, cancel: CancelToken) -> socket.socket:
            if service == "tcp":
                raise TimeoutError("no answer")
            return socket.create_connection(http_server.address, timeout)

        assert DeviceClient(open_socket).version(cancel) == 2

    @pytest.mark.parametrize("number", [113, 101, 65, 1, 13])
    def test_no_http_when_there_is_no_way_at_all(self, cancel: CancelToken, number: int) -> None:
        dialled = []

        def open_socket(service: str, timeout: float, cancel: CancelToken) -> Any:
            dialled.append(service)
            raise OSError(number, "no way")

        with pytest.raises(NoLinkError) as caught:
            DeviceClient(open_socket).version(cancel)
        assert reason(caught) in (Reason.NO_ROUTE, Reason.PERMISSION)
        assert dialled == ["tcp"]

    def test_neither_answers(self, make_client: Any, cancel: CancelToken) -> None:
        client, dialler = make_client(None, None)
        with pytest.raises(NoLinkError) as caught:
            client.version(cancel)
        assert reason(caught) is Reason.REFUSED
        assert dialler.dialled == ["tcp", "http"]

    def test_web_server_that_is_no_device_decides_nothing(
        self, make_server: Any, make_client: Any, cancel: CancelToken
    ) -> None:
        """A home router at the same address answers 404; when the device is there, TCP is asked again."""
        client, dialler = make_client(None, make_server(http(b"<html>", b"404 Not Found")))
        with pytest.raises(DeviceFaultError) as caught:
            client.version(cancel)
        assert reason(caught) is Reason.NOT_UNDERSTOOD
        dialler._addresses["tcp"] = make_server(V2).address
        assert client.version(cancel) == 2
        assert dialler.dialled == ["tcp", "http", "tcp"]

    def test_tcp_stays_decided(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        client, dialler = make_client(make_server(V2), make_server(http(V2[2:])))
        client.version(cancel)
        dialler._addresses["tcp"] = None
        with pytest.raises(NoLinkError):
            client.version(cancel)
        assert dialler.dialled == ["tcp", "tcp"]

    def test_http_rejection(self, make_server: Any, make_client: Any, cancel: CancelToken) -> None:
        client, _ = make_client(None, make_server(http(ID[2:]), http(b"")))
        client.device_id(cancel)
        with pytest.raises(DeviceFaultError) as caught:
            client.configure_ap(ssid=b"x", sec=0, channel=1, password=None, key=None, cancel=cancel)
        assert reason(caught) is Reason.REJECTED

    def test_cancelled_before_dialling(self, make_client: Any, make_server: Any, cancel: CancelToken) -> None:
        client, dialler = make_client(make_server())
        cancel.cancel()
        with pytest.raises(Cancelled):
            client.version(cancel)
        assert dialler.dialled == []
