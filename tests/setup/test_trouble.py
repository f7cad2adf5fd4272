"""Every reason of every room below has a problem; every code has a place, a way out and an outcome."""

from __future__ import annotations

import pytest

from spark_setup.cloud.errors import CloudError
from spark_setup.cloud.errors import Reason as CloudReason
from spark_setup.hostwifi.port import Reason as WifiReason
from spark_setup.hostwifi.port import WifiError
from spark_setup.setup import steps, trouble
from spark_setup.setup.places import Place
from spark_setup.setup.problems import KINDS, Code, Problem, Severity, Way
from spark_setup.setup.result import FAILURES
from spark_setup.setup.story import Work
from spark_setup.softap.errors import Reason as DeviceReason
from spark_setup.softap.errors import softap_error

NEVER_LEAVE_ITS_PAGE = {Code.SEVERAL_FOUND, Code.UPDATING, Code.LIST_INCOMPLETE}


@pytest.mark.parametrize("reason", list(CloudReason))
def test_every_reason_of_the_cloud_has_a_problem(reason: CloudReason) -> None:
    assert reason in trouble.CLOUD
    problem = trouble.from_cloud(CloudError(reason, message="said", host="h", proxy="p:1"))
    assert problem.code.startswith("S1-")
    assert problem.reason == reason.value
    assert dict(problem.values) == {"message": "said", "proxy": "p:1", "host": "h"}


@pytest.mark.parametrize("reason", list(WifiReason))
def test_every_reason_of_the_wifi_has_a_problem(reason: WifiReason) -> None:
    assert reason in trouble.WIFI
    assert trouble.from_wifi(WifiError(reason)).reason == reason.value


@pytest.mark.parametrize("reason", list(DeviceReason))
def test_every_reason_of_the_device_is_lost_or_a_refusal(reason: DeviceReason) -> None:
    error = softap_error(reason)
    code = trouble.from_refusal(error).code
    if trouble.is_lost(error):
        assert reason not in trouble.REFUSED
    elif reason in trouble.REFUSED:
        assert code is not Code.DETAILS_REFUSED
    else:
        assert reason in STORED_NOTHING
        assert code is Code.DETAILS_REFUSED


STORED_NOTHING = {
    DeviceReason.REJECTED,
    DeviceReason.NOT_UNDERSTOOD,
    DeviceReason.NOT_DECRYPTED,
    DeviceReason.FLASH,
    DeviceReason.BAD_KEY,
}


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (DeviceReason.CANNOT_SEE_NETWORK, Code.NOT_VISIBLE),
        (DeviceReason.NAME_NOT_ACCEPTED, Code.NAME_NOT_STORABLE),
        (DeviceReason.PASSWORD_LENGTH, Code.PASSWORD_LENGTH),
        (DeviceReason.WEP_KEY_INVALID, Code.PASSWORD_LENGTH),
        (DeviceReason.ENTERPRISE_DATA, Code.ENTERPRISE),
        (DeviceReason.CLAIM_CODE_REFUSED, Code.CLAIM_CODE_NOT_STORED),
    ],
)
def test_what_the_device_said_no_to(reason: DeviceReason, code: Code) -> None:
    assert trouble.from_refusal(softap_error(reason)).code is code


def test_only_a_missing_link_counts_as_lost() -> None:
    lost = {reason for reason in DeviceReason if trouble.is_lost(softap_error(reason))}
    assert {r.value for r in lost} == {"no_route", "permission", "refused", "timeout", "reset", "closed"}


# ---------------------------------------- tables


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_kind_and_an_outcome(code: Code) -> None:
    assert code in FAILURES
    kind = KINDS[code]
    assert kind.ways
    assert len(set(kind.ways)) == len(kind.ways)
    assert kind.place is not Place.END
    assert Problem(code).place is kind.place
    if kind.severity is Severity.INFO:
        assert code in NEVER_LEAVE_ITS_PAGE


def test_every_way_is_used() -> None:
    used = {way for kind in KINDS.values() for way in kind.ways}
    assert set(Way) - used == set()


def test_place_of_a_problem_can_be_another() -> None:
    assert Problem(Code.NOT_VISIBLE, place=Place.PROGRESS).place is Place.PROGRESS


@pytest.mark.parametrize("work", list(Work))
def test_every_work_has_a_step_and_a_last_resort(work: Work) -> None:
    assert work in steps._functions()
    assert work in steps._LAST_RESORT
