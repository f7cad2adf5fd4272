"""Proxies from the environment (field case H05): used, or refused by name; never "missing dependencies"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fakes.authority import Authority
from spark_setup.cloud.client import CloudClient
from spark_setup.cloud.errors import CloudError, Reason
from spark_setup.cloud.proxies import proxy_for
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret

from .conftest import TOKEN_TEXT, Talk, answer, http_proxy_script, socks5_script

MakeServer = Callable[..., Any]


def _devices(url: str, cancel: CancelToken) -> Any:
    client = CloudClient(url, token=Secret(TOKEN_TEXT), timeout=10)
    try:
        return client.devices(cancel)
    finally:
        client.close()


def _refusal(url: str, cancel: CancelToken) -> CloudError:
    with pytest.raises(CloudError) as caught:
        _devices(url, cancel)
    assert caught.value.reason is Reason.PROXY
    assert "dependenc" not in str(caught.value).lower()
    return caught.value


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks", "socks4", "socks4a", "http"])
@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy", "http_proxy"])
def test_a_proxy_where_nobody_listens_is_named(
    scheme: str,
    variable: str,
    make_server: MakeServer,
    dead_port: int,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = make_server(answer([]))
    monkeypatch.setenv(variable, f"{scheme}://127.0.0.1:{dead_port}/")
    assert _refusal(server.url, cancel).proxy == f"127.0.0.1:{dead_port}"
    assert server.connections == 0


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
def test_a_socks5_proxy_is_used(
    scheme: str, make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_server(answer([]))
    targets: list[tuple[str, int]] = []
    proxy = make_server(on_connect=socks5_script(targets))
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{proxy.port}/")
    assert _devices(server.url, cancel).devices == ()
    assert targets == [("127.0.0.1", server.port)]
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN_TEXT}"


def test_tls_through_socks_with_names_looked_up_by_the_proxy(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = make_server(answer([]), tls=trusted.server_context())
    targets: list[tuple[str, int]] = []
    proxy = make_server(on_connect=socks5_script(targets, login=("me", "pä ss")))
    monkeypatch.setenv("HTTPS_PROXY", f"socks5h://me:p%C3%A4%20ss@127.0.0.1:{proxy.port}")
    assert _devices(server.url, cancel).devices == ()
    assert targets == [("localhost", server.port)]


def test_a_socks_password_that_is_wrong_is_the_proxys_matter_and_stays_unsaid(
    make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = make_server(on_connect=socks5_script([], login=("me", "right")))
    monkeypatch.setenv("ALL_PROXY", f"socks5://me:wrong-secret@127.0.0.1:{proxy.port}")
    error = _refusal("https://localhost:1", cancel)
    assert error.proxy == f"127.0.0.1:{proxy.port}"
    assert "wrong-secret" not in f"{error}{error!r}{error.__context__!r}"


def test_a_target_that_the_proxy_cannot_reach(
    make_server: MakeServer, dead_port: int, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = make_server(on_connect=socks5_script([]))
    monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy.port}")
    assert _refusal(f"http://127.0.0.1:{dead_port}", cancel).proxy == f"127.0.0.1:{proxy.port}"


def test_a_proxy_that_speaks_something_else(
    make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    def speak(talk: Talk) -> None:
        talk.sock.recv(4096)
        talk.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    proxy = make_server(on_connect=speak)
    for scheme in ("socks5", "socks4a"):
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{proxy.port}")
        assert _refusal("http://127.0.0.1:1", cancel).proxy == f"127.0.0.1:{proxy.port}"


def test_socks4a(make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def proxy_and_server(talk: Talk) -> None:
        seen.append(talk.sock.recv(4096))
        talk.send(b"\x00\x5a" + bytes(6))
        talk.sock.recv(65536)
        talk.send(answer([]))

    proxy = make_server(on_connect=proxy_and_server)
    monkeypatch.setenv("ALL_PROXY", f"socks4a://127.0.0.1:{proxy.port}")
    assert _devices("http://localhost:8099", cancel).devices == ()
    assert seen == [b"\x04\x01" + (8099).to_bytes(2, "big") + b"\x00\x00\x00\x01\x00localhost\x00"]


def test_http_is_forwarded_and_https_tunnelled(
    make_server: MakeServer, trusted: Authority, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads: list[str] = []
    proxy = make_server(on_connect=http_proxy_script(heads))
    monkeypatch.setenv("ALL_PROXY", f"http://u:pw@127.0.0.1:{proxy.port}")
    plain = make_server(answer([], headers=("Connection: close",)))
    tls = make_server(answer([]), tls=trusted.server_context())
    assert _devices(plain.url, cancel).devices == ()
    assert _devices(tls.url, cancel).devices == ()
    assert heads[0].startswith(f"GET {plain.url}/v1/devices ")
    assert heads[1].startswith(f"CONNECT localhost:{tls.port} ")
    assert all("Proxy-Authorization: Basic dTpwdw==" in head for head in heads)
    assert TOKEN_TEXT not in heads[1]


def test_a_proxy_that_signs_anew_is_not_believed(
    make_server: MakeServer,
    trusted: Authority,
    strange_authority: Authority,
    cancel: CancelToken,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    impostor = make_server(answer([]), tls=strange_authority.server_context())
    proxy = make_server(on_connect=http_proxy_script([]))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    with pytest.raises(CloudError) as caught:
        _devices(impostor.url, cancel)
    assert caught.value.reason is Reason.TLS_UNTRUSTED
    assert impostor.requests == []


@pytest.mark.parametrize("tunnel", [True, False])
def test_a_proxy_that_wants_a_password(
    tunnel: bool, make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = make_server(answer(b"<html>log in</html>", 407, kind="text/html"))
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
    error = _refusal("https://localhost:1" if tunnel else "http://127.0.0.1:1", cancel)
    assert error.proxy == f"127.0.0.1:{proxy.port}"


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ("https://proxy.example:8443", "proxy.example:8443"),
        ("ftp://proxy.example:21", "proxy.example:21"),
        ("socks9://u:secret@proxy.example:1080", "proxy.example:1080"),
        ("http://", "?:80"),
        ("http://[::1", None),
        ("http://proxy.example:99999", None),
    ],
)
def test_a_kind_that_is_not_supported_is_named(
    setting: str, named: str | None, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", setting)
    error = _refusal("http://127.0.0.1:1", cancel)
    assert error.proxy == named
    assert "secret" not in str(error)


def test_no_proxy_is_obeyed_and_nothing_else_spares_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "127.0.0.1:3128")
    found = proxy_for("http://127.0.0.1:1/v1")
    assert found is not None
    assert found.name == "127.0.0.1:3128"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert proxy_for("http://127.0.0.1:1/v1") is None


def test_a_silent_proxy_ends_with_the_call(
    make_server: MakeServer, cancel: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = make_server(on_connect=Talk.hold)
    monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy.port}")
    client = CloudClient("http://127.0.0.1:1", token=Secret("t"), timeout=0.6)
    with pytest.raises(CloudError) as caught:
        client.devices(cancel)
    assert (caught.value.reason, caught.value.proxy) == (Reason.PROXY, f"127.0.0.1:{proxy.port}")


def test_an_address_that_is_none_has_no_proxy() -> None:
    with pytest.raises(CloudError) as caught:
        proxy_for("http://[x")
    assert caught.value.reason is Reason.MISUSE
