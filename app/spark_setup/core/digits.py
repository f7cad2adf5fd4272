"""Whole numbers in texts from outside.

`str.isdigit` is no guard for `int`: it takes `²`, and five thousand digits, and `int` takes neither.
"""

from __future__ import annotations

import re

_DIGITS = re.compile("[0-9]+")


def whole_number(text: str, *, most_digits: int = 9) -> int | None:
    """`text` as a number, if it is nothing but so many ASCII digits; else None. Never raises."""
    return int(text) if len(text) <= most_digits and _DIGITS.fullmatch(text) else None
