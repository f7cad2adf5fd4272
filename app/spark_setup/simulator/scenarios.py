"""What can be shown. Names are the codes of the index they bring about, and a few of their own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from ..core.lights import State
from ..hostwifi.port import JoinMode, PermissionState, Reason
from .air import WEP, AirNetwork, SimulatedAir, crowded_air, standard_air
from .behaviour import Behaviour, Fault, Trouble
from .cloud_behaviour import (
    DEVICE_LIMIT,
    NAME_TAKEN,
    CloudBehaviour,
    Damage,
    TokenEnd,
    WrongCertificate,
    redirect,
)
from .cloud_behaviour import Fault as CloudFault
from .consent import ConsentBehaviour
from .persona import Persona
from .radio_behaviour import RadioBehaviour
from .scenario import Scenario

SECOND_ID = "3b0021001747353236343044"


def find(name: str) -> Scenario:
    """The scenario of this name. Raises `KeyError` with one sentence."""
    try:
        return SCENARIOS[name]
    except KeyError:
        near = difflib.get_close_matches(name, SCENARIOS, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise KeyError(f"there is no scenario {name!r}.{hint} --list-scenarios shows them all") from None


def listing() -> str:
    """All scenarios, a line each."""
    width = max(map(len, SCENARIOS))
    return "\n".join(f"{s.name:<{width}}  {s.line}" for s in SCENARIOS.values())


def _trouble(fault: Fault, times: int = 0, command: str = "*") -> Behaviour:
    return Behaviour(troubles={command: Trouble(fault, times)})


def _air_with(*networks: AirNetwork) -> SimulatedAir:
    return SimulatedAir((*standard_air().networks, *networks))


_CLAIMED = Persona(claimed=True)
_OLD = Persona(firmware="0.6.4")
_HIDDEN = AirNetwork(b"Attic", hidden=True, sec=0x00400004, channel=11, rssi=-60)

_ALL = (
    Scenario("default", "everything goes well"),
    Scenario("claimed-mine", "the device is already linked to this account", persona=_CLAIMED, owner="mine"),
    Scenario(
        "claimed-other",
        "the device belongs to another account: the person is asked",
        persona=_CLAIMED,
        owner="other",
    ),
    Scenario(
        "hidden",
        "a hidden network, Attic, on a device with old firmware",
        air=_air_with(_HIDDEN),
        persona=_OLD,
    ),
    Scenario("open", "an open network, Café Lumière"),
    Scenario("crowd", "60 networks in the device's scan", air=crowded_air(60)),
    Scenario("http-only", "a device that answers on HTTP only", device=Behaviour(tcp=False)),
    Scenario("old-firmware", "a device with system firmware 0.6.4", persona=_OLD),
    Scenario("cable", "the computer keeps its internet by cable", radio=RadioBehaviour(wired=True)),
    Scenario(
        "five-ghz",
        "the computer is on Home-5G, which the device cannot see",
        radio=RadioBehaviour(own_ssid=b"Home-5G", own_band="5"),
    ),
    Scenario(
        "by-hand",
        "network names cannot be read: the person joins by hand",
        radio=RadioBehaviour(
            mode=JoinMode.MANUAL,
            mode_reason=Reason.PERMISSION_DENIED,
            names_readable=False,
            joins_by_hand_after_s=4.0,
        ),
    ),
    Scenario(
        "permission",
        "the system asks the person before it shows the names of networks",
        radio=RadioBehaviour(consent=ConsentBehaviour()),
    ),
    Scenario(
        "permission-refused",
        "the person does not let the system show the names of networks, and thinks again in its settings",
        "S2-03",
        radio=RadioBehaviour(consent=ConsentBehaviour(PermissionState.DENIED, changed_after=8)),
    ),
    Scenario(
        "late",
        "the device comes online only after the first patience has ended",
        "S6-02",
        device=Behaviour(late_s=160.0),
    ),
    Scenario(
        "keeps-trying",
        "the first password is wrong, and the device tries it for ever: its button has to be pressed",
        "S6-02",
        air=standard_air(refuses_first=True),
        device=Behaviour(returns=False, pressed_after_s=240.0),
    ),
    Scenario(
        "not-in-product",
        "the device is not in the product, which nobody says beforehand",
        "S5-05",
        product=True,
        in_product=False,
    ),
    # ------------------------------------------------------------------ step 1
    Scenario("S1-01", "no internet: names are not found", "S1-01", radio=RadioBehaviour(unresolved=3)),
    Scenario(
        "S1-02",
        "the service does not answer",
        "S1-02",
        cloud=CloudBehaviour(faults=(CloudFault(Damage.CLOSED, times=6),)),
    ),
    Scenario(
        "S1-03",
        "the service shows a certificate nobody trusts",
        "S1-03",
        certificate=WrongCertificate.UNTRUSTED,
    ),
    Scenario(
        "self-signed",
        "a router answers in the service's place, with a certificate of its own",
        "S1-03",
        certificate=WrongCertificate.SELF_SIGNED,
    ),
    Scenario(
        "other-address",
        "the network shows another address's certificate: it wants its sign-in page seen",
        "S1-03",
        certificate=WrongCertificate.OTHER_NAME,
    ),
    Scenario(
        "redirected",
        "the service sends everybody on to another address",
        "S1-02",
        cloud=CloudBehaviour(faults=(CloudFault(redirect("https://other.example/"), times=6),)),
    ),
    Scenario(
        "S1-04",
        "the session ends at the claim code",
        "S1-04",
        cloud=CloudBehaviour(token_end=TokenEnd.CLAIM_CODE),
        renewals_refused=1,
    ),
    Scenario(
        "S1-05",
        "the service refuses a claim code",
        "S1-05",
        cloud=CloudBehaviour(faults=(CloudFault(DEVICE_LIMIT, path="*device_claims", times=1),)),
    ),
    Scenario(
        "S1-06",
        "the service's certificate is valid from tomorrow on",
        "S1-06",
        certificate=WrongCertificate.NOT_YET_VALID,
    ),
    # ------------------------------------------------------------------ step 2
    Scenario(
        "S2-01", "the computer has no Wi-Fi", "S2-01", radio=RadioBehaviour(adapter=False, adapter_after=3)
    ),
    Scenario("S2-02", "Wi-Fi is switched off", "S2-02", radio=RadioBehaviour(switched_on=False)),
    Scenario(
        "S2-03",
        "the system hides the names of networks",
        "S2-03",
        radio=RadioBehaviour(names_hidden=3),
    ),
    Scenario(
        "S2-04",
        "the system does not let setup into the local network",
        "S2-04",
        radio=RadioBehaviour(local_network_denied=8),
    ),
    Scenario("S2-05", "no device is in reach at first", "S2-05", radio=RadioBehaviour(hears_after_s=90.0)),
    Scenario("S2-06", "two devices are in reach", "S2-06", second=True),
    Scenario("S2-07", "the computer's Wi-Fi refuses to join", "S2-07", radio=RadioBehaviour(join_refusals=1)),
    Scenario("S2-07B", "another wizard has the computer's Wi-Fi", "S2-07B", radio=RadioBehaviour(busy=3)),
    Scenario("S2-07S", "nothing can be written down for the way back", "S2-07S", remembers=False),
    Scenario("S2-08", "joined, but no address", "S2-08", radio=RadioBehaviour(no_address=2)),
    Scenario("S2-09", "the device does not answer", "S2-09", device=_trouble(Fault.CLOSED, 6)),
    Scenario(
        "S2-09V",
        "a VPN is in the way",
        "S2-09V",
        device=_trouble(Fault.CLOSED, 6),
        radio=RadioBehaviour(vpn="wg0", vpn_clears_after=3),
    ),
    Scenario(
        "S2-10",
        "the cable network uses the same address",
        "S2-10",
        device=_trouble(Fault.CLOSED, 6),
        radio=RadioBehaviour(clash="eth0", wired=True, clash_clears_after=3),
    ),
    Scenario(
        "S2-11",
        "the computer goes back to its own network by itself",
        "S2-11",
        radio=RadioBehaviour(drops=2),
    ),
    # ------------------------------------------------------------------ step 3
    Scenario("S3-01", "the device sees no network", "S3-01", device=Behaviour(empty_scans=2)),
    Scenario(
        "S3-02",
        "the device's list breaks off",
        "S3-02",
        device=Behaviour(damaged_scans=1),
        radio=RadioBehaviour(own_ssid=b"Garden"),
    ),
    Scenario(
        "S3-03",
        "the device's own scan loses the network while sending",
        "S3-03",
        device=Behaviour(configure_codes=(-2,)),
    ),
    Scenario("S3-04", "a network that asks for a user name: choose Office", "S3-04"),
    Scenario(
        "S3-05",
        "a network with WEP: choose Attic",
        "S3-05",
        air=_air_with(AirNetwork(b"Attic", sec=WEP, channel=3, rssi=-52)),
    ),
    # ------------------------------------------------------------------ step 4
    Scenario("S4-01", "a password of the wrong length: type 12345", "S4-01"),
    Scenario("S4-02", 'a network whose name cannot be stored: choose Café "5G"', "S4-02"),
    # ------------------------------------------------------------------ step 5
    Scenario(
        "S5-01",
        "the device refuses the details",
        "S5-01",
        device=_trouble(Fault.REJECTED, 1, "configure-ap"),
    ),
    Scenario(
        "S5-02",
        "the connection is lost while sending",
        "S5-02",
        device=_trouble(Fault.RESET, 3, "configure-ap"),
    ),
    Scenario(
        "S5-03", "the device does not store the claim code", "S5-03", device=Behaviour(set_codes=(-1,) * 3)
    ),
    Scenario(
        "S5-04",
        "the device was linked to another account",
        "S5-04",
        persona=_CLAIMED,
        owner="other",
    ),
    Scenario(
        "S5-05",
        "the session names the product's devices, and this one is not among them",
        "S5-05",
        product=True,
        in_product=False,
        names_devices=True,
    ),
    Scenario(
        "S5-06",
        "another device answers half way",
        "S5-06",
        device=Behaviour(other_id=SECOND_ID, other_id_after="scan-ap"),
    ),
    # ------------------------------------------------------------------ step 6
    Scenario(
        "S6-01",
        "the first password is wrong, any other is right",
        "S6-01",
        air=standard_air(refuses_first=True),
    ),
    Scenario(
        "S6-02",
        "the device is delivered and stays away",
        "S6-02",
        device=Behaviour(stays=State.REACHING_SERVICE),
    ),
    Scenario(
        "S6-03",
        "the computer does not get its network back at once",
        "S6-03",
        radio=RadioBehaviour(restore_failures=1),
    ),
    Scenario(
        "S6-04",
        "online, but the link was not made: another account holds it",
        "S6-04",
        device=Behaviour(confirms_claim=False),
        owner="other",
    ),
    Scenario(
        "S6-05",
        "an update at the first connection",
        "S6-05",
        device=Behaviour(late_s=5.0, update_s=180.0),
        cloud=CloudBehaviour(listing_delay_s=8.0, events_after_connect=()),
    ),
    Scenario(
        "S6-06",
        "on the Wi-Fi, the service out of reach for a while: answer that the light flashes orange twice",
        "S6-06",
        device=Behaviour(stays=State.NO_INTERNET, stays_s=180.0),
    ),
    # ------------------------------------------------------------------ step 7
    Scenario(
        "S7-01",
        "the name is refused",
        "S7-01",
        cloud=CloudBehaviour(faults=(CloudFault(NAME_TAKEN, method="PUT", times=1),)),
    ),
)

SCENARIOS: Mapping[str, Scenario] = MappingProxyType({s.name: s for s in _ALL})
