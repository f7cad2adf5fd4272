"""One join on macOS: by CoreWLAN, else by networksetup, then an address, or the reason why there is none."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from .driving import LOOK_S
from .interfaces import Interface, in_subnet, index_of
from .macos_calls import NativeCalls
from .macos_native import HeardMac, Native, NativeFailure
from .macos_networksetup import Run, Verdict, command, verdict_on
from .port import Adapter, Link, Reason, WifiError

TRIES = 5
PAUSES_S = (2.0, 3.0, 4.0, 5.0)
SCANS = 2
UNPROVED_S = 12.0
"""After a sentence of networksetup that is not known: that long an address may come and prove a join."""

INVALID_PARAMETER, TIMEOUT = -3900, -3905
"""CWErr: what CoreWLAN says from macOS 15 on, although networksetup can join."""

_REASONS = {
    Verdict.NOT_FOUND: Reason.AP_NOT_FOUND,
    Verdict.TRY_AGAIN: Reason.JOIN_REFUSED,
    Verdict.RADIO_OFF: Reason.RADIO_OFF,
    Verdict.NO_ADAPTER: Reason.NO_ADAPTER,
    Verdict.FORBIDDEN: Reason.JOIN_REFUSED,
    Verdict.UNKNOWN: Reason.JOIN_REFUSED,
}

_log = logging.getLogger(__name__)


class Joining:
    """`start` changes the Wi-Fi, `wait_address` waits for the result. Both raise `WifiError`, `Cancelled`."""

    def __init__(
        self,
        native: Native,
        calls: NativeCalls,
        run: Run,
        a: Adapter,
        ssid: bytes,
        pauses_s: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._native, self._calls, self._run = native, calls, run
        self._a, self._ssid, self._pauses_s = a, ssid, pauses_s
        self._proved = True

    def start(self, names_shown: bool, cancel: CancelToken, deadline: Deadline) -> None:
        """Associate. `names_shown`: a name that is not heard is not there, so nothing is changed."""
        heard = self._look_for(names_shown, cancel)
        if heard is None and names_shown:
            raise WifiError(Reason.AP_NOT_FOUND, "not heard, or not open")
        if heard is not None:
            try:
                self._calls.run(lambda: self._native.associate(self._a.ifname, heard), cancel)
                return
            except NativeFailure as failure:
                if failure.code not in (INVALID_PARAMETER, TIMEOUT):
                    raise WifiError(Reason.JOIN_REFUSED, str(failure)) from failure
                _log.info("%s: by networksetup instead", failure)
        self._by_networksetup(cancel, deadline)

    def wait_address(
        self,
        interfaces: Callable[[], list[Interface]],
        subnet: str,
        cancel: CancelToken,
        deadline: Deadline,
    ) -> Link:
        """Until the adapter has an address of the device."""
        if not self._proved:
            deadline = Deadline(min(deadline.at, Deadline.after(UNPROVED_S).at))
        while not deadline.passed:
            # For a moment the address of the network before is still there, and a home router has the same.
            still_before = self._native.ssid(self._a.ifname) not in (None, self._ssid)
            for found in in_subnet(interfaces(), subnet):
                if found.ifname == self._a.ifname and not still_before:
                    return Link(self._a, found.ifname, found.ifindex or index_of(found.ifname), found.ipv4)
            cancel.wait(LOOK_S)
            cancel.raise_if_cancelled()
        if not self._proved:
            raise WifiError(Reason.JOIN_REFUSED, "networksetup said something unknown, and no address came")
        raise WifiError(Reason.NO_IPV4, "joined, but no address of the device's subnet")

    def let_go(self) -> None:
        """Leave the device's network if it was joined. Never raises: a failure is under way."""
        with contextlib.suppress(NativeFailure):
            now = self._native.ssid(self._a.ifname)
            if now == self._ssid:
                self._native.disassociate(self._a.ifname)

    def _look_for(self, names_shown: bool, cancel: CancelToken) -> HeardMac | None:
        for _ in range(SCANS if names_shown else 1):
            try:
                # A directed scan may find a name that this program is not shown.
                found = self._calls.run(lambda: self._native.scan(self._a.ifname, self._ssid), cancel)
            except NativeFailure as failure:
                _log.info("no directed scan: %s", failure)
                continue
            mine = [
                h for h in found if h.open and (h.ssid == self._ssid or (h.ssid is None and not names_shown))
            ]
            if mine:
                return max(mine, key=lambda h: h.rssi)
        return None

    def _by_networksetup(self, cancel: CancelToken, deadline: Deadline) -> None:
        arguments = command(self._a.ifname, self._ssid)
        if arguments is None:
            raise WifiError(Reason.UNSUPPORTED, "the name cannot be given to networksetup")
        verdict = Verdict.UNKNOWN
        for attempt in range(TRIES):
            said = self._run(arguments, cancel)
            verdict = Verdict.UNKNOWN if said is None else verdict_on(said)
            _log.info("networksetup, attempt %d: %s", attempt + 1, verdict.value)
            if verdict is Verdict.JOINED:
                return
            if verdict is Verdict.UNKNOWN and said is not None:
                self._proved = False
                return
            last = attempt == TRIES - 1 or deadline.passed
            if verdict not in (Verdict.NOT_FOUND, Verdict.TRY_AGAIN) or last:
                break
            cancel.wait(self._pauses_s[min(attempt, len(self._pauses_s) - 1)])
            cancel.raise_if_cancelled()
        raise WifiError(_REASONS[verdict], f"networksetup: {verdict.value}")
