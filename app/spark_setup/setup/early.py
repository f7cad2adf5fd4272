"""The event stream of a computer that keeps its internet by cable: opened before the device is told to join.

So nothing that the device says is missed, however long this computer's own Wi-Fi takes to come back. A
computer without a cable opens its stream when it is home again; this one stays shut then.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.cancel import Cancelled, CancelToken

if TYPE_CHECKING:
    from ..cloud.errors import CloudError
    from ..cloud.events import CloudEvent
    from .ports import Cloud

OPEN_LIMIT_S = 3.0
"""Real seconds the device is kept waiting for the stream; then it is told to join all the same."""
TICK_S = 0.2


class EarlyStream:
    """One stream at a time, read by a thread of its own into a queue."""

    def __init__(self) -> None:
        self._device_id: str | None = None
        self._token = CancelToken()
        self._thread: threading.Thread | None = None
        self._heard: queue.SimpleQueue[CloudEvent | CloudError] = queue.SimpleQueue()

    def is_open_for(self, device_id: str) -> bool:
        """Whether events of this device are being collected."""
        thread = self._thread
        return thread is not None and self._device_id == device_id and not self._token.cancelled

    def open(self, cloud: Cloud, device_id: str, cancel: CancelToken) -> None:
        """Open it, unless it is open for this device, and wait until it is. Raises `Cancelled`."""
        if self.is_open_for(device_id):
            return
        self.close()
        self._device_id, self._token, self._heard = device_id, CancelToken(), queue.SimpleQueue()
        opened = threading.Event()
        self._thread = threading.Thread(
            target=self._read, args=(cloud, device_id, self._token, opened), name="early-events"
        )
        self._thread.start()
        for _ in range(int(OPEN_LIMIT_S / TICK_S)):
            if opened.wait(TICK_S):
                return
            cancel.raise_if_cancelled()

    def events(self, cancel: CancelToken) -> Iterator[CloudEvent]:
        """What was heard and is heard. Ends by `Cancelled`, or by the `CloudError` that ended the stream."""
        from ..cloud.errors import CloudError

        while True:
            cancel.raise_if_cancelled()
            try:
                heard = self._heard.get(timeout=TICK_S)
            except queue.Empty:
                continue
            if isinstance(heard, CloudError):
                self.close()
                raise heard
            yield heard

    def close(self) -> None:
        """Hang up. Idempotent."""
        self._token.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _read(self, cloud: Cloud, device_id: str, token: CancelToken, opened: threading.Event) -> None:
        from ..cloud.errors import CloudError

        heard = self._heard
        try:
            for event in cloud.events(token, device_id=device_id, on_open=lambda _time: opened.set()):
                heard.put(event)
        except Cancelled:
            return
        except CloudError as error:
            opened.set()
            heard.put(error)
