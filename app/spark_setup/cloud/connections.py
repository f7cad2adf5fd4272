"""urllib3 connections on ticking sockets, direct, through an HTTP proxy or through a SOCKS proxy.

The watch of the running call is found through a `Wire`, one per transport. SOCKS is spoken here and not by
PySocks, whose sockets can neither be cancelled nor given a deadline.
"""

from __future__ import annotations

import errno
import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import truststore
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from ..core.secrets import Secret
from .errors import CloudError, Reason
from .sockets import Resolver, TickingSocket, TickingTlsSocket, Watch, connect, resolve, system_resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class ProxyFailed(OSError):  # noqa: N818 - one kind of OSError among others
    """The proxy could not be reached, or would not connect us."""


class VouchesForItself(ssl.SSLCertVerificationError):
    """The certificate is its own issuer. For Windows and macOS that is an unknown issuer."""


@dataclass(frozen=True)
class Trust:
    """Whom to believe: the operating system's certificate store, and `ca_file` (PEM) beside it if given.

    On Linux the store can be moved by SSL_CERT_FILE. Verification cannot be switched off.
    """

    ca_file: str | None = None

    def context(self, watch: Watch, shown: Callable[[bytes], None]) -> ssl.SSLContext:
        """A fresh context, for one connection: truststore holds a lock during a handshake.

        `shown` gets the certificate (DER) of a handshake that succeeded, before the system judges it.
        """
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # truststore verifies after wrap_socket as well, so its own socket class is not needed for that.
        context._ctx.sslsocket_class = TickingTlsSocket.watched(watch, shown)
        if self.ca_file is not None:
            try:
                context.load_verify_locations(cafile=self.ca_file)
            except OSError:
                raise CloudError(Reason.MISUSE, "the certificate file cannot be read") from None
        return context


@dataclass(frozen=True)
class Socks:
    """A SOCKS proxy: 4 or 5; whether names are looked up by the proxy."""

    host: str
    port: int
    version: int
    remote_names: bool
    user: str = ""
    password: Secret = Secret("")  # noqa: RUF009 - immutable


class Wire:
    """What the connections of one transport share: trust, resolver, and the watch of each thread's call."""

    def __init__(self, trust: Trust, resolver: Resolver = system_resolver) -> None:
        self.trust = trust
        self.resolver = resolver
        self._running = threading.local()

    @contextmanager
    def running(self, watch: Watch) -> Iterator[None]:
        """Inside, connections used by this thread obey `watch`."""
        self._running.watch = watch
        try:
            yield
        finally:
            del self._running.watch

    @property
    def watch(self) -> Watch:
        """The watch of the call that runs on this thread."""
        watch: Watch = self._running.watch
        return watch


class _StrictResponse(http.client.HTTPResponse):
    """Refuses a head that cannot be read whole. urllib3 would log it, with a traceback and all it holds."""

    def begin(self) -> None:
        super().begin()
        if self.msg.defects or self.msg.get_payload():
            raise http.client.HTTPException("a head that cannot be read")


class _Watched(HTTPConnection):
    """Opens watched sockets, and hands each new request's watch to a socket that is used again."""

    wire: Wire
    socks: Socks | None = None
    response_class = _StrictResponse

    def _new_conn(self) -> socket.socket:
        try:
            return self._connected()
        except (ConnectionResetError, BrokenPipeError) as error:
            # urllib3 takes these two, at this place, for a server that answered early, and goes on without
            # a socket: AttributeError.
            raise ConnectionAbortedError(errno.ECONNABORTED, "reset while connecting") from error

    def _connected(self) -> socket.socket:
        watch, resolver = self.wire.watch, self.wire.resolver
        if self.socks is not None:
            return connect_by_socks(self.socks, self.host, self.port, watch, resolver)
        if self.proxy is None:
            return connect(self.host, self.port, watch, resolver)
        with _proxys_fault():
            return connect(self.host, self.port, watch, resolver)

    def _tunnel(self) -> None:
        with _proxys_fault():
            super()._tunnel()  # urllib3 fixes Python's own there

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request under the watch of this thread's call."""
        if self.sock is not None:
            self.sock.watch = self.wire.watch  # type: ignore[union-attr]
        super().request(*args, **kwargs)


class _WatchedTls(_Watched, HTTPSConnection):
    def connect(self) -> None:
        """Connect and verify, with a context of its own."""
        shown: list[bytes] = []
        self.ssl_context = self.wire.trust.context(self.wire.watch, shown.append)
        try:
            super().connect()
        except ssl.SSLCertVerificationError as error:
            if not shown or not _is_its_own_issuer(shown[0]):
                raise
            raise _vouching_for_itself(error) from error


def _is_its_own_issuer(certificate: bytes) -> bool:
    from cryptography import x509

    try:
        read = x509.load_der_x509_certificate(certificate)
        return read.issuer == read.subject
    except ValueError:
        return False


def _vouching_for_itself(error: ssl.SSLCertVerificationError) -> VouchesForItself:
    made = VouchesForItself(*error.args)
    made.verify_code, made.verify_message = error.verify_code, error.verify_message
    return made


def pool_classes(wire: Wire, socks: Socks | None = None) -> dict[str, Any]:
    """For `PoolManager.pool_classes_by_scheme`."""
    bound = {"wire": wire, "socks": socks}
    plain = type("WatchedConnection", (_Watched,), bound)
    tls = type("WatchedTlsConnection", (_WatchedTls,), bound)
    return {
        "http": type("WatchedPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("WatchedTlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
    }


@contextmanager
def _proxys_fault() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise ProxyFailed(type(error).__name__) from error


def connect_by_socks(
    proxy: Socks, host: str, port: int, watch: Watch, resolver: Resolver = system_resolver
) -> TickingSocket:
    """A socket to `host` through `proxy`. Raises OSError (ProxyFailed), Cancelled."""
    target = host if proxy.remote_names else str(_first_address(host, port, proxy, watch, resolver))
    with _proxys_fault():
        sock = connect(proxy.host, proxy.port, watch, resolver)
        try:
            speak = _socks5 if proxy.version == 5 else _socks4
            speak(proxy, sock, target, port)
        except BaseException:
            sock.close()
            raise
    return sock


def _first_address(host: str, port: int, proxy: Socks, watch: Watch, resolver: Resolver) -> str:
    found = [info[4][0] for info in resolve(host, port, watch, resolver)]
    if proxy.version == 4:
        found = [address for address in found if ":" not in address] or [host]
    return str(found[0])


def _exactly(sock: TickingSocket, count: int) -> bytes:
    buffer = bytearray(count)
    view, have = memoryview(buffer), 0
    while have < count:
        got = sock.recv_into(view[have:])
        if not got:
            raise ConnectionResetError("the proxy hung up")
        have += got
    return bytes(buffer)


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _socks5(proxy: Socks, sock: TickingSocket, host: str, port: int) -> None:
    """RFC 1928 and 1929."""
    methods = b"\x00\x02" if proxy.user else b"\x00"
    sock.sendall(bytes([5, len(methods)]) + methods)
    version, method = _exactly(sock, 2)
    if version != 5 or method not in methods:
        raise ProxyFailed("not a SOCKS5 proxy, or it wants another way to log in")
    if method == 2:
        user, password = proxy.user.encode()[:255], proxy.password.reveal().encode()[:255]
        sock.sendall(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
        if _exactly(sock, 2)[1] != 0:
            raise ProxyFailed("the proxy does not accept user and password")
    address = _literal(host)
    if address is not None:
        target = bytes([1 if address.version == 4 else 4]) + address.packed
    else:
        name = host.encode("idna")
        target = bytes([3, len(name)]) + name
    sock.sendall(b"\x05\x01\x00" + target + port.to_bytes(2, "big"))
    _, code, _, kind = _exactly(sock, 4)
    if code:
        raise ProxyFailed(f"the proxy answers {code}")
    _exactly(sock, {1: 4, 4: 16}.get(kind, 0) or _exactly(sock, 1)[0])
    _exactly(sock, 2)


def _socks4(proxy: Socks, sock: TickingSocket, host: str, port: int) -> None:
    """SOCKS 4, and 4A where the proxy looks the name up."""
    address = _literal(host)
    if address is not None and address.version != 4:
        raise ProxyFailed("a SOCKS4 proxy knows no IPv6")
    packed = address.packed if address is not None else b"\x00\x00\x00\x01"
    name = b"" if address is not None else host.encode("idna") + b"\x00"
    user = proxy.user.encode() + b"\x00"
    sock.sendall(b"\x04\x01" + port.to_bytes(2, "big") + packed + user + name)
    code = _exactly(sock, 8)[1]
    if code != 0x5A:
        raise ProxyFailed(f"the proxy answers {code}")
