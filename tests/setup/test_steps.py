"""Each step against scripted services: its facts, its problems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.story_cloud import CODE
from fakes.story_device import network
from fakes.story_wifi import Hold
from setup.facts import AP, HOME, PASSWORD, at_device, delivered, device, joined, left, seen, sent, told
from setup.house import House
from spark_setup.cloud.errors import CloudError
from spark_setup.cloud.errors import Reason as CloudReason
from spark_setup.core.cancel import Cancelled, CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.hostwifi.port import Capability, JoinMode, RestoreOutcome, WifiError
from spark_setup.hostwifi.port import Reason as WifiReason
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import steps, story
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Problem, Way
from spark_setup.setup.services import Around
from spark_setup.setup.setup import Intent, Setup
from spark_setup.setup.story import Work
from spark_setup.softap.errors import Reason as DeviceReason
from spark_setup.softap.errors import softap_error

LOST = softap_error(DeviceReason.TIMEOUT)


def names(setup: Setup) -> list[str]:
    return [fact.name for fact in setup.facts]


def code_of(problem: Problem | None) -> str | None:
    return problem.code.value if problem is not None else None


# ---------------------------------------- check


def test_check_reports_what_it_found() -> None:
    house = House()
    house.cloud.own("a" * 24, online=True)
    house.around = Around(vpn="wg0", clash="eth0")
    setup, problem = house.run(Work.CHECK, house.setup)
    assert problem is None
    assert names(setup) == [
        "internet_answers",
        "account_ready",
        "claim_code_ready",
        "wifi_probed",
        "path_checked",
    ]
    assert setup.account is not None
    assert setup.account.owned == {"a" * 24}
    assert setup.claim_code is not None
    assert setup.claim_code.code.reveal() == CODE
    assert setup.wifi is not None
    assert (setup.wifi.mode, setup.wifi.own_ssid) == (f.HostMode.AUTO, b"Home")
    assert setup.path == f.PathChecked(at=setup.path.at if setup.path else 0, vpn="wg0", clash="eth0")


@pytest.mark.parametrize("call", ["devices", "claim_code"])
@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (CloudReason.NO_INTERNET, "S1-01"),
        (CloudReason.PROXY, "S1-02"),
        (CloudReason.TLS_UNTRUSTED, "S1-03"),
        (CloudReason.UNAUTHORIZED, "S1-04"),
        (CloudReason.REFUSED, "S1-05"),
        (CloudReason.TLS_DATE, "S1-06"),
    ],
)
def test_check_names_what_is_wrong_with_the_cloud(call: str, reason: CloudReason, code: str) -> None:
    house = House()
    house.cloud.troubles[call] = [CloudError(reason)]
    setup, problem = house.run(Work.CHECK, house.setup)
    assert code_of(problem) == code
    assert problem is not None
    assert problem.values["host"] == "api.particle.io"
    assert house.run(Work.CHECK, setup)[1] is None, "and goes away by itself"


def test_recheck_pauses_first_and_keeps_the_claim_code() -> None:
    house = House()
    house.cloud.troubles["devices"] = [CloudError(CloudReason.NO_INTERNET)]
    setup, _ = house.run(Work.CHECK, house.setup)
    assert house.clock.now() == 0
    setup, _ = house.run(Work.CHECK, setup)
    assert house.clock.now() == 5
    house.run(Work.CHECK, setup)
    assert house.cloud.count("claim_code") == 1


def test_session_that_stays_refused_after_a_renewal() -> None:
    house = House()
    house.cloud.refusals["devices"] = CloudError(CloudReason.UNAUTHORIZED)
    asked: list[CancelToken] = []

    def renew(cancel: CancelToken) -> bool:
        asked.append(cancel)
        return True

    _, problem = house.run(Work.CHECK, house.setup, renew=renew)
    assert code_of(problem) == "S1-04"
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("reason", "code"), [(WifiReason.NO_ADAPTER, "S2-01"), (WifiReason.RADIO_OFF, "S2-02")]
)
def test_check_names_what_is_wrong_with_the_radio(reason: WifiReason, code: str) -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.capability = Capability(JoinMode.MANUAL, reason, ())
    setup, problem = house.run(Work.CHECK, house.setup)
    assert code_of(problem) == code
    assert setup.account is not None, "what was found before is kept"


def test_wifi_is_switched_on_after_a_click_only() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.capability = Capability(JoinMode.AUTO, WifiReason.RADIO_OFF, ())
    setup, _ = house.run(Work.CHECK, house.setup)
    assert house.wifi.history == []
    setup, problem = house.run(Work.CHECK, told(setup, d.SwitchWifiOn()))
    assert (house.wifi.history, problem) == (["on"], None)
    assert setup.decision(d.SwitchWifiOn) is None


def test_wifi_that_may_not_be_switched_on_stays_s2_02() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.capability = Capability(JoinMode.AUTO, WifiReason.RADIO_OFF, ())
    house.wifi.troubles["switch_on"] = [WifiError(WifiReason.PERMISSION_DENIED)]
    setup, problem = house.run(Work.CHECK, told(house.setup, d.SwitchWifiOn()))
    assert code_of(problem) == "S2-02"
    assert setup.decision(d.SwitchWifiOn) is None


def test_wifi_only_does_not_ask_the_cloud() -> None:
    house = House(intent=Intent.WIFI_ONLY)
    setup, _ = house.run(Work.CHECK, house.setup)
    assert names(setup) == ["wifi_probed", "path_checked"]
    assert house.cloud.asked == []


def test_laboratory_touches_no_radio() -> None:
    house = House(radio=None)
    setup, _ = house.run(Work.CHECK, house.setup)
    assert setup.wifi is not None
    assert (setup.wifi.mode, setup.wifi.own_ssid) == (f.HostMode.NONE, None)


def test_resumed_setup_needs_no_new_claim_code() -> None:
    house = House()
    house.run(Work.CHECK, told(house.setup, f.Interrupted(at=-9, place="progress"), sent(at=-9)))
    assert house.cloud.count("claim_code") == 0


# ---------------------------------------- search


def ready(house: House) -> Setup:
    return house.run(Work.CHECK, house.setup)[0]


def test_search_lists_devices_only_strongest_first() -> None:
    house = House(prefixes=("Photon", "Lamp"))
    assert house.wifi is not None
    house.wifi.air = lambda: [b"Lamp-1", b"Home", AP, b"Photon-toolong8"]
    setup, _ = house.run(Work.SEARCH, ready(house))
    assert setup.seen is not None
    assert [(c.ssid, c.suffix) for c in setup.seen.candidates] == [(b"Lamp-1", "1"), (AP, "U8BS")]


def test_search_says_so_after_a_minute_and_goes_on() -> None:
    house = House()
    house.gone_at, house.back_at = 0.0, 200.0
    setup, problem = house.run(Work.SEARCH, ready(house))
    assert code_of(problem) == "S2-05"
    assert 60 <= house.clock.now() <= 63
    setup, problem = house.run(Work.SEARCH, setup)
    assert problem is None
    assert setup.problem is None
    assert setup.seen is not None
    assert setup.seen.candidates


# ---------------------------------------- join


def consented(house: House) -> Setup:
    return told(house.run(Work.SEARCH, ready(house))[0], d.Consent(AP))


def test_join_notes_the_own_network_first() -> None:
    house = House()
    setup, _ = house.run(Work.JOIN, consented(house))
    assert names(setup)[-3:] == ["own_network_left", "device_network_joined", "device_answered"]
    assert setup.away
    assert setup.answering


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (WifiReason.AP_NOT_FOUND, "S2-05"),
        (WifiReason.JOIN_REFUSED, "S2-07"),
        (WifiReason.JOIN_TIMEOUT, "S2-07"),
        (WifiReason.NO_IPV4, "S2-08"),
        (WifiReason.LINK_LOST, "S2-11"),
        (WifiReason.PERMISSION_NEEDED, "S2-03"),
    ],
)
def test_join_that_fails(reason: WifiReason, code: str) -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.troubles["join"] = [WifiError(reason)] * 2
    setup, problem = house.run(Work.JOIN, consented(house))
    assert code_of(problem) == code
    assert setup.away, "something may have changed: it has to be given back"


def test_network_without_an_address_is_joined_again_once() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.troubles["join"] = [WifiError(WifiReason.NO_IPV4)]
    setup, problem = house.run(Work.JOIN, consented(house))
    assert problem is None
    assert f.TriedAgain(at=setup.facts[-3].at, what="join", number=2, limit=2) in setup.facts


def test_silent_device_is_asked_three_times_left_and_joined_again_once() -> None:
    house = House()
    assert house.wifi is not None
    house.device.troubles["device_id"] = [LOST] * 4
    setup, problem = house.run(Work.JOIN, consented(house))
    assert problem is None
    assert house.wifi.history == [f"join {AP.decode()}"] * 2
    tries = [fact for fact in setup.facts if isinstance(fact, f.TriedAgain)]
    assert [(t.what, t.number, t.limit) for t in tries] == [
        ("device_id", 2, 3),
        ("device_id", 3, 3),
        ("device_id", 2, 3),
    ]


@pytest.mark.parametrize(
    ("around", "reason", "code"),
    [
        (Around(), DeviceReason.TIMEOUT, "S2-09"),
        (Around(vpn="wg0"), DeviceReason.TIMEOUT, "S2-09V"),
        (Around(clash="eth0"), DeviceReason.NOT_UNDERSTOOD, "S2-10"),
        (Around(local_network_denied=True), DeviceReason.NO_ROUTE, "S2-04"),
        (Around(local_network_denied=True), DeviceReason.TIMEOUT, "S2-09"),
    ],
)
def test_why_the_device_is_silent(around: Around, reason: DeviceReason, code: str) -> None:
    house = House()
    house.around = around
    house.device.troubles["device_id"] = [softap_error(reason)] * 6
    setup, problem = house.run(Work.JOIN, consented(house))
    assert code_of(problem) == code
    assert setup.joined is None, "the next try joins again"


def test_computer_that_went_back_before_its_system_told_of_it() -> None:
    """S2-11 and not S2-09: the sockets fail first, the event comes later."""
    house = House()
    assert house.wifi is not None
    house.wifi.after_join = Hold.LOST_UNTOLD
    _, problem = house.run(Work.JOIN, consented(house))
    assert code_of(problem) == "S2-11"


def test_joining_twice_joins_once() -> None:
    house = House()
    assert house.wifi is not None
    setup, _ = house.run(Work.JOIN, consented(house))
    house.run(Work.JOIN, replace(setup, answering=False))
    assert house.wifi.history == [f"join {AP.decode()}"]


def test_join_by_hand_is_proved_by_the_device() -> None:
    house = House(radio=JoinMode.MANUAL)
    house.device.troubles["device_id"] = [LOST] * 2
    setup, _ = house.run(Work.WAIT_JOINED, ready(house))
    assert setup.answering
    assert setup.joined is not None
    assert setup.joined.ssid is None
    assert setup.away


# ---------------------------------------- inspect


def met(house: House) -> Setup:
    return house.run(Work.JOIN, consented(house))[0]


def test_inspect_reads_key_and_list() -> None:
    house = House()
    setup, problem = house.run(Work.INSPECT, met(house))
    assert problem is None
    assert setup.key is not None
    assert setup.networks is not None
    assert len(setup.networks.networks) == 2


def test_empty_list_is_asked_for_once_more_then_said() -> None:
    house = House()
    house.device.networks = ()
    setup, problem = house.run(Work.INSPECT, met(house))
    assert code_of(problem) == "S3-01"
    assert len(house.device.told("scan")) == 2
    assert story.next_step(setup, 20).place is Place.NETWORK


def test_incomplete_list_is_said_where_it_is_chosen_from() -> None:
    house = House()
    house.device.complete = False
    assert house.run(Work.INSPECT, met(house))[1] is None, "Home is there, and nothing has to be chosen"
    fresh = House()
    fresh.device.complete, fresh.device.networks = False, (network("Café"),)
    assert code_of(fresh.run(Work.INSPECT, met(fresh))[1]) == "S3-02"


def test_device_that_is_not_on_the_products_list() -> None:
    house = House(product_devices=frozenset({"a" * 24}))
    setup, problem = house.run(Work.INSPECT, met(house))
    assert code_of(problem) == "S5-05"
    assert house.run(Work.INSPECT, told(setup, d.OnlyWifi()))[1] is None


def test_device_lost_while_it_is_read() -> None:
    house = House()
    setup = met(house)
    house.device.troubles["scan"] = [LOST] * 3
    setup, problem = house.run(Work.INSPECT, setup)
    assert code_of(problem) == "S2-09"
    assert setup.key is not None
    assert not setup.answering


def test_another_device_while_it_is_read() -> None:
    house = House()
    setup = met(house)
    house.device.id = "f" * 24
    assert code_of(house.run(Work.INSPECT, setup)[1]) == "S5-06"
    assert house.device.told("public_key") == []


# ---------------------------------------- send


def decided(house: House, *more: d.Decision) -> Setup:
    return told(house.run(Work.INSPECT, met(house))[0], PASSWORD, *more)


def test_send_in_order() -> None:
    house = House()
    setup, problem = house.run(Work.SEND, decided(house))
    assert problem is None
    assert [call[0] for call in house.device.calls][-4:] == ["device_id", "claim", "configure", "connect"]
    assert names(setup)[-4:] == [
        "claim_code_stored",
        "details_delivered",
        "connect_sent",
        "setup_mode_left",
    ]
    assert setup.delivered is not None
    assert setup.delivered.ssid == b"Home"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (DeviceReason.CANNOT_SEE_NETWORK, "S3-03"),
        (DeviceReason.NAME_NOT_ACCEPTED, "S4-02"),
        (DeviceReason.PASSWORD_LENGTH, "S4-01"),
        (DeviceReason.ENTERPRISE_DATA, "S3-04"),
        (DeviceReason.REJECTED, "S5-01"),
        (DeviceReason.NOT_UNDERSTOOD, "S5-01"),
    ],
)
def test_details_that_the_device_refuses(reason: DeviceReason, code: str) -> None:
    house = House()
    house.device.troubles["configure"] = [softap_error(reason)] * 3
    setup, problem = house.run(Work.SEND, decided(house))
    assert code_of(problem) == code
    assert problem is not None
    assert problem.place is Place.PROGRESS
    assert setup.sent is None
    assert setup.decision(d.Password) == PASSWORD, "what was typed is kept"


def test_flash_error_is_repeated() -> None:
    house = House()
    house.device.troubles["configure"] = [softap_error(DeviceReason.FLASH)] * 2
    assert house.run(Work.SEND, decided(house))[1] is None
    assert len(house.device.told("public_key")) == 1


def test_flash_error_three_times() -> None:
    house = House()
    house.device.troubles["configure"] = [softap_error(DeviceReason.FLASH)] * 3
    assert code_of(house.run(Work.SEND, decided(house))[1]) == "S5-01"


def test_password_under_an_old_key_is_repeated_under_a_fresh_one() -> None:
    house = House()
    house.device.troubles["configure"] = [softap_error(DeviceReason.NOT_DECRYPTED)]
    assert house.run(Work.SEND, decided(house))[1] is None
    assert len(house.device.told("public_key")) == 2


def test_claim_code_that_is_not_stored() -> None:
    house = House()
    house.device.troubles["claim"] = [softap_error(DeviceReason.CLAIM_CODE_REFUSED)] * 3
    setup, problem = house.run(Work.SEND, decided(house))
    assert code_of(problem) == "S5-03"
    assert house.device.told("configure") == []
    _, problem = house.run(Work.SEND, told(setup, d.OnlyWifi()))
    assert problem is None
    assert house.device.told("claim") == []


def test_lost_while_the_claim_code_is_sent() -> None:
    house = House()
    house.device.troubles["claim"] = [LOST] * 3
    setup, problem = house.run(Work.SEND, decided(house))
    assert problem is None
    lost = setup.facts[-1]
    assert isinstance(lost, f.LinkLost)
    assert lost.sending
    assert not setup.answering


def test_losses_before_and_after_do_not_count() -> None:
    house = House()
    house.device.troubles["configure"] = [LOST]
    setup = decided(house)
    for fact in (f.LinkLost(at=1), f.LinkLost(at=2), f.LinkLost(at=3, sending=True), sent(at=4)):
        setup = replace(setup, facts=(*setup.facts, fact))
    assert house.run(Work.SEND, setup)[1] is None


def test_wep_key_goes_as_the_radio_takes_it() -> None:
    house = House(right=None)
    setup = told(decided(house), d.WantsList())
    setup = told(story.take(told(setup, d.Choose(b"Old", 1, 3)), Way.USE_ANYWAY), d.Password(Secret("hello")))
    assert house.run(Work.SEND, setup)[1] is None
    assert house.device.told("configure") == [(b"Old", 1, 3, "000568656c6c6f")]


def test_device_that_stays_is_no_failure() -> None:
    house = House()
    house.device.on_connect = lambda: None
    setup, problem = house.run(Work.SEND, decided(house))
    assert problem is None
    assert setup.sent is not None
    assert setup.mode_left is None


def test_one_unanswered_question_is_not_leaving() -> None:
    house = House(radio=None)
    house.device.on_connect = lambda: house.device.troubles["device_id"].append(LOST)
    setup = told(ready(house), device())
    setup = told(house.run(Work.INSPECT, setup)[0], HOME, PASSWORD)
    setup, _ = house.run(Work.SEND, setup)
    assert setup.sent is not None
    assert setup.mode_left is None


def test_garbage_is_not_silence() -> None:
    house = House(radio=None)
    garbage = softap_error(DeviceReason.NOT_UNDERSTOOD)
    house.device.on_connect = lambda: house.device.troubles["device_id"].extend([garbage] * 99)
    setup = told(house.run(Work.INSPECT, told(ready(house), device()))[0], HOME, PASSWORD)
    setup, _ = house.run(Work.SEND, setup)
    assert setup.mode_left is None


# ---------------------------------------- give back


def away(house: House) -> Setup:
    return told(replace(at_device(), options=house.options), HOME, PASSWORD, delivered(), sent())


@pytest.mark.parametrize("outcome", [RestoreOutcome.CONFIRMED, RestoreOutcome.ASSUMED])
def test_give_back(outcome: RestoreOutcome) -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.restores = [outcome]
    setup, _ = house.run(Work.GIVE_BACK, away(house))
    assert setup.home is not None
    assert setup.home.confirmed is (outcome is RestoreOutcome.CONFIRMED)
    assert setup.internet_back is not None


def test_give_back_before_the_send_does_not_wait_for_the_internet() -> None:
    house = House()
    house.cloud.reached = lambda: False
    setup, problem = house.run(Work.GIVE_BACK, replace(at_device(), options=house.options))
    assert problem is None
    assert setup.home is not None


@pytest.mark.parametrize("is_sent", [True, False])
def test_network_that_is_not_given_back(is_sent: bool) -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.restores = [RestoreOutcome.FAILED]
    setup = away(house) if is_sent else replace(at_device(skip_network=False), options=house.options)
    setup = setup if is_sent else setup.without(d.Choose, d.Password)
    setup = setup if is_sent else told(setup, d.WantsList())
    _, problem = house.run(Work.GIVE_BACK, setup)
    assert code_of(problem) == "S6-03"
    assert problem is not None
    assert problem.values["own"] == "Home"
    assert problem.place is (Place.PROGRESS if is_sent else Place.JOINING)


def test_internet_that_does_not_come_back() -> None:
    house = House()
    house.cloud.reached = lambda: False
    setup, problem = house.run(Work.GIVE_BACK, away(house))
    assert code_of(problem) == "S6-03"
    assert setup.home is not None
    assert house.clock.now() > 40


@pytest.mark.parametrize("reason", [CloudReason.SERVER, CloudReason.RATE_LIMITED, CloudReason.UNAUTHORIZED])
def test_service_that_answers_badly_answers(reason: CloudReason) -> None:
    house = House()
    house.cloud.troubles["devices"] = [CloudError(reason)]
    assert house.run(Work.GIVE_BACK, away(house))[0].internet_back is not None


def test_laboratory_only_waits_for_the_cloud() -> None:
    house = House(radio=None)
    house.cloud.troubles["devices"] = [CloudError(CloudReason.UNREACHABLE)]
    setup, _ = house.run(Work.GIVE_BACK, told(ready(house), device(), delivered(), sent()))
    assert setup.home is None
    assert setup.internet_back is not None


# ---------------------------------------- rename, the last door, cancel


def test_rename_renews_the_session() -> None:
    house = House()
    house.cloud.own(house.device.id)
    house.cloud.troubles["rename"] = [CloudError(CloudReason.UNAUTHORIZED)]
    setup = told(away(house), d.Name("Shed"))
    setup, problem = house.run(Work.RENAME, setup, renew=lambda _cancel: True)
    assert problem is None
    assert setup.named is not None
    assert (setup.named.device_name, setup.named.wish) == ("Shed", "Shed")


def test_fault_of_ours_still_has_a_code(expected_warnings: object) -> None:
    expected_warnings("in a way nobody foresaw")  # type: ignore[operator]
    house = House()

    def broken() -> Around:
        raise ZeroDivisionError

    _, problem = house.run(Work.CHECK, house.setup, around=broken)
    assert code_of(problem) == "S1-02"


@pytest.mark.parametrize("work", [Work.SEARCH, Work.GIVE_BACK, Work.COME_ONLINE, Work.WATCH_RETURN])
def test_cancelled_work_ends(work: Work) -> None:
    house = House()
    house.gone_at, house.back_at = 0.0, 1e9
    house.cloud.reached = lambda: False
    cancel = CancelToken()
    house.cloud.on_poll = lambda n: cancel.cancel() if n >= 0 else None
    setup = told(ready_without_cloud(house), seen(), d.Consent(AP), left(), joined(), device(), sent())
    cancel.cancel()
    with pytest.raises(Cancelled):
        steps.run(work, setup, house.services(), lambda _fact: None, cancel)


def ready_without_cloud(house: House) -> Setup:
    return replace(at_device(), options=house.options)
