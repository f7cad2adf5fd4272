"""A client that is made at its first call: requests and its TLS cost a quarter of a second at the start.

The first call comes from a worker thread, after the window is painted. The address is checked at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.cancel import CancelToken
from ..core.secrets import Secret
from .urls import checked_base_url

if TYPE_CHECKING:
    from .claim_codes import ClaimCode
    from .client import CloudClient
    from .devices import DeviceList
    from .events import CloudEvent


def _usual(api_url: str, token: Secret | None) -> CloudClient:
    from .client import CloudClient

    return CloudClient(api_url, token=token)


class DeferredClient:
    """What a step needs of `CloudClient`. Raises CloudError(MISUSE) for an address that may not be used."""

    def __init__(
        self,
        api_url: str,
        *,
        token: Secret | None,
        make: Callable[[str, Secret | None], CloudClient] | None = None,
    ) -> None:
        """`make` builds the client in its own way (trust, name resolution)."""
        self.api_url = checked_base_url(api_url)
        self._make = make or _usual
        self._token = token
        self._lock = threading.Lock()
        self._made: CloudClient | None = None

    def _client(self) -> CloudClient:
        with self._lock:
            if self._made is None:
                self._made = self._make(self.api_url, self._token)
            return self._made

    def set_token(self, token: Secret | None) -> None:
        """Use `token` from the next call on."""
        with self._lock:
            self._token = token
            if self._made is not None:
                self._made.set_token(token)

    def claim_code(self, cancel: CancelToken, *, product_id: str | int | None = None) -> ClaimCode:
        """`CloudClient.claim_code`."""
        return self._client().claim_code(cancel, product_id=product_id)

    def devices(self, cancel: CancelToken) -> DeviceList:
        """`CloudClient.devices`."""
        return self._client().devices(cancel)

    def claim(self, device_id: str, cancel: CancelToken, *, request_transfer: bool = False) -> None:
        """`CloudClient.claim`."""
        self._client().claim(device_id, cancel, request_transfer=request_transfer)

    def rename(self, device_id: str, name: str, cancel: CancelToken) -> str:
        """`CloudClient.rename`."""
        return self._client().rename(device_id, name, cancel)

    def events(
        self,
        cancel: CancelToken,
        *,
        device_id: str | None = None,
        on_open: Callable[[datetime | None], None] | None = None,
    ) -> Iterator[CloudEvent]:
        """`CloudClient.events`."""
        return self._client().events(cancel, device_id=device_id, on_open=on_open)

    def reachable(self, cancel: CancelToken) -> datetime | None:
        """`CloudClient.reachable`."""
        return self._client().reachable(cancel)

    def close(self) -> None:
        """Close what was made. Idempotent."""
        with self._lock:
            if self._made is not None:
                self._made.close()
