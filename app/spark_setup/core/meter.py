"""Where the time of a run goes: to the device, to radio and cloud, to the person, or to the wizard itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum


class Account(Enum):
    """Who is being waited for. In this order: where two overlap, the first one is charged."""

    DEVICE = "device"
    NETWORK = "network"
    PERSON = "person"
    WIZARD = "wizard"


class Meter:
    """Charges every moment of a run to exactly one account. Thread-safe; unit: real seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open = dict.fromkeys(Account, 0)
        self._spent = dict.fromkeys(Account, 0.0)
        self._last = time.monotonic()

    @contextmanager
    def waiting_for(self, account: Account) -> Iterator[None]:
        """Charge the time inside the block to `account`, unless an earlier account is open as well."""
        with self._lock:
            self._charge()
            self._open[account] += 1
        try:
            yield
        finally:
            with self._lock:
                self._charge()
                self._open[account] -= 1

    def spent_s(self, account: Account) -> float:
        """Real seconds charged so far."""
        with self._lock:
            self._charge()
            return self._spent[account]

    def _charge(self) -> None:
        now = time.monotonic()
        account = next((a for a in Account if self._open[a]), Account.WIZARD)
        self._spent[account] += now - self._last
        self._last = now
