"""The engine runs without Qt: whole setups, played by the driver against scripted fakes."""

from __future__ import annotations

import pytest

from fakes.story_device import network
from setup.driver import Person as Answers
from setup.driver import Played, run_through
from setup.house import AP, House
from setup.people import Person
from spark_setup.cloud.claim_codes import ClaimCode
from spark_setup.cloud.errors import CloudError
from spark_setup.cloud.errors import Reason as CloudReason
from spark_setup.cloud.sessions import SessionAnswer
from spark_setup.core.cancel import CancelToken
from spark_setup.core.secrets import Secret
from spark_setup.hostwifi.port import AccessPoint, JoinMode, RestoreOutcome
from spark_setup.setup import decisions as d
from spark_setup.setup import story
from spark_setup.setup.facts import CameBack, OwnerAsked
from spark_setup.setup.happened import ASKED, NOT_BACK
from spark_setup.setup.places import Place
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.result import ExitCode, Outcome, SetupResult
from spark_setup.setup.services import Around
from spark_setup.setup.sessions import CodeSession
from spark_setup.setup.setup import Intent, Setup
from spark_setup.setup.story import Step
from spark_setup.softap.errors import Reason, softap_error

P = Place
LOST = softap_error(Reason.RESET)


def play(house: House, person: Answers | None = None, **changes: object) -> tuple[Played, SetupResult]:
    played = run_through(house.setup, house.services(**changes), person or Person())
    assert played.result is not None
    return played, played.result


def test_happy_path() -> None:
    house, person = House(), Person(name="Greenhouse")
    played, result = play(house, person)
    assert played.places == [P.READY, P.ONE, P.JOINING, P.PASSWORD, P.PROGRESS, P.SUCCESS, P.END]
    assert person.asked == [P.ONE, P.PASSWORD, P.SUCCESS]
    assert played.codes == []
    assert (result.outcome, result.exit_code, result.problem) == (Outcome.SUCCESS, ExitCode.ONLINE, None)
    assert (result.device_id, result.device_name, result.ssid) == (house.device.id, "Greenhouse", "Home")
    assert result.wifi_restored is True
    assert house.wifi is not None
    assert house.wifi.history == [f"join {AP.decode()}", "restore"]
    assert house.device.told("claim") == [("c" * 63,)]
    assert house.device.told("configure") == [(b"Home", 0x0040_0006, 6, "password")]
    assert len(house.device.told("connect")) == 1


def test_wrong_password_then_the_right_one() -> None:
    house, person = House(), Person(passwords=("wrong password", "password"))
    played, result = play(house, person)
    assert played.codes == ["S6-01"]
    assert result.outcome is Outcome.SUCCESS
    assert house.wifi is not None
    assert house.wifi.history == [f"join {AP.decode()}", "restore", f"join {AP.decode()}", "restore"]
    assert [told[3] for told in house.device.told("configure")] == ["wrong password", "password"]
    assert len(house.device.told("connect")) == 2
    assert house.cloud.count("claim_code") == 1
    assert played.places.count(P.NETWORK) == 0
    assert P.SEARCHING not in played.places


def test_wrong_password_twice_counts_twice() -> None:
    played, _ = play(House(), Person(passwords=("wrong number one", "wrong number two", "password")))
    assert played.codes == ["S6-01", "S6-01"]
    assert played.setup.failures == ("S6-01", "S6-01")


@pytest.mark.parametrize("back_after_s", [1.0, 7.0, 41.0, 62.5, 118.0])
def test_scenario_01_wrong_password_is_named_three_seconds_after_the_radio_saw_the_device(
    back_after_s: float,
) -> None:
    """By the story's clock, on which nothing but patience takes time; whatever the cloud is busy with."""
    house = House()
    assert house.wifi is not None
    connect, scan = house.device.on_connect, house.wifi.scan
    seen: list[float] = []
    named: list[float] = []

    def connects() -> None:
        connect()
        if house.online_at is None:
            house.back_at = house.clock.now() + back_after_s

    def watched(cancel: CancelToken) -> list[AccessPoint]:
        found = scan(cancel)
        if house.gone_at is not None and found:
            seen.append(house.clock.now())
        return found

    def look(setup: Setup, _step: Step) -> None:
        if setup.problem is not None and setup.problem.code is Code.COULD_NOT_JOIN and not named:
            assert setup.sent is not None
            named.append(setup.sent.at + float(setup.problem.values["tried_s"]))

    house.device.on_connect = connects
    house.wifi.scan = watched  # type: ignore[method-assign]
    played, result = play(house, Person(passwords=("wrong password", "password"), before=look))
    assert abs(named[0] - seen[0]) <= 3.0
    assert played.codes == ["S6-01"]
    assert result.outcome is Outcome.SUCCESS
    assert house.cloud.count("claim_code") == 1
    assert played.places.count(P.NETWORK) == 0
    back = house.wifi.history.index("restore") + 1
    assert house.wifi.history[back:] == [f"join {AP.decode()}", "restore"]


def test_device_that_keeps_trying_asks_for_one_button_press() -> None:
    """The password is typed before the button is pressed: the page waits, the computer stays at home."""
    house = House(returns=False)
    assert house.wifi is not None
    wifi = house.wifi
    presses: list[float] = []
    asked: list[bool] = []
    others = Person(passwords=("wrong password",), ways={Code.NOT_SEEN_ONLINE: [Way.CHANGE_PASSWORD]})

    def person(setup: Setup, step: Step) -> Setup | None:
        asked.append(setup.problem is not None and setup.problem.reason in (ASKED, NOT_BACK))
        if step.place is not P.WRONG_PASSWORD:
            return others(setup, step)
        if presses:
            return None
        typed = story.decide(setup, d.Password(Secret("password")))
        assert typed.problem is not None
        assert wifi.joined is None
        house.press_button()
        presses.append(house.clock.now())
        return typed

    played, result = play(house, person)
    assert len(presses) == 1
    assert [now for now, before in zip(asked[1:], asked, strict=False) if now and not before] == [True]
    assert asked[-1] is False
    assert played.codes == ["S6-02", "S6-01"]
    assert result.outcome is Outcome.SUCCESS
    assert [told[3] for told in house.device.told("configure")] == ["wrong password", "password"]


def test_wrong_password_but_online_after_all() -> None:
    """An older network of the device took it in: S6-01 asked for by the person goes away by itself."""
    house = House(right=None)
    person = Person(
        ways={Code.NOT_SEEN_ONLINE: [Way.CHANGE_PASSWORD], Code.COULD_NOT_JOIN: []},
        waits_at=frozenset({Code.COULD_NOT_JOIN}),
    )

    def online_later(n: int) -> None:
        if house.clock.now() > 200:
            house.cloud.own(house.device.id, online=True, heard=house.clock.now())

    house.cloud.on_poll = online_later
    played, result = play(house, person)
    assert P.WRONG_PASSWORD in played.places
    assert result.outcome is Outcome.SUCCESS


@pytest.mark.parametrize("right", ["password", None])
def test_already_mine_sends_no_claim_code(right: str | None) -> None:
    house = House(claimed=True, right=right)
    house.cloud.own(house.device.id, online=True, heard=-300.0, name="Shed")
    played, result = play(house)
    assert house.device.told("claim") == []
    assert P.OWNER not in played.places
    if right is None:
        assert result.outcome is Outcome.DELIVERED_UNVERIFIED
        assert (result.problem, result.exit_code) == ("S6-02", ExitCode.DELIVERED)
        assert "success" not in result.to_json()
        assert "seen_online" not in [name for name, _ in result.facts]
    else:
        assert (result.outcome, result.device_name) == (Outcome.SUCCESS, "Shed")


@pytest.mark.parametrize(
    ("own", "claims", "outcome", "problem"),
    [
        (d.Ownership.TAKE_OVER, 1, Outcome.SUCCESS, None),
        (d.Ownership.WIFI_ONLY, 0, Outcome.SUCCESS_NOT_CLAIMED, None),
        (None, 0, Outcome.FAILURE_CLAIMING, "S5-04"),
    ],
)
def test_claimed_by_somebody(
    own: d.Ownership | None, claims: int, outcome: Outcome, problem: str | None
) -> None:
    house = House(claimed=True)
    played, result = play(house, Person(own=own))
    assert P.OWNER in played.places
    assert played.places.index(P.OWNER) == 3, "asked before a password is typed"
    assert len(house.device.told("claim")) == claims
    assert (result.outcome, result.problem) == (outcome, problem)
    assert result.wifi_restored


def test_wifi_only() -> None:
    house = House(intent=Intent.WIFI_ONLY, session=False)
    played, result = play(house)
    assert (result.outcome, result.exit_code) == (Outcome.SUCCESS_NOT_CLAIMED, ExitCode.ONLINE)
    assert house.device.told("claim") == []
    assert house.cloud.asked == []
    assert played.places[-2:] == [P.WIFI, P.END]


def test_claim_code_without_a_token() -> None:
    house = House(intent=Intent.CODE_GIVEN, session=False)
    played, result = play(house)
    assert (result.outcome, result.exit_code) == (Outcome.DELIVERED_UNVERIFIED, ExitCode.DELIVERED)
    assert house.device.told("claim") == [("g" * 63,)]
    assert P.WIFI in played.places


class OnlyAClaimCode:
    """A session server that hands out no token."""

    def __init__(self, owned: frozenset[str] | None = None) -> None:
        self.owned = owned

    def exchange(self, code: str, cancel: CancelToken) -> SessionAnswer:
        return SessionAnswer(None, claim_code=ClaimCode(Secret("s" * 63), frozenset()), owned_ids=self.owned)

    def renew(self, renewal_token: Secret, cancel: CancelToken) -> SessionAnswer:
        raise AssertionError("there is nothing to renew")


@pytest.mark.parametrize("mine", [True, False])
def test_session_server_without_a_token_says_whose_the_device_is(mine: bool) -> None:
    """Linked, and the customer's: kept, no code is sent. Somebody else's: the person is asked."""
    house = House(claimed=True)
    server = OnlyAClaimCode(frozenset({house.device.id} if mine else {"a" * 24}))
    house.session_source = CodeSession(server, Secret("K7QP"), lambda _token: None)
    played, result = play(house, Person(own=d.Ownership.TAKE_OVER))
    assert (P.OWNER in played.places) is not mine
    assert house.device.told("claim") == ([] if mine else [("s" * 63,)])
    assert result.outcome is Outcome.DELIVERED_UNVERIFIED


def test_claim_code_from_the_session_server_and_no_token() -> None:
    house = House()
    house.session_source = CodeSession(OnlyAClaimCode(), Secret("K7QP"), lambda _token: None)
    played, result = play(house)
    assert (result.outcome, result.exit_code) == (Outcome.DELIVERED_UNVERIFIED, ExitCode.DELIVERED)
    assert house.device.told("claim") == [("s" * 63,)]
    assert house.cloud.asked == []
    assert P.WIFI in played.places
    assert played.codes == []


def test_product_mode_asks_the_product_for_the_code() -> None:
    house = House(product_id="1319")
    play(house)
    assert ("claim_code", "1319") in house.cloud.asked


def test_laboratory_without_a_radio() -> None:
    house = House(radio=None)
    person = Person(network=b"Caf\xc3\xa9")
    played, result = play(house, person)
    assert played.places == [P.READY, P.JOINING, P.NETWORK, P.PASSWORD, P.PROGRESS, P.SUCCESS, P.END]
    assert result.outcome is Outcome.SUCCESS
    assert result.wifi_restored is None
    names = [name for name, _ in result.facts]
    assert "own_network_left" not in names
    assert "device_network_joined" not in names
    left = played.setup.mode_left
    assert left is not None
    assert left.evidence == "address_silent"


def test_laboratory_with_a_wrong_password() -> None:
    house = House(radio=None)
    played, result = play(house, Person(passwords=("wrong password", "password")))
    assert played.codes == ["S6-01"]
    back = next(f for f in played.setup.facts if isinstance(f, CameBack))
    assert back.evidence == "device_id"
    assert result.outcome is Outcome.SUCCESS


def test_laboratory_with_a_device_that_never_leaves() -> None:
    """It goes on answering: that proves nothing, the cloud decides."""
    house = House(radio=None)
    house.device.on_connect = lambda: setattr(house, "online_at", house.clock.now() + 30)
    played, result = play(house)
    assert result.outcome is Outcome.SUCCESS
    assert "setup_mode_left" not in [name for name, _ in result.facts]
    assert played.codes == []


def test_laboratory_where_another_device_answers_later() -> None:
    """Came back counts by the same id only."""
    house = House(radio=None, right=None)

    def swap() -> None:
        House._connect(house)
        house.back_at = house.clock.now() + 30
        house.device.id = "f" * 24

    house.device.on_connect = swap
    played, result = play(house)
    assert played.codes == ["S6-02"]
    assert result.outcome is Outcome.DELIVERED_UNVERIFIED


def test_open_network_asks_for_no_password() -> None:
    house = House()
    house.device.networks = (network("Home", -90), network("Café Lumière", -50, sec=0))
    played, result = play(house, Person(network="Café Lumière".encode()))
    assert P.PASSWORD not in played.places
    assert house.device.told("configure") == [("Café Lumière".encode(), 0, 6, None)]
    assert result.outcome is Outcome.SUCCESS


def test_hidden_network() -> None:
    house = House(skip_network=False)
    hidden = d.Choose(b"Attic", 0x0040_0004, 0, typed=True)
    played, result = play(house, Person(hidden=hidden))
    assert played.places[3:6] == [P.NETWORK, P.HIDDEN, P.PASSWORD]
    assert house.device.told("configure") == [(b"Attic", 0x0040_0004, 0, "password")]
    assert (result.outcome, result.ssid) == (Outcome.SUCCESS, "Attic")


def test_join_by_hand() -> None:
    house = House(radio=JoinMode.MANUAL)
    played, result = play(house)
    assert played.places[:4] == [P.READY, P.MANUAL, P.JOINING, P.PASSWORD]
    assert house.wifi is not None
    assert house.wifi.history == ["by hand", "restore"]
    assert result.outcome is Outcome.SUCCESS


def test_name_only_joins_the_name_that_was_typed() -> None:
    played, result = play(House(radio=JoinMode.SSID_ONLY))
    assert played.places[:3] == [P.READY, P.NAMED, P.JOINING]
    assert result.outcome is Outcome.SUCCESS


def test_claim_code_that_grew_old_is_fetched_again() -> None:
    house = House()

    def dawdle(_setup: Setup, step: Step) -> None:
        if step.place is P.PASSWORD and house.cloud.count("claim_code") == 1:
            house.clock.advance(51 * 60)

    played, result = play(house, Person(before=dawdle))
    assert house.cloud.count("claim_code") == 2
    assert house.wifi is not None
    assert house.wifi.history.count("restore") == 2, "back on the internet for the new code"
    assert played.work.count("inspect") == 1
    assert result.outcome is Outcome.SUCCESS


def test_given_claim_code_never_grows_old() -> None:
    house = House(intent=Intent.CODE_GIVEN, session=False)

    def dawdle(_setup: Setup, step: Step) -> None:
        if step.place is P.PASSWORD:
            house.clock.advance(120 * 60)

    played, result = play(house, Person(before=dawdle))
    assert result.outcome is Outcome.DELIVERED_UNVERIFIED
    assert played.work.count("check") == 1


@pytest.mark.parametrize("losses", [1, 2])
def test_device_lost_while_sending_is_joined_again(losses: int) -> None:
    house = House()
    house.device.troubles["configure"] = [LOST] * losses
    played, result = play(house)
    assert played.codes == []
    assert played.work.count("join") == 1 + losses
    assert result.outcome is Outcome.SUCCESS
    assert P.PROGRESS in played.places
    assert played.places.count(P.JOINING) == 1, "joining again is part of sending"


def test_device_lost_three_times_is_a_problem_and_then_three_more() -> None:
    house = House()
    house.device.troubles["configure"] = [LOST] * 6
    played, result = play(house, Person(ways={Code.LOST_WHILE_SENDING: [Way.CONNECT_AND_SEND] * 2}))
    assert played.codes == ["S5-02", "S5-02"]
    assert result.outcome is Outcome.SUCCESS
    assert len(house.device.told("connect")) == 1


def test_lost_answer_to_connect_is_no_failure() -> None:
    house = House()
    house.device.answers_connect = False
    played, result = play(house)
    assert played.setup.sent is not None
    assert not played.setup.sent.confirmed
    assert result.outcome is Outcome.SUCCESS


def test_another_device_answers_before_sending() -> None:
    house = House()

    def swap(_setup: Setup, step: Step) -> None:
        if step.place is P.PASSWORD and not house.device.id.startswith("f"):
            house.device.id = "f" * 24

    played, result = play(house, Person(ways={Code.OTHER_DEVICE: [Way.GO_ON_WITH_OTHER]}, before=swap))
    assert played.codes == ["S5-06"]
    assert played.work.count("inspect") == 2, "its own key and its own networks"
    assert result.device_id == "f" * 24
    assert result.outcome is Outcome.SUCCESS


def test_another_device_gets_nothing() -> None:
    house = House()

    def swap(_setup: Setup, step: Step) -> None:
        if step.place is P.PASSWORD:
            house.device.id = "f" * 24

    _, result = play(house, Person(before=swap))
    assert (result.outcome, result.problem) == (Outcome.FAILURE_LOST_CONNECTION, "S5-06")
    assert house.device.told("claim") == house.device.told("configure") == []


def test_vpn_is_named_within_ten_seconds_and_goes_away_by_itself() -> None:
    house = House()
    house.device.troubles["device_id"] = [LOST] * 6
    house.around = Around(vpn="wg0")
    named: list[float] = []

    def look(setup: Setup, _step: Step) -> None:
        if setup.problem is not None:
            joined = [fact.at for fact in setup.facts if fact.name == "device_network_joined"]
            named.append(house.clock.now() - joined[0])

    played, result = play(house, Person(waits_at=frozenset({Code.NO_ANSWER_VPN}), before=look))
    assert named[0] < 10
    assert played.codes == ["S2-09V"]
    assert result.outcome is Outcome.SUCCESS


def test_nothing_found_keeps_looking() -> None:
    house = House()
    house.gone_at, house.back_at = 0.0, 100.0
    played, result = play(house, Person(waits_at=frozenset({Code.NOTHING_FOUND})))
    assert played.codes == ["S2-05"]
    assert result.outcome is Outcome.SUCCESS


def test_consented_network_that_vanished_gives_the_wifi_back_while_looking() -> None:
    house = House()

    def vanish(_setup: Setup, step: Step) -> None:
        if step.place is P.ONE:
            house.gone_at, house.back_at = house.clock.now(), house.clock.now() + 30

    played, result = play(house, Person(waits_at=frozenset({Code.NOTHING_FOUND}), before=vanish))
    assert played.codes == ["S2-05"]
    assert played.work[2:5] == ["join", "give_back", "search"]
    assert result.outcome is Outcome.SUCCESS


def test_computer_does_not_get_its_network_back_at_once() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.restores = [RestoreOutcome.FAILED]
    played, result = play(house, Person(waits_at=frozenset({Code.NOT_BACK})))
    assert played.codes == ["S6-03"]
    assert result.outcome is Outcome.SUCCESS
    assert result.wifi_restored


def test_computer_that_never_gets_its_network_back_ends_unattended() -> None:
    house = House()
    assert house.wifi is not None
    house.wifi.restores = [RestoreOutcome.FAILED] * 9
    _, result = play(house)
    assert (result.outcome, result.problem) == (Outcome.FAILURE_CANNOT_DISCONNECT, "S6-03")
    assert result.wifi_restored is False


def test_session_that_ends_while_waiting_says_so_and_can_be_finished() -> None:
    house = House(right=None)
    house.cloud.on_poll = lambda n: (
        house.cloud.troubles["devices"].append(CloudError(CloudReason.UNAUTHORIZED)) if n else None
    )
    played, result = play(house, Person(ways={Code.SESSION_EXPIRED: [Way.FINISH_ANYWAY]}))
    assert played.codes == ["S1-04"]
    assert (result.outcome, result.problem) == (Outcome.DELIVERED_UNVERIFIED, "S1-04")
    assert result.exit_code is ExitCode.DELIVERED


def test_session_is_renewed_by_the_hook() -> None:
    house = House()
    house.cloud.troubles["devices"] = [CloudError(CloudReason.UNAUTHORIZED)]
    renewed: list[CancelToken] = []

    def renew(cancel: CancelToken) -> bool:
        renewed.append(cancel)
        return True

    _, result = play(house, renew=renew)
    assert len(renewed) == 1
    assert result.outcome is Outcome.SUCCESS


def test_finish_anyway_is_never_called_success() -> None:
    played, result = play(House(right=None), Person(ways={Code.NOT_SEEN_ONLINE: [Way.FINISH_ANYWAY]}))
    assert played.places[-2:] == [P.OFFLINE, P.END]
    assert (result.outcome, result.problem) == (Outcome.DELIVERED_UNVERIFIED, "S6-02")


def test_name_that_the_cloud_changed_is_saved_once() -> None:
    house = House()
    house.cloud.names = str.lower
    _, result = play(house, Person(name="Shed"))
    assert result.device_name == "shed"
    assert house.cloud.count("rename") == 1


def test_name_that_is_refused() -> None:
    house = House()
    house.cloud.refusals["rename"] = CloudError(CloudReason.REFUSED, message="taken")
    person = Person(name="Shed", ways={Code.NAME_NOT_SAVED: [Way.SAVE_NAME_AGAIN, Way.FINISH_WITHOUT_NAME]})
    played, result = play(house, person)
    assert played.codes == ["S7-01", "S7-01"]
    assert result.outcome is Outcome.SUCCESS
    _, given_up = play(_with_refused_name(), Person(name="Shed"))
    assert (given_up.outcome, given_up.problem, given_up.exit_code) == (Outcome.SUCCESS, "S7-01", 0)


def _with_refused_name() -> House:
    house = House()
    house.cloud.refusals["rename"] = CloudError(CloudReason.REFUSED)
    return house


def test_details_refused_three_times_are_for_the_support_team() -> None:
    house = House()
    house.device.troubles["configure"] = [softap_error(Reason.REJECTED)] * 9
    person = Person(ways={Code.DETAILS_REFUSED: [Way.SEND_AGAIN] * 2})
    played, result = play(house, person)
    assert played.codes == ["S5-01"] * 3
    assert played.places[-2:] == [P.SUPPORT, P.END] or P.SUPPORT in played.places
    assert result.outcome is Outcome.FAILURE_CONFIGURE


def someone_elses(house: House) -> House:
    """The cloud never links the device: another account has it."""
    house.device.on_connect = lambda: House._connect(house)
    house.cloud.on_poll = lambda _n: None
    house.cloud.refusals["claim"] = CloudError(CloudReason.FORBIDDEN)
    return house


def test_owner_is_asked_once_and_agrees() -> None:
    house = someone_elses(House())

    def agrees(_setup: Setup, step: Step) -> None:
        if house.cloud.count("request_transfer") and step.work is None:
            house.cloud.own(house.device.id, online=True, heard=house.clock.now())

    ways = {Code.NOT_LINKED: [Way.ASK_OWNER, Way.LINK_AGAIN]}
    played, result = play(house, Person(ways=ways, before=agrees))
    assert played.codes == ["S6-04", "S6-04"]
    assert ("request_transfer", house.device.id) in house.cloud.asked
    assert house.cloud.count("request_transfer") == 1
    assert result.outcome is Outcome.SUCCESS


def test_a_wish_that_did_not_get_through_is_offered_again() -> None:
    house = someone_elses(House())
    house.cloud.troubles["request_transfer"] = [CloudError(CloudReason.UNREACHABLE)]
    played, result = play(house, Person(ways={Code.NOT_LINKED: [Way.ASK_OWNER, Way.ASK_OWNER]}))
    assert played.codes == ["S6-04", "S6-04", "S6-04"]
    assert house.cloud.count("request_transfer") == 1, "the first one was lost"
    assert result.outcome is Outcome.FAILURE_CLAIMING


@pytest.mark.parametrize(
    ("reason", "asked", "allowed", "open_"),
    [
        ("forbidden", False, True, True),
        ("not_listed", False, True, False),
        ("forbidden", True, True, False),
        ("forbidden", False, False, False),
    ],
)
def test_who_may_be_asked_for_the_device(reason: str, asked: bool, allowed: bool, open_: bool) -> None:
    """Somebody else has it, was not asked yet, and the brand lets devices change hands."""
    setup = House(allow_take_over=allowed).setup
    if asked:
        setup = story.saw(setup, OwnerAsked(at=1))
    ways = story.ways_out(setup, Problem(Code.NOT_LINKED, reason))
    assert (Way.ASK_OWNER in ways) is open_
    assert ways[0] is Way.LINK_AGAIN


def test_link_that_was_refused_is_tried_again() -> None:
    house = House()
    house.device.on_connect = lambda: House._connect(house)
    house.cloud.on_poll = lambda _n: None
    house.cloud.refusals["claim"] = CloudError(CloudReason.FORBIDDEN)
    person = Person(ways={Code.NOT_LINKED: [Way.LINK_AGAIN]})
    played, result = play(house, person)
    assert played.codes == ["S6-04", "S6-04"]
    assert result.outcome is Outcome.FAILURE_CLAIMING
