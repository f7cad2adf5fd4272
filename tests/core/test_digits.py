"""Numbers from outside: what `str.isdigit` and `int` disagree about."""

from __future__ import annotations

import pytest

from spark_setup.core.digits import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("999999999", 999999999)])
def test_numbers(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " 1", "1\n", "-1", "+1", "1_0", "²", "٣", "1.0", "0x1", "9" * 10, "9" * 5000]
)
def test_what_is_none(text: str) -> None:
    assert whole_number(text) is None
