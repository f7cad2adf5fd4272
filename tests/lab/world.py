"""Everything the real wizard meets in its laboratory, each in a network namespace of its own.

    world.py device NM_PID FOLDER   a simulated device at 192.168.0.1, on ports 5609 and 80; its cloud listens
                                    on the loopback of the namespace of process NM_PID
    world.py router FOLDER          a home router, at 192.168.0.1 as well

Both print `here`, wait until `go` says that their interface was moved to them, and print `ready`. The router
and the device write down every IPv4 packet that comes in (FOLDER/router, FOLDER/device; hexadecimal). `state`
makes the device print one line of JSON.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

CLONE_NEWNET = 0x4000_0000
ADDRESS = "192.168.0.1"
PREFIX, SUFFIX = "Northwind", "A1B2"
SPEED = 20.0


def take_interface(ifname: str) -> None:
    """Wait until it was moved here, and bring it up under the device's address."""
    print("here", flush=True)
    assert sys.stdin.readline() == "go\n"
    for words in (
        ["link", "set", "lo", "up"],
        ["addr", "add", f"{ADDRESS}/24", "dev", ifname],
        ["link", "set", ifname, "up"],
    ):
        subprocess.run(["ip", *words], check=True)


def write_down(file: Path) -> None:
    """Every IPv4 packet that comes in, on a thread; the file is complete up to the last packet."""
    capture = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))

    def run() -> None:
        with file.open("w") as out:
            while True:
                frame, origin = capture.recvfrom(65535)
                if origin[2] != socket.PACKET_OUTGOING:
                    print(frame.hex(), file=out, flush=True)

    threading.Thread(target=run, daemon=True).start()


@contextlib.contextmanager
def inside(pid: int) -> Iterator[None]:
    """What this thread opens in the block, and the threads it starts, are in process `pid`'s network."""
    with Path("/proc/self/ns/net").open("rb") as own, Path(f"/proc/{pid}/ns/net").open("rb") as theirs:
        enter(theirs.fileno())
        try:
            yield
        finally:
            enter(own.fileno())


def enter(namespace: int) -> None:
    if ctypes.CDLL(None, use_errno=True).setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def device(nm_pid: int, folder: Path) -> None:
    """Cloud and device in one process: the device's own way to the cloud is no network."""
    from spark_setup.core.clock import Clock
    from spark_setup.simulator.cloud import SimulatedCloud
    from spark_setup.simulator.device import SimulatedDevice

    take_interface("air9")
    write_down(folder / "device")
    clock, listening = Clock(SPEED), folder / "listening"
    cloud = SimulatedCloud(clock=clock)
    with inside(nm_pid):
        cloud.start()
    simulated = SimulatedDevice(
        clock=clock,
        uplink=cloud,
        on_air=lambda there: listening.touch() if there else listening.unlink(missing_ok=True),
        prefix=PREFIX,
        suffix=SUFFIX,
        host=ADDRESS,
        port=5609,
        http_port=80,
    )
    simulated.start()
    listening.touch()
    (folder / "token").write_text(cloud.token.reveal())
    print("ready", cloud.url, flush=True)
    for line in sys.stdin:
        if line == "state\n":
            print(json.dumps({"device": simulated.state(), "cloud": cloud.state()}), flush=True)
        if line == "reset\n":
            simulated.reset({})
            print("reset", flush=True)
    simulated.stop()
    cloud.stop()


def router(folder: Path) -> None:
    """Accepts on the device's ports, reads, and says nothing that a device would say."""
    take_interface("far0")
    write_down(folder / "router")
    selector = selectors.DefaultSelector()
    for port in (5609, 80):
        selector.register(socket.create_server((ADDRESS, port)), selectors.EVENT_READ, port)
    print("ready", flush=True)
    while True:
        for key, _ in selector.select():
            sock = key.fileobj
            assert isinstance(sock, socket.socket)
            if key.data is not None:
                peer, _ = sock.accept()
                selector.register(peer, selectors.EVENT_READ, None)
            elif not sock.recv(4096):
                selector.unregister(sock)
                sock.close()
            else:
                sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


if __name__ == "__main__":
    if sys.argv[1] == "device":
        device(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        router(Path(sys.argv[2]))
