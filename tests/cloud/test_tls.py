"""TLS against real servers on loopback: whom we believe, and that each refusal has its own reason.

In every refused case not one request (and so no token) may have reached the server.
"""

from __future__ import annotations

import contextlib
import gc
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fakes.authority import Authority
from spark_setup.cloud.client import CloudClient, Trust
from spark_setup.cloud.errors import Blame, CloudError, Reason
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Talk, answer

MakeServer = Callable[..., Any]


def _refused(server: Any, cancel: CancelToken, trust: Trust | None = None) -> CloudError:
    client = CloudClient(
        f"https://localhost:{server.port}", token=Secret(TOKEN_TEXT), trust=trust, timeout=10
    )
    with pytest.raises(CloudError) as caught:
        client.devices(cancel)
    client.close()
    assert server.requests == []
    assert TOKEN_TEXT not in str(caught.value)
    return caught.value


def test_a_certificate_of_a_trusted_authority_is_believed(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken
) -> None:
    server = make_server(answer([]), tls=trusted.server_context())
    client = CloudClient(server.url, token=Secret(TOKEN_TEXT))
    assert client.devices(cancel).devices == ()
    client.devices(cancel)
    client.close()
    assert server.connections == 1  # kept and used again
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN_TEXT}"


def test_a_file_given_as_trust_is_believed_beside_the_system(
    make_server: MakeServer, authority: Authority, cancel: CancelToken
) -> None:
    server = make_server(answer([]), tls=authority.server_context())
    client = CloudClient(server.url, token=Secret("t"), trust=Trust(str(authority.file)))
    assert client.devices(cancel).devices == ()
    client.close()


@pytest.mark.parametrize("content", [None, b"", b"rubbish"])
def test_a_file_given_as_trust_that_holds_no_certificate(
    content: bytes | None, make_server: MakeServer, authority: Authority, cancel: CancelToken, tmp_path: Path
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    server = make_server(answer([]), tls=authority.server_context())
    assert _refused(server, cancel, Trust(str(path))).reason is Reason.MISUSE


def test_requests_own_variables_do_not_decide_whom_we_trust(
    make_server: MakeServer, authority: Authority, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.file))
    server = make_server(answer([]), tls=authority.server_context())
    assert _refused(server, cancel).reason is Reason.TLS_UNTRUSTED


def test_an_authority_that_nobody_trusts(
    make_server: MakeServer, trusted: Authority, strange_authority: Authority, cancel: CancelToken
) -> None:
    """Also what a proxy looks like that signs anew."""
    error = _refused(make_server(answer([]), tls=strange_authority.server_context()), cancel)
    assert error.reason is Reason.TLS_UNTRUSTED
    assert error.reason.blame is Blame.TRUST


def test_self_signed(make_server: MakeServer, trusted: Authority, cancel: CancelToken) -> None:
    server = make_server(answer([]), tls=trusted.server_context(self_signed=True))
    error = _refused(server, cancel)
    assert error.reason is Reason.TLS_SELF_SIGNED
    assert error.host == "localhost"


@pytest.mark.parametrize("days", [(1, 30), (-30, -1)], ids=["not yet valid", "expired yesterday"])
def test_a_date_outside_the_certificates_is_not_an_unknown_issuer(
    days: tuple[float, float], make_server: MakeServer, trusted: Authority, cancel: CancelToken
) -> None:
    server = make_server(answer([]), tls=trusted.server_context(days=days))
    assert _refused(server, cancel).reason is Reason.TLS_DATE


def test_another_hosts_certificate(make_server: MakeServer, trusted: Authority, cancel: CancelToken) -> None:
    server = make_server(answer([]), tls=trusted.server_context(("api.example.com",)))
    assert _refused(server, cancel).reason is Reason.TLS_NAME


def test_a_server_that_speaks_only_tls_1_1(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken
) -> None:
    context = trusted.server_context()
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    assert _refused(make_server(answer([]), tls=context), cancel).reason is Reason.TLS_OLD


def test_an_old_server_that_answers_with_an_alert(make_server: MakeServer, cancel: CancelToken) -> None:
    def alert(talk: Talk) -> None:
        talk.sock.recv(4096)
        talk.send(bytes.fromhex("15030100020246"))  # fatal, protocol_version
        talk.hold()

    assert _refused(make_server(on_connect=alert), cancel).reason is Reason.TLS_OLD


def test_a_server_that_speaks_http_on_the_https_port(make_server: MakeServer, cancel: CancelToken) -> None:
    def speak(talk: Talk) -> None:
        talk.sock.recv(4096)
        talk.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    assert _refused(make_server(on_connect=speak), cancel).reason is Reason.BAD_REPLY


def test_a_server_that_hangs_up_in_the_handshake(make_server: MakeServer, cancel: CancelToken) -> None:
    def hang_up(talk: Talk) -> None:
        talk.sock.recv(4096)

    assert _refused(make_server(on_connect=hang_up), cancel).reason is Reason.UNREACHABLE


def test_two_handshakes_do_not_wait_for_each_other(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken
) -> None:
    """truststore holds a lock during a handshake: a silent server must not stop a call to a good one."""
    silent = make_server(on_connect=Talk.hold)
    good = make_server(answer([]), tls=trusted.server_context())
    stuck = CloudClient(f"https://localhost:{silent.port}", token=Secret("t"))
    ended: list[BaseException] = []

    def call() -> None:
        try:
            stuck.devices(cancel)
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    assert silent.seen.wait(5)
    client = CloudClient(good.url, token=Secret("t"), timeout=5)
    assert client.devices(CancelToken()).devices == ()
    client.close()
    cancel.cancel()
    thread.join(5)
    assert ended


def test_sockets_are_closed_after_a_refusal(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken
) -> None:
    """ResourceWarnings are errors here; this makes one of a forgotten socket visible."""
    server = make_server(answer([]), tls=trusted.server_context(("other.example",)))
    _refused(server, cancel)
    gc.collect()
    assert server.connections == 1


@pytest.mark.parametrize(
    ("code", "self_signed", "reason"),
    [
        pytest.param(0x800B010F, False, Reason.TLS_NAME, id="name-windows"),
        pytest.param(0x800B010F, True, Reason.TLS_NAME, id="name-windows-self-signed"),
        pytest.param(0x800B0109, True, Reason.TLS_SELF_SIGNED, id="self-signed-windows"),
        pytest.param(-67843, True, Reason.TLS_SELF_SIGNED, id="self-signed-macos"),
        pytest.param(-67843, False, Reason.TLS_UNTRUSTED, id="unknown-issuer-macos"),
    ],
)
def test_the_way_windows_and_macos_verify_is_not_bypassed(
    code: int,
    self_signed: bool,
    reason: Reason,
    make_server: MakeServer,
    authority: Authority,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There the handshake runs unverified and the system judges afterwards; nothing may skip that."""
    api = sys.modules["truststore._api"]

    @contextlib.contextmanager
    def unverified(context: ssl.SSLContext) -> Iterator[None]:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        yield
        context.verify_mode, context.check_hostname = ssl.CERT_REQUIRED, True

    def judge(_context: ssl.SSLContext, chain: list[bytes], server_hostname: str | None) -> None:
        assert chain
        assert server_hostname == "localhost"
        error = ssl.SSLCertVerificationError("the system says no")
        error.verify_code, error.verify_message = code, "in the system's words"
        raise error

    monkeypatch.setattr(api, "_configure_context", unverified)
    monkeypatch.setattr(api, "_verify_peercerts_impl", judge)
    server = make_server(answer([]), tls=authority.server_context(self_signed=self_signed))
    assert _refused(server, cancel).reason is reason
