"""The family: every reason belongs to one branch, and nobody raises the base."""

from __future__ import annotations

import pytest

from spark_setup.softap.errors import (
    DeviceFaultError,
    MisuseError,
    NoLinkError,
    Reason,
    SoftApError,
    softap_error,
)

FAMILIES = (NoLinkError, DeviceFaultError, MisuseError)


@pytest.mark.parametrize("reason", Reason)
def test_reason_has_exactly_one_family(reason: Reason) -> None:
    assert sum(reason in family.reasons for family in FAMILIES) == 1
    error = softap_error(reason, "why", request_sent=True)
    assert (error.reason, error.request_sent) == (reason, True)
    assert str(error) == f"{reason.value}: why"


def test_base_is_never_raised() -> None:
    with pytest.raises(TypeError):
        SoftApError(Reason.TIMEOUT)


def test_family_refuses_foreign_reason() -> None:
    with pytest.raises(TypeError):
        NoLinkError(Reason.REJECTED)


def test_nothing_counts_as_sent_until_said() -> None:
    assert not MisuseError(Reason.PASSWORD_TOO_LONG).request_sent
