"""How codes look, and what is understood of what people type."""

from __future__ import annotations

import re

import pytest

from spark_setup.vendor.codes import digest, new_code, new_renewal_token, typed_code


def test_a_code_has_128_random_bits_and_can_be_typed() -> None:
    code = new_code()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}", code)
    assert 5 * len(code.replace("-", "")) >= 128
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed",
    [
        "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV",
        "0123456789abcdefghjkmnpqrstv",
        "  o1z3 4567 89ab cdef ghjk mnpq rstv ".replace("z", "2"),
        "OI23-4567-89AB-CDEF-GHJK-MNPQ-RSTV",
        "0l23–4567–89AB–CDEF–GHJK–MNPQ–RSTV",
    ],
)
def test_what_people_type_is_understood(typed: str) -> None:
    assert typed_code(typed) == "0123456789ABCDEFGHJKMNPQRSTV"


@pytest.mark.parametrize("typed", ["", "0123", "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTU", "x" * 65, "٣" * 28])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert typed_code(typed) is None


def test_a_digest_is_bound_to_kind_and_product() -> None:
    word = new_renewal_token()
    seen = {digest(kind, product, word) for kind in ("code", "renewal") for product in ("1", "2")}
    assert len(seen) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in seen)
