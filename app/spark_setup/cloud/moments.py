"""Dates and durations as servers write them: ISO texts, seconds, milliseconds, header dates.

Whatever cannot be a date between 2000 and 2100 is None: unknown is a value, a guess is not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_MILLISECONDS_FROM = 1e11  # as seconds this would be the year 5138
_LONGEST_DURATION_S = 20 * 365 * 86400.0  # longer "durations" are dates (pagopa/pdnd-interop-frontend#1138)


def number(value: object) -> float | None:
    """`value` as a finite number if it is one, or a text that is one. True and False are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        result = float(value)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def moment(value: object) -> datetime | None:
    """A date from an ISO text (no zone means UTC), or from seconds or milliseconds since 1970."""
    seconds = number(value)
    if seconds is not None:
        if abs(seconds) >= _MILLISECONDS_FROM:
            seconds /= 1000
        if abs(seconds) >= _MILLISECONDS_FROM:
            return None
        return _plausible(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
    if not isinstance(value, str) or len(value) > 64:
        return None
    try:
        result = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return _plausible(result if result.tzinfo is not None else result.replace(tzinfo=UTC))


def header_date(headers: Mapping[str, str]) -> datetime | None:
    """The server's own clock: its `Date` header."""
    try:
        result = parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _plausible(result if result.tzinfo is not None else result.replace(tzinfo=UTC))


def expiry(
    expires_in: object, expires_at: object, *, now: datetime, server_now: datetime | None
) -> datetime | None:
    """When a token ends, on *this computer's* clock; None: never, or not known.

    `expires_in` may be a number, a text, or wrongly a date in seconds or milliseconds; `expires_at` an ISO
    text or a date in seconds or milliseconds. 0 and null mean never. A date is moved by the difference
    between the server's clock and ours, so that "time left" is right on a computer with a wrong clock.
    """
    duration_s = number(expires_in)
    if duration_s is not None and 0 < duration_s <= _LONGEST_DURATION_S:
        return now + timedelta(seconds=duration_s)
    date = moment(expires_at) if duration_s is None else moment(expires_in) or moment(expires_at)
    if date is None:
        return None
    return date + (now - (server_now or now))


def _plausible(date: datetime) -> datetime | None:
    try:
        return date.astimezone(UTC) if _EARLIEST <= date < _LATEST else None
    except OverflowError:
        return None
