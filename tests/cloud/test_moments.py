"""Dates and expiries in every shape that servers were seen to write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_setup.cloud.moments import expiry, header_date, moment

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
IN_AN_HOUR = NOW + timedelta(hours=1)
STAMP = NOW.timestamp() + 3600


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-03-04T18:17:33.784Z", datetime(2016, 3, 4, 18, 17, 33, 784000, UTC)),
        ("2016-03-04T18:17:33", datetime(2016, 3, 4, 18, 17, 33, tzinfo=UTC)),
        ("2016-03-04T18:17:33+02:00", datetime(2016, 3, 4, 16, 17, 33, tzinfo=UTC)),
        (STAMP, IN_AN_HOUR),
        (STAMP * 1000, IN_AN_HOUR),
        (str(int(STAMP)), IN_AN_HOUR),
        ("", None),
        ("soon", None),
        (None, None),
        (True, None),
        ([], None),
        ({}, None),
        (0, None),
        (-5, None),
        ("9999-12-31T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1e300, None),
        (10**400, None),
        (float("nan"), None),
        ("1" * 500, None),
    ],
)
def test_moments(value: Any, expected: datetime | None) -> None:
    assert moment(value) == expected


@pytest.mark.parametrize(
    ("expires_in", "expires_at", "expected"),
    [
        (3600, None, IN_AN_HOUR),
        ("3600", None, IN_AN_HOUR),
        (3600.0, None, IN_AN_HOUR),
        (STAMP, None, IN_AN_HOUR),
        (str(int(STAMP)), None, IN_AN_HOUR),
        (STAMP * 1000, None, IN_AN_HOUR),
        (None, STAMP * 1000, IN_AN_HOUR),
        (None, STAMP, IN_AN_HOUR),
        (None, "2026-11-25T13:00:00.000Z", IN_AN_HOUR),
        (0, None, None),
        ("0", None, None),
        (None, None, None),
        (None, "9999-12-31T23:59:59Z", None),
        (-1, None, None),
        ("soon", "soon", None),
        (7776000, "rubbish", NOW + timedelta(days=90)),
    ],
)
def test_expiries(expires_in: Any, expires_at: Any, expected: datetime | None) -> None:
    assert expiry(expires_in, expires_at, now=NOW, server_now=None) == expected
    assert expiry(expires_in, expires_at, now=NOW, server_now=NOW) == expected


def test_a_wrong_clock_here_does_not_make_a_fresh_token_look_expired() -> None:
    years_back = NOW - timedelta(days=730)
    left = expiry(None, STAMP, now=years_back, server_now=NOW)
    assert left is not None
    assert left - years_back == timedelta(hours=1)


def test_header_dates() -> None:
    assert header_date({"Date": "Tue, 24 Nov 2026 14:31:54 GMT"}) == datetime(
        2026, 11, 24, 14, 31, 54, tzinfo=UTC
    )
    for bad in ("", "x", "Tue, 99 Nov 2026", "Tue, 24 Nov 99999999999 14:31:54 GMT"):
        assert header_date({"Date": bad}) is None
    assert header_date({}) is None


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())))
def test_nothing_raises_and_no_year_is_beyond_2100(value: Any) -> None:
    for found in (moment(value), expiry(value, value, now=NOW, server_now=None)):
        assert found is None or 1999 < found.year <= 2100
