"""The door has a row for every exception of the libraries behind it, and none of their texts passes."""

from __future__ import annotations

import errno
import http.client
import inspect
import socket
import ssl
from types import ModuleType

import pytest
import requests.exceptions
import urllib3.exceptions

from spark_setup.cloud import sockets
from spark_setup.cloud.connections import ProxyFailed
from spark_setup.cloud.errors import Blame, CloudError, Reason
from spark_setup.cloud.translation import LIBRARY_ERRORS, translated


def _exceptions_of(module: ModuleType) -> list[type[BaseException]]:
    found = [thing for _, thing in inspect.getmembers(module, inspect.isclass)]
    return [
        t for t in found if issubclass(t, Exception) and not issubclass(t, Warning) and t.__name__[0] != "_"
    ]


EVERY_CLASS = sorted(
    {
        kind
        for module in (requests.exceptions, urllib3.exceptions, http.client, ssl, socket, sockets)
        for kind in _exceptions_of(module)
        if kind.__module__.split(".")[0]
        in {"requests", "urllib3", "http", "ssl", "socket", "builtins", "spark_setup"}
        and not issubclass(kind, CloudError)
        and kind.__name__ not in {"Cancelled", "ValueError", "OSError", "Exception"}
        and kind.__module__ != "builtins"
    }
    | {
        ConnectionResetError,
        ConnectionRefusedError,
        BrokenPipeError,
        TimeoutError,
        PermissionError,
        OSError,
        UnicodeEncodeError,
        ProxyFailed,
    },
    key=lambda kind: (kind.__module__, kind.__name__),
)


@pytest.mark.parametrize("kind", EVERY_CLASS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_library_exception_is_caught_and_has_a_reason(kind: type[BaseException]) -> None:
    assert issubclass(kind, LIBRARY_ERRORS)
    error = kind.__new__(kind)
    error.args = ("secret-text",)
    failure = translated(error)
    assert isinstance(failure.reason, Reason)
    assert "secret-text" not in str(failure)


def test_the_walk_finds_the_libraries() -> None:
    assert len(EVERY_CLASS) > 60
    assert {requests.exceptions.InvalidHeader, urllib3.exceptions.MaxRetryError} <= set(EVERY_CLASS)


def test_what_has_no_row_is_a_bug_and_says_so() -> None:
    with pytest.raises(TypeError, match="KeyError"):
        translated(KeyError("x"))


def _wrapped(inner: BaseException) -> BaseException:
    """As requests raises it: three layers deep."""
    middle = urllib3.exceptions.ProtocolError("Connection aborted.", inner)
    return requests.exceptions.ConnectionError(middle)


def _certificate_error(code: int, message: str = "x") -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, message)
    error.verify_code = code
    error.verify_message = message
    return error


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (socket.gaierror(-2, "Name or service not known"), Reason.NO_INTERNET),
        (OSError(errno.ENETUNREACH, "x"), Reason.NO_INTERNET),
        (OSError(errno.EHOSTUNREACH, "x"), Reason.NO_INTERNET),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), Reason.UNREACHABLE),
        (OSError(10065, "x"), Reason.NO_INTERNET),
        (http.client.RemoteDisconnected("x"), Reason.UNREACHABLE),
        (http.client.BadStatusLine("x"), Reason.BAD_REPLY),
        (http.client.LineTooLong("x"), Reason.BAD_REPLY),
        (TimeoutError("x"), Reason.TIMEOUT),
        (sockets.ConnectTimedOut("x"), Reason.UNREACHABLE),
        (sockets.NameTimedOut("x"), Reason.NO_INTERNET),
        (ProxyFailed("x"), Reason.PROXY),
        (ssl.SSLEOFError(8, "x"), Reason.UNREACHABLE),
        (_certificate_error(9), Reason.TLS_DATE),
        (_certificate_error(10), Reason.TLS_DATE),
        (_certificate_error(0x800B0101), Reason.TLS_DATE),
        (_certificate_error(0x800B0101 - 2**32), Reason.TLS_DATE),
        (_certificate_error(-67818), Reason.TLS_DATE),
        (_certificate_error(62), Reason.TLS_NAME),
        (_certificate_error(0x800B010F), Reason.TLS_NAME),
        (_certificate_error(-67602), Reason.TLS_NAME),
        (_certificate_error(18), Reason.TLS_SELF_SIGNED),
        (_certificate_error(19), Reason.TLS_UNTRUSTED),
        (_certificate_error(20), Reason.TLS_UNTRUSTED),
        (_certificate_error(66), Reason.TLS_OLD),
        (_certificate_error(68), Reason.TLS_OLD),
        (_certificate_error(0x800B0109), Reason.TLS_UNTRUSTED),
        (_certificate_error(1, "certificate is not yet valid"), Reason.TLS_DATE),
    ],
)
def test_the_innermost_precise_cause_decides(inner: BaseException, reason: Reason) -> None:
    assert translated(inner).reason is reason
    assert translated(_wrapped(inner)).reason is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("TLSV1_ALERT_PROTOCOL_VERSION", Reason.TLS_OLD),
        ("UNSUPPORTED_PROTOCOL", Reason.TLS_OLD),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", Reason.TLS_OLD),
        ("CA_MD_TOO_WEAK", Reason.TLS_OLD),
        ("WRONG_VERSION_NUMBER", Reason.BAD_REPLY),
        ("TLSV1_UNRECOGNIZED_NAME", Reason.TLS_NAME),
        ("SSLV3_ALERT_BAD_RECORD_MAC", Reason.UNREACHABLE),
    ],
)
def test_tls_failures_by_their_openssl_name(text: str, reason: Reason) -> None:
    error = ssl.SSLError(1, "x")
    error.reason = text
    assert translated(_wrapped(error)).reason is reason


def test_a_proxy_is_named_only_when_it_is_to_blame() -> None:
    assert translated(ProxyFailed("x"), proxy="p:1").proxy == "p:1"
    assert translated(TimeoutError("x"), proxy="p:1").proxy is None


def test_every_reason_has_somebody_to_blame() -> None:
    assert {reason.blame for reason in Reason} == set(Blame)
