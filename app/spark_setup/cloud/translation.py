"""The one door: exceptions of requests, urllib3, http.client, ssl and sockets become `CloudError`.

Their texts do not pass: they hold URLs, headers (the token!) and proxy passwords. What passes is the
reason, and the name and number of the exception for the log. A test walks the libraries for a class
that has no row here.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator

import requests.exceptions as rq
import urllib3.exceptions as u3

from .connections import ProxyFailed, VouchesForItself
from .errors import CloudError, Reason
from .sockets import ConnectTimedOut, NameTimedOut

LIBRARY_ERRORS = (OSError, rq.RequestException, u3.HTTPError, http.client.HTTPException, ValueError)
"""What the door catches. Anything else is a bug of ours and goes on as it is."""

_NO_ROUTE = {
    getattr(errno, name)
    for name in ("ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN", "EADDRNOTAVAIL", "ENONET")
    if hasattr(errno, name)
} | {10049, 10050, 10051, 10065}

# X509_V_ERR_* of OpenSSL, CERT_E_* of Windows, errSec* of macOS.
_DATE_CODES = {9, 10, 0x800B0101, 0x800B0102, -67818, -67819}
_NAME_CODES = {62, 64, 0x800B010F, -67602}
_SELF_SIGNED_CODES = {18}  # 19, a root of its own at the end of a chain, is what a proxy shows that re-signs
_WEAK_CODES = {66, 67, 68}
_OLD_TLS = (
    "UNSUPPORTED_PROTOCOL",
    "PROTOCOL_VERSION",
    "WRONG_SSL_VERSION",
    "VERSION_TOO_LOW",
    "HANDSHAKE_FAILURE",
    "NO_CIPHERS",
    "NO_SHARED_CIPHER",
    "NO_PROTOCOLS_AVAILABLE",
    "INSUFFICIENT_SECURITY",
    "DH_KEY_TOO_SMALL",
    "LEGACY_RENEGOTIATION",
)
_NOT_TLS = (
    "WRONG_VERSION_NUMBER",
    "HTTP_REQUEST",
    "RECORD_LAYER",
    "PACKET_LENGTH_TOO_LONG",
    "UNKNOWN_PROTOCOL",
)
_WEAK = ("TOO_WEAK", "EE_KEY_TOO_SMALL", "CA_KEY_TOO_SMALL")

# In this order: the first class that fits decides, for the first exception in the chain that any row fits.
_PRECISE: tuple[tuple[type[BaseException], Reason], ...] = (
    (ProxyFailed, Reason.PROXY),
    (NameTimedOut, Reason.NO_INTERNET),
    (socket.gaierror, Reason.NO_INTERNET),
    (socket.herror, Reason.NO_INTERNET),
    (u3.NameResolutionError, Reason.NO_INTERNET),
    (ConnectTimedOut, Reason.UNREACHABLE),
    (u3.IncompleteRead, Reason.UNREACHABLE),
    (http.client.IncompleteRead, Reason.UNREACHABLE),
    (ConnectionError, Reason.UNREACHABLE),  # refused, reset, aborted, broken pipe, RemoteDisconnected
    (TimeoutError, Reason.TIMEOUT),
    (http.client.HTTPException, Reason.BAD_REPLY),
    (u3.DecodeError, Reason.BAD_REPLY),
    (u3.InvalidHeader, Reason.BAD_REPLY),  # the server's; one of ours is requests' own class
    (u3.InvalidChunkLength, Reason.BAD_REPLY),
    (rq.ContentDecodingError, Reason.BAD_REPLY),
    (UnicodeError, Reason.MISUSE),  # a host or header that cannot be written
)
_BY_LIBRARY: tuple[tuple[type[BaseException], Reason], ...] = (
    (rq.ProxyError, Reason.PROXY),
    (u3.ProxyError, Reason.PROXY),
    (rq.InvalidProxyURL, Reason.PROXY),
    (u3.ProxySchemeUnknown, Reason.PROXY),
    (u3.ProxySchemeUnsupported, Reason.PROXY),
    (u3.SSLError, Reason.TLS_UNTRUSTED),
    (rq.SSLError, Reason.TLS_UNTRUSTED),
    (rq.ConnectTimeout, Reason.UNREACHABLE),
    (u3.ConnectTimeoutError, Reason.UNREACHABLE),
    (rq.Timeout, Reason.TIMEOUT),
    (u3.TimeoutError, Reason.TIMEOUT),
    (rq.TooManyRedirects, Reason.REDIRECT),
    (rq.JSONDecodeError, Reason.BAD_REPLY),
    (rq.InvalidHeader, Reason.MISUSE),
    (u3.HeaderParsingError, Reason.BAD_REPLY),
    (u3.BodyNotHttplibCompatible, Reason.BAD_REPLY),
    (u3.ResponseError, Reason.BAD_REPLY),
    (u3.ResponseNotChunked, Reason.BAD_REPLY),
    (rq.HTTPError, Reason.BAD_REPLY),
    (rq.ChunkedEncodingError, Reason.UNREACHABLE),
    (rq.ConnectionError, Reason.UNREACHABLE),
    (rq.RetryError, Reason.UNREACHABLE),
    (u3.ProtocolError, Reason.UNREACHABLE),
    (u3.PoolError, Reason.UNREACHABLE),
    (OSError, Reason.UNREACHABLE),
    (rq.RequestException, Reason.MISUSE),  # what is left is about how we asked
    (u3.HTTPError, Reason.MISUSE),
    (ValueError, Reason.MISUSE),
)


def translated(error: BaseException, *, host: str | None = None, proxy: str | None = None) -> CloudError:
    """`error` as a CloudError. `proxy` ("host:port") is named if the proxy is to blame."""
    for found in _chain(error):
        reason = _tls_reason(found) or _precise_reason(found)
        if reason is not None:
            return _made(reason, found, host, proxy)
    for kind, reason in _BY_LIBRARY:
        if isinstance(error, kind):
            return _made(reason, error, host, proxy)
    raise TypeError(f"no reason for {type(error).__name__}") from error


def _made(reason: Reason, cause: BaseException, host: str | None, proxy: str | None) -> CloudError:
    detail = type(cause).__name__
    if isinstance(cause, ssl.SSLCertVerificationError):
        detail += f" {getattr(cause, 'verify_code', '?')}"
    elif isinstance(cause, ssl.SSLError):
        detail += f" {getattr(cause, 'reason', None) or ''}".rstrip()
    elif isinstance(cause, OSError) and isinstance(cause.errno, int):
        detail += f" {cause.errno}"
    return CloudError(reason, detail, host=host, proxy=proxy if reason is Reason.PROXY else None)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """`error` and everything it was made from, outermost first; each once."""
    waiting, seen = [error], set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]
        waiting += [thing for thing in inner if isinstance(thing, BaseException)]


def _precise_reason(error: BaseException) -> Reason | None:
    if isinstance(error, OSError) and not isinstance(error, rq.RequestException):
        if error.errno in _NO_ROUTE and not isinstance(error, ProxyFailed | socket.gaierror):
            return Reason.NO_INTERNET
    elif isinstance(error, rq.RequestException):
        return None  # a wrapper: look at what it wraps first
    for kind, reason in _PRECISE:
        if isinstance(error, kind):
            return reason
    return None


def _tls_reason(error: BaseException) -> Reason | None:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate_reason(error)
    if not isinstance(error, ssl.SSLError):
        return None
    text = str(getattr(error, "reason", None) or "").upper()
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
        return Reason.UNREACHABLE
    if "UNRECOGNIZED_NAME" in text:
        return Reason.TLS_NAME
    for words, reason in (
        (_WEAK, Reason.TLS_OLD),
        (_OLD_TLS, Reason.TLS_OLD),
        (_NOT_TLS, Reason.BAD_REPLY),
    ):
        if any(word in text for word in words):
            return reason
    return Reason.UNREACHABLE


def _certificate_reason(error: ssl.SSLCertVerificationError) -> Reason:
    code = getattr(error, "verify_code", None)
    if isinstance(code, int):
        if code in _DATE_CODES or code + 2**32 in _DATE_CODES:
            return Reason.TLS_DATE
        if code in _NAME_CODES or code + 2**32 in _NAME_CODES:
            return Reason.TLS_NAME
        if code in _WEAK_CODES:
            return Reason.TLS_OLD
    if code in _SELF_SIGNED_CODES or isinstance(error, VouchesForItself):
        return Reason.TLS_SELF_SIGNED
    text = f"{getattr(error, 'verify_message', '')} {error}".lower()
    if "expired" in text or "not yet valid" in text:
        return Reason.TLS_DATE
    if "mismatch" in text or "doesn't match" in text:
        return Reason.TLS_NAME
    return Reason.TLS_UNTRUSTED
