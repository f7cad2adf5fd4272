"""Devices, and things that are none, at their worst: every reason is told, nothing hangs, nothing leaks.

Silence, answers that stop anywhere, resets anywhere, dribbling, ten megabytes, HTML, a first connection that
is never closed; and a cancel in each of the places where a person may lose patience.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.softap.client import DeviceClient, Patience
from spark_setup.softap.errors import Reason, SoftApError

ID = b'\n\n{"id":"3B0021001747353236343033","c":"0"}'
V2 = b'\n\n{"v":2}'
ROW = b'{"ssid":"Home","rssi":-52,"sec":4194308,"ch":6,"mdr":54000}'
SCAN = b'\n\n{"scans":[' + ROW + b"," + ROW + b"]}"
HTTP = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG = Patience(connect_s=60, answer_s=60, scan_s=60, configure_s=60)


def reason_for(call: Callable[[], object]) -> Reason:
    with pytest.raises(SoftApError) as caught:
        call()
    return caught.value.reason


@pytest.mark.parametrize("size", range(len(ID)))
def test_closed_at_every_byte(make_server: Any, make_client: Any, cancel: CancelToken, size: int) -> None:
    client, _ = make_client(make_server(ID[:size]))
    expected = Reason.REJECTED if size == 2 else Reason.CLOSED
    assert reason_for(lambda: client.device_id(cancel)) is expected


@pytest.mark.parametrize("size", range(len(ID)))
def test_reset_at_every_byte(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, size: int
) -> None:
    client, _ = make_client(make_server(turn((ID[:size],), end="reset")))
    assert reason_for(lambda: client.device_id(cancel)) is Reason.RESET


@pytest.mark.parametrize("end", ["close", "reset"])
@pytest.mark.parametrize("size", range(0, len(SCAN), 5))
def test_scan_that_breaks_off_keeps_its_rows(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, size: int, end: str
) -> None:
    client, _ = make_client(make_server(V2, turn((SCAN[:size],), end=end)))
    whole_rows = SCAN[:size].count(b"54000}")
    if whole_rows:
        scan = client.scan(cancel)
        assert (len(scan.networks), scan.complete) == (whole_rows, False)
    else:
        assert reason_for(lambda: client.scan(cancel)) in (Reason.CLOSED, Reason.RESET)


@pytest.mark.parametrize("tail", [b",{garbage", b",]}", b"x" * 10**6])
def test_damaged_scan_keeps_its_rows(
    make_server: Any, make_client: Any, cancel: CancelToken, tail: bytes
) -> None:
    client, _ = make_client(make_server(V2, SCAN[:-2] + tail))
    scan = client.scan(cancel)
    assert (len(scan.networks), scan.complete) == (2, False)


def test_scan_that_falls_silent_keeps_its_rows(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, impatient: Patience
) -> None:
    client, _ = make_client(make_server(V2, turn((SCAN[:-1],), end="hold")), patience=impatient)
    scan = client.scan(cancel)
    assert (len(scan.networks), scan.complete) == (2, False)


@pytest.mark.parametrize("pieces", [(), (b"\n",), (b"\n\n",), (b"\n\n{",), (ID[:-1],)])
def test_silence_ends_at_the_deadline(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, impatient: Patience, pieces: Any
) -> None:
    client, _ = make_client(server := make_server(turn(pieces, end="hold")), patience=impatient)
    assert reason_for(lambda: client.device_id(cancel)) is Reason.TIMEOUT
    assert len(server.heard) == 1


def test_dribbling_does_not_stretch_the_deadline(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any
) -> None:
    pieces = [ID[at : at + 1] for at in range(len(ID))]
    client, _ = make_client(
        make_server(turn(pieces, end="hold", gap_s=0.05)), patience=Patience(answer_s=0.4)
    )
    assert reason_for(lambda: client.device_id(cancel)) is Reason.TIMEOUT


def test_dribbling_in_time_is_an_answer(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any
) -> None:
    pieces = [ID[at : at + 1] for at in range(len(ID))]
    client, _ = make_client(make_server(turn(pieces, gap_s=0.001)))
    assert not client.device_id(cancel).claimed


@pytest.mark.parametrize(
    "body",
    [
        b"\n\n{" + b'"a":"' + b"x" * 10_000_000,
        b" " * 10_000_000,
        b"\n\n" + b"[" * 10_000_000,
        b"<!DOCTYPE html><html><title>Router</title>" + b"x" * 10_000_000,
        b"\n\n" + b'{"a":' * 100_000,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"SSH-2.0-dropbear_2022\r\n",
    ],
    ids=["string", "blanks", "nesting", "html", "deep", "http", "ssh"],
)
def test_no_device_at_all(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, body: bytes
) -> None:
    """The verdict comes while the peer still talks: the client hangs up, and the server sees that."""
    client, _ = make_client(server := make_server(turn((body,), end="hold")))
    assert reason_for(lambda: client.device_id(cancel)) is Reason.NOT_UNDERSTOOD
    assert len(server.heard) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (HTTP + b"989680\r\n" + b'{"a":"' + b"x" * 10_000_000, Reason.NOT_UNDERSTOOD),
        (HTTP + b"1\r\n \r\n" * 200_000, Reason.NOT_UNDERSTOOD),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000, Reason.NOT_UNDERSTOOD),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno!", Reason.NOT_UNDERSTOOD),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", Reason.NOT_UNDERSTOOD),
        (b"HTTP/1.1 200 OK\r\n\r\n", Reason.REJECTED),
        (HTTP + b"0\r\n\r\n", Reason.REJECTED),
        (HTTP, Reason.CLOSED),
        (HTTP + b"4\r\n{", Reason.CLOSED),
        (b"", Reason.CLOSED),
        (b"HTTP/1.1 2", Reason.CLOSED),
    ],
)
def test_http_at_its_worst(
    make_server: Any, make_client: Any, cancel: CancelToken, body: bytes, expected: Reason
) -> None:
    client, _ = make_client(None, make_server(body))
    assert reason_for(lambda: client.device_id(cancel)) is expected


def test_first_connection_that_is_never_closed(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any
) -> None:
    """Old firmware: the answer is taken as soon as its object is complete, and we hang up."""
    client, _ = make_client(server := make_server(turn((ID,), end="hold"), V2), patience=LONG)
    assert client.device_id(cancel).id == "3b0021001747353236343033"
    assert client.version(cancel) == 2  # the one thread of the server came free because we hung up
    assert server.heard[0].ended_by_client


def test_scan_on_a_connection_that_is_never_closed(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any
) -> None:
    client, _ = make_client(make_server(V2, turn((SCAN,), end="hold")), patience=LONG)
    assert client.scan(cancel).complete


CALLS: dict[str, Callable[[DeviceClient, CancelToken], object]] = {
    "version": lambda c, t: c.version(t),
    "device-id": lambda c, t: c.device_id(t),
    "public-key": lambda c, t: c.public_key(t),
    "scan-ap": lambda c, t: c.scan(t),
    "set": lambda c, t: c.set_claim_code(Secret("A" * 63), t),
    "configure-ap": lambda c, t: c.configure_ap(
        ssid=b"Home", sec=0, channel=1, password=None, key=None, cancel=t
    ),
    "connect-ap": lambda c, t: c.connect_ap(t),
}


@pytest.mark.parametrize("pieces", [(), (b'\n\n{"',), (SCAN[:60],)], ids=["silent", "half", "row"])
@pytest.mark.parametrize("name", CALLS)
def test_cancel_ends_every_command_within_a_second(
    make_server: Any, make_client: Any, turn: Any, name: str, pieces: Any
) -> None:
    """The device has the whole request and says no more; the cancel comes from the server's thread."""
    cancel = CancelToken()
    asked = threading.Event()
    moments: list[float] = []

    def lose_patience() -> None:
        moments.append(time.monotonic())
        asked.set()
        cancel.cancel()

    silent = turn(pieces, end="hold", after_request=lose_patience)
    server = make_server(silent) if name in ("version", "device-id") else make_server(V2, silent)
    client, _ = make_client(server, patience=LONG)
    with pytest.raises(Cancelled):
        CALLS[name](client, cancel)
    assert asked.is_set()
    assert time.monotonic() - moments[0] < 1.0
    assert server.heard[-1].request.startswith(name.encode() + b"\n")


def test_cancel_while_dribbling(make_server: Any, make_client: Any, turn: Any) -> None:
    """A peer that always has one more byte cannot keep the token from being looked at."""
    cancel = CancelToken()
    pieces = [b"\n\n{"] + [b" "] * 2000
    server = make_server(turn(pieces, gap_s=0.002, after_request=cancel.cancel))
    client, _ = make_client(server, patience=LONG)
    with pytest.raises(Cancelled):
        client.version(cancel)


@pytest.mark.parametrize("name", CALLS)
def test_every_failure_ends_in_success(
    make_server: Any, make_client: Any, cancel: CancelToken, turn: Any, name: str
) -> None:
    """Reset, half an answer, rejected; then the same client asks once more and gets through."""
    answers = {"version": V2, "device-id": ID, "scan-ap": SCAN}
    good = answers.get(name, b'\n\n{"r":0}')
    bad = [turn((good[:4],), end="reset"), good[:-1], b"\n\n"]
    client, _ = make_client(make_server(V2, *bad, good))
    client.version(cancel)
    for _ in bad:
        if name == "connect-ap":
            assert client.connect_ap(cancel) is False
        elif name != "scan-ap":
            reason_for(lambda: CALLS[name](client, cancel))
        else:
            with contextlib.suppress(SoftApError):  # no row was read
                assert not client.scan(cancel).complete
    if name == "public-key":
        assert reason_for(lambda: client.public_key(cancel)) is Reason.NOT_UNDERSTOOD  # `b` is missing
    else:
        CALLS[name](client, cancel)
