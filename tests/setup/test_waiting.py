"""Coming online: what counts as online, what as linked, what as "could not join", and what proves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.story_cloud import at, status
from fakes.story_device import DEVICE_ID, OTHER_ID
from setup.facts import account, after_sending, told
from setup.house import AP, House, limits
from spark_setup.cloud.devices import CloudDevice, DeviceList
from spark_setup.cloud.errors import CloudError
from spark_setup.cloud.errors import Reason as CloudReason
from spark_setup.core.cancel import CancelToken
from spark_setup.hostwifi.port import JoinMode
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.facts import Fact
from spark_setup.setup.problems import Code, Problem
from spark_setup.setup.setup import Intent, Options, Setup
from spark_setup.setup.steps.evidence import QUIET_S, Evidence
from spark_setup.setup.story import Work, limit_s

SENT = 100.0
FOR_EVER = 1e6


def waiting(house: House, *owned: str, claimed: bool = False, **changes: object) -> Setup:
    """Sent at second 100, home, the cloud's clock known since second 90; now it is second 110."""
    setup = told(after_sending(*owned, claimed=claimed), account(*owned, at=90, cloud_time=at(90)))
    sent = f.ConnectSent(at=SENT, confirmed=True)
    house.clock.advance(110 - house.clock.now())
    return replace(setup, sent=sent, options=replace(house.options, **changes))  # type: ignore[arg-type]


def patient(house: House, *owned: str, claimed: bool = False) -> Setup:
    """The same, with no limit: for tests that wait for something to be seen."""
    return waiting(house, *owned, claimed=claimed, limits=limits(online_s=FOR_EVER))


def still() -> House:
    """A house in which nothing happens by itself."""
    house = House()
    house.gone_at, house.back_at = 0.0, float("inf")
    house.cloud.on_poll = lambda _n: None
    return house


# ---------------------------------------- freshness, one by one


def evidence(*owned: str, by_id: bool = False, **known: object) -> tuple[Evidence, list[Fact]]:
    house = still()
    setup = waiting(house, *owned)
    if by_id:
        setup = told(setup, f.Linked(at=1, evidence="claimed_by_id"))
    facts: list[Fact] = []
    return Evidence(replace(setup, **known), house.services(), facts.append), facts  # type: ignore[arg-type]


def listed(online: bool | None, heard: float | None, *, date: float | None = 110) -> DeviceList:
    last = None if heard is None else at(heard)
    devices = (
        CloudDevice(OTHER_ID, online=True, last_heard=at(200)),
        CloudDevice(DEVICE_ID, "Shed", online, last),
    )
    return DeviceList(devices, None if date is None else at(date))


@pytest.mark.parametrize(
    ("owned", "online", "heard", "counts"),
    [
        ((DEVICE_ID,), True, 101.0, True),
        ((DEVICE_ID,), True, 100.0, True),
        ((DEVICE_ID,), True, 99.0, False),
        ((DEVICE_ID,), True, -3600.0, False),
        ((DEVICE_ID,), True, None, False),
        ((DEVICE_ID,), False, 105.0, False),
        ((DEVICE_ID,), None, 105.0, False),
        ((), True, None, True),
        ((), True, 50.0, True),
        ((), False, 105.0, False),
        ((OTHER_ID,), True, None, True),
    ],
)
def test_what_the_list_proves(
    owned: tuple[str, ...], online: bool | None, heard: float | None, counts: bool
) -> None:
    seen, facts = evidence(*owned)
    assert seen.weigh(listed(online, heard))
    assert [fact.name for fact in facts] == ["linked", "seen_online"][: 1 + counts]
    assert seen.done is counts


def test_device_that_is_not_listed() -> None:
    seen, facts = evidence()
    assert not seen.weigh(DeviceList((CloudDevice(OTHER_ID, online=True),), at(110)))
    assert facts == []


def test_freshness_is_told_by_the_clock_of_the_cloud() -> None:
    """The cloud's clock stands years ahead; a wrong clock of this computer changes nothing."""
    seen, _ = evidence(DEVICE_ID)
    seen.weigh(listed(True, 1000.0 + 101, date=1000.0 + 110))
    assert seen.online


def test_without_a_clock_of_the_cloud_an_owned_device_proves_nothing() -> None:
    seen, _ = evidence(DEVICE_ID, account=account(DEVICE_ID, cloud_time=None))
    seen.weigh(listed(True, 105.0, date=None))
    assert seen.linked
    assert not seen.online


def test_claimed_by_its_id_needs_a_sign_of_life() -> None:
    seen, _ = evidence(by_id=True)
    seen.weigh(listed(True, 50.0))
    assert not seen.online
    seen.weigh(listed(True, 105.0))
    assert seen.online


def test_facts_are_reported_once() -> None:
    seen, facts = evidence()
    for _ in range(3):
        seen.weigh(listed(True, 105.0))
        seen.saw_update("safe mode")
    assert [fact.name for fact in facts] == ["linked", "seen_online", "update_seen"]


# ---------------------------------------- events


@pytest.mark.parametrize(
    ("data", "when", "name", "counts"),
    [
        ("online", 105.0, "spark/status", True),
        ("offline", 105.0, "spark/status", False),
        ("online", 99.0, "spark/status", False),
        ("online", None, "spark/status", False),
        ("x", 105.0, "temperature", True),
        ("failed ", 105.0, "spark/flash/status", True),
    ],
)
def test_what_an_event_proves_of_an_owned_device(
    data: str, when: float | None, name: str, counts: bool
) -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=False)
    house.cloud.events_to_come = [status(DEVICE_ID, data, when, name)]
    setup = waiting(house, DEVICE_ID, claimed=True)
    if counts:
        setup, problem = house.run(Work.COME_ONLINE, patient(house, DEVICE_ID, claimed=True))
        assert setup.online is not None
        assert setup.online.evidence == "event"
        assert problem is None
        return
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert setup.online is None
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE


def test_event_of_another_device_proves_nothing() -> None:
    house = still()
    house.cloud.events_to_come = [status(OTHER_ID, "online", 105.0)]
    setup, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert setup.online is None
    assert problem is not None


def test_event_alone_is_no_link() -> None:
    house = still()
    house.cloud.events_to_come = [status(DEVICE_ID, "online", 105.0)]
    setup, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert setup.online is not None
    assert setup.linked is None
    assert problem is not None
    assert problem.code is Code.NOT_LINKED


def test_event_and_list_together() -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=False, name="Shed")
    house.cloud.events_to_come = [status(DEVICE_ID, "online", 105.0)]
    setup, problem = house.run(Work.COME_ONLINE, patient(house))
    assert problem is None
    assert setup.online is not None
    assert setup.linked is not None
    assert setup.linked.cloud_name == "Shed"


# ---------------------------------------- update


@pytest.mark.parametrize(
    ("events", "updating"),
    [
        ([status(DEVICE_ID, "", 105.0, "spark/status/safe-mode")], True),
        ([status(DEVICE_ID, "auto-update", 105.0)], True),
        # Transferred, and about to restart: of an update whose beginning was missed.
        ([status(DEVICE_ID, "success ", 105.0, "spark/flash/status")], True),
        ([status(DEVICE_ID, "started ", 105.0, "spark/flash/status")], True),
        ([status(OTHER_ID, "", 105.0, "spark/status/safe-mode")], False),
        ([status("particle-internal", "1", 105.0, "spark/safe-mode-updater/updating")], False),
        (
            [
                status(DEVICE_ID, "online", 105.0),
                status("particle-internal", "1", 106.0, "spark/safe-mode-updater/updating"),
            ],
            True,
        ),
    ],
)
def test_update_is_seen_and_waited_for(events: list[object], updating: bool) -> None:
    house = still()
    house.cloud.events_to_come = list(events)  # type: ignore[arg-type]
    setup, _ = house.run(Work.COME_ONLINE, waiting(house))
    assert (setup.updating is not None) is updating
    assert house.clock.now() >= SENT + (300 if updating else 120)


def test_update_takes_back_that_the_device_was_online() -> None:
    """It will be offline: no tick stands there meanwhile, and it has to be seen online again."""
    seen, facts = evidence()
    seen.saw_online("event")
    seen.saw_update("updating")
    assert not seen.online
    seen.saw_state(online=False)
    seen.saw_linked("list")
    seen.release()
    assert not seen.online, "at the limit a device that went offline is not online"
    seen.saw_state(online=True)
    seen.services.clock.wait(QUIET_S, CancelToken())
    seen.saw_online("list")
    assert seen.done
    assert [fact.name for fact in facts] == ["seen_online", "update_seen", "linked", "seen_online"]


def test_seen_online_within_an_update_it_counts_when_the_update_is_over() -> None:
    """Between two parts of an update a device is online for some seconds: no tick for those."""
    seen, _ = evidence()
    seen.saw_update("updating")
    seen.saw_online("event")
    seen.saw_state(online=False)
    seen.saw_state(online=True)
    seen.saw_online("event")
    assert not seen.online
    seen.services.clock.wait(QUIET_S, CancelToken())
    seen.saw_online("event")
    assert seen.online


def test_device_that_was_not_seen_offline_counts_at_the_limit() -> None:
    seen, _ = evidence()
    seen.saw_online("event")
    seen.saw_update("updating")
    seen.saw_linked("list")
    assert not seen.done
    seen.release()
    assert seen.done


def test_update_before_the_send_is_over() -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=False)
    house.cloud.events_to_come = [status(DEVICE_ID, "", 50.0, "spark/status/safe-mode")]
    setup, _ = house.run(Work.COME_ONLINE, waiting(house, DEVICE_ID, claimed=True))
    assert setup.updating is None


# ---------------------------------------- the limit


def test_limits() -> None:
    setup = Setup(options=Options())
    assert limit_s(setup, updating=False) == 120
    assert limit_s(setup, updating=True) == 300
    longer = told(setup, d.WaitLonger(240))
    assert limit_s(longer, updating=False) == 240
    assert limit_s(longer, updating=True) == 300


def test_nothing_seen_until_the_limit() -> None:
    house = still()
    setup, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE
    assert problem.values["limit_s"] == "120"
    assert setup.asked is not None
    assert setup.asked.times == house.cloud.count("devices") > 3


def test_limit_that_has_passed_leaves_time_to_look() -> None:
    """Once more, a resume, a computer that slept: the cloud is asked before anything is said."""
    house = still()
    setup = waiting(house)
    house.clock.advance(3600)
    begun = house.clock.now()
    house.run(Work.COME_ONLINE, setup)
    assert house.clock.now() - begun >= setup.options.limits.grace_s
    assert house.cloud.count("devices") >= 1


def test_with_the_question_open_it_waits_for_ever() -> None:
    house = still()
    house.cloud.on_poll = lambda n: house.cloud.own(DEVICE_ID, online=True) if n > 300 else None
    setup = story.failed(waiting(house), Problem(Code.NOT_SEEN_ONLINE))
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert problem is None
    assert setup.problem is None
    assert house.clock.now() > 600


def test_seen_online_with_the_question_open_only_the_link_can_be_missing() -> None:
    """The question goes with the fact, and the wait has its limit again: no page without an end."""
    house = still()
    house.cloud.events_to_come = [status(DEVICE_ID, "online", 230.0)]
    setup = story.failed(waiting(house), Problem(Code.NOT_SEEN_ONLINE))
    begun = house.clock.now()
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert setup.online is not None
    assert problem is not None
    assert problem.code is Code.NOT_LINKED
    assert setup.failures == ("S6-02", "S6-04")
    assert house.clock.now() - begun >= setup.options.limits.grace_s


# ---------------------------------------- claiming by id, S5-05, S6-04


@pytest.mark.parametrize(
    ("refusal", "options", "code"),
    [
        (CloudReason.FORBIDDEN, {}, Code.NOT_LINKED),
        (CloudReason.NOT_FOUND, {}, Code.NOT_SEEN_ONLINE),
        (CloudReason.NOT_FOUND, {"product_id": "1319"}, Code.NOT_ON_LIST),
        (CloudReason.SERVER, {"product_id": "1319"}, Code.NOT_SEEN_ONLINE),
    ],
)
def test_claim_by_id_that_is_refused(refusal: CloudReason, options: dict[str, object], code: Code) -> None:
    house = still()
    house.cloud.refusals["claim"] = CloudError(refusal)
    _, problem = house.run(Work.COME_ONLINE, waiting(house, **options))
    assert problem is not None
    assert problem.code is code


def test_claim_by_id_is_a_second_try_after_a_while() -> None:
    house = still()
    house.cloud.claims_sleeping = True
    begun = house.clock.now()
    tries: list[float] = []
    house.cloud.on_poll = lambda _n: tries.append(house.clock.now())
    setup, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert house.cloud.count("claim") == 1
    assert setup.linked is not None
    assert setup.linked.evidence == "claimed_by_id"
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE
    assert begun < 110


def test_keep_never_claims_by_id() -> None:
    house = still()
    house.run(Work.COME_ONLINE, waiting(house, DEVICE_ID, claimed=True))
    assert house.cloud.count("claim") == 0


# ---------------------------------------- errors of the cloud


@pytest.mark.parametrize(
    "reason", [CloudReason.NO_INTERNET, CloudReason.SERVER, CloudReason.BAD_REPLY, CloudReason.TIMEOUT]
)
def test_errors_on_the_way_are_asked_again(reason: CloudReason) -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=True)
    house.cloud.troubles["devices"] = [CloudError(reason)] * 3
    setup, problem = house.run(Work.COME_ONLINE, patient(house))
    assert problem is None
    assert setup.online is not None


def test_rate_limit_is_waited_out() -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=True)
    house.cloud.troubles["devices"] = [CloudError(CloudReason.RATE_LIMITED)]
    setup = patient(house)
    before = house.clock.now()
    house.run(Work.COME_ONLINE, setup)
    assert house.clock.now() - before >= 30


def test_session_that_ended() -> None:
    house = still()
    house.cloud.refusals["devices"] = CloudError(CloudReason.UNAUTHORIZED)
    _, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert problem is not None
    assert problem.code is Code.SESSION_EXPIRED


def test_session_that_is_renewed_and_refused_again_ends() -> None:
    house = still()
    house.cloud.refusals["devices"] = CloudError(CloudReason.UNAUTHORIZED)
    renewals: list[CancelToken] = []

    def renew(cancel: CancelToken) -> bool:
        renewals.append(cancel)
        return True

    _, problem = house.run(Work.COME_ONLINE, waiting(house), renew=renew)
    assert problem is not None
    assert problem.code is Code.SESSION_EXPIRED
    assert len(renewals) == 2


def test_stream_that_needs_a_new_session_opens_again() -> None:
    house = still()
    house.cloud.own(DEVICE_ID, online=False)
    house.cloud.troubles["events"] = [CloudError(CloudReason.UNAUTHORIZED)]
    house.cloud.events_to_come = [status(DEVICE_ID, "online", 105.0)]
    setup, _ = house.run(Work.COME_ONLINE, patient(house), renew=lambda _cancel: True)
    assert setup.online is not None
    assert setup.online.evidence == "event"


# ---------------------------------------- the device's own network


def test_network_gone_and_back_is_could_not_join() -> None:
    house = still()
    house.back_at = 141.0
    setup = replace(patient(house), mode_left=None)
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert problem is not None
    assert problem.code is Code.COULD_NOT_JOIN
    assert problem.values["net"] == "Home"
    assert float(problem.values["tried_s"]) >= 41
    assert [fact.name for fact in setup.facts if fact.name in ("setup_mode_left", "came_back")][-2:] == [
        "setup_mode_left",
        "came_back",
    ]


def test_network_that_never_went_proves_nothing() -> None:
    house = House()
    house.cloud.on_poll = lambda _n: None
    _, problem = house.run(Work.COME_ONLINE, replace(waiting(house), mode_left=None))
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE


def test_asked_for_its_presence_alone_counts() -> None:
    house = House()
    house.cloud.on_poll = lambda _n: None
    setup = story.failed(replace(waiting(house), mode_left=None), Problem(Code.COULD_NOT_JOIN, "asked"))
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert problem is not None
    assert (problem.code, problem.reason) == (Code.COULD_NOT_JOIN, "")
    assert story.next_step(setup, 200).work is Work.JOIN
    assert setup.failures == ("S6-01",)


def test_other_networks_of_devices_are_not_it() -> None:
    house = still()
    assert house.wifi is not None
    house.wifi.air = lambda: [b"Photon-JZ6B"]
    _, problem = house.run(Work.COME_ONLINE, waiting(house))
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE


def test_joined_by_hand_nothing_can_be_seen_of_its_network() -> None:
    """No evidence, no verdict: its name is not known, so its absence is not observed."""
    house = still()
    setup = replace(waiting(house), mode_left=None).without(d.Consent)
    setup, problem = house.run(Work.COME_ONLINE, told(setup, d.JoinByHand()))
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE
    assert setup.mode_left is None


@pytest.mark.parametrize("mode", [f.HostMode.MANUAL, f.HostMode.NAME_ONLY])
def test_names_that_cannot_be_read_prove_nothing(mode: f.HostMode) -> None:
    """A list without names is empty, and then not: neither is a device that left, or that is back."""
    house = House(radio=JoinMode.MANUAL if mode is f.HostMode.MANUAL else JoinMode.AUTO)
    house.cloud.on_poll = lambda _n: None
    assert house.wifi is not None
    house.wifi.air = lambda: [AP] if house.clock.now() > 130 else []
    setup = replace(waiting(house), wifi=f.WifiProbed(at=1, mode=mode), mode_left=None)
    setup, problem = house.run(Work.COME_ONLINE, setup)
    assert problem is not None
    assert problem.code is Code.NOT_SEEN_ONLINE
    assert setup.mode_left is None


def test_without_a_session_its_return_is_seen() -> None:
    house = House(intent=Intent.WIFI_ONLY, session=False)
    house.gone_at, house.back_at = 100.0, 141.0
    setup = replace(waiting(house), mode_left=None)
    _, problem = house.run(Work.WATCH_RETURN, setup)
    assert problem is not None
    assert problem.code is Code.COULD_NOT_JOIN


def test_scan_looks_for_the_network_that_was_joined() -> None:
    assert story.network_to_join(after_sending()) == AP
