"""From the call that starts a connection to an address on Windows, or to the reason why there is none."""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable

from ..core.cancel import CancelToken
from ..core.clock import Deadline
from . import windows_structures as w
from .driving import LOOK_S
from .interfaces import Interface, in_subnet
from .port import Adapter, Link, Reason, WifiError
from .windows_profile import SETUP_PROFILE, is_ours, setup_profile
from .windows_wlan import Connection, Notice, Notices, WlanClient, WlanFailure

LAST_WORD_S = 2.0
"""After a failed attempt Windows may try once more by itself; that long it has to say so."""

# WLAN_REASON_CODE: NOT_VISIBLE and NETWORK_NOT_AVAILABLE; ASSOCIATION_TIMEOUT.
_NOT_THERE = (0x28002, 0x2800B)
_TIMEOUT = 0x38003


class Joining:
    """One join. `see` is what the adapter is on, None where that may not be read or is nothing."""

    def __init__(
        self, client: WlanClient, a: Adapter, ssid: bytes, see: Callable[[], Connection | None]
    ) -> None:
        self._client, self._a, self._ssid, self._see = client, a, ssid, see

    def start(self) -> None:
        """Ask Windows to connect. Where temporary profiles are refused: by one stored for this user.

        Raises `WlanFailure`.
        """
        xml = setup_profile(self._ssid)
        try:
            self._client.connect(self._a.id, w.MODE_TEMPORARY, xml)
        except WlanFailure as refused:
            if refused.code not in (w.ACCESS_DENIED, w.NOT_SUPPORTED, w.INVALID_PARAMETER, w.BAD_PROFILE):
                raise
            try:
                self._client.store_profile(self._a.id, xml)
            except WlanFailure:
                raise refused from None
            self._client.connect(self._a.id, w.MODE_PROFILE, SETUP_PROFILE)

    def wait_connected(self, notices: Notices, cancel: CancelToken, deadline: Deadline) -> None:
        """Until Windows says that it is connected. Raises `WifiError`, `Cancelled`, `WlanFailure`."""
        failed: Notice | None = None
        last_word = deadline.at
        while not deadline.passed:
            notice = self._next(notices)
            cancel.raise_if_cancelled()
            if notice is None:
                if failed is not None and time.monotonic() >= last_word:
                    raise WifiError(*_why(failed.reason))
                seen = self._see() if failed is None else None
                if seen is not None and seen.state == w.CONNECTED and is_ours(seen, self._ssid):
                    return  # a notification went missing
            elif notice.code == w.INTERFACE_REMOVAL:
                raise WifiError(Reason.NO_ADAPTER, "the adapter has gone")
            elif not self._is_about_us(notice):
                continue
            elif notice.code == w.CONNECTION_COMPLETE and notice.reason == w.OK:
                return
            elif notice.code == w.CONNECTION_COMPLETE:
                raise WifiError(*_why(notice.reason))
            elif notice.code == w.CONNECTION_ATTEMPT_FAIL:
                failed, last_word = notice, time.monotonic() + LAST_WORD_S
        raise WifiError(*_why(failed.reason)) if failed else WifiError(Reason.JOIN_TIMEOUT, "no notification")

    def wait_address(
        self,
        notices: Notices,
        interfaces: Callable[[], list[Interface]],
        subnet: str,
        cancel: CancelToken,
        deadline: Deadline,
    ) -> Link:
        """Until the adapter has an address of the device. Raises `WifiError`, `Cancelled`."""
        while not deadline.passed:
            for found in in_subnet(interfaces(), subnet):
                if same_adapter(found.ifname, self._a.ifname):
                    return Link(self._a, found.ifname, found.ifindex or self._a.ifindex or 0, found.ipv4)
            notice = self._next(notices)
            cancel.raise_if_cancelled()
            if notice is not None and notice.code in (w.LINK_DISCONNECTED, w.INTERFACE_REMOVAL):
                raise WifiError(Reason.LINK_LOST, "left while waiting for an address")
        raise WifiError(Reason.NO_IPV4, "connected, but no address of the device's subnet")

    def let_go(self) -> None:
        """End our half-made connection, if it is there. Never raises `WlanFailure`: one is under way."""
        with contextlib.suppress(WlanFailure):
            seen = self._see()
            state = next((i.state for i in self._client.interfaces() if i.guid == self._a.id), w.DISCONNECTED)
            on_another = seen is not None and not is_ours(seen, self._ssid)
            if not on_another and state != w.DISCONNECTED:
                self._client.disconnect(self._a.id)
        with contextlib.suppress(WlanFailure):
            forget_stored(self._client, self._a.id)

    def _next(self, notices: Notices) -> Notice | None:
        """The next notice about this adapter, None after a moment without any."""
        until = time.monotonic() + LOOK_S
        with contextlib.suppress(queue.Empty):
            while True:
                notice = notices.get(timeout=max(0.0, until - time.monotonic()))
                if notice.guid == self._a.id:
                    return notice
        return None

    def _is_about_us(self, notice: Notice) -> bool:
        nameless = not notice.profile and not notice.ssid  # where names are hidden in notifications as well
        return notice.profile == SETUP_PROFILE or notice.ssid == self._ssid or nameless


def forget_stored(client: WlanClient, guid: str) -> None:
    """Delete our profile if it had to be stored. Raises `WlanFailure`."""
    if SETUP_PROFILE in client.profiles(guid):
        client.delete_profile(guid, SETUP_PROFILE)


def same_adapter(one: str, other: str) -> bool:
    """Whether two spellings are the same GUID."""
    return one.strip("{}").casefold() == other.strip("{}").casefold()


def _why(reason: int) -> tuple[Reason, str]:
    detail = f"WLAN_REASON_CODE {reason:#x}"
    if reason in _NOT_THERE:
        return Reason.AP_NOT_FOUND, detail
    return (Reason.JOIN_TIMEOUT if reason == _TIMEOUT else Reason.JOIN_REFUSED), detail
