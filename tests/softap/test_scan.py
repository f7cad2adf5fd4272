"""Rows of a scan: exact for every name the air can hold, whole after whatever ends the answer early."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.softap.codec import TcpAnswer, Verdict
from spark_setup.softap.messages import Network
from spark_setup.softap.scan import MAX_NETWORKS, ScanReader

HOME = Network(b"Home", -52, 4194308, 6, 54000)


def rendered(networks: list[Network]) -> bytes:
    """As firmware writes it: name cut at a NUL, hidden ones left out, bytes raw."""
    rows = []
    for n in networks:
        ssid = n.ssid.split(b"\0")[0]
        if n.ssid:
            rows.append(
                b'{"ssid":"%s","rssi":%d,"sec":%d,"ch":%d,"mdr":%d}' % (ssid, n.rssi, n.sec, n.channel, n.mdr)
            )
    return b'\n\n{"scans":[' + b",".join(rows) + b"]}"


def shown(networks: list[Network]) -> list[Network]:
    """What of these networks a scan can show."""
    return [Network(n.ssid.split(b"\0")[0], n.rssi, n.sec, n.channel, n.mdr) for n in networks if n.ssid]


def fed(data: bytes, cuts: list[int] | None = None, **limits: int) -> tuple[Verdict, list[Network]]:
    """Verdict and rows after `data` in pieces; `cuts` are positions, None: whole."""
    reader = ScanReader(**limits)
    answer = TcpAnswer(reader)
    places = sorted({0, *(c for c in cuts or [] if c < len(data)), len(data)})
    verdict = Verdict.MORE
    for start, end in itertools.pairwise(places):
        verdict = answer.feed(data[start:end])
        if verdict is not Verdict.MORE:
            break
    return verdict, reader.networks


# Names that look like the protocol: pieces of rows, glued together and cut to 32 bytes.
_PIECES = [
    b'"',
    b",",
    b'","rssi":',
    b"-1",
    b'"sec":0,',
    b'"ch":1',
    b'"mdr":1}',
    b"]}",
    b'{"ssid":"',
    b"\\",
    b" ",
    b"}",
]
_ROW_LIKE = st.lists(st.sampled_from(_PIECES), max_size=6).map(lambda p: b"".join(p)[:32])
_SSIDS = st.one_of(st.binary(max_size=32), _ROW_LIKE)
_NETWORKS = st.lists(
    st.builds(
        Network,
        _SSIDS,
        st.integers(-128, 127),
        st.sampled_from([0, 1, -1, 0x00400004, 0x02400006, 0xFFFFFFFF]),
        st.integers(0, 255),
        st.integers(0, 2**31 - 1),
    ),
    max_size=6,
)
_CUTS = st.lists(st.integers(1, 700), max_size=8)


@given(_NETWORKS, _CUTS, st.binary(max_size=10))
def test_every_name_comes_back_exactly(networks: list[Network], cuts: list[int], behind: bytes) -> None:
    verdict, rows = fed(rendered(networks) + behind, cuts)
    assert verdict is Verdict.COMPLETE
    assert rows == shown(networks)


@given(_NETWORKS)
def test_byte_by_byte(networks: list[Network]) -> None:
    data = rendered(networks)
    assert fed(data, list(range(len(data)))) == (Verdict.COMPLETE, shown(networks))


@given(_NETWORKS, st.data())
def test_cut_scan_invents_nothing(networks: list[Network], data: st.DataObject) -> None:
    text = rendered(networks)
    verdict, rows = fed(text[: data.draw(st.integers(0, len(text) - 1))])
    assert verdict is Verdict.MORE
    assert rows == shown(networks)[: len(rows)]


@given(st.binary(max_size=300), _CUTS)
def test_garbage_raises_nothing_and_does_not_depend_on_the_split(data: bytes, cuts: list[int]) -> None:
    assert fed(data, cuts) == fed(data)


@given(_NETWORKS, st.integers(0, 700), st.integers(0, 255), _CUTS)
def test_one_wrong_byte_raises_nothing(networks: list[Network], at: int, byte: int, cuts: list[int]) -> None:
    data = bytearray(rendered(networks))
    data[at % len(data)] = byte
    assert fed(bytes(data), cuts) == fed(bytes(data))


@pytest.mark.parametrize(
    "ssid",
    [
        b'Bob "the AP"',
        b"a\\b",
        b"end\\",
        b'","rssi":-1,"sec":0,"ch":1,"mdr"',
        b'"},{"ssid":"x"',
        b"",
        b"]}",
        b"skynet ",
    ],
)
def test_names_that_break_json(ssid: bytes) -> None:
    row = b'{"ssid":"%s","rssi":-50,"sec":4194308,"ch":6,"mdr":54000}' % ssid
    verdict, rows = fed(b'\n\n{"scans":[%s,%s]}' % (row, row))
    assert verdict is Verdict.COMPLETE
    assert [r.ssid for r in rows] == [ssid, ssid]


def test_end_right_after_the_bracket() -> None:
    assert fed(b'\n\n{"scans":[]}') == (Verdict.COMPLETE, [])


@pytest.mark.parametrize("indent", [None, 2])
def test_blanks_between_tokens_are_no_damage(indent: int | None) -> None:
    row = {"ssid": "Home", "rssi": -52, "sec": 4194308, "ch": 6, "mdr": 54000}
    for rows in ([], [row], [row, row]):
        text = json.dumps({"scans": rows}, indent=indent).encode()
        assert fed(text) == fed(text, list(range(len(text)))) == (Verdict.COMPLETE, [HOME] * len(rows))


@pytest.mark.parametrize(
    "head",
    [
        b"<html>",
        b'{"r":0}',
        b'{"scans":{',
        b'{"scans":[[',
        b'{"scans":[{"rssi":',
        b'{"scans":[]]',
        b'{"scans":[,',
        b"\x00",
    ],
)
def test_damage_before_the_first_row(head: bytes) -> None:
    for cuts in (None, list(range(len(head)))):
        assert fed(b"\n\n" + head, cuts) == (Verdict.DAMAGED, [])


@pytest.mark.parametrize(
    "tail",
    [
        b",]}",
        b"}",
        b"]]",
        b",,",
        b'{"ssid":"a',
        b',{"rssi":1',
        b',{"ssid":"' + b"x" * 600,
        b',{"ssid":"a","rssi":-1,"sec":0,"ch":1,"mdr":' + b"9" * 600,
        b',{"ssid":"a","rssi":-50.5,' + b" " * 600,
    ],
)
def test_damage_after_rows_keeps_them(tail: bytes) -> None:
    whole = rendered([HOME])[:-2] + tail
    assert fed(whole) == (Verdict.DAMAGED, [HOME])
    assert fed(whole, list(range(len(whole)))) == (Verdict.DAMAGED, [HOME])


@pytest.mark.parametrize("size", [33, 40])
def test_name_over_32_bytes_is_no_row(size: int) -> None:
    data = rendered([HOME, Network(b"x" * size, -50, 0, 1, 1), *[HOME] * 20])
    assert fed(data) == (Verdict.DAMAGED, [HOME])


def test_512_rows_and_no_more() -> None:
    assert fed(rendered([HOME] * MAX_NETWORKS)) == (Verdict.COMPLETE, [HOME] * MAX_NETWORKS)
    verdict, rows = fed(rendered([HOME] * (MAX_NETWORKS + 1)))
    assert (verdict, len(rows)) == (Verdict.DAMAGED, MAX_NETWORKS)


def test_byte_limit_is_exact() -> None:
    data = rendered([HOME, HOME])
    assert fed(data, limit=len(data)) == (Verdict.COMPLETE, [HOME, HOME])
    for cuts in (None, list(range(len(data)))):
        assert fed(data, cuts, limit=len(data) - 1) == (Verdict.DAMAGED, [HOME, HOME])


def test_blanks_without_end_are_damage() -> None:
    assert fed(b"\n" * 1001, limit=1000) == (Verdict.DAMAGED, [])
