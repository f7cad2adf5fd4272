"""What every end comes to: outcome, exit code, the last open code, and nothing secret."""

from __future__ import annotations

import json

import pytest

from fakes.story_clock import StoryClock
from fakes.story_cloud import CODE
from fakes.story_device import DEVICE_ID
from setup.facts import (
    HOME,
    PASSWORD,
    after_sending,
    at_device,
    begun,
    checked,
    linked,
    online,
    told,
)
from spark_setup.core.clock import Clock
from spark_setup.core.meter import Account, Meter
from spark_setup.setup import decisions as d
from spark_setup.setup import facts as f
from spark_setup.setup import story
from spark_setup.setup.problems import Code, Problem, Way
from spark_setup.setup.result import ExitCode, Outcome, SetupResult, result_of
from spark_setup.setup.setup import Intent, Setup


def end(setup: Setup, clock: Clock | None = None) -> SetupResult:
    return result_of(setup, Meter(), clock or StoryClock())


def troubled(setup: Setup, code: Code) -> Setup:
    return story.failed(setup, Problem(code))


def test_success_needs_send_online_and_link() -> None:
    assert end(told(after_sending(), online(), linked())).outcome is Outcome.SUCCESS
    assert end(told(after_sending(), online())).outcome is not Outcome.SUCCESS
    assert end(told(after_sending(), linked())).outcome is not Outcome.SUCCESS
    assert end(told(at_device(), online(), linked())).outcome is not Outcome.SUCCESS


@pytest.mark.parametrize(
    "setup",
    [
        told(after_sending(), online(), linked()),
        story.failed(told(at_device(), HOME, PASSWORD), Problem(Code.DETAILS_REFUSED)),
        told(at_device(), d.Cancel()),
    ],
    ids=["success", "failure", "cancel"],
)
def test_the_result_names_the_device(setup: Setup) -> None:
    assert json.loads(end(setup).to_json())["device_id"] == DEVICE_ID


def test_cancel_after_success_is_still_success() -> None:
    assert end(told(after_sending(), online(), linked(), d.Cancel())).outcome is Outcome.SUCCESS


@pytest.mark.parametrize(
    ("setup", "outcome", "exit_code"),
    [
        (told(checked(), d.Cancel()), Outcome.USER_CANCEL, ExitCode.CANCELLED),
        (told(after_sending(), d.Cancel()), Outcome.USER_CANCEL, ExitCode.CANCELLED),
        (told(after_sending(), d.FinishAnyway()), Outcome.DELIVERED_UNVERIFIED, ExitCode.DELIVERED),
        (
            told(after_sending(), linked(), d.FinishAnyway()),
            Outcome.SUCCESS_DEVICE_OFFLINE,
            ExitCode.DELIVERED,
        ),
        (  # claimed by its id it may never have got the details
            told(after_sending(), f.Linked(at=60, evidence=f.CLAIMED_BY_ID), d.FinishAnyway()),
            Outcome.DELIVERED_UNVERIFIED,
            ExitCode.DELIVERED,
        ),
        (
            told(after_sending(DEVICE_ID, claimed=True), linked(), d.FinishAnyway()),
            Outcome.DELIVERED_UNVERIFIED,
            ExitCode.DELIVERED,
        ),
        (
            told(after_sending(intent=Intent.WIFI_ONLY), d.Close()),
            Outcome.SUCCESS_NOT_CLAIMED,
            ExitCode.ONLINE,
        ),
        (
            told(after_sending(intent=Intent.CODE_GIVEN), d.Close()),
            Outcome.DELIVERED_UNVERIFIED,
            ExitCode.DELIVERED,
        ),
        (
            told(after_sending(intent=Intent.CODE_GIVEN), d.OnlyWifi(), d.Close()),
            Outcome.SUCCESS_NOT_CLAIMED,
            ExitCode.ONLINE,
        ),
    ],
)
def test_ends_without_a_problem(setup: Setup, outcome: Outcome, exit_code: ExitCode) -> None:
    result = end(setup)
    assert (result.outcome, result.exit_code) == (outcome, exit_code)
    assert result.problem is None


GROUPS = {
    Outcome.FAILURE_NOT_READY: "S1-01 S1-02 S1-03 S1-04 S1-05 S1-06 S2-01 S2-02 S2-03 S2-04 S2-07B S2-07S",
    Outcome.FAILURE_NO_DEVICE: "S2-05 S2-06 S2-07 S2-08 S2-10",
    Outcome.FAILURE_LOST_CONNECTION: "S2-09 S2-09V S2-11 S5-02 S5-06",
    Outcome.FAILURE_CONFIGURE: "S3-01 S3-02 S3-03 S3-04 S3-05 S4-01 S4-02 S5-01 S6-01",
    Outcome.FAILURE_CLAIMING: "S5-03 S5-04 S5-05 S6-04",
    Outcome.FAILURE_CANNOT_DISCONNECT: "S6-03",
}
EXPECTED = {Code(code): outcome for outcome, codes in GROUPS.items() for code in codes.split()}


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("how", ["open", "given_up"])
def test_ends_with_a_problem(code: Code, how: str) -> None:
    setup = troubled(after_sending() if code.startswith("S6") else at_device(), code)
    if how == "given_up":
        setup = told(setup, d.GiveUp(code.value))
    result = end(setup)
    assert result.problem == code.value
    if code in EXPECTED:
        assert (result.outcome, result.exit_code) == (EXPECTED[code], ExitCode.FAILED)
    elif code is not Code.NAME_NOT_SAVED:
        assert (result.outcome, result.exit_code) == (Outcome.DELIVERED_UNVERIFIED, ExitCode.DELIVERED)


def test_name_that_was_not_saved_is_success() -> None:
    setup = told(troubled(told(after_sending(), online(), linked()), Code.NAME_NOT_SAVED), d.GiveUp("S7-01"))
    result = end(setup)
    assert (result.outcome, result.exit_code, result.problem) == (Outcome.SUCCESS, ExitCode.ONLINE, "S7-01")


@pytest.mark.parametrize("decision", [d.Cancel(), d.FinishAnyway()])
def test_last_open_code_outlives_the_decision_to_end(decision: d.Decision) -> None:
    assert end(told(troubled(after_sending(), Code.NOT_SEEN_ONLINE), decision)).problem == "S6-02"


def test_once_more_takes_the_code_back() -> None:
    setup = told(troubled(after_sending(), Code.NOT_SEEN_ONLINE), d.FinishAnyway(), d.LookOnceMore())
    assert end(told(setup, online(), linked())).problem is None


def test_closing_while_still_on_the_devices_network_says_so() -> None:
    setup = told(troubled(told(at_device(), d.Cancel()), Code.NOT_BACK), d.Close())
    result = end(setup)
    assert (result.outcome, result.problem, result.wifi_restored) == (Outcome.USER_CANCEL, "S6-03", False)


def test_expired_session_before_the_send_cannot_be_finished_only_ended() -> None:
    setup = story.take(troubled(checked(), Code.SESSION_EXPIRED), Way.FINISH_ANYWAY)
    result = end(setup)
    assert (result.outcome, result.problem) == (Outcome.FAILURE_NOT_READY, "S1-04")


# ---------------------------------------- the fields


def test_fields() -> None:
    clock = Clock(20.0)
    setup = told(after_sending(), online(), linked(), f.Named(at=20, device_name="Barn", wish="barn"))
    result = end(setup, clock)
    assert (result.device_id, result.device_name, result.ssid) == (DEVICE_ID, "Barn", "Home")
    assert result.facts[0] == ("wifi_probed", 0.05), "real seconds"
    assert [name for name, _ in result.facts][-3:] == ["seen_online", "linked", "named"]
    assert result.wifi_restored is True


def test_name_from_the_cloud_where_none_was_given() -> None:
    assert end(told(after_sending(), linked())).device_name == "Shed"
    assert end(after_sending()).device_name is None


def test_wifi_restored() -> None:
    assert end(begun()).wifi_restored is True
    assert end(at_device()).wifi_restored is False
    assert end(after_sending()).wifi_restored is True
    assert end(checked(f.HostMode.NONE)).wifi_restored is None


def test_times_are_real_seconds_of_three_accounts() -> None:
    meter = Meter()
    with meter.waiting_for(Account.DEVICE):
        pass
    result = result_of(begun(), meter, Clock())
    assert 0 <= result.device_s <= result.wizard_s + result.device_s < 5
    assert result.network_s == 0


def test_one_line_of_json_without_secrets() -> None:
    setup = told(after_sending(), online(), linked())
    line = end(setup).to_json()
    assert "\n" not in line
    assert CODE not in line
    assert "password" not in line
    assert list(json.loads(line)) == [
        "outcome",
        "problem",
        "device_id",
        "device_name",
        "ssid",
        "facts",
        "wifi_restored",
        "wizard_s",
        "device_s",
        "network_s",
        "earlier",
    ]


def test_log_of_polls_does_not_grow() -> None:
    setup = begun()
    for n in range(100):
        setup = told(setup, f.CloudAsked(at=n, times=n))
    assert [name for name, _ in end(setup).facts] == ["cloud_asked"]
