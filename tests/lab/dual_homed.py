"""A computer on two networks that are both 192.168.0.0/24: a cable to a router, Wi-Fi to a device.

    dual_homed.py RP_FILTER     run by test_dual_homed.py inside `unshare -n -m`; prints one line of JSON
    dual_homed.py serve NAME    one of the two servers at 192.168.0.1:5609, in its own namespace
    dual_homed.py client        the computer, without any capability

All in namespaces. The router's is captured packet by packet: what reached it is in the JSON.
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

SECRET = b"claim-code-and-password"
ADDRESS = ("192.168.0.1", 5609)
SUBNET_HOST = "192.168.0.2"  # the same on both interfaces: the worst case


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


def build(rp_filter: str) -> None:
    """Both networks, routes as NetworkManager makes them: cable metric 100 and default, Wi-Fi metric 600."""
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    ip("link", "set", "lo", "up")
    for name, ifname, metric in (("router", "cable0", "100"), ("device", "wifi0", "600")):
        ip("netns", "add", name)
        ip("link", "add", ifname, "type", "veth", "peer", "name", "far0", "netns", name)
        ip("-n", name, "addr", "add", "192.168.0.1/24", "dev", "far0")
        ip("-n", name, "link", "set", "far0", "up")
        ip("addr", "add", f"{SUBNET_HOST}/24", "dev", ifname, "noprefixroute")
        ip("link", "set", ifname, "up")
        ip("route", "add", "192.168.0.0/24", "dev", ifname, "metric", metric, "src", SUBNET_HOST)
    ip("route", "add", "default", "via", "192.168.0.1", "dev", "cable0", "metric", "100")
    for name in ("all", "cable0", "wifi0"):
        value = "0" if name == "all" and rp_filter != "1" else rp_filter
        Path(f"/proc/sys/net/ipv4/conf/{name}/rp_filter").write_text(value)


def serve(name: str) -> None:
    """Answers every connection with its name and prints in hexadecimal what arrives: payloads and packets."""
    selector = selectors.DefaultSelector()
    server = socket.create_server(ADDRESS)
    capture = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
    selector.register(server, selectors.EVENT_READ)
    selector.register(capture, selectors.EVENT_READ)
    print("ready", flush=True)
    while True:
        for key, _ in selector.select():
            if key.fileobj is capture:
                frame, origin = capture.recvfrom(65535)
                if origin[2] != socket.PACKET_OUTGOING:
                    print("frame", frame.hex(), flush=True)
            elif key.fileobj is server:
                peer, _ = server.accept()
                peer.sendall(name.encode())
                selector.register(peer, selectors.EVENT_READ)
            else:
                peer = key.fileobj
                data = peer.recv(4096)
                if not data:
                    selector.unregister(peer)
                    peer.close()


def client() -> None:
    """Who is reached: unbound, by the production opener, by the prober; and what the wizard says."""
    from spark_setup.core.cancel import CancelToken
    from spark_setup.hostwifi.around import look_around
    from spark_setup.hostwifi.port import Adapter, Link
    from spark_setup.hostwifi.prober import Prober
    from spark_setup.hostwifi.sockets import open_device_socket

    wifi = Link(
        Adapter("wifi0", "wifi0", "wifi0", None), "wifi0", socket.if_nametoindex("wifi0"), SUBNET_HOST
    )
    around = look_around({"wifi0"})
    answer: dict[str, object] = {
        "clash": around.clash(link="wifi0"),
        "strict": around.strict_rp_filter("wifi0"),
        "vpn": around.vpn(),
        "way": around.towards.get("192.168.0.1"),
    }
    answer["bound"] = _ask(lambda: open_device_socket(wifi, ADDRESS, 2.0, CancelToken()), SECRET)
    print(json.dumps(answer), flush=True)
    sys.stdin.readline()  # the capture of the router is read here: only the bound connect has been made
    answer["plain"] = _ask(lambda: open_device_socket(None, ADDRESS, 2.0, CancelToken()), b"plain")

    def prove(opener, cancel):  # type: ignore[no-untyped-def]
        answer = _ask(lambda: opener("tcp", 2.0, cancel), b"device-id")
        return answer if answer == "device" else None

    found = Prober().look_once(prove, CancelToken())
    answer["prober"] = found.link.ifname if found else None
    print(json.dumps(answer), flush=True)


def _ask(connect, data: bytes) -> str:  # type: ignore[no-untyped-def]
    try:
        with connect() as sock:
            sock.settimeout(2.0)
            sock.sendall(data)
            return str(sock.recv(100).decode())
    except TimeoutError:
        return "timeout"
    except OSError as error:
        return type(error).__name__


def main(rp_filter: str) -> None:
    build(rp_filter)
    me = [sys.executable, __file__]
    with tempfile.TemporaryDirectory() as folder:
        servers = []
        logs = {name: Path(folder) / name for name in ("router", "device")}
        for name, log in logs.items():
            with log.open("wb") as out:
                servers.append(
                    subprocess.Popen(["ip", "netns", "exec", name, *me, "serve", name], stdout=out)
                )
        while not all(b"ready" in log.read_bytes() for log in logs.values()):
            os.sched_yield()
        bare = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
        process = subprocess.Popen(
            [*(bare if shutil.which("setpriv") else []), *me, "client"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        captured = frames(logs["router"])
        after, _ = process.communicate("go on\n", timeout=60)
        answer = json.loads(after)
        answer["router_packets_of_bound"] = len(captured)
        answer["router_has_secret"] = any(SECRET in frame for frame in frames(logs["router"]))
        answer["device_has_secret"] = any(SECRET in frame for frame in frames(logs["device"]))
        for server in servers:
            server.kill()
            server.wait()
    print(json.dumps(answer))


def frames(log: Path) -> list[bytes]:
    lines = log.read_text().splitlines()
    return [bytes.fromhex(line.removeprefix("frame ")) for line in lines if line.startswith("frame ")]


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    elif sys.argv[1] == "client":
        client()
    else:
        main(sys.argv[1])
