"""What every backend of `hostwifi` promises; the same tests for each.

fake, manual, NetworkManager played by dbusmock, and the real NetworkManager daemon in a namespace; the last
two also with an own profile that does not connect by itself.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, replace

import pytest

from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.hostwifi.port import (
    JoinMode,
    LinkEvent,
    Reason,
    RestoreOutcome,
    Snapshot,
    WifiError,
)

pytestmark = pytest.mark.usefixtures("bench")


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def joining(bench):
    """Benches whose backend joins; the others say UNSUPPORTED, which is a test of its own."""
    if not bench.joins:
        pytest.skip("this backend leaves joining to the person")
    return bench


def test_probe_says_what_can_be_done_and_changes_nothing(bench) -> None:
    capability = bench.backend.probe()
    assert capability.mode is (JoinMode.AUTO if bench.joins else JoinMode.MANUAL)
    assert bench.on() == "own"
    assert bench.backend.probe() == capability


def test_what_cannot_be_done_says_so(bench, cancel) -> None:
    if bench.joins:
        pytest.skip("this backend joins")
    for call in (bench.backend.scan, lambda a, cancel: bench.backend.join(a, b"x", cancel=cancel)):
        with pytest.raises(WifiError) as raised:
            call(bench.adapter, cancel=cancel)
        assert raised.value.reason is Reason.UNSUPPORTED


def test_scan_hears_the_device_as_an_open_network(joining, cancel) -> None:
    heard = {ap.ssid: ap for ap in joining.backend.scan(joining.adapter, cancel=cancel)}
    assert not heard[joining.device].secured
    assert heard[joining.device].text == joining.device.decode()


def test_a_snapshot_survives_the_journal(bench) -> None:
    snapshot = bench.backend.snapshot(bench.adapter)
    fields = asdict(snapshot)
    assert Snapshot(**json.loads(json.dumps(fields))) == snapshot


def test_join_and_give_back(joining, cancel) -> None:
    snapshot = joined(joining, cancel)
    assert joining.on() == "device"
    restored = joining.backend.restore(snapshot, cancel=cancel)
    assert restored.outcome is RestoreOutcome.CONFIRMED
    assert joining.on() == "own"
    assert "Photon setup" not in joining.profiles()


def test_give_back_twice_is_the_same_as_once(joining, cancel) -> None:
    snapshot = joined(joining, cancel)
    for _ in range(2):
        assert joining.backend.restore(snapshot, cancel=cancel).given_back
        assert joining.on() == "own"


def test_another_process_can_give_back(joining, cancel) -> None:
    snapshot = joined(joining, cancel)
    assert joining.make().restore(snapshot, cancel=cancel).outcome is RestoreOutcome.CONFIRMED
    assert joining.on() == "own"


def test_a_network_that_the_person_chose_is_left_alone(joining, cancel) -> None:
    snapshot = joined(joining, cancel)
    joining.choose_other()
    joining.until("other")
    assert joining.backend.restore(snapshot, cancel=cancel).outcome is RestoreOutcome.NOTHING_TO_DO
    assert joining.on() == "other"


def test_join_again_after_the_computer_left(joining, cancel) -> None:
    snapshot = joined(joining, cancel)
    joining.leave()
    joining.backend.join(joining.adapter, joining.device, cancel=cancel)
    assert joining.on() == "device"
    assert joining.backend.restore(snapshot, cancel=cancel).outcome is RestoreOutcome.CONFIRMED
    joining.until("own")


def test_a_link_that_is_lost_is_reported(joining, cancel) -> None:
    joined(joining, cancel)
    lost = threading.Event()
    stop = joining.backend.watch(joining.adapter, lambda e: lost.set() if e is LinkEvent.LOST else None)
    joining.leave()
    assert lost.wait(10)
    stop()


def test_a_network_out_of_reach(joining, cancel) -> None:
    snapshot = joining.backend.snapshot(joining.adapter)
    with pytest.raises(WifiError) as raised:
        joining.backend.join(joining.adapter, b"Photon-ZZZZ", cancel=cancel, timeout=5)
    assert raised.value.reason is Reason.AP_NOT_FOUND
    assert joining.on() == "own"
    joining.backend.join(joining.adapter, joining.device, cancel=cancel)  # and then it works
    assert joining.backend.restore(replace(snapshot, joined_ssid=joining.device), cancel=cancel).given_back


def test_a_cancelled_join_ends_at_once_and_can_be_undone(joining, cancel) -> None:
    snapshot = replace(joining.backend.snapshot(joining.adapter), joined_ssid=joining.device)
    cancel.cancel()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        joining.backend.join(joining.adapter, joining.device, cancel=cancel)
    assert time.monotonic() - started < 1.0
    assert joining.backend.restore(snapshot, cancel=CancelToken()).given_back
    assert joining.on() == "own"


def test_close_can_be_called_twice(bench) -> None:
    bench.backend.close()
    bench.backend.close()


def joined(bench, cancel: CancelToken) -> Snapshot:
    """Join the device's network; the snapshot as the session would have it."""
    snapshot = bench.backend.snapshot(bench.adapter)
    link = bench.backend.join(bench.adapter, bench.device, cancel=cancel)
    assert link.ifname == bench.ifname
    assert link.ipv4.startswith("192.168.0." if bench.ifname else "127.")
    return replace(snapshot, joined_ssid=bench.device)
