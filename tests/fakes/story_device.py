"""A device in listening mode, as the engine's `Device` port sees it. Scripted: no sockets, no threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.softap.errors import NoLinkError, Reason, SoftApError
from spark_setup.softap.messages import DeviceId, Network, PublicKey, Scan

WPA2 = 0x0040_0006
DEVICE_ID = "3b0021001747353236343033"
OTHER_ID = "3b0021001747353236343044"


def network(name: str | bytes, rssi: int = -50, sec: int = WPA2, channel: int = 6) -> Network:
    """A row of the device's scan."""
    return Network(name if isinstance(name, bytes) else name.encode(), rssi, sec, channel, 54_000)


class FakeDevice:
    """Answers while in reach; `troubles[command]` are raised one by one first; `calls`: what it was told."""

    def __init__(self, device_id: str = DEVICE_ID, *, claimed: bool = False) -> None:
        self.id = device_id
        self.claimed = claimed
        self.networks: tuple[Network, ...] = (network("Home"), network("Café", -70))
        self.complete = True
        self.answers_connect = True
        self.in_reach: Callable[[], bool] = lambda: True
        self.on_connect: Callable[[], None] = lambda: None
        self.troubles: dict[str, list[SoftApError]] = defaultdict(list)
        self.calls: list[tuple[object, ...]] = []

    def told(self, command: str) -> list[tuple[object, ...]]:
        """Every call of this kind that was answered, without its name."""
        return [call[1:] for call in self.calls if call[0] == command]

    def _hear(self, command: str, *values: object) -> None:
        if not self.in_reach():
            raise NoLinkError(Reason.REFUSED)
        if self.troubles[command]:
            raise self.troubles[command].pop(0)
        self.calls.append((command, *values))

    def version(self, cancel: CancelToken) -> int:
        self._hear("version")
        return 2

    def device_id(self, cancel: CancelToken) -> DeviceId:
        self._hear("device_id")
        return DeviceId(self.id, self.claimed)

    def public_key(self, cancel: CancelToken) -> PublicKey:
        self._hear("public_key")
        return PublicKey(b"der")

    def scan(self, cancel: CancelToken) -> Scan:
        self._hear("scan")
        return Scan(self.networks, self.complete)

    def set_claim_code(self, code: Secret, cancel: CancelToken) -> None:
        self._hear("claim", code.reveal())

    def configure_ap(
        self,
        *,
        ssid: bytes,
        sec: int,
        channel: int,
        password: Secret | None,
        key: PublicKey | None,
        cancel: CancelToken,
    ) -> None:
        self._hear("configure", ssid, sec, channel, password.reveal() if password else None)

    def connect_ap(self, cancel: CancelToken) -> bool:
        self._hear("connect")
        self.on_connect()
        return self.answers_connect
