"""Finds the device among this computer's interfaces: bound, in parallel, proved by its own protocol.

What counts as a proof is a callback (the room of the device's protocol is not known here): a gateway, an
open port or a network's name is no evidence, a home router has all three.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Generic, TypeVar

from ..core.cancel import CancelToken
from ..core.lazily import dataclass
from ..core.together import first_answer
from .interfaces import Interface, in_subnet, list_interfaces
from .port import Adapter, Link
from .sockets import Address, Opener, device_opener

T = TypeVar("T")
Prove = Callable[[Opener, CancelToken], T | None]
"""Talks to whatever answers. Returns what it proved, or None; `OSError` counts as None."""

DEVICE_SUBNET = "192.168.0.0/24"
DEVICE_ADDRESSES: Mapping[str, Address] = {"tcp": ("192.168.0.1", 5609), "http": ("192.168.0.1", 80)}
POLL_S = 1.5

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found(Generic[T]):
    """The link over which the device answered, and what it proved."""

    link: Link
    proof: T


@dataclass(frozen=True)
class Prober:
    """Looks at every interface with an address in the device's subnet. Dials nothing if there is none."""

    subnet: str = DEVICE_SUBNET
    addresses: Mapping[str, Address] = field(default_factory=lambda: DEVICE_ADDRESSES)
    interfaces: Callable[[], list[Interface]] = list_interfaces

    def candidates(self) -> list[Link]:
        """The links that the device could be behind."""
        return [link_of(i) for i in in_subnet(self.interfaces(), self.subnet)]

    def look_once(self, prove: Prove[T], cancel: CancelToken) -> Found[T] | None:
        """Ask all candidates at the same time; the first valid answer wins. Raises `Cancelled`."""
        links = self.candidates()
        return first_answer([self._asking(link, prove) for link in links], cancel)

    def answers_at(self, link: Link, prove: Prove[T], cancel: CancelToken) -> T | None:
        """What the device proves over this one link, or None. Raises `Cancelled`."""
        try:
            return prove(device_opener(link, self.addresses), cancel)
        except OSError as error:
            _log.info("no device over %s: %s", link.ifname or "any interface", type(error).__name__)
            return None

    def wait_for(
        self,
        prove: Prove[T],
        cancel: CancelToken,
        *,
        poll_s: float = POLL_S,
        patience_s: float | None = None,
    ) -> Found[T] | None:
        """Look every `poll_s` real seconds until the device answers; None if it did not within `patience_s`
        (None: for ever), looked at least once. Raises `Cancelled`."""
        until = None if patience_s is None else time.monotonic() + patience_s
        while True:
            found = self.look_once(prove, cancel)
            if found is not None:
                _log.info("the device answers over %s", found.link.ifname)
                return found
            if until is not None and time.monotonic() + poll_s > until:
                return None
            cancel.wait(poll_s)
            cancel.raise_if_cancelled()

    def _asking(self, link: Link, prove: Prove[T]) -> Callable[[CancelToken], Found[T] | None]:
        def ask(cancel: CancelToken) -> Found[T] | None:
            proof = self.answers_at(link, prove, cancel)
            return None if proof is None else Found(link, proof)

        return ask


def link_of(interface: Interface) -> Link:
    """The link for an interface that the person joined by hand."""
    adapter = Adapter(interface.ifname, interface.ifname, interface.ifname, interface.ifindex or None)
    return Link(adapter, interface.ifname, interface.ifindex, interface.ipv4)
