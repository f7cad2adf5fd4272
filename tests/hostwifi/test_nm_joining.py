"""Why a join failed, whenever NetworkManager tells it; the daemon itself is in tests/contract/hostwifi."""

from __future__ import annotations

from collections import deque
from typing import Any, cast

import pytest

from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Deadline
from spark_setup.hostwifi.nm_joining import wait_for_link
from spark_setup.hostwifi.nm_objects import FAILED, IP_CONFIG, Active, Device, NmReader
from spark_setup.hostwifi.port import Adapter, Reason, WifiError

DEVICE, ENDED = "/d", 4


class Reader:
    """An activation that fails: `told` is when its reason comes, before the state is read, or with it."""

    def __init__(self, reason: int, told: str) -> None:
        self.bus, self._signals = self, deque[tuple[Any, ...]]()
        self._told, self._failure = told, (DEVICE, "StateChanged", (FAILED, IP_CONFIG, reason))
        if told == "before":
            self._signals.append(self._failure)

    def next_signal(self, timeout: float) -> tuple[Any, ...] | None:
        return self._signals.popleft() if self._signals else None

    def active(self, path: str) -> Active | None:
        if self._told == "meanwhile":
            self._signals.append(self._failure)
        return None if self._told == "gone" else Active(path, "u", "x", ENDED, None)

    def device(self, path: str) -> Device:
        return Device(path, 2, "wlan9", "wlan9", FAILED, True, None, None)


@pytest.mark.parametrize(
    ("reason", "told", "wanted"),
    [
        (5, "before", Reason.NO_IPV4),
        (5, "meanwhile", Reason.NO_IPV4),
        (53, "meanwhile", Reason.AP_NOT_FOUND),
        (8, "meanwhile", Reason.JOIN_REFUSED),
        (5, "never", Reason.JOIN_REFUSED),
        (5, "gone", Reason.JOIN_REFUSED),
    ],
)
def test_the_reason_counts_whenever_it_is_told(reason: int, told: str, wanted: Reason) -> None:
    nm = cast(NmReader, Reader(reason, told))
    adapter = Adapter("wlan9", "wlan9", "wlan9", None)
    with pytest.raises(WifiError) as failure:
        wait_for_link(nm, adapter, DEVICE, "/a", CancelToken(), Deadline.after(5))
    assert failure.value.reason is wanted
