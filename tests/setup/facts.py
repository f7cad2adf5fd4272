"""Facts and setups by name, for tests that feed the story step by step."""

from __future__ import annotations

from datetime import datetime

from fakes.story_cloud import BIRTH, CODE
from fakes.story_device import DEVICE_ID, network
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.setup import Intent, Options, Setup
from spark_setup.softap.messages import Network, PublicKey

AP = b"Photon-U8BS"
HOME = d.Choose(b"Home", 0x0040_0006, 6)
PASSWORD = d.Password(Secret("password"))


def account(*owned: str, at: float = 1, cloud_time: datetime | None = BIRTH) -> f.AccountReady:
    return f.AccountReady(at=at, owned=frozenset(owned), cloud_time=cloud_time)


def code(at: float = 1) -> f.ClaimCodeReady:
    return f.ClaimCodeReady(at=at, code=Secret(CODE), source="user")


def wifi(mode: f.HostMode = f.HostMode.AUTO, own: bytes | None = b"Home") -> f.WifiProbed:
    return f.WifiProbed(at=1, mode=mode, own_ssid=own, own_label="Home")


def path() -> f.PathChecked:
    return f.PathChecked(at=1)


def seen(*ssids: bytes) -> f.DevicesSeen:
    return f.DevicesSeen(at=2, candidates=tuple(f.Candidate(s, s[-4:].decode()) for s in ssids))


def left() -> f.OwnNetworkLeft:
    return f.OwnNetworkLeft(at=3, label="Home")


def joined() -> f.DeviceNetworkJoined:
    return f.DeviceNetworkJoined(at=4, ssid=AP, ipv4="192.168.0.2")


def device(device_id: str = DEVICE_ID, *, claimed: bool = False) -> f.DeviceAnswered:
    return f.DeviceAnswered(at=5, device_id=device_id, claimed=claimed)


def key() -> f.KeyReceived:
    return f.KeyReceived(at=6, key=PublicKey(b"der"))


def networks(*rows: Network, complete: bool = True) -> f.NetworksSeen:
    return f.NetworksSeen(at=7, networks=rows or (network("Home"), network("Café")), complete=complete)


def delivered() -> f.DetailsDelivered:
    return f.DetailsDelivered(at=8, ssid=b"Home")


def sent(at: float = 9) -> f.ConnectSent:
    return f.ConnectSent(at=at, confirmed=True)


def mode_left() -> f.SetupModeLeft:
    return f.SetupModeLeft(at=10, evidence="network_gone")


def home() -> f.OwnNetworkBack:
    return f.OwnNetworkBack(at=11, label="Home", confirmed=True)


def internet() -> f.InternetBack:
    return f.InternetBack(at=12)


def linked(evidence: str = "list") -> f.Linked:
    return f.Linked(at=13, evidence=evidence, cloud_name="Shed")


def online() -> f.SeenOnline:
    return f.SeenOnline(at=14, evidence="list", cloud_name="Shed")


def told(setup: Setup, *what: f.Fact | d.Decision) -> Setup:
    """Fold facts and decisions in, in this order."""
    for each in what:
        setup = story.saw(setup, each) if isinstance(each, f.Fact) else story.decide(setup, each)
    return setup


def begun(**options: object) -> Setup:
    """Nothing known yet."""
    return Setup(options=Options(**options))  # type: ignore[arg-type]


def checked(mode: f.HostMode = f.HostMode.AUTO, *owned: str, **options: object) -> Setup:
    """All checks of the first page are done."""
    setup = told(begun(touch_wifi=mode is not f.HostMode.NONE, **options), wifi(mode), path())
    if setup.options.intent is Intent.CLAIM:
        setup = told(setup, account(*owned))
    return setup if setup.options.intent is Intent.WIFI_ONLY else told(setup, code())


def at_device(*owned: str, claimed: bool = False, **options: object) -> Setup:
    """The device answers, and its list was read."""
    setup = told(checked(f.HostMode.AUTO, *owned, **options), seen(AP), d.Consent(AP), left(), joined())
    return told(setup, device(claimed=claimed), key(), networks())


def after_sending(*owned: str, claimed: bool = False, **options: object) -> Setup:
    """The details are delivered and the computer is home."""
    setup = told(at_device(*owned, claimed=claimed, **options), HOME, PASSWORD, delivered(), sent())
    return told(setup, mode_left(), home(), internet())
