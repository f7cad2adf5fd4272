"""Invented moments, one for every page and code: what `spark-setup brand preview` draws."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ..core.secrets import Secret
from ..setup import decisions as d
from ..setup import facts as f
from ..setup import story
from ..setup.places import Place
from ..setup.problems import KINDS, Code, Problem
from ..setup.setup import Options, Setup
from ..softap.messages import Network, PublicKey
from .moments import Moment

DEVICE_ID = "3b0021001747353236343033"
_WPA2, _ENTERPRISE = 0x00400004, 0x02400004
_BEFORE_A_CODE = frozenset({"start", "signed_in", "leaving"})
"""Stages at which some codes turn up, and that show nothing else."""


def samples(options: Options) -> list[Moment]:
    """The happy path in order, then one moment for each code."""
    stages = _stages(options)
    codes = [code for code in Code if code is not Code.SEVERAL_FOUND]
    failed = [_failed(stages[_before(code)], code) for code in codes]
    shown = [setup for name, setup in stages.items() if name not in _BEFORE_A_CODE]
    return [_moment(setup) for setup in (*shown, *failed)]


def account_samples(options: Options) -> list[Moment]:
    """The pages of signing in that `options` (of a run without a session) open."""
    start, email = Setup(options=options), Secret("kim@example.com")
    pages = [
        (Place.SIGNIN, options.can_sign_in),
        (Place.SIGNIN_CREATE, options.can_create_account),
        (Place.SIGNIN_FORGOT, options.can_sign_in),
        (Place.SIGNIN_CODE, options.can_enter_code),
    ]
    setups = [story.decide(start, d.AccountPage(page, email)) for page, there in pages if there]
    if options.can_sign_in:
        setups.append(_saw(start, f.SecondFactorWanted(at=1.0, ticket=Secret("a sample only"))))
    return [_moment(setup) for setup in setups]


def _moment(setup: Setup) -> Moment:
    now = setup.facts[-1].at + 12 if setup.facts else 0.0
    return Moment(setup, story.next_step(setup, now), max(0.0, now - 12), now)


def _before(code: Code) -> str:
    """The stage at which this code turns up."""
    match KINDS[code].place:
        case Place.READY:
            return "signed_in" if code.startswith("S2") or code is Code.CLAIM_CODE_REFUSED else "start"
        case Place.EXPIRED | Place.PERMISSION | Place.SEARCHING:
            return "ready"
        case Place.JOINING:
            return "joining"
        case Place.OWNER | Place.NETWORK:
            return "network"
        case Place.PASSWORD:
            return "password"
        case Place.SUCCESS:
            return "success"
        case _ if code is Code.NOT_BACK:
            return "leaving"
        case _:
            return "sending" if code.startswith("S5") else "waiting"


_ABOUT = {Code.NAME_NOT_STORABLE: 'Café "5G"', Code.NOT_VISIBLE: "Home-5G", Code.ENTERPRISE: "Office"}
"""The network that a code is about, where it is not the one that is chosen."""


def _failed(setup: Setup, code: Code) -> Setup:
    if code is Code.UPDATING:  # a code of a page, and no problem
        return _saw(setup, f.UpdateSeen(at=36.0, evidence="updating"))
    if code in (Code.NO_ANSWER, Code.NO_ANSWER_VPN, Code.ADDRESS_CLASH):
        joined = f"{setup.options.prefixes[0]}-U8BS".encode()
        setup = _saw(setup, f.DeviceNetworkJoined(at=6.5, ssid=joined, ipv4="192.168.0.2"))
    if code is Code.NOT_LINKED:
        setup = _saw(setup, f.SeenOnline(at=44.0, evidence="event"))
    if code is Code.NO_NETWORKS:
        setup = _saw(setup, f.NetworksSeen(at=9.0, networks=()))
    values = {
        "net": _ABOUT.get(code, "Home"),
        "sign": '"',
        "n": "5",
        "name": "tun0",
        "other": "343099",
        "tried_s": "41",
        "limit_s": "120",
    }
    return story.failed(setup, Problem(code, values=values))


def _stages(options: Options) -> dict[str, Setup]:
    prefix = options.prefixes[0]
    ours, theirs = f"{prefix}-U8BS".encode(), f"{prefix}-JZ6B".encode()
    one, other = f.Candidate(ours, "U8BS", 88), f.Candidate(theirs, "JZ6B", 52)
    start = Setup(options=options)
    signed_in = _saw(start, *_account())
    checked = _saw(signed_in, *_checks())
    found = _saw(checked, f.DevicesSeen(at=2.0, candidates=(one,)))
    joining = _saw(story.decide(found, d.Consent(ours)), f.OwnNetworkLeft(at=4.0, label="Home-5G"))
    network = _saw(joining, *_device(ours))
    password = story.decide(network, d.Choose(b"Home", _WPA2, 6))
    sending = _saw(story.decide(password, d.Password(Secret("a sample only"))))
    leaving = _saw(sending, *_sent())
    waiting = _saw(leaving, *_home())
    success = _saw(waiting, f.SeenOnline(at=44.0, evidence="event"), f.Linked(at=44.5, evidence="list"))
    return {
        "start": start,
        "signed_in": signed_in,
        "ready": checked,
        "one": found,
        "several": _saw(checked, f.DevicesSeen(at=2.0, candidates=(one, other))),
        "manual": story.decide(found, d.JoinByHand()),
        "named": _saw(story.decide(checked, d.AskName())),
        "joining": joining,
        "network": network,
        "hidden": story.decide(network, d.WantsHidden()),
        "password": password,
        "sending": sending,
        "leaving": leaving,
        "waiting": waiting,
        "offline": story.decide(waiting, d.FinishAnyway()),
        "success": success,
    }


def _saw(setup: Setup, *facts: f.Fact) -> Setup:
    for fact in facts:
        setup = story.saw(setup, fact)
    return setup


def _account() -> Iterator[f.Fact]:
    yield f.InternetAnswers(at=0.3, host="api.particle.io")
    yield f.AccountReady(at=0.6, owned=frozenset(), cloud_time=datetime(2026, 1, 1, tzinfo=UTC))


def _checks() -> Iterator[f.Fact]:
    yield f.ClaimCodeReady(at=0.8, code=Secret("x" * 63), source="cloud")
    yield f.WifiProbed(at=0.9, mode=f.HostMode.AUTO, own_ssid=b"Home-5G", own_label="Home-5G", own_band="5")
    yield f.PathChecked(at=1.0)


def _device(ssid: bytes) -> Iterator[f.Fact]:
    yield f.DeviceNetworkJoined(at=6.5, ssid=ssid, ipv4="192.168.0.2")
    yield f.DeviceAnswered(at=6.6, device_id=DEVICE_ID, claimed=False)
    yield f.KeyReceived(at=6.7, key=PublicKey(b""))
    networks = (
        Network(b"Home", -47, _WPA2, 6, 144),
        Network("Café".encode(), -63, _WPA2, 1, 144),
        Network(b"Guests", -70, 0, 11, 144),
        Network(b"Office", -66, _ENTERPRISE, 1, 144),
    )
    yield f.NetworksSeen(at=9.0, networks=networks)


def _sent() -> Iterator[f.Fact]:
    yield f.ClaimCodeStored(at=20.0)
    yield f.DetailsDelivered(at=20.5, ssid=b"Home")
    yield f.ConnectSent(at=21.0, confirmed=True)
    yield f.SetupModeLeft(at=24.0, evidence="network_gone")


def _home() -> Iterator[f.Fact]:
    yield f.OwnNetworkBack(at=30.0, label="Home-5G", confirmed=True)
    yield f.InternetBack(at=31.0)
    yield f.CloudAsked(at=33.0, times=4)
