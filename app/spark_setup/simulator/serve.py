"""`spark-setup simulate …`: device, cloud and session server as stand-alone servers on loopback.

One JSON line on stdout and in the ready file (written aside, then renamed); they stop on SIGTERM or SIGINT.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..brand import Brand, load
from ..core.clock import Clock
from ..core.files import write_private
from ..core.streams import write_line
from ..core.usage import OptionParser, UsageError, port, speed
from .cloud import STRANGER, SimulatedCloud
from .device import SimulatedDevice
from .persona import DEFAULT_ID
from .scenario import Scenario
from .scenarios import find
from .state_server import StateServer
from .vendor_server import Host, VendorServer

WHAT = ("device", "cloud", "vendor", "all")


def main(arguments: Sequence[str], *, vendor: Host | None = None, no_vendor: str = "") -> int:
    """Serve until told to stop. Exit code 0.

    `vendor` makes the session server; where it is None, `no_vendor` says on stderr why there is none.
    """
    options = _parse(arguments)
    try:
        scenario = find(options.scenario)
    except KeyError as error:
        raise UsageError(str(error.args[0])) from None
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _n, _f: stop.set())
    with tempfile.TemporaryDirectory(prefix="spark-setup-") as folder:
        try:
            servers = Servers(
                options.what,
                scenario,
                options.host,
                options.port,
                options.speed,
                Path(folder),
                vendor=vendor,
            )
        except (OSError, UnicodeError) as error:  # a name that no lookup can be asked for
            raise _cannot_listen(options, error) from None
        if vendor is None and options.what in ("vendor", "all") and sys.stderr is not None:
            sys.stderr.write(f"spark-setup: {no_vendor}\n")
        try:
            try:
                servers.start()
            except OSError as error:
                raise _cannot_listen(options, error) from None
            line = json.dumps(servers.ready())
            if options.ready_file is not None:
                _write_ready(options.ready_file, line + "\n")
            write_line(line)
            stop.wait()
        finally:
            servers.stop()
    return 0


def _cannot_listen(options: argparse.Namespace, error: OSError | UnicodeError) -> UsageError:
    why = error.strerror if isinstance(error, OSError) else "this is no name of a computer"
    return UsageError(f"{options.host} port {options.port}: {why}")


def _write_ready(path: Path, line: str) -> None:
    try:
        write_private(path, line)
    except OSError as error:
        raise UsageError(f"the ready file {path} cannot be written: {error.strerror}") from None


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    p = OptionParser(
        prog="spark-setup simulate",
        description="Device, cloud and session server on loopback, until SIGTERM or Ctrl+C.",
        epilog="One line of JSON on stdout says where they are: see docs/scripts.md of the source.",
    )
    p.add_argument("what", choices=WHAT, help="vendor is the session server, and brings a cloud along")
    p.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    p.add_argument("--port", type=port, default=0, help="port of the (first) server; 0: any free one")
    p.add_argument("--scenario", default="default", help="as spark-setup --list-scenarios names them")
    p.add_argument("--speed", type=speed, default=1.0, metavar="X", help="how fast time passes there")
    p.add_argument("--ready-file", type=Path, metavar="FILE", help="the same line, written when all listen")
    return p.parse_args(list(arguments))


class Servers:
    """What was asked for, and the state server beside it."""

    def __init__(
        self,
        what: str,
        scenario: Scenario,
        host: str,
        port: int,
        speed: float,
        folder: Path,
        *,
        vendor: Host | None = None,
    ) -> None:
        self._scenario, self._folder = scenario, folder
        self._example: Brand = load(None)
        clock = Clock(speed)
        ports = iter([port if what != "vendor" else 0, 0, 0])
        self.cloud: SimulatedCloud | None = None
        self.device: SimulatedDevice | None = None
        if what in ("cloud", "vendor", "all"):
            self.cloud = SimulatedCloud(
                behaviour=scenario.cloud, clock=clock, host=host, port=next(ports), device_ids=()
            )
            self._admit(DEFAULT_ID)
        if what in ("device", "all"):
            self.device = SimulatedDevice(
                air=scenario.air,
                persona=scenario.persona,
                behaviour=scenario.device,
                clock=clock,
                uplink=self.cloud,
                prefix=self._example.product.network_prefix,
                suffix="U8BS",
                host=host,
                port=next(ports),
            )
        self.vendor: VendorServer | None = None
        if what in ("vendor", "all") and vendor is not None and self.cloud is not None:
            self.vendor = VendorServer(
                self.cloud,
                host,
                port if what == "vendor" else 0,
                serve=vendor,
                folder=folder,
                title=self._example.product.brand_name,
                url_scheme=self._scheme,
            )
        self.state = StateServer(self._state, self._persona, host=host)

    def start(self) -> None:
        """Everything listens."""
        if self.cloud is not None:
            self.cloud.start()
        if self.vendor is not None:
            self.vendor.start()
        if self.device is not None:
            self.device.start()
            if self.cloud is not None and self._scenario.owner == "mine":
                self.cloud.add_device(
                    self.device.id, owner=self.cloud.customer, owner_product_id=self.cloud.product_id
                )
            elif self.cloud is not None and self._scenario.owner == "other":
                self.cloud.add_device(self.device.id, owner=STRANGER)
        self.state.start()

    def stop(self) -> None:
        """Everything is joined."""
        self.state.stop()
        if self.vendor is not None:
            self.vendor.stop()
        if self.device is not None:
            self.device.stop()
        if self.cloud is not None:
            self.cloud.stop()

    def ready(self) -> Mapping[str, object]:
        """The one line: addresses, token, brand. What was not started is null.

        The token is that of a customer of the product: good for a brand in product mode and for one without.
        """
        cloud, device = self.cloud, self.device
        return {
            "api_url": cloud.url if cloud else None,
            "device": f"{device.host}:{device.port}" if device else None,
            "device_http": f"{device.host}:{device.http_port}" if device else None,
            "vendor_url": self.vendor.url if self.vendor else None,
            "token": cloud.customer_token.reveal() if cloud else None,
            "owner": cloud.customer if cloud else None,
            "product_id": cloud.product_id if cloud else None,
            "brand": str(self._brand()),
            "device_id": device.id.lower() if device else None,
            "state_url": self.state.url,
        }

    @property
    def _scheme(self) -> str:
        return self._example.auth.url_scheme or "spark-setup"

    def _brand(self) -> Path:
        """A brand file that fits the servers: the built-in brand's names."""
        path, product = self._folder / "brand.toml", self._example.product
        names = {
            "device_name": product.device_name,
            "brand_name": product.brand_name,
            "network_prefix": product.network_prefix,
        }
        path.write_text(
            # A string of JSON is one of TOML.
            "[product]\n"
            + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in names.items())
            + (f'\n[behaviour]\napi_url = "{self.cloud.url}"\n' if self.cloud else "")
            + (
                f'\n[auth]\nsession_url = "{self.vendor.session_url}"\nurl_scheme = "{self._scheme}"\n'
                if self.vendor
                else ""
            ),
            encoding="utf-8",
        )
        return path

    def _state(self) -> dict[str, object]:
        return {
            "device": self.device.state() if self.device else None,
            "cloud": self.cloud.state() if self.cloud else None,
        }

    def _persona(self, persona: Mapping[str, object]) -> None:
        if self.device is None:
            raise ValueError("there is no device here")
        self.device.reset(persona)
        self._admit(self.device.id)

    def _admit(self, device_id: str) -> None:
        """Whatever the device is now, it is one of the product's, unless the scenario says otherwise."""
        if self.cloud is not None and self._scenario.in_product:
            self.cloud.add_to_product(device_id)
