"""A device as the field cases' bench describes it: one command a connection, `\\n\\n` and JSON, close.

Made of nothing of ours but what reads its notes, so that a fault of the simulator cannot hide one of the
wizard. It keeps every request byte for byte, and its own RSA-1024 key, so that a password can be read back.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DEVICE_ID = "1F0036000847343432313031"
HOME = {"ssid": "Home", "rssi": -48, "sec": 4194308, "ch": 6, "mdr": 72200}
NEVER = "never"


@cache
def key() -> rsa.RSAPrivateKey:
    """One key for all fakes: making one takes a while, and 1024 bits protect nothing here."""
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


class FieldDevice:
    """Listens on loopback. `silent_at`: a command after which it never answers; "*" for every command."""

    def __init__(
        self,
        networks: Sequence[Mapping[str, object]] = (HOME,),
        *,
        silent_at: str = "",
        returns: bool = False,
        silent_after_connect: bool = False,
    ) -> None:
        """`returns`: after its first `connect-ap` it is away until somebody looked in vain, and then back:
        it could not join."""
        self.networks, self.silent_at, self._returns = list(networks), silent_at, returns
        self._mutes, self._mute = silent_after_connect, False
        self.requests: list[bytes] = []
        self.heard = threading.Condition()
        self.connected_at: float | None = None
        """When the `connect-ap` came that made it join (monotonic)."""
        self._away = False
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._listen, name="field-device")]
        self._threads[0].start()

    @property
    def address(self) -> str:
        """What `--device` wants."""
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Close everything."""
        self._over.set()
        for sock in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> FieldDevice:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ------------------------------------------------------------------ what it knows

    @property
    def commands(self) -> list[str]:
        """The first line of every request."""
        return [request.split(b"\n")[0].decode("ascii", "backslashreplace") for request in self.requests]

    def body_of(self, command: str) -> bytes:
        """The body of the newest `command`."""
        found = [r for r in self.requests if r.split(b"\n")[0] == command.encode()]
        return found[-1].partition(b"\n\n")[2]

    def password(self) -> bytes:
        """The decrypted password of the newest `configure-ap`."""
        sent = json.loads(self.body_of("configure-ap").decode())
        return key().decrypt(bytes.fromhex(sent["pwd"]), padding.PKCS1v15())

    def wait_for(self, command: str, timeout_s: float = 20.0) -> None:
        """Until `command` was heard; "*" for any connection."""
        with self.heard:
            there = self.heard.wait_for(lambda: command in self.commands, timeout_s)
        assert there, f"{command} never came; {self.commands}"

    def malformed(self) -> list[bytes]:
        """Requests that are not exactly `name LF length LF LF body`."""
        return [request for request in self.requests if not _is_whole(request)]

    # ------------------------------------------------------------------ serving

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock,), name="field-device-talk")
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        request = b""
        with contextlib.suppress(OSError), sock:
            while not _is_whole(request):
                piece = sock.recv(4096)
                if not piece:
                    break
                request += piece
            if not request:
                return  # somebody only looked whether the port is open
            name = request.split(b"\n")[0].decode("ascii", "backslashreplace")
            with self.heard:
                self.requests.append(request)
                missed, self._away = self._away, False
                if name == "connect-ap" and self._returns:
                    self._returns, self._away = False, True
                elif name == "connect-ap":
                    self.connected_at = self.connected_at or time.monotonic()
                silent = self.silent_at in (name, "*") or (self._mute and name != "connect-ap")
                self._mute = self._mute or (self._mutes and name == "connect-ap")
                self.heard.notify_all()
            if missed:
                return
            if silent:
                self._over.wait()
                return
            sock.sendall(b"\n\n" + json.dumps(self._answer(name), ensure_ascii=False).encode())

    def _answer(self, name: str) -> Mapping[str, Any]:
        match name:
            case "version":
                return {"v": 2}
            case "device-id":
                return {"id": DEVICE_ID, "c": "0"}
            case "public-key":
                der = key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
                return {"b": der.hex(), "r": 0}
            case "scan-ap":
                return {"scans": self.networks}
            case _:
                return {"r": 0}


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\n\n")
    lines = head.split(b"\n")
    return bool(end) and len(lines) == 2 and lines[1].isdigit() and len(body) == int(lines[1])
