"""A run to report: a wrong password and a device that is not seen online, with secrets planted in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from spark_setup.core.redact import Redactor
from spark_setup.core.secrets import Secret
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem
from spark_setup.setup.setup import Options, Setup
from spark_setup.softap.messages import Network, PublicKey
from spark_setup.support.moments import Moment, Recorder
from spark_setup.support.report import Run

ID, OTHER_ID = "3b0021001747353236343033", "54ff6b066678574911401167"
PASSWORD, FIRST_PASSWORD = "Tr0ub4dor & 3/ü", "erster Versuch?"
CLAIM_CODE = "Q7w" * 21
TOKEN = "0123456789abcdef0123456789abcdef01234567"
EMAIL = "maria.huber+home@northwind.example"
BSSID = "a4:2b:b0:c1:d2:e3"
SECRETS = (PASSWORD, FIRST_PASSWORD, CLAIM_CODE, TOKEN, EMAIL)


def story_so_far() -> list[Setup]:
    """Everything a run may hold, in order."""
    options = Options(prefixes=("Northwind",), product_devices=frozenset({ID, OTHER_ID}))
    setups = [Setup(options=options)]

    def add(*facts: f.Fact) -> None:
        for fact in facts:
            setups.append(story.saw(setups[-1], fact))

    home = Network(b"Home", -47, 0x00400004, 6, 144)
    add(
        f.WifiProbed(at=0.1, mode=f.HostMode.AUTO, own_ssid=b"Home", own_label="Home", own_band="2.4"),
        f.PathChecked(at=0.2),
        f.InternetAnswers(at=0.3, host="api.particle.io"),
        f.AccountReady(at=0.6, owned=frozenset({OTHER_ID}), cloud_time=datetime(2026, 1, 2, tzinfo=UTC)),
        f.ClaimCodeReady(at=0.8, code=Secret(CLAIM_CODE), source="cloud"),
        f.DevicesSeen(at=2.0, candidates=(f.Candidate(b"Northwind-U8BS", "U8BS", 88),)),
    )
    setups.append(story.decide(setups[-1], d.Consent(b"Northwind-U8BS")))
    add(
        f.OwnNetworkLeft(at=4.0, label="Home"),
        f.DeviceNetworkJoined(at=6.5, ssid=b"Northwind-U8BS", ipv4="192.168.0.2"),
        f.DeviceAnswered(at=6.6, device_id=ID, claimed=False),
        f.KeyReceived(at=6.7, key=PublicKey(b"\x30\x81" + b"k" * 160)),
        f.NetworksSeen(at=9.0, networks=(home, Network(b"\xff\x00odd", -80, 0, 1, 0))),
    )
    setups.append(story.decide(setups[-1], d.Choose(b"Home", home.sec, home.channel)))
    setups.append(story.decide(setups[-1], d.Password(Secret(FIRST_PASSWORD))))
    add(
        f.ClaimCodeStored(at=20.0),
        f.DetailsDelivered(at=20.5, ssid=b"Home"),
        f.ConnectSent(at=21.0, confirmed=True),
        f.SetupModeLeft(at=24.0, evidence="network_gone"),
        f.OwnNetworkBack(at=30.0, label="Home", confirmed=True),
        f.InternetBack(at=31.0),
        f.CloudAsked(at=33.0, times=1),
        f.CloudAsked(at=36.0, times=2),
        f.CameBack(at=60.0, evidence="network_seen"),
    )
    could_not = Problem(Code.COULD_NOT_JOIN, values={"net": "Home", "tried_s": "39"})
    setups.append(story.failed(setups[-1], could_not))
    setups.append(story.decide(setups[-1], d.Password(Secret(PASSWORD))))
    return setups


@pytest.fixture
def setups() -> list[Setup]:
    """Everything a run may hold, in order."""
    return story_so_far()


@pytest.fixture
def moments(setups: list[Setup]) -> tuple[Moment, ...]:
    """The same as it was shown."""
    recorder, since, place = Recorder(), 0.0, Place.READY
    for at, setup in enumerate(setups):
        step = story.next_step(setup, float(at))
        if step.place is not place:
            since, place = float(at), step.place
        recorder.note(setup, step, since, float(at))
    return recorder.moments(float(len(setups)))


@pytest.fixture
def run(moments: tuple[Moment, ...]) -> Callable[..., Run]:
    """A run, ready to be reported."""

    def make(**values: object) -> Run:
        redactor = Redactor()
        redactor.add(TOKEN)
        redactor.add(EMAIL)
        made = Run(
            moments,
            ["Setup summary", "Code S6-01"],
            ["INFO the first line"],
            redactor,
            "Northwind Temperature Monitor",
            "en",
            datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        )
        return replace(made, **values)  # type: ignore[arg-type]

    return make
