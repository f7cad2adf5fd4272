"""A hostile device on loopback: answers what a device answers, and spoils it in every way that sockets allow.

One thread, one connection at a time. What it does is drawn from a seeded generator, so that a run that went
wrong can be had again with its seed.
"""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading

from spark_setup.core.cancel import CancelToken
from spark_setup.simulator import commands
from spark_setup.simulator.air import AirNetwork, standard_air
from spark_setup.simulator.device_key import default_key
from spark_setup.simulator.persona import DEFAULT_ID

_LINGER_NONE = struct.pack("ii", 1, 0)
_TICK_S = 0.05


class HostileDevice:
    """`opener` is what a SoftAP client needs. `spoilt`: how many answers were no honest ones."""

    def __init__(self, seed: int, *, honesty: float = 0.7) -> None:
        self._random = random.Random(seed)
        self._honesty = honesty
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(_TICK_S)
        self._over = threading.Event()
        self._key = default_key().public_der()
        self.spoilt = 0
        self._thread = threading.Thread(target=self._serve, name="hostile-device")
        self._thread.start()

    def opener(self, service: str, timeout: float, cancel: CancelToken) -> socket.socket:
        """A socket to the device, whatever the service."""
        cancel.raise_if_cancelled()
        return socket.create_connection(self._server.getsockname(), timeout=max(timeout, 0.5))

    def stop(self) -> None:
        """Gone."""
        self._over.set()
        self._thread.join()
        self._server.close()

    # ------------------------------------------------------------------ one connection

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(_TICK_S)
                with contextlib.suppress(OSError):
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        asked = connection.recv(65536)
        over_http = b"HTTP/1" in asked
        answer = self._framed(self._honest(asked), over_http=over_http)
        if self._random.random() < self._honesty:
            connection.sendall(answer)
            return
        self.spoilt += 1
        self._random.choice(
            (self._mutated, self._torn, self._reset, self._silent, self._rubbish, self._slow)
        )(connection, answer)

    def _honest(self, asked: bytes) -> bytes:
        if b"device-id" in asked:
            return b"".join(commands.device_id(DEFAULT_ID, claimed=self._random.random() < 0.2))
        if b"public-key" in asked:
            return b"".join(commands.public_key(self._key))
        if b"scan-ap" in asked:
            return b"".join(commands.scan(self._networks()))
        if b"version" in asked:
            return b"".join(commands.VERSION)
        return b"".join(commands.result(self._random.choice((0, 0, 0, 0, -1, -2, -3, -4, 1, 5))))

    def _networks(self) -> list[AirNetwork]:
        names = [self._random.randbytes(self._random.randrange(33)) for _ in range(self._random.randrange(4))]
        return [*standard_air().networks, *(AirNetwork(name) for name in names)]

    def _framed(self, body: bytes, *, over_http: bool) -> bytes:
        if over_http:
            return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)
        return b"\n\n" + body

    # ------------------------------------------------------------------ how it spoils

    def _mutated(self, connection: socket.socket, answer: bytes) -> None:
        connection.sendall(mutated(self._random, answer))

    def _torn(self, connection: socket.socket, answer: bytes) -> None:
        connection.sendall(answer[: self._random.randrange(len(answer) + 1)])

    def _reset(self, connection: socket.socket, answer: bytes) -> None:
        connection.sendall(answer[: self._random.randrange(len(answer) + 1)])
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)

    def _silent(self, connection: socket.socket, answer: bytes) -> None:
        connection.sendall(answer[: self._random.choice((0, 0, 1, 2, len(answer) // 2))])
        with contextlib.suppress(TimeoutError):
            while not self._over.is_set() and connection.recv(4096):
                pass

    def _rubbish(self, connection: socket.socket, answer: bytes) -> None:
        connection.sendall(self._random.randbytes(self._random.randrange(1, 3000)))

    def _slow(self, connection: socket.socket, answer: bytes) -> None:
        for at in range(len(answer)):
            connection.sendall(answer[at : at + 1])


def mutated(rng: random.Random, data: bytes) -> bytes:
    """One to four changes: a bit, a byte in, a piece out, a piece twice, a number, a quote."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(made) + 1)
        match rng.randrange(6):
            case 0 if made:
                made[at % len(made)] ^= 1 << rng.randrange(8)
            case 1:
                made[at:at] = rng.randbytes(rng.randint(1, 4))
            case 2:
                del made[at : at + rng.randint(1, 8)]
            case 3:
                made[at:at] = made[at : at + rng.randint(1, 40)]
            case 4:
                made[at:at] = rng.choice((b"-1", b"999999999999", b"1e9", b"null", b"true", b"NaN"))
            case _:
                made[at:at] = rng.choice((b'"', b"\\", b"{", b"}", b"]", b",", b"\x00", b"\xff", b"\n"))
    return bytes(made)
