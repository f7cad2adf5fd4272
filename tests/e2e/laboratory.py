"""Stand-alone servers, as a wizard and a product maker's shop reach them."""

from __future__ import annotations

import json
import urllib.request

from spark_setup.brand import Brand
from spark_setup.core.secrets import Secret
from spark_setup.setup.production import Target
from spark_setup.setup.services import Services
from spark_setup.simulator.serve import Servers
from spark_setup.ui.brand_options import options_of
from spark_setup.ui.controller import SetupController

CUSTOMER = "jane@northwind.example"


def target_of(servers: Servers) -> Target:
    """Device and cloud, reached without a radio."""
    cloud, device = servers.cloud, servers.device
    assert cloud is not None
    assert device is not None
    reached = {"tcp": (device.host, device.port), "http": (device.host, device.http_port)}
    return Target(cloud.url, "none", reached, ("Northwind",))


def owner_of(servers: Servers) -> str | None:
    """Whose the device is; nobody's, too, while the cloud has not heard of it."""
    assert servers.cloud is not None
    return servers.cloud.owner_of(str(servers.ready()["device_id"]))


def code_of(servers: Servers, customer: str = CUSTOMER) -> Secret:
    """A one-time code, as the shop's own server asks for it."""
    from spark_setup.vendor.users import sign

    assert servers.vendor is not None
    body = json.dumps({"customer": customer}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Setup-Signature": sign(servers.vendor.signing_key, "POST", "/codes", body),
    }
    request = urllib.request.Request(servers.vendor.url + "/codes", body, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return Secret(json.load(answer)["code"])


def controller_of(brand: Brand, services: Services, *, has_session: bool = False) -> SetupController:
    """A wizard that reaches the servers with these services and leaves the Wi-Fi alone; not started."""
    options = options_of(brand, has_session=has_session, touch_wifi=False)
    return SetupController(brand, services=services, options=options, language="en", with_person=False)
