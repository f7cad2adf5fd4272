"""Recorded facts: every answer that two firmware versions gave is read right, and our requests are theirs.

The vectors come from the device's own command code; `about` in the file says how they were made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spark_setup.softap import client
from spark_setup.softap.codec import (
    CONNECT_BODY,
    Command,
    ObjectReader,
    TcpAnswer,
    Verdict,
    claim_code_body,
    configure_body,
    request,
)
from spark_setup.softap.errors import SoftApError
from spark_setup.softap.messages import Network
from spark_setup.softap.names import unsendable_sign
from spark_setup.softap.scan import ScanReader

_FILE = Path(__file__).parents[1] / "data" / "softap-vectors.json"
_VECTORS: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["vectors"]

CONFIGURE = re.compile(
    rb'\{"idx":0,"ssid":"(.*)","sec":(-?\d+),"ch":(\d+)(?:,"pwd":"([0-9a-f]{256})")?\}', re.DOTALL
)


def _named(*commands: str) -> list[Any]:
    """Vectors whose request begins with one of these commands and was answered, as parameters."""
    found = []
    for vector in _VECTORS:
        name = bytes.fromhex(vector["request_hex"]).split(b"\n")[0].decode("latin-1")
        if name in commands and vector["reply_hex"]:
            found.append(pytest.param(vector, id=f"{vector['id']}-{vector['firmware']}"))
    assert found
    return found


def _splits(data: bytes) -> Iterator[list[bytes]]:
    yield [data]
    yield [data[at : at + 1] for at in range(len(data))]
    yield [data + b"garbage behind"]


@pytest.mark.parametrize("vector", _named("scan-ap"))
def test_scan_shows_the_air(vector: dict[str, Any]) -> None:
    air = [
        Network(bytes.fromhex(a["ssid_hex"]).split(b"\0")[0], a["rssi"], a["sec"], a["ch"], a["mdr"])
        for a in vector["air"]
        if a["ssid_hex"]
    ]
    for pieces in _splits(bytes.fromhex(vector["reply_hex"])):
        reader = ScanReader()
        answer = TcpAnswer(reader)
        verdicts = [answer.feed(piece) for piece in pieces]
        assert verdicts[-1] is Verdict.COMPLETE
        assert set(verdicts[:-1]) <= {Verdict.MORE}
        assert reader.networks == air


@pytest.mark.parametrize(
    "vector", _named("version", "device-id", "public-key", "configure-ap", "set", "connect-ap")
)
def test_answer_is_complete_with_its_last_byte(vector: dict[str, Any]) -> None:
    reply = bytes.fromhex(vector["reply_hex"])
    for pieces in _splits(reply):
        reader = ObjectReader()
        answer = TcpAnswer(reader)
        verdicts = [answer.feed(piece) for piece in pieces if piece]
        if reply.strip():
            assert verdicts[-1] is Verdict.COMPLETE
            assert reader.fields() == json.loads(reply)
        elif pieces[-1].endswith(b"behind"):
            assert verdicts[-1] is Verdict.DAMAGED
        else:
            assert answer.at_end() is (Verdict.EMPTY if reply == b"\n\n" else Verdict.CUT)


@pytest.mark.parametrize("vector", [v for v in _VECTORS if v["name"].startswith("unknown:")])
def test_unknown_command_closes_without_an_answer(vector: dict[str, Any]) -> None:
    assert vector["reply_hex"] == ""
    assert TcpAnswer(ObjectReader()).at_end() is Verdict.CUT


def _ours() -> list[Any]:
    """`configure-ap` as this client sends it; the others of the recording are about clients' mistakes."""
    found = []
    for vector in _VECTORS:
        head, _, body = bytes.fromhex(vector["request_hex"]).partition(b"\n\n")
        match = CONFIGURE.fullmatch(body)
        if match and head == b"configure-ap\n%d" % len(body) and unsendable_sign(match[1]) is None:
            found.append(pytest.param(vector, match, id=f"{vector['id']}-{vector['firmware']}"))
    assert len(found) > 50
    return found


@pytest.mark.parametrize(("vector", "match"), _ours())
def test_our_configure_request_is_the_recorded_one(vector: dict[str, Any], match: re.Match[bytes]) -> None:
    made = configure_body(
        ssid=match[1],
        sec=int(match[2]),
        channel=int(match[3]),
        pwd=match[4].decode() if match[4] else None,
    )
    assert request(Command.CONFIGURE_AP, made) == bytes.fromhex(vector["request_hex"])


@pytest.mark.parametrize(("vector", "match"), _ours())
def test_device_kept_exactly_our_bytes(vector: dict[str, Any], match: re.Match[bytes]) -> None:
    """A name that we call sendable is stored as it is, or (new firmware) refused by a result code."""
    result = _read(vector)["r"]
    if result == 0:
        assert bytes.fromhex(vector["stored"]["ssid_hex"]) == match[1]
    else:
        assert result in (-2, -4) or result < -5


def test_other_requests_are_recorded_ones() -> None:
    recorded = {bytes.fromhex(v["request_hex"]) for v in _VECTORS}
    before = {bytes.fromhex(b) for v in _VECTORS for b in v["before"]}
    for command in (Command.VERSION, Command.DEVICE_ID, Command.PUBLIC_KEY, Command.SCAN_AP):
        assert request(command) in recorded
    assert request(Command.CONNECT_AP, CONNECT_BODY) in recorded
    codes = {
        m[1].decode() for r in recorded | before for m in re.finditer(rb'"v":"([A-Za-z0-9+/]{63})"\}', r)
    }
    assert codes
    assert any(request(Command.SET, claim_code_body(code)) in recorded | before for code in codes)


def _read(vector: dict[str, Any]) -> dict[str, Any]:
    reader = ObjectReader()
    assert TcpAnswer(reader).feed(bytes.fromhex(vector["reply_hex"])) is Verdict.COMPLETE
    return reader.fields()


@pytest.mark.parametrize("vector", _named("public-key"))
def test_recorded_key(vector: dict[str, Any]) -> None:
    fields = _read(vector)
    if vector["has_key"]:
        key = client._public_key(fields)
        assert len(key.der) == 162
        assert fields["b"].lower().startswith(key.der.hex())
    else:
        with pytest.raises(SoftApError, match="bad_key"):
            client._public_key(fields)


@pytest.mark.parametrize("vector", _named("device-id"))
def test_recorded_id(vector: dict[str, Any]) -> None:
    found = client._device_id(_read(vector))
    assert found.id == "3b0021001747353236343033"
    assert found.claimed is vector["claimed"]
